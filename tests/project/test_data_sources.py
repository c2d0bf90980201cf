"""The sources and notes of the built-in reports, read without any of peel's own code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDER = Path(__file__).parents[2] / "data" / "reports"
FILES = sorted(f"{path.parent.name}/{path.stem}" for path in FOLDER.glob("*/*.yaml"))

REFERRING = ("source", "counts_source", "published_source")
"""Keys that hold the id of a source; `also` holds a list of them."""


@cache
def report(file: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load((FOLDER / f"{file}.yaml").read_text("utf-8"), SAFE_LOADER)
    return loaded


def sources(file: str) -> dict[str, dict[str, str]]:
    result: dict[str, dict[str, str]] = report(file).get("sources", {})
    return result


def mappings(value: object) -> Iterator[dict[str, Any]]:
    """Yield every mapping in a value, at any depth."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from mappings(item)


def cited(file: str) -> set[str]:
    """Return the ids of the sources that anything in the report refers to."""
    ids: set[str] = set()
    for mapping in mappings({key: value for key, value in report(file).items() if key != "sources"}):
        ids.update(str(mapping[key]) for key in REFERRING if key in mapping)
        ids.update(map(str, mapping.get("also", [])))
    return ids


def is_placeholder(title: str) -> bool:
    """Return whether a title is a number or an address instead of a headline; one in brackets is a description."""
    if title.startswith("[") and title.endswith("]"):
        return False
    numbered = r"(?i)(.*\b)?(article|bulletin|document|item|news|page|post|story)( of)? (?=\w*\d)\w+( \w+ \d{4})?"
    slug = r"[a-z0-9]+(-[a-z0-9]+){2,}"
    return bool(re.fullmatch(numbered, title) or re.fullmatch(slug, title) or "://" in title or is_host(title))


def is_host(name: str) -> bool:
    """Return whether a name is only that of a web server; `Deeside.com` with a capital is what the site calls itself."""
    return bool(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name))


def speaks_of_searching(note: str) -> bool:
    """Return whether a note is about the search for a fact and not about the fact."""
    without_police_work = re.sub(r"(?i)\b(stop|stops|strip|house)(-| and |, | )search(es|ing)?\b", "", note)
    words = (
        r"(?i)\b(search\w*|we|our|crawl\w*|stored|cached|looked for|(not|never|could not be|was|were) (found|seen))\b"
    )
    return bool(re.search(words, without_police_work))


def is_web_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", url)


def notes(file: str) -> list[str]:
    """Return the notes of the report and of its entries."""
    own = [str(note) for note in report(file).get("notes", [])]
    return own + [str(mapping["note"]) for mapping in mappings(report(file)) if "note" in mapping]


# --- titles and publishers ---

SOURCES = [(f"{file}: {id}", source) for file in FILES for id, source in sources(file).items()]
TITLES = [(place, source["title"]) for place, source in SOURCES if "title" in source]


def test_every_title_is_text_without_lost_words() -> None:
    assert [(place, title) for place, title in TITLES if not title or title != title.strip()] == []
    assert [(place, title) for place, title in TITLES if "…" in title or "..." in title] == []


def test_no_title_is_a_placeholder() -> None:
    assert [(place, title) for place, title in TITLES if is_placeholder(title)] == []


def test_no_publisher_is_only_a_host() -> None:
    publishers = [(place, source["publisher"]) for place, source in SOURCES if "publisher" in source]
    assert [(place, publisher) for place, publisher in publishers if not publisher or is_host(publisher)] == []


def test_every_source_has_a_title_or_a_publisher() -> None:
    assert [place for place, source in SOURCES if not source.keys() & {"title", "publisher"}] == []


@pytest.mark.parametrize(
    "title",
    [
        "Article 3955",
        "Article of 11 October 2019",
        "Wales news, article 39578021",
        "Bulletin 24261aa",
        "Meeting papers, item 6658",
        "Online publication, page 22",
        "kent-police-rated-good",
        "www.example.org",
        "https://example.org/1",
    ],
)
def test_a_number_or_an_address_is_a_placeholder(title: str) -> None:
    assert is_placeholder(title)


@pytest.mark.parametrize(
    "title",
    [
        "[Page 22]",
        "PEEL 2018/19: Kent",
        "PEEL assessment, 2 May 2019",
        "Force page: Bedfordshire",
        "Row over police report criticism",
        "Wales news: force told to improve by 2020",
    ],
)
def test_a_headline_or_a_description_is_not_a_placeholder(title: str) -> None:
    assert not is_placeholder(title)


@pytest.mark.parametrize(
    ("publisher", "host"),
    [("bbc.co.uk", True), ("daily8.com", True), ("BBC News", False), ("Deeside.com", False), ("GOV.UK", False)],
)
def test_a_host_differs_from_a_name(publisher: str, host: bool) -> None:
    assert is_host(publisher) == host


# --- references and addresses ---


def test_every_source_is_cited_and_every_citation_has_a_source() -> None:
    assert [(file, odd) for file in FILES if (odd := cited(file) ^ set(sources(file)))] == []


def test_every_address_is_a_web_address_and_stands_once_in_its_report() -> None:
    for file in FILES:
        urls = [source["url"] for source in sources(file).values()]
        assert len(urls) == len(set(urls)), file
        pages = [*urls, *([report(file)["report_url"]] if "report_url" in report(file) else [])]
        assert [url for url in pages if not is_web_address(url)] == [], file


# --- notes ---


def test_no_note_speaks_of_searching() -> None:
    assert [(file, note) for file in FILES for note in notes(file) if speaks_of_searching(note)] == []


@pytest.mark.parametrize(
    "note",
    [
        "We looked at every page.",
        "The efficiency grade was not found.",
        "The grade could not be found.",
        "The stored page dates from before the grade.",
        "A search of the news gave nothing.",
    ],
)
def test_a_note_about_the_search_is_noticed(note: str) -> None:
    assert speaks_of_searching(note)


@pytest.mark.parametrize(
    "note",
    [
        "The force was graded inadequate at stop and search.",
        "Stop-search figures are disputed.",
        "The commissioner says that the force found the grade harsh.",
    ],
)
def test_a_note_about_police_work_is_not_about_the_search(note: str) -> None:
    assert not speaks_of_searching(note)
