"""Command classes: each turns options into a query, and the answer of its function into output."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from inspect import cleandoc
from shlex import quote
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from peelcli.cli import output
from peelcli.cli.messages import has_or_have, print_error, reading, report_error
from peelcli.cli.options import (
    CARD_OUTPUT,
    CHOSEN,
    DATA_FOLDERS,
    EXIT_STATUS,
    QUIET,
    ROW_OUTPUT,
    SELECTION,
    TEXT_OUTPUT,
)
from peelcli.errors import (
    WARNING,
    Failures,
    PeelError,
    WrongRequest,
    did_you_mean,
    format_warnings,
)
from peelcli.formats import CARD_FORMATS, ROW_FORMATS
from peelcli.sanitise import ascii_fallback, escape_controls, shorten

if TYPE_CHECKING:
    from peelcli.answers.views import Cards, View
    from peelcli.cli.query import Found, Query
    from peelcli.errors import Problem
    from peelcli.loading.reports import Watch

    Find = Callable[[Query, Watch], Found]

LONGEST_EXAMPLE = 100


class Result(NamedTuple):
    """The answer of a command, its hints and warnings, and the exit code."""

    answer: View | Cards | str
    warnings: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()
    failures: tuple[PeelError, ...] = ()
    exit_code: int = 0


# --- commands --------------------------------------------------------------------------------------------------------


class Command(click.Command):
    """A command whose function returns text, for a file with one of these extensions or with none."""

    shared: tuple[click.Parameter, ...] = (TEXT_OUTPUT, QUIET)

    def __init__(
        self,
        name: str | None,
        *,
        params: list[click.Parameter] | None = None,
        help: str | None = None,
        extensions: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        self.extensions = extensions
        self.own = [param.name for param in params or () if param.name]
        if help:  # click keeps the line breaks of a paragraph that begins with \b
            help = cleandoc(help).replace("\n\nExamples:\n", "\n\n\b\nExamples:\n")
        super().__init__(name, params=[*(params or ()), *self.shared], help=help, **kwargs)

    def invoke(self, ctx: click.Context) -> int:
        """Answer and print; return the exit code."""
        present = self.presenter(ctx.params)  # the command line is checked before anything is read
        result = self.run(ctx.params)
        if result.failures:
            report_error(Failures(result.failures))
        for message in format_warnings(result.warnings):
            print_error(f"peel: {message}")
        for hint in () if ctx.params["quiet"] else result.hints:
            print_error(f"peel: {hint}")
        present(result.answer)
        return result.exit_code

    def presenter(self, params: Mapping[str, Any]) -> Callable[[Any], None]:
        """Return the function that prints the answer. Raises UsageError if the options cannot go together."""
        path = params["output"] or ""
        extension = os.path.splitext(path)[1].lower()
        explanation = params.get("explain")  # prose, which any file may hold
        if self.extensions and extension and extension not in self.extensions and not explanation:
            format, suited = self.extensions[0].removeprefix(".").upper(), " or ".join(self.extensions)
            message = f"this command writes {format}; use a {suited} file name instead of {escape_controls(path)!r}."
            raise click.UsageError(message)
        target = output.destination(params["output"])
        return lambda text: target.write([text], utf8=True)

    def run(self, params: Mapping[str, Any]) -> Result:
        """Call the function of the command."""
        answer = self.call(params)
        return answer if isinstance(answer, Result) else Result(answer)

    def call(self, params: Mapping[str, Any], *args: object) -> Any:
        """Call the function with the command's own parameters."""
        assert self.callback is not None
        return self.callback(*args, **{name: params[name] for name in self.own})


class RowCommand(Command):
    """A command whose function returns rows."""

    shared: tuple[click.Parameter, ...] = ROW_OUTPUT

    def presenter(self, params: Mapping[str, Any]) -> Callable[[Any], None]:
        """Return the function that prints rows."""
        return _presenter(params, ROW_FORMATS)

    def run(self, params: Mapping[str, Any]) -> Result:
        """Return the rows, with the requested columns."""
        fields = _split_fields(params["fields"])
        result = self.rows(params)
        view: Any = result.answer
        if params["sort"]:
            sort = [re.sub("^[–—−]", "-", field) for field in params["sort"]]
            _check_fields([field.removeprefix("-") for field in sort], view)
            view = view.sort(sort)
        if params["limit"]:
            view = view.limit(params["limit"])
        if fields:
            view = view.select_columns(_check_fields(fields, view))
        if output.choose_format(params, ROW_FORMATS).bare:
            result = result._replace(hints=(*result.hints, *view.caveats))
        code = 1 if params.get("exit_status") and not view.rows else result.exit_code
        return result._replace(answer=view, exit_code=code)

    def rows(self, params: Mapping[str, Any]) -> Result:
        """Return all columns of the rows."""
        return Result(self.call(params))

    def column_keys(self, params: Mapping[str, Any]) -> list[str]:
        """Return the keys of the columns, for completion, without reading reports."""
        return [column.key for column in self.no_rows(params).columns if column.key]

    def no_rows(self, params: Mapping[str, Any]) -> View:
        """Return the columns with rows that need no reports, or none."""
        view: View = self.call(params)
        return view


class ReportRows(RowCommand):
    """A command whose function turns reports into rows.

    `find` is the function of query.py that finds them. `ignores` are filters that do not apply to these rows, by the
    names of their parameters; `findings` says that the rows are about findings. `options` are shared ones of its own.
    """

    shared = (*SELECTION, EXIT_STATUS, *ROW_OUTPUT)

    def __init__(
        self,
        *args: Any,
        find: str = "named",
        ignores: tuple[str, ...] = (),
        findings: bool = False,
        options: tuple[click.Parameter, ...] = (),
        params: list[click.Parameter] | None = None,
        **kwargs: Any,
    ) -> None:
        self.find, self.ignores, self.findings = find, ignores, findings
        super().__init__(*args, params=[*(params or ()), *options], **kwargs)

    def rows(self, params: Mapping[str, Any]) -> Result:
        """Find the reports and return their rows."""
        from peelcli.model.suggestions import searched_as_text

        found = _find(self.find, params)
        ignored = [f"--{name.removesuffix('s').replace('_', '-')}" for name in self.ignores if params[name]]
        hints = [*found.fallback, *found.hints]
        if ignored:
            hints.append(f"{', '.join(ignored)} {has_or_have(ignored)} no effect on `peel {self.name}`")
        if self.findings:
            hints += _unlinked(found)
        view = self.call(params, found)
        if not view.rows and params["text"]:
            words = shorten(" ".join(params["text"].split()), LONGEST_EXAMPLE)
            hints.append(f"`peel search {quote(words)}` looks in every part of all reports")
        hints += searched_as_text(params.get("words", ()))
        texts = [*params.get("words", ()), *filter(None, [params["text"]])]
        view = view._replace(warnings=found.warnings).with_scope(found.scope(view.section or view.key, texts))
        return Result(view, found.warnings, tuple(hints))

    def no_rows(self, params: Mapping[str, Any]) -> View:
        """Return the columns without rows."""
        from peelcli.cli.query import Found

        view: View = self.call({name: value or () for name, value in params.items()}, Found((), ()))
        return view


class ChosenRows(ReportRows):
    """A command that finds its reports by an argument of its own."""

    shared = (*CHOSEN, EXIT_STATUS, *ROW_OUTPUT)


class CardCommand(Command):
    """A command whose function returns report cards."""

    shared = (*SELECTION, *CARD_OUTPUT)

    def presenter(self, params: Mapping[str, Any]) -> Callable[[Any], None]:
        """Return the function that prints cards."""
        return _presenter(params, CARD_FORMATS)

    def run(self, params: Mapping[str, Any]) -> Result:
        """Find the reports and return their cards."""
        found = _find("named", params)
        hints = [*found.hints, *_unlinked(found)]
        if len(found.reports) > 1:  # a single card states its own coverage
            hints += found.scope("areas").sentences()
        return Result(self.call(params, found), found.warnings, tuple(hints))


class ExportCommand(Command):
    """A command whose function writes all reports to the file that its argument names, and returns hints."""

    shared = (DATA_FOLDERS, QUIET)

    def presenter(self, params: Mapping[str, Any]) -> Callable[[Any], None]:
        """Check the file name; nothing is printed."""
        path = params["file"]
        if path == output.STDOUT:
            raise click.UsageError("a database cannot be written to standard output; name a file, such as peel.db.")
        if os.path.splitext(path)[1].lower() not in self.extensions:
            suited = ", ".join(self.extensions)
            message = f"this command writes SQLite; use one of these extensions instead of {escape_controls(path)!r}: "
            raise click.UsageError(f"{message}{suited}.")
        return lambda text: None

    def run(self, params: Mapping[str, Any]) -> Result:
        """Read all reports and write them."""
        from peelcli.cli import query

        with reading(()) as watch:
            found = query.named_or_all(query.Query(folders=params["folders"]), watch)
        hints: tuple[str, ...] = self.call(params, found, bool(params["folders"]))
        return Result("", found.warnings, hints)


class CheckCommand(RowCommand):
    """A command whose rows are the problems of files; they decide its exit code."""

    def rows(self, params: Mapping[str, Any]) -> Result:
        """Check the files and return what is wrong with them."""
        from peelcli.loading.reports import check

        with reading(params["files"]) as watch:
            checked = check(params["files"], watch)
        failing = any(params["strict"] or problem.level != WARNING for problem in checked.problems)
        code = max((failure.exit_code for failure in checked.failures), default=int(failing))
        return Result(self.call({}, checked), failures=checked.failures, exit_code=code)

    def no_rows(self, params: Mapping[str, Any]) -> View:
        """Return the columns without rows."""
        from peelcli.loading.reports import Checked

        view: View = self.call({}, Checked(0, 0, (), ()))
        return view

    def call(self, params: Mapping[str, Any], *args: object) -> Any:
        """Call the function with the results of the check."""
        assert self.callback is not None
        return self.callback(*args)


def _find(how: str, params: Mapping[str, Any]) -> Found:
    from peelcli.answers.filters import Filters
    from peelcli.cli import query

    names = params["reports"] if "reports" in params else (params["force"],) if "force" in params else ()
    asked = query.Query(
        names=names,
        everything=params.get("everything", False),
        folders=params["folders"],
        cycle=params["cycle"],
        forces=params["forces"],
        areas=params["areas"],
        filters=Filters(
            grades=frozenset(grade for grades in params["grades"] for grade in grades),
            at_least=params["at_least"],
            at_most=params["at_most"],
            kinds=frozenset(params["kinds"]),
            text=params["text"] or "",
        ),
    )
    find: Find = getattr(query, how)
    with reading(names) as watch:
        return find(asked, watch)


def _unlinked(found: Found) -> list[str]:
    count = found.unlinked
    if not count:
        return []
    noun, verb = ("finding", "was") if count == 1 else ("findings", "were")
    return [f"{count} {noun} not linked to an area {verb} left out by the filters"]


def _presenter(params: Mapping[str, Any], formats: Sequence[str]) -> Callable[[Any], None]:
    target = output.destination(params["output"])
    format = output.choose_format(params, formats)
    options = output.render_options(params, format.utf8)

    def present(answer: View | Cards) -> None:
        pieces = format.render(answer, options)
        target.write(map(ascii_fallback, pieces) if params["ascii"] else pieces, format.utf8)

    return present


def _split_fields(fields: str | None) -> list[str]:
    if fields is None:
        return []
    names = [field.strip() for field in fields.split(",")]
    if "" in names:
        raise click.UsageError("--fields takes column names with commas between them, such as area,grade.")
    return names


def _check_fields(fields: list[str], view: View) -> list[str]:
    known = [column.key for column in view.columns if column.key]
    for field in fields:
        if field not in known:
            hint = did_you_mean(field, known)
            message = f"{view.key} has no field {escape_controls(field)!r}. {hint}{' ' if hint else ''}"
            raise WrongRequest(f"{message}It has {', '.join(known)}.")
    return list(dict.fromkeys(fields))
