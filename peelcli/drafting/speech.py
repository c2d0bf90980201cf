"""Find who speaks and what they say: a name with a role, a verb of saying, the words in quotes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from peelcli.drafting.facts import Evidence, Response
from peelcli.drafting.text import Line, Sentence, lower, quoted_part
from peelcli.drafting.vocabulary import Vocabulary


class Person(NamedTuple):
    """Hold a person whom the article introduces, in which sentence."""

    name: str
    role: str
    organisation: str
    sentence: int

    @property
    def names(self) -> list[str]:
        """The words of the name."""
        return self.name.split()


class Speech(NamedTuple):
    """Hold who says what, and which sentences are somebody's words (by number, with the speaker's role)."""

    responses: tuple[Response, ...]
    spoken: dict[int, str]


# ---------------------------------------------------------------- names and roles

_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Coun|Rt Hon|T/D?CC|[DA]?CC)\.? )"
_HONOURS = r"(?:,? (?:QPM|KPM|CBE|OBE|MBE|MP|MS|JP|DL|KBE))*"
_PART = r"(?:(?:Mc|Mac|O'|D'|Fitz)?[A-Z][a-zà-ÿ]+(?:['-](?:[A-Z][a-zà-ÿ]+|[a-zà-ÿ]+(?= )))*|[A-Z]\.)"
_PARTICLE = r"(?:(?:[Dd]e|[Vv]an|[Vv]on|der|den|[Ll][ae]|du|al|bin|ap|ab) )"
_NAME = rf"(?P<name>{_PART}(?: {_PARTICLE}*{_PART}){{1,2}})"
_IN_ORG = r"(?:[A-Z][\w'&.-]*|and|&|of|the|for|in|policing|police|crime|safer|stronger|community|safety)"
_ORG = rf"(?: (?:of|for|at|with|in) (?:the )?{_IN_ORG}(?:,? {_IN_ORG})*)"
_OWNER = (
    r"(?:(?:the|an?|our|its|newly|appointed|now|then|who|is|was|became) )*(?:[\w&-]+'s? )?"
    r"(?:[A-Z][\w'&-]+ ){0,5}?"
)
_ADVERBS = (
    r"(?:(?:has|have|had|also|then|later|now|who|in response|however|today|yesterday|since|further|again"
    r"|previously|recently|publicly"
    r"|immediately|quickly|nevertheless|therefore|though|meanwhile|himself|herself|fully|warmly|and)[, ]+)*"
)
_ASIDE = r"(?:,? \([^()]{1,60}\)|(?:,| -) [^\"]{1,130}?(?:,| -))?"


class Patterns(NamedTuple):
    """Hold the patterns made of the roles and the verbs of saying."""

    role: re.Pattern[str]
    introductions: tuple[re.Pattern[str], ...]
    explained: re.Pattern[str]
    says_after: re.Pattern[str]
    says_before: re.Pattern[str]
    pronoun_says: re.Pattern[str]
    role_says: re.Pattern[str]


@lru_cache(maxsize=2)
def _patterns(roles: str, saying: str) -> Patterns:
    role, say = rf"(?i:{roles})", rf"(?:{saying}|paid tribute|went (?:on|further))"
    abbreviation = r"(?: \([A-Z]{2,5}\))?"
    return Patterns(
        re.compile(rf"\b{role}\b"),
        (
            re.compile(
                rf"\b(?P<role>{role})(?P<org>{_ORG}??){abbreviation}(?:,"
                rf"| -)? ?{_TITLE}*{_NAME}\b(?!')(?! Police| Constabulary| and Crime)"
            ),
            re.compile(
                rf"\b{_TITLE}*{_NAME}{_HONOURS}(?:,| -| \(| became| is| was"
                rf"| as) ?(?P<owner>{_OWNER})(?P<role>{role})\b(?P<org>{_ORG}?)"
            ),
            re.compile(rf"\b(?P<title>{_TITLE}){_NAME}\b"),
        ),
        re.compile(
            rf"\b{_NAME}{_HONOURS}, (?P<what>(?!who\b|which\b|and\b|in\b"
            rf"|on\b)[^\",]{{2,70}}(?:, [^\",]{{2,50}})?),"
        ),
        re.compile(rf"{_HONOURS}(?:'s)?{_ASIDE},? {_ADVERBS}{say}\b(?! (?:upon|out)\b)"),
        re.compile(
            r"\b(?:(?:said|says|added|adds|wrote|writes|explained|joked|according to)(?: the| new| our"
            r"| local| its)*"
            rf"|{say} by(?: the)?),? ?$"
        ),
        re.compile(rf"(?:^|[\s,])(?:[Hh]e|[Ss]he)(?: {_ADVERBS}| ){say}\b|\b{say} (?:he|she)\b"),
        re.compile(
            rf"\b[Tt]he ((?i:(?:chief )?constable|commissioner|pf?cc|chief|inspector|mayor"
            rf"|mp)) {_ADVERBS}{say}\b"
        ),
    )


def find_people(sentences: Sequence[Sentence], vocabulary: Vocabulary, places: frozenset[str]) -> list[Person]:
    """Return everyone whom the article introduces with a role, a title or a few words between commas."""
    patterns = _patterns(vocabulary.roles, vocabulary.saying)
    people: dict[str, Person] = {}
    for number, sentence in enumerate(sentences):
        text = sentence.plain
        if not re.search(_NAME, text):
            continue
        matches = [match for pattern in patterns.introductions for match in pattern.finditer(text)]
        matches += [m for m in patterns.explained.finditer(text) if patterns.says_after.match(text, m.end() - 1)]
        for match in matches:
            parts = match.groupdict("")
            name = _only_name(parts["name"], vocabulary.not_names, places)
            role, organisation = _role(parts, text[max(0, match.start() - 60) : match.start()])
            if role.startswith(("His ", "Her ")):
                held = next((p.role for p in reversed(people.values()) if p.role), "")
                role = f"Deputy {held}".strip() if "deputy" in role else held
            if name and (name not in people or (role and not people[name].role)):
                people[name] = Person(name, role, organisation, number)
    return sorted(people.values(), key=lambda person: person.sentence)[:MOST_PEOPLE]


MOST_PEOPLE = 60


def _only_name(name: str, not_names: frozenset[str], places: frozenset[str]) -> str:
    """Drop what is no name (`Surrey Lisa Townsend`); return nothing where none is left."""
    words = name.split()
    if words[0].endswith("'s"):
        words.pop(0)
    while len(words) > 2 and (words[0] in places or lower(words[0]) in not_names):
        words.pop(0)
    while len(words) > 1 and lower(words[-1]) in not_names:
        words.pop()
    bad = len(words) < 2 or any(lower(word) in not_names for word in words)
    return "" if bad or (words[0] in places and words[-1] in places) else " ".join(words)


_USUAL = {
    r"(?:hmci\b|.*chief inspector of const|hm chief insp)": "HM Chief Inspector of Constabulary",
    r"(?:hmi\b|.*inspector of (?:const|police)|hm'?s? insp)": "HM Inspector of Constabulary",
    r"(?:pcc|police (?:and|&) crime commissioner)$": "Police and Crime Commissioner",
    r"(?:pfcc|police,? fire)": "Police, Fire and Crime Commissioner",
    r"deputy (?:pcc|police and crime)": "Deputy Police and Crime Commissioner",
    r"dcc$": "Deputy Chief Constable",
    r"acc$": "Assistant Chief Constable",
    r"cc$": "Chief Constable",
    r"cllr$": "Councillor",
}


def _role(parts: dict[str, str], lead: str) -> tuple[str, str]:
    """Return a role in its usual form, and the organisation named beside it."""
    if what := re.sub(r"^(?:the|an?|our|now) ", "", parts.get("what", "")):
        return "" if what[0].isdigit() or what.startswith(("from", "of ")) else what[0].upper() + what[1:], ""
    role, rest = parts.get("role", "").strip(" ,"), parts.get("org", "").rstrip(" ,.")
    if not role:
        return "Councillor" if parts.get("title", "").startswith("C") else "", ""
    owner = re.search(r"((?:[A-Z][\w&-]+ (?:and |& )?)+)(?:'s )?$|([A-Z][\w& -]*)'s $", parts.get("owner", "") or lead)
    organisation = re.sub(r"^ (?:of|for|at|with|in) (?:the )?", "", rest)
    if owner and not organisation:
        organisation = (owner[1] or owner[2]).strip()
    if re.match(r"(?i)the\b|policing|crime|safer|community", organisation):
        organisation = ""
    for pattern, name in _USUAL.items():
        if re.match(pattern, role, re.IGNORECASE):
            return name, organisation
    role = re.sub(r"^new ", "", role, flags=re.IGNORECASE)
    if re.search(r"\b(?:constable|superintendent|commissioner|inspector)$", role, re.IGNORECASE):
        return " ".join(word.capitalize() for word in role.split()), organisation
    return role[0].upper() + role[1:] + rest, organisation


# ---------------------------------------------------------------- who says what


class _Words(NamedTuple):
    quote: str
    sentence: Sentence
    rule: str


def find_responses(
    lines: Sequence[Line], sentences: Sequence[Sentence], vocabulary: Vocabulary, places: frozenset[str]
) -> Speech:
    """Return those of the people introduced who say something, with their words."""
    people = find_people(sentences, vocabulary, places)
    patterns = _patterns(vocabulary.roles, vocabulary.saying)
    said: dict[str, list[_Words]] = {}
    spoken: dict[int, str] = {}
    current: Person | None = None  # whose quotation may go on
    subject: Person | None = None  # whom "he" or "she" means
    bare = False  # words follow a colon without any marks
    paragraph, quotes = -1, ""
    for number, sentence in enumerate(sentences if people else ()):
        begins = sentence.paragraph != paragraph
        if begins:
            paragraph, quotes = sentence.paragraph, quoted_part(lines[sentence.paragraph])
        inside = quotes[sentence.offset : sentence.offset + len(sentence.text)]
        quote, outside = inside.strip(), sentence.plain
        if quote:
            outside = "".join(char if gap == " " else " " for char, gap in zip(outside, inside, strict=False))
        speaker, rule = _speaker(outside, number, people, subject, patterns)
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
        subject = speaker or _subject(outside, people) or subject
    return Speech(tuple(_response(p, said[p.name]) for p in people if p.name in said), spoken)


_UNMARKED = re.compile(r"\bsa(?:id|ys):(.*)$")  # words that follow without marks, often in the next paragraphs
_ENDS = re.compile(
    r"(?i:notes?\b|ends?\b|share\b|related|contact|for (?:further|more)|image|read more|the (?:report"
    r"|inspect|force))"
)


def _ends_speech(plain: str) -> bool:
    """Tell that words without marks are over: a heading, a note, or the article's own voice again."""
    own = _ENDS.match(plain) and not re.search(r"\b(?:I|[Ww]e|[Oo]ur|my)\b", plain)
    return bool(own) or (len(plain) < 45 and plain[-1:] not in ".!?")


def _speaker(
    outside: str, number: int, people: Sequence[Person], subject: Person | None, patterns: Patterns
) -> tuple[Person | None, str]:
    """Return who speaks in a sentence, its quoted words blanked, and by which rule."""
    for person in people:
        if person.names[0] not in outside and person.names[-1].rstrip("s") not in outside:
            continue
        for form, rule in _forms(person, number):
            for match in re.finditer(form, outside):
                head = outside[: match.start()]
                if patterns.says_after.match(outside, match.end()):
                    return person, f"{rule} says"
                if patterns.says_before.search(head[-120:]) or _said_by_role(head, patterns.role):
                    return person, f"said {rule}"
                if rule == "name" and re.match(r"[^.\"]{0,60}: ?(?:\"|$)", outside[match.end() :]):
                    return person, "name before the words"
    if subject and patterns.pronoun_says.search(outside):
        return subject, "he or she says"
    if subject and (role := patterns.role_says.search(outside)) and lower(role[1]) in lower(subject.role):
        return subject, "the role says"
    return None, ""


def _forms(person: Person, number: int) -> Iterator[tuple[str, str]]:
    """Yield the ways to refer to a person: full name, title and surname, one name once introduced."""
    first, last = re.escape(person.names[0]), re.escape(person.names[-1])
    yield rf"\b{re.escape(person.name)}\b", "name"
    yield rf"\b{_TITLE}(?:{first} )?{last.rstrip('s')}s?\b", "title and surname"
    if number > person.sentence:
        yield rf"\b{first}\b(?! [A-Z])", "first name"
        yield rf"(?<![\w-] )\b{last}\b", "surname"


def _said_by_role(head: str, role: re.Pattern[str]) -> bool:
    """Tell `said Chief Constable NAME` by what stands before the name."""
    verb = r"\b(?:said|says|added|adds|according to|commented|wrote|explained|continued)"
    match = re.search(rf"{verb}((?: [\w'&/-]+,?){{1,12}} )$", head[-120:])
    if not match or re.search(r"\b(?:that|had|was|is|has|would|with|to|from)\b", match[1]):
        return False
    return role.search(match[1]) is not None


def _subject(outside: str, people: Sequence[Person]) -> Person | None:
    """Return the person named first in a sentence: the one whom `he` or `she` means in the next."""
    found = []
    for person in people:
        if person.names[-1] in outside:
            form = rf"\b(?:{re.escape(person.name)}|{_TITLE}{re.escape(person.names[-1])})\b"
            found += [(match.start(), person) for match in re.finditer(form, outside)]
    return min(found, key=lambda item: item[0])[1] if found else None


def _response(person: Person, said: Sequence[_Words]) -> Response:
    """Join what a person says: the quoted words, or where there are none the sentences that report them."""
    parts = [re.sub(r"\s+", " ", part.quote).strip() for part in said]
    quotes = " ".join(re.sub(r",$", ".", part) for part in parts if part)
    words = quotes or " ".join(part.sentence.text for part in said)
    evidence = Evidence(said[0].rule, said[0].sentence.line, said[0].sentence.text[:80])
    return Response(person.name, person.role, person.organisation, words, bool(quotes), evidence)
