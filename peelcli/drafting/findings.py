"""Pick the sentences that say what must improve and what was praised, in the article's own words."""

import re
from collections.abc import Mapping, Sequence

from peelcli.drafting.facts import Evidence, FindingFound
from peelcli.drafting.identity import PREVIOUS
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Matcher, Vocabulary

_OURS = re.compile(r"\b(?:we|we've|i|i've|i'm)\b")
_ELSEWHERE = re.compile(
    r"\b(?:thank|proud\b|hard[- ]work|picture|image\b|click|subscribe|cookies?\b|comment\b|forces (?:were"
    r"|are|have|in)\b)"
)
_ATTRIBUTION = re.compile(r"^[^“”\"]{0,150}: [“\"]")
_TURN = re.compile(r"\b(?:but|however|although|though|yet|whilst|while)\b")

Findings = tuple[FindingFound, ...]


def find_findings(
    sentences: Sequence[Sentence],
    spoken: Mapping[int, str],
    graded: frozenset[Sentence],
    matcher: Matcher,
    vocabulary: Vocabulary,
) -> tuple[Findings, Findings]:
    """Return improvements and praise, as the article and the inspector see it, not chiefs and critics."""
    improvements: list[FindingFound] = []
    praise: list[FindingFound] = []
    for number, sentence in enumerate(sentences):
        small, speaker = sentence.small, spoken.get(number)
        if sentence in graded or _is_heading(sentence.plain) or _ELSEWHERE.search(small):
            continue
        if _OURS.search(small) if speaker is None else not speaker.endswith("Inspector of Constabulary"):
            continue
        kind, words = _polarity(small, vocabulary)
        if not kind or (PREVIOUS.search(small) and "since" not in small):
            continue
        areas = {i for mention in matcher.find(small) if not mention.risky for i in mention.ids}
        area = areas.pop() if len(areas) == 1 else None
        summary = _ATTRIBUTION.sub("", sentence.text).strip(' “”"')
        finding = FindingFound(summary, area, Evidence(f"{kind} cue", sentence.line, words))
        (improvements if kind == "improvement" else praise).append(finding)
    return tuple(improvements), tuple(praise)


def _is_heading(plain: str) -> bool:
    return len(plain) < 40 or (len(plain) < 100 and plain[-1] not in '.!?;:,"')


def _polarity(small: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return whether a sentence wants better or praises, and the cue; its last turn decides."""
    turns = [match.start() for match in _TURN.finditer(small)]
    for part in (small[turns[-1] :] if turns else "", small):
        bad, good = vocabulary.improvement.search(part), vocabulary.praise.search(part)
        if bad and (not good or bad.start() <= good.start() or part != small):
            return "improvement", bad[0]
        if good:
            return "praise", good[0]
    return "", ""
