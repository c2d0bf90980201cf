"""The way that every command goes: load -> select -> answer -> present. Options, streams and exit codes live here."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

import click

from peelcli import DATA
from peelcli.errors import WARNING, BadData, Failures, PeelError, Unreadable, WrongRequest, did_you_mean, shown
from peelcli.formats import FORMATS, Answer, Format, Style
from peelcli.visible import DEGRADE, ascii_only, visible, visible_name

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from peelcli.catalogue import Catalogue, Loaded, Watch
    from peelcli.errors import Problem
    from peelcli.report import Report
    from peelcli.select import Selection
    from peelcli.views import View

INTERRUPTED, PIPE_CLOSED = 130, 141
NARROWEST, WIDEST, USUAL_WIDTH = 20, 500, 80
STDOUT = "-"


# --- what may be typed -----------------------------------------------------------------------------------------------


class _Words(click.ParamType):  # type: ignore[type-arg] # generic in new versions of click only
    """Words that mean something to peel: read by a function, completed from a list, corrected by what is near."""

    def __init__(self, name: str, read: Callable[[str], object], known: Callable[[], Iterable[str]]) -> None:
        self.name = name
        self.read = read
        self.known = known

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        meant = self.read(value)
        if meant is None:
            known = list(self.known())
            hint = did_you_mean(value, known, f"There are {', '.join(known)}.")
            self.fail(f"there is no {self.name} {visible(value)!r}. {hint}", param, ctx)
        return meant

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return _completed(self.known(), incomplete)


class _Grades(_Words):
    """One grade or several with commas between them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(super(_Grades, self).convert(word, param, ctx) for word in value.split(","))


def _read_grade(words: str) -> object:
    from peelcli import cycles

    return cycles.grade(words)


def _read_area(words: str) -> object:
    from peelcli import cycles

    return cycles.area_id(words)


def _read_cycle(words: str) -> object:
    from peelcli import cycles

    return cycles.cycle(words)


def _read_kind(words: str) -> object:
    from peelcli.cycles import slug

    return slug(words) if slug(words) in _kinds() else None


def _grades() -> list[str]:
    from peelcli.report import Grade

    return [grade.value for grade in Grade]


def _areas() -> Iterable[str]:
    from peelcli import cycles

    return cycles.area_names()


def _kinds() -> tuple[str, ...]:
    from peelcli.report import IMPROVEMENT_KINDS, PRAISE_KINDS

    return IMPROVEMENT_KINDS + PRAISE_KINDS


def _cycles() -> Iterable[str]:
    from peelcli import cycles

    return cycles.cycles()


def _terms() -> Iterable[str]:
    from peelcli import terms

    return dict.fromkeys(entry.id for entry in terms.every())


def _cycles_on_disk() -> list[str]:
    return sorted(os.listdir(os.path.join(DATA, "reports")))


def forces_on_disk() -> list[str]:
    """Return the ids of the forces that have a report, by the names of the files: nothing is opened."""
    folders = (os.listdir(os.path.join(DATA, "reports", cycle)) for cycle in _cycles_on_disk())
    return sorted({file.removesuffix(".yaml") for folder in folders for file in folder})


SHELLS = ("bash", "zsh", "fish", "powershell")


def completion_script(group: click.Group, shell: str) -> str:
    """Return Click's own completion script for a shell."""
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is None:
        raise WrongRequest(f"this version of click knows no completion for {shell}.")
    return script(group, {}, "peel", "_PEEL_COMPLETE").source()


class _ReportName(click.ParamType):  # type: ignore[type-arg]
    """A force, force@cycle, @cycle, a path or -. What it means is for the catalogue to say."""

    name = "report"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        force, at, _ = incomplete.partition("@")
        words = [f"{force}@{cycle}" for cycle in _cycles_on_disk()] if at else forces_on_disk()
        # Files stand first, since bash forgets at them what it was offered before; it takes them where no word fits.
        return FILE.shell_complete(ctx, param, incomplete) + _completed(words, incomplete)


class _Path(click.ParamType):  # type: ignore[type-arg]
    """A file or a folder. Whether it is there and what it holds is for the catalogue to say."""

    envvar_list_splitter = os.path.pathsep  # so that $PEEL_DATA is a list like $PATH, and blanks belong to names

    def __init__(self, name: str) -> None:
        self.name = name

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type=self.name)]


def _completed(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


GRADE = _Words("grade", _read_grade, _grades)
GRADES = _Grades("grade", _read_grade, _grades)
AREA = _Words("area", _read_area, _areas)
CYCLE = _Words("cycle", _read_cycle, _cycles)
KIND = _Words("kind of finding", _read_kind, _kinds)
REPORT = _ReportName()
FORCE = _Words("force", str, forces_on_disk)  # what it means is for the command to say, and so of a term
TERM = _Words("term", str, _terms)
FILE, FOLDER = _Path("file"), _Path("dir")

# Made once and shared: `--help` is 15 % faster than with decorators that make them anew for each command.
REPORTS = click.Argument(["reports"], nargs=-1, type=REPORT, metavar="[REPORT]...")
INPUT = (
    click.Option(["--all", "everything"], is_flag=True, help="Take every report."),
    click.Option(
        ["--data"],
        type=FOLDER,
        multiple=True,
        metavar="DIR",
        envvar="PEEL_DATA",
        help="Add a folder of reports of your own.",
    ),
)
CYCLE_ONLY = click.Option(["--cycle"], type=CYCLE, metavar="C", help="Only reports of this cycle, such as 2023-25.")
FILTERS = (
    click.Option(
        ["--grade", "grades"],
        type=GRADES,
        multiple=True,
        metavar="G",
        help="Only areas with this grade (may be repeated, or a comma list; `ri` is requires-improvement).",
    ),
    click.Option(["--at-least"], type=GRADE, metavar="G", help="Only areas with this grade or a better one."),
    click.Option(["--at-most"], type=GRADE, metavar="G", help="Only areas with this grade or a worse one."),
    click.Option(
        ["--area", "areas"], type=AREA, multiple=True, metavar="A", help="Only this area (id or name; may be repeated)."
    ),
    CYCLE_ONLY,
    click.Option(
        ["--kind", "kinds"],
        type=KIND,
        multiple=True,
        metavar="K",
        help="Only findings of this kind, such as cause-of-concern (may be repeated).",
    ),
    click.Option(["--text"], metavar="T", help="Only what mentions these words, in any case."),
)
TEXT_FILE = click.Option(["-o", "--output"], type=FILE, metavar="FILE", help="Write to a file.")
OUTPUT_FILE = click.Option(
    ["-o", "--output"], type=FILE, metavar="FILE", help="Write to a file; its ending names the format."
)
QUIET = click.Option(["-q", "--quiet"], is_flag=True, help="No hints on standard error.")
LOOK = (
    OUTPUT_FILE,
    click.Option(
        ["--color", "--colour", "color"],
        type=click.Choice(["auto", "always", "never"]),
        help="Colours: by default on a terminal only.",
    ),
    click.Option(["--ascii"], is_flag=True, help="Plain ASCII: no lines, no shapes, no dashes."),
    click.Option(["--width"], type=int, metavar="N", help="Lay out for this many columns (20 to 500)."),
    QUIET,
)
ROWS = (
    click.Option(["--fields"], metavar="a,b", help="Only these columns, in this order."),
    click.Option(["--excel"], is_flag=True, help="CSV that Excel opens rightly and safely."),
    click.Option(["--exit-status"], is_flag=True, help="Exit with 1 if nothing matches."),
)


def _format_options(formats: Sequence[str]) -> tuple[click.Option, ...]:
    return (
        click.Option(["-f", "--format", "format"], type=click.Choice(formats), help="The format of the output."),
        click.Option(["--json", "as_json"], is_flag=True, help="Short for --format json."),
    )


CARDS_AS = [name for name, format in FORMATS.items() if format.cards]
ROWS_AS = [name for name, format in FORMATS.items() if format.rows]
CARD_FORMATS = _format_options(CARDS_AS)
ROW_FORMATS = _format_options(ROWS_AS)


# --- commands --------------------------------------------------------------------------------------------------------


class Ask:
    """What was asked for, and what came up on the way to the answer."""

    format: Format
    style: Style

    def __init__(self, params: dict[str, Any]) -> None:
        self.params = params
        self.fields: list[str] = []
        self.hints: list[str] = []
        self.warnings: tuple[Problem, ...] = ()
        self.whole: tuple[Report, ...] = ()
        self.untied = 0
        self.code = 0
        self.utf8 = False

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports that were named, narrowed to what was asked for."""
        return self._named(self.params["everything"])

    def _named(self, everything: bool) -> tuple[Report, ...]:
        names = self.params["reports"]
        if everything and names:
            raise click.UsageError("--all means every report: leave out --all or the names.")
        if not names and not everything and os.environ.get("PEEL_REPORT"):
            names = (os.environ["PEEL_REPORT"],)
        self._await(names)
        return self.load(lambda catalogue: catalogue.load(names, everything))

    def _await(self, names: Sequence[str]) -> None:
        """Say so where peel waits for somebody to type."""
        if "-" in names and sys.stdin is not None and sys.stdin.isatty() and not self.params["quiet"]:
            complain("peel: reading from the terminal; end with Ctrl-D")

    def load(self, choose: Callable[[Catalogue], Loaded]) -> tuple[Report, ...]:
        """Load the reports that are chosen from the catalogue, and narrow them."""
        from peelcli.catalogue import Catalogue
        from peelcli.select import select

        with self._bar() as watch:
            loaded = choose(Catalogue(self.params["data"], self.params["cycle"], watch))
        self.warnings += loaded.warnings
        self.whole = loaded.reports
        wanted = self.selection
        reports, self.untied = select(loaded.reports, wanted)
        if (wanted.at_least or wanted.at_most) and any(not report.cycle.scale for report in loaded.reports):
            self.hints.append("grades of unknown cycles left out: their order is not known")
        cycle = self.params["cycle"]
        reports = tuple(report for report in reports if cycle is None or report.cycle.id == cycle.id)
        if cycle and not reports:
            self.hints.append(self._none_of_the_cycle)
        return reports

    def unmoved_by(self, *filters: str) -> tuple[Report, ...]:
        """Return the reports for an answer that these filters do not narrow, and say so of those that were given."""
        given = [f"--{name.removesuffix('s').replace('_', '-')}" for name in filters if self.params[name]]
        if given:
            self.hints.append(f"{', '.join(given)} cannot narrow this answer, which is about another part of reports")
        return self.reports

    def with_findings(self, reports: tuple[Report, ...]) -> tuple[Report, ...]:
        """Return reports for an answer with findings, and say how many were left out for want of an area."""
        if self.untied:
            self.hints.append(f"{self.untied} finding{'s' * (self.untied > 1)} tied to no area left out by the filters")
        return reports

    def _bar(self) -> AbstractContextManager[Watch]:
        """Return what shows how far the reading is, where somebody may be watching and nobody is typing."""
        typing = "-" in self.params.get("reports", self.params.get("files", ()))
        watching = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        if typing or not watching or self.params["quiet"]:
            return nullcontext(iter)
        from peelcli.formats.progress import Bar

        return Bar()

    @property
    def reports_or_all(self) -> tuple[Report, ...]:
        """The whole reports that were named, else all of them, without those in which nothing matches."""
        from peelcli.select import has_match

        reports = self._named(self.params["everything"] or not self.params["reports"])
        pairs = zip(reports, self.whole, strict=True)
        wanted = self.selection
        return tuple(whole for narrowed, whole in pairs if not wanted.describe() or has_match(narrowed, wanted))

    @property
    def at_least_two_reports(self) -> tuple[Report, ...]:
        """The reports to compare."""
        if not self.params["reports"] and not self.params["everything"]:
            raise click.UsageError("Name the reports to compare, such as: peel compare west-mercia warwickshire")
        if not self.reports:
            raise click.UsageError(f"There is nothing to compare: {self._none_of_the_cycle}.")
        if len(self.reports) < 2:
            raise click.UsageError("There is one report only; name another to compare it with.")
        return self.reports

    @property
    def _none_of_the_cycle(self) -> str:
        return f"no report that was asked for is of the cycle {self.params['cycle'].id} (--cycle)"

    def check(self, files: Sequence[str], strict: bool) -> View:
        """Look closely at files; what is wrong decides the exit code."""
        from peelcli import catalogue, views

        self._await(files)
        with self._bar() as watch:
            checked = catalogue.check(files, watch)
        wrong = checked.problems if strict else [one for one in checked.problems if one.level != WARNING]
        self.code = 1 if wrong else 0
        if checked.failures:
            self.code = _fail(Failures(checked.failures))
        return views.problems(checked.problems, checked.files, checked.unread)

    def draft(self, article: str, force: str | None, explain: bool) -> str:
        """Draft a report from an article; what it states and what was found may differ, and that is said."""
        from peelcli import catalogue, cycles, drafting
        from peelcli.drafting import output
        from peelcli.reading import read_data

        aliases = cycles.force_aliases()
        forces = {name: known for id, known in cycles.forces().items() for name in (known.name, *aliases[id])}
        vocabulary = drafting.Vocabulary(read_data(os.path.join(DATA, "vocabulary.yaml")), forces)
        self._await((article,))
        text = catalogue.article(article)
        try:
            drafted = drafting.draft(text, vocabulary, force)
        except drafting.NoDraft as refusal:
            raise BadData(f"{visible(article)}: {refusal}") from refusal
        self.hints += output.hints(drafted)
        if explain:
            return output.explanation(drafted)
        return output.draft_text(drafted, cycles.cycle(drafted.cycle.id) if drafted.cycle.id else None)

    @cached_property
    def selection(self) -> Selection:
        """The filters."""
        from peelcli.select import Selection

        params = self.params
        return Selection(
            frozenset(grade for grades in params["grades"] for grade in grades),
            params["at_least"],
            params["at_most"],
            frozenset(params["areas"]),
            frozenset(params["kinds"]),
            params["text"] or "",
        )


class Command(click.Command):
    """A command whose function answers with text. It may go into files with these endings, or without any."""

    shared: tuple[click.Parameter, ...] = (TEXT_FILE, QUIET)

    def __init__(
        self,
        name: str | None,
        *,
        params: list[click.Parameter] | None = None,
        endings: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        self.endings = endings
        self.own = [param.name for param in params or () if param.name]
        super().__init__(name, params=[*(params or ()), *self.shared], **kwargs)

    def invoke(self, ctx: click.Context) -> int:
        """Ask, answer, present; return the exit code."""
        assert self.callback is not None
        ask = Ask(ctx.params)
        self.prepare(ask)  # what is wrong with the command line is told before anything is read
        text = self.text(self.callback(ask, **{name: ctx.params[name] for name in self.own}), ask)
        if ctx.params.get("ascii"):
            text = ascii_only(text)
        for words in shown(ask.warnings):
            complain(f"peel: {words}")
        for hint in () if ctx.params["quiet"] else ask.hints:
            complain(f"peel: {hint}")
        _write(text, ctx.params["output"], ask.utf8)
        return ask.code

    def prepare(self, ask: Ask) -> None:
        """Decide how to present the answer."""
        output = ask.params["output"] or ""
        ending = os.path.splitext(output)[1].lower()
        explained = ask.params.get("explain")  # then it is prose and may be called anything
        if self.endings and ending and ending not in self.endings and not explained:
            fit = " or ".join(self.endings)
            raise click.UsageError(f"this goes into a file that ends in {fit}, not into {visible(output)!r}.")

    def text(self, answer: Any, ask: Ask) -> str:
        """Return the answer as it is printed: a file, to be read again."""
        ask.utf8 = True
        return str(answer)


class Cards(Command):
    """A command that answers with whole reports."""

    shared = (REPORTS, *INPUT, *FILTERS, *CARD_FORMATS, *LOOK)

    def prepare(self, ask: Ask) -> None:
        """Choose a format for reports."""
        ask.format, ask.style = _presentation(ask.params, CARDS_AS)

    def text(self, answer: tuple[Report, ...], ask: Ask) -> str:
        """Return the reports in the format that was asked for."""
        ask.utf8 = ask.format.utf8
        return ask.format.render(Answer(reports=answer, warnings=ask.warnings), ask.style)


class PlainRows(Command):
    """A command that answers with rows."""

    shared = (*ROW_FORMATS, *ROWS, *LOOK)

    def prepare(self, ask: Ask) -> None:
        """Choose a format for rows, and their columns."""
        ask.format, ask.style = _presentation(ask.params, ROWS_AS)
        if ask.params["fields"] is not None:
            ask.fields = [field.strip() for field in ask.params["fields"].split(",")]
            if "" in ask.fields:
                raise click.UsageError("--fields wants names of columns with commas between them, such as area,grade.")

    def text(self, answer: View, ask: Ask) -> str:
        """Return the rows in the format and with the columns that were asked for."""
        ask.utf8 = ask.format.utf8 or ask.style.excel
        if ask.fields:
            answer = answer.pick(_known_fields(ask.fields, answer))
        if ask.params.get("exit_status") and not answer.rows:
            ask.code = 1
        return ask.format.render(Answer(view=answer, warnings=ask.warnings), ask.style)


class Rows(PlainRows):
    """A command that answers with rows about the reports that are named."""

    shared = (REPORTS, *INPUT, *FILTERS, *ROW_FORMATS, *ROWS, *LOOK)


class ChosenRows(PlainRows):
    """A command that answers with rows about reports that it chooses in its own way."""

    shared = (INPUT[1], *FILTERS, *ROW_FORMATS, *ROWS, *LOOK)


class Problems(PlainRows):
    """A command that answers with problems of files; they, and not the rows, decide its exit code."""

    shared = (*ROW_FORMATS, *ROWS[:2], *LOOK)


class _Ended(Exception):
    """The process is to end silently with this exit code."""

    def __init__(self, code: int) -> None:
        self.code = code


@contextmanager
def _ending() -> Iterator[None]:
    """Take Ctrl-C and a closed pipe before click does: it prints a blank line, and exits with 1 in any mode."""
    try:
        yield
    except KeyboardInterrupt:
        raise _Ended(INTERRUPTED) from None
    except BrokenPipeError:
        raise _Ended(PIPE_CLOSED) from None


class Group(click.Group):
    """All commands together: the one place where errors become messages and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the code, which is the order in which people meet them."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run a command line and exit with its code."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.ClickException as error:
            code = self._usage(error)
        except _Ended as ended:
            code = ended.code
        except PeelError as error:
            code = _fail(error)
        except OSError as error:
            code = _unprinted(error)
        sys.exit(_flushed(code if isinstance(code, int) else 0))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line; `--help` prints here."""
        with _ending():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _ending():
            return super().invoke(ctx)

    def _usage(self, error: click.ClickException) -> int:
        """Show what is wrong with the command line; of an option that belongs elsewhere say where."""
        if isinstance(error, click.NoSuchOption):
            where = [
                name
                for name, command in self.commands.items()
                if any(error.option_name in (*param.opts, *param.secondary_opts) for param in command.params)
            ]
            if where:
                told = f"{error.option_name} does not apply here. It belongs to {', '.join(where)}."
                error = click.UsageError(told, error.ctx)
        with_context = io.StringIO()
        error.show(with_context)
        complain(with_context.getvalue().rstrip())
        return error.exit_code


def _fail(error: PeelError) -> int:
    """Tell an error with all its parts."""
    for failure in error.failures if isinstance(error, Failures) else (error,):
        problems = failure.problems if isinstance(failure, BadData) else ()
        for words in shown(problems):
            complain(words)
        if str(failure):
            complain(f"Error: {failure}")
    return error.exit_code


def complain(words: str) -> None:
    """Say something on standard error, if there is one."""
    # click would write UTF-8 to a stream that says it is ASCII.
    with suppress(OSError, ValueError, AttributeError):  # there may be nowhere to say it
        if hasattr(sys.stderr, "reconfigure"):
            sys.stderr.reconfigure(errors=DEGRADE)
        sys.stderr.write(f"{visible(words)}\n")


# --- presenting ------------------------------------------------------------------------------------------------------


def _presentation(params: dict[str, Any], formats: Sequence[str]) -> tuple[Format, Style]:
    """Return the format and style that were asked for, of the formats that can hold the answer."""
    name = params["format"]
    output = params["output"]
    if params["as_json"]:
        if name not in (None, "json"):
            raise click.UsageError(f"--json and --format {name} cannot both be meant.")
        name = "json"
    if name is None:
        name = "table" if output in (None, STDOUT) else _format_of(output, formats)
    if params.get("excel") and not FORMATS[name].excel:
        fit = " or ".join(known for known, format in FORMATS.items() if format.excel)
        raise click.UsageError(f"--excel goes with --format {fit}, not with {name}.")
    to_file = output not in (None, STDOUT)
    encoding = "utf-8" if to_file else (getattr(sys.stdout, "encoding", None) or "utf-8")
    style = Style(
        _width(params["width"]),
        _colours(params["color"], to_terminal=not to_file and sys.stdout is not None and sys.stdout.isatty()),
        params["ascii"] or not encoding.lower().replace("_", "-").startswith("utf"),
        params.get("excel", False),
    )
    return FORMATS[name], style


def _format_of(output: str, formats: Sequence[str]) -> str:
    ending = os.path.splitext(output)[1].lower()
    for name in formats:
        if ending in FORMATS[name].endings:
            return name
    known = ", ".join(ending for name in formats for ending in FORMATS[name].endings)
    raise click.UsageError(
        f"the ending of {visible(output)!r} names no format that applies here. These do: {known}; or name one with -f."
    )


def _known_fields(fields: list[str], view: View) -> list[str]:
    known = [column.key for column in view.columns]
    for field in fields:
        if field not in known:
            hint = did_you_mean(field, known)
            told = f"{view.key} has no field {visible(field)!r}. {hint}{' ' if hint else ''}It has {', '.join(known)}."
            raise WrongRequest(told)
    return list(dict.fromkeys(fields))


def _width(asked: int | None) -> int:
    """Return the width to lay out for: as asked, else COLUMNS, else the terminal's, else 80; junk counts as unset."""
    width = asked or 0
    if width <= 0:
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isascii() and columns.isdigit() and len(columns) < 6 else 0
    if width <= 0:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError, AttributeError):
            width = 0
    return max(NARROWEST, min(width or USUAL_WIDTH, WIDEST))


def _colours(asked: str | None, to_terminal: bool) -> str | None:
    """Decide about colour, in one place; return the colour system of rich, or None."""
    env = os.environ.get
    choice = asked or env("PEEL_COLOR")
    if choice not in ("always", "never"):
        forced = env("FORCE_COLOR") or env("CLICOLOR_FORCE")
        if env("NO_COLOR"):
            choice = "never"
        elif forced and forced != "0":
            choice = "always"
        else:
            choice = "always" if to_terminal and env("TERM") != "dumb" else "never"
    if choice == "never":
        return None
    if env("COLORTERM") in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256" in env("TERM", "") else "standard"


def _write(text: str, output: str | None, utf8: bool) -> None:
    """Write the answer to standard output, or to a file: whole, or not at all.

    With `utf8`, it is UTF-8 whatever the locale says, for that is what will be expected of it; a terminal knows better.
    """
    if output in (None, STDOUT):
        if sys.stdout is None:
            raise Unreadable("standard output is closed.")
        if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
            # With PYTHONUNBUFFERED, which containers often set, nobody would notice a write that is cut short.
            sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer), sys.stdout.encoding)
        if hasattr(sys.stdout, "reconfigure"):
            # What the encoding lacks is replaced, never a reason to fail.
            sys.stdout.reconfigure(encoding="utf-8" if utf8 and not sys.stdout.isatty() else None, errors=DEGRADE)
        sys.stdout.write(text)
        return
    assert output is not None
    try:
        _write_file(text.encode("utf-8", DEGRADE), output)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be written"
        raise Unreadable(f"{visible_name(output)}: {reason[0].lower()}{reason[1:]}.") from error


def _write_file(data: bytes, path: str) -> None:
    if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe cannot be replaced
        with open(path, "wb") as file:
            file.write(data)
        return
    path = os.path.realpath(path)
    new = f"{path}.{os.getpid()}.new"
    try:
        with open(new, "xb") as file:
            file.write(data)
        if os.path.exists(path):
            os.chmod(new, os.stat(path).st_mode & 0o7777)
        os.replace(new, path)
    except BaseException:
        if os.path.exists(new):
            os.unlink(new)
        raise


def _flushed(code: int) -> int:
    """Flush what is printed and return the exit code, which a closed pipe or a full disk may still change."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except OSError as error:
        return _unprinted(error)


def _unprinted(error: OSError) -> int:
    """Say why the answer could not be printed, unless nobody wants it any more; return the exit code."""
    with suppress(OSError, ValueError):  # the interpreter flushes once more at its end: what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    return _fail(Unreadable(f"standard output: {error.strerror or error}."))
