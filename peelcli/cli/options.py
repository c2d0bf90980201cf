"""Parameter types, the options that commands share, and completion.

Modules that need data are imported inside functions here: `--help` and completion open no data file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from peelcli import DATA
from peelcli.errors import did_you_mean
from peelcli.formats import CARD_FORMATS, ROW_FORMATS
from peelcli.sanitise import escape_controls

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from peelcli.model.report import Cycle, Grade


COUNT_FIELDS = ("area", "force", "cycle", "grade")

# --- parameter types -------------------------------------------------------------------------------------------------


class Name(click.ParamType):  # type: ignore[type-arg] # generic in new versions of click only
    """A name from a fixed list, parsed leniently and completed; an unknown name gets suggestions."""

    def parse(self, text: str) -> object | None:
        """Return the value of a text, or None."""
        raise NotImplementedError

    def candidates(self) -> Iterable[str]:
        """Return all names, for completion and suggestions."""
        raise NotImplementedError

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Parse a value, or fail with the nearest names."""
        if not isinstance(value, str):
            return value
        parsed = self.parse(value)
        if parsed is None:
            article = "an" if self.name[0] in "aeiou" else "a"
            message = f"{escape_controls(value)!r} is not {article} {self.name}. {self.suggestion(value)}"
            self.fail(message, param, ctx)
        return parsed

    def suggestion(self, text: str) -> str:
        """Return a suggestion for a name that is not in the list."""
        candidates = list(self.candidates())
        return did_you_mean(text, candidates, f"Choose from {', '.join(candidates)}.")

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete a name."""
        return _complete(self.candidates(), incomplete)


class GradeType(Name):
    """A grade: `Requires Improvement`, `requires-improvement` or `ri`."""

    name = "grade"

    def parse(self, text: str) -> Grade | None:
        """Return the grade."""
        from peelcli.model import reference

        return reference.parse_grade(text)

    def candidates(self) -> list[str]:
        """Return the grades, best first."""
        from peelcli.model.report import Grade

        return [grade.value for grade in Grade]


class GradesType(GradeType):
    """One grade, or several with commas between them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Parse each grade of the list."""
        if not isinstance(value, str):
            return value
        convert = super().convert
        return tuple(convert(word, param, ctx) for word in value.split(","))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete the last grade of the list."""
        return _complete_list(self.candidates(), incomplete)


class AreaType(Name):
    """An area by id, name, alias or a part of a name; what a part means depends on the cycles asked about."""

    name = "area"

    def parse(self, text: str) -> str:
        """Return the name as it is."""
        return text

    def candidates(self) -> Iterable[str]:
        """Return the ids of all areas."""
        from peelcli.model import reference

        return reference.area_names()


class CycleType(Name):
    """A cycle: by id, by another form of its years, or `latest`."""

    name = "cycle"

    def parse(self, text: str) -> Cycle | None:
        """Return the cycle."""
        from peelcli.model import reference

        return reference.find_cycle_or_newest(text)

    def candidates(self) -> Iterable[str]:
        """Return the ids of the cycles, oldest first."""
        from peelcli.model import reference

        return reference.cycles()

    def suggestion(self, text: str) -> str:
        """Return the known cycles as a suggestion; a year is never corrected to another year."""
        from peelcli.model import reference

        return reference.about_cycle(text)


class KindType(Name):
    """A kind of finding."""

    name = "kind of finding"

    def parse(self, text: str) -> str | None:
        """Return the kind."""
        from peelcli.model.names import slugify

        return slugify(text) if slugify(text) in self.candidates() else None

    def candidates(self) -> tuple[str, ...]:
        """Return the kinds of improvements and praise."""
        from peelcli.model.report import IMPROVEMENT_KINDS, PRAISE_KINDS

        return IMPROVEMENT_KINDS + PRAISE_KINDS


class ForceType(Name):
    """A force by any name, which the catalogue resolves, because it knows the forces of all reports."""

    name = "force"

    def parse(self, text: str) -> str:
        """Return the name as it is."""
        return text

    def candidates(self) -> list[str]:
        """Return the ids of the forces that have a report, from the names of the files."""
        folders = (os.listdir(os.path.join(DATA, "reports", cycle)) for cycle in _cycles_on_disk())
        return sorted({file.removesuffix(".yaml") for folder in folders for file in folder})


class TermType(Name):
    """A word to explain, which the glossary resolves."""

    name = "term"

    def parse(self, text: str) -> str:
        """Return the word as it is."""
        return text

    def candidates(self) -> Iterable[str]:
        """Return the ids of all entries of the glossary."""
        from peelcli.answers import glossary

        return dict.fromkeys(entry.id for entry in glossary.entries())


class FieldsType(click.ParamType):  # type: ignore[type-arg]
    """Columns of the rows of a command, one or several with commas between them; the command knows them."""

    name = "fields"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete the last column of the list."""
        keys: list[str] = ctx.command.column_keys(ctx.params)  # type: ignore[attr-defined] # a RowCommand
        return _complete_list(keys, incomplete)


class CountFieldsType(click.ParamType):  # type: ignore[type-arg]
    """What to count by, one field or several with commas between them."""

    name = "fields"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete the last field of the list."""
        return _complete_list(COUNT_FIELDS, incomplete)


class PathType(click.ParamType):  # type: ignore[type-arg]
    """A file or a folder, completed by the shell. The code that opens it reports any error."""

    def __init__(self, name: str) -> None:
        self.name = name

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        """Split $PEEL_DATA like $PATH: names may contain blanks, and empty segments are ignored."""
        return [name for name in rv.split(os.pathsep) if name]

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave completion to the shell."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type=self.name)]


class ReportType(click.ParamType):  # type: ignore[type-arg]
    """A force, force@cycle, @cycle, a path or -, which the catalogue resolves."""

    name = "report"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete a force, a cycle after an @, or a file."""
        force, at, _ = incomplete.partition("@")
        words = [f"{force}@{cycle}" for cycle in _cycles_on_disk()] if at else FORCE.candidates()
        # Files come first: bash discards the words before them, and uses them only if no word fits.
        return FILE.shell_complete(ctx, param, incomplete) + _complete(words, incomplete)


def _cycles_on_disk() -> list[str]:
    return sorted(os.listdir(os.path.join(DATA, "reports")))


def _complete(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


def _complete_list(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Complete the last word of a comma-separated list with one that is not in the list yet."""
    before, comma, last = incomplete.rpartition(",")
    chosen = before.split(",")
    return _complete([before + comma + word for word in words if word not in chosen], before + comma + last)


GRADE, GRADES, AREA, CYCLE, KIND = GradeType(), GradesType(), AreaType(), CycleType(), KindType()
FORCE, TERM, REPORT = ForceType(), TermType(), ReportType()
FIELDS, COUNT_BY = FieldsType(), CountFieldsType()
FILE, FOLDER = PathType("file"), PathType("dir")


# --- shared options --------------------------------------------------------------------------------------------------

# Shared by all commands: creating them anew for each slows `--help` down by 15 %.
REPORTS = click.Argument(["reports"], nargs=-1, type=REPORT, metavar="[REPORT]...")
ALL = click.Option(["--all", "everything"], is_flag=True, help="Select every report.")
DATA_FOLDERS = click.Option(
    ["--data", "folders"],
    type=FOLDER,
    multiple=True,
    metavar="DIR",
    envvar="PEEL_DATA",
    help="Add a folder of reports of your own (repeatable; also $PEEL_DATA).",
)
FILTERS = (
    click.Option(
        ["--grade", "grades"],
        type=GRADES,
        multiple=True,
        metavar="G",
        help="Only areas with this grade (repeatable, or a comma list; `ri` is requires-improvement).",
    ),
    click.Option(["--at-least"], type=GRADE, metavar="G", help="Only areas with this grade or a better one."),
    click.Option(["--at-most"], type=GRADE, metavar="G", help="Only areas with this grade or a worse one."),
    click.Option(
        ["--area", "areas"],
        type=AREA,
        multiple=True,
        metavar="A",
        help="Only this area (id, name, or a part of a name that only one area has; repeatable).",
    ),
    click.Option(["--cycle"], type=CYCLE, metavar="C", help="Only reports of this cycle, such as 2023-25 or latest."),
    click.Option(
        ["--force", "forces"], type=FORCE, multiple=True, metavar="F", help="Only reports on this force (repeatable)."
    ),
    click.Option(
        ["--kind", "kinds"],
        type=KIND,
        multiple=True,
        metavar="K",
        help="Only findings of this kind, such as cause-of-concern (repeatable).",
    ),
    click.Option(
        ["--text"], metavar="T", help="Only entries that mention this text, or a synonym (in any case or spelling)."
    ),
)
CHANGE = click.Option(
    ["--change", "changes"],
    type=click.Choice(["better", "worse", "same"]),
    multiple=True,
    help="Only grades that changed like this, between comparable cycles (repeatable).",
)
WIDE = click.Option(["--wide"], is_flag=True, help="One row per force and one column per area.")
QUIET = click.Option(["-q", "--quiet"], is_flag=True, help="Print no hints on standard error.")
TEXT_OUTPUT = click.Option(["-o", "--output"], type=FILE, metavar="FILE", help="Write to a file.")
LAYOUT = (
    click.Option(["-o", "--output"], type=FILE, metavar="FILE", help="Write to a file; its extension sets the format."),
    click.Option(
        ["--color", "--colour", "color"],
        type=click.Choice(["auto", "always", "never"]),
        help="Use colour: auto, the default, only on a terminal (also $PEEL_COLOR, $NO_COLOR).",
    ),
    click.Option(["--ascii"], is_flag=True, help="Use ASCII characters only."),
    click.Option(
        ["--width"],
        type=int,
        metavar="N",
        help="The width in columns, 20 to 500 (default: $COLUMNS or the terminal).",
    ),
    QUIET,
)
COLUMNS = (
    click.Option(["--fields"], type=FIELDS, metavar="a,b", help="Only these columns, in this order."),
    click.Option(
        ["--sort", "sort"],
        type=FIELDS,
        multiple=True,
        metavar="FIELD",
        help="Sort by a column, or -FIELD for descending order; grades by rank, empty values last (repeatable).",
    ),
    click.Option(["--limit"], type=click.IntRange(min=1), metavar="N", help="Only the first N rows."),
    click.Option(["--excel"], is_flag=True, help="CSV that is safe to open in Excel."),
)
EXIT_STATUS = click.Option(["--exit-status"], is_flag=True, help="Exit with status 1 if nothing matches.")


def _format_options(formats: Sequence[str]) -> tuple[click.Option, ...]:
    return (
        click.Option(
            ["-f", "--format", "format"],
            type=click.Choice(formats),
            help="The format, by default that of FILE, or else table.",
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="Short for --format json."),
    )


CHOSEN: tuple[click.Parameter, ...] = (DATA_FOLDERS, *FILTERS)
SELECTION: tuple[click.Parameter, ...] = (REPORTS, ALL, *CHOSEN)
CARD_OUTPUT = (*_format_options(CARD_FORMATS), *LAYOUT)
ROW_OUTPUT = (*_format_options(ROW_FORMATS), *COLUMNS, *LAYOUT)


def not_blank(ctx: click.Context, param: click.Parameter, value: str | tuple[str, ...]) -> Any:
    """Refuse an argument without a letter or digit. A callback of parameters."""
    from peelcli.model.names import slugify

    for text in (value,) if isinstance(value, str) else value:
        if not slugify(text):
            name, example = ("TEXT", "'emergency calls'") if param.name == "words" else ("FORCE", "kent")
            raise click.UsageError(f"{name} is empty. Name it, such as: peel {ctx.info_name} {example}", ctx)
    return value


def one_name(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str | None:
    """Join the words of a name that was typed without quotes. A callback of arguments."""
    if len(value) > 1:
        from peelcli.model import reference

        if all(map(reference.find_force, value)):
            raise click.BadParameter(f"this command takes one force, not {len(value)}.", ctx, param)
    return " ".join(value) or None


def new_name(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str | None:
    """Join the words of a name, and refuse one without a letter or digit. A callback of arguments."""
    return one_name(ctx, param, not_blank(ctx, param, value))


def count_fields(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Return the fields to count by. A callback of options."""
    fields = tuple(dict.fromkeys(field.strip() for field in value.split(",")))
    for field in fields:
        if field not in COUNT_FIELDS:
            hint = did_you_mean(field, COUNT_FIELDS, f"Choose from {', '.join(COUNT_FIELDS)}.")
            raise click.BadParameter(f"{escape_controls(field)!r} is not a field to count by. {hint}", ctx, param)
    return fields


SHELLS = ("bash", "zsh", "fish", "powershell")
