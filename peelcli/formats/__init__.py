"""The formats: one module each, all with the same `render`. This dictionary is all that registers them."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the help needs the names of the formats and nothing of what they print
    from typing import Protocol

    from peelcli.errors import Problem
    from peelcli.report import Report
    from peelcli.views import View

    class _Renderer(Protocol):
        def render(self, answer: "Answer", style: "Style") -> str: ...


class Answer(NamedTuple):
    """What there is to print: a view, or whole reports."""

    view: "View | None" = None
    reports: "tuple[Report, ...]" = ()
    warnings: "tuple[Problem, ...]" = ()


class Style(NamedTuple):
    """How people want it. Widths are in columns; `colours` names a colour system of rich, None is without colour."""

    width: int = 80
    colours: str | None = None
    ascii: bool = False
    excel: bool = False


class Format(NamedTuple):
    """A format: where it lives, what it can print, the file endings that mean it, and whether Excel may open it.

    With `utf8` it is a file to be read again, in UTF-8 whatever the locale says.
    """

    module: str
    cards: bool
    rows: bool
    endings: tuple[str, ...] = ()
    excel: bool = False
    utf8: bool = False

    def render(self, answer: Answer, style: Style) -> str:
        """Return the answer as text; the module is imported only now."""
        renderer: _Renderer = import_module(f"peelcli.formats.{self.module}")
        return renderer.render(answer, style)


FORMATS = {
    "table": Format("terminal", cards=True, rows=True, endings=(".txt",)),
    "list": Format("sentences", cards=True, rows=True),
    "json": Format("json", cards=True, rows=True, endings=(".json",)),
    "jsonl": Format("jsonl", cards=False, rows=True, endings=(".jsonl",)),
    "csv": Format("csv", cards=False, rows=True, endings=(".csv",), excel=True),
    "tsv": Format("tsv", cards=False, rows=True, endings=(".tsv",)),
    "yaml": Format("yaml", cards=True, rows=False, endings=(".yaml", ".yml"), utf8=True),
    "markdown": Format("markdown", cards=True, rows=True, endings=(".md", ".markdown")),
}
