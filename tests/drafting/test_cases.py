"""Small texts, some for each kind of error that once was made on a real article."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peelcli.drafting import Draft, NoDraft

Drafted = Callable[..., Draft]
ARTICLES = Path(__file__).parents[1] / "articles"
CASES: list[dict[str, Any]] = [
    case for name in ("cases.json", "variants.json") for case in json.loads((ARTICLES / name).read_text("utf-8"))
]


def outcome(result: Draft) -> dict[str, Any]:
    """Return everything of a draft that an expectation can name."""
    grades = {item.area: item.grade for item in result.grades}
    improvements = [item.summary for item in result.improvements]
    return {
        "force": result.force.name,
        "cycle": result.cycle.id or "unknown",
        "published": result.published and result.published.value,
        "grades": grades,
        "counts": {item.grade: item.number for item in result.counts},
        "speakers": [item.name for item in result.responses],
        "improvements": improvements,
        "improvements_count": len(improvements),
        "improvement_areas": [item.area for item in result.improvements],
        "praise": [item.summary for item in result.praise],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_kind_of_error_is_not_made_again(case: dict[str, Any], drafted: Drafted) -> None:
    expected = dict(case["expected"])
    if expected.pop("refused", False):
        with pytest.raises(NoDraft):
            drafted(case["text"])
        return
    may_be_refused = expected.pop("refused_or", False)
    try:
        found = outcome(drafted(case["text"]))
    except NoDraft:
        assert may_be_refused
        return
    assert found["grades"] in expected.pop("grades_one_of", [found["grades"]])
    assert found["cycle"] in expected.pop("cycle_one_of", [found["cycle"]])
    assert found["cycle"] != expected.pop("cycle_not", None)
    assert len(found["improvements"]) <= expected.pop("improvements_at_most", len(found["improvements"]))
    assert {key: found[key] for key in expected} == expected
