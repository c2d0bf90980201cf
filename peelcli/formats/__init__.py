"""The output formats, one module each, and the dictionary that registers them."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from peelcli.errors import WrongRequest

if TYPE_CHECKING:  # the help needs only the names of the formats
    from collections.abc import Iterable
    from typing import Protocol

    from peelcli.answers.views import Cards, Prose, View

    class _Module(Protocol):
        def render_rows(self, view: View, options: "RenderOptions") -> Iterable[str]: ...
        def render_cards(self, cards: Cards, options: "RenderOptions") -> Iterable[str]: ...
        def render_prose(self, prose: Prose, options: "RenderOptions") -> Iterable[str]: ...


MOST_CARDS = 10_000
"""At most this many report cards are drawn; a report of 40 bytes makes a card of 1,000. There are 292 inspections."""


class RenderOptions(NamedTuple):
    """How to lay an answer out.

    `width` is in columns, or None for an answer that is not laid out for a window; `colours` names one of rich's
    colour systems, and None means no colour. `terminal` says that a terminal shows the answer at once.
    """

    width: int | None = None
    colours: str | None = None
    ascii: bool = False
    excel: bool = False
    terminal: bool = False


class Format(NamedTuple):
    """An output format: its module, what it can render, and the file extensions that select it.

    A human-readable format shows views without ids, pivoted, or as prose. One without `cards` holds only rows. `utf8`
    is for machine-readable files: UTF-8 in any locale.
    """

    module: str
    human: bool
    cards: bool = True
    rows: bool = True
    extensions: tuple[str, ...] = ()
    excel: bool = False
    utf8: bool = False

    def render(self, answer: "View | Cards", options: RenderOptions) -> "Iterable[str]":
        """Yield the answer as pieces of text; the module of the format is imported on first use.

        Raises WrongRequest if there are more report cards than anybody would read.
        """
        from peelcli.answers.views import Cards, Prose

        module: _Module = import_module(f"peelcli.formats.{self.module}")
        if isinstance(answer, Cards):
            if self.human and len(answer.reports) > MOST_CARDS:
                message = f"{len(answer.reports):,} report cards are too many to draw; the most is {MOST_CARDS:,}."
                raise WrongRequest(f"{message} Choose fewer reports, or ask for data with --json.")
            return module.render_cards(answer, options)
        content = answer.for_display() if self.human else answer.for_data()
        if isinstance(content, Prose):
            return module.render_prose(content, options)
        return module.render_rows(content, options)


FORMATS = {
    "table": Format("terminal", human=True, extensions=(".txt",)),
    "list": Format("sentences", human=True),
    "json": Format("json", human=False, extensions=(".json",), utf8=True),
    "jsonl": Format("jsonl", human=False, cards=False, extensions=(".jsonl", ".ndjson"), utf8=True),
    "csv": Format("csv", human=False, cards=False, extensions=(".csv",), excel=True, utf8=True),
    "tsv": Format("tsv", human=False, cards=False, extensions=(".tsv",), utf8=True),
    "yaml": Format("yaml", human=False, rows=False, extensions=(".yaml", ".yml"), utf8=True),
    "markdown": Format("markdown", human=True, extensions=(".md", ".markdown")),
    "html": Format("html", human=True, extensions=(".html", ".htm"), utf8=True),
    "svg": Format("svg", human=True, extensions=(".svg",), utf8=True),
}
CARD_FORMATS = [name for name, format in FORMATS.items() if format.cards]
ROW_FORMATS = [name for name, format in FORMATS.items() if format.rows]
