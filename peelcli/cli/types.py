"""Parameter types: what is typed is parsed leniently, completed, and answered with suggestions.

Modules that need data are imported inside functions here: `--help` and completion open no data file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from peelcli import DATA
from peelcli.errors import did_you_mean
from peelcli.formats import CARD_FORMATS, FORMATS, ROW_FORMATS
from peelcli.sanitise import escape_controls

if TYPE_CHECKING:
    from types import ModuleType

    from click.shell_completion import CompletionItem

COUNT_FIELDS = ("area", "force", "cycle", "grade")


class Word(click.ParamType[Any]):
    """A word that is completed from a list, or `several` with commas. The code that uses it decides what it means."""

    def __init__(self, name: str, candidates: Callable[[], Iterable[str]], several: bool = False) -> None:
        self.name, self.candidates, self.several = name, candidates, several

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete the word, or the last of several by one that is not among them yet."""
        before, comma, _ = incomplete.rpartition(",") if self.several else ("", "", "")
        chosen = before.split(",")
        with ctx.scope(cleanup=False):
            return _complete([before + comma + word for word in self.candidates() if word not in chosen], incomplete)


class Name(Word):
    """A name from a list: parsed leniently, and answered with suggestions if it is not in the list."""

    def __init__(
        self,
        name: str,
        candidates: Callable[[], Iterable[str]],
        parse: Callable[[str], object | None],
        suggest: Callable[[str], str] | None = None,
        several: bool = False,
    ) -> None:
        super().__init__(name, candidates, several)
        self.parse, self.suggest = parse, suggest or self._nearest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Parse a value, or each of several once; fail with the nearest names."""
        if self.several:
            return tuple(dict.fromkeys(self._parsed(word.strip(), param, ctx) for word in value.split(",")))
        return self._parsed(value, param, ctx)

    def _parsed(self, text: str, param: click.Parameter | None, ctx: click.Context | None) -> object:
        parsed = self.parse(text)
        if parsed is None:
            article = "an" if self.name[0] in "aeiou" else "a"
            self.fail(f"{escape_controls(text)!r} is not {article} {self.name}. {self.suggest(text)}", param, ctx)
        return parsed

    def _nearest(self, text: str) -> str:
        candidates = list(self.candidates())
        return did_you_mean(text, candidates, f"Choose from {', '.join(candidates)}.")


class Choice(click.Choice[str]):
    """One of a few words, in any case; `others` are other words for some of them."""

    def __init__(self, words: Iterable[str], others: Mapping[str, str] = MappingProxyType({})) -> None:
        self.others = others
        super().__init__(words, case_sensitive=False)

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """Return the usual word for a word."""
        word = super().normalize_choice(choice, ctx)
        return self.others.get(word, word)


class Path(click.Path):
    """A file or a folder, completed by the shell. The code that opens it reports what is wrong with it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Expand `~/`, which shells leave alone in `--output=~/a.csv` and in quotes, unless a folder is called ~."""
        return os.path.expanduser(value) if value.startswith("~/") and not os.path.isdir("~") else value

    def split_envvar_value(self, rv: str) -> Sequence[str]:
        """Split $PEEL_DATA like $PATH: blanks belong to names, and empty segments mean nothing."""
        return [name for name in rv.split(os.pathsep) if name]


class Report(click.ParamType[str]):
    """A force, force@cycle, @cycle, a path or -. The catalogue decides what it means."""

    name = "report"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete a force, a cycle behind an @, or a file."""
        force, at, _ = incomplete.partition("@")
        words = [f"{force}@{cycle}" for cycle in _cycles_on_disk()] if at else _forces_on_disk()
        # Files come first: at them bash forgets the words before, and it uses them only where no word fits.
        return FILE.shell_complete(ctx, param, incomplete) + _complete(words, incomplete)


def _complete(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


# --- vocabularies ----------------------------------------------------------------------------------------------------


def _reference() -> ModuleType:
    from peelcli.model import reference

    return reference


def _cycles_on_disk() -> list[str]:
    return sorted(os.listdir(os.path.join(DATA, "reports")))


def _forces_on_disk() -> list[str]:
    """Return the ids of the forces that have a report, from the names of the files."""
    folders = (os.listdir(os.path.join(DATA, "reports", cycle)) for cycle in _cycles_on_disk())
    return sorted({file.removesuffix(".yaml") for folder in folders for file in folder})


def _grades() -> list[str]:
    from peelcli.model.report import Grade

    return [grade.value for grade in Grade]


def _kinds() -> tuple[str, ...]:
    from peelcli.model.report import IMPROVEMENT_KINDS, PRAISE_KINDS

    return IMPROVEMENT_KINDS + PRAISE_KINDS


def _among(words: Collection[str], text: str) -> str | None:
    """Find a word, whatever its case, with blanks or underscores for hyphens."""
    from peelcli.model.names import slugify

    return slugify(text) if slugify(text) in words else None


def _terms() -> Iterable[str]:
    from peelcli.answers import glossary

    return dict.fromkeys(entry.id for entry in glossary.entries())


def _columns() -> Iterable[str]:
    """Return the columns of the rows of a command, which knows them."""
    context = click.get_current_context()
    keys: list[str] = context.command.column_keys(context.params)  # type: ignore[attr-defined] # a RowCommand
    return keys


GRADE = Name("grade", _grades, lambda text: _reference().parse_grade(text))
GRADES = Name("grade", _grades, GRADE.parse, several=True)
CYCLE = Name(
    "cycle",
    lambda: _reference().cycles(),
    lambda text: _reference().find_cycle_or_newest(text),
    lambda text: _reference().about_cycle(text),  # a year is never corrected to another year
)
KIND = Name("kind of finding", _kinds, lambda text: _among(_kinds(), text))
# What a part of the name of an area means depends on the cycles asked about; the catalogue knows the forces of all
# reports.
AREA, FORCE = Word("area", lambda: _reference().area_names()), Word("force", _forces_on_disk)
TERM, REPORT = Word("term", _terms), Report()
COUNT_BY = Name("field to count by", lambda: COUNT_FIELDS, lambda text: _among(COUNT_FIELDS, text), several=True)
FIELDS, FILE, FOLDER = Word("fields", _columns, several=True), Path(), Path(file_okay=False)
_BY_EXTENSION = {
    extension.removeprefix("."): name for name, format in FORMATS.items() for extension in format.extensions
}
CARD_FORMAT, ROW_FORMAT = Choice(CARD_FORMATS, _BY_EXTENSION), Choice(ROW_FORMATS, _BY_EXTENSION)
CHANGES, COLOUR = Choice(("better", "worse", "same")), Choice(("auto", "always", "never"))
SCHEMA, SHELL = Choice(("report", "output")), Choice(("bash", "zsh", "fish", "powershell"))
