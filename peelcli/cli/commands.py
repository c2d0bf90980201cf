"""The commands of peel: their help, and in one line each what they do.

What answers them is imported inside the functions, so that `--help` and completion load none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from peelcli import DATA_DATE, __version__
from peelcli.cli import command, options
from peelcli.formats import FORMATS

if TYPE_CHECKING:
    from peelcli.answers.views import Cards, View
    from peelcli.cli.command import Result
    from peelcli.cli.query import Found
    from peelcli.loading.catalogue import Checked
    from peelcli.model.report import Cycle


@click.group(
    cls=command.Group,
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


@peel.command(cls=command.CardCommand)
def summary(found: Found) -> Cards:
    """Show report cards: grades, findings, praise, responses.

    Without a REPORT it is $PEEL_REPORT, else West Mercia's newest.
    """
    from peelcli.answers.views import Cards

    return Cards(found.filtered, found.warnings)


@peel.command(cls=command.ReportRows, ignores=("kinds",))
def areas(found: Found) -> View:
    """List graded areas, of one report or many."""
    from peelcli.answers import views

    return views.areas(found.filtered)


@peel.command(cls=command.ReportRows, findings=True)
def improvements(found: Found) -> View:
    """List areas for improvement, of one report or many."""
    from peelcli.answers import views

    return views.improvements(found.filtered)


@peel.command(cls=command.ReportRows, findings=True)
def praise(found: Found) -> View:
    """List praise, from one report or many."""
    from peelcli.answers import views

    return views.praise(found.filtered)


@peel.command(cls=command.ReportRows, ignores=("grades", "at_least", "at_most", "areas", "kinds"))
def responses(found: Found) -> View:
    """List stakeholder responses."""
    from peelcli.answers import views

    return views.responses(found.filtered)


@peel.command("list", cls=command.ReportRows, find="named_or_all")
def list_(found: Found) -> View:
    """List available reports with grade counts.

    Without a REPORT all of them; with filters those in which something matches.
    """
    from peelcli.answers import views

    return views.listing(found.matching)


@peel.command(cls=command.ReportRows, find="several")
def compare(found: Found) -> View:
    """Set reports side by side.

    Up to five stand beside each other, area by area; more, such as @2023-25, become a grid of forces by areas. Where
    grades must not be compared it says so, and why.
    """
    from peelcli.answers import pivots

    return pivots.compare(found.reports, found.filtered)


@peel.command(cls=command.ChosenRows, find="history")
@click.argument("force", type=options.FORCE)
def trend(found: Found, force: str) -> View:
    """Show how one FORCE's grades changed.

    A change is called better, worse or same only between cycles that the inspectorate lets compare.
    """
    from peelcli.answers import pivots

    return pivots.trend(found.reports, found.filtered)


@peel.command(cls=command.ChosenRows, find="named_or_all", findings=True)
@click.argument("words", metavar="TEXT", callback=options.not_blank)
def search(found: Found, words: str) -> View:
    """Find TEXT in findings and responses."""
    from peelcli.answers import views

    return views.search(found.filtered, words)


@peel.command(cls=command.RowCommand)
@click.argument("term", type=options.TERM, required=False)
@click.option("--cycle", type=options.CYCLE, metavar="C", help="What it means in this cycle; else in the newest.")
def explain(term: str | None, cycle: Cycle | None) -> View:
    """Explain a grade, area, cycle, force or term.

    Without a TERM, list what there is.
    """
    from peelcli.answers import glossary, views

    return views.explanation(glossary.look_up(term, cycle)) if term else views.terms(glossary.entries(cycle))


@peel.command(cls=command.CheckCommand)
@click.argument("files", nargs=-1, type=options.FILE, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Let warnings count as problems.")
def check(checked: Checked) -> View:
    """Check report files and say what is wrong, and where.

    A FILE may be a folder, or - for standard input.

    Exit status: 0 no problems, 1 problems (with --strict also warnings), 4 a file could not be read.
    """
    from peelcli.answers import views

    return views.problems(checked.problems, checked.files, checked.unread)


@peel.command(cls=command.Command, extensions=FORMATS["yaml"].extensions)
@click.argument("force", type=options.FORCE, callback=options.not_blank)
@click.option("--cycle", type=options.CYCLE, metavar="C", help="The cycle; else the newest whose areas are known.")
def new(force: str, cycle: Cycle | None) -> str:
    """Create a report-file template for FORCE."""
    from peelcli.writing import templates

    return templates.skeleton(force, cycle)


@peel.command(cls=command.Command, extensions=FORMATS["yaml"].extensions)
@click.argument("article", type=options.FILE)
@click.option("--force", type=options.FORCE, metavar="F", help="The force, if the article is about several.")
@click.option("--explain", is_flag=True, help="Show for each fact the rule that found it and its words.")
@click.pass_context
def draft(ctx: click.Context, article: str, force: str | None, explain: bool) -> Result:
    """Draft a report file from a news article or press release.

    ARTICLE is a text, Markdown or saved HTML file, or - for standard input. Nothing is guessed: what is unclear becomes
    a comment.
    """
    from peelcli.cli import drafts

    return drafts.draft(article, force, explain, quiet=ctx.params["quiet"])


@peel.command(cls=command.Command, extensions=FORMATS["json"].extensions)
@click.argument("which", type=click.Choice(["report", "output"]), default="report")
def schema(which: str) -> str:
    """Print the JSON Schema of report files or of output."""
    from peelcli.loading import files

    return files.schema(which)


@peel.command(cls=command.Command)
@click.argument("shell", type=click.Choice(options.SHELLS))
def completion(shell: str) -> str:
    """Print a script that completes words in your shell.

    For bash: peel completion bash > ~/.local/share/bash-completion/completions/peel
    """
    return options.completion_script(peel, shell)
