"""Find the sentences of an article that state areas for improvement and praise."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from peelcli.drafting.facts import Point
from peelcli.drafting.forces import Article
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Mark

_OURS = re.compile(r"(?:[\"']|.{0,30}\b)?(?:we|we've|we're|i|i've|i'm|my|our)\b")
_REPORTED = re.compile(r"[\"']?(?:the )?(?:inspectors?|hmic(?:frs)?|inspectorate|watchdog|report)\b")
_MINE = re.compile(r"\b(?:i|i'm|i've|my)\b")
_ATTRIBUTION = re.compile(r"^[^“”\"]{0,150}: [“\"]")
_TURN = re.compile(r"\b(?:but|however|although|though|yet|whilst|while)\b")
_BACK = re.compile(r"(?:this|that|these) (?:is|was|are|were|compares|falls|fell)\b")
_TWO = re.compile(r"(.*\b(in|with|about|over|at) )(.+?),? and \2 (.+)", re.DOTALL)

Points = tuple[Point, ...]


def find_points(
    article: Article, spoken: Mapping[int, str], graded: Collection[int], cycles: frozenset[str]
) -> tuple[Points, Points]:
    """Return improvements and praise as stated by the article and the inspector, not by chiefs and critics."""
    found: dict[str, list[Point]] = {"improvement": [], "praise": []}
    voice = ""  # the role named last: whose page it may be
    sentences, vocabulary = article.sentences, article.vocabulary
    for number, sentence in enumerate(sentences):
        voice = next((m.value for m in sentence.marks.get("role", ()) if m.value != "as written"), voice)
        if ("%" in sentence.small or "cent" in sentence.small) and _falls_short(sentences, number):
            text = f"{sentences[number - 1].text} {sentence.text}".strip(" “”")
            evidence = sentence.quote("figure below a standard", 0, len(sentence.text))
            found["improvement"].append(Point(text, None, evidence))
            continue
        if sentence.marks.keys().isdisjoint(_EVERY) or _is_idle(sentence):
            continue
        kinds = _kinds(sentence, spoken.get(number), voice)
        if number in graded:
            kinds = tuple(kind for kind in kinds if kind in _GRADED)
        cue, start, end = _polarity(sentence, kinds)
        if not cue or (sentence.has("previous inspection") and "since" not in sentence.small):
            continue
        mentions = [m for m in vocabulary.areas(sentence.marks, cycles) if not m.risky and start <= m.start < end]
        areas = {i for mention in mentions for i in mention.ids}
        area = areas.pop() if len(areas) == 1 else None
        text = _ATTRIBUTION.sub("", sentence.text).strip(' “”"')
        if _BACK.match(sentence.small) and number and sentences[number - 1].paragraph == sentence.paragraph:
            text = f"{sentences[number - 1].text.strip(' “”')} {text}"
        kind = "praise" if cue.kind == "praise" else "improvement"
        evidence = sentence.quote(f"{cue.kind} cue", cue.start, cue.end)
        found[kind] += [Point(part, area, evidence) for part in _parts(text, evidence.words)]
    return tuple(found["improvement"]), tuple(found["praise"])


def _is_idle(sentence: Sentence) -> bool:
    """Return whether a sentence is a heading, a question, a courtesy or about another inspection."""
    plain = sentence.plain
    heading = len(plain) < 30 or (len(plain) < 100 and plain[-1] not in '.!;:,"')
    other = any("inspect" in sentence.small[mark.start : mark.end] for mark in sentence.marks.get("matter", ()))
    return heading or other or plain.endswith("?") or not sentence.marks.keys().isdisjoint(("idle", "furniture"))


_STANDARD = re.compile(r"(?:standard|target|average)\b[^%]{0,30}? (\d+(?:\.\d+)?) ?(?:%|per ?cent)")
_FIGURE = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)")


def _falls_short(sentences: Sequence[Sentence], number: int) -> bool:
    """Return whether a sentence states a standard that the figure in the sentence before does not reach."""
    standard = _STANDARD.search(sentences[number].small)
    same = number > 0 and sentences[number - 1].paragraph == sentences[number].paragraph
    figure = _FIGURE.search(sentences[number - 1].small) if standard and same else None
    return bool(standard and figure and float(figure[1]) < float(standard[1]))


_EVERY = ("need", "lack", "shortcoming", "praise")
_GRADED = ("shortcoming", "praise")
_OTHERS = ("shortcoming",)


def _kinds(sentence: Sentence, speaker: str | None, voice: str) -> tuple[str, ...]:
    """Return the kinds of findings that count: all from the article and the inspector, only admissions from others."""
    inspector = (speaker if speaker is not None else voice).endswith("Inspector of Constabulary")
    if _REPORTED.match(sentence.small) or (speaker is None and not _OURS.match(sentence.small)):
        return _EVERY
    if inspector and (speaker is not None or _MINE.search(sentence.small)):
        return _EVERY
    return _OTHERS


def _polarity(sentence: Sentence, kinds: tuple[str, ...]) -> tuple[Mark | None, int, int]:
    """Return the cue that decides between improvement and praise, and its span: that of the last turn."""
    small = sentence.small
    turn = max((match.start() for match in _TURN.finditer(small)), default=0)
    for start, end in ((turn, len(small)), (0, turn)) if turn else ((0, len(small)),):
        cues = [m for kind in kinds for m in sentence.marks.get(kind, ()) if start <= m.start < end]
        if cues:
            first = min(cues, key=lambda mark: mark.start)
            bad = next((cue for cue in cues if cue.kind != "praise"), None)
            return (bad if bad and turn else first), start, end
    return None, 0, 0


def _parts(text: str, cue: str) -> Iterator[str]:
    """Yield a text, or each of two parts: `room for improvement in A and in B`."""
    match = _TWO.fullmatch(text) if cue.endswith("for improvement") else None
    if match and match[1].lower().rstrip().endswith((f"{cue} in".lower(), f"{cue} with".lower())):
        yield f"{match[1]}{match[3]}."
        yield f"{match[1]}{match[4]}"
    else:
        yield text
