"""The accuracy on articles and probes: a rule that loses one must lower a figure here."""

import functools
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/bench"))

import draft as bench  # noqa: E402

ARTICLES = ROOT / "tests/articles"


@functools.cache
def outcomes(pattern: str) -> list[bench.Outcome]:
    return bench.outcomes_of(ARTICLES, pattern)


@pytest.mark.parametrize(
    ("pattern", "key", "precision", "recall"),
    [
        ("[0-9]*", "grades", 0.99, 0.98),
        ("[0-9]*", "force", 1.0, 1.0),
        ("[0-9]*", "cycle", 1.0, 1.0),
        ("[0-9]*", "with role", 1.0, 1.0),
        ("own*", "grades", 1.0, 0.97),
        ("own*", "with role", 1.0, 1.0),
        ("held-out/*", "grades", 0.985, 0.95),
        ("held-out/*", "force", 1.0, 0.95),
        ("second/tuning/*", "grades", 0.985, 0.98),
        ("second/tuning/*", "cycle", 1.0, 1.0),
        ("second/tuning/*", "speakers", 1.0, 1.0),
        ("second/tuning/*", "findings", 1.0, 0.96),
        ("second/tuning/*", "refused", 1.0, 1.0),
        ("[0-9]*", "findings", 1.0, 0.73),
        ("third/tuning/*", "grades", 0.99, 0.98),
        ("third/tuning/*", "cycle", 1.0, 1.0),
        ("third/tuning/*", "force", 0.98, 0.98),
        ("third/tuning/*", "speakers", 1.0, 0.94),
        ("third/tuning/*", "with role", 0.92, 0.88),
        ("third/tuning/*", "findings", 0.93, 0.82),
        ("third/tuning/*", "refused", 1.0, 1.0),
        ("third/held-out/*", "grades", 0.98, 0.97),
        ("third/held-out/*", "force", 1.0, 1.0),
        ("third/held-out/*", "cycle", 1.0, 1.0),
        ("third/held-out/*", "speakers", 0.98, 0.95),
        ("third/held-out/*", "with role", 0.92, 0.9),
        ("third/held-out/*", "findings", 0.96, 0.84),
        ("third/held-out/*", "refused", 1.0, 1.0),
        ("fourth/held-out/*", "grades", 0.98, 0.95),
        ("fourth/held-out/*", "force", 1.0, 1.0),
        ("fourth/held-out/*", "cycle", 1.0, 1.0),
        ("fourth/held-out/*", "speakers", 0.97, 0.93),
        ("fourth/held-out/*", "with role", 0.86, 0.83),
        ("fourth/held-out/*", "findings", 0.95, 0.75),
        ("fourth/held-out/*", "refused", 1.0, 1.0),
        ("fifth/held-out/*", "grades", 0.98, 0.97),
        ("fifth/held-out/*", "force", 1.0, 1.0),
        ("fifth/held-out/*", "cycle", 1.0, 1.0),
        ("fifth/held-out/*", "speakers", 1.0, 0.98),
        ("fifth/held-out/*", "with role", 0.95, 0.93),
        ("fifth/held-out/*", "findings", 0.95, 0.86),
        ("fifth/held-out/*", "refused", 1.0, 1.0),
        ("sixth/held-out/*", "grades", 0.99, 0.98),
        ("sixth/held-out/*", "force", 1.0, 1.0),
        ("sixth/held-out/*", "cycle", 1.0, 1.0),
        ("sixth/held-out/*", "speakers", 0.97, 0.95),
        ("sixth/held-out/*", "with role", 0.88, 0.86),
        ("sixth/held-out/*", "findings", 0.95, 0.87),
        ("sixth/held-out/*", "refused", 1.0, 1.0),
        ("seventh/held-out/*", "grades", 0.97, 0.94),
        ("seventh/held-out/*", "force", 1.0, 1.0),
        ("seventh/held-out/*", "cycle", 1.0, 1.0),
        ("seventh/held-out/*", "speakers", 0.98, 1.0),
        ("seventh/held-out/*", "with role", 0.95, 0.97),
        ("seventh/held-out/*", "findings", 0.96, 0.84),
        ("seventh/held-out/*", "refused", 1.0, 1.0),
        ("eighth/held-out/*", "grades", 0.97, 0.96),
        ("eighth/held-out/*", "force", 1.0, 1.0),
        ("eighth/held-out/*", "cycle", 1.0, 1.0),
        ("eighth/held-out/*", "speakers", 0.98, 0.96),
        ("eighth/held-out/*", "with role", 0.96, 0.95),
        ("eighth/held-out/*", "findings", 0.94, 0.8),
        ("eighth/held-out/*", "refused", 1.0, 1.0),
        ("ninth/held-out/*", "grades", 0.94, 0.86),
        ("ninth/held-out/*", "force", 1.0, 1.0),
        ("ninth/held-out/*", "cycle", 1.0, 1.0),
        ("ninth/held-out/*", "speakers", 0.98, 0.98),
        ("ninth/held-out/*", "with role", 0.9, 0.9),
        ("ninth/held-out/*", "findings", 0.9, 0.74),
        ("ninth/held-out/*", "refused", 1.0, 1.0),
        ("tenth/held-out/*", "grades", 0.96, 0.93),
        ("tenth/held-out/*", "force", 0.97, 0.97),
        ("tenth/held-out/*", "cycle", 1.0, 1.0),
        ("tenth/held-out/*", "speakers", 1.0, 1.0),
        ("tenth/held-out/*", "with role", 0.95, 0.95),
        ("tenth/held-out/*", "findings", 0.9, 0.78),
        ("tenth/held-out/*", "refused", 1.0, 1.0),
        ("eleventh/held-out/*", "grades", 0.99, 0.88),
        ("eleventh/held-out/*", "force", 0.93, 0.93),
        ("eleventh/held-out/*", "cycle", 0.9, 0.9),
        ("eleventh/held-out/*", "speakers", 1.0, 1.0),
        ("eleventh/held-out/*", "with role", 0.93, 0.93),
        ("eleventh/held-out/*", "findings", 0.9, 0.65),
        ("eleventh/held-out/*", "refused", 1.0, 1.0),
        ("twelfth/held-out/*", "grades", 0.99, 0.95),
        ("twelfth/held-out/*", "force", 1.0, 1.0),
        ("twelfth/held-out/*", "cycle", 1.0, 1.0),
        ("twelfth/held-out/*", "speakers", 1.0, 0.97),
        ("twelfth/held-out/*", "with role", 1.0, 0.97),
        ("twelfth/held-out/*", "findings", 0.92, 0.76),
        ("twelfth/held-out/*", "refused", 1.0, 1.0),
        ("thirteenth/held-out/*", "grades", 0.98, 0.93),
        ("thirteenth/held-out/*", "force", 0.94, 0.94),
        ("thirteenth/held-out/*", "cycle", 0.97, 0.97),
        ("thirteenth/held-out/*", "speakers", 1.0, 1.0),
        ("thirteenth/held-out/*", "with role", 0.94, 0.94),
        ("thirteenth/held-out/*", "findings", 0.91, 0.73),
        ("thirteenth/held-out/*", "refused", 1.0, 1.0),
        ("fourteenth/held-out/*", "grades", 1.0, 0.88),
        ("fourteenth/held-out/*", "force", 0.97, 0.97),
        ("fourteenth/held-out/*", "cycle", 0.97, 0.97),
        ("fourteenth/held-out/*", "speakers", 1.0, 0.97),
        ("fourteenth/held-out/*", "with role", 0.93, 0.91),
        ("fourteenth/held-out/*", "findings", 0.9, 0.7),
        ("fourteenth/held-out/*", "refused", 1.0, 1.0),
        ("fifteenth/held-out/*", "grades", 0.98, 0.96),
        ("fifteenth/held-out/*", "force", 1.0, 1.0),
        ("fifteenth/held-out/*", "cycle", 0.97, 0.97),
        ("fifteenth/held-out/*", "speakers", 1.0, 0.98),
        ("fifteenth/held-out/*", "with role", 1.0, 0.98),
        ("fifteenth/held-out/*", "findings", 0.86, 0.76),
        ("fifteenth/held-out/*", "refused", 1.0, 1.0),
        ("sixteenth/held-out/*", "grades", 1.0, 0.97),
        ("sixteenth/held-out/*", "force", 1.0, 1.0),
        ("sixteenth/held-out/*", "cycle", 0.95, 0.95),
        ("sixteenth/held-out/*", "speakers", 1.0, 0.91),
        ("sixteenth/held-out/*", "with role", 1.0, 0.91),
        ("sixteenth/held-out/*", "findings", 0.95, 0.63),
        ("sixteenth/held-out/*", "refused", 1.0, 1.0),
        ("seventeenth/held-out/*", "grades", 1.0, 0.96),
        ("seventeenth/held-out/*", "force", 1.0, 1.0),
        ("seventeenth/held-out/*", "cycle", 0.95, 0.95),
        ("seventeenth/held-out/*", "speakers", 0.97, 0.98),
        ("seventeenth/held-out/*", "with role", 0.91, 0.93),
        ("seventeenth/held-out/*", "findings", 0.89, 0.79),
        ("seventeenth/held-out/*", "refused", 1.0, 1.0),
        ("eighteenth/held-out/*", "grades", 0.97, 0.96),
        ("eighteenth/held-out/*", "force", 0.97, 0.97),
        ("eighteenth/held-out/*", "cycle", 1.0, 1.0),
        ("eighteenth/held-out/*", "speakers", 1.0, 0.95),
        ("eighteenth/held-out/*", "with role", 0.94, 0.9),
        ("eighteenth/held-out/*", "findings", 0.95, 0.81),
        ("eighteenth/held-out/*", "refused", 1.0, 1.0),
    ],
)
def test_articles_are_read_as_well_as_before(pattern: str, key: str, precision: float, recall: float) -> None:
    score = bench.total(outcomes(pattern), key)
    assert score.right / score.found >= precision
    assert score.right / score.wanted >= recall


@pytest.mark.parametrize(
    ("name", "least"), [("probes", 0.99), ("probes-press", 0.98), ("probes-fresh", 0.96), ("probes-kinds", 1.0)]
)
def test_probes_are_read_as_well_as_before(name: str, least: float) -> None:
    assert bench.f1(bench.total(bench.probes_of(ARTICLES / f"{name}.json"), "grades")) >= least


def test_the_simple_rule_is_beaten_on_the_articles() -> None:
    made_up = outcomes("[0-9]*")
    assert bench.f1(bench.total(made_up, "grades")) > bench.f1(bench.total(made_up, "grades, simple rule")) + 0.1
