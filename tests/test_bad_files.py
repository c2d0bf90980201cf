# ruff: noqa: E501 -- the messages stand here as people see them
"""Every mistake in a report file is told in words that help: the whole message, exit code 3, nothing on stdout."""

from __future__ import annotations

import pytest
from conftest import HERE, Peel

TOLD = {
    "also-not-a-list.yaml": """\
tests/bad/also-not-a-list.yaml:4:57: `also` must be a list, not the text 'page'. Put a dash or brackets around it.
      - {area: leadership, grade: good, source: page, also: page}
                                                            ^
""",
    "also-unknown.yaml": """\
tests/bad/also-unknown.yaml:4:64: there is no 'paper' under `sources`. Did you mean 'page'?
      - {area: leadership, grade: good, source: page, also: [page, paper]}
                                                                   ^
""",
    "bracket-not-closed.yaml": """\
tests/bad/bracket-not-closed.yaml:5:5: a list in [ ] or a mapping in { } is not closed here. Close it; put a text that begins with [ or { in quotes.
      - {area: workforce, grade: good}
        ^
""",
    "colon-in-a-value.yaml": """\
tests/bad/colon-in-a-value.yaml:3:15: a colon with a blank after it stands inside a value. Put the value in quotes, or begin a new line if this is a key.
    summary: Calls: too slow
                  ^
""",
    "control-character.yaml": """\
tests/bad/control-character.yaml:3:20: a character that text cannot hold stands here (U+001B). Delete it.
    summary: Calls wait\\x1b[2J too long.
                       ^
""",
    "counts-twice.yaml": """\
tests/bad/counts-twice.yaml:3:42: requires-improvement is counted twice. Keep the number that was announced.
    stated_counts: {requires-improvement: 4, Requires improvement: 5}
                                             ^
""",
    "empty.json": """\
tests/bad/empty.json:1:1: there is no report in this file. See `peel new` for a skeleton of one.
""",
    "empty.yaml": """\
tests/bad/empty.yaml:1:1: there is no report in this file. See `peel new` for a skeleton of one.
""",
    "five-mistakes.yaml": """\
tests/bad/five-mistakes.yaml:3:12: `published` '2025-02-30' is no date. Write a year, month or day: 2024, 2024-05 or 2024-05-14.
    published: 2025-02-30
               ^
tests/bad/five-mistakes.yaml:4:23: 'one' is no number of areas. Write 0 to 99.
    stated_counts: {good: one}
                          ^
tests/bad/five-mistakes.yaml:6:37: 'inadquate' is not a grade. Write one of outstanding, good, adequate, requires-improvement, inadequate.
      - {area: preventing-crime, grade: inadquate, source: page}
                                        ^
tests/bad/five-mistakes.yaml:7:54: there is no 'https://example.org/1' under `sources`. An address goes under `sources:`, with a short id of your own; write that id here.
      - {area: investigating-crime, grade: good, source: https://example.org/1}
                                                         ^
tests/bad/five-mistakes.yaml:8:1: a report has no key 'improvment_areas'. Did you mean 'improvement_areas'?
    improvment_areas:
    ^
""",
    "grade-and-ungraded.yaml": """\
tests/bad/grade-and-ungraded.yaml:4:37: an area has either `grade` or `ungraded`, not both. Leave one of them out.
      - {area: leadership, grade: good, ungraded: not-inspected}
                                        ^
""",
    "grade-empty.yaml": """\
tests/bad/grade-empty.yaml:4:31: `grade` is empty. Write one of outstanding, good, adequate, requires-improvement, inadequate.
      - {area: leadership, grade: }
                                  ^
""",
    "grade-in-other-letters.yaml": """\
tests/bad/grade-in-other-letters.yaml:4:31: 'gооd' is not a grade (it holds U+043E). Write one of outstanding, good, adequate, requires-improvement, inadequate.
      - {area: leadership, grade: gооd}
                                  ^
""",
    "grade-missing.yaml": """\
tests/bad/grade-missing.yaml:4:5: neither `grade` nor `ungraded` is here. Write `grade:` and one of outstanding, good, adequate, requires-improvement, inadequate.
      - {area: leadership}
        ^
""",
    "grade-not-graded.yaml": """\
tests/bad/grade-not-graded.yaml:4:31: 'not graded' is not a grade. If the area has no grade, write `ungraded:` and one of not-graded, not-inspected, not-recorded.
      - {area: leadership, grade: not graded}
                                  ^
""",
    "invisible-line-break.yaml": """\
tests/bad/invisible-line-break.yaml:3:15: an invisible line break (U+2028) stands here. Replace it by a blank.
    summary: Calls<U+2028>wait too long.
                  ^
""",
    "key-without-a-colon.yaml": """\
tests/bad/key-without-a-colon.yaml:4:1: a key needs a colon and a blank after it. Write `key: value`.
    summary
    ^
""",
    "no-key.yaml": """\
tests/bad/no-key.yaml:3:1: there is no key before the colon. Write a word before it.
    : lost
    ^
""",
    "note-with-a-colon.yaml": """\
tests/bad/note-with-a-colon.yaml:5:5: `notes` is a list of texts; this is a mapping. A text with a colon in it must stand in quotes.
      - Later: one area was regraded.
        ^
""",
    "only-comments.yaml": """\
tests/bad/only-comments.yaml:1:1: there is no report in this file. See `peel new` for a skeleton of one.
    # Northshire: to do
    ^
""",
    "quotation-mark-not-closed.yaml": """\
tests/bad/quotation-mark-not-closed.yaml:3:10: a quotation mark is not closed. Close it.
    summary: "Calls wait too long.
             ^
""",
    "source-an-address.yaml": """\
tests/bad/source-an-address.yaml:4:45: there is no 'https://example.org/1' under `sources`. An address goes under `sources:`, with a short id of your own; write that id here.
      - {area: leadership, grade: good, source: "https://example.org/1"}
                                                ^
""",
    "source-only-an-address.yaml": """\
tests/bad/source-only-an-address.yaml:6:9: source 'page' must be a mapping, not the text 'https://example.org/1'. Write `url:` and the address below it.
      page: https://example.org/1
            ^
""",
    "source-unknown.yaml": """\
tests/bad/source-unknown.yaml:4:45: there is no 'pgae' under `sources`. Did you mean 'page'?
      - {area: leadership, grade: good, source: pgae}
                                                ^
""",
    "sources-a-list.yaml": """\
tests/bad/sources-a-list.yaml:6:3: `sources` must be a mapping, not a list. Write an id for each source, and `title:` and `url:` below it.
      - {title: Report, url: "https://example.org/1"}
      ^
""",
    "unknown-escape.yaml": """\
tests/bad/unknown-escape.yaml:3:25: this backslash makes no known escape. Put the value in single quotes, or write two backslashes.
    summary: "The force's C:\\data"
                            ^
""",
}


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.replace("-", " ").replace(".", " in "))
def test_a_mistake_is_told_whole_and_nothing_is_printed(file: str, peel: Peel) -> None:
    assert peel("summary", f"tests/bad/{file}", exit_code=3) == ("", TOLD[file], 3)


def test_every_bad_file_has_its_message_here() -> None:
    assert sorted(path.name for path in (HERE / "bad").iterdir()) == sorted(TOLD)
