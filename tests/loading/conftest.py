"""Both YAML parsers for the tests of reading."""

from __future__ import annotations

import pytest
import yaml

from peelcli.reading import yaml_tree

PARSERS = [getattr(yaml, "CSafeLoader", None), yaml_tree.PythonLoader]


@pytest.fixture(params=[parser for parser in PARSERS if parser], ids=["libyaml", "Python"][-sum(map(bool, PARSERS)) :])
def each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with libyaml, if PyYAML has it, and with the parser in Python."""
    monkeypatch.setattr(yaml_tree, "LOADER", request.param)
