"""Attribution of statements: a person, a verb of saying, the words in quotation marks."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import Evidence, Statement
from peelcli.drafting.forces import Article
from peelcli.drafting.people import ADVERBS, HONOURS, ORGANISATION, TITLE, Person, find_people
from peelcli.drafting.text import Sentence, quoted_part


class Speech(NamedTuple):
    """The responses in an article, and the sentences that are quotations (by number, with the speaker's role)."""

    responses: tuple[Statement, ...]
    spoken: dict[int, str]


class _Words(NamedTuple):
    quote: str
    sentence: Sentence
    rule: str


def find_responses(article: Article, force: str | None) -> Speech:
    """Return the people introduced who say something, with their words."""
    people = find_people(article)
    stems = [(_surname(person).removesuffix("s"), person) for person in people]
    said: dict[str, list[_Words]] = {}
    spoken: dict[int, str] = {}
    current: Person | None = None  # the speaker whose quotation may continue
    subject: Person | None = None  # the person meant by "he" or "she"
    heading: Person | None = None  # the person whose words may follow
    bare = False  # words follow a colon without any marks
    unsigned: list[_Words] = []  # a quotation whose speaker may be named below it
    own: dict[int, _Words] = {}  # statements of the author in the first person
    for number, (sentence, begins, quote, outside) in enumerate(_unquoted(article) if people else ()):
        named = [person for stem, person in stems if stem in outside]
        speaker, rule = _speaker(sentence, outside, named, subject)
        if begins and heading and not speaker and outside[0] == '"':
            speaker, rule = heading, "named in the heading"
        heading = next((p for p in named if begins and outside.endswith(p.name)), None)
        if speaker:
            current, bare = speaker, False
        elif begins and ((bare and not quote and _ends_speech(outside)) or (not bare and outside[:1] not in ' "')):
            current, bare = None, False
        if current and (speaker or quote or bare):
            words, bare = (quote, False) if quote else _unmarked(sentence.text, speaker is None)
            said.setdefault(current.name, []).append(_Words(words, sentence, rule or "quotation goes on"))
            spoken[number] = current.role
        else:
            signer = next((p for p in named if p.sentence == number and _is_signature(outside, p.name)), None)
            unsigned += [_Words(quote, sentence, "signed below")] if quote else []
            if signer:
                said.setdefault(signer.name, []).extend(unsigned)
            elif not quote and _FIRST_PERSON.search(outside):
                own[number] = _Words(sentence.text, sentence, "signed below")
            if signer or (begins and not quote and number not in own):
                unsigned = []
        subject = speaker or _subject(outside, named) or subject
    if author := _author(people, said, own, article.sentences):
        said[author.name] = [*own.values()]
        spoken |= dict.fromkeys(own, author.role)
    return Speech(tuple(_statement(p, said[p.name], force) for p in people if said.get(p.name)), spoken)


def _surname(person: Person) -> str:
    return person.name.split()[-1]


def _unmarked(text: str, goes_on: bool) -> tuple[str, bool]:
    """Return the words of a speaker that stand without marks, all if they go on, and whether there may be more."""
    if goes_on:
        return text, True
    begun = _UNMARKED.search(text)
    return (begun[1], True) if begun else ("", False)


def _unquoted(article: Article) -> Iterator[tuple[Sentence, bool, str, str]]:
    """Yield each sentence, whether it begins a paragraph, the words it quotes, and it with those blanked."""
    paragraph, quotes = -1, ""
    for sentence in article.sentences:
        begins = sentence.paragraph != paragraph
        if begins:
            paragraph, line = sentence.paragraph, article.lines[sentence.paragraph]
            quotes = quoted_part(line) if '"' in line.plain else ""
        inside = quotes[sentence.offset : sentence.offset + len(sentence.text)]
        quote, outside = inside.strip(), sentence.plain
        for match in _QUOTED.finditer(inside):
            outside = f"{outside[: match.start()]}{' ' * len(match[0])}{outside[match.end() :]}"
        yield sentence, begins, quote, outside


_QUOTED = re.compile(r"\S+(?: \S+)*")
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'd|[Mm]y)\b")
_HEADED = re.compile(r"(?:response|statement|message|letter|foreword|blog|column|comment)\b", re.IGNORECASE)
_UNMARKED = re.compile(r"\bsa(?:id|ys):(.*)$")  # words that follow without marks, often in the next paragraphs
_ENDS = re.compile(r"(?i:notes?\b|ends?\b|share\b|related|contact|for (?:further|more)|image|read more)")
_TO_VERB = re.compile(
    rf"{HONOURS}(?:'s)?(?:,? \([^()]{{1,60}}\))?(?:(?:,| -) [^\"]{{1,130}}?(?:,| -)|{ORGANISATION})?,? {ADVERBS}"
)
_SAYS = (
    "said|says|added|adds|wrote|writes|explained|joked|tweeted|posted|replied|insisted|commented|continued|concluded"
)
_BEFORE = re.compile(rf"\b(?:(?:{_SAYS}|according to)(?: the| new| our| local| its)*|\w+ed by(?: the)?),? ?$")
_FROM = re.compile(r"\b(?:response|reaction|reply|criticism) from(?: the)? $")
_FOR_ANOTHER = re.compile(r"\b[Ss]pokes(?:man|woman|person) for (?:[\w&]+ ){0,5}$")
_SAID_BY = re.compile(rf"\b(?:{_SAYS}|according to)((?: [\w'&/-]+,?){{1,12}} )$")
_PRONOUN = re.compile(rf"(?:^|[\s,])(?:[Hh]e|[Ss]he) {ADVERBS}")


def _author(
    people: Sequence[Person], said: Mapping[str, object], own: Collection[int], sentences: Sequence[Sentence]
) -> Person | None:
    """Return the only person with a role who signs a text in the first person, or whose name heads it."""
    last, found = len(sentences) - 4, [p for p in people if own and p.role and not said.get(p.name)]
    signed = [p for p in found if p.sentence and sentences[p.sentence - 1].plain.rstrip(",.").endswith(p.name)]
    headed = [p for p in found if not 2 < p.sentence < last or _HEADED.match(sentences[p.sentence].plain)]
    found = [p for p in signed or headed if len(own) > 1 or _HEADED.match(sentences[p.sentence].plain)]
    return found[0] if len(signed or headed) == 1 and found else None


def _is_signature(outside: str, name: str) -> bool:
    """Return whether a sentence begins with a name, or is little more than it."""
    return outside.startswith(name) or (outside.rstrip(" .").endswith(name) and len(outside.split()) < 8)


def _ends_speech(plain: str) -> bool:
    """Return whether words without marks are over: a heading or a note."""
    return _ENDS.match(plain) is not None or (len(plain) < 45 and plain[-1:] not in ".!?")


def _speaker(
    sentence: Sentence, outside: str, people: Sequence[Person], subject: Person | None
) -> tuple[Person | None, str]:
    """Return the speaker of a sentence, whose quoted words are blanked, among the people it names, and the rule."""
    marks = sentence.marks.get("says", ())
    verbs = [m.start for m in marks if outside[m.start] != " " and not outside.startswith((" upon", " out "), m.end)]
    for person in people:
        stem = re.escape(_surname(person).removesuffix("s"))
        forms = rf"\b(?:{re.escape(person.name)}|(?:{TITLE}(?:\w+ )?)?{stem}s?)\b"
        for match in re.finditer(forms, outside):
            head, full = outside[: match.start()], match[0].endswith(person.name)
            if _FOR_ANOTHER.search(head):
                continue
            role = next((mark for mark in sentence.marks.get("role", ()) if mark.start == match.end() + 1), None)
            end = role.end if role else match.end()  # `Ada Brill HM Inspector said`
            if any(_TO_VERB.fullmatch(outside, end, verb) for verb in verbs if verb < end + 170):
                return person, "name says"
            if _FROM.search(head):
                return person, "response from"
            if (_BEFORE.search(head[-120:]) and verbs) or _said_by_role(sentence, head):
                return person, "said name"
            if full and re.match(r"[^.\"]{0,110}: ?(?:\"|$)", outside[match.end() :]):
                return person, "name before the words"
    pronoun = any(match.end() in verbs for match in _PRONOUN.finditer(outside)) if verbs else False
    if subject and (pronoun or any(re.match(r"\w+ (?:he|she)\b", outside[verb:]) for verb in verbs)):
        return subject, "he or she says"
    return None, ""


def _said_by_role(sentence: Sentence, head: str) -> bool:
    """Return whether a name follows `said Chief Constable`."""
    match = _SAID_BY.search(head[-120:])
    if not match or re.search(r"\b(?:that|had|was|is|has|would|with|to|from)\b", match[1]):
        return False
    return sentence.has("role", len(head) - len(match[1]), len(head))


def _subject(outside: str, people: Sequence[Person]) -> Person | None:
    """Return the person named first in a sentence: the one whom `he` or `she` means in the next."""
    found = []
    for person in people:
        forms = rf"\b(?:{re.escape(person.name)}|{TITLE}{re.escape(_surname(person))})\b"
        if match := re.search(forms, outside):
            found.append((match.start(), person))
    return min(found, key=lambda item: item[0])[1] if found else None


def _statement(person: Person, said: Sequence[_Words], force: str | None) -> Statement:
    """Join the words of a person: those quoted, or else the sentences that report them."""
    quotes = " ".join(re.sub(r",$", ".", words) for part in said if (words := " ".join(part.quote.split())))
    words = quotes or " ".join(part.sentence.text for part in said)
    evidence = Evidence(said[0].rule, said[0].sentence.line, said[0].sentence.text[:80])
    # In London a commissioner is the chief officer.
    commissioner = person.role == "Commissioner" and force not in ("metropolitan", "city-of-london")
    role = "Police and Crime Commissioner" if commissioner else person.role
    return Statement(person.name, role, person.organisation, words, bool(quotes), evidence)
