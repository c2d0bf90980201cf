"""Report to YAML: as a careful person writes it, and the same report when it is read back."""

from __future__ import annotations

from conftest import report

from peelcli.parse import parse
from peelcli.reading import read
from peelcli.writing import yaml_text


def test_own_keys_are_written_even_where_they_hold_nothing() -> None:
    own = {"x-list": [], "x-mapping": {}, "x-nothing": None}
    written = yaml_text([report(extra=own)])
    assert written.endswith("x-list: []\nx-mapping: {}\nx-nothing: null\n")
    assert parse(read(written.encode(), "a.yaml")).reports[0].extra == own


def test_counts_that_were_stated_as_none_are_written() -> None:
    assert "stated_counts: {}\n" in yaml_text([report(stated_counts={})])
