"""Pick the sentences that say what must improve and what was praised, in the article's own words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from peelcli.drafting.facts import Evidence, Point
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Mark, Vocabulary

_OURS = re.compile(r"\b(?:we|we've|we're|i|i've|i'm|my|me)\b")
_MINE = re.compile(r"\b(?:i|i'm|i've|my)\b")
_ATTRIBUTION = re.compile(r"^[^“”\"]{0,150}: [“\"]")
_TURN = re.compile(r"\b(?:but|however|although|though|yet|whilst|while)\b")
_BACK = re.compile(r"(?:this|that|it|these|which) (?:is|was|are|were|compares|falls|fell)\b")
_TWO = re.compile(r"(.*\b(in|with|about|over|at) )(.+?),? and \2 (.+)", re.DOTALL)

Points = tuple[Point, ...]


def find_points(
    sentences: Sequence[Sentence],
    spoken: Mapping[int, str],
    graded: Collection[int],
    cycles: frozenset[str],
    vocabulary: Vocabulary,
) -> tuple[Points, Points]:
    """Return improvements and praise, as the article and the inspector see it, not chiefs and critics."""
    found: dict[str, list[Point]] = {"improvement": [], "praise": []}
    voice = ""  # the role named last: whose page it may be
    for number, sentence in enumerate(sentences):
        voice = sentence.marks["role"][-1].value if "role" in sentence.marks else voice
        speaker = spoken.get(number)
        if number in graded or _is_idle(sentence) or not _may_judge(sentence, speaker, voice):
            continue
        kind, cue, start, end = _polarity(sentence)
        if not cue or (sentence.has("previous inspection") and "since" not in sentence.small):
            continue
        mentions = [m for m in vocabulary.areas(sentence.marks, cycles) if not m.risky and start <= m.start < end]
        areas = {i for mention in mentions for i in mention.ids}
        area = areas.pop() if len(areas) == 1 else None
        text = _ATTRIBUTION.sub("", sentence.text).strip(' “”"')
        if _BACK.match(sentence.small) and number and sentences[number - 1].paragraph >= sentence.paragraph - 1:
            text = f"{sentences[number - 1].text.strip(' “”')} {text}"
        evidence = Evidence(f"{kind} cue", sentence.line, sentence.plain[cue.start : cue.end])
        found[kind] += [Point(part, area, evidence) for part in _parts(text, evidence.words)]
    return tuple(found["improvement"]), tuple(found["praise"])


def _is_idle(sentence: Sentence) -> bool:
    """Return whether a sentence is a heading, a question, a courtesy or about another inspection."""
    plain = sentence.plain
    heading = len(plain) < 40 or (len(plain) < 100 and plain[-1] not in '.!;:,"')
    return heading or plain.endswith("?") or not sentence.marks.keys().isdisjoint(("idle", "matter", "furniture"))


def _may_judge(sentence: Sentence, speaker: str | None, voice: str) -> bool:
    """Return whether the article or an inspector speaks; on an inspector's own page in the first person."""
    if speaker is not None:
        return speaker.endswith("Inspector of Constabulary")
    if not _OURS.search(sentence.small):
        return True
    return voice.endswith("Inspector of Constabulary") and _MINE.search(sentence.small) is not None


def _polarity(sentence: Sentence) -> tuple[str, Mark | None, int, int]:
    """Return whether a sentence wants better or praises, the cue, and the stretch it is about; the last turn decides."""
    small = sentence.small
    turn = max((match.start() for match in _TURN.finditer(small)), default=0)
    for start, end in ((turn, len(small)), (0, turn)) if turn else ((0, len(small)),):
        bad, good = _first(sentence, "improvement", start, end), _first(sentence, "praise", start, end)
        if bad and (not good or turn or bad.start <= good.start):
            return "improvement", bad, start, end
        if good:
            return "praise", good, start, end
    return "", None, 0, 0


def _first(sentence: Sentence, kind: str, start: int, end: int) -> Mark | None:
    return next((mark for mark in sentence.marks.get(kind, ()) if start <= mark.start < end), None)


def _parts(text: str, cue: str) -> Iterator[str]:
    """Yield a text, or each of two parts: `room for improvement in A and in B`."""
    match = _TWO.fullmatch(text) if cue.endswith("for improvement") else None
    if match and match[1].lower().rstrip().endswith((f"{cue} in".lower(), f"{cue} with".lower())):
        yield f"{match[1]}{match[3]}."
        yield f"{match[1]}{match[4]}"
    else:
        yield text
