"""Reports in files: each file is read independently, so that an invalid one does not hide others."""

import os
import re
from collections.abc import Callable, Iterable
from collections.abc import Sequence as SequenceOf
from typing import NamedTuple

from peelcli.errors import PROBLEM, REPORT_TWICE, WARNING, BadData, PeelError, Problem
from peelcli.loading.files import built_in_reports, files_below, read_bytes
from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.model.report import Report
from peelcli.reading import damaged, display_path, read
from peelcli.reading.nodes import Mapping, Node, Sequence
from peelcli.sanitise import escape_name

Watch = Callable[[SequenceOf[str]], Iterable[str]]
"""Wraps the list of paths that are read, so that callers can display progress."""

_KEYS = frozenset(("force", "cycle", "graded_areas", "improvement_areas", "stakeholder_responses", "stated_counts"))
# Near the start of a line or after a bracket or comma; in other people's files these words are usually nested deeper.
_KEY = rf"""(?:^[ -]{{0,6}}|[{{,]\s*)["']?({"|".join(sorted(_KEYS))})["']?\s*:"""


class FileRead(NamedTuple):
    """The contents of one file. With a failure there are no reports; without one, the problems are warnings."""

    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()
    failure: PeelError | None = None


def read_file(path: str, thorough: bool = False, in_folder: bool = False) -> FileRead:
    """Read a report file. In a folder, a file that is clearly not a report only causes a warning."""
    try:
        reports, problems = parse(read(read_bytes(path), display_path(path)), thorough)
        if not any(problem.level == PROBLEM for problem in problems):
            return FileRead(reports, problems)
        failure: PeelError = BadData(problems=problems)
    except PeelError as error:
        failure = error
    has_rows = any(problem.code == "rows" for problem in failure.problems)
    if in_folder and (has_rows or _is_something_else(path)):
        message = "this does not look like a report file; it was skipped."
        hint = "Run `peel check` on it to see why."
        return FileRead((), (Problem(display_path(path), None, None, "", "not-a-report", WARNING, message, hint),))
    return FileRead((), failure.problems, failure)


def _is_something_else(path: str) -> bool:
    """Return whether no part of a file that could be a report has two keys of one."""
    try:
        data = read_bytes(path)
    except PeelError:
        return False
    try:
        return not any(map(_is_like_a_report, read(data, path).roots))
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
    unread: list[PeelError] = []
    unlisted: list[PeelError] = []
    in_folder: dict[str, bool] = {}
    for path in paths:
        listing = files_below(path)
        unlisted += listing.failures
        in_folder |= {file: in_folder.get(file, True) and os.path.isdir(path) for file in listing.files}
    for file in watch(list(in_folder)):
        result = read_file(file, thorough=True, in_folder=in_folder[file])
        problems += result.problems
        if result.failure is not None and not isinstance(result.failure, BadData):
            unread.append(result.failure)
    return Checked(len(in_folder), len(unread), tuple(problems), (*unlisted, *unread))


class Holdings:
    """Built-in reports, opened on demand, and reports of other folders, which replace them.

    Both are indexed by force and cycle. Warnings and failures are collected as files are read.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.warnings: list[Problem] = []
        self.failures: list[PeelError] = []
        self.read: dict[tuple[str, str], Report] = {}
        self.built_in = built_in_reports()

    def index(self) -> set[tuple[str, str]]:
        """Return force and cycle of every report."""
        return self.built_in.keys() | self.read.keys()

    def get(self, keys: Iterable[tuple[str, str]]) -> list[Report]:
        """Return the reports on these forces and cycles, opening built-in ones, whose warnings do not count."""
        keys = list(keys)
        paths = {self.built_in[key]: key for key in keys if key not in self.read}
        for path in self.watch(list(paths)):
            result = read_file(path)
            if result.failure:
                self.failures.append(damaged(path))
            self.read.update((paths[path], report) for report in result.reports)
        return [self.read[key] for key in keys if key in self.read]

    def add(self, folder: str) -> None:
        """Add the reports of a folder; of two on the same force and cycle the last one wins, with a warning."""
        files: dict[tuple[str, str], list[str]] = {}
        for file, report in self._read_all(folder):
            key = report.force.id, report.cycle.id
            files.setdefault(key, []).append(file)
            self.read[key] = report
        for key, (*others, last) in files.items():
            report = self.read[key]
            for file in others:
                where = "further down" if file == last else f"in {escape_name(last)}"
                message = f"another report on {report.force.name} in the cycle {report.cycle.id} is {where}."
                hint = "That one is used; keep one of them."
                self.warnings.append(Problem(file, None, None, "", REPORT_TWICE, WARNING, message, hint))

    def open(self, path: str) -> list[Report]:
        """Return the reports of a file, of all files below a folder, or of standard input."""
        found = [report for _, report in self._read_all(path)]
        if os.path.isdir(path):
            found.sort(key=lambda report: (report.force.id, reference.order(report.cycle), report.cycle.id))
        return found

    def _read_all(self, path: str) -> list[tuple[str, Report]]:
        """Read a file, or each file below a folder, and return its reports with their paths, collecting errors."""
        files, failures = files_below(path)
        found = []
        for file in self.watch(files):
            result = read_file(file, in_folder=os.path.isdir(path))
            if result.failure:
                failures.append(result.failure)
            else:
                self.warnings += result.problems
            found += [(file, report) for report in result.reports]
        if not found and not failures:
            failures.append(BadData(f"{escape_name(path)}: there is no report in this folder."))
        self.failures += failures
        return found
