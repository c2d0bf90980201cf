"""Command classes: each turns options into a query, and the answer of its function into output."""

import re
from collections.abc import Iterator, Mapping, Sequence
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from peelcli.cli.messages import print_error, reading, report_error
from peelcli.cli.options import CARD_OUTPUT, CHOSEN, EXIT_STATUS, QUIET, ROW_OUTPUT, SELECTION, TEXT_OUTPUT
from peelcli.cli.output import Output, output_of
from peelcli.errors import Failures, PeelError, Problem, WrongRequest, did_you_mean, format_warnings
from peelcli.formats import CARD_FORMATS, ROW_FORMATS
from peelcli.sanitise import escape_controls, shorten

if TYPE_CHECKING:
    from peelcli.answers.views import Cards, View
    from peelcli.cli.query import Found


DEFAULT = "\n\nThe default REPORT is $PEEL_REPORT, or else West Mercia's newest."

LONGEST_EXAMPLE = 100


class Result(NamedTuple):
    """The answer of a command, its hints and warnings, and the exit code."""

    answer: "View | Cards | str"
    warnings: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()
    failures: tuple[PeelError, ...] = ()
    exit_code: int = 0


class Command(click.Command):
    """A command whose function returns text, for a file with one of these extensions or with none.

    `options` are those of its own that are made once. `shared` are the options of all commands of its kind, `formats`
    the formats that suit it, and `about_default` is the paragraph of its help about the default report.
    """

    about_default = ""
    formats: Sequence[str] = ()
    shared: tuple[click.Parameter, ...] = (TEXT_OUTPUT, QUIET)

    def __init__(
        self,
        name: str | None,
        *,
        params: list[click.Parameter] | None = None,
        help: str | None = None,
        extensions: tuple[str, ...] = (),
        options: tuple[click.Parameter, ...] = (),
        shared: tuple[click.Parameter, ...] = (),
        **kwargs: Any,
    ) -> None:
        self.extensions = extensions
        own = [*(params or ()), *options]
        self.own = [param.name for param in own if param.name]
        if help:  # click keeps the line breaks of a paragraph that begins with \b
            help = cleandoc(help).replace("\n\nExamples:\n", f"{self.about_default}\n\n\b\nExamples:\n")
        super().__init__(name, params=[*own, *(shared or self.shared)], help=help, **kwargs)

    def invoke(self, ctx: click.Context) -> int:
        """Answer and print; return the exit code."""
        # The command line is checked before anything is read.
        out = output_of(ctx.params, self.formats, self.extensions)
        result = self.run(ctx.params, out)
        if result.failures:
            report_error(Failures(result.failures))
        for message in format_warnings(result.warnings):
            print_error(f"peel: {message}")
        for hint in () if ctx.params["quiet"] else result.hints:
            print_error(f"peel: {hint}")
        out.show(result.answer)
        return result.exit_code

    def run(self, params: Mapping[str, Any], out: Output) -> Result:
        """Return the answer for an output."""
        return self.answer(params)

    def answer(self, params: Mapping[str, Any]) -> Result:
        """Return the answer."""
        answer = self.call(params)
        return answer if isinstance(answer, Result) else Result(answer)

    def call(self, params: Mapping[str, Any], *args: object) -> Any:
        """Call the function with the command's own parameters."""
        assert self.callback is not None
        return self.callback(*args, **{name: params[name] for name in self.own})


class RowCommand(Command):
    """A command whose function returns rows."""

    formats = ROW_FORMATS
    shared = ROW_OUTPUT

    def run(self, params: Mapping[str, Any], out: Output) -> Result:
        """Return the rows, with the requested columns."""
        fields = _split_fields(params["fields"])
        result = self.answer(params)
        view: Any = result.answer
        if params["sort"]:
            view = view.sort([_sort_key(field, view) for field in params["sort"]])
        if params["limit"]:
            view = view.limit(params["limit"])
        if fields:
            view = view.select_columns(list(dict.fromkeys(_column_key(field, view) for field in fields)))
        hints = (*result.hints, *view.caveats) if out.format and not out.format.cards else result.hints
        code = 1 if params.get("exit_status") and not view.rows else result.exit_code
        return result._replace(answer=view, hints=hints, exit_code=code)

    def column_keys(self, params: Mapping[str, Any]) -> list[str]:
        """Return the keys of the columns, for completion: those of the answer to a command line without arguments."""
        arguments = {param.name for param in self.params if isinstance(param, click.Argument)}
        unset = {name: () if name in arguments else value or () for name, value in params.items()}
        view: Any = self.answer(unset).answer
        return [column.key for column in view.columns if column.key]


class ReportRows(RowCommand):
    """A command whose function turns reports into rows.

    `find` is the function of query.py that finds them, by REPORT unless the command has an argument of its own.
    `ignores` are filters that do not apply to these rows, by the names of their parameters; `findings` says that the
    rows are about findings.
    """

    def __init__(
        self,
        *args: Any,
        find: str = "named_or_default_with_hint",
        ignores: tuple[str, ...] = (),
        findings: bool = False,
        params: list[click.Parameter] | None = None,
        **kwargs: Any,
    ) -> None:
        self.find, self.ignores, self.findings = find, ignores, findings
        self.about_default = DEFAULT if find == "named_or_default_with_hint" else ""
        has_argument = any(isinstance(param, click.Argument) for param in params or ())
        shared = (*(CHOSEN if has_argument else SELECTION), EXIT_STATUS, *ROW_OUTPUT)
        super().__init__(*args, params=params, shared=shared, **kwargs)

    def answer(self, params: Mapping[str, Any]) -> Result:
        """Find the reports and return their rows."""
        found = _find(self.find, params)
        view = self.call(params, found)
        texts = [*params.get("words", ()), *filter(None, [params["text"]])]
        scope = found.scope(view.section or view.key, texts)
        hints = (*found.hints, *self._hints(found, params, nothing=not view.rows))
        return Result(view._replace(warnings=found.warnings).with_scope(scope), found.warnings, hints)

    def _hints(self, found: "Found", params: Mapping[str, Any], nothing: bool) -> Iterator[str]:
        """Yield hints on filters that do not apply, on what was left out, and on what to ask instead."""
        ignored = [f"--{name.removesuffix('s').replace('_', '-')}" for name in self.ignores if params[name]]
        if ignored:
            has = "has" if len(ignored) == 1 else "have"
            yield f"{', '.join(ignored)} {has} no effect on `peel {self.name}`"
        if self.findings:
            yield from found.unlinked
        if nothing and params["text"]:
            from shlex import quote

            words = shorten(" ".join(params["text"].split()), LONGEST_EXAMPLE)
            yield f"`peel search {quote(words)}` looks in every part of all reports"
        if "words" in params:
            from peelcli.model.suggestions import searched_as_text

            yield from searched_as_text(params["words"])


class CardCommand(Command):
    """A command whose function returns report cards."""

    about_default = DEFAULT
    formats = CARD_FORMATS
    shared = (*SELECTION, *CARD_OUTPUT)

    def answer(self, params: Mapping[str, Any]) -> Result:
        """Find the reports and return their cards."""
        from peelcli.answers.coverage import sentences

        found = _find("named_or_default", params)
        hints = [*found.hints, *found.unlinked]
        if len(found.reports) > 1:  # a single card states its own coverage
            hints += sentences(found.scope("areas"))
        return Result(self.call(params, found), found.warnings, tuple(hints))


def _find(how: str, params: Mapping[str, Any]) -> "Found":
    from peelcli.answers.filters import Filters
    from peelcli.cli import query

    if click.get_current_context().resilient_parsing:  # completion opens no report
        return query.Found((), ())
    names = params["reports"] if "reports" in params else (params["force"],) if "force" in params else ()
    filters = Filters(**{name: params[name] for name in Filters._fields if name != "areas"})
    chosen = {name: params[name] for name in query.Query._fields if name in params}
    with reading(names) as watch:
        found: Found = getattr(query, how)(query.Query(names, filters=filters, watch=watch, **chosen))
    return found


def _split_fields(fields: str | None) -> list[str]:
    if fields is None:
        return []
    names = [field.strip() for field in fields.split(",")]
    if "" in names:
        raise click.UsageError("--fields takes column names with commas between them, such as area,grade.")
    return names


def _sort_key(field: str, view: "View") -> str:
    """Return a column to sort by, with a hyphen before it for descending order."""
    name = re.sub("^[-–—−]", "", field)
    return f"{'-' if name != field else ''}{_column_key(name, view)}"


def _column_key(field: str, view: "View") -> str:
    """Find a column, whatever the case of its name, with blanks or hyphens for underscores."""
    keys = [column.key for column in view.columns if column.key]
    key = field.strip().casefold().replace("-", "_").replace(" ", "_")
    if key not in keys:
        hint = did_you_mean(field, keys)
        message = f"{view.key} has no field {escape_controls(field)!r}. {hint}{' ' if hint else ''}"
        raise WrongRequest(f"{message}It has {', '.join(keys)}.")
    return key
