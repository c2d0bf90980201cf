"""Turn an article, as saved or pasted, into clean lines and sentences that still know where they stood."""

import itertools
import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from typing import NamedTuple

from peelcli.drafting.vocabulary import Marks

# What UTF-8 punctuation looks like after a detour through Windows-1252; a few pairs cover what articles show.
MOJIBAKE = {
    "â€™": "’", "â€˜": "‘", "â€œ": "“", "â€\x9d": "”", "â€�": "”", "â€": "”", "â€“": "–", "â€”": "—",
    "â€¦": "…", "â€¢": "•", "Â£": "£", "Â ": " ", "Â\xa0": " ", "Ã©": "é", "Ã«": "ë", "Ã¶": "ö", "Ã´": "ô",
}  # fmt: skip
_MOJIBAKE = re.compile("|".join(sorted(map(re.escape, MOJIBAKE), key=len, reverse=True)))
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ADVERT = re.compile(r"^(?:(?:Advertisement|ADVERTISEMENT|Hide Ad|Sponsored)\s*)+(?=[A-Z]|$)")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")

# One character for one, so that a place in the plain form is the same place in the shown form.
_PLAIN = str.maketrans("‘’‚‛`´“”„‟«»‐‑‒–—―−…", "''''''\"\"\"\"\"\"-------.")
_BULLET = re.compile(
    r"^(?:[•·▪●○◦‣■□✓✔►➢\u2023*+-]|[ol](?= )|\(?\d{1,2}(?:\.\d{1,2})*[.)](?= )|\d{1,2}\.\d{1,2}(?= )|–|—)\s*"
)
_TAG = re.compile(r"<(?:!doctype|html|head|body|p|div|article|br|h[1-6]|table|ul)\b", re.IGNORECASE)

SKIPPED = frozenset("script style nav footer noscript template svg aside button select form head iframe".split())
BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table thead tbody section article main header blockquote figure "
    "figcaption dt dd dl hr pre address title body html caption".split()
)


class Line(NamedTuple):
    """A paragraph: its number in the source, the text to show, the same text in plain characters."""

    number: int
    text: str
    plain: str
    bullet: bool = False
    starts: tuple[tuple[int, int], ...] = ()

    def number_at(self, offset: int) -> int:
        """Return the source line of an offset: a wrapped paragraph spans several."""
        return max((n for start, n in self.starts if start <= offset), default=self.number)


class Sentence(NamedTuple):
    """A sentence as shown, plain and in small letters, with its line, paragraph, place and what was found in it."""

    line: int
    text: str
    plain: str
    small: str
    paragraph: int
    offset: int
    marks: Marks

    def has(self, kind: str, start: int = 0, end: int = 1_000_000) -> bool:
        """Return whether a mark of this kind lies within a stretch of the sentence."""
        return kind in self.marks and any(start <= mark.start and mark.end <= end for mark in self.marks[kind])


def read_lines(raw: str) -> list[Line]:
    """Return the paragraphs of an article; blank lines are gone, numbers are those of the source."""
    if _TAG.search(raw[:5000]) and raw.count("</") > 2:
        blocks = ((number, clean(block)) for number, block in _from_html(raw))
        return [_line([(number, block)]) for number, block in blocks if block]
    lines = ((number, clean(_unmark(line))) for number, line in enumerate(_LINE_END.split(raw), 1))
    first = list(itertools.islice(lines, 2000))
    return _unwrap(itertools.chain(first, lines, [(0, "")]), _is_wrapped(first))


def clean(text: str) -> str:
    """Repair mojibake, drop invisible characters and the labels of adverts, make every blank one space."""
    if "â€" in text or "Â" in text or "Ã" in text:
        text = _MOJIBAKE.sub(lambda match: MOJIBAKE[match[0]], text)
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()
    return _ADVERT.sub("", text) if text.startswith(("Ad", "AD", "Hide Ad", "Spo")) else text


def _line(parts: list[tuple[int, str]]) -> Line:
    """Join the parts of one paragraph and take off its bullet."""
    first = parts[0][1]
    bullet = _BULLET.match(first)
    shift = bullet.end() if bullet and not first.startswith("---") else 0
    text, starts = first[shift:], [(0, parts[0][0])]
    for number, part in parts[1:]:
        starts.append((len(text) + 1, number))
        text += " " + part
    plain = text if text.isascii() and "`" not in text else text.translate(_PLAIN)
    return Line(parts[0][0], text, plain, bool(shift), tuple(starts) if len(starts) > 1 else ())


def _is_wrapped(pairs: list[tuple[int, str]]) -> bool:
    """Return whether a text is wrapped at a fixed width: no long line, and paragraphs over several lines."""
    lengths = [len(line) for _, line in pairs]
    if not lengths or max(lengths) > 110:
        return False
    runs = [(a, b) for (_, a), (_, b) in itertools.pairwise(pairs) if a and b]
    broken = [1 for a, b in runs if len(a) > 45 and a[-1] not in ".:;!?\"'”’" and not _BULLET.match(b)]
    return len(broken) >= 4 and len(broken) * 2 >= len(runs)


def _unwrap(pairs: Iterable[tuple[int, str]], wrapped: bool) -> list[Line]:
    """Join the lines of wrapped paragraphs; a blank line, a bullet or a short line ends one.

    In a text that is not wrapped as a whole only a long open line and one that goes on in small letters are joined.
    """
    lines: list[Line] = []
    parts: list[tuple[int, str]] = []
    for number, line in pairs:
        if parts and (not line or _BULLET.match(line) or not _goes_on(parts[-1][1], line, wrapped)):
            lines.append(_line(parts))
            parts = []
        if line:
            parts.append((number, line))
    return lines


def _goes_on(before: str, line: str, wrapped: bool) -> bool:
    small = line[0].islower()
    return small or len(before) >= 45 if wrapped else small and len(before) > 45 and before[-1] not in ".:;!?\"”"


_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S))(.{1,300}?)(?<=\S)\1(?!\w)")
_RULE = re.compile(r"^[\s|:=*_-]{3,}$")


def _unmark(line: str) -> str:
    """Take the marks of Markdown off one line; text without any stays as it is."""
    if _RULE.match(line):
        return ""
    line = re.sub(r"^\s{0,8}(?:>\s?|#{1,6}\s+)+", "", line)
    if "](" in line:
        line = _LINK.sub(lambda match: "" if match[0][0] == "!" else match[1], line)
    if "*" in line or "_" in line:
        line = _EMPHASIS.sub(r"\2", line)
    return line.strip().strip("|") if line.count("|") > 1 else line


class _Page(HTMLParser):
    """Collect the readable text of a page, block by block, cells apart by a bar."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[int, str]] = []
        self.parts: list[str] = []
        self.start = 1
        self.skipping: list[str] = []

    def close_block(self) -> None:
        if self.parts:
            self.blocks.append((self.start, "".join(self.parts).strip(" |\n\t")))
            self.parts = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.close_block()
        if tag in SKIPPED and (not self.skipping or self.skipping[0] == tag):
            self.skipping.append(tag)
        if tag in ("td", "th") and self.parts:
            self.parts.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if self.skipping and self.skipping[0] == tag:
            self.skipping.pop()
        if tag in BLOCKS:
            self.close_block()

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        if not self.parts and data.strip():
            self.start = self.getpos()[0] + len(data[: len(data) - len(data.lstrip())].splitlines())
        if self.parts or data.strip():
            self.parts.append(data)


def _from_html(raw: str) -> list[tuple[int, str]]:
    """Return the text blocks of a page with the line each begins on.

    Comments, `<![...]>` and what follows the last `>` go first: there html.parser is quadratic, or fails.
    """
    kept, at = [], 0
    while (begin := raw.find("<!--", at)) >= 0 and (end := raw.find("-->", begin + 4)) >= 0:
        kept += [raw[at:begin], "\n" * raw.count("\n", begin, end)]
        at = end + 3
    kept.append(raw[at:].replace("<!--", ""))
    page = _Page()
    page.feed(re.sub(r"<!\[[^>]*>", "", "".join(kept).rpartition(">")[0] + ">"))
    page.close()
    page.close_block()
    return page.blocks


LONGEST = 1000  # no sentence is longer; it keeps the cost of a hostile line linear
_STOP = re.compile(r"[.!?][\"')\]]{0,2}\s+(?=[\"'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|St|No|Cllr|Rt|Hon|Supt|Insp|Det|Sgt|vs|e\.g|i\.e|approx)|\b[A-Z])$"
)


def lower(plain: str) -> str:
    """Return the text in small letters, never longer or shorter: places must stay comparable."""
    small = plain.lower()
    return small if len(small) == len(plain) else re.sub("[A-Z]+", lambda match: match[0].lower(), plain)


def split_sentences(line: Line, paragraph: int, find: Callable[[str], Marks]) -> list[Sentence]:
    """Return the sentences of a paragraph, each with what `find` finds; a quotation may run over several of them."""
    plain, begin = line.plain, 0
    stops = (stop.span() for stop in _STOP.finditer(plain))
    ends = [end for start, end in stops if not _ABBREVIATION.search(plain[max(0, start - 12) : start])]
    sentences = []
    for end in [*ends, len(plain)]:
        while begin < end:
            cut = end if end - begin <= LONGEST else plain.rfind(" ", begin, begin + LONGEST) + 1 or begin + LONGEST
            text, bare = line.text[begin:cut].rstrip(), plain[begin:cut].rstrip()
            small = lower(bare)
            sentences.append(Sentence(line.number_at(begin), text, bare, small, paragraph, begin, find(small)))
            begin = cut
    return sentences


def quoted_part(line: Line) -> str:
    """Return the paragraph with all but its quoted words blanked; an open mark holds to its end."""
    if '"' not in line.plain:
        return " " * len(line.text)
    kept, inside = [], False
    for shown, plain in zip(line.text, line.plain, strict=True):
        if plain == '"':
            inside = shown in "“„«" or (shown not in "”»" and not inside)
            kept.append(" ")
        else:
            kept.append(shown if inside else " ")
    return "".join(kept)
