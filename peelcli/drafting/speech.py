"""Find who speaks in an article and what they say: names with a role and a verb of saying, and the words in quotes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import Evidence, Response
from peelcli.drafting.text import Line, Sentence, quoted_part


class Person(NamedTuple):
    """Hold a person the article introduces with a role."""

    name: str
    role: str
    organisation: str
    sentence: int
    start: int
    end: int

    @property
    def names(self) -> list[str]:
        return self.name.split()


# ---------------------------------------------------------------- names and roles

_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Coun|Rt Hon|The Rt Hon|T/CC|T/DCC|DCC|ACC|CC)\.? )"
_POST = r"(?:,? (?:QPM|KPM|CBE|OBE|MBE|MP|MS|JP|DL|KBE))*"
_NAME_WORD = r"(?:(?:Mc|Mac|O'|D'|Fitz)?[A-Z][a-zà-ÿ]+(?:['-](?:[A-Z][a-zà-ÿ]+|[a-zà-ÿ]+(?= )))*|[A-Z]\.)"
_PARTICLE = r"(?:(?:de|van|von|der|den|la|le|du|al|bin|ap|ab|De|Van|Von|Le|La) )"
NAME = rf"{_NAME_WORD}(?: {_PARTICLE}*{_NAME_WORD}){{1,2}}"
_RANK = r"(?:(?:[Aa]cting|[Tt]emporary|[Dd]eputy|[Aa]ssistant|[Ii]nterim|T/|[Nn]ew|[Cc]urrent)[ -]?)*"
_POLICING = r"(?:(?:,? ?(?:[Pp]olice|[Pp]olicing|[Ff]ire)(?:,| and| &)* ?)+[Cc]rime )"
_HMI = (
    r"(?:(?:(?:His|Her) Majesty's |HM'?s? |H\.M\. |)(?:[Cc]hief )?[Ii]nspector of (?:[Cc]onstabulary|[Pp]olice)(?:,? (?:and|&) (?:[Ff]ire|of)[A-Za-z& ]{0,30}?[Ss]ervices?)?"
    r"|HM (?:[Cc]hief )?[Ii]nspector|HMCI|HMI)"
)
_ROLES = (
    rf"{_HMI}|{_RANK}[Cc]hief [Cc]onstables?|(?:T/)?(?:DCC|ACC|CC)|(?:(?:Deputy|Assistant) )?{_POLICING}[Cc]ommissioner|(?:[Dd]eputy |[Aa]ssistant |[Aa]cting )?(?:PFCC|PCC)"
    rf"|{_RANK}[Cc]ommissioner|{_RANK}(?:[Dd]etective )?(?:[Cc]hief )?[Ss]uperintendent|{_RANK}(?:[Cc]hief )?[Ii]nspector|(?:[Dd]eputy |[Mm]etro |[Ee]xecutive )*[Mm]ayor"
    r"|[Cc]ouncil leader|[Ll]eader of [A-Z][\w' ]{2,40}?|[Cc]abinet [Mm]ember(?: for [A-Za-z, &]{4,60}?)?|[Cc]ouncillor|Cllr|(?:Conservative|Labour|Liberal Democrat|Lib Dem|Green|Reform|Plaid Cymru|local|shadow) (?:MP|MS|councillor)|MP|"
    r"(?:[Pp]olice )?(?:[Ff]ederation|[Bb]ranch|UNISON|Unison|GMB)(?: [Bb]ranch)?(?:'s)? (?:[Vv]ice[ -])?(?:chair(?:man|woman|person)?|Chair(?:man|woman|person)?|[Ss]ecretary|general secretary|leader|representative)"
    r"|(?:[Vv]ice[ -])?[Cc]hair(?:man|woman|person)?|(?:[Gg]eneral )?[Ss]ecretary|(?:[Dd]eputy )?[Cc]hief [Ee]xecutive|(?:[Ee]xecutive |[Mm]anaging )?[Dd]irector|(?:[Ss]hadow )?(?:[Hh]ome [Ss]ecretary|[Pp]olicing [Mm]inister)|[Mm]inister"
    r"|[Hh]ead|[Ss]pokes(?:man|woman|person)|[Ff]ounder|[Pp]resident|[Cc]ampaigner|[Mm]anager|[Oo]fficer|[Pp]rofessor|Lord Mayor|[Cc]oordinator|[Ll]ead|(?:his|her|their|His|Her) (?:deputy|successor|predecessor)"
)
_ORG = r"(?: (?:of|for|at|with|in) (?:the )?(?:[A-Z][\w'&.-]*|policing|crime|safer|police|community|communities|safety|and|&|of|the|for|in|'s)(?:,? (?:[A-Z][\w'&.-]*|and|&|of|the|for|in|policing|crime|safer|communities|safety|stronger))*)"
_ROLE_NAME = re.compile(
    rf"\b(?P<role>{_ROLES})(?P<org>{_ORG}??)(?: \([A-Z]{{2,5}}\))?(?:,| -)? ?(?:for \w+ )?(?:{_TITLE})*(?P<name>{NAME})\b(?!')(?! Police| Constabulary| and Crime)"
)
_NAME_ROLE = re.compile(
    rf"\b(?:{_TITLE})*(?P<name>{NAME}){_POST}(?:,| -| \(|, who (?:is|was)| became| is| was| as) (?:who (?:is|became) )?(?:now |then )?(?P<of>(?:the |a |an |our |its |newly appointed )*(?:(?:[A-Z][\w&-]+ ){{0,5}}(?:Police|Constabulary|[A-Z][\w&-]+)'s? )?(?:[a-z]+'s )?)(?P<before>(?:[A-Z][\w&-]+ ){{0,5}}?)(?P<role>{_ROLES})\b(?P<org>{_ORG}?)"
)
_APPOSITION = re.compile(
    rf"\b(?P<name>{NAME}){_POST}, (?P<what>(?!who\b|which\b|and\b|in\b|on\b)[^\",]{{2,70}}(?:, [^\",]{{2,50}})?),"
)
_ANY_ROLE = re.compile(_ROLES)
_CAPITALS = re.compile(rf"[A-Z][\w'-]* {_PARTICLE}*[A-Z]")
_TITLED = re.compile(rf"\b(?P<title>{_TITLE})(?P<name>{NAME})\b")
_NOT_NAMES = frozenset(
    "Councillor Cllr Coun Sir Dame Dr Mr Mrs Ms Lord Lady Baroness Support Aid Trust Foundation Group Alliance Network Union Unison Justice Centre Neighbourhood Watch Live News Times Post Echo Mail "
    "Express Gazette BBC ITV Independent Liberty Refuge Government Department Ministry Board Committee Parliament Senedd Street Road House "
    "University College School Hospital NHS Statement Message Chair Head Lead Following Speaking Although Despite Responding Labour's "
    "Police Constabulary Service Services Force Crime Commissioner Constable Chief Inspector Inspectorate Majesty Majesty's Office Council County "
    "City Rescue Federation Association Report Inspection Deputy Assistant The This That But And When While After Its In On At For He She They "
    "We Our It His Her HM HMICFRS HMIC PEEL Mayor Home Secretary Minister Member Cabinet Branch Superintendent PCC Safer Communities Community "
    "Public Panel Authority Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September "
    "October November December North South East West England Wales Temporary Acting Fire Victims Party Labour Conservative Central Greater".split()
)

_SAY = (
    r"(?:said|says|say|added|adds|told|tells|wrote|writes|commented|comments|explained|explains|accepted|accepts|acknowledged|acknowledges|welcomed|welcomes|accused|accuses|"
    r"refuted|rejected|admitted|admits|insisted|insists|warned|warns|promised|pledged|thanked|praised|praises|responded|continued|stated|believes|called|calls|described|posted|tweeted|concluded|apologised|stressed|"
    r"argued|argues|claimed|claims|noted|expressed|congratulated|paid tribute|went further|went on|replied|joked|conceded|revealed|announced|urged|urges|vowed|hailed|"
    r"highlighted|emphasised|reacted|remarked|declared|confirmed|agreed|suggested|reassured|questioned|criticised|laughing|observed|outlined)"
)
_LEAD_IN = r"(?:(?:has|have|had|also|then|later|now|who|in response|however|today|yesterday|since|further|again|previously|recently|publicly|immediately|quickly|nevertheless|therefore|though|meanwhile|himself|herself|fully|warmly|and|doesn't argue|does not argue)[, ]+)*"
_ASIDE = r"(?:,? \([^()]{1,60}\)|(?:,| -) [^\"]{1,130}?(?:,| -))?"
_SAYS_AFTER = re.compile(rf"{_POST}(?:'s)?{_ASIDE},? {_LEAD_IN}{_SAY}\b(?! (?:upon|out)\b)")
_SAYS_BEFORE = re.compile(
    rf"\b(?:(?:said|says|added|adds|wrote|writes|explained|joked|according to)(?: the| new| our| local| its)*|{_SAY} by(?: the)?),? ?$"
)
_HEADING = re.compile(
    r"^(?:(?:a )?(?:statement|message|comment|response|quote|foreword|reaction)s? (?:from|by)\b|from )",
    re.IGNORECASE,
)


def find_people(sentences: Sequence[Sentence], places: frozenset[str]) -> list[Person]:
    """Return everyone whom the article introduces by name and role, once, in order."""
    people: dict[str, Person] = {}
    for number, sentence in enumerate(sentences):
        text = sentence.plain
        for match in _introductions(text):
            parts = match.groupdict()
            name, start = _only_name(parts["name"], match.start("name"), places)
            if not name:
                continue
            role, organisation = _role(parts, text, match)
            if role.startswith(("His ", "Her ", "Their ")):
                held = [p.role for p in people.values() if p.role]
                role = f"Deputy {held[-1]}" if held and "deputy" in role else held[-1] if held else role
            known = people.get(name)
            if known is None or (not known.role and role):
                people[name] = Person(name, role, organisation, number, start, start + len(name))
    return sorted(people.values(), key=lambda p: (p.sentence, p.start))


def _introductions(text: str) -> list[re.Match[str]]:
    """Return the places where a name stands beside a role, an explanation between commas, or a title."""
    if not _CAPITALS.search(text):
        return []
    found = [*_ROLE_NAME.finditer(text), *_NAME_ROLE.finditer(text)] if _ANY_ROLE.search(text) else []
    explained = [m for m in _APPOSITION.finditer(text) if _SAYS_AFTER.match(text, m.end() - 1)]
    return [*found, *explained, *_TITLED.finditer(text)]


def _only_name(name: str, start: int, places: frozenset[str]) -> tuple[str, int]:
    """Drop the words of a place or party before a name (`Surrey Lisa Townsend`, `Labour's`); return nothing where no name is left."""
    words = name.split(" ")
    if words[0].endswith("'s"):
        start += len(words.pop(0)) + 1
    at = start
    while len(words) > 2 and (words[0] in places or words[0] in _NOT_NAMES):
        at += len(words[0]) + 1
        words.pop(0)
    while len(words) > 1 and words[-1] in _NOT_NAMES:
        words.pop()
    bad = any(word in _NOT_NAMES for word in words) or (words[0] in places and words[-1] in places)
    return ("", at) if len(words) < 2 or bad else (" ".join(words), at)


def _role(parts: dict[str, str | None], text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the role in its usual form and the organisation it names."""
    role = (parts.get("role") or "").strip(" ,")
    if what := parts.get("what"):
        what = re.sub(r"^(?:the|an?|our|now) ", "", what)
        return (
            "" if what[0].isdigit() or what.startswith(("from", "of")) else what[0].upper() + what[1:]
        ), ""
    organisation = re.sub(r"^ ?(?:of|for|at|with|in) (?:the )?", "", parts.get("org") or "").strip(" ,.")
    if not role:
        return ("Councillor" if "c" in (parts.get("title") or "").lower()[:1] else ""), ""
    lead = (
        text[: match.start()] if "of" not in parts else (parts.get("of") or "") + (parts.get("before") or "")
    )
    owner = re.search(
        r"((?:[A-Z][\w&-]+ (?:and |& )?)+?(?:Police |Constabulary )?(?:Federation )?)(?:'s )?$|([A-Z][\w& -]*?)'s $",
        lead[-60:],
    )
    if owner and not organisation:
        organisation = (owner[1] or owner[2] or "").strip()
    return canonical_role(role, parts.get("org") or ""), organisation


_CANONICAL = (
    (r"^(?:T/)?DCC$", "Deputy Chief Constable"),
    (r"^(?:T/)?ACC$", "Assistant Chief Constable"),
    (r"^(?:T/)?CC$", "Chief Constable"),
    (r"(?:HMCI\b|chief inspector of const|hm chief insp)", "HM Chief Inspector of Constabulary"),
    (r"(?:HMI\b|inspector of (?:const|police)|hm insp|h\.m\. insp)", "HM Inspector of Constabulary"),
    (r"^(?:PCC|police,? (?:and|&) crime commissioner|police and crime$)", "Police and Crime Commissioner"),
    (r"^(?:PFCC|police,? fire)", "Police, Fire and Crime Commissioner"),
    (r"^deputy (?:PCC|police and crime)", "Deputy Police and Crime Commissioner"),
)


def canonical_role(role: str, rest: str = "") -> str:
    """Return one form for the roles that articles spell in many ways; others keep the article's words."""
    for pattern, name in _CANONICAL:
        if re.search(pattern, role, re.IGNORECASE):
            return name
    role = re.sub(r"^(?:new|current) ", "", role, flags=re.IGNORECASE).replace("T/", "Temporary ")
    if re.search(r"\b(?:constable|superintendent|commissioner|inspector)$", role, re.IGNORECASE):
        return " ".join(word.capitalize() for word in role.split())
    words = role[0].upper() + role[1:]
    return (
        words + rest
        if re.match(
            r"(?:deputy )?mayor|director|head|chair|leader|manager|founder|president|lead",
            role,
            re.IGNORECASE,
        )
        else words
    )


# ---------------------------------------------------------------- who says what


class Speech(NamedTuple):
    """Hold who says what, and which sentences are somebody's words (by number, with the speaker's role)."""

    responses: tuple[Response, ...]
    spoken: dict[int, str]


class _Words(NamedTuple):
    quote: str
    sentence: Sentence
    rule: str


def find_responses(lines: Sequence[Line], sentences: Sequence[Sentence], places: frozenset[str]) -> Speech:
    """Return those of the people introduced who say something, with their words."""
    people = find_people(sentences, places)[:MOST_PEOPLE]
    said: dict[str, list[_Words]] = {}
    spoken: dict[int, str] = {}
    current: Person | None = None  # whose quotation may go on
    subject: Person | None = None  # whom "he" or "she" means
    bare = False  # words follow a colon without any marks
    paragraph, quotes = -1, ""
    for number, sentence in enumerate(sentences):
        begins = sentence.paragraph != paragraph
        if begins:
            paragraph, quotes = sentence.paragraph, quoted_part(lines[sentence.paragraph])
        quote = quotes[sentence.offset : sentence.offset + len(sentence.text)].strip()
        outside = _outside(sentence.plain, quotes[sentence.offset :])
        speaker, rule = _speaker(outside, number, people, subject)
        if speaker:
            current, bare = speaker, False
        elif begins and bare and not quote and current and _ends_speech(sentence):
            current, bare = None, False
        elif begins and not bare and not sentence.plain.startswith('"'):
            current = None
        if current and (speaker or quote or bare):
            words = quote or (sentence.text if bare and not speaker else "")
            said.setdefault(current.name, []).append(_Words(words, sentence, rule or "quotation goes on"))
            if words:
                spoken[number] = current.role
            bare = bare or (sentence.plain.endswith(":") and not quote)
        subject = speaker or _subject(outside, people) or subject
    return Speech(tuple(_response(p, said[p.name]) for p in people if p.name in said), spoken)


MOST_PEOPLE = 60
_ENDS = re.compile(
    r"(?:notes?\b|ends?\b|share\b|related|contact|for (?:further|more)|image|-|read more|the (?:report|inspect|force))",
    re.IGNORECASE,
)


def _ends_speech(sentence: Sentence) -> bool:
    """Tell that words without marks are over: a heading, a note, or the article's own voice again."""
    return (
        bool(_ENDS.match(sentence.plain))
        and not re.search(r"\b(?:I|we|We|our|my)\b", sentence.plain)
        or (len(sentence.plain) < 45 and sentence.plain[-1:] not in '.!?"')
    )


def _outside(plain: str, quotes: str) -> str:
    """Return the sentence with quoted words blanked, so that a name or verb in a quotation is not taken for narrative."""
    return "".join(
        " " if quote != " " and char != " " else char for char, quote in zip(plain, quotes, strict=False)
    )


def _speaker(
    outside: str, number: int, people: Sequence[Person], subject: Person | None
) -> tuple[Person | None, str]:
    """Return who speaks in a sentence and by which rule."""
    for person in people:
        if person.names[0] not in outside and person.names[-1].rstrip("s") not in outside:
            continue
        for form, rule in _forms(person, number):
            for match in re.finditer(form, outside):
                if _SAYS_AFTER.match(outside, match.end()):
                    return person, f"{rule} says"
                if _SAYS_BEFORE.search(outside[: match.start()]) or _said_by_role(outside[: match.start()]):
                    return person, f"said {rule}"
                if _HEADING.match(outside) and len(outside) < 120:
                    return person, "statement from"
                if rule == "name" and re.search(r"^[^.\"]{0,60}:$", outside[match.end() :]):
                    return person, "name before the words"
    if subject and _PRONOUN_SAYS.search(outside):
        return subject, "he or she says"
    if subject and (role := _ROLE_SAYS.search(outside)) and role[1].lower() in subject.role.lower():
        return subject, "the role says"
    return None, ""


_PRONOUN_SAYS = re.compile(rf"(?:^|[\s,])(?:[Hh]e|[Ss]he)(?: {_LEAD_IN}| ){_SAY}\b|\b{_SAY} (?:he|she)\b")
_ROLE_SAYS = re.compile(
    rf"\b[Tt]he ((?:[Cc]hief )?[Cc]onstable|[Cc]ommissioner|PCC|PFCC|[Cc]hief|[Ii]nspector|[Mm]ayor|MP) {_LEAD_IN}{_SAY}\b"
)


def _forms(person: Person, number: int) -> Iterator[tuple[str, str]]:
    """Yield the ways an article refers to a person: full name, title and surname, one name alone once introduced."""
    first, last = re.escape(person.names[0]), re.escape(person.names[-1])
    yield rf"\b{re.escape(person.name)}\b", "name"
    yield rf"\b{_TITLE}(?:{first} )?{last.rstrip('s')}s?\b", "title and surname"
    if number > person.sentence:
        yield rf"\b{first}\b(?! [A-Z])", "first name"
        yield rf"(?<![\w-] )\b{last}\b", "surname"


def _said_by_role(head: str) -> bool:
    """Tell `said Chief Constable NAME` by what stands before the name."""
    match = re.search(
        r"\b(?:said|says|added|adds|according to|commented|wrote|explained|continued)((?: [\w'&/-]+,?){1,12} )$",
        head[-120:],
    )
    if not match or re.search(r"\b(?:that|had|was|is|has|would|with|to|from)\b", match[1]):
        return False
    return re.search(_ROLES, match[1]) is not None


def _subject(outside: str, people: Sequence[Person]) -> Person | None:
    """Return the person named first in a sentence: the one whom `he` or `she` means in the next."""
    found = []
    for person in people:
        last = re.escape(person.names[-1])
        match = person.names[-1] in outside and re.search(
            rf"\b(?:{re.escape(person.name)}|{_TITLE}{last})\b", outside
        )
        if match:
            found.append((match.start(), person))
    return min(found, key=lambda item: item[0])[1] if found else None


def _response(person: Person, said: Sequence[_Words]) -> Response:
    """Join what a person says: the quoted words, or where there are none the sentences that report them."""
    quotes = " ".join(part.quote for part in said if part.quote)
    words = re.sub(r"\s+", " ", quotes) or " ".join(part.sentence.text for part in said)
    first = said[0]
    evidence = Evidence(first.rule, first.sentence.line, first.sentence.text[:80])
    return Response(person.name, person.role, person.organisation, words, bool(quotes), evidence)
