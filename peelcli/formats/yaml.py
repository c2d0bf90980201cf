"""YAML: a report file again, valid and readable."""

from __future__ import annotations

from collections.abc import Iterator

from peelcli.answers.views import Cards
from peelcli.formats import RenderOptions
from peelcli.writing.yaml_text import yaml_text


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield the reports as report files, one YAML document each."""
    for number, report in enumerate(cards.reports):
        yield ("---\n" if number else "") + yaml_text([report])
