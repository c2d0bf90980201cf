"""YAML: a report file again, valid and readable."""

from __future__ import annotations

from peelcli.formats import Answer, Style
from peelcli.writing import yaml_text


def render(answer: Answer, style: Style) -> str:
    """Return the reports as report files, one YAML document each."""
    return yaml_text(answer.reports)
