"""Every mistake in a report file is told in words that help: the whole message, exit code 3, nothing on stdout."""

from __future__ import annotations

import pytest
from conftest import HERE, Peel

TOLD = {
    "alias.yaml": """\
tests/bad/alias.yaml:4:5: anchors (&) and aliases (*) are not used in report files. Write the value out; put a text that begins with & or * in quotes.
      - *one
        ^
""",
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
    "anchor.yaml": """\
tests/bad/anchor.yaml:4:5: anchors (&) and aliases (*) are not used in report files. Write the value out; put a text that begins with & or * in quotes.
      - &one {area: leadership, grade: good}
        ^
""",
    "area-missing.yaml": """\
tests/bad/area-missing.yaml:4:5: `area` is missing. Write the area that is meant.
      - {grade: good}
        ^
""",
    "area-no-name.yaml": """\
tests/bad/area-no-name.yaml:4:12: '--' is no name of an area. Write the area that is meant.
      - {area: '--', grade: good}
               ^
""",
    "area-twice.json": """\
tests/bad/area-twice.json: $.graded_areas[1]: 'Leadership and force management' is adequate here and good at $.graded_areas[0]. Keep the grade that the source states.
""",
    "area-twice.yaml": """\
tests/bad/area-twice.yaml:5:5: 'Leadership and force management' is adequate here and good on line 4. Keep the grade that the source states.
      - {area: Leadership and force management, grade: adequate}
        ^
""",
    "begins-with-an-at-sign.yaml": """\
tests/bad/begins-with-an-at-sign.yaml:3:10: a value cannot begin with this character. Put the value in quotes.
    summary: @northshire welcomes it
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
    "comma-too-few.json": """\
tests/bad/comma-too-few.json:3:3: a comma or a closing bracket must stand here. Check the line above too.
      "cycle": "2023-25",
      ^
""",
    "complete-maybe.yaml": """\
tests/bad/complete-maybe.yaml:3:11: `complete` is 'perhaps'. Write true or false.
    complete: perhaps
              ^
""",
    "control-character.yaml": """\
tests/bad/control-character.yaml:3:20: a character that text cannot hold stands here (U+001B). Delete it.
    summary: Calls wait\\x1b[2J too long.
                       ^
""",
    "counts-a-list.yaml": """\
tests/bad/counts-a-list.yaml:3:16: `stated_counts` must be a mapping, not a list. Write for example {good: 1, adequate: 4}.
    stated_counts: [good, good]
                   ^
""",
    "counts-in-words.yaml": """\
tests/bad/counts-in-words.yaml:3:23: 'four' is no number of areas. Write 0 to 99.
    stated_counts: {good: four}
                          ^
""",
    "counts-of-no-grade.yaml": """\
tests/bad/counts-of-no-grade.yaml:3:17: 'goood' is not a grade. Write one of outstanding, good, adequate, requires-improvement, inadequate.
    stated_counts: {goood: 4}
                    ^
""",
    "counts-twice.yaml": """\
tests/bad/counts-twice.yaml:3:42: requires-improvement is counted twice. Keep the number that was announced.
    stated_counts: {requires-improvement: 4, Requires improvement: 5}
                                             ^
""",
    "cycle-missing.yaml": """\
tests/bad/cycle-missing.yaml:1:1: `cycle` is missing. Write a cycle such as 2023-25, or unknown.
    force: Northshire Police
    ^
""",
    "date-british.yaml": """\
tests/bad/date-british.yaml:3:12: `published` '14/05/2025' is no date. Write a year, month or day: 2024, 2024-05 or 2024-05-14.
    published: 14/05/2025
               ^
""",
    "date-that-is-none.yaml": """\
tests/bad/date-that-is-none.yaml:3:12: `published` '2025-02-29' is no date. Write a year, month or day: 2024, 2024-05 or 2024-05-14.
    published: 2025-02-29
               ^
""",
    "empty.json": """\
tests/bad/empty.json:1:1: there is no report in this file. See `peel new` for a skeleton of one.
""",
    "empty.yaml": """\
tests/bad/empty.yaml:1:1: there is no report in this file. See `peel new` for a skeleton of one.
""",
    "finding-of-a-misspelt-kind.yaml": """\
tests/bad/finding-of-a-misspelt-kind.yaml:5:42: 'inovative practice' is no kind of finding here. Did you mean 'innovative-practice' or 'promising-practice'?
      - {summary: Calls are answered., kind: inovative practice}
                                             ^
""",
    "finding-of-the-wrong-kind.yaml": """\
tests/bad/finding-of-the-wrong-kind.yaml:5:40: 'cause-of-concern' is no kind of finding here. Write one of strength, promising-practice, innovative-practice.
      - {summary: Vehicles are old., kind: cause-of-concern}
                                           ^
""",
    "finding-only-words.yaml": """\
tests/bad/finding-only-words.yaml:5:5: the text 'Calls are answered.' stands where a finding must be. Write its keys and values, such as `area: …`, below one dash.
      - Calls are answered.
        ^
""",
    "finding-swallowed-by-a-comment.yaml": """\
tests/bad/finding-swallowed-by-a-comment.yaml:5:13: `summary` is empty. A text that begins with # must stand in quotes.
      - summary: #1 priority is calls
                ^
""",
    "finding-without-summary.yaml": """\
tests/bad/finding-without-summary.yaml:5:5: `summary` is missing. Say in a sentence what was found.
      - area: leadership
        ^
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
    "force-a-list.yaml": """\
tests/bad/force-a-list.yaml:1:8: `force` must be text, not a list. Put the text in quotes.
    force: [Northshire, Westshire]
           ^
""",
    "force-empty.yaml": """\
tests/bad/force-empty.yaml:1:7: `force` is empty. Write the name of the police force.
    force:
          ^
""",
    "force-missing.yaml": """\
tests/bad/force-missing.yaml:1:1: `force` is missing. Write the name of the police force.
    cycle: 2023-25
    ^
""",
    "force-no-name.yaml": """\
tests/bad/force-no-name.yaml:1:8: '???' is no name. Write the name of the police force.
    force: '???'
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
    "grade-misspelt.yaml": """\
tests/bad/grade-misspelt.yaml:4:31: 'inadquate' is not a grade. Write one of outstanding, good, adequate, requires-improvement, inadequate.
      - {area: leadership, grade: inadquate}
                                  ^
""",
    "grade-not-graded.yaml": """\
tests/bad/grade-not-graded.yaml:4:31: 'not graded' is not a grade. If the area has no grade, write `ungraded:` and one of not-graded, not-inspected, not-recorded.
      - {area: leadership, grade: not graded}
                                  ^
""",
    "grade-not-on-the-scale.yaml": """\
tests/bad/grade-not-on-the-scale.yaml:4:31: 'adequate' is not a grade of PEEL 2017. Its grades are outstanding, good, requires-improvement, inadequate.
      - {area: legitimacy, grade: adequate}
                                  ^
""",
    "graded-area-only-words.yaml": """\
tests/bad/graded-area-only-words.yaml:4:5: the text 'leadership good' stands where a graded area must be. Write its keys and values, such as `area: …`, below one dash.
      - leadership good
        ^
""",
    "graded-areas-a-mapping.yaml": """\
tests/bad/graded-areas-a-mapping.yaml:4:3: `graded_areas` must be a list, not a mapping. Begin each item with a dash.
      leadership: good
      ^
""",
    "graded-areas-missing.yaml": """\
tests/bad/graded-areas-missing.yaml:1:1: `graded_areas` is missing. Write `graded_areas: []` if no grade is known.
    force: Northshire Police
    ^
""",
    "half-a-character.json": """\
tests/bad/half-a-character.json: $.summary: half a character (a lone surrogate) stands here. Delete it.
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
    "list-as-a-key.yaml": """\
tests/bad/list-as-a-key.yaml:3:1: a list or a mapping cannot be a key. Write a word before the colon; put a text that begins with [ or { in quotes.
    [a, b]: c
    ^
""",
    "list-of-words.yaml": """\
tests/bad/list-of-words.yaml:1:3: the text 'Northshire' stands where a report must be. See `peel new`.
    - Northshire
      ^
tests/bad/list-of-words.yaml:2:3: the text 'Westshire' stands where a report must be. See `peel new`.
    - Westshire
      ^
""",
    "merge-key.yaml": """\
tests/bad/merge-key.yaml:3:1: merge keys (<<) are not used in report files. Write the keys out.
    <<: {summary: Merged}
    ^
""",
    "nested-too-deep.json": """\
tests/bad/nested-too-deep.json: $.x-deep[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]: this is nested more than 50 levels deep. A report needs four.
""",
    "nested-too-deep.yaml": """\
tests/bad/nested-too-deep.yaml:3:58: this is nested more than 50 levels deep. A report needs four.
    …  [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] …
                                                        ^
""",
    "newer-format.yaml": """\
tests/bad/newer-format.yaml:1:7: this is format 2; this version of peel reads format 1 and none newer. Install a newer peel.
    peel: 2
          ^
""",
    "no-key.yaml": """\
tests/bad/no-key.yaml:3:1: there is no key before the colon. Write a word before it.
    : lost
    ^
""",
    "no-reports.json": """\
tests/bad/no-reports.json:1:1: there is no report in this file. See `peel new` for a skeleton of one.
    {"peel": 1, "reports": [], "warnings": []}
    ^
""",
    "not-a-number.json": """\
tests/bad/not-a-number.json: $.cycle: NaN is no value of JSON. Write a number, or null.
""",
    "note-with-a-colon.yaml": """\
tests/bad/note-with-a-colon.yaml:5:5: `notes` is a list of texts; this is a mapping. A text with a colon in it must stand in quotes.
      - Later: one area was regraded.
        ^
""",
    "notes-not-a-list.yaml": """\
tests/bad/notes-not-a-list.yaml:4:8: `notes` must be a list, not the text 'One area was regraded.'. Put a dash or brackets around it.
    notes: One area was regraded.
           ^
""",
    "only-comments.yaml": """\
tests/bad/only-comments.yaml:1:1: there is no report in this file. See `peel new` for a skeleton of one.
    # Northshire: to do
    ^
""",
    "only-text.yaml": """\
tests/bad/only-text.yaml:1:1: this file holds only the text 'Northshire Police, PEEL 2023-25'. A report has keys such as `force:`.
    Northshire Police, PEEL 2023-25
    ^
""",
    "quotation-mark-not-closed.yaml": """\
tests/bad/quotation-mark-not-closed.yaml:3:10: a quotation mark is not closed. Close it.
    summary: "Calls wait too long.
             ^
""",
    "response-misspelt-key.yaml": """\
tests/bad/response-misspelt-key.yaml:5:52: a response has no key 'organization'. Did you mean 'organisation'?
      - {name: Priya Hallworth, summary: Welcomes it., organization: Northshire Police}
                                                       ^
""",
    "response-without-a-name.yaml": """\
tests/bad/response-without-a-name.yaml:5:5: `name` is missing. Write who said it.
      - summary: Welcomes the report.
        ^
""",
    "rows.json": """\
tests/bad/rows.json: $: these are rows (areas), not reports. `peel summary --json` gives reports.
""",
    "same-key-twice.json": """\
tests/bad/same-key-twice.json: $.cycle: the key 'cycle' stands here again, after the same key above. Keep one of the two.
""",
    "same-key-twice.yaml": """\
tests/bad/same-key-twice.yaml:3:1: the key 'cycle' stands here again, after line 2. Keep one of the two.
    cycle: 2021-22
    ^
""",
    "single-quotes.json": """\
tests/bad/single-quotes.json:1:2: a key in double quotes must stand here. Check for a comma too many, or for single quotes.
    {'force': 'Northshire Police', 'cycle': '2023-25', 'graded_areas': []}
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
    "strange-format.yaml": """\
tests/bad/strange-format.yaml:1:7: '1.0' is no version of the format. Write 1.
    peel: 1.0
          ^
""",
    "tab-for-blanks.yaml": """\
tests/bad/tab-for-blanks.yaml:4:1: a tab stands where blanks must be. Indent with blanks.
     - {area: leadership, grade: good}
    ^
""",
    "tag.yaml": """\
tests/bad/tag.yaml:3:12: tags (!) are not used in report files. Put a text that begins with ! in quotes.
    inspected: !!int 2024
               ^
""",
    "two-objects.json": """\
tests/bad/two-objects.json:2:1: there is more text after the end of the JSON. Put several reports in a list.
    {"force": "Northshire Police", "cycle": "2017", "graded_areas": []}
    ^
""",
    "ungraded-unknown.yaml": """\
tests/bad/ungraded-unknown.yaml:4:34: 'later' is no reason for having no grade. Write one of not-graded, not-inspected, not-recorded.
      - {area: leadership, ungraded: later}
                                     ^
""",
    "unknown-escape.yaml": """\
tests/bad/unknown-escape.yaml:3:25: this backslash makes no known escape. Put the value in single quotes, or write two backslashes.
    summary: "The force's C:\\data"
                            ^
""",
    "unknown-key-near-none.yaml": """\
tests/bad/unknown-key-near-none.yaml:4:1: a report has no key 'verdict'. Known are peel, force, cycle, inspected, published, published_source, report_url, summary, stated_counts, graded_total, counts_source, complete, graded_areas, improvement_areas, praise, stakeholder_responses, notes, sources, filtered; own keys begin with x-.
    verdict: could do better
    ^
""",
    "unknown-key.yaml": """\
tests/bad/unknown-key.yaml:4:1: a report has no key 'improvment_areas'. Did you mean 'improvement_areas'?
    improvment_areas: []
    ^
""",
    "windows-1252.yaml": """\
tests/bad/windows-1252.yaml:3:19: byte 0x92 is not UTF-8. Save the file as UTF-8 (in Windows programs: “UTF-8”, not “ANSI”).
    summary: The force�s calls wait.
                      ^
""",
    "wrong-indentation.yaml": """\
tests/bad/wrong-indentation.yaml:5:4: this line fits neither what is above it nor a new key. Check its indentation.
       grade: good
       ^
""",
}


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.replace("-", " ").replace(".", " in "))
def test_a_mistake_is_told_whole_and_nothing_is_printed(file: str, peel: Peel) -> None:
    assert peel("summary", f"tests/bad/{file}", exit_code=3) == ("", TOLD[file], 3)


def test_every_bad_file_has_its_message_here() -> None:
    assert sorted(path.name for path in (HERE / "bad").iterdir()) == sorted(TOLD)
