"""The reports on Northshire that the tests of answers share, and parts of their rows."""

from __future__ import annotations

from support import HERE

from peelcli.answers.views import AreaName, Prose, View
from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Force, Grade, GradedArea, Report
from peelcli.reading import read


def parsed(name: str) -> tuple[Report, ...]:
    return parse(read((HERE / "data" / name).read_bytes(), name)).reports


WHO = ("northshire-police", "Northshire Police")
NORTH = ("northshire-police", "Northshire Police", "2023-25")
NO_CODES = (None, None)
PAGE = ("page", "https://example.org/northshire", *NO_CODES, "PEEL 2023–25: Northshire", "HMICFRS", ())
PAPER = ("paper", "https://example.org/echo/1", *NO_CODES, "Force told to answer faster", "Northshire Echo", ())
AREA_NAMES = {
    "victim-service": "Providing a service to the victims of crime",
    "recording-crime": "Recording data about crime",
    "preventing-crime": "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability",
    "responding-to-public": "Responding to the public",
    "investigating-crime": "Investigating crime",
    "managing-offenders": "Managing offenders and suspects",
}


def area(id: str) -> tuple[str, AreaName]:
    return id, AreaName(Area(id, AREA_NAMES[id]))


def of_files(*names: str) -> tuple[Report, ...]:
    return tuple(report for name in names for report in parsed(name))


def prose(view: View) -> Prose:
    """The words in place of a table."""
    display = view.for_display()
    assert isinstance(display, Prose)
    return display


def odd_report(force: str, cycle: str, area: str, grade: Grade) -> Report:
    """A report of an unknown cycle: the parser makes a Cycle for each."""
    return Report(Force(force.lower(), force), Cycle(cycle, cycle), (GradedArea(Area(area.lower(), area), grade),))


def graded_in(cycle: str, force: str, area: str = "leadership") -> Report:
    """A report with one good grade."""
    known_cycle = reference.cycles()[cycle]
    return Report(Force(force.lower(), force), known_cycle, (GradedArea(known_cycle.areas[area], Grade.GOOD),))
