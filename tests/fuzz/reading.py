"""Let atheris look for a text that peel cannot answer: pip install atheris; python tests/fuzz/reading.py -max_total_time=300

It follows the coverage of reading and parsing, from the report files of the tests. Nothing but the two errors that say
what is wrong may come out, whatever goes in.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from unicodedata import category

import atheris

with atheris.instrument_imports(include=["peelcli.reading", "peelcli.loading", "peelcli.model", "peelcli.sanitise"]):
    from peelcli.errors import WARNING, BadData, Unreadable, format_problems
    from peelcli.loading.parse import parse
    from peelcli.reading import read
    from peelcli.sanitise import escape_controls

from peelcli.answers.views import Cards
from peelcli.formats import FORMATS, RenderOptions

TESTS = Path(__file__).parent.parent
ENDINGS = (".yaml", ".json", "")


def once(data: bytes) -> None:
    """Read a file, whose first byte chooses its ending, as `check` and `summary` do."""
    ending = ENDINGS[data[0] % len(ENDINGS)] if data else ""
    try:
        reports, problems = parse(read(data[1:], f"r{ending}"), thorough=True)
    except BadData as bad:
        reports, problems = (), bad.problems
    except Unreadable:
        return
    assert reports or any(problem.level != WARNING for problem in problems)
    for words in format_problems(problems):
        assert not {category(char) for char in escape_controls(words) if char != "\n"} & {"Cc", "Cs", "Zl", "Zp"}, words
    for name in ("json", "yaml"):
        text = "".join(FORMATS[name].render(Cards(reports), RenderOptions()))
        if reports:
            again = parse(read(text.encode(), f"r.{name}"))
            assert "".join(FORMATS[name].render(Cards(again.reports), RenderOptions())) == text


def main() -> None:
    """Fuzz, with the files of the tests to begin with."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, path in enumerate(sorted(TESTS.glob("bad/*")) + sorted(TESTS.glob("data/*"))):
            first = bytes([ENDINGS.index(path.suffix)]) if path.suffix in ENDINGS else b"\2"
            Path(corpus, str(number)).write_bytes(first + path.read_bytes())
        atheris.Setup([*sys.argv, corpus], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
