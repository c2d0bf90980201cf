"""Parse YAML into trees, built from the parser's events in a loop with a stack.

No constructor runs, nothing recurses, and anchors, tags and merge keys are refused before they can multiply
anything. Every scalar is text: YAML 1.1 would turn `no` into False, `1:30` into 90 and `2024-05-14` into a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern
from typing import Any

import yaml

from peelcli.reading import nodes
from peelcli.reading.nodes import Document, Mapping, Node, Nothing, Refused, Sequence, Text

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
MANY = 1000
_ordinary_keys: set[str] = set()
"""A cache of at most MANY valid keys: the same few occur in every report."""


class PythonLoader(yaml.SafeLoader):
    """The Python parser, made as strict about characters and directives as libyaml, and as lenient about tabs."""

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: yaml.Mark) -> list[str]:
        """Refuse escapes of lone surrogates, and of characters beyond Unicode, which would raise ValueError."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            chunks = ["\ud800"]
        if any("\ud800" <= character <= "\udfff" for chunk in chunks for character in chunk):
            wrong = "found invalid Unicode character escape code"
            raise yaml.scanner.ScannerError("while scanning a quoted scalar", start_mark, wrong, self.get_mark())
        return chunks

    def scan_to_next_token(self) -> None:
        """Skip tabs between tokens, but not where a key may begin, since they cannot indent."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: yaml.Mark) -> list[str]:
        """Keep tabs between the words of a text."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blanks = str(self.prefix(length))
        if "\t" in blanks:
            self.forward(length)
            if self.peek() not in "\r\n\x85\u2028\u2029":
                return [blanks]
        return super().scan_plain_spaces(indent, start_mark) or []

    def scan_plain(self) -> yaml.ScalarToken:
        """Keep question marks within a text in brackets, as in an address, and refuse a colon before a bracket."""
        chunks: list[str] = []
        blanks: list[str] = []
        start = end = self.get_mark()
        while length := self._plain_length(start):
            self.allow_simple_key = False
            chunks += [*blanks, str(self.prefix(length))]
            self.forward(length)
            end = self.get_mark()
            blanks = self.scan_plain_spaces(self.indent + 1, start)
            if not blanks or self.peek() == "#" or (not self.flow_level and self.column < self.indent + 1):
                break
        return yaml.ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self, start: yaml.Mark) -> int:
        """Return how many characters of the plain text that begins at a mark follow without a blank."""
        blanks, ends, length = "\0 \t\r\n\x85\u2028\u2029", ",[]{}" if self.flow_level else "", 0
        while (character := self.peek(length)) not in blanks and character not in ends:
            if character == ":":
                after = self.peek(length + 1)
                if ends and after in ",?[]{}":
                    wrong = "found unexpected ':'"
                    raise yaml.scanner.ScannerError("while scanning a plain scalar", start, wrong, self.get_mark())
                if after in blanks:
                    break
            length += 1
        return length

    def scan_directive(self) -> yaml.DirectiveToken:
        """Refuse unknown directives."""
        start = self.get_mark()
        token = super().scan_directive()
        if token.name not in ("YAML", "TAG"):
            raise yaml.scanner.ScannerError("while scanning a directive", start, "found unknown directive name", start)
        return token


LOADER: Any = getattr(yaml, "CSafeLoader", PythonLoader)
"""The parser. PyYAML can be built without libyaml; its Python parser yields the same events, only slower."""


def yaml_trees(text: str) -> Iterator[Node]:
    """Yield the tree of each document. Raises Refused. The loop is hot: it runs for every scalar."""
    scalar, mapping_start, sequence_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    roots = node = Sequence()  # the open list, or the open mapping with the key that awaits its value
    mapping: Mapping | None = None
    key: str | None = None
    above: list[tuple[Sequence, Mapping | None]] = []
    value: Text | Nothing
    event: Any = None
    try:
        next_event = LOADER(text).get_event
        while True:
            event = next_event()
            kind = event.__class__
            if kind is scalar:
                words, place = event.value, event.start_mark.index
                if event.anchor is not None or event.tag is not None:
                    raise _refused(event)
                if mapping is not None and key is None:
                    if words in mapping or words not in _ordinary_keys:
                        _check_key(event, mapping, text)
                    mapping.places.append(place)
                    key = intern(words)  # the same few keys occur in every report
                    continue
                if words in _NULL and not event.style:
                    value = Nothing()
                    value.place = _behind_key(text, place) if not words and text[place - 1].isspace() else place
                else:
                    value = Text(words)
                    value.place = place
                if mapping is None:
                    node.append(value)
                elif key is not None:
                    mapping[key] = value
                    key = None
            elif kind is mapping_end or kind is sequence_end:
                node, mapping = above.pop()
            elif kind is mapping_start or kind is sequence_start:
                if event.anchor is not None or event.tag is not None:
                    raise _refused(event)
                inner = Mapping() if kind is mapping_start else Sequence()
                inner.place = event.start_mark.index
                if len(above) == nodes.MAX_DEPTH:
                    raise Refused(inner.place, *nodes.TOO_DEEP)
                if mapping is None:
                    node.append(inner)
                elif key is not None:
                    mapping[key] = inner
                else:
                    raise Refused(inner.place, *nodes.COMPLEX_KEY)
                above.append((node, mapping))
                if isinstance(inner, Mapping):
                    mapping = inner
                    mapping.places = []
                else:
                    node, mapping = inner, None
                key = None
            elif kind is yaml.DocumentEndEvent:
                event = next_event()  # of a document with more text behind it, nothing else is worth saying
                yield roots.pop()
                if event.__class__ is yaml.StreamEndEvent:
                    return
            elif kind is yaml.AliasEvent:
                raise _refused(event)
            elif kind is yaml.StreamEndEvent:
                return
    except yaml.YAMLError as error:
        from peelcli.reading.yaml_errors import diagnose  # most files are valid

        raise diagnose(text, error, event) from error


def _behind_key(text: str, place: int) -> int:
    """Return the place of an empty value, right after its colon or dash; libyaml gives it only outside braces."""
    return len(text[max(0, place - nodes.MAX_KEY) : place].rstrip()) + max(0, place - nodes.MAX_KEY)


def _refused(event: Any) -> Refused:
    """Return the reason to refuse an alias, or an event with an anchor or a tag."""
    return Refused(event.start_mark.index, *(nodes.ANCHOR if event.anchor is not None else nodes.TAG))


def _check_key(event: Any, mapping: Mapping, text: str) -> None:
    """Refuse an invalid key. In quotes, a special word is an ordinary key."""
    words, place = event.value, event.start_mark.index
    if not event.style and words in _NULL:
        mark = text.rfind("?", 0, place)
        if mark >= 0 and text[mark + 1 : place].strip() in ("", ",", "]", "}"):
            raise Refused(mark, *nodes.QUESTION_MARK)
        raise Refused(place, *nodes.NO_KEY)
    if words in mapping:
        line = Document("", text).line(int(mapping.place_of(words)))
        code, message, hint = nodes.duplicate_key(words, f"first on line {line}")
        if words == "force":
            hint = "Remove one of them, or put a line --- between two reports."
        raise Refused(place, code, message, hint)
    if len(words) > nodes.MAX_KEY:
        raise Refused(place, *nodes.LONG_KEY)
    if not event.style and not words[:1].isprintable():
        raise Refused(place, *nodes.invisible(words[0]))
    if not event.style and words == "<<":
        raise Refused(place, *nodes.MERGE)
    if words not in _NULL and words != "<<" and len(_ordinary_keys) < MANY:
        _ordinary_keys.add(words)
