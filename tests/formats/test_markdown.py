"""Markdown: GitHub and pandoc display every text as it is."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support import Peel

# A text, and how it is written. GitHub resolves escapes before it looks for emoji and addresses: a comment stops it.
TEXTS = [
    ("good :smile: :+1: :100: x", "good :<!-- -->smile: :<!-- -->+1: :<!-- -->100: x"),
    ("a :thumbs_up: x", "a :<!-- -->thumbs\\_up: x"),
    ("at 12:30:45 x", "at 12:30:45 x"),
    ("mailto:press@hmicfrs.gov.uk x", "mailto:press\\@<!-- -->hmicfrs.gov.uk x"),
    ("by @cite and [@cite, p. 3] x", "by \\@<!-- -->cite and \\[\\@<!-- -->cite, p. 3\\] x"),
    ("see www.example.org x", "see www<!-- -->.example.org x"),
    ("see http://a ftp://example.org x", "see <http://a> ftp:<!-- -->//example.org x"),
    ("see https:// x", "see https:<!-- -->// x"),
    ("see https://example.org/a_b. x", "see <https://example.org/a_b>. x"),
    ("x^sup^ and H~2~O x", "x\\^sup\\^ and H\\~2\\~O x"),
    ("a ^[note] and $x$ x", "a \\^\\[note\\] and \\$x\\$ x"),
    ("a -- b --- c ... d", "a -\\- b -\\-\\- c .\\.. d"),
    ("---", "\\-\\-\\-"),
    ("1. one", "1\\. one"),
    ("(i) one", "(i\\) one"),
    ("iv) four", "iv\\) four"),
    ("A) one", "A\\) one"),
    ("A. N. Other", "A. N. Other"),
    ("% title", "\\% title"),
    ("I said so. No) more.", "I said so. No) more."),
]


@pytest.fixture
def summary(tmp_path: Path, peel: Peel) -> str:
    """The Markdown of a report card whose notes are the texts."""
    report = {"force": "Northshire", "cycle": "2016", "graded_areas": [], "notes": [text for text, _ in TEXTS]}
    (tmp_path / "r.json").write_text(json.dumps(report))
    return peel("summary", tmp_path / "r.json", "-f", "markdown").stdout


def test_a_text_is_escaped(summary: str) -> None:
    notes = summary.partition("## Notes\n")[2].strip().splitlines()
    assert notes[-len(TEXTS) :] == [f"- {escaped}" for _, escaped in TEXTS]


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
@pytest.mark.parametrize("reader", ["gfm", "gfm+emoji+autolink_bare_uris", "markdown-smart", "commonmark_x-smart"])
def test_pandoc_reads_a_text_as_it_was(reader: str, summary: str) -> None:
    command = ["pandoc", "--from", reader, "--to", "plain", "--wrap", "none"]
    plain = subprocess.run(command, input=summary, capture_output=True, text=True, check=True).stdout
    lines = [line.removeprefix("-").strip() for line in plain.splitlines()]
    for text, _ in TEXTS:
        assert text in lines
