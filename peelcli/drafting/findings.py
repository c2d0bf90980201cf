"""Pick the sentences that say what must improve and what was praised, in the article's own words."""

import re
from collections.abc import Mapping, Sequence

from peelcli.drafting.facts import Evidence, FindingFound
from peelcli.drafting.identity import PREVIOUS
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Matcher, lower


_IMPROVE = re.compile(
    r"\b(?:needs? to (?:improve|do|make|reduce|act|get|make sure|better|ensure|address)|must (?:improve|do|get|make|reduce|better|ensure|act|address)|should (?:make|improve|ensure|do|now|check|be better)"
    r"|(?:is|are|was|were|do|does|did)(?: not|n't) (?:always|consistently|enough|sufficient\w*|assess\w*|record\w*|complet\w*|understand|written|being|have|know|told)|not enough|too (?:slow\w*|long|many|few|often|late|early|little)"
    r"|(?:fewer|less|more) than (?:half|a (?:third|quarter))|(?:a|nearly a|almost a|one) (?:third|quarter|fifth)|(?:one|two|three|four) in (?:five|six|nine|ten|three|four)|areas? for improvement"
    r"|concern(?:s|ed)?\b|worried|critici[sz]\w*|backlogs?|overdue|delays?|waits?|waited|waiting|abandoned|unanswered|short of|shortage|lack(?:s|ed|ing)?|poor(?:ly)?|patchy|inconsisten\w*"
    r"|weak(?:ness\w*)?|missing|missed|slipped|inadequate (?!grade|rating)|fail(?:ed|ing|s)?|struggl\w+|could not|less impressed|high (?:workload|caseload)s?|higher than|put right|room for improvement|more work|seldom|rarely)\b"
    r"|\b(?:[1-9]\d|\d)(?:%| per cent) of\b"
)
_PRAISE = re.compile(
    r"\b(?:prais\w+|welcomed|singled out|impress(?:ed|ive)|pleased|congratulat\w+|works? well|effective (?:use|work)|innovati\w+|held up as|good (?:understanding|examples?|work|use|practice|co-?operation|grasp|progress)"
    r"|outstanding (?:work|effort|grasp)|excellent|exceptional\w*|commend\w*|strong(?:ly)? (?:partnership|understanding|work|leadership|culture)|well (?:resourced|led|run|supported)|credit for|spoke well|approachable"
    r"|actively engag\w+|clear understanding|dedicated|liked|success(?:ful\w*)?|improved|halved|reduced|strengths?|knew their|recogni[sz]ed (?:the|that|neighbour|how)|best (?:I|there)|reassured|model for others)\b"
)
_REMEDY = re.compile(r"\b(?:we|we've|our|i|i've|i'm|my)\b")
_COURTESY = re.compile(
    r"\bthank\w*|\bproud\b|\bhard[- ]work\w*|\bpicture|\bimage\b|\bclick|\bsubscribe|\bcookies?\b|\bcomment\b"
)
_TURN = re.compile(r"\b(?:but|however|although|though|yet|whilst|while)\b")
_INSPECTOR = "Inspector of Constabulary"


def find_findings(
    sentences: Sequence[Sentence], spoken: Mapping[int, str], graded_lines: frozenset[int], matcher: Matcher
) -> tuple[tuple[FindingFound, ...], tuple[FindingFound, ...]]:
    """Return the improvements and the praise: of the article's own voice and of the inspector, not of chiefs and critics."""
    improvements: list[FindingFound] = []
    praise: list[FindingFound] = []
    for number, sentence in enumerate(sentences):
        small = lower(sentence.plain)
        speaker = spoken.get(number)
        if (
            len(small) < 40
            or sentence.line in graded_lines
            or (speaker is not None and not speaker.endswith(_INSPECTOR))
        ):
            continue
        if (
            speaker is None
            and _REMEDY.search(small)
            or _COURTESY.search(small)
            or PREVIOUS.search(small)
            and "since" not in small
        ):
            continue
        kind, words = _polarity(small)
        if not kind or re.search(r"\bforces (?:were|are|have|in)\b", small):
            continue
        areas = {i for m in matcher.find(small) if not m.risky for i in m.ids}
        finding = FindingFound(
            sentence.text.strip(' “”"'),
            areas.pop() if len(areas) == 1 else None,
            Evidence(f"{kind} cue", sentence.line, words),
        )
        (improvements if kind == "improvement" else praise).append(finding)
    return tuple(improvements), tuple(praise)


def _polarity(small: str) -> tuple[str, str]:
    """Return whether a sentence asks for better or praises, by its last part where it turns, with the cue."""
    turns = [match.start() for match in _TURN.finditer(small)]
    for part in (small[turns[-1] :] if turns and turns[-1] > 15 else "", small):
        bad, good = _IMPROVE.search(part), _PRAISE.search(part)
        if bad and (not good or bad.start() <= good.start() or part != small):
            return "improvement", bad[0]
        if good:
            return "praise", good[0]
    return "", ""
