"""Who says what: a person, a verb of saying, the words in quotation marks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import Evidence, Statement
from peelcli.drafting.people import HONOURS, ORGANISATION, TITLE, Person, find_people
from peelcli.drafting.text import Line, Sentence, lower, quoted_part
from peelcli.drafting.vocabulary import Vocabulary


class Speech(NamedTuple):
    """Who says what, and which sentences are somebody's words (by number, with the speaker's role)."""

    responses: tuple[Statement, ...]
    spoken: dict[int, str]


class _Words(NamedTuple):
    quote: str
    sentence: Sentence
    rule: str


def find_responses(
    lines: Sequence[Line], sentences: Sequence[Sentence], vocabulary: Vocabulary, places: frozenset[str]
) -> Speech:
    """Return those of the people introduced who say something, with their words."""
    people = find_people(sentences, vocabulary, places)
    said: dict[str, list[_Words]] = {}
    spoken: dict[int, str] = {}
    current: Person | None = None  # whose quotation may go on
    subject: Person | None = None  # whom "he" or "she" means
    bare = False  # words follow a colon without any marks
    paragraph, quotes = -1, ""
    unsigned: list[_Words] = []  # a quotation whose speaker may be named below it
    own: list[_Words] = []  # what the author of the text says in the first person
    for number, sentence in enumerate(sentences if people else ()):
        begins = sentence.paragraph != paragraph
        if begins:
            paragraph, quotes = sentence.paragraph, quoted_part(lines[sentence.paragraph])
        inside = quotes[sentence.offset : sentence.offset + len(sentence.text)]
        quote, outside = inside.strip(), sentence.plain
        if quote:
            outside = "".join(char if gap == " " else " " for char, gap in zip(outside, inside, strict=False))
        speaker, rule = _speaker(sentence, outside, number, people, subject)
        if speaker:
            current, bare = speaker, False
        elif begins and bare and not quote and _ends_speech(sentence.plain):
            current, bare = None, False
        elif begins and not bare and not sentence.plain.startswith('"'):
            current = None
        if current and (speaker or quote or bare):
            unmarked = _UNMARKED.search(sentence.text) if speaker and not quote else None
            words = quote or (unmarked[1] if unmarked else sentence.text if bare else "")
            said.setdefault(current.name, []).append(_Words(words, sentence, rule or "quotation goes on"))
            bare = not quote and (bare or unmarked is not None)
            spoken[number] = current.role
        elif signer := next((p for p in people if p.sentence == number and outside.startswith(p.name)), None):
            said.setdefault(signer.name, []).extend(unsigned)
            unsigned = []
        elif quote or _FIRST_PERSON.search(outside):
            (unsigned if quote else own).append(_Words(quote or sentence.text, sentence, "signed below"))
        elif begins:
            unsigned = []
        subject = speaker or _subject(outside, people) or subject
    said = {name: words for name, words in said.items() if words}
    if len(own) > 1 and (author := _author(people, said, sentences)):
        said[author.name] = own
        spoken |= {n: author.role for n, s in enumerate(sentences) if any(words.sentence is s for words in own)}
    return Speech(tuple(_statement(p, said[p.name]) for p in people if p.name in said), spoken)


_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|[Mm]y)\b")
_HEADED = re.compile(r"(?:response|statement|message|letter|foreword|blog|column|comment)\b", re.IGNORECASE)


def _author(people: Sequence[Person], said: Mapping[str, object], sentences: Sequence[Sentence]) -> Person | None:
    """Return the only person with a role who signs a text, or whose name heads it, and is not quoted in it."""
    last = len(sentences) - 4
    found = [
        p
        for p in people
        if p.role and p.name not in said and (p.sentence >= last or p.sentence < 3 or _HEADED.match(sentences[p.sentence].plain))
    ]
    return found[0] if len(found) == 1 else None


_UNMARKED = re.compile(r"\bsa(?:id|ys):(.*)$")  # words that follow without marks, often in the next paragraphs
_ENDS = re.compile(
    r"(?i:notes?\b|ends?\b|share\b|related|contact|for (?:further|more)|image|read more|the (?:report|inspect|force))"
)
_ADVERBS = re.compile(
    r"(?:(?:has|have|had|also|then|later|now|who|in response|however|today|yesterday|since|further|again|previously"
    r"|recently|publicly|immediately|quickly|nevertheless|therefore|though|meanwhile|himself|herself|fully|warmly|and)"
    r"[, ]+)*"
)
_TO_VERB = re.compile(
    rf"{HONOURS}(?:'s)?(?:,? \([^()]{{1,60}}\))?(?:(?:,| -) [^\"]{{1,130}}?(?:,| -))?,? {_ADVERBS.pattern}"
)
_BEFORE = re.compile(
    r"\b(?:(?:said|says|added|adds|wrote|writes|explained|joked|according to)(?: the| new| our| local| its)*"
    r"|\w+ed by(?: the)?),? ?$"
)
_PRONOUN = re.compile(rf"(?:^|[\s,])(?:[Hh]e|[Ss]he) {_ADVERBS.pattern}")
_THE_ROLE = re.compile(
    rf"\b[Tt]he ((?i:(?:chief )?constable|commissioner|pf?cc|chief|inspector|mayor|mp)) {_ADVERBS.pattern}"
)


def _ends_speech(plain: str) -> bool:
    """Return whether words without marks are over: a heading, a note, or the article's own voice again."""
    own = _ENDS.match(plain) and not re.search(r"\b(?:I|[Ww]e|[Oo]ur|my)\b", plain)
    return bool(own) or (len(plain) < 45 and plain[-1:] not in ".!?")


def _verbs(sentence: Sentence, outside: str) -> list[int]:
    """Return where verbs of saying stand outside of quotations."""
    marks = sentence.marks.get("says", ())
    return [m.start for m in marks if outside[m.start] != " " and not outside.startswith((" upon", " out "), m.end)]


def _speaker(
    sentence: Sentence, outside: str, number: int, people: Sequence[Person], subject: Person | None
) -> tuple[Person | None, str]:
    """Return who speaks in a sentence, its quoted words blanked, and by which rule."""
    verbs = _verbs(sentence, outside)
    for person in people:
        if person.names[0] not in outside and person.names[-1].rstrip("s") not in outside:
            continue
        for form, rule in _forms(person, number):
            for match in re.finditer(form, outside):
                head, end = outside[: match.start()], _end_of_role(sentence, match.end())
                if any(_TO_VERB.fullmatch(outside, end, verb) for verb in verbs if verb < end + 170):
                    return person, f"{rule} says"
                if _BEFORE.search(head[-120:]) and verbs or _said_by_role(sentence, head):
                    return person, f"said {rule}"
                if rule == "name" and re.match(r"[^.\"]{0,60}: ?(?:\"|$)", outside[match.end() :]):
                    return person, "name before the words"
    if subject and verbs:
        pronoun = any(match.end() in verbs for match in _PRONOUN.finditer(outside))
        if pronoun or any(re.match(r"\w+ (?:he|she)\b", outside[verb:]) for verb in verbs):
            return subject, "he or she says"
        role = next((match for match in _THE_ROLE.finditer(outside) if match.end() in verbs), None)
        if role and lower(role[1]) in lower(subject.role):
            return subject, "the role says"
    return None, ""


def _end_of_role(sentence: Sentence, end: int) -> int:
    """Return where a name ends together with the role that follows it without a comma."""
    role = next((mark for mark in sentence.marks.get("role", ()) if mark.start == end + 1), None)
    if role is None:
        return end
    organisation = ORGANISATION.match(sentence.plain, role.end)
    return organisation.end() if organisation else role.end


def _forms(person: Person, number: int) -> Iterator[tuple[str, str]]:
    """Yield the ways to refer to a person: full name, title and surname, one name once introduced."""
    first, last = re.escape(person.names[0]), re.escape(person.names[-1])
    yield rf"\b{re.escape(person.name)}\b", "name"
    yield rf"\b{TITLE}(?:{first} )?{last.rstrip('s')}s?\b", "title and surname"
    if number > person.sentence:
        yield rf"\b{first}\b(?! [A-Z])", "first name"
        yield rf"(?<![\w-] )\b{last}\b", "surname"


def _said_by_role(sentence: Sentence, head: str) -> bool:
    """Return whether a name follows `said Chief Constable`."""
    verb = r"\b(?:said|says|added|adds|according to|commented|wrote|explained|continued)"
    match = re.search(rf"{verb}((?: [\w'&/-]+,?){{1,12}} )$", head[-120:])
    if not match or re.search(r"\b(?:that|had|was|is|has|would|with|to|from)\b", match[1]):
        return False
    return sentence.has("role", len(head) - len(match[1]), len(head))


def _subject(outside: str, people: Sequence[Person]) -> Person | None:
    """Return the person named first in a sentence: the one whom `he` or `she` means in the next."""
    found = []
    for person in people:
        if person.names[-1] in outside:
            form = rf"\b(?:{re.escape(person.name)}|{TITLE}{re.escape(person.names[-1])})\b"
            found += [(match.start(), person) for match in re.finditer(form, outside)]
    return min(found, key=lambda item: item[0])[1] if found else None


def _statement(person: Person, said: Sequence[_Words]) -> Statement:
    """Join what a person says: the quoted words, or where there are none the sentences that report them."""
    parts = [re.sub(r"\s+", " ", part.quote).strip() for part in said]
    quotes = " ".join(re.sub(r",$", ".", part) for part in parts if part)
    words = quotes or " ".join(part.sentence.text for part in said)
    evidence = Evidence(said[0].rule, said[0].sentence.line, said[0].sentence.text[:80])
    return Statement(person.name, person.role, person.organisation, words, bool(quotes), evidence)
