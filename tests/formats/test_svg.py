"""SVG pictures of the terminal: their text, and that they are self-contained."""

from __future__ import annotations

import re
from pathlib import Path
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


def test_a_picture_of_too_many_lines_is_refused(peel: Peel, tmp_path: Path) -> None:
    notes = "".join(f"- {number}\n" for number in range(20_000))
    report = f"force: Northshire\ncycle: 2023-25\ngraded_areas: []\nnotes:\n{notes}"
    target = tmp_path / "card.svg"
    result = peel("summary", "-", "-o", target, stdin=report, exit_code=2)
    assert result.stderr.splitlines()[-1] == (
        "Error: a picture of more than 20,000 lines is not drawn. Choose fewer reports, or another format, such as html."
    )
    assert list(tmp_path.iterdir()) == []


def test_hostile_text_stays_text(peel: Peel) -> None:
    report = 'force: "<script>x</script> {0} %s"\ncycle: 2023-25\ngraded_areas: []\nsummary: "</text><a href=x>"\n'
    text = peel("summary", "-", "-f", "svg", stdin=report).stdout
    names = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(text).iter()}
    assert names == {"svg", "style", "defs", "clipPath", "rect", "text", "g", "circle"}
    assert ElementTree.fromstring(text).get("aria-label") == "<script>x</script> {0} %s PEEL 2023–25"


def test_the_picture_of_the_readme_is_true(peel: Peel, update: bool) -> None:
    drawn = peel("summary", "warwickshire@2023-25", "-f", "svg", "--width", "90").stdout
    if update:
        PICTURE.write_text(drawn, "utf-8")
    assert lines_in(PICTURE.read_text("utf-8")) == lines_in(drawn)
