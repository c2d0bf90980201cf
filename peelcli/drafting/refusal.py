"""Why a text cannot be drafted: what it seems to be, and what to do instead."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from peelcli.drafting.facts import AreaGrade, Subject
from peelcli.drafting.forces import ForceMention
from peelcli.drafting.text import Line, Sentence, lower


class NoDraft(Exception):
    """Raised to refuse a text: `reason` is a short key, the message says what the text is and what to do."""

    def __init__(self, reason: str, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.candidates = tuple(candidates)


_ENGLISH = frozenset("the of and to that for was is with has were are by its said it be on".split())
_REMEDY = "Give an article about one force's PEEL inspection."


def refuse_binary(text: str) -> None:
    """Refuse a PDF or another binary file."""
    head = text[:2000].lstrip("\ufeff")
    odd = sum(1 for c in head if c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v"))
    if head.startswith(("%PDF", "PK\x03\x04", "{\\rtf", "\x89PNG")) or (odd > 20 and odd > len(head) / 20):
        remedy = "Copy the article's text into a .txt file, or save the page as HTML, and draft that."
        raise NoDraft("binary", f"this is a PDF or another binary file, not text. {remedy}")


def refuse_foreign(lines: Sequence[Line], graded: bool) -> None:
    """Refuse an empty text, and one with too few of the words that no English text is without."""
    words = re.findall(r"[^\W\d_]+", " ".join(line.plain for line in lines[:200])[:20000])
    if not words:
        raise NoDraft("empty", "the article is empty. Give a file with the text of the article.")
    share = sum(1 for word in words if lower(word) in _ENGLISH) / len(words)
    if len(words) >= 25 and share < 0.06 and not graded:
        remedy = "Only English articles can be read; translate it first."
        raise NoDraft("language", f"the article does not seem to be in English. {remedy}")


def refuse_other_texts(
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[ForceMention]],
    about: Subject,
    grades: Sequence[AreaGrade],
    counted: bool,
) -> None:
    """Refuse a text on another inspection, on all forces or on several, and one that is plainly on none."""
    counts = Counter(kind for sentence in sentences for kind in sentence.marks)
    _refuse_other_scale(sentences)
    _refuse_other_matter(sentences, counts, grades, about)
    strong = Counter(mention.force for named in mentions for mention in named if mention.strong)
    _refuse_list_of_forces(sentences, mentions, about, bool(grades))
    first = {mention.force for s, named in zip(sentences, mentions, strict=True) if s.paragraph < 2 for mention in named}
    passing = about.id not in first and sum(m.force == about.id for named in mentions for m in named) < 2
    if counts["national"] and passing and not grades or counts["national"] > 1 and passing:
        _refuse("national", "a national report")
    on_it = [n for n, s in enumerate(sentences) if not s.marks.keys().isdisjoint(("peel", "inspectorate", "inspection"))]
    aside = len(on_it) < 2 and len(sentences) > 11 and on_it[:1] > [5]
    if aside or not (grades or counted or _is_plain(sentences, mentions, about, strong, counts)):
        _refuse("no inspection", "")


def _is_plain(
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[ForceMention]],
    about: Subject,
    strong: Mapping[str, int],
    counts: Mapping[str, int],
) -> bool:
    """Return whether a text without grades is plainly about one force's inspection."""
    pairs = zip(sentences, mentions, strict=True)
    inspects = any(named and "inspectorate" in s.marks and "inspection" in s.marks for s, named in pairs)
    return bool(about.id and strong[about.id] and (counts["peel"] or inspects) and not counts["national"])


def _refuse_list_of_forces(
    sentences: Sequence[Sentence], mentions: Sequence[Sequence[ForceMention]], about: Subject, graded: bool
) -> None:
    """Refuse a text that names or grades one force after the other."""
    verdicts: Counter[str] = Counter()
    listed = 0
    for sentence, named in zip(sentences, mentions, strict=True):
        forces = {mention.force for mention in named}
        if len(forces) == 1 and "grade" in sentence.marks:
            verdicts.update(forces)
        on_it = "peel" in sentence.marks or "inspectorate" in sentence.marks
        listed += on_it and sentence.paragraph < 6 and (len(forces) > 2 or "several forces" in sentence.marks)
    others = sum(verdicts.values()) - verdicts[about.id or ""]
    if (len(verdicts) > 2 and others > 2 * verdicts[about.id or ""]) or (listed and not graded):
        _refuse("several forces", "an article about several forces")


def _refuse(reason: str, what: str) -> None:
    seems = f"this seems to be {what}, not an article on one force" if what else "the article does not mention a police inspection"
    raise NoDraft(reason, f"{seems}. {_REMEDY}")


_INTEGRITY = {"recording-crime", "effectiveness", "efficiency", "leadership"}


def _refuse_other_scale(sentences: Sequence[Sentence]) -> None:
    """Refuse grades that PEEL does not know, such as `fair` and `poor` in quotation marks or down a list."""
    found = set()
    for sentence in sentences:
        for mark in sentence.marks.get("other scale", ()):
            quoted = sentence.small[mark.start - 1 : mark.start] in ("'", '"') and mark.start > 0
            ends = re.fullmatch(r"[.\s]*", sentence.small[mark.end :]) and re.search(r"[-:|]\s*$", sentence.small[: mark.start])
            if quoted or ends:
                found.add(mark.value)
    if len(found) > 1:
        _refuse("other scale", "an assessment with other grades than PEEL's")


def _refuse_other_matter(
    sentences: Sequence[Sentence], counts: Mapping[str, int], grades: Sequence[AreaGrade], about: Subject
) -> None:
    """Refuse a text that speaks more of another inspection than of PEEL, unless it grades three areas clearly."""
    matters: Counter[str] = Counter()
    for sentence in sentences:
        if "matter" not in sentence.marks or "furniture" in sentence.marks:
            continue
        taken = [(mark.start, mark.end) for mark in sentence.marks.get("inspectorate", ())]
        for mark in sentence.marks["matter"]:
            if not any(start <= mark.start < end for start, end in taken):
                matters[mark.value] += 1
    clear = {grade.area for grade in grades if grade.strength > 1}
    for matter, number in matters.most_common():
        if matter == "a crime data integrity inspection":
            other = not counts["peel"] and {grade.area for grade in grades} <= _INTEGRITY
        elif matter == "a force that PEEL does not inspect":
            other = number > 1 and lower(about.name or "") in {
                sentence.small[mark.start : mark.end] for sentence in sentences for mark in sentence.marks.get("matter", ())
            }
        elif counts["peel"]:
            other = number > 3 and number > 2 * counts["peel"] and len(clear) < 2
        else:
            other = len(clear) < 3 and number >= (2 if counts["inspectorate"] else 1) and number >= counts["inspectorate"]
        if other:
            _refuse(matter, matter)


def refuse_several(name: str | None, grades: int, others: Mapping[str, Collection[str]]) -> None:
    """Refuse an article that gives another force about as many grades as the one named most."""
    rivals = [other for other, areas in others.items() if len(areas) > 2 and len(areas) >= 0.6 * grades]
    if rivals:
        names = [*([name] if name else []), *rivals]
        remedy = "Choose one with --force."
        raise NoDraft("several forces", f"the article is about several forces: {', '.join(names)}. {remedy}", names)
