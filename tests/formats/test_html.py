"""HTML pages: valid, self-contained, and safe with any text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import html5lib
import pytest
from support import HERE, Peel, report

from peelcli.answers.views import Cards, Cell, Column, Mark, View
from peelcli.formats import FORMATS, RenderOptions, html
from peelcli.model.report import Finding, Grade, Response

NORTHSHIRE = HERE / "data" / "northshire.yaml"
TWO_CYCLES = HERE / "data" / "two-cycles.yaml"
SHIRES = HERE / "data" / "shires.yaml"
XHTML = "{http://www.w3.org/1999/xhtml}"
COMMANDS = (
    ("summary", NORTHSHIRE),
    ("summary", NORTHSHIRE, TWO_CYCLES),
    ("summary", NORTHSHIRE, "--grade", "outstanding", "-q"),
    ("areas", NORTHSHIRE, SHIRES),
    ("areas", NORTHSHIRE, "--grade", "good", "--at-most", "adequate"),
    ("improvements", SHIRES),
    ("responses", NORTHSHIRE),
    ("list", NORTHSHIRE, SHIRES),
    ("compare", SHIRES),
    ("compare", TWO_CYCLES),
    ("trend", "west-mercia"),
    ("search", "zebra", "--data", HERE / "data"),
    ("explain", "adequate"),
    ("explain",),
)
HOSTILE = (
    '<script>alert(1)</script> " onmouseover="x javascript:alert(2) data:text/html,x https://a.b/"><i> \x1b[31m \u202e'
)


def page(text: str) -> ElementTree.Element:
    """Parse a page by the strict rules of HTML5, which every error ends."""
    parsed: ElementTree.Element = html5lib.HTMLParser(strict=True).parse(text)
    return parsed


def elements(parsed: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return list(parsed.iter(f"{XHTML}{name}"))


def words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("ascii", [(), ("--ascii",)], ids=["characters", "ascii"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(map(str, command[:1])))
def test_every_page_is_valid_names_its_language_and_needs_nothing_from_elsewhere(
    peel: Peel, command: tuple[str, ...], ascii: tuple[str, ...]
) -> None:
    text = peel(*command, *ascii, "-f", "html").stdout
    parsed = page(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert parsed.get("lang") == "en-GB"
    assert len(elements(parsed, "h1")) == 1
    assert [name for name in ("script", "link", "img", "iframe", "object") if elements(parsed, name)] == []
    assert not re.search(r"@import|url\(|\son[a-z]+=|\ssrc=", text)
    assert text.isascii() or not ascii


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(map(str, command[:1])))
def test_every_table_has_a_caption_and_scopes_and_links_lead_somewhere(peel: Peel, command: tuple[str, ...]) -> None:
    parsed = page(peel(*command, "-f", "html").stdout)
    for table in elements(parsed, "table"):
        assert words(elements(table, "caption")[0])
        assert {head.get("scope") for head in elements(table, "th")} == {"col", "row"}
    ids = {element.get("id") for element in parsed.iter() if element.get("id")}
    targets = [link.get("href", "") for link in elements(parsed, "a")]
    assert [target for target in targets if not target.startswith(("https://", "http://"))] == [
        target for target in targets if target.startswith("#") and target[1:] in ids
    ]


def test_a_problem_keeps_its_lines_and_carets(peel: Peel) -> None:
    text = "force: Northshire\ncycle: 2023-25\ngraded_areas: []\nnotes: [a]\n<b>: c\n"
    parsed = page(peel("check", "-", "-f", "html", stdin=text, exit_code=1).stdout)
    assert "\n    <b>: c\n    ^\n" in "".join(elements(parsed, "pre")[0].itertext())


def test_several_cards_have_a_list_of_contents_and_one_has_none(peel: Peel) -> None:
    several = page(peel("summary", NORTHSHIRE, TWO_CYCLES, "-f", "html").stdout)
    (contents,) = elements(several, "nav")
    assert [words(entry) for entry in elements(contents, "a")] == [
        "Northshire Police · PEEL 2023–25",
        "Northshire Police · PEEL 2016",
        "Northshire Police · PEEL 2017",
    ]
    assert elements(page(peel("summary", NORTHSHIRE, "-f", "html").stdout), "nav") == []


def test_a_grade_is_a_word_a_shape_and_a_colour(peel: Peel) -> None:
    parsed = page(peel("areas", NORTHSHIRE, "-f", "html").stdout)
    cells = {cell.get("class"): words(cell) for cell in elements(parsed, "td") if "grade" in (cell.get("class") or "")}
    assert cells == {
        "grade not-graded": "· Not graded",
        "grade outstanding": "▲▲ Outstanding",
        "grade good": "▲ Good",
        "grade inadequate": "▼▼ Inadequate",
        "grade requires-improvement": "▼ Requires improvement",
        "grade adequate": "● Adequate",
    }


def test_hostile_text_stays_text() -> None:
    made = report(
        summary=HOSTILE,
        notes=(HOSTILE,),
        praise=(Finding(HOSTILE, "strength"),),
        stakeholder_responses=(Response(HOSTILE, HOSTILE, HOSTILE),),
    )
    view = View("things", HOSTILE, (Column("a", HOSTILE), Column("b", "B")), ((HOSTILE, HOSTILE),), "", (HOSTILE,))
    for answer in (Cards((made, made)), view):
        text = "".join(FORMATS["html"].render(answer, RenderOptions()))
        parsed = page(text)
        assert elements(parsed, "script") == elements(parsed, "i") == []
        assert [element for element in parsed.iter() if "onmouseover" in element.attrib] == []
        assert {link.get("href") for link in elements(parsed, "a")} >= {"https://a.b/"}
        assert not [
            link for link in elements(parsed, "a") if (link.get("href") or "").startswith(("javascript", "data"))
        ]
        assert not {"\x1b", "\u202e"} & set(text)


def test_counts_have_a_bar_that_grows_with_them() -> None:
    columns = (Column("area", "Area"), Column("good", Mark(Grade.GOOD)), Column("bad", Mark(Grade.INADEQUATE)))
    view = View("count", "Grades", columns, (("One", 3, 1), ("Two", 2, 0)), "")
    parsed = page("".join(FORMATS["html"].render(view, RenderOptions())))
    bars = parsed.iter("{http://www.w3.org/2000/svg}svg")
    widths = [[box.get("width") for box in bar.iter("{http://www.w3.org/2000/svg}rect")] for bar in bars]
    assert widths == [["112.5", "37.5"], ["75"]]


def test_a_table_of_many_counts_adds_each_row_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[Cell] = []

    def number(cell: Cell) -> int:
        added.append(cell)
        return 1

    monkeypatch.setattr(html, "_number", number)
    columns = (Column("area", "Area"), Column("good", Mark(Grade.GOOD)))
    view = View("count", "Grades", columns, tuple((f"Area {row}", row) for row in range(100)), "")
    assert "".join(FORMATS["html"].render(view, RenderOptions())).count("<svg") == 100
    assert len(added) == 200, "once to find the largest, once to draw"


def test_a_course_has_a_strip_with_a_line_where_grades_do_not_compare(peel: Peel) -> None:
    parsed = page(peel("trend", "west-mercia", "--area", "preventing-crime", "-f", "html").stdout)
    (strip,) = parsed.iter("{http://www.w3.org/2000/svg}svg")
    assert len(list(strip.iter("{http://www.w3.org/2000/svg}rect"))) == 6
    assert len(list(strip.iter("{http://www.w3.org/2000/svg}path"))) == 2


def test_the_head_of_numbers_is_set_right_as_they_are() -> None:
    columns = (Column("area", "Area"), Column("known", "Known"), Column("complete", "Complete"))
    view = View("count", "Grades", columns, (("One", 3, True),), "")
    heads = elements(page("".join(FORMATS["html"].render(view, RenderOptions()))), "th")
    assert [head.get("class") for head in heads if head.get("scope") == "col"] == [None, "number", None]
