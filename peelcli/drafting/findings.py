"""Find the sentences of an article that state areas for improvement and praise."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from peelcli.drafting.facts import Point
from peelcli.drafting.forces import Article
from peelcli.drafting.text import Sentence, lower
from peelcli.drafting.vocabulary import Mark

_ATTRIBUTION = re.compile(r"^[^“”\"]{0,150}: [“\"]")
_TWO = re.compile(r"(.*\b(in|with|about|over|at) )(.+?),? and \2 (.+)", re.DOTALL)
_SENTENCE = re.compile(r"(?:the|our) (?:force|constabulary|inspectors)|it |there ")
_STRONG = ("need", "lack", "shortcoming", "praise")
_FROM_INSPECTORS = (*_STRONG, "feeling bad", "feeling good", "weak bad", "weak good")
_FIRM = ("need", "shortcoming", "praise", "feeling bad", "feeling good")
_GRADED = ("shortcoming", "praise")
_NEUTRAL = Mark("none", True, 0, 0)
_GOOD = ("praise", "feeling good", "weak good")

Points = tuple[Point, ...]


def find_points(
    article: Article, force: str | None, spoken: Mapping[int, str], graded: Collection[int], cycles: frozenset[str]
) -> tuple[Points, Points]:
    """Return improvements and praise of a force, stated by the article and the inspector, not by chiefs and critics."""
    found: dict[bool, list[Point]] = {False: [], True: []}  # by whether it is praise
    voice, reported, paragraph = "", False, -1  # the role named last: whose page it may be; whether inspectors report
    sentences = article.sentences
    page = any("own page" in sentence.marks for n, sentence in enumerate(sentences) if n not in spoken)
    heads = _lists(article)
    lead = next((n for n, s in enumerate(sentences[:-3]) if len(s.small) > 60 and s.plain[-1] in '.!"'), -1)
    for number, sentence in enumerate(sentences):
        marks, head = sentence.marks, heads.get(sentence.paragraph)
        named = article.mentions[number] if force else ()
        other = named and named[0].start < 35 and all(mention.force != force for mention in named)
        voice = next((m.value for m in marks.get("role", ()) if m.value != "as written"), voice)
        if (not marks and not head) or number <= lead:
            continue  # headlines and the lead sum up the grades
        says = _reports(sentence) and (number not in spoken or "inspectors" in marks)
        reported = says or (reported and sentence.paragraph == paragraph)
        paragraph = sentence.paragraph
        if _falls_short(sentences, number):
            before = sentences[number - 1].line
            found[False] = [point for point in found[False] if point.evidence.line != before]
            evidence = sentence.quote("figure below a standard", 0, len(sentence.text))
            found[False].append(Point(f"{_words(sentences[number - 1])} {_words(sentence)}", None, evidence))
        elif not other and not _is_idle(sentence, head is not None):
            kinds = _kinds(sentence, spoken.get(number), voice, reported or page or head is not None)
            if number in graded and (head is None or sentence.has("verdict") or marks["grade"][0].start == 0):
                kinds = tuple(kind for kind in kinds if kind in _GRADED)
            cue, start, end = _polarity(sentence, kinds)
            if head not in (None, _NEUTRAL) and (cue is None or cue.kind.startswith("weak")):
                cue = head
            if cue and (not sentence.has("previous inspection") or "since" in sentence.small):
                evidence = sentence.quote(f"{cue.kind} cue", cue.start, cue.end)
                evidence = sentence.quote(f"listed below a {cue.kind} cue", 0, end) if cue is head else evidence
                named_areas = article.vocabulary.areas(marks, cycles)
                areas = {i for m in named_areas if not m.risky and start <= m.start < end for i in m.ids}
                parts = list(_parts(_words(sentence), evidence.words))
                for part in parts:
                    if len(parts) > 1:  # each half with its own area
                        mentions = article.vocabulary.areas(article.vocabulary.find(lower(part)), cycles)
                        areas = {i for mention in mentions for i in mention.ids}
                    area = next(iter(areas)) if len(areas) == 1 else None
                    found[cue.kind in _GOOD].append(Point(part, area, evidence))
    return tuple(found[False]), tuple(found[True])


def _words(sentence: Sentence) -> str:
    """Return a sentence without quotation marks and the words that introduce a quotation."""
    return _ATTRIBUTION.sub("", sentence.text).strip(' “”"')


def _lists(article: Article) -> dict[int, Mark]:
    """Return the paragraphs that are items of a list of findings, each with the cue in the line that heads it."""
    items: dict[int, Mark] = {}
    last = {sentence.paragraph: sentence for sentence in article.sentences}
    head: Mark | None = None
    colon = section = False
    for place, line in enumerate(article.lines):
        plain, sentence = line.plain, last[place]
        heading = len(plain) < 40 and plain[-1] not in ".:;" and place > 2
        kinds = _FROM_INSPECTORS if heading or plain[-1] == ":" else ()
        cues = [mark for kind in kinds for mark in sentence.marks.get(kind, ())]
        if plain[-1] == ":" or (cues and cues[0].start < 5):
            about = cues or "inspectors" in sentence.marks or "opening" in sentence.marks
            graded = sentence.has("grade") or "graded" in sentence.small
            strong = next((cue for cue in cues if not cue.kind.startswith("weak")), _NEUTRAL)
            head, colon = (strong if about and not graded else None), plain[-1] == ":"
            section = heading and line.bullet
        elif (
            head
            and not (section and heading)
            and (line.bullet or _SENTENCE.match(sentence.small) or (colon and _is_item(plain)))
        ):
            items[place] = head
        else:
            head = None
    return items


def _is_item(plain: str) -> bool:
    """Return whether a line without a bullet looks like the item of a list."""
    return len(plain) < 220 and (plain[0].islower() or plain[-1] not in '.!?"')


def _is_idle(sentence: Sentence, item: bool) -> bool:
    """Return whether a sentence is a heading, a question or a courtesy."""
    plain = sentence.plain
    below = sentence.paragraph > 2  # above stand titles, which may be long
    heading = len(plain) < (25 if item else 30)
    if plain[-1] not in '.!;:,"' and (len(plain) < 100 or not below) and not item:
        heading = heading or not (sentence.paragraph and _SENTENCE.match(sentence.small))
    idle = not sentence.marks.keys().isdisjoint(("idle", "furniture", "national"))
    return heading or idle or plain[-1] in "?:"


_STANDARD = re.compile(r"(?:standard|target|average)\b[^%]{0,30}? (\d+(?:\.\d+)?) ?(?:%|per ?cent)")
_FIGURE = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)")


def _falls_short(sentences: Sequence[Sentence], number: int) -> bool:
    """Return whether a sentence states a standard that the figure in the sentence before does not reach."""
    small = sentences[number].small
    standard = _STANDARD.search(small) if "%" in small or "cent" in small else None
    same = number > 0 and sentences[number - 1].paragraph == sentences[number].paragraph
    figure = _FIGURE.search(sentences[number - 1].small) if standard and same else None
    return bool(standard and figure and float(figure[1]) < float(standard[1]))


_OWN_VIEW = re.compile(r"(?:^\W*|[:,] \"|, (?:so|and|but) )i(?:'m|'ve|'d|'ll| (?!also note|note))")
_OFFICIAL = re.compile(r"(?:Chief Constable|Commissioner|Mayor|Superintendent)\b")
_LEARNT = re.compile(r"\b(?:read|see|hear)\b")


def _reports(sentence: Sentence) -> bool:
    """Return whether inspectors, or `it` or `they`, say something, or something was found or said."""
    saying = sentence.marks.get("reporting", ())
    subjects = [*sentence.marks.get("inspectors", ()), *sentence.marks.get("pronoun", ())] if saying else []
    pairs = [(subject.end, verb.start) for subject in subjects for verb in saying]
    near = any(0 <= start - end < 60 and ',"' not in sentence.small[end:start] for end, start in pairs)
    return near or "reported" in sentence.marks


def _kinds(sentence: Sentence, speaker: str | None, voice: str, reported: bool) -> tuple[str, ...]:
    """Return the kinds of cues that count: all from inspectors, strong ones from the article, none from others."""
    inspector = (speaker if speaker is not None else voice).endswith("Inspector of Constabulary")
    if _OWN_VIEW.search(sentence.small) and not _LEARNT.search(sentence.small):
        return _FIRM if inspector else ()
    if inspector and (speaker is not None or sentence.has("mine")):
        return _FROM_INSPECTORS
    own = sentence.has("mine") or sentence.has("ours")
    if speaker is None:
        about = not own and (sentence.has("subject") or "inspectors" in sentence.marks)
        return _FROM_INSPECTORS if reported else _STRONG if about else ()
    if reported and _reports(sentence):
        return _STRONG[:-1] if own else _STRONG
    admits = _OFFICIAL.search(speaker) and sentence.has("ours") and not sentence.has("excuse")
    return ("shortcoming",) if admits else ()


def _polarity(sentence: Sentence, kinds: tuple[str, ...]) -> tuple[Mark | None, int, int]:
    """Return the cue that decides between improvement and praise, and its span.

    That is the last turn (`but it is slow`); what it concedes (`although it is quick`) gives way to a shortcoming.
    """
    small = sentence.small
    turn = max((mark.start for mark in sentence.marks.get("turn", ())), default=0)
    conceded = [m.start for m in sentence.marks.get("concession", ()) if small[m.end : m.end + 1] != ","]
    mild = bool(conceded) and not turn and conceded[-1] > 2
    if conceded and not turn:
        turn = conceded[-1] if mild else small.find(",", conceded[-1]) + 1
    spans = [(turn, len(small)), (0, turn)] if turn else [(0, len(small))]
    found = [(cue, *span) for span in spans if (cue := _first_cue(sentence, kinds, *span, turn > 0))]
    bad = [item for item in found if item[0].kind not in _GOOD] if mild else []
    return (bad or found)[0] if found else (None, 0, len(small))


def _first_cue(sentence: Sentence, kinds: tuple[str, ...], start: int, end: int, turns: bool) -> Mark | None:
    """Return the first cue of a span: of a turn the first bad one, as also where weak cues are mostly bad."""
    named = sentence.marks.get("area", ())
    cues = [m for kind in kinds for m in sentence.marks.get(kind, ()) if start <= m.start < end]
    cues = [m for m in cues if not any(a.start <= m.start and m.end <= a.end for a in named)]
    cues = [m for m in cues if m.kind != "lack" or sentence.has("subject", 0, m.start)]
    cues = [m for m in cues if not m.kind.startswith("weak")] or cues
    first = min(cues, key=lambda mark: mark.start, default=None)
    bad = [cue for cue in cues if cue.kind not in _GOOD]
    more = first is not None and first.kind.startswith("weak") and 2 * len(bad) > len(cues)
    turned = turns and (first is None or first.kind not in _FIRM or first in bad)
    return bad[0] if bad and (turned or more) else first


def _parts(text: str, cue: str) -> Iterator[str]:
    """Yield a text, or each of two parts: `room for improvement in A and in B`."""
    match = _TWO.fullmatch(text) if cue.endswith("for improvement") else None
    if match and match[1].lower().rstrip().endswith((f"{cue} in".lower(), f"{cue} with".lower())):
        yield f"{match[1]}{match[3]}."
        yield f"{match[1]}{match[4]}"
    else:
        yield text
