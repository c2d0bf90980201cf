"""Print how well articles are read, beside a simple rule: python tests/bench/draft.py [FOLDER …] [--errors].

A folder holds NAME.txt (.html, .md) with NAME.gold.json (force, cycle, grades, speakers, kind, era, refuse), perhaps
NAME.findings.json and probes*.json. Figures are precision, recall and F1 with a 95% interval over texts, for all texts
of a folder and by their kind and era.

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

from peelcli.drafting import Draft, NoDraft, Vocabulary, draft  # noqa: E402
from peelcli.drafting.senses import is_grade  # noqa: E402
from peelcli.drafting.text import read_lines, split_sentences  # noqa: E402
from peelcli.model import reference  # noqa: E402
from peelcli.reading import read_data  # noqa: E402

Facts = set[tuple[str, ...]]
MEASURES = ("grades", "grades, simple rule", "force", "cycle", "speakers", "with role", "findings", "refused")


class Score(NamedTuple):
    """How many facts are right, found and wanted."""

    right: int
    found: int
    wanted: int


class Outcome(NamedTuple):
    """What was found in one text: a score per measure."""

    name: str
    kind: str
    era: str
    scores: dict[str, Score]


def vocabulary() -> Vocabulary:
    aliases = reference.force_aliases()
    forces = {name: force for id, force in reference.forces().items() for name in (force.name, *aliases[id])}
    return Vocabulary(read_data(str(ROOT / "data/vocabulary.yaml")), forces)


def simple_rule(text: str, vocabulary: Vocabulary, cycles: frozenset[str]) -> Facts:
    """Return (area, grade) pairs by nearness alone."""
    grades: dict[str, str] = {}
    for place, line in enumerate(read_lines(text)):
        for sentence in split_sentences(line, place, vocabulary.find):
            areas = vocabulary.areas(sentence.marks, cycles)
            words = [
                word
                for word in sentence.marks.get("grade", ())
                if is_grade(sentence, word, areas, vocabulary.words["after_grade"])
                and not any(area.start <= word.start < area.end for area in areas)
            ]
            for area in areas:
                before = [word for word in words if word.end <= area.start][-1:]
                after = [word for word in words if word.start >= area.end][:1]
                for id_ in area.ids:
                    for word in before or after:
                        grades.setdefault(id_, word.value)
    return set(grades.items())


_ROLES = (
    "branch secretary|deputy mayor|mayor|deputy chief constable|assistant chief constable|chief constable|chief inspector|inspector|hmi|commissioner|pcc|"
    "federation|secretary|cabinet member|council leader|councillor|mp|ms|director"
)


def role_class(role: str) -> str:
    """Return the kind of a role, so that `PCC for Kent` and `Police and Crime Commissioner` are one."""
    match = re.search(rf"\b(?:{_ROLES})\b", role.lower())
    same = {"pcc": "commissioner", "branch secretary": "federation", "councillor": "cabinet member", "hmi": "inspector"}
    plain = re.split(
        r"\b(?:of|for|at|in|on|with|and|to|who|which)\b|,",
        re.sub(r"^(?:the|an?|our|its|[\w-]+['’]s) ", "", role.lower()),
    )[0]
    return same.get(match[0], match[0]) if match else plain.strip()


def plain_name(name: str) -> str:
    """Return a name without titles, which may be kept or left."""
    titles = "Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Baroness|Revd?|Canon|Alderman|Cllr|Councillor|Sgt"
    return re.sub(rf"^(?:(?:{titles})\.? )+", "", name.replace("’", "'"))


def _bare(words: str) -> str:
    return re.sub(r"\W+", " ", words.lower()).strip()


def _begins(words: str, summary: str) -> bool:
    """Return whether a summary has the words that begin a finding, or all after an introduction: `It adds: ...`."""
    parts = words.split()
    return words in summary or any(summary.startswith(" ".join(parts[n:])) for n in range(1, len(parts) - 2))


def findings(result: Draft, gold: dict[str, Any]) -> tuple[Facts, Facts]:
    """Return the findings drafted and wanted; drafted ones that may be kept or left are not counted."""
    wanted = {(kind, _bare(g["words"])) for kind in ("improvements", "praise") for g in gold[kind]}
    either = {_bare(g["words"]) for g in gold["either"]}
    found: Facts = set()
    for kind, items in (("improvements", result.improvements), ("praise", result.praise)):
        for item in items:
            summary = _bare(item.summary)
            known = next((fact for fact in sorted(wanted) if fact[0] == kind and _begins(fact[1], summary)), None)
            if known or not any(words in summary for words in either):
                found.add(known or (kind, summary[:60]))
    return found, wanted


def measure(name: str, text: str, gold: dict[str, Any], vocabulary: Vocabulary, show: bool) -> Outcome:
    """Draft one text and compare it with what a reader found in it."""
    wanted: dict[str, Facts] = {"refused": {("refused",)} if gold.get("refuse") else set()}
    found: dict[str, Facts] = {"refused": set()}
    try:
        result = draft(text, vocabulary)
    except NoDraft as refusal:
        result = None
        found["refused"] = {("refused",)}
        if show and not gold.get("refuse"):
            print(f"  {name}: {refusal}")
    if not gold.get("refuse"):
        eras, cycle = vocabulary.eras, gold.get("cycle")
        pillars = cycle in eras["pillars"] or {"effectiveness", "efficiency", "legitimacy"} & set(gold["grades"])
        known = frozenset([cycle] if cycle in eras["pillars"] else eras["pillars" if pillars else "areas"])
        wanted |= {"grades": set(gold["grades"].items()), "grades, simple rule": set(gold["grades"].items())}
        found["grades"] = {(g.area, g.grade) for g in result.grades} if result else set()
        found["grades, simple rule"] = simple_rule(text, vocabulary, known)
        if "force" in gold:
            wanted |= {"force": {(gold["force"],)}, "cycle": {(str(cycle),)}}
            found["force"] = {(result.force.name or "",)} if result else set()
            found["cycle"] = {(str(result.cycle.id),)} if result else set()
        if "speakers" in gold:
            said = result.responses if result else ()
            wanted["with role"] = {(plain_name(s["name"]), role_class(s["role"])) for s in gold["speakers"]}
            found["with role"] = {(plain_name(r.name), role_class(r.role)) for r in said}
            wanted["speakers"], found["speakers"] = (
                {(name,) for name, _ in side["with role"]} for side in (wanted, found)
            )
        if "findings" in gold and result:
            found["findings"], wanted["findings"] = findings(result, gold["findings"])
    for key, facts in wanted.items() if show else ():
        if key != "grades, simple rule" and not (key == "refused" and result is None):
            lines = [f"wrong: {' '.join(fact)}" for fact in sorted(found[key] - facts)]
            lines += [f"missed: {' '.join(fact)}" for fact in sorted(facts - found[key])]
            print("".join(f"  {name}: {key} {line}\n" for line in lines), end="")
    scores = {key: Score(len(facts & found[key]), len(found[key]), len(facts)) for key, facts in wanted.items()}
    return Outcome(name, gold.get("kind", ""), gold.get("era", ""), scores)


def total(outcomes: Iterable[Outcome], key: str) -> Score:
    parts = [outcome.scores[key] for outcome in outcomes if key in outcome.scores]
    return Score(*(sum(part[i] for part in parts) for i in range(3)))


def f1(score: Score) -> float:
    return 2 * score.right / (score.found + score.wanted) if score.found + score.wanted else 1.0


def interval(
    outcomes: list[Outcome], key: str, of: Callable[[Score], float] = f1, rounds: int = 1000
) -> tuple[float, float]:
    """Return the middle 95% of a figure when texts are drawn anew with replacement."""
    draw = random.Random(1)
    figures = sorted(of(total(draw.choices(outcomes, k=len(outcomes)), key)) for _ in range(rounds))
    return figures[rounds // 40], figures[-1 - rounds // 40]


def outcomes_of(folder: Path, pattern: str = "*", show: bool = False) -> list[Outcome]:
    """Draft every text of a folder that has a gold file."""
    known = vocabulary()
    outcomes = []
    for path in sorted(folder.glob(f"{pattern}.gold.json")):
        name = path.name.removesuffix(".gold.json")
        article = next(p for ending in ("txt", "html", "md") if (p := path.with_name(f"{name}.{ending}")).exists())
        gold = json.loads(path.read_text("utf-8"))
        if (listed := path.with_name(f"{name}.findings.json")).exists():
            gold["findings"] = json.loads(listed.read_text("utf-8"))
        text = article.read_text("utf-8", errors="replace")
        outcomes.append(measure(name, text, gold, known, show))
    return outcomes


def probes_of(path: Path, show: bool = False) -> list[Outcome]:
    """Draft every probe of a file: one pattern each. Speech alone would be refused, so there a head names PEEL."""
    known = vocabulary()
    outcomes = []
    for n, probe in enumerate(json.loads(path.read_text("utf-8"))):
        name = f"{path.stem} {n} {probe['pattern']} {probe['text'][:50]!r}"
        text = (
            f"The PEEL inspection of Northshire Police is out.\n\n{probe['text']}"
            if "speakers" in probe
            else probe["text"]
        )
        outcomes.append(measure(name, text, probe, known, show))
    return outcomes


def report(title: str, outcomes: list[Outcome]) -> None:
    """Print the figures of some texts."""
    print(f"{title} ({len(outcomes)})")
    for key in MEASURES:
        score = total(outcomes, key)
        if score.wanted or score.found:
            low, high = interval(outcomes, key)
            precision = score.right / score.found if score.found else 1.0
            recall = score.right / score.wanted if score.wanted else 1.0
            line = f"  {key:20} P {precision:.3f}  R {recall:.3f}  F1 {f1(score):.3f} [{low:.3f}, {high:.3f}]"
            print(f"{line}  right {score.right}, found {score.found}, wanted {score.wanted}")


def report_all(title: str, outcomes: list[Outcome]) -> None:
    """Print the figures of some texts together, then by kind and by era where they have any."""
    if outcomes:
        report(title, outcomes)
    for field in ("kind", "era"):
        for value in sorted({getattr(outcome, field) for outcome in outcomes} - {""}):
            report(f"{title}: {value}", [outcome for outcome in outcomes if getattr(outcome, field) == value])


def main() -> None:
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    show = "--errors" in sys.argv
    articles = ROOT / "tests/articles"
    if not folders:
        report_all("made-up articles", outcomes_of(articles, "[0-9]*", show))
        report_all("other styles", outcomes_of(articles, "own*", show))
        folders = [articles / "held-out", *sorted(articles.glob("*/*/"))]
    for folder in folders:
        report_all(
            folder.name if folder.parent == articles else f"{folder.parent.name} {folder.name}",
            outcomes_of(folder, show=show),
        )
    for path in sorted(path for folder in [articles, *folders] for path in folder.glob("probes*.json")):
        report_all(path.stem, probes_of(path, show))


if __name__ == "__main__":
    main()
