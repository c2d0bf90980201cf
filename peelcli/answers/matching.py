"""Text search after folding, with the synonyms of the field (data/terms.yaml)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from peelcli.model import reference

OR = "OR"
"""The word between search texts of which one is enough."""

_QUOTES = {ord(quote): plain for quotes, plain in (("‘’‚‛′", "'"), ("“”„‟″«»", '"')) for quote in quotes}
_DASHES = r"\s*[‐‑‒–—―−-]+\s*"  # not compiled: most answers fold no text
_LONGEST = 6
"""Phrases with synonyms have at most this many words."""
_FEW = 6
"""A word of fewer letters than this is not matched with a blank inside."""
_SMALL_WORDS = frozenset(
    "a an and are as at be by for from had has in is it no not of on or so that the their to was with".split()
)


class Term(NamedTuple):
    """A search text, and its synonyms, which are matched as whole words."""

    pattern: re.Pattern[str]
    compounds: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()

    def is_in(self, text: str) -> bool:
        """Return whether a folded text contains the term, ignoring hyphens and blanks inside compounds."""
        if self.pattern.search(text) or ("-" in text and self.pattern.search(text.replace("-", ""))):
            return True
        return any(_has_split(text, word) for word in self.compounds)


class Matcher(NamedTuple):
    """Search texts: all terms of at least one alternative must occur."""

    alternatives: tuple[tuple[Term, ...], ...]

    def match(self, texts: Iterable[str]) -> list[bool]:
        """Return for each text of an entry whether it contains a term; all False if the entry does not match."""
        folded = [fold(text) for text in texts]
        hits = [False] * len(folded)
        for terms in self.alternatives:
            places = [[term.is_in(text) for text in folded] for term in terms]
            if all(map(any, places)):
                hits = [any(column) or before for before, *column in zip(hits, *places, strict=True)]
        return hits

    @property
    def synonyms(self) -> tuple[str, ...]:
        """The synonyms that are searched for as well."""
        return tuple(dict.fromkeys(word for terms in self.alternatives for term in terms for word in term.synonyms))


def matcher(texts: Sequence[str]) -> Matcher:
    """Return the matcher of several texts; `OR` between them separates alternatives."""
    alternatives: list[list[Term]] = [[]]
    for text in _phrases(texts):
        if text == OR and alternatives[-1]:
            alternatives.append([])
        else:
            alternatives[-1].append(term(text))
    return Matcher(tuple(map(tuple, filter(None, alternatives))))


def _phrases(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts, joining the words of phrases that have synonyms, such as special measures."""
    at = 0
    while at < len(texts):
        most = min(at + _LONGEST, len(texts))
        end = next((end for end in range(most, at + 1, -1) if _synonyms(fold(" ".join(texts[at:end])))), at + 1)
        yield " ".join(texts[at:end])
        at = end


def mentions(texts: Iterable[str], needle: str) -> bool:
    """Return whether one of the texts contains the needle or a synonym of it, after folding."""
    return any(term(needle).is_in(fold(text)) for text in texts)


@cache
def term(words: str) -> Term:
    """Return the term for a text."""
    folded = fold(words)
    group = _synonyms(folded)
    phrases = (folded, *map(fold, group))
    joined = (phrase.replace("-", "") for phrase in phrases)
    compounds = tuple(word for word in joined if word.isalpha() and len(word) >= _FEW)
    pattern = rf"(?<!\w)(?:{'|'.join(map(_flexible, phrases))})(?!\w)" if group else _flexible(folded)
    return Term(re.compile(pattern), compounds, tuple(group))


def fold(text: str) -> str:
    """Return a text without case and accents, with plain quotation marks and hyphens, and single blanks."""
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).translate(_QUOTES)
    text = text.casefold()
    if "-" in text or not text.isascii():
        text = re.sub(_DASHES, lambda dash: "-" if dash[0].strip() == dash[0] else " - ", text)
    return " ".join(text.split())


def _synonyms(folded: str) -> list[str]:
    """Return the synonyms of a text; `101 calls` has those of 101."""
    if not folded:
        return []
    core = re.sub(r" calls?$", "", folded)
    for group in reference.synonyms():
        members = [_members(word) for word in group]
        if _members(folded) in members or (core != folded and core.isdigit() and core in members):
            return [word for word, member in zip(group, members, strict=True) if member != _members(folded)]
    return []


def _members(words: str) -> str:
    return re.sub("[ -]", "", fold(words))


def _flexible(words: str) -> str:
    """Return a pattern for words that may have a hyphen, a blank or nothing between them."""
    parts = [re.escape(part) for part in re.split("[ -]", words) if part]
    return "[ -]{0,3}".join(parts) if parts else re.escape(words)


def _has_split(text: str, word: str) -> bool:
    """Return whether a text contains a word with a blank inside: `anti social` for antisocial, never `the rapist`."""
    return any(
        word.startswith(first) and first not in _SMALL_WORDS and first != word and f"{first}{second}".startswith(word)
        for first, second in pairwise(text.replace("-", " ").split())
    )
