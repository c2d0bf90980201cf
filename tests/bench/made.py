"""Made-up reports of about 4 KB, as many as are wanted.

python tests/bench/made.py COUNT FOLDER FILE.yaml FILE.json
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

CYCLE = "2023-25"
AREAS = (
    "police-powers",
    "preventing-crime",
    "responding-to-public",
    "investigating-crime",
    "protecting-vulnerable-people",
    "managing-offenders",
    "workforce",
    "leadership",
)
GRADES = ("outstanding", "good", "adequate", "requires-improvement", "inadequate")
WORDS = re.findall(
    "[a-z]+",
    "the force should make sure that officers record and supervise their work with victims so calls are answered in"
    " time and plans for neighbourhoods reach vulnerable people before harm comes to them or to their families",
)


def report(number: int) -> dict[str, object]:
    """Make a report of a force of its own; the same number makes the same report."""
    chance = Random(number)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."

    def findings(count: int) -> list[dict[str, object]]:
        return [{"area": chance.choice(AREAS), "summary": words(24), "source": "page"} for _ in range(count)]

    return {
        "force": f"Northshire {number} Police",
        "cycle": CYCLE,
        "inspected": "2024-05",
        "published": f"2025-{number % 12 + 1:02}-14",
        "summary": words(30),
        "graded_areas": [{"area": area, "grade": chance.choice(GRADES), "source": "page"} for area in AREAS],
        "improvement_areas": findings(7),
        "praise": findings(4),
        "stakeholder_responses": [
            {"name": "Priya Hallworth", "role": role, "summary": words(24), "source": "echo"}
            for role in ("Chief Constable", "Police and Crime Commissioner")
        ],
        "sources": {
            "page": {"title": "PEEL 2023–25", "publisher": "HMICFRS", "url": f"https://example.org/{number}"},
            "echo": {"title": "Chief promises faster answers", "publisher": "Northshire Echo", "published": "2025"},
        },
    }


def as_yaml(number: int) -> str:
    """Write a report as a careful person would."""
    return "".join(f"{line}\n" for line in _lines(report(number)))


def _lines(form: dict[str, object]) -> Iterator[str]:
    for key, value in form.items():
        if isinstance(value, str):
            yield f"{key}: {value}"
        elif isinstance(value, list):
            yield f"{key}:"
            for entry in value:
                if "grade" in entry:
                    yield f"  - {{{', '.join(f'{inner}: {words}' for inner, words in entry.items())}}}"
                else:
                    yield from (
                        f"  {' ' if place else '-'} {inner}: {words}"
                        for place, (inner, words) in enumerate(entry.items())
                    )
        elif isinstance(value, dict):
            yield f"{key}:"
            for id, source in value.items():
                yield f"  {id}:"
                yield from (f"    {inner}: {words}" for inner, words in source.items())


def folder(count: int, path: Path) -> None:
    """Write so many reports, a file each."""
    path.mkdir()
    for number in range(count):
        (path / f"{number:05}.yaml").write_text(as_yaml(number), encoding="utf-8")


def yaml_file(count: int, path: Path) -> None:
    """Write so many reports into one YAML file, a document each."""
    path.write_text("---\n".join(map(as_yaml, range(count))), encoding="utf-8")


def json_file(count: int, path: Path) -> None:
    """Write so many reports into one JSON file."""
    path.write_text(json.dumps([report(number) for number in range(count)], ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[2:]:
        {"": folder, ".yaml": yaml_file, ".json": json_file}[Path(name).suffix](int(sys.argv[1]), Path(name))
