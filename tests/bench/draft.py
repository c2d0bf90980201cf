"""Print how well articles are read, beside a simple rule: python tests/bench/draft.py [FOLDER] [--errors].

A folder holds NAME.txt with NAME.gold.json (force, cycle, grades, speakers) and perhaps probes.json (text, grades).
The simple rule gives each area the last grade word before it in its sentence or line, else the first after it; the
first mention wins. It shares the vocabulary and the sense of grade words, and nothing else.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from peelcli.drafting import Force, NoDraft, Vocabulary, draft, read_vocabulary  # noqa: E402
from peelcli.drafting.senses import in_grade_sense  # noqa: E402
from peelcli.drafting.text import read_lines, split_sentences  # noqa: E402
from peelcli.model import reference  # noqa: E402
from peelcli.reading import read_data  # noqa: E402

Facts = set[tuple[str, ...]]


class Score(NamedTuple):
    """Count the facts that are right, found and wanted."""

    right: int
    found: int
    wanted: int


class Outcome(NamedTuple):
    """Hold what was found in one article: a score per thing measured."""

    name: str
    scores: dict[str, Score]


def vocabulary_and_forces() -> tuple[Vocabulary, list[Force]]:
    aliases = reference.force_aliases()
    forces = [Force(id, force.name, tuple(aliases[id])) for id, force in reference.forces().items()]
    return read_vocabulary(read_data(str(ROOT / "data/vocabulary.yaml"))), forces


def simple_rule(text: str, vocabulary: Vocabulary, cycles: frozenset[str]) -> Facts:
    """Return (area, grade) pairs by nearness alone."""
    grades: dict[str, str] = {}
    for place, line in enumerate(read_lines(text)):
        for sentence in split_sentences(line, place):
            small = sentence.small
            areas = vocabulary.areas(cycles).find(small)
            words = [
                w
                for w in vocabulary.find_grades(small)
                if in_grade_sense(small, w, areas, vocabulary.links.after_grade)
            ]
            words = [w for w in words if not any(a.start <= w.start < a.end for a in areas)]
            for area in areas:
                before = [w for w in words if w.end <= area.start][-1:]
                after = [w for w in words if w.start >= area.end][:1]
                for id_ in area.ids:
                    for word in before or after:
                        grades.setdefault(id_, word.ids[0])
    return set(grades.items())


_ROLES = (
    "branch secretary|deputy mayor|mayor|deputy chief constable|assistant chief constable|chief constable|chief inspector|inspector|commissioner|pcc|"
    "federation|secretary|cabinet member|council leader|councillor|mp|director"
)


def role_class(role: str) -> str:
    """Return the kind of a role, so that `PCC for Kent` and `Police and Crime Commissioner` are one."""
    match = re.search(rf"\b(?:{_ROLES})\b", role.lower())
    same = {"pcc": "commissioner", "branch secretary": "federation", "councillor": "cabinet member"}
    return same.get(match[0], match[0]) if match else role.lower()


def measure(
    name: str, text: str, gold: dict[str, Any], vocabulary: Vocabulary, forces: Iterable[Force], show: bool
) -> Outcome:
    """Draft one article and hold it against what a reader found in it."""
    wanted: dict[str, Facts] = {"grades": set(gold["grades"].items())}
    found: dict[str, Facts] = {"grades": set()}
    eras = vocabulary.eras
    cycle = gold.get("cycle")
    pillars = cycle in eras["pillars"] or {"effectiveness", "efficiency", "legitimacy"} & set(gold["grades"])
    cycles = frozenset([cycle] if cycle in eras["pillars"] else eras["pillars" if pillars else "areas"])
    simple = simple_rule(text, vocabulary, cycles)
    try:
        result = draft(text, vocabulary, forces)
    except NoDraft as refusal:
        result = None
        if gold["grades"]:
            print(f"  {name}: refused: {refusal}")
    if result:
        found["grades"] = {(g.area, g.grade) for g in result.grades}
    if "force" in gold and result:
        wanted |= {"force": {(gold["force"],)}, "cycle": {(str(cycle),)}}
        found |= {"force": {(result.force.name or "",)}, "cycle": {(str(result.cycle.id),)}}
    if "speakers" in gold and result:
        wanted["speakers"] = {(s["name"],) for s in gold["speakers"]}
        found["speakers"] = {(r.name,) for r in result.responses}
        wanted["with role"] = {(s["name"], role_class(s["role"])) for s in gold["speakers"]}
        found["with role"] = {(r.name, role_class(r.role)) for r in result.responses}
    if show:
        for key, facts in wanted.items():
            for fact in sorted(found[key] - facts):
                print(f"  {name}: {key} wrong: {' '.join(fact)}")
            for fact in sorted(facts - found[key]):
                print(f"  {name}: {key} missed: {' '.join(fact)}")
    scores = {key: Score(len(facts & found[key]), len(found[key]), len(facts)) for key, facts in wanted.items()}
    scores["grades, simple rule"] = Score(len(simple & wanted["grades"]), len(simple), len(wanted["grades"]))
    return Outcome(name, scores)


def total(outcomes: Iterable[Outcome], key: str) -> Score:
    parts = [outcome.scores[key] for outcome in outcomes if key in outcome.scores]
    return Score(*(sum(part[i] for part in parts) for i in range(3)))


def f1(score: Score) -> float:
    return 2 * score.right / (score.found + score.wanted) if score.found + score.wanted else 1.0


def interval(
    outcomes: list[Outcome], key: str, of: Callable[[Score], float] = f1, rounds: int = 1000
) -> tuple[float, float]:
    """Return the middle 95% of a figure when articles are drawn anew with replacement."""
    draw = random.Random(1)
    figures = sorted(of(total(draw.choices(outcomes, k=len(outcomes)), key)) for _ in range(rounds))
    return figures[rounds // 40], figures[-1 - rounds // 40]


def outcomes_of(folder: Path, pattern: str = "*", show: bool = False) -> list[Outcome]:
    """Draft every article of a folder that has a gold file."""
    vocabulary, forces = vocabulary_and_forces()
    outcomes = []
    for gold in sorted(folder.glob(f"{pattern}.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        article = next(p for ending in ("txt", "html", "md") if (p := gold.with_name(f"{name}.{ending}")).exists())
        text = article.read_text("utf-8", errors="replace")
        outcomes.append(measure(name, text, json.loads(gold.read_text("utf-8")), vocabulary, forces, show))
    return outcomes


def probes_of(path: Path, show: bool = False) -> list[Outcome]:
    """Draft every probe of a file: one pattern each."""
    vocabulary, forces = vocabulary_and_forces()
    outcomes = []
    for n, probe in enumerate(json.loads(path.read_text("utf-8"))):
        name = f"{path.stem} {n} {probe['pattern']} {probe['text'][:50]!r}"
        outcomes.append(measure(name, probe["text"], probe, vocabulary, forces, show))
    return outcomes


def report(title: str, outcomes: list[Outcome]) -> None:
    if not outcomes:
        return
    print(f"{title} ({len(outcomes)})")
    for key in ("grades", "grades, simple rule", "force", "cycle", "speakers", "with role"):
        score = total(outcomes, key)
        if score.wanted or score.found:
            low, high = interval(outcomes, key)
            precision = score.right / score.found if score.found else 1.0
            recall = score.right / score.wanted if score.wanted else 1.0
            line = f"  {key:20} P {precision:.3f}  R {recall:.3f}  F1 {f1(score):.3f} [{low:.3f}, {high:.3f}]"
            print(f"{line}  right {score.right}, found {score.found}, wanted {score.wanted}")


def main() -> None:
    arguments = [a for a in sys.argv[1:] if not a.startswith("-")]
    show = "--errors" in sys.argv
    folder = Path(arguments[0]) if arguments else ROOT / "tests/articles"
    if arguments:
        report(folder.name, outcomes_of(folder, show=show))
    else:
        report("made-up articles", outcomes_of(folder, "[0-9]*", show))
        report("other styles", outcomes_of(folder, "own*", show))
        report(
            "held out: written by another hand, no rule was made for them", outcomes_of(folder / "held-out", show=show)
        )
    for path in sorted(folder.glob("probes*.json")):
        report(path.stem, probes_of(path, show))


if __name__ == "__main__":
    main()
