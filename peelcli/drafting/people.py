"""The people of an article: who is introduced, in which role."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.text import Sentence, lower
from peelcli.drafting.vocabulary import Mark, Vocabulary


class Person(NamedTuple):
    """A person introduced in the article, and in which sentence."""

    name: str
    role: str
    organisation: str
    sentence: int

    @property
    def names(self) -> list[str]:
        """The words of the name."""
        return self.name.split()


TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Coun|Rt Hon|T/D?CC|[DA]?CC)\.? )"
HONOURS = r"(?:,? (?:QPM|KPM|CBE|OBE|MBE|MP|MS|JP|DL|KBE))*"
_PART = r"(?:(?:Mc|Mac|O'|D'|Fitz)?[A-Z][a-zà-ÿ]+(?:['-](?:[A-Z][a-zà-ÿ]+|[a-zà-ÿ]+(?= )))*|[A-Z]\.)"
_PARTICLE = r"(?:(?:[Dd]e|[Vv]an|[Vv]on|der|den|[Ll][ae]|du|al|bin|ap|ab) )"
NAME = rf"(?P<name>(?:{_PART}|[A-Z]{{1,2}}|(?:[A-Z]\.){{2,3}})(?: {_PARTICLE}*{_PART}){{1,2}})"
_NAME = re.compile(rf"\b{NAME}\b(?! Police| Constabulary| and Crime)")
_TITLED = re.compile(rf"\b(?P<title>{TITLE}){NAME}\b")
_IN_ORG = r"(?:[A-Z][\w'&.-]*|and|&|of|the|for|in|policing|police|crime|safer|stronger|community|safety)"
_ORG = rf"(?: (?:of|for|at|with|in) (?:the )?{_IN_ORG}(?:,? {_IN_ORG})*)"
ORGANISATION = re.compile(_ORG)
_ROLE_TO_NAME = re.compile(rf"(?P<org>(?:{_ORG}|(?: {_IN_ORG})+)?)(?: \([A-Z]{{2,5}}\))?(?:,| -)? ?{TITLE}*")
_OWNER = r"(?:(?:the|an?|our|its|newly|appointed|now|then|who|is|was|became) )*(?:[\w&-]+'s? )?(?:[A-Z][\w'&-]+ ){0,5}?"
_NAME_TO_ROLE = re.compile(rf"{HONOURS}(?:,| -| \(| became| is| was| as)? ?(?P<owner>{_OWNER})")
_EXPLAINED = re.compile(
    rf"{HONOURS}, (?P<what>who (?:led|leads|ran|runs|chairs|wrote|carried out)[^\",]{{2,60}}"
    r"|(?!who\b|which\b|and\b|in\b|on\b)[^\",]{2,70}(?:, [^\",]{2,50})?),"
)
_DID = re.compile(r"\b(?:carried out|led|written|conducted|authored|headed|overseen) by $")
MOST_PEOPLE = 60


def find_people(sentences: Sequence[Sentence], vocabulary: Vocabulary, places: frozenset[str]) -> list[Person]:
    """Return everyone whom the article introduces: with a role, a title, a few words between commas, or speaking."""
    people: dict[str, Person] = {}
    free, held_at = "", -9  # a role named without a name, and where
    for number, sentence in enumerate(sentences):
        roles = sentence.marks.get("role", ())
        if not roles and "says" not in sentence.marks and " by " not in sentence.small and not _TITLED.search(sentence.plain):
            continue
        taken = False
        for name, role, organisation, at in _introductions(sentence, roles, free if number - held_at < 3 else None):
            name = _only_name(name, vocabulary.words["not_names"], places)
            if role.startswith(("His ", "Her ")):
                held = next((p.role for p in reversed(people.values()) if p.role), "")
                role = f"Deputy {held}".strip() if "deputy" in role else held
            if name and (name not in people or (role and not people[name].role)):
                people[name] = Person(name, role, organisation, number)
            taken = taken or bool(name and at)
        if roles and not taken:
            free, held_at = _usual(roles[-1], sentence), number
    return sorted(people.values(), key=lambda person: person.sentence)[:MOST_PEOPLE]


def _introductions(
    sentence: Sentence, roles: Sequence[Mark], free: str | None
) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (name, role, organisation, whether the role stands beside it) for each name of a sentence."""
    plain = sentence.plain
    bare = plain
    for role in roles:  # no name reaches into a role
        bare = f"{bare[: role.start]}{'_' * (role.end - role.start)}{bare[role.end :]}"
    used: set[int] = set()
    names = [*_NAME.finditer(bare)]
    for name in names:
        for role in roles:
            gap = plain[name.end("name") : role.start] if role.start >= name.end("name") else '"'
            if len(gap) < 90 and role.start not in used and (owner := _NAME_TO_ROLE.fullmatch(gap)):
                used.add(role.start)
                behind = ORGANISATION.match(plain, role.end)
                organisation = _organisation(behind[0] if behind else "", owner["owner"])
                yield name["name"], _usual(role, sentence, behind[0] if behind else ""), organisation, True
    for name in names:
        before = [role for role in roles if role.end <= name.start("name") and role.start not in used]
        for start in _starts(name) if before else ():
            if link := _ROLE_TO_NAME.fullmatch(plain, before[-1].end, start):
                used.add(before[-1].start)
                organisation = _organisation(link["org"], plain[max(0, before[-1].start - 60) : before[-1].start])
                yield plain[start : name.end("name")], _usual(before[-1], sentence, link["org"]), organisation, True
                break
    for titled in _TITLED.finditer(bare):
        yield titled["name"], "Councillor" if titled["title"].startswith("C") else "", "", False
    for name in names:
        end = name.end("name")
        explained = _EXPLAINED.match(bare, end)
        if explained and _says_at(sentence, explained.end() - 1):
            yield name["name"], _explanation(explained["what"]), "", False
        elif _DID.search(plain, max(0, name.start("name") - 30), name.start("name")):
            yield name["name"], "", "", False
        elif free is not None and _says_at(sentence, end):
            yield name["name"], free, "", False


def _starts(name: re.Match[str]) -> Iterator[int]:
    """Yield where a name may begin: `Surrey Lisa Townsend` may be a place and a name."""
    yield name.start("name")
    words = name["name"].split(" ")
    if len(words) > 2:
        yield name.start("name") + len(words[0]) + 1


_TO_VERB = re.compile(rf"{HONOURS},? (?:(?:has|have|had|also|then|later|now|today|since|further|again|recently)[, ]+)*")


def _says_at(sentence: Sentence, at: int) -> bool:
    """Return whether a verb of saying follows directly."""
    gap = _TO_VERB.match(sentence.plain, at)
    return gap is not None and any(mark.start == gap.end() for mark in sentence.marks.get("says", ()))


def _only_name(name: str, not_names: frozenset[str], places: frozenset[str]) -> str:
    """Drop what is not a name (`Surrey Lisa Townsend`); return nothing if nothing is left."""
    words = name.split()
    if words[0].endswith("'s"):
        words.pop(0)
    while len(words) > 2 and (words[0] in places or lower(words[0]) in not_names):
        words.pop(0)
    while len(words) > 1 and lower(words[-1]) in not_names:
        words.pop()
    bad = len(words) < 2 or any(lower(word) in not_names for word in words)
    return "" if bad or (words[0] in places and words[-1] in places) else " ".join(words)


def _explanation(what: str) -> str:
    """Return a role made of the words between commas after a name, if they are one."""
    what = re.sub(r"^(?:the|an?|our|now) ", "", what)
    if what[0].isdigit() or what.startswith(("from", "of ", "who ")):
        return ""
    return what[0].upper() + what[1:]


def _usual(role: Mark, sentence: Sentence, rest: str = "") -> str:
    """Return a role under its usual name, or as the text writes it, with what belongs to it."""
    if role.value != "as written":
        return str(role.value)
    written = sentence.plain[role.start : role.end].strip(" ,")
    if re.search(r"\b(?:constable|superintendent|commissioner|inspector)$", written, re.IGNORECASE):
        return " ".join(word.capitalize() for word in written.split())
    return written[0].upper() + written[1:] + rest.rstrip(" ,.")


def _organisation(behind: str, lead: str) -> str:
    """Return the organisation named behind a role, else its owner before it (`Essex Police's Chief Constable`)."""
    organisation = re.sub(r"^ (?:of|for|at|with|in) (?:the )?", "", behind).strip(" ,.")
    if not organisation:
        owner = re.search(r"((?:[A-Z][\w&-]+ (?:and |& )?)+)(?:'s )?$|([A-Z][\w& -]*)'s $", lead)
        organisation = (owner[1] or owner[2]).strip() if owner else ""
    return "" if re.match(r"(?i)the\b|policing|crime|safer|community", organisation) else organisation
