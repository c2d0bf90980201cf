"""What of the reports is wanted: reports in, narrower reports out."""

from __future__ import annotations

from conftest import report

from peelcli.report import Area, Finding, Grade
from peelcli.select import Selection, has_match, select

CALLS = Finding("Calls wait too long.", "cause-of-concern", Area("investigating-crime", "Investigating crime"))


def test_a_finding_of_an_area_that_passes_is_a_match_even_where_only_the_finding_holds_the_words() -> None:
    wanted = Selection(grades=frozenset({Grade.REQUIRES_IMPROVEMENT}), text="calls")
    (narrowed,) = select([report(improvement_areas=(CALLS,))], wanted).reports
    assert has_match(narrowed, wanted)
