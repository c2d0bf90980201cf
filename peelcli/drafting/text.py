"""Split an article, as saved or pasted, into clean lines and sentences with their places."""

import bisect
import html
import itertools
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from peelcli.drafting.facts import Evidence
from peelcli.drafting.vocabulary import Marks

# UTF-8 read as Windows-1252: `â€™` for an apostrophe; the closing quotation mark has no character there.
_MOJIBAKE = re.compile("â€[\x9d�]?(?![^\x00-\x7f])|[ÂÃâ][^\x00-\x7f]{1,2}")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ADVERT = re.compile(r"^(?:(?:Advertisement|ADVERTISEMENT|Hide Ad|Sponsored)\s*)+(?=[A-Z]|$)")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# One character for one, so that places in the plain and the shown text agree.
_PLAIN = str.maketrans("‘’‚‛`´“”„‟«»‐‑‒–—―−…", "''''''\"\"\"\"\"\"-------.")
_BULLET = re.compile(
    r"^(?:[•·▪●○◦‣■□✓✔✗►➢~*+-]|[ol](?= )|\([a-z]\)(?= )|\(?\d{1,2}(?:\.\d{1,2})*[.)](?= )|\d{1,2}\.\d{1,2}(?= )|–|—)\s*"
)
_LINE_OVER = re.compile(
    r"\||(?:[.:;!?\"”]|[;,] (?:and|or))$|\b(?:outstanding|good|(?:in)?adequate|improvement)$", re.IGNORECASE
)
_OPEN_END = re.compile(r" (?:is|are|was|were|requires?|requiring|the|an?|of|at|for|to)$")
_CELL_OVER = re.compile(r"\||(?:[:-] ?|– )(?:outstanding|good|(?:in)?adequate|requires improvement)$", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype|html|head|body|p|div|article|br|h[1-6]|table|ul)\b", re.IGNORECASE)
_SKIPPED = frozenset("script style nav footer noscript template svg aside button select form head iframe".split())
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table thead tbody section article main header blockquote figure "
    "figcaption dt dd dl hr pre address title body html caption".split()
)


class Line(NamedTuple):
    """A paragraph: its number in the source, the text to show, the same text in plain characters."""

    number: int
    text: str
    plain: str
    starts: tuple[tuple[int, int], ...] = ()
    bullet: bool = False

    def number_at(self, offset: int) -> int:
        """Return the source line of an offset: a wrapped paragraph spans several."""
        at = bisect.bisect(self.starts, (offset, sys.maxsize)) - 1
        return self.starts[at][1] if at >= 0 else self.number


class Sentence(NamedTuple):
    """A sentence as shown, plain and in lower case, with its line, paragraph, place and matches."""

    line: int
    text: str
    plain: str
    small: str
    paragraph: int
    offset: int
    marks: Marks

    def has(self, kind: str, start: int = 0, end: int = 1_000_000) -> bool:
        """Return whether a mark of this kind lies within a span of the sentence."""
        return kind in self.marks and any(start <= mark.start and mark.end <= end for mark in self.marks[kind])

    def quote(self, rule: str, start: int, end: int) -> Evidence:
        """Return the evidence for a span of the sentence, shortened in the middle if long."""
        words = self.text[start:end]
        return Evidence(rule, self.line, words if len(words) <= 90 else f"{words[:55]} … {words[-30:]}")


_COMMENTS = re.compile(r"(?:\d+ )?(?:readers' )?comments?(?: \(\d+\)|: \d+)?:?", re.IGNORECASE)


def read_lines(raw: str) -> list[Line]:
    """Return the paragraphs of an article without blank lines, with the line numbers of the source."""
    if _TAG.search(raw[:5000]) and raw.count("</") > 2:
        blocks = ((number, clean(block)) for number, block in _from_html(raw))
        lines = [_line([(number, text)]) for number, text in blocks if text]
    else:
        numbered = enumerate(_LINE_END.split(raw), 1)
        cleaned = ((n, line if line.isalnum() else clean(_COLUMNS.sub(" | ", _unmark(line)))) for n, line in numbered)
        first = list(itertools.islice(cleaned, 2000))
        lines = list(_unwrap(itertools.chain(first, cleaned, [(0, "")]), _open_length(first)))
    return _above_comments([line for line in lines if line.text])  # a bullet alone has none


def _above_comments(lines: list[Line]) -> list[Line]:
    """Return the lines without what readers say below the article."""
    below = (n for n, line in enumerate(lines) if n > 0.6 * len(lines) and _COMMENTS.fullmatch(line.plain))
    return lines[: next(below, len(lines))]


def clean(text: str) -> str:
    """Repair mojibake, drop invisible characters and advert labels, and normalise white space."""
    if "â" in text or "Â" in text or "Ã" in text:
        text = _MOJIBAKE.sub(_decoded, text)
    text = " ".join(_INVISIBLE.sub("", text).split())
    return _ADVERT.sub("", text) if text.startswith(("Ad", "AD", "Hide Ad", "Spo")) else text


def _decoded(match: re.Match[str]) -> str:
    if match[0].startswith("â€") and len(match[0].rstrip("\x9d�")) == 2:
        return "”"
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]


def _line(parts: list[tuple[int, str]]) -> Line:
    """Join the parts of one paragraph and strip its bullet."""
    first = parts[0][1]
    bullet = _BULLET.match(first)
    text = first[bullet.end() if bullet and not first.startswith("---") else 0 :]
    ends = itertools.accumulate((len(part) + 1 for _, part in parts[1:]), initial=len(text) + 1)
    starts = [(0, parts[0][0]), *((end, number) for end, (number, _) in zip(ends, parts[1:], strict=False))]
    text = " ".join([text, *(part for _, part in parts[1:])])
    plain = text if text.isascii() and "`" not in text else text.translate(_PLAIN)
    return Line(parts[0][0], text, plain, tuple(starts) if len(starts) > 1 else (), bullet is not None)


def _open_length(pairs: list[tuple[int, str]]) -> int:
    """Return how long a line is that goes on in the next: 0 if none does, as the text is not wrapped.

    A text is wrapped at a fixed width if no line is long and paragraphs have several, or after every word.
    """
    if max((len(line) for _, line in pairs), default=200) > 110:
        return 0
    if len(pairs) > 500 and sum(" " in line for _, line in pairs) < 0.1 * len(pairs):
        return 1
    runs = [(a, b) for (_, a), (_, b) in itertools.pairwise(pairs) if a and b]
    broken = [1 for a, b in runs if len(a) > 45 and a[-1] not in ".:;!?\"'”’" and not _BULLET.match(b)]
    return 45 if len(broken) >= 4 and len(broken) * 2 >= len(runs) else 0


def _unwrap(pairs: Iterable[tuple[int, str]], open_length: int) -> Iterator[Line]:
    """Join the lines of wrapped paragraphs; a blank line, a bullet or a short line ends one.

    In a text that is not wrapped, only a long open line and one that continues in lower case are joined.
    """
    parts: list[tuple[int, str]] = []
    for number, line in pairs:
        before, small = parts[-1][1] if parts else "", line[:1].islower()
        goes_on = (
            small or (len(before) >= open_length and not _CELL_OVER.search(before) and "|" not in line)
            if open_length
            else small and (_OPEN_END.search(before) or (len(before) > 36 and not _LINE_OVER.search(before)))
        )
        if parts and (not line or not goes_on or _BULLET.match(line)):
            yield _line(parts)
            parts = []
        if line:
            parts.append((number, line))


_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S))(.{1,300}?)(?<=\S)\1(?!\w)")
_COLUMNS = re.compile(r"(?<=[^\s|])(?: {4,}|\t+)(?=[^\s|])")
_RULE = re.compile(r"^[\s|:=*_-]{3,}$")
_HEADING = re.compile(r"^\s{0,8}(?:>\s?|#{1,6}\s+)+")


def _unmark(line: str) -> str:
    """Strip Markdown markup from one line."""
    if _RULE.match(line):
        return ""
    line = _HEADING.sub("", line)
    if "](" in line:
        line = _LINK.sub(lambda match: "" if match[0][0] == "!" else match[1], line)
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub(r"\2", line)
    return line.strip("|") if line.startswith("|") and line.endswith("|") else line


_PIECES = re.compile(r"(<!--|-->|<[^<>]*>)")
_TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)


def _from_html(raw: str) -> Iterator[tuple[int, str]]:
    """Yield the text blocks of a page with their first lines, the cells of a table separated by a bar.

    Not html.parser, which is quadratic on open comments and tags.
    """
    parts: list[str] = []
    number, start, comments, hidden, skipped, depth, cells = 1, 1, raw.count("-->"), False, "", 0, 0
    for piece in _PIECES.split(raw):
        tag = _TAG_NAME.match(piece)
        name = tag[2].lower() if tag else ""
        if piece in ("<!--", "-->"):
            comments -= piece == "-->"
            hidden = piece == "<!--" and comments > 0
        elif name in _SKIPPED and tag and not hidden and skipped in ("", name):
            depth += -1 if tag[1] else 0 if piece.endswith("/>") else 1
            skipped = name if depth > 0 else ""
        elif name in _BLOCKS and not hidden:
            if parts:
                yield start, "".join(parts).strip()
            parts, cells = [], 0
        elif name in ("td", "th") and tag and not tag[1]:
            parts += [" | "] if cells else []
            cells += 1
        elif not (hidden or skipped or piece.startswith("<")) and (parts or piece.strip()):
            start = start if parts else number + piece[: len(piece) - len(piece.lstrip())].count("\n")
            parts.append(html.unescape(piece))
        number += piece.count("\n")
    if parts:
        yield start, "".join(parts).strip()


LONGEST = 1000  # no sentence is longer; it keeps the cost of a hostile line linear
_STOP = re.compile(r"[.!?][\"')\]]{0,2}\s+(?=[\"'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|St|No|Cllr|Rt|Hon|Supt|Insp|Det|Sgt|vs|e\.g|i\.e|approx)|\b[A-Z])$"
)


def lower(plain: str) -> str:
    """Return the text in lower case without changing its length, so that places stay comparable."""
    small = plain.lower()
    return small if len(small) == len(plain) else re.sub("[A-Z]+", lambda match: match[0].lower(), plain)


def split_sentences(line: Line, paragraph: int, find: Callable[[str], Marks]) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph, each with the matches of `find`; a quotation may span several."""
    plain, begin = line.plain, 0
    stops = (stop.span() for stop in _STOP.finditer(plain)) if " " in plain else ()
    ends = [end for start, end in stops if not _ABBREVIATION.search(plain[max(0, start - 12) : start])]
    for end in [*ends, len(plain)]:
        while begin < end:
            cut = end if end - begin <= LONGEST else plain.rfind(" ", begin, begin + LONGEST) + 1 or begin + LONGEST
            text, bare = line.text[begin:cut].rstrip(), plain[begin:cut].rstrip()
            small = lower(bare)
            yield Sentence(line.number_at(begin), text, bare, small, paragraph, begin, find(small))
            begin = cut


def quoted_part(line: Line) -> str:
    """Return the paragraph with all but its quoted words blanked; an open mark holds to its end."""
    kept, inside, at = [], False, 0
    for mark in re.finditer('"', line.plain):
        kept.append(line.text[at : mark.start()] if inside else " " * (mark.start() - at))
        shown = line.text[mark.start()]
        inside, at = shown in "“„«" or (shown not in "”»" and not inside), mark.end()
        kept.append(" ")
    return "".join(kept) + (line.text[at:] if inside else " " * (len(line.text) - at))
