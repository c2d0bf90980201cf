"""YAML: a report file again, valid and readable."""

from __future__ import annotations

from collections.abc import Iterator

from peelcli.answers.views import Cards
from peelcli.formats import RenderOptions
from peelcli.writing.yaml_text import yaml_pieces


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield the reports as report files, one YAML document each."""
    return yaml_pieces(cards.reports)
