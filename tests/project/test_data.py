"""The built-in reports: valid, in the right place, and with sources."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from peelcli import DATA
from peelcli.errors import PROBLEM, Problem
from peelcli.loading.fields import is_web_address
from peelcli.loading.parse import Parsed, parse
from peelcli.model import reference
from peelcli.model.names import normalise
from peelcli.model.report import Finding, Grade, GradedArea, Report, Response, Ungraded
from peelcli.reading import read, read_data
from peelcli.reading.nodes import Mapping

FOLDER = Path(DATA) / "reports"
FILES = sorted(f"{path.parent.name}/{path.stem}" for path in FOLDER.glob("*/*.yaml"))


@cache
def parsed(file: str) -> Parsed:
    path = FOLDER / f"{file}.yaml"
    return parse(read(path.read_bytes(), path.name), thorough=True)


def report(file: str) -> Report:
    (one_report,) = parsed(file).reports
    return one_report


def warnings_of(file: str, *codes: str) -> list[Problem]:
    """The problems and warnings of a file that have one of these codes."""
    return [problem for problem in parsed(file).problems if problem.code in codes]


def all_warnings(*codes: str) -> list[str]:
    """Return the problems and warnings of all files that have one of these codes."""
    return [str(problem) for file in FILES for problem in warnings_of(file, *codes)]


def all_graded_areas() -> Iterator[tuple[str, Report, GradedArea]]:
    for file in FILES:
        for entry in report(file).graded_areas:
            yield file, report(file), entry


def all_statements() -> Iterator[tuple[str, Finding | Response]]:
    for file in FILES:
        one_report = report(file)
        for entry in (*one_report.improvement_areas, *one_report.praise, *one_report.stakeholder_responses):
            yield file, entry


def test_there_are_292_reports_in_seven_cycles_and_nothing_else() -> None:
    assert {cycle.name: len(list(cycle.iterdir())) for cycle in FOLDER.iterdir()} == {
        "2014": 36,
        "2015": 43,
        "2016": 43,
        "2017": 43,
        "2018-19": 43,
        "2021-22": 42,
        "2023-25": 42,
    }
    assert len(FILES) == 292


def test_they_hold_1314_grades_and_36_from_separate_reports() -> None:
    assert sum(report(file).known for file in FILES) == 1314
    separate = [entry.grade for _, _, entry in all_graded_areas() if entry.separate]
    assert sum(isinstance(grade, Grade) for grade in separate) == 36


def test_every_file_is_one_report_without_a_problem() -> None:
    problems = [str(problem) for file in FILES for problem in parsed(file).problems if problem.level == PROBLEM]
    assert problems == []
    assert [file for file in FILES if len(parsed(file).reports) != 1] == []


def test_force_and_cycle_are_known_and_those_of_the_path() -> None:
    paths = {f"{cycle}/{force}" for cycle in reference.cycles() for force in reference.forces()}
    assert set(FILES) <= paths
    assert [file for file in FILES if f"{report(file).cycle.id}/{report(file).force.id}" != file] == []


def test_force_and_cycle_are_written_as_ids() -> None:
    for file in FILES:
        (root,) = read((FOLDER / f"{file}.yaml").read_bytes(), file).roots
        assert isinstance(root, Mapping)
        assert f"{root['cycle']}/{root['force']}" == file


def test_areas_and_grades_belong_to_the_cycle() -> None:
    """Areas that are never graded have no grade here either."""
    assert all_warnings("area", "area-twice", "never-graded", "scale") == []
    for file, one_report, entry in all_graded_areas():
        assert one_report.cycle.areas[entry.area.id] == entry.area, file
        assert isinstance(entry.grade, Ungraded) or entry.grade in one_report.cycle.scale, file


def test_each_grade_has_a_source_with_a_web_address() -> None:
    for file, one_report, entry in all_graded_areas():
        if isinstance(entry.grade, Grade):
            source = one_report.sources.get(entry.source or "")
            assert source is not None, (file, entry)
            assert source.url is not None, (file, entry)
            assert is_web_address(source.url), (file, entry)


def test_every_source_has_a_web_address_and_is_referred_to() -> None:
    assert all_warnings("address", "unused-source", "no-source") == []


def test_findings_and_responses_have_sources() -> None:
    assert [(file, entry) for file, entry in all_statements() if not entry.source] == []


def test_stated_counts_have_a_source() -> None:
    assert [file for file in FILES if report(file).stated_counts is not None and not report(file).counts_source] == []


def test_where_more_grades_are_listed_than_stated_or_others_a_note_explains_it() -> None:
    differing = [file for file in FILES if warnings_of(file, "counts", "complete")]
    assert [file for file in differing if not report(file).notes] == []


def test_findings_and_responses_have_at_most_400_characters() -> None:
    assert [(file, entry) for file, entry in all_statements() if len(entry.summary) > 400] == []


def test_dates_are_in_order_and_in_the_past() -> None:
    assert all_warnings("date") == []


def test_a_carried_over_grade_names_an_earlier_cycle() -> None:
    for file, one_report, entry in all_graded_areas():
        if entry.carried_over_from:
            earlier = reference.find_cycle(entry.carried_over_from)
            assert earlier is not None, (file, entry)
            assert reference.order(earlier) < reference.order(one_report.cycle), (file, entry)


def test_every_file_is_plain_text_that_everybody_can_edit() -> None:
    for file in FILES:
        text = (FOLDER / f"{file}.yaml").read_bytes().decode("utf-8")
        assert text.endswith("\n"), file
        assert text.replace("\n", "").isprintable(), file  # neither tabs nor carriage returns


# --- West Mercia, the report that peel was first made for ---

WEST_MERCIA = "2023-25/west-mercia"


def test_west_mercia_has_nine_graded_areas() -> None:
    graded = {entry.area.name: entry.grade.label for entry in report(WEST_MERCIA).graded_areas if not entry.separate}
    assert graded == {
        "Providing a service to the victims of crime": "Not graded",
        "Recording data about crime": "Good",
        "Police powers and treating the public fairly and respectfully": "Adequate",
        "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability": "Adequate",
        "Responding to the public": "Requires improvement",
        "Investigating crime": "Adequate",
        "Protecting vulnerable people": "Requires improvement",
        "Managing offenders and suspects": "Adequate",
        "Building, supporting and protecting the workforce": "Requires improvement",
        "Leadership and force management": "Requires improvement",
    }


def test_west_mercia_has_one_good_four_adequate_and_four_that_require_improvement() -> None:
    counts = {Grade.GOOD: 1, Grade.ADEQUATE: 4, Grade.REQUIRES_IMPROVEMENT: 4}
    assert report(WEST_MERCIA).counts == counts
    assert report(WEST_MERCIA).stated_counts == counts
    assert (report(WEST_MERCIA).known, report(WEST_MERCIA).expected, report(WEST_MERCIA).complete) == (9, 9, True)


def test_west_mercia_was_published_in_may_2025() -> None:
    assert (report(WEST_MERCIA).inspected, report(WEST_MERCIA).published) == ("2024", "2025-05-14")


# --- meanings and names ---


def test_every_id_in_the_meanings_is_one_of_a_cycle_force_or_area() -> None:
    terms = read_data(os.path.join(DATA, "terms.yaml"))
    areas = terms["areas"]
    assert list(terms["cycles"]) == list(reference.cycles())
    assert list(terms["forces"]) == list(reference.forces())
    assert {cycle: sorted(of) for cycle, of in areas.items()} == {
        id: sorted(cycle.areas) for id, cycle in reference.cycles().items()
    }


def test_no_name_means_two_forces() -> None:
    aliases = read_data(os.path.join(DATA, "forces.yaml"))["aliases"]
    names: list[str] = []
    for id, force in reference.forces().items():
        names += {normalise(str(name)) for name in (id, force.name, *aliases[id])}
    assert len(names) == len(set(names))


def test_every_alias_of_an_area_is_of_an_area_that_there_is() -> None:
    aliases = read_data(os.path.join(DATA, "cycles.yaml"))["area_aliases"]
    assert set(aliases) <= set(reference.area_names())


def test_no_alias_of_an_area_is_the_name_of_another() -> None:
    aliases = read_data(os.path.join(DATA, "cycles.yaml"))["area_aliases"]
    for id, names in aliases.items():
        for name in names:
            for cycle in reference.cycles().values():
                area = reference.find_area(str(name), cycle)
                assert area is None or area.id == id, (name, cycle.id, area)
