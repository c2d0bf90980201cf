"""Parameter types: what is typed is parsed leniently, completed, and answered with suggestions.

Modules that need data are imported inside functions here: `--help` and completion open no data file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from peelcli import DATA
from peelcli.errors import did_you_mean
from peelcli.sanitise import escape_controls

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from peelcli.model.report import Cycle, Grade

COUNT_FIELDS = ("area", "force", "cycle", "grade")


class Name(click.ParamType):  # type: ignore[type-arg] # generic in new versions of click only
    """A name from a fixed list: parsed leniently, completed, and answered with suggestions if it is not in the list."""

    def parse(self, text: str) -> object | None:
        """Return what the text stands for, or None."""
        raise NotImplementedError

    def candidates(self) -> Iterable[str]:
        """Return the names that there are, for completion and suggestions."""
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
        """Return what to write in place of a name that is not in the list."""
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
        """Return the cycles that there are; a year is never corrected to another year."""
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
    """A force by any name; the catalogue, which knows the forces of all reports, decides what it means."""

    name = "force"

    def parse(self, text: str) -> str:
        """Return the name as it is."""
        return text

    def candidates(self) -> list[str]:
        """Return the ids of the forces that have a report, from the names of the files."""
        folders = (os.listdir(os.path.join(DATA, "reports", cycle)) for cycle in _cycles_on_disk())
        return sorted({file.removesuffix(".yaml") for folder in folders for file in folder})


class TermType(Name):
    """A word to explain; the glossary decides what it means."""

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
    """A file or a folder, completed by the shell. The code that opens it reports what is wrong with it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Expand `~/`, which shells leave alone in `--output=~/a.csv` and in quotes, unless a folder is called ~."""
        return os.path.expanduser(value) if value.startswith("~/") and not os.path.isdir("~") else value

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        """Split $PEEL_DATA like $PATH: blanks belong to names, and empty segments mean nothing."""
        return [name for name in rv.split(os.pathsep) if name]

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave completion to the shell."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type=self.name)]


class ReportType(click.ParamType):  # type: ignore[type-arg]
    """A force, force@cycle, @cycle, a path or -. The catalogue decides what it means."""

    name = "report"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete a force, a cycle behind an @, or a file."""
        force, at, _ = incomplete.partition("@")
        words = [f"{force}@{cycle}" for cycle in _cycles_on_disk()] if at else FORCE.candidates()
        # Files come first: at them bash forgets the words before, and it uses them only where no word fits.
        return FILE.shell_complete(ctx, param, incomplete) + _complete(words, incomplete)


def _cycles_on_disk() -> list[str]:
    return sorted(os.listdir(os.path.join(DATA, "reports")))


def _complete(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


def _complete_list(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Complete the last word of a list with commas by one that it does not have yet."""
    before, comma, last = incomplete.rpartition(",")
    chosen = before.split(",")
    return _complete([before + comma + word for word in words if word not in chosen], before + comma + last)


GRADE, GRADES, AREA, CYCLE, KIND = GradeType(), GradesType(), AreaType(), CycleType(), KindType()
FORCE, TERM, REPORT = ForceType(), TermType(), ReportType()
FIELDS, COUNT_BY = FieldsType(), CountFieldsType()
FILE, FOLDER = PathType("file"), PathType("dir")
