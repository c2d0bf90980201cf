"""The people that an article introduces, with their roles."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.forces import Article
from peelcli.drafting.text import Sentence, lower
from peelcli.drafting.vocabulary import Mark

TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Rev|Revd|Canon|Father|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Coun|Rt Hon"
    r"|T/D?CC|[DA]?CC|PC|Sgt|Det|Ch|Insp|Supt)\.? )"
)
HONOURS = r"(?:,? (?:QPM|KPM|CBE|OBE|MBE|MP|MS|JP|DL|KBE))*"
ADVERBS = (
    r"(?:(?:has|have|had|also|then|later|now|who|in response|however|today|yesterday|since|further|again|previously"
    r"|recently|publicly|immediately|quickly|nevertheless|therefore|though|meanwhile|himself|herself|fully|warmly|and)"
    r"[, ]+)*"
)
_PART = r"(?:(?:Mc|Mac|O'|D'|Fitz)?[A-Z][a-zà-ÿ]+(?:['-](?:[A-Z][a-zà-ÿ]+|[a-zà-ÿ]+(?= )))*|[A-Z]\.)"
_PARTICLE = r"(?:(?:[Dd]e|[Vv]an|[Vv]on|der|den|[Ll][ae]|du|al|bin|ap|ab) )"
_NAMED = (
    rf"(?P<name>(?:{_PART}|[A-Z]{{1,2}}(?: [A-Z])?|(?:[A-Z]\. ?){{2,3}})(?: {_PARTICLE}*{_PART}){{1,2}})"
    r"\b(?! Police| Constabulary| and Crime| (?:and|&) [A-Z]\w+ (?:Association|Board|Trust|Council|Group|Network|Society|Union))"
)
_NAME = re.compile(rf"\b{_NAMED}")
_IN_ORG = (
    r"(?:(?!Cllr|Coun\b|M[rs]s?\b|Dr\b|Sir\b)[A-Z][\w'&.-]*|and|&|of|the|for|in|policing|police|crime|safer|stronger"
    r"|community|communities|safety|charity|group)"
)
ORGANISATION = rf"(?: (?:of|for|at|with|in|from) (?:the )?{_IN_ORG}(?:,? {_IN_ORG})*)"
_ORGANISATION = re.compile(rf"{ORGANISATION}?")
_ROLE_TO_NAME = re.compile(
    rf"(?P<org>(?:{ORGANISATION}?|(?: {_IN_ORG})+?)??)(?: \([^()]{{2,30}}\))?(?:,| -)? ?{TITLE}*"
)
_PORTFOLIO = re.compile(
    rf" (?:of|for|with|in|on|at) (?!.*\b(?:who|that|was|is|has|had|have|met|from|by|but)\b)"
    rf"[^\".;:(),]{{1,70}}(?:, [a-z]+)*(?: and [a-z]+)?,? {TITLE}*"
)
_COMPLEMENT = re.compile(r"(?: [^,;:.\"()]{1,90}?)?(?=[,;:.\"(]| - |$)")
_ROLE_AND_NAME = re.compile(_ROLE_TO_NAME.pattern + _NAMED)
_NAME_TO_ROLE = re.compile(
    rf"{HONOURS}(?: \([^()]{{1,40}}\))?(?:,| -| \(| became| is| was| as)?(?: who (?:\w+ ){{1,4}}?)? ?(?P<owner>"
    r"(?:(?:the|an?|our|your|its|newly|appointed|now|then|who|is|was|been|became|as"
    r"|local|county|borough|district|town|parish|city|former|retired|independent|joint|regional) )*(?:[\w&-]+'s? )?(?:[A-Z][\w'&-]+ ){0,5}?)"
)
_EXPLAINED = re.compile(
    rf"{HONOURS}(?:,| -) (?P<what>(?!who\b|which\b|and\b|in\b|on\b)[^\",]{{2,120}}?(?:, [^\",]{{2,90}})?)(?:,| -) {ADVERBS}"
)
_WHO = re.compile(rf"{HONOURS}, (?P<what>who [^\",]{{2,90}}),")
_DID = re.compile(
    r"\b(?:carried out|led|written|conducted|authored|headed|overseen) by $|\" (?:said|says|added) $"
    r"|\b(?:response|reaction|reply|criticism) from $"
)
_SIGNED = re.compile(rf"{TITLE}*{_NAMED}{HONOURS}[,.]?")
_TRADE = re.compile(
    r"(?:^|[A-Z][\w'-]+ |\b(?:the|local|a|an) )(?:[a-z]+ )?([A-Za-z][a-z]{3,}(?:er|or|ist|ian|[ae]nt|man|mum|dad|rep|ctive)|chief),? $"
)
_GOES_ON = re.compile(
    r"(?:^|[\"',] ?)(?:he|she) (?:has )?(?:said|says|told|added|insisted|asked|wrote|warned|joked|explained)\b"
)
_IS_TRADE = re.compile(r"[a-z]{3}(?:er|or|ist|ian|[ae]nt|man|of-two|of-three)$")
_TO_VERB = re.compile(rf"{HONOURS}{ORGANISATION}?,? {ADVERBS}")
MOST_PEOPLE = 60


class Person(NamedTuple):
    """A person introduced in the article, and in which sentence."""

    name: str
    role: str
    organisation: str
    sentence: int


def find_people(article: Article) -> list[Person]:
    """Return the people that the article introduces: with a role, a few words between commas, or a statement."""
    people: dict[str, Person] = {}
    free, held_at = "", -9  # a role named without a name, and where
    signed = ""  # a line that is only a name
    places, known = article.forces.places(), article.vocabulary.words
    not_names, surnames = known["not_names"], known["surnames"]

    def clean(name: str) -> str:
        """Drop places before a name (`Surrey Lisa Townsend`); return nothing if it is not a name."""
        words = name.removesuffix("'s").split()[name.split()[0].endswith("'s") :]
        while len(words) > 2 and (words[0] in places or lower(words[0]) in not_names or _IS_TRADE.search(words[0])):
            words.pop(0)
        bad = len(words) < 2 or (words[0] in places and (words[-1] in places or not name.startswith(words[0])))
        bad = bad or any(lower(word) in not_names or word.endswith("'s") for word in words[:-1])
        return "" if bad or lower(words[-1]) in not_names - surnames else " ".join(words)

    for number, sentence in enumerate(article.sentences):
        roles = [mark for mark in sentence.marks.get("role", ()) if _is_role(sentence.plain[mark.start : mark.end])]
        found: list[tuple[str, str, str, bool]] = []
        following = article.sentences[number + 1].small if number + 1 < len(article.sentences) else ""
        if signed and roles and len(sentence.plain) < 100:
            found = [(signed, _usual(roles[0], sentence, sentence.plain[roles[0].end :]), "", True)]
        elif (
            roles
            or "says" in sentence.marks
            or " by " in sentence.small
            or ", who " in sentence.small
            or _GOES_ON.search(following)
        ):
            found = [*_introductions(sentence, roles, free if number - held_at < 3 else None, clean, following)]
        for name, role, organisation, _ in found:
            if role.startswith(("His ", "Her ")):
                held = next((p.role for p in reversed(people.values()) if p.role), "")
                role = f"Deputy {held}".strip() if "deputy" in role else held
            if name not in people or (role and not people[name].role):
                people[name] = Person(name, role, organisation, number)
        if roles and not any(beside for *_, beside in found):
            free, held_at = _usual(roles[-1], sentence), number
        alone = _SIGNED.fullmatch(sentence.plain) if " " in sentence.plain else None
        signed = clean(alone["name"]) if alone else ""
    return sorted(people.values(), key=lambda person: person.sentence)[:MOST_PEOPLE]


def _is_role(words: str) -> bool:
    """Return whether a role is that of one person; an abbreviation must be in capitals: `MS`, not `Ms`."""
    return words.isupper() or (len(words) > 3 and (words[-1] != "s" or words.endswith("ervices")))


def _introductions(
    sentence: Sentence, roles: Sequence[Mark], free: str | None, clean: Callable[[str], str], following: str
) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (name, role, organisation, whether the role stands beside it) for each name of a sentence."""
    plain = bare = sentence.plain
    titles = [(match.start(), match.end() - 1) for match in re.finditer(rf"\b{TITLE}", plain)]
    for start, end in [*((role.start, role.end) for role in roles), *titles]:  # no name reaches into these
        bare = f"{bare[:start]}{'_' * (end - start)}{bare[end:]}"
    names, at = [], 0
    while match := _NAME.search(bare, at):  # `On Friday Ann Field`: a match that is not a name may contain one
        name = clean(match["name"])
        end = match.end() - 2 * match["name"].endswith("'s")
        names += [(end - len(name), end, name)] if name else []
        at = match.end() if name else bare.find(" ", match.start()) + 1
    for role in roles:
        nearest = next((name for name in reversed(names) if name[1] <= role.start), None)
        owner = _NAME_TO_ROLE.fullmatch(plain, nearest[1], role.start) if nearest else None
        if nearest and owner and role.start - nearest[1] < 90:
            behind = _ORGANISATION.match(plain, role.end)
            rest = behind[0] if behind else ""
            whole = _COMPLEMENT.match(plain, role.end, _next_verb(sentence, role.end))
            yield (
                nearest[2],
                _usual(role, sentence, whole[0] if whole else rest),
                _organisation(rest, owner["owner"]),
                True,
            )
            continue
        after_role = next((name for name in names if name[0] >= role.end), None)
        after = _ROLE_TO_NAME.fullmatch(plain, role.end, after_role[0]) if after_role else None
        portfolio = _PORTFOLIO.fullmatch(plain, role.end, after_role[0]) if after_role and not after else None
        if after_role and portfolio and _next_verb(sentence, role.end) > after_role[0]:
            yield after_role[2], _usual(role, sentence, re.sub(rf",? {TITLE}*$", "", portfolio[0])), "", True
            continue
        name = after_role[2] if after_role and after else ""
        if not after and (after := _ROLE_AND_NAME.match(bare, role.end)):
            name = clean(after["name"])
        if after and name:
            organisation = _organisation(after["org"], plain[max(0, role.start - 60) : role.start])
            yield name, _usual(role, sentence, after["org"]), organisation, True
    for start, end, name in names:
        explained = _WHO.match(bare, end) or _EXPLAINED.fullmatch(bare, end, _next_verb(sentence, end) + 1)
        trade = _TRADE.search(plain, max(0, start - 40), start)
        known_for = trade[1].capitalize().replace("Chief", "Chief Constable") if trade else ""
        if explained:
            what = plain[slice(*explained.span("what"))]
            what = re.sub(r"^(?:the|an?|our|your|now|who (?=chairs|leads|heads|is)(?:is )?(?:the |an? )?) ?", "", what)
            vague = what[0].isdigit() or what.startswith(("from", "of ", "who "))
            yield name, known_for if vague else what[0].upper() + what[1:], "", False
        elif sentence.small.startswith(", ", end) and start < 30 and _GOES_ON.search(following):
            yield name, known_for, "", False
        elif _DID.search(plain, max(0, start - 30), start):
            yield name, "", "", False
        elif _says_at(sentence, end):
            yield name, free or known_for, "", False


def _next_verb(sentence: Sentence, at: int) -> int:
    """Return where the next verb of saying begins, or the end of the sentence."""
    return min((m.start - 1 for m in sentence.marks.get("says", ()) if m.start >= at), default=len(sentence.plain))


def _says_at(sentence: Sentence, at: int) -> bool:
    """Return whether a verb of saying follows directly."""
    gap = _TO_VERB.match(sentence.plain, at)
    return gap is not None and any(mark.start == gap.end() for mark in sentence.marks.get("says", ()))


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
    organisation = re.sub(r"^ (?:of|for|at|with|in) (?:the )?", "", behind).strip(" ,.")
    if not organisation:
        owner = re.search(r"((?:[A-Z][\w&-]+ (?:and |& )?)+)(?:'s )?$|([A-Z][\w& -]*)'s $", lead)
        organisation = (owner[1] or owner[2]).strip() if owner else ""
    return "" if re.match(r"(?i)the\b|but\b|policing|crime|safer|community", organisation) else organisation
