"""Read report files, each independently, so that an invalid file does not hide others."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Sequence as SequenceOf
from typing import NamedTuple

from peelcli.errors import PROBLEM, WARNING, BadData, PeelError, Problem, Unreadable
from peelcli.loading.files import display_path, files_below, read_bytes
from peelcli.loading.parse import parse
from peelcli.model.report import Report
from peelcli.reading import Mapping, Node, Sequence, read

Watch = Callable[[SequenceOf[str]], Iterable[str]]
"""Wraps the list of paths that are read, so that callers can display progress."""

_KEYS = frozenset(("force", "cycle", "graded_areas", "improvement_areas", "stakeholder_responses", "stated_counts"))
# Near the start of a line or after a bracket or comma; in other people's files these words are usually nested deeper.
_KEY = rf"""(?:^[ -]{{0,6}}|[{{,]\s*)["']?({"|".join(sorted(_KEYS))})["']?\s*:"""


class FileRead(NamedTuple):
    """The contents of one file. After a failure or a problem that is not just a warning, there are no reports."""

    path: str
    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()
    failure: PeelError | None = None

    @property
    def failures(self) -> list[PeelError]:
        """The reason why the file cannot be used, if any."""
        if self.failure is not None:
            return [self.failure]
        return [BadData(problems=self.problems)] if any(one.level == PROBLEM for one in self.problems) else []


def read_file(path: str, thorough: bool = False, in_folder: bool = False) -> FileRead:
    """Read a report file. In a folder, a file that is clearly not a report only causes a warning."""
    data: bytes | None = None
    problems: tuple[Problem, ...] = ()
    failure: PeelError | None = None
    try:
        data = read_bytes(path)
        reports, problems = parse(read(data, display_path(path)), thorough)
        if reports:
            return FileRead(path, reports, problems)
    except BadData as error:
        problems = error.problems
    except PeelError as error:
        failure = error
    if (
        in_folder
        and data is not None
        and (_is_something_else(data, path) or any(problem.code == "rows" for problem in problems))
    ):
        message = "this does not look like a report file; it was skipped."
        hint = "Run `peel check` on it to see why."
        warning = Problem(display_path(path), None, None, "", "not-a-report", WARNING, message, hint)
        return FileRead(path, (), (warning,))
    return FileRead(path, (), problems, failure)


def read_below(path: str, watch: Watch = iter) -> Iterator[FileRead]:
    """Read a report file, or each one below a folder, and yield its contents."""
    files, failures = files_below(path)
    in_folder = os.path.isdir(path)
    for failure in failures:
        yield FileRead(path, failure=failure)
    for file in watch(files):
        yield read_file(file, in_folder=in_folder)


def read_built_in(path: str) -> FileRead:
    """Read a report file that comes with peel. Its warnings are left to the tests."""
    result = read_file(path)
    if not result.failures:
        return result._replace(problems=())
    failure = f"{display_path(path)}: this file comes with peel and is missing or damaged. Install peel again."
    return FileRead(path, failure=Unreadable(failure))


def _is_something_else(data: bytes, name: str) -> bool:
    """Return whether no part of a file that could be a report has two keys of one."""
    try:
        return not any(map(_is_like_a_report, read(data, name).roots))
    except PeelError:  # the keys can only be searched for
        utf_16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = data.decode("utf-16" if utf_16 else "utf-8", "replace")
        return len(set(re.findall(_KEY, text, re.MULTILINE))) < 2


def _is_like_a_report(node: Node) -> bool:
    if isinstance(node, Mapping) and "reports" in node:
        node = node["reports"]
    if isinstance(node, Sequence):
        return any(isinstance(item, Mapping) and _is_like_a_report(item) for item in node)
    return isinstance(node, Mapping) and len(node.keys() & _KEYS) >= 2 and "force_name" not in node  # a row has that


class Checked(NamedTuple):
    """The result of a check: problems, warnings and unreadable files."""

    files: int
    unread: int
    problems: tuple[Problem, ...]
    failures: tuple[PeelError, ...]


def check(paths: Iterable[str], watch: Watch = iter) -> Checked:
    """Check report files, those below folders, and standard input."""
    problems: list[Problem] = []
    failures: list[PeelError] = []
    in_folder: dict[str, bool] = {}
    unread = 0
    for path in paths:
        listed, unlisted = files_below(path)
        failures += unlisted
        in_folder |= {file: in_folder.get(file, True) and os.path.isdir(path) for file in listed}
    for file in watch(list(in_folder)):
        result = read_file(file, thorough=True, in_folder=in_folder[file])
        problems += result.problems
        if result.failure is not None:
            failures.append(result.failure)
            unread += 1
    return Checked(len(in_folder), unread, tuple(problems), tuple(failures))
