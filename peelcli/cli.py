"""The commands of peel: their help, and in one line each what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from peelcli import DATA_DATE, __version__, flow
from peelcli.formats import FORMATS

if TYPE_CHECKING:
    from peelcli.flow import Ask
    from peelcli.report import Cycle, Report
    from peelcli.views import View


@click.group(
    cls=flow.Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Grades of different cycles are mostly not comparable: `peel compare` and `peel trend` say where they are.",
    invoke_without_command=True,
)
@click.version_option(__version__, message=f"peel %(version)s (data of {DATA_DATE})")
@click.pass_context
def peel(ctx: click.Context) -> None:
    """Report cards of police inspections.

    HMICFRS inspects the 43 police forces of England and Wales and grades them area by area (PEEL). peel shows what it
    found, with the source of every grade.

    A REPORT is a force (west-mercia, "West Mercia": its newest report), a force and a cycle (west-mercia@2021-22),
    a cycle (@2023-25: every force), a path to a YAML or JSON file or a folder, or - for standard input.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@peel.command(cls=flow.Cards)
def summary(ask: Ask) -> tuple[Report, ...]:
    """Show report cards: grades, findings, praise, responses.

    Without a REPORT it is $PEEL_REPORT, else West Mercia's newest.
    """
    return ask.with_findings(ask.reports)


@peel.command(cls=flow.Rows)
def areas(ask: Ask) -> View:
    """List graded areas, of one report or many."""
    from peelcli import views

    return views.areas(ask.unmoved_by("kinds"))


@peel.command(cls=flow.Rows)
def improvements(ask: Ask) -> View:
    """List what must improve, in one report or many."""
    from peelcli import views

    return views.improvements(ask.with_findings(ask.reports))


@peel.command(cls=flow.Rows)
def praise(ask: Ask) -> View:
    """List what was praised, in one report or many."""
    from peelcli import views

    return views.praise(ask.with_findings(ask.reports))


@peel.command(cls=flow.Rows)
def responses(ask: Ask) -> View:
    """List what people said of the reports."""
    from peelcli import views

    return views.responses(ask.unmoved_by("grades", "at_least", "at_most", "areas", "kinds"))


@peel.command("list", cls=flow.Rows)
def list_(ask: Ask) -> View:
    """List the reports there are, with their counts.

    Without a REPORT all of them; with filters those in which something matches.
    """
    from peelcli import views

    return views.listing(ask.reports_or_all)


@peel.command(cls=flow.Rows)
def compare(ask: Ask) -> View:
    """Set reports side by side.

    Up to five stand beside each other, area by area; more, such as @2023-25, become a grid of forces by areas. Where
    grades must not be compared it says so, and why.
    """
    from peelcli import views

    narrowed = ask.at_least_two_reports
    return views.compare(ask.whole, narrowed)


@peel.command(cls=flow.ChosenRows)
@click.argument("force", type=flow.FORCE)
def trend(ask: Ask, force: str) -> View:
    """Follow one FORCE through the cycles.

    A change is called better, worse or same only between cycles that the inspectorate lets compare.
    """
    from peelcli import views

    narrowed = ask.load(lambda catalogue: catalogue.every_report_on(force))
    return views.trend(ask.whole, narrowed)


@peel.command(cls=flow.ChosenRows)
@click.argument("words", metavar="TEXT")
def search(ask: Ask, words: str) -> View:
    """Find TEXT in findings and responses."""
    from peelcli import views

    if not words.strip():
        raise click.UsageError('Say what to look for, such as: peel search "emergency calls"')
    reports = ask.load(lambda catalogue: catalogue.load((), everything=True))
    return views.search(ask.with_findings(reports), words)


@peel.command(cls=flow.PlainRows)
@click.argument("term", type=flow.TERM, required=False)
@click.option("--cycle", type=flow.CYCLE, metavar="C", help="What it means in this cycle; else in the newest.")
def explain(ask: Ask, term: str | None, cycle: Cycle | None) -> View:
    """Explain a grade, area, cycle, force or term.

    Without a TERM, list what there is.
    """
    from peelcli import terms, views

    return views.terms(terms.look_up(term, cycle) if term else list(terms.every(cycle)), explained=bool(term))


@peel.command(cls=flow.Problems)
@click.argument("files", nargs=-1, type=flow.FILE, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Let warnings count as problems.")
def check(ask: Ask, files: tuple[str, ...], strict: bool) -> View:
    """Check report files and say what is wrong, and where.

    A FILE may be a folder, or - for standard input.

    Exits with 0 if there is none, 1 if there are problems, 4 if a file cannot be read.
    """
    return ask.check(files, strict)


@peel.command(cls=flow.Command, endings=FORMATS["yaml"].endings)
@click.argument("force", type=flow.FORCE)
@click.option("--cycle", type=flow.CYCLE, metavar="C", help="The cycle; else the newest whose areas are known.")
def new(ask: Ask, force: str, cycle: Cycle | None) -> str:
    """Write a report file on FORCE to fill in."""
    from peelcli import cycles, writing

    if not cycles.slug(force):
        raise click.UsageError("Name the force, such as: peel new Kent")
    return writing.skeleton(force, cycle or cycles.newest_known())


@peel.command(cls=flow.Command, endings=FORMATS["yaml"].endings)
@click.argument("article", type=flow.FILE)
@click.option(
    "--force", type=flow.FORCE, metavar="F", help="The force that is meant, where the article is about several."
)
@click.option("--explain", is_flag=True, help="Show for each fact the rule that found it and its words.")
def draft(ask: Ask, article: str, force: str | None, explain: bool) -> str:
    """Draft a report file from a news article or press release.

    ARTICLE is a text, Markdown or saved HTML file, or - for standard input. Nothing is guessed: what is unclear becomes
    a comment.
    """
    return ask.draft(article, force, explain)


@peel.command(cls=flow.Command, endings=FORMATS["json"].endings)
@click.argument("which", type=click.Choice(["report", "output"]), default="report")
def schema(ask: Ask, which: str) -> str:
    """Print the JSON Schema of report files or of output."""
    from peelcli import catalogue

    return catalogue.schema(which)


@peel.command(cls=flow.Command)
@click.argument("shell", type=click.Choice(flow.SHELLS))
def completion(ask: Ask, shell: str) -> str:
    """Print a script that completes words in your shell.

    For bash: peel completion bash > ~/.local/share/bash-completion/completions/peel
    """
    return flow.completion_script(peel, shell)
