"""SVG pictures of the terminal: their text, and that they are self-contained."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from support import HERE, ROOT, Peel

NORTHSHIRE = HERE / "data" / "northshire.yaml"
SVG = "{http://www.w3.org/2000/svg}"
PICTURE = ROOT / "docs" / "summary.svg"


def lines_in(text: str) -> list[str]:
    """Return the lines of a picture without blanks: its texts, those of one height together."""
    lines: dict[str, list[tuple[float, str]]] = {}
    for element in ElementTree.fromstring(text).iter(f"{SVG}text"):
        if "title" not in element.get("class", ""):
            place = (float(element.get("x", "0")), element.text or "")
            lines.setdefault(element.get("y", ""), []).append(place)
    joined = ("".join("".join(words for _, words in sorted(line)).split()) for line in lines.values())
    return [line for line in joined if line]


@pytest.mark.parametrize("command", ["summary", "areas", "list", "compare"])
def test_a_picture_shows_what_the_terminal_shows(peel: Peel, command: str) -> None:
    text = peel(command, NORTHSHIRE, HERE / "data" / "two-cycles.yaml", "-f", "svg", "--width", "100").stdout
    table = peel(command, NORTHSHIRE, HERE / "data" / "two-cycles.yaml", "--width", "100").stdout
    assert lines_in(text) == ["".join(line.split()) for line in table.splitlines() if line]


def test_an_address_longer_than_the_picture_is_wide_goes_on_below(peel: Peel) -> None:
    address = f"https://example.org/{'long/' * 30}"
    report = f"force: Northshire\ncycle: 2023-25\ngraded_areas: []\nreport_url: {address}\n"
    assert address in "".join(lines_in(peel("summary", "-", "-f", "svg", stdin=report).stdout))


@pytest.mark.parametrize("command", [("summary",), ("compare", "@2023-25"), ("explain", "adequate")])
def test_a_picture_loads_nothing(peel: Peel, command: tuple[str, ...]) -> None:
    text = peel(*command, "-f", "svg").stdout
    assert not re.search(r"@font-face|@import|<script|href=|url\((?!#)", text)


def test_a_picture_holds_any_number_of_lines(peel: Peel) -> None:
    notes = "".join(f"- {number}\n" for number in range(20_001))
    report = f"force: Northshire\ncycle: 2023-25\ngraded_areas: []\nnotes:\n{notes}"
    text = peel("summary", "-", "-f", "svg", stdin=report).stdout
    assert lines_in(text)[-1] == "•20000"
    assert 'viewBox="0 0 978 480386"' in text  # 20,014 lines of 24, and the frame


def test_columns_begin_in_their_cells_after_wide_characters_too(peel: Peel) -> None:
    report = "force: N\ncycle: 2016\ngraded_areas:\n- {area: 警察 a か\u3099, grade: good, note: 報 e\u0301  b}\n"
    text = peel("areas", "-", "-f", "svg", stdin=report).stdout
    row = [element for element in ElementTree.fromstring(text).iter(f"{SVG}text") if element.get("y") == "72"]
    assert [(element.text, element.get("x"), element.get("textLength")) for element in row] == [
        ("警察", "0", "48"),
        ("a", "60", "12"),
        ("か\u3099", "84", "24"),
        ("▲ Good", "132", "72"),
        ("報", "228", "24"),
        ("e\u0301", "264", "12"),
        ("b", "300", "12"),
    ]


def test_each_grade_has_its_colour_and_the_ends_of_the_scale_are_bold(peel: Peel) -> None:
    text = peel("areas", NORTHSHIRE, "-f", "svg").stdout
    classes = {element.text: element.get("class") for element in ElementTree.fromstring(text).iter(f"{SVG}text")}
    assert classes["▲ Good"] == "peel-0a74dc"
    assert classes["● Adequate"] is None
    assert classes["▼▼ Inadequate"] == "peel-bold peel-b36100"
    assert ".peel-0a74dc{fill:#0a74dc}\n.peel-b36100{fill:#b36100}\n" in text


def test_hostile_text_stays_text(peel: Peel) -> None:
    report = 'force: "<script>x</script> {0} %s"\ncycle: 2023-25\ngraded_areas: []\nsummary: "</text><a href=x>"\n'
    text = peel("summary", "-", "-f", "svg", stdin=report).stdout
    names = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(text).iter()}
    assert names == {"svg", "title", "style", "rect", "text", "g", "circle"}
    assert ElementTree.fromstring(text).findtext(f"{SVG}title") == "<script>x</script> {0} %s PEEL 2023–25"


def test_characters_that_xml_lacks_are_spelled_out(peel: Peel) -> None:
    report = '{"force": "N", "cycle": "2016", "graded_areas": [], "summary": "a\\uffff b\\ufffe c\\ufdd0"}'
    text = peel("summary", "-", "-f", "svg", stdin=report).stdout
    assert "a<U+FFFF>b<U+FFFE>c\ufdd0" in lines_in(text)


def test_the_picture_of_the_readme_is_true(peel: Peel, update: bool) -> None:
    drawn = peel("summary", "warwickshire@2023-25", "-f", "svg", "--width", "90").stdout
    if update:
        PICTURE.write_text(drawn, "utf-8")
    assert lines_in(PICTURE.read_text("utf-8")) == lines_in(drawn)
