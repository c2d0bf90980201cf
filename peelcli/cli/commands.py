"""The commands of peel, each a help text and a line or two of code. `find` names a function of query.py.

The code behind them is imported inside the functions, so that `--help` and completion do not load it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from peelcli import DATA_DATE, __version__
from peelcli.cli import command, options, types
from peelcli.cli.group import Group
from peelcli.formats import FORMATS

if TYPE_CHECKING:
    from peelcli.answers.views import Cards, View
    from peelcli.cli.command import Result
    from peelcli.cli.query import Found
    from peelcli.model.report import Cycle


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""Grades of different cycles are mostly not comparable: `peel compare` and `peel trend` say which are.

\b
Environment:
  PEEL_REPORT   the default REPORT (else west-mercia)
  PEEL_DATA     folders of reports of your own, like --data
  PEEL_COLOR    auto, always or never (also NO_COLOR, FORCE_COLOR)
  COLUMNS       the width, like --width

\b
Examples:
  peel summary west-mercia
  peel areas @2023-25 --area investigating-crime --grade inadequate
  peel search "101 calls" --force west-mercia""",
    invoke_without_command=True,
)
@click.version_option(__version__, "-V", "--version", message=f"peel %(version)s (data of {DATA_DATE})")
@click.pass_context
def peel(ctx: click.Context) -> None:
    """Report cards of police inspections.

    HMICFRS inspects the 43 police forces of England and Wales and grades them area by area (PEEL). peel shows what it
    found, with the source of every grade.

    A REPORT is a force (west-mercia, "West Mercia": its newest report), a force and a cycle (west-mercia@2021-22), a
    cycle (@2023-25: every force), @newest (the newest report of every force), a path to a YAML or JSON file or a
    folder, or - for standard input.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@peel.command(cls=command.CardCommand)
def summary(found: Found) -> Cards:
    """Show report cards: grades, findings, praise, responses.

    Examples:
      peel summary kent
      peel summary kent@2021-22 --at-most adequate
      peel summary kent -o kent.md
    """
    from peelcli.answers.views import Cards

    return Cards(found.filtered, found.warnings)


@peel.command(cls=command.ReportRows, ignores=("kinds",))
def areas(found: Found) -> View:
    """List graded areas, of one report or many.

    Examples:
      peel areas kent --grade ri,inadequate
      peel areas @newest --area responding --sort grade
      peel areas --all -o grades.csv
    """
    from peelcli.answers import sections

    return sections.areas(found.filtered)


@peel.command(cls=command.ReportRows, findings=True)
def improvements(found: Found) -> View:
    """List areas for improvement, of one report or many.

    Examples:
      peel improvements warwickshire
      peel improvements @2023-25 --kind cause-of-concern
      peel improvements @newest --text "stop and search"
    """
    from peelcli.answers import sections

    return sections.improvements(found.filtered)


@peel.command(cls=command.ReportRows, findings=True)
def praise(found: Found) -> View:
    """List praise, from one report or many.

    Examples:
      peel praise durham
      peel praise @2023-25 --kind innovative-practice
    """
    from peelcli.answers import sections

    return sections.praise(found.filtered)


@peel.command(cls=command.ReportRows, ignores=("grades", "at_least", "at_most", "areas", "kinds"))
def responses(found: Found) -> View:
    """List stakeholder responses.

    Examples:
      peel responses gmp
      peel responses @newest --text "police and crime commissioner"
    """
    from peelcli.answers import sections

    return sections.responses(found.filtered)


@peel.command("list", cls=command.ReportRows, find="named_or_all", options=(options.INCOMPLETE,))
def list_(found: Found, incomplete: bool) -> View:
    """List available reports with grade counts.

    Without a REPORT, list all; with filters, those with a match, and with filters on grades alone also those whose
    announced counts include such a grade. Counts are as announced, or else as listed; ≥ marks those that may be too
    low.

    Examples:
      peel list --cycle 2023-25 --grade inadequate
      peel list --sort -published --limit 5
      peel list @2023-25 --incomplete
    """
    from peelcli.answers import sections

    return sections.listing(found.reports, found.filtered, found.filters, incomplete)


@peel.command(cls=command.ReportRows, find="named_or_newest", ignores=("kinds",))
@click.option(
    "--by",
    "by",
    type=types.COUNT_BY,
    default="area",
    show_default=True,
    metavar="a,b",
    help="Count by area, force, cycle or grade, or by several of them.",
)
def count(found: Found, by: tuple[str, ...]) -> View:
    """Count areas by grade: the national picture.

    The default is every force in the newest cycle that has reports. Shares are of the known grades.

    Examples:
      peel count @2023-25 --by grade
      peel count @2023-25 --by force --grade inadequate --sort -count
      peel count --all --by cycle,grade --area investigating-crime
    """
    from peelcli.answers import counts

    return counts.count(found.reports, found.filtered, by, found.filters, found.asked)


@peel.command(cls=command.ReportRows, find="several", ignores=("kinds",), options=(options.CHANGE, options.WIDE))
def compare(found: Found, changes: tuple[str, ...], wide: bool) -> View:
    """Set reports side by side.

    Up to five appear side by side, area by area; more, such as @2023-25, as a grid of forces and areas. Grades that
    must not be compared are marked, with the reason.

    Examples:
      peel compare west-mercia warwickshire
      peel compare @2016 @2017 --change better
      peel compare @2023-25 --wide -o grades.csv
    """
    from peelcli.answers import pivots

    make = pivots.wide if wide else pivots.compare
    return make(found.reports, found.filtered, changes)


@peel.command(cls=command.ReportRows, find="history", ignores=("kinds",), options=(options.CHANGE,))
@click.argument("force", type=types.FORCE, nargs=-1, required=True, metavar="FORCE", callback=options.one_name)
def trend(found: Found, force: str, changes: tuple[str, ...]) -> View:
    """Show how one FORCE's grades changed.

    Changes are given only between cycles that the inspectorate says are comparable.

    Examples:
      peel trend kent
      peel trend kent --area efficiency --change worse
    """
    from peelcli.answers import pivots

    return pivots.trend(found.reports, found.filtered, changes)


@peel.command(cls=command.ReportRows, find="named_or_all", findings=True)
@click.argument("words", nargs=-1, required=True, metavar="TEXT...", callback=options.not_blank)
def search(found: Found, words: tuple[str, ...]) -> View:
    """Find everything that mentions each TEXT.

    Search the findings, responses, notes, summaries and source titles of all reports, in any case and spelling, with
    synonyms. Put OR between two TEXTs if one of them is enough.

    Examples:
      peel search "101 calls" --force west-mercia
      peel search disproportionality OR "stop and search"
      peel search engage --cycle 2023-25
    """
    from peelcli.answers import search

    return search.search(found.filtered, words, found.filters)


@peel.command(cls=command.Command, options=(options.DATA_FOLDERS,), shared=(options.QUIET,))
@click.argument("file", type=types.FILE, metavar="FILE.db")
@click.option("--force-overwrite", is_flag=True, help="Replace FILE.db even if peel did not write it.")
def export(file: str, force_overwrite: bool, folders: tuple[str, ...]) -> Result:
    """Write everything to an SQLite database.

    For Datasette, DB Browser, DuckDB, pandas and R. Only a database that peel wrote is replaced.

    Examples:
      peel export peel.db
      peel export peel.db --data my-reports
    """
    from peelcli.cli import actions

    return actions.export(file, folders, force_overwrite)


@peel.command(cls=command.RowCommand)
@click.argument("term", type=types.TERM, nargs=-1, metavar="[TERM]", callback=options.one_name)
@click.option("--cycle", type=types.CYCLE, metavar="C", help="The meaning in this cycle, by default the newest.")
def explain(term: str | None, cycle: Cycle | None) -> View:
    """Explain a grade, area, cycle, force or term.

    Without a TERM, list all of them.

    Examples:
      peel explain requires improvement
      peel explain leadership --cycle 2016
      peel explain licence
    """
    from peelcli.answers import glossary

    return glossary.explanation(glossary.look_up(term, cycle)) if term else glossary.terms(glossary.entries(cycle))


@peel.command(cls=command.RowCommand)
@click.argument("files", nargs=-1, type=types.FILE, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Treat warnings as problems.")
def check(files: tuple[str, ...], strict: bool) -> Result:
    """Check report files and list their problems.

    A FILE may be a folder, or - for standard input.

    Exit status: 0 no problems, 1 problems (with --strict also warnings), 4 a file could not be read.

    Examples:
      peel check kent.yaml
      peel check --strict reports/
    """
    from peelcli.cli import actions

    return actions.check(files, strict)


@peel.command(cls=command.Command, extensions=FORMATS["yaml"].extensions)
@click.argument("force", type=types.FORCE, nargs=-1, required=True, metavar="FORCE", callback=options.new_name)
@click.option("--cycle", type=types.CYCLE, metavar="C", help="The cycle, by default the newest with known areas.")
def new(force: str, cycle: Cycle | None) -> Result:
    """Create a report-file template for FORCE.

    Examples:
      peel new kent -o kent.yaml
      peel new kent --cycle 2025-27
    """
    from peelcli.cli.command import Result
    from peelcli.model import reference, suggestions
    from peelcli.writing import templates

    plausible = reference.find_force(force) or not reference.about_force(force)
    return Result(templates.skeleton(force, cycle), hints=() if plausible else (suggestions.unknown_force(force),))


@peel.command(cls=command.Command, extensions=FORMATS["yaml"].extensions)
@click.argument("article", type=types.FILE)
@click.option("--force", type=types.FORCE, metavar="F", help="The force, if the article is about several.")
@click.option("--explain", is_flag=True, help="Show the rule and the words behind each fact.")
def draft(article: str, force: str | None, explain: bool) -> Result:
    """Draft a report file from a news article or press release.

    ARTICLE is a text, Markdown or saved HTML file, or - for standard input. Anything unclear becomes a comment rather
    than a guess.

    Examples:
      peel draft article.txt -o draft.yaml
      peel draft article.html --force kent --explain
    """
    from peelcli.cli import actions

    return actions.draft(article, force, explain)


@peel.command(cls=command.Command, extensions=FORMATS["json"].extensions)
@click.argument("which", type=types.SCHEMA, default="report")
def schema(which: str) -> str:
    """Print the JSON Schema of report files or of output.

    The default is the schema of report files.

    Examples:
      peel schema > report.schema.json
      peel schema output
    """
    from peelcli.loading import files

    return files.schema(which)


@peel.command(cls=command.Command)
@click.argument("shell", type=types.SHELL)
def completion(shell: str) -> str:
    """Print a script that completes words in your shell.

    Examples:
      peel completion bash > ~/.local/share/bash-completion/completions/peel
      peel completion fish > ~/.config/fish/completions/peel.fish
    """
    from peelcli.cli import completion as shells

    return shells.script(peel, shell)
