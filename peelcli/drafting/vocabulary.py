"""Compile the wordings of areas and grades into matchers."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

_DETERMINERS = "(?:the|its|their|our|your|his|her|a|an|local)"
_AND = "(?:,? (?:and|&)|,| ?/)"

# Misspellings by shape: they meet `Requiers improvment`, `inadaquate` and spare adequately, understanding.
_MISSPELT = {
    "inadequate": r"in+ad{1,2}[aei]?qu?[a-z]{0,3}te?(?!\w)",
    "adequate": r"ad{1,2}[aei]?qu?[a-z]{0,3}te?(?!\w)",
    "requires-improvement": r"re?[a-z]{0,2}q[a-z]{1,6}[ -]im[a-z]{2,6}m[en]{1,3}ts?(?!\w)",
    "outstanding": r"(?:ou?t?s?t?anding|outstand[a-z]{2,3})(?!\w)",
}


class Mention(NamedTuple):
    """Hold one wording found: what it stands for (ids; none for a mask) and where."""

    ids: tuple[str, ...]
    start: int
    end: int
    risky: bool = False


class CycleFacts(NamedTuple):
    """Hold how a cycle shows in an article: its months of publication, its labels, telling wordings."""

    id: str
    begins: str
    ends: str
    labels: tuple[str, ...]
    hints: tuple[str, ...]


class _Wording(NamedTuple):
    text: str
    ids: tuple[str, ...]
    cycles: frozenset[str]
    risky: bool


class Matcher(NamedTuple):
    """Find the areas of some cycles: one alternation, a group per wording, longest wording first."""

    pattern: re.Pattern[str]
    meanings: tuple[tuple[tuple[str, ...], bool], ...]

    def find(self, small: str) -> list[Mention]:
        """Return the areas named in a text in small letters, masks left out."""
        found = []
        for match in self.pattern.finditer(small):
            ids, risky = self.meanings[(match.lastindex or 1) - 1]
            if ids:
                found.append(Mention(ids, match.start(), match.end(), risky))
        return found


class Links(NamedTuple):
    """Hold the little words that may stand between areas and grades."""

    after_grade: frozenset[str]
    between_areas: frozenset[str]
    grade_to_area: frozenset[str]
    leading: frozenset[str]
    area_to_grade: frozenset[str]


class Vocabulary(NamedTuple):
    """Hold what `data/vocabulary.yaml` says; matchers of areas are made when a cycle needs one."""

    wordings: tuple[_Wording, ...]
    grades: re.Pattern[str]
    grade_ids: tuple[str, ...]
    cycles: tuple[CycleFacts, ...]
    eras: Mapping[str, tuple[str, ...]]
    links: Links
    roles: str
    saying: str
    not_names: frozenset[str]
    not_places: frozenset[str]
    improvement: re.Pattern[str]
    praise: re.Pattern[str]
    matchers: dict[frozenset[str], Matcher]

    def areas(self, cycles: frozenset[str]) -> Matcher:
        """Return the matcher of the areas of these cycles; where wordings meet, the newest cycle wins."""
        if cycles not in self.matchers:
            order = [c.id for c in self.cycles]
            usable = [w for w in self.wordings if w.cycles & cycles or not w.ids]
            usable.sort(
                key=lambda w: (
                    w.risky,
                    -len(w.text),
                    -max((order.index(c) for c in w.cycles & cycles), default=0),
                )
            )
            self.matchers[cycles] = _compile_areas(usable)
        return self.matchers[cycles]

    def find_grades(self, small: str) -> list[Mention]:
        """Return the grade words of a text in small letters, in whatever sense."""
        return [
            Mention((self.grade_ids[(m.lastindex or 1) - 1],), m.start(), m.end()) for m in self.grades.finditer(small)
        ]


def read_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """Compile the vocabulary file, given as plain mappings and lists of text."""
    eras = {name: tuple(ids) for name, ids in data["eras"].items()}
    every = frozenset(c["id"] for c in data["cycles"])

    def cycles(entry: Mapping[str, Any]) -> frozenset[str]:
        named = entry.get("cycles", "")
        return frozenset(eras[named] if isinstance(named, str) else named)

    wordings = [_Wording(text, (), every, False) for text in data["masks"]]
    wordings += [_Wording(c["wording"], tuple(c["areas"]), cycles(c), False) for c in data["compounds"]]
    for area in data["areas"]:
        for key in ("wordings", "risky"):
            wordings += [_Wording(text, (area["id"],), cycles(area), key == "risky") for text in area.get(key, ())]
    return Vocabulary(
        tuple(wordings),
        _compile_grades(data["grades"]),
        tuple(data["grades"]),
        tuple(
            CycleFacts(c["id"], c["from"], c["until"], tuple(c["labels"]), tuple(c.get("hints", ())))
            for c in data["cycles"]
        ),
        eras,
        _read_links(data["links"]),
        "|".join(_pattern(w) for w in data["people"]["roles"]),
        "|".join(data["people"]["saying"].split()),
        frozenset(data["people"]["not_names"].split()),
        frozenset(data["people"]["not_places"].split()),
        _compile_cues(data["findings"]["improvement"]),
        _compile_cues(data["findings"]["praise"]),
        {},
    )


def _compile_areas(wordings: Sequence[_Wording]) -> Matcher:
    """Return one alternation, branched on the first two letters: else a megabyte takes five seconds."""
    branches: dict[str, list[tuple[str, _Wording]]] = {}
    for wording in wordings:
        for tokens in _heads(_tokens(wording.text)):
            rest = _word(tokens[0])[2:] + _rest(tokens[1:])
            branches.setdefault(tokens[0][:2], []).append((rest, wording))
    choices = [f"{key}(?:{'|'.join(f'({rest})' for rest, _ in branch)})" for key, branch in branches.items()]
    used = [wording for branch in branches.values() for _, wording in branch]
    return Matcher(re.compile(rf"\b(?:{'|'.join(choices)})(?!\w)"), tuple((w.ids, w.risky) for w in used))


def _tokens(wording: str) -> list[str]:
    return re.findall(r"\([^)]*\)|[^\s()]+", wording.lower())


def _pattern(wording: str) -> str:
    """Return the pattern of a wording that stands alone, its optional beginnings in brackets."""
    tokens, lead = _tokens(wording), ""
    while tokens[0].startswith("("):
        phrases = sorted(tokens.pop(0)[1:-1].split("/"), key=len, reverse=True)
        lead += f"(?:(?:{'|'.join(loosen(phrase.split()) for phrase in phrases)}),? )?"
    return lead + loosen(tokens)


def _compile_cues(wordings: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(_pattern, wordings))})\b")


def _heads(tokens: list[str]) -> list[list[str]]:
    """Return a wording in all the ways it can begin, each with one plain word in front."""
    first, rest = tokens[0], tokens[1:]
    if first == "(the)" or first == "the":
        return _heads(rest)
    if first.startswith("("):
        phrases = [phrase.split() + rest for phrase in first[1:-1].split("/")]
        return [head for phrase in [*phrases, rest] for head in _heads(phrase)]
    return [[word, *rest] for word in first.split("/")]


def _read_links(data: Mapping[str, str]) -> Links:
    """Return the sets of little words, with the marks that may stand among them."""
    words = {name: frozenset(text.split()) for name, text in data.items()}
    quotes = frozenset("'\"")
    return Links(
        words["after_grade"] | words["grade_nouns"],
        words["between_areas"] | quotes | frozenset(",;&/"),
        words["grade_to_area"] | words["grade_nouns"] | quotes | frozenset(":-,("),
        words["leading"] | frozenset(":-("),
        words["area_to_grade"] | quotes | frozenset("-:|=(,"),
    )


def _compile_grades(grades: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Return one alternation with a group per grade, misspellings included."""
    groups = []
    for grade, words in grades.items():
        spellings = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
        groups.append("(" + "|".join([*spellings, *filter(None, [_MISSPELT.get(grade)])]) + ")")
    return re.compile(rf"(?<![\w-])(?=[a-z])(?:{'|'.join(groups)})(?!\w)")


def loosen(tokens: Sequence[str]) -> str:
    """Return the pattern of a wording, with the forms that the file's head explains."""
    return "(?:" + "|".join(map(_word, tokens[0].split("/"))) + ")" + _rest(tokens[1:])


def _rest(tokens: Sequence[str]) -> str:
    pattern = ""
    for token in tokens:
        if token.startswith("("):
            pattern += "(?:" + "|".join(map(_phrase, sorted(token[1:-1].split("/"), key=len, reverse=True))) + ")?"
        elif token == "the":
            pattern += f"(?:,? {_DETERMINERS})?"
        elif token == "and":
            pattern += _AND
        else:
            pattern += ",? (?:" + "|".join(map(_word, token.split("/"))) + ")"
    return pattern


def _phrase(phrase: str) -> str:
    """Return the pattern of a bracketed phrase with the blank or comma before it."""
    return "".join(_AND if word == "and" else ",? " + _word(word) for word in phrase.split())


def _word(word: str) -> str:
    """Return the pattern of one word in all its forms."""
    if word.endswith("ing") and len(word) > 4:
        stem = word[:-3]
        if len(stem) > 2 and stem[-1] == stem[-2]:
            return f"{stem[:-1]}(?:{stem[-1]}ing|{stem[-1]}ed|s)?"
        return f"{stem}(?:ing|es|ed|e|s)" + ("?" if len(stem) > 2 else "")
    return re.escape(word.rstrip("s")).replace(r"\-", "[- ]?") + "s*"
