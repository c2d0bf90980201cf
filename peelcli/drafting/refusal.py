"""Refusals: why a text cannot be drafted, and what to do instead."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from peelcli.drafting.facts import AreaGrade, Subject
from peelcli.drafting.forces import Article
from peelcli.drafting.reader import Grades
from peelcli.drafting.text import Line, Sentence, lower


class NoDraft(Exception):
    """Raised to refuse a text: `reason` is a short key; the message describes the text and a remedy."""

    def __init__(self, reason: str, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.candidates = tuple(candidates)


_ENGLISH = frozenset("the of and to that for was is with has were are by its said it be on".split())
_INTEGRITY = frozenset(("recording-crime", "effectiveness", "efficiency", "leadership"))
_ON_IT = frozenset(("peel", "inspectorate", "inspection"))
_REMEDY = "Give an article about one force's PEEL inspection."


def refuse_other_files(text: str) -> None:
    """Refuse a PDF or another binary file, and a report file."""
    head = text[:2000].lstrip("\ufeff")
    odd = sum(1 for c in head if c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v"))
    if head.startswith(("%PDF", "PK\x03\x04", "{\\rtf", "\x89PNG")) or (odd > 20 and odd > len(head) / 20):
        remedy = "Copy the article's text into a .txt file, or save the page as HTML, and draft that."
        raise NoDraft("binary", f"this is a PDF or another binary file, not text. {remedy}")
    if all(re.search(rf"(?:^|[{{,]) *[\"']?{key}[\"']? *:", text, re.MULTILINE) for key in ("force", "graded_areas")):
        raise NoDraft(
            "report", "this is a report file already, not an article. Run `peel check` or `peel summary` on it."
        )


def refuse_foreign(lines: Sequence[Line], graded: bool) -> None:
    """Refuse an empty text, and one with too few common English words."""
    words = re.findall(r"[^\W\d_]+", " ".join(line.plain for line in lines[:200])[:20000])
    if not words:
        raise NoDraft("empty", "the article is empty. Give a file with the text of the article.")
    share = sum(1 for word in words if lower(word) in _ENGLISH) / len(words)
    if len(words) >= 25 and share < 0.06 and not graded:
        remedy = "Only English articles can be read; translate it first."
        raise NoDraft("language", f"the article does not seem to be in English. {remedy}")


def refuse_several(article: Article, about: Subject, grades: int, cycles: frozenset[str]) -> None:
    """Refuse an article that grades another force in about as many areas as the one named most."""
    areas: Counter[str] = Counter()
    for sentence, named in article.pairs:
        if sentence.has("grade") and len({mention.force for mention in named}) == 1:
            areas[named[0].force] += len(article.vocabulary.areas(sentence.marks, cycles))
    rivals = [force for force, number in areas.items() if number > 2 and number >= 0.6 * grades and force != about.id]
    if rivals:
        names = [*filter(None, [about.name]), *map(article.forces.name_of, rivals)]
        message = f"the article is about several forces: {', '.join(names)}. Choose one with --force."
        raise NoDraft("several forces", message, names)


def refuse_other_texts(article: Article, about: Subject, reading: Grades) -> None:
    """Refuse a text about another inspection, about all or several forces, or about none."""
    sentences = article.sentences
    prose = [n for n, s in enumerate(sentences) if _is_prose(s)]
    lead = _lead(article, prose)
    counts = Counter(kind for s in sentences if not s.has("previous inspection") for kind in s.marks)
    other = _other_scale(article) or _other_matter(article, counts, reading.grades, about, prose)
    other = other or _several_forces(article, about, reading.grades) or _national(article, about, counts, reading)
    if other:
        raise NoDraft(other, f"the text seems to be about {other}, not about one force. {_REMEDY}")
    aside = len(prose) > 2 and len(reading.grades) < 4 and _in_passing(article, about, lead, reading.grades)
    peel = any(sentences[n].has("peel") for n in lead)
    inspects = any(
        named and s.has("inspectorate") and (s.has("inspection") or s.has("grade")) for s, named in article.pairs
    )
    plainly = (peel or inspects) and not counts["national"]
    if aside or not (reading.grades or reading.counts or plainly):
        raise NoDraft("no inspection", f"the article does not mention a police inspection. {_REMEDY}")


def _is_prose(sentence: Sentence) -> bool:
    """Return whether a sentence may be one of the text, not a heading, the title of a window or what is around it."""
    ends = len(sentence.small) >= 60 or (len(sentence.small) > 25 and sentence.plain[-1] in '.!?"')
    return ends and " | " not in sentence.small and not sentence.has("furniture")


def _lead(article: Article, prose: Sequence[int]) -> range:
    """Return the first three sentences of prose, of a short text its first half, with the lines above and between."""
    first = min(3, (len(prose) + 1) // 2)
    return range(prose[first - 1] + 1 if len(prose) > 2 else len(article.sentences))


def _in_lead(article: Article, lead: range, grades: Sequence[AreaGrade]) -> bool:
    """Return whether the lead grades an area."""
    return not {article.sentences[n].line for n in lead}.isdisjoint(grade.evidence.line for grade in grades)


def _on_grades(article: Article, lead: range, grades: Sequence[AreaGrade]) -> bool:
    """Return whether the lead names PEEL or grades an area."""
    return _in_lead(article, lead, grades) or any(article.sentences[n].has("peel") for n in lead)


def _in_passing(article: Article, about: Subject, lead: range, grades: Sequence[AreaGrade]) -> bool:
    """Return whether the lead is not about police, or neither mentions an inspection nor grades an area."""
    sentences = [article.sentences[n] for n in lead]
    named = any(mention.force == about.id for n in lead for mention in article.mentions[n])
    police = named or any(sentence.has("police") for sentence in sentences)
    inspected = any(not _ON_IT.isdisjoint(sentence.marks) for sentence in sentences)
    return not police or not (inspected or _in_lead(article, lead, grades))


def _other_scale(article: Article) -> str:
    """Describe a text with grades outside PEEL, such as `fair` and `poor` quoted or down a list; none below good."""
    found = set()
    for sentence in article.sentences:
        if any(mark.value not in ("good", "outstanding") for mark in sentence.marks.get("grade", ())):
            return ""
        for mark in sentence.marks.get("other scale", ()):
            before, after = sentence.small[: mark.start], sentence.small[mark.end :]
            if before.endswith(("'", '"')) or (not after.strip(" .") and before.rstrip().endswith(("-", ":", "|"))):
                found.add(sentence.small[mark.start : mark.end])
    return "an assessment with other grades than PEEL's" if len(found) > 1 else ""


def _matters(article: Article) -> tuple[Counter[str], set[str], dict[str, int]]:
    """Return the other subjects that a text mentions, with their counts, their words, and where each comes first."""
    matters: Counter[str] = Counter()
    names: set[str] = set()
    first: dict[str, int] = {}
    for number, (sentence, named) in enumerate(article.pairs):
        text = (
            named
            or (number == 0 and sentence.has("inspection"))
            or len(sentence.small) >= 60
            or sentence.small.endswith((".", "!", "?", '"'))
        )
        # A short line without a force may be a link to another story, if it is no title of an inspection.
        for mark in sentence.marks.get("matter", ()) if text and not sentence.has("furniture") else ():
            if not any(taken.start <= mark.start < taken.end for taken in sentence.marks.get("inspectorate", ())):
                matters[mark.value] += 1
                names.add(sentence.small[mark.start : mark.end])
                first.setdefault(mark.value, number)
    return matters, names, first


def _other_matter(
    article: Article, counts: Mapping[str, int], grades: Sequence[AreaGrade], about: Subject, prose: Sequence[int]
) -> str:
    """Return the subject that a text mentions more than PEEL, or begins with, unless it clearly grades three areas."""
    matters, names, first = _matters(article)
    strong = sum(m.strong and m.force == about.id for named in article.mentions for m in named)
    clear = {grade.area for grade in grades if grade.strength > 1}
    peel, inspectorate, every = counts["peel"], counts["inspectorate"], sum(matters.values())
    lead, begin = _lead(article, prose), prose[0] if prose else 0
    on_force = any(m.strong and m.force == about.id for n in lead for m in article.mentions[n])
    led = on_force and any(not {"grade", *_ON_IT}.isdisjoint(article.sentences[n].marks) for n in prose[:1])
    ours = any(article.sentences[n].has("peel") or any(m.strong for m in article.mentions[n]) for n in lead)
    settled = _on_grades(article, lead, grades)
    titled = any(article.sentences[n].has("inspectorate") and article.mentions[n] for n in range(max(1, begin)))
    for matter, number in matters.most_common():
        if matter == "a crime data integrity inspection":
            other = not peel and {grade.area for grade in grades} <= _INTEGRITY
            other = other or (first[matter] in lead and not settled)
        elif matter == "an inspection of a force outside PEEL":
            other = about.id is None or lower(about.name or "") in names
        elif matter == "an inspection to come":
            other = first[matter] in lead and not _in_lead(article, lead, grades) and len(grades) < 4
        elif titled and (len(clear) > 2 or (grades and "inspection" not in matter)):
            other = False  # a commissioner's letter on a report may speak of council tax
        elif first[matter] in lead and (
            (not settled and (number > 1 or (first[matter] <= begin and not led)))
            or (number > 1 and not ours)
            or (number > max(peel, len(clear) > 3) and not strong)
            or not (peel or clear)
        ):
            other = True
        elif led and first[matter] > begin:
            other = False
        elif peel:
            other = number > 2 * peel and len(clear) < 2
        else:
            other = len(clear) < 3 and every >= inspectorate + max(strong, inspectorate > 0)
        if other:
            return matter
    return ""


def _several_forces(article: Article, about: Subject, grades: Sequence[AreaGrade]) -> str:
    """Describe a text that names or grades one force after another."""
    verdicts: Counter[str] = Counter()
    graded: set[str] = set()
    listed = 0
    for sentence, named in article.pairs:
        forces = {mention.force for mention in named}
        if len(forces) < 3 and sentence.has("grade"):
            graded |= forces
            verdicts.update(forces if len(forces) == 1 else ())
        if sentence.has("peel") or sentence.has("inspectorate"):
            listed += len(forces) > 2 or sentence.has("several forces")
    if len(_graded_headings(article)) > 2:
        return "several forces"
    places = Counter(mention.force for mentions in article.mentions for mention in mentions)
    several = len(places) > 5 and places[about.id or ""] < 0.34 * places.total() and len(grades) < 4
    if several or (about.id is None and len(places) > 2):
        return "several forces"
    if len(graded) > 2 and len(grades) < 2:
        return "several forces"
    ours = verdicts[about.id or ""]
    many = len(verdicts) > (2 if about.id else 1) and sum(verdicts.values()) > 3 * ours
    return "several forces" if many or (listed and not grades) else ""


def _graded_headings(article: Article) -> set[str]:
    """Return the forces that head a part of the text in which there are grades."""
    headings: set[str] = set()
    heading = None
    for sentence, named in article.pairs:
        if len(named) == 1 and not named[0].start and named[0].end >= len(sentence.small.rstrip(" .:")):
            heading = named[0].force
        elif heading and sentence.has("grade"):
            headings.add(heading)
    return headings


def _national(article: Article, about: Subject, counts: Mapping[str, int], reading: Grades) -> str:
    """Describe a text about all forces that names its own in passing."""
    places = [s.paragraph for s, named in article.pairs for mention in named if mention.force == about.id]
    passing = len(places) < 2 and not any(place < 2 for place in places)
    return "forces in general" if passing and counts["national"] > bool(reading.grades) else ""
