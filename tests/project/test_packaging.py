"""What pyproject.toml says of the project is true: versions, addresses, types."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from support import ROOT

from peelcli.model import reference


@pytest.fixture
def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def test_the_lowest_versions_that_are_tested_are_those_that_are_allowed(project: dict[str, Any]) -> None:
    allowed = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines = (ROOT / ".ci" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    tested = [line for line in lines if not line.startswith("#")]
    assert tested == sorted(requirement.replace(">=", "==") for requirement in allowed)


def test_the_oldest_python_of_the_classifiers_is_the_one_required(project: dict[str, Any]) -> None:
    versions = [
        line.rpartition(" ")[2]
        for line in project["classifiers"]
        if line.startswith("Programming Language :: Python :: 3.")
    ]
    assert project["requires-python"] == f">={versions[0]}"
    assert versions == ["3.11", "3.12", "3.13", "3.14"]


def test_the_package_is_marked_as_typed(project: dict[str, Any]) -> None:
    assert "Typing :: Typed" in project["classifiers"]
    assert (ROOT / "peelcli" / "py.typed").read_bytes() == b""


def test_the_addresses_are_pages_that_the_data_names(project: dict[str, Any]) -> None:
    terms = reference.data("terms")
    inspections, licence = project["urls"].values()
    assert inspections == terms["grades"]["five"]["good"]["source"]
    assert licence == terms["terms"]["licence"]["source"]
    assert max(map(len, project["urls"])) <= 32, "the longest label that metadata allow"


@pytest.mark.parametrize("lane", ["newest", "lowest", "pure parser", "linters", "wheel"])
def test_ci_has_a_lane(lane: str) -> None:
    assert f'\nlane "{lane}"\n' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
