"""Rows of entries: each field a column, or several, with their cells."""

from __future__ import annotations

from support import report

from peelcli.answers.rows import AREA, CODES, MORE_SOURCES, ONE_REPORT, SOURCE, UNGRADED, WHO, Field, field, view_of
from peelcli.answers.views import AreaName, Column
from peelcli.model.report import Area, Finding, GradedArea, Report, Ungraded

LEADERSHIP = Area("leadership", "Leadership")


def cells(of: Field, entry: object, made: Report | None = None) -> tuple[object, ...]:
    (row,) = view_of("made", "Made up", [of], [(made or report(), entry)], empty="").rows
    return row


def test_a_field_is_the_attribute_that_is_called_like_its_column() -> None:
    fields, finding = [field("kind", "Kind"), field("since")], Finding("Slow.", "praise")
    view = view_of("made", "Made up", fields, [(report(), finding)], empty="")
    assert (view.columns, view.rows) == ((Column("kind", "Kind"), Column("since")), (("praise", None),))


def test_a_field_may_have_a_cell_of_its_own() -> None:
    assert cells(field("length", "", lambda finding: len(finding.summary)), Finding("Slow.", "praise")) == (5,)


def test_a_row_says_whose_it_is_with_labels_only_where_there_are_several_reports() -> None:
    assert cells(WHO, None) == cells(ONE_REPORT, None) == ("northshire-police", "Northshire Police", "2023-25")
    assert [column.label for column in WHO.columns] == ["", "Force", "Cycle"]
    assert [column.label for column in ONE_REPORT.columns] == ["", "", ""]


def test_a_force_has_codes_if_it_is_known() -> None:
    assert cells(CODES, None, report("Kent Police")._replace(force=report("Kent").force)) == ("E23000032", "kent")
    assert cells(CODES, None) == (None, None)


def test_an_area_is_its_id_and_its_name() -> None:
    assert cells(AREA, Finding("Slow.", "praise", LEADERSHIP)) == ("leadership", AreaName(LEADERSHIP))
    assert cells(AREA, Finding("Slow.", "praise")) == (None, None)


def test_a_reason_for_having_no_grade_is_a_cell_of_its_own() -> None:
    assert cells(UNGRADED, GradedArea(LEADERSHIP, Ungraded.NOT_INSPECTED)) == ("not-inspected",)


def test_a_source_is_named_with_its_address_and_the_others_by_their_ids() -> None:
    finding = Finding("Slow.", "praise", source="page", also=("paper", "council"))
    assert cells(SOURCE, finding) == ("page", "https://example.org/northshire")
    assert cells(MORE_SOURCES, finding) == ("Report on Northshire", "HMICFRS", ("paper", "council"))
    assert cells(SOURCE, Finding("Slow.", "praise")) == (None, None)
    assert cells(MORE_SOURCES, Finding("Slow.", "praise")) == (None, None, ())
