"""Say why a text cannot be drafted, and what to do instead."""

import re
from collections.abc import Collection, Mapping, Sequence

from peelcli.drafting.text import Line, lower


class NoDraft(Exception):
    """Refuse a text: `reason` is a short key, the message says what it is and what to do."""

    def __init__(self, reason: str, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.candidates = tuple(candidates)


_ENGLISH = frozenset("the of and to that for was is with has were are by its said it be on".split())
_POLICE = re.compile(r"\b(?:police|policing|constabulary|peel|hmic(?:frs)?|force|crime|offenders?)\b", re.IGNORECASE)
_INSPECTION = re.compile(r"\b(?:peel|hmic(?:frs)?|inspect\w*|watchdog|special measures)\b", re.IGNORECASE)
_SCHOOLS = re.compile(r"\b(?:ofsted|estyn|cqc|care quality|schools?|pupils?|hospitals?)\b", re.IGNORECASE)
_INSPECTORATE = re.compile(r"Constabulary,? (?:and|&) Fire (?:and|&) Rescue Services?", re.IGNORECASE)
_FIRE = re.compile(r"\bfire (?:and|&) rescue (?:service|authority)\b|\bfire (?:service|authority)\b", re.IGNORECASE)


def refuse_binary(text: str) -> None:
    """Refuse a PDF or another binary file."""
    head = text[:2000].lstrip("\ufeff")
    odd = sum(1 for c in head if c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v"))
    if head.startswith(("%PDF", "PK\x03\x04", "{\\rtf", "\x89PNG")) or (odd > 20 and odd > len(head) / 20):
        remedy = "Copy the article's text into a .txt file, or save the page as HTML, and draft that."
        raise NoDraft("binary", f"this is a PDF or another binary file, not text. {remedy}")


def refuse_foreign(lines: Sequence[Line], graded: bool) -> None:
    """Refuse an empty text, and one with too few of the words that no English text is without."""
    words = re.findall(r"[^\W\d_]+", " ".join(line.plain for line in lines[:200])[:20000])
    if not words:
        raise NoDraft("empty", "the article is empty. Give a file with the text of the article.")
    share = sum(1 for word in words if lower(word) in _ENGLISH) / len(words)
    if len(words) >= 25 and share < 0.06 and not graded:
        remedy = "Only English articles can be read; translate it first."
        raise NoDraft("language", f"the article does not seem to be in English. {remedy}")


def refuse_other_matters(text: str, graded: bool) -> None:
    """Refuse an article about a fire and rescue service, or about no police inspection."""
    bare = _INSPECTORATE.sub(" ", text)
    if len(_FIRE.findall(bare)) > 1 and len(_POLICE.findall(bare)) < len(_FIRE.findall(bare)):
        remedy = "PEEL inspects police forces; give an article about one."
        raise NoDraft("fire", f"the article is about a fire and rescue service. {remedy}")
    police = _POLICE.search(text)
    if (not graded and not (police and _INSPECTION.search(text))) or (_SCHOOLS.search(text) and not police):
        remedy = "Give an article about a force's PEEL report."
        raise NoDraft("no inspection", f"the article does not mention a police inspection. {remedy}")


def refuse_several(name: str | None, grades: int, others: Mapping[str, Collection[str]]) -> None:
    """Refuse an article that gives another force about as many grades as the one named most."""
    rivals = [other for other, areas in others.items() if len(areas) > 2 and len(areas) >= 0.6 * grades]
    if rivals:
        names = [*([name] if name else []), *rivals]
        remedy = "Choose one with --force."
        raise NoDraft("several forces", f"the article is about several forces: {', '.join(names)}. {remedy}", names)
