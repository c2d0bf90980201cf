"""Find the sentences of an article that state areas for improvement and praise."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from peelcli.drafting.facts import Evidence, Point
from peelcli.drafting.forces import Article
from peelcli.drafting.text import Sentence, lower
from peelcli.drafting.vocabulary import Mark

_ATTRIBUTION = re.compile(r"^[^“”\"]{0,150}: [“\"]")
_TWO = re.compile(r"(.*\b(in|with|about|over|at) )(.+?),? and \2 (.+)", re.DOTALL)
_STRONG = ("need", "lack", "shortcoming", "praise")
_FROM_INSPECTORS = (*_STRONG, "feeling bad", "feeling good", "weak bad", "weak good")
_FIRM = ("need", "shortcoming", "praise", "feeling bad", "feeling good")
_NEUTRAL = Mark("none", True, 0, 0)
_GOOD = ("praise", "feeling good", "weak good")

Points = tuple[Point, ...]


def find_points(
    article: Article, force: str | None, spoken: Mapping[int, str], graded: Collection[int], cycles: frozenset[str]
) -> tuple[Points, Points]:
    """Return improvements and praise of a force, stated by the article and the inspector, not by chiefs and critics."""
    found: dict[bool, list[Point]] = {False: [], True: []}  # by whether it is praise
    voice, reported, paragraph = "", False, -1  # the role named last: whose page it may be; whether inspectors report
    sentences, heads = article.sentences, _lists(article)
    page = any("own page" in s.marks for n, s in enumerate(sentences) if n not in spoken)
    lead = next((n for n, s in enumerate(sentences[:-3]) if len(s.small) > 60 and s.plain[-1] in '.!"'), -1)
    for number, (sentence, named) in enumerate(article.pairs):
        head = heads.get(sentence.paragraph)
        other = named and named[0].start < 35 and all(mention.force != force for mention in named)
        voice = next((m.value for m in sentence.marks.get("role", ()) if m.value != "as written"), voice)
        if number <= lead:
            continue  # headlines and the lead sum up the grades
        says = _reports(sentence) and (number not in spoken or "inspectors" in sentence.marks)
        reported = says or (reported and sentence.paragraph == paragraph)
        paragraph = sentence.paragraph
        if _falls_short(sentences, number):
            before = sentences[number - 1].line
            found[False] = [point for point in found[False] if point.evidence.line != before]
            evidence = sentence.quote("figure below a standard", 0, len(sentence.text))
            found[False].append(Point(f"{_words(sentences[number - 1])} {_words(sentence)}", None, evidence))
        elif not (other or _is_idle(sentence)):
            kinds = _kinds(sentence, spoken.get(number), voice, reported or page or head is not None)
            if number in graded:
                kinds = tuple(kind for kind in kinds if kind == "praise")
            cue, start, end = _polarity(sentence, kinds)
            if head not in (None, _NEUTRAL):
                cue = head
            if cue and (not sentence.has("previous inspection") or "since" in sentence.small):
                evidence = sentence.quote(f"{cue.kind} cue", cue.start, cue.end)
                if cue is head:
                    evidence = sentence.quote(f"listed below a {cue.kind} cue", 0, end)
                found[cue.kind in _GOOD] += _points(article, sentence, evidence, cycles, start, end)
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
        heading = len(plain) < 40 and plain[-1] not in ".:;"
        kinds = _FROM_INSPECTORS if heading or plain[-1] == ":" else ()
        cues = [mark for kind in kinds for mark in sentence.marks.get(kind, ())]
        if plain[-1] == ":" or (cues and cues[0].start < 5):
            about = cues or "inspectors" in sentence.marks or "opening" in sentence.marks
            strong = next((cue for cue in cues if not cue.kind.startswith("weak")), _NEUTRAL)
            head, colon = strong if about else None, plain[-1] == ":"
            section = line.bullet
        elif head and not (section and heading) and (line.bullet or (colon and plain[-1] not in '.!?"')):
            items[place] = head
        else:
            head = None
    return items


def _is_idle(sentence: Sentence) -> bool:
    """Return whether a sentence is a heading, a question or a courtesy."""
    heading = len(sentence.plain) < 30 or (sentence.paragraph == 0 and sentence.plain[-1] not in '.!"')
    return heading or "idle" in sentence.marks or sentence.plain[-1] in "?:"


_STANDARD = re.compile(r"(?:standard|target|average)\b[^%]{0,30}? (\d+(?:\.\d+)?) ?(?:%|per ?cent)")
_FIGURE = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)")


def _falls_short(sentences: Sequence[Sentence], number: int) -> bool:
    """Return whether a sentence states a standard that the figure in the sentence before does not reach."""
    small = sentences[number].small
    standard = _STANDARD.search(small) if "%" in small or "cent" in small else None  # the pattern is slow
    figure = _FIGURE.search(sentences[number - 1].small) if standard and number else None
    return bool(standard and figure and float(figure[1]) < float(standard[1]))


_OWN_VIEW = re.compile(r"(?:^\W*|[:,] \"|, (?:so|and|but) )i(?:'m|'ve|'d|'ll| (?!also note|note))")


def _reports(sentence: Sentence) -> bool:
    """Return whether inspectors, or `it` or `they`, say something, or something was found or said."""
    verbs = [mark.start for mark in sentence.marks.get("reporting", ())]
    subjects = [mark.end for kind in ("inspectors", "pronoun") for mark in sentence.marks.get(kind, ())]
    return "reported" in sentence.marks or bool(subjects and verbs and min(subjects) <= max(verbs))


def _kinds(sentence: Sentence, speaker: str | None, voice: str, reported: bool) -> tuple[str, ...]:
    """Return the kinds of cues that count: all from inspectors, strong ones from the article, none from others."""
    inspector = (speaker if speaker is not None else voice).endswith("Inspector of Constabulary")
    if _OWN_VIEW.search(sentence.small):
        return _FIRM if inspector else ()
    if inspector and (speaker is not None or sentence.has("mine")):
        return _FROM_INSPECTORS
    own = sentence.has("mine") or sentence.has("ours")
    if speaker is None:
        if reported:
            return _FROM_INSPECTORS
        return _STRONG if not own and (sentence.has("subject") or "inspectors" in sentence.marks) else ()
    if reported and _reports(sentence):
        return _STRONG[:-1] if own else _STRONG
    return ("shortcoming",) if sentence.has("ours") and not sentence.has("excuse") else ()


def _polarity(sentence: Sentence, kinds: tuple[str, ...]) -> tuple[Mark | None, int, int]:
    """Return the cue that decides between improvement and praise, and its span.

    That is the last turn (`but it is slow`); what it concedes (`although it is quick`) gives way to a shortcoming.
    """
    small = sentence.small
    turn = max((mark.start for mark in sentence.marks.get("turn", ())), default=0)
    conceded = max((mark.start for mark in sentence.marks.get("concession", ())), default=-1)
    if conceded >= 0:
        turn = conceded if conceded > 2 else small.find(",", conceded) + 1
    spans = [(turn, len(small)), (0, turn)]
    found = [(cue, *span) for span in spans if (cue := _first_cue(sentence, kinds, *span))]
    bad = [item for item in found if item[0].kind not in _GOOD] if conceded > 2 else []
    return (bad or found)[0] if found else (None, 0, len(small))


def _first_cue(sentence: Sentence, kinds: tuple[str, ...], start: int, end: int) -> Mark | None:
    """Return the first cue of a span; weak ones count only without others."""
    named = sentence.marks.get("area", ())
    cues = [m for kind in kinds for m in sentence.marks.get(kind, ()) if start <= m.start < end]
    cues = [m for m in cues if not any(a.start <= m.start and m.end <= a.end for a in named)]
    cues = [m for m in cues if m.kind != "lack" or sentence.has("subject", 0, m.start)]
    cues = [m for m in cues if not m.kind.startswith("weak")] or cues
    return min(cues, key=lambda mark: mark.start, default=None)


def _points(
    article: Article, sentence: Sentence, evidence: Evidence, cycles: frozenset[str], start: int, end: int
) -> Iterator[Point]:
    """Yield a finding, or both of `room for improvement in A and in B`, with its area if a span names just one."""
    vocabulary, text = article.vocabulary, _words(sentence)
    two = _TWO.fullmatch(text) if evidence.words.endswith("for improvement") else None
    for part in [f"{two[1]}{two[3]}.", f"{two[1]}{two[4]}"] if two else [text]:
        marks = vocabulary.find(lower(part)) if two else sentence.marks
        mentions = [m for m in vocabulary.areas(marks, cycles) if not m.risky and (two or start <= m.start < end)]
        areas = {i for mention in mentions for i in mention.ids}
        yield Point(part, next(iter(areas)) if len(areas) == 1 else None, evidence)
