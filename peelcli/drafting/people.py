"""The people that an article introduces, with their roles."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.forces import Article
from peelcli.drafting.text import Sentence, lower
from peelcli.drafting.vocabulary import Mark

TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Rev|Revd|Canon|Father|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Coun"
    r"|Rt Hon|T/D?CC|[DA]?CC|PC|Sgt|Det|Ch|Insp|Supt)\.? )"
)
HONOURS = r"(?:,? (?:QPM|KPM|CBE|OBE|MBE|MP|MS|JP|DL|KBE))*"
ADVERBS = (
    r"(?:(?:has|have|had|also|then|later|now|who|in response|however|today|yesterday|since|further|again|previously"
    r"|recently|publicly|immediately|quickly|nevertheless|therefore|though|meanwhile|himself|herself|fully|warmly|and)"
    r"[, ]+)*"
)
_PART = r"(?:(?:Mc|Mac|O'|D'|Fitz)?[A-Z][a-zà-ÿ]+(?:['-](?:[A-Z][a-zà-ÿ]+|[a-zà-ÿ]+(?= )))*|[A-Z]\.)"
_PARTICLE = r"(?:(?:[Dd]e|[Vv]an|[Vv]on|der|den|[Ll][ae]|du|al|bin|ap|ab) )"
_BODY = r" (?:and|&) [A-Z]\w+ (?:Association|Board|Trust|Council|Group|Network|Society|Union)"
_NAMED = (
    rf"(?P<name>(?:{_PART}|[A-Z]{{1,2}}(?: [A-Z])?|(?:[A-Z]\. ?){{2,3}})(?: {_PARTICLE}*{_PART}){{1,2}})"
    rf"\b(?! Police| Constabulary| and Crime|{_BODY})"
)
_NAME = re.compile(rf"\b{_NAMED}")
_IN_ORG = (
    r"(?:(?!Cllr|Coun\b|M[rs]s?\b|Dr\b|Sir\b)[A-Z][\w'&.-]*|and|&|of|the|for|in|policing|police|crime|safer|stronger"
    r"|community|communities|safety|charity|group)"
)
ORGANISATION = rf"(?: (?:of|for|at|with|in|from) (?:the )?{_IN_ORG}(?:,? {_IN_ORG})*)"
_ORGANISATION = re.compile(rf"{ORGANISATION}?")
_ROLE_TO_NAME = re.compile(
    r"(?P<org>(?: (?:of|for|with|in|on|at) (?!.*\b(?:who|that|was|is|has|had|have|met|from|by|but)\b)"
    rf"[^\".;:(),]{{1,70}}(?:, [a-z]+)*(?: and [a-z]+)?|(?: {_IN_ORG})+?)??)"
    rf"(?: \([^()]{{2,30}}\))?(?:,| -)? ?{TITLE}*"
)
_COMPLEMENT = re.compile(r"(?: [^,;:.\"()]{1,90}?)?(?=[,;:.\"()]| - |$)")
_KIND = "local|county|borough|district|town|parish|city|former|retired|independent|joint|regional"
_NAME_TO_ROLE = re.compile(
    rf"{HONOURS}(?: \([^()]{{1,40}}\))?(?:,| -| \(| became| is| was| as)?(?: who (?:\w+ ){{1,4}}?)? ?(?P<owner>"
    rf"(?:(?:the|an?|our|your|its|newly|appointed|now|then|who|is|was|been|became|as|{_KIND}) )*"
    r"(?:[\w&-]+'s? )?(?:[A-Z][\w'&-]+ ){0,5}?)"
)
_EXPLAINED = re.compile(
    rf"{HONOURS}(?:,| -) (?P<what>(?!who\b|which\b|and\b|in\b|on\b)[^\",]{{2,120}}?(?:, [^\",]{{2,90}})?)(?:,| -) "
    rf"{ADVERBS}"
)
_WHO = re.compile(rf"{HONOURS}, (?P<what>who [^\",]{{2,90}}),")
_LEADING = re.compile(
    r"^(?:the|an?|our|your|now|(?:of|from) (?=[A-Z]\S+ [A-Z])|who (?=chairs|leads|heads|is)(?:is )?(?:the |an? )?) ?"
)
_TITLED = re.compile(rf"\b(?:M(?:rs?|s|iss)|Dr|Sir|Dame) ({_PART})")
_SIGNED = re.compile(rf"{TITLE}*{_NAMED}{HONOURS}[,.]?")
_TRADES = r"(?:er|or|ist|ian|[ae]nt|man|mum|dad|rep|ctive)"
_TRADE = re.compile(
    rf"(?:^|, |[A-Z][\w'-]+ |\b(?:the|local|a|an) )(?:[a-z]+ )?([A-Za-z][a-z]{{2,}}{_TRADES}|chief),? {TITLE}*$"
)
_IS_TRADE = re.compile(rf"[a-z]{{3}}(?:{_TRADES}|of-two|of-three)$")
_OWNER = re.compile(r"(?:(?:But|And|While|Yet|So) )?((?:[A-Z][\w&-]+ )*[A-Z][\w&-]+)'s $")
_TO_VERB = re.compile(rf"{HONOURS}{ORGANISATION}?,? {ADVERBS}")
OFFICIAL = re.compile(r"(?:Constable|Commissioner|Mayor|Superintendent|Inspector\b.*|\b[DA]?CC|PCC)\b")
MOST_PEOPLE = 60


class Person(NamedTuple):
    """A person introduced in the article, and in which sentence."""

    name: str
    role: str
    organisation: str
    sentence: int


class _Name(NamedTuple):
    """A name and its place in a sentence."""

    start: int
    end: int
    text: str


_Introduction = tuple[str, str, str]
"""A name, the role, and the organisation."""


def find_people(article: Article) -> list[Person]:
    """Return the people that the article introduces: with a role, a few words between commas, or a statement."""
    people: dict[str, Person] = {}
    free, held_at = "", -9  # a role named without a name, and where
    signed = ""  # a line that is only a name
    places, words = article.forces.places(), article.vocabulary.words
    titled = {lower(name) for s in article.sentences if "says" in s.marks for name in _TITLED.findall(s.plain)}
    for number, sentence in enumerate(article.sentences):
        if " " not in sentence.plain:
            signed = ""
            continue
        roles = [mark for mark in sentence.marks.get("role", ()) if _is_role(sentence.plain[mark.start : mark.end])]
        beside: list[_Introduction] = []
        others: list[_Introduction] = []
        if signed and roles and len(sentence.plain) < 100:
            beside = [(signed, _usual(roles[0], sentence, sentence.plain[roles[0].end :]), "")]
        elif roles or "says" in sentence.marks or any(name in sentence.small for name in (", who ", *titled)):
            names = [*_names(sentence, roles, places, words)]
            beside = [*_by_role(sentence, roles, names)]
            others = [*_by_words(sentence, names, free if number - held_at < 3 else "", titled)]
        for name, role, organisation in (*beside, *others):
            if role.startswith(("His ", "Her ")):
                held = next((p.role for p in reversed(people.values()) if p.role), "")
                role = f"Deputy {held}".strip() if "deputy" in role else held
            known = people.get(name)
            titled_here = known is not None and known.role == "Councillor" and known.sentence == number
            closer = titled_here and f"{name}, " in sentence.plain  # `Councillor Ann Field, chair of the panel`
            if known is None or (role and (closer or not known.role)):
                people[name] = Person(name, role, organisation, number)
        if roles and not beside:
            free, held_at = _usual(roles[-1], sentence), number
        alone = _SIGNED.fullmatch(sentence.plain)
        signed = _cleaned(alone["name"], places, words) if alone else ""
    return sorted(people.values(), key=lambda person: person.sentence)[:MOST_PEOPLE]


def _is_role(words: str) -> bool:
    """Return whether a role is that of one person; an abbreviation must be in capitals: `MS`, not `Ms`."""
    return words.isupper() or (len(words) > 3 and (words[-1] != "s" or words.endswith("ervices")))


def _cleaned(name: str, places: frozenset[str], known: dict[str, frozenset[str]]) -> str:
    """Drop places before a name (`Surrey Lisa Townsend`); return nothing if it is not a name."""
    not_names, words = known["not_names"], name.removesuffix("'s").split()[name.split()[0].endswith("'s") :]
    while len(words) > 2 and (words[0] in places or lower(words[0]) in not_names or _IS_TRADE.search(words[0])):
        words.pop(0)
    strange = any(lower(word) in not_names or word.endswith("'s") for word in words[:-1])
    bad = len(words) < 2 or words[0] in places or strange
    return "" if bad or lower(words[-1]) in not_names - known["surnames"] else " ".join(words)


def _names(
    sentence: Sentence, roles: Sequence[Mark], places: frozenset[str], words: dict[str, frozenset[str]]
) -> Iterator[_Name]:
    """Yield the names in a sentence; none reaches into a role."""
    bare, at = sentence.plain, 0
    for role in roles:
        bare = f"{bare[: role.start]}{'_' * (role.end - role.start)}{bare[role.end :]}"
    while match := _NAME.search(bare, at):  # `On Friday Ann Field`: a match that is not a name may contain one
        name = _cleaned(match["name"], places, words)
        end = match.end() - 2 * match["name"].endswith("'s")
        if name:
            yield _Name(end - len(name), end, name)
        at = match.end() if name else bare.find(" ", match.start()) + 1


def _by_role(sentence: Sentence, roles: Sequence[Mark], names: Sequence[_Name]) -> Iterator[_Introduction]:
    """Yield the names beside a role: `Ann Field, Chief Constable of Kent`, `Kent's Chief Constable, Ann Field`."""
    plain = sentence.plain
    for role in roles:
        verb = _next_verb(sentence, role.end)
        before = next((name for name in reversed(names) if name.end <= role.start), None)
        owner = _NAME_TO_ROLE.fullmatch(plain, before.end, role.start) if before else None
        if before and owner:
            rest = _COMPLEMENT.match(plain, role.end, verb)
            complement = rest[0] if rest else ""
            yield before.text, _usual(role, sentence, complement), _organisation(plain[role.end :], owner["owner"])
            continue
        lead = plain[max(0, role.start - 60) : role.start]
        end = role.end - 4 * plain.endswith(" for", role.start, role.end)  # `spokesman for the branch`
        for after in (name for name in names if role.end <= name.start):
            if gap := _ROLE_TO_NAME.fullmatch(plain, end, after.start):
                yield after.text, _usual(role, sentence, gap["org"][role.end - end :]), _organisation(gap["org"], lead)
                break


def _by_words(
    sentence: Sentence, names: Sequence[_Name], free: str, titled: Collection[str]
) -> Iterator[_Introduction]:
    """Yield the names that a few words explain, or that say something: here, or as `Ms Field` elsewhere."""
    plain = sentence.plain
    for start, end, name in names:
        explained = _WHO.match(plain, end) or _EXPLAINED.fullmatch(plain, end, _next_verb(sentence, end) + 1)
        trade = _TRADE.search(plain, max(0, start - 40), start)
        known_for = trade[1].capitalize().replace("Chief", "Chief Constable") if trade else ""
        if owner := _OWNER.search(plain, max(0, start - 60), start):
            known_for = owner[1]  # `Kent Police Federation's Ann Field`
        if explained:
            what = _LEADING.sub("", explained["what"])
            vague = what[0].isdigit() or what.startswith(("from", "of ", "who ", "whose "))
            yield name, known_for if vague else what[0].upper() + what[1:], ""
        elif lower(name.split()[-1]) in titled or _says_at(sentence, end) or _said_by(sentence, start, end):
            yield name, free or known_for, ""


def _next_verb(sentence: Sentence, at: int) -> int:
    """Return where the next verb of saying begins, or the end of the sentence."""
    return min((m.start - 1 for m in sentence.marks.get("says", ()) if m.start >= at), default=len(sentence.plain))


def _says_at(sentence: Sentence, at: int) -> bool:
    """Return whether a verb of saying follows directly."""
    gap = _TO_VERB.match(sentence.plain, at)
    return gap is not None and any(mark.start == gap.end() for mark in sentence.marks.get("says", ()))


def _said_by(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a sentence ends with a verb of saying and a name."""
    ends = len(sentence.plain) - end < 2
    return ends and any(mark.end + 1 == start for mark in sentence.marks.get("says", ()))


def _usual(role: Mark, sentence: Sentence, rest: str = "") -> str:
    """Return a role under its usual name, or as written, with its complement."""
    if role.value != "as written":
        return str(role.value)
    written = sentence.plain[role.start : role.end].strip(" ,")
    if written.lower().endswith(("constable", "superintendent", "commissioner", "inspector")):
        return written.title()
    return written[0].upper() + written[1:] + rest.rstrip(" ,.")


def _organisation(behind: str, lead: str) -> str:
    """Return the organisation named after a role, else its owner before it (`Essex Police's Chief Constable`)."""
    named = _ORGANISATION.match(behind)
    organisation = re.sub(r"^ (?:of|for|at|with|in) (?:the )?", "", named[0] if named else "").strip(" ,.")
    if not organisation:
        owner = re.search(r"((?:[A-Z][\w&-]+ (?:and |& )?)+)(?:'s )?$|([A-Z][\w& -]*)'s $", lead)
        organisation = (owner[1] or owner[2]).strip() if owner else ""
    return "" if re.match(r"(?i)the\b|but\b|policing|crime|safer|community", organisation) else organisation
