"""Every mistake in a report file is reported with its place and what to do; nothing is printed on standard output.

The messages are in tests/expected/bad-files.txt: `pytest --update` writes it, and its changes are for review.
"""

from __future__ import annotations

from collections.abc import Callable

from support import HERE, Peel


def test_the_files_of_tests_bad_are_refused_with_these_messages(
    peel: Peel, expected: Callable[[str, str], None], each_parser: None
) -> None:
    messages = []
    for path in sorted((HERE / "bad").iterdir()):
        outcome = peel("summary", f"tests/bad/{path.name}", exit_code=3)
        assert outcome.stdout == "", path.name
        messages.append(f"{outcome.stderr}\n")
    expected("bad-files.txt", "".join(messages))
