"""Report files to fill in."""

from __future__ import annotations

from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.reading import read
from peelcli.writing.templates import skeleton


def test_of_a_cycle_whose_areas_are_not_all_known_those_of_the_one_before_are_offered() -> None:
    lines = skeleton("kent", reference.cycles()["2025-27"]).splitlines()
    start = lines.index("graded_areas:")
    assert lines[start + 1 : start + 4] == [
        "  - {area: leadership, grade: , source: page}    # Leadership and force management",
        "  # Not confirmed for 2025-27: areas of the cycle before. Delete those that are not graded.",
        "  - {area: recording-crime, grade: , source: page}    # Recording data about crime; not confirmed",
    ]
    offered = [line for line in lines if line.endswith("; not confirmed")]
    assert len(offered) == 8
    assert not [line for line in offered if "leadership" in line or "victim-service" in line or "vetting" in line]


def test_the_areas_of_a_complete_cycle_are_confirmed() -> None:
    assert "not confirmed" not in skeleton("kent", reference.cycles()["2023-25"]).lower()


def test_the_latest_cycle_is_the_newest_whose_areas_are_known() -> None:
    assert skeleton("kent", reference.NEWEST) == skeleton("kent")


def test_a_report_of_the_new_cycle_borrows_names_with_one_warning() -> None:
    text = "force: kent\ncycle: 2025-27\ngraded_areas:\n" + "".join(
        f"  - {{area: {area}, grade: good}}\n" for area in ("leadership", "workforce", "Responding to the public")
    )
    (report,), warnings = parse(read(text.encode(), "a.yaml"))
    assert [entry.area.id for entry in report.graded_areas] == ["leadership", "workforce", "responding-to-public"]
    assert [(warning.line, warning.code, warning.message) for warning in warnings] == [
        (
            5,
            "area-borrowed",
            "'Building, supporting and protecting the workforce' is not yet known to be an area of PEEL 2025–27.",
        )
    ]
