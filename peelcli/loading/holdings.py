"""The available reports: built-in ones by their paths, and those that have been read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from peelcli import DATA
from peelcli.errors import WARNING, BadData, PeelError, Problem
from peelcli.loading.files import list_built_in
from peelcli.loading.reports import Watch, read_below, read_built_in
from peelcli.model import reference
from peelcli.model.report import Report
from peelcli.sanitise import escape_name


class Holdings:
    """Built-in reports, opened on demand, and reports of other folders, which replace them.

    Both are indexed by force and cycle. Warnings and failures are collected as files are read.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.warnings: list[Problem] = []
        self.failures: list[PeelError] = []
        self.read: dict[tuple[str, str], Report] = {}
        self.built_in = {
            (file[:-5], cycle): os.path.join(DATA, "reports", cycle, file)
            for cycle, files in list_built_in()
            for file in files
        }

    def index(self) -> set[tuple[str, str]]:
        """Return force and cycle of every report."""
        return self.built_in.keys() | self.read.keys()

    def get(self, keys: Iterable[tuple[str, str]]) -> list[Report]:
        """Return the reports on these forces and cycles, opening built-in ones."""
        keys = list(keys)
        paths = {self.built_in[key]: key for key in keys if key not in self.read}
        for path in self.watch(list(paths)):
            result = read_built_in(path)
            self.failures += result.failures
            self.read.update((paths[path], report) for report in result.reports)
        return [self.read[key] for key in keys if key in self.read]

    def add(self, folder: str) -> None:
        """Add the reports of a folder; of two on the same force and cycle the last one wins, with a warning."""
        files: dict[tuple[str, str], str] = {}
        for file, report in self._read_all(folder):
            key = report.force.id, report.cycle.id
            if key in files:
                message = f"another report on {report.force.name} in the cycle {report.cycle.id} is in {file}."
                hint = "That one is used; keep one of them."
                self.warnings.append(Problem(files[key], None, None, "", "report-twice", WARNING, message, hint))
            files[key] = file
            self.read[key] = report

    def _read_all(self, path: str) -> Iterator[tuple[str, Report]]:
        """Read a file, or each file below a folder, and yield its reports, collecting errors."""
        results = list(read_below(path, self.watch))
        for result in results:
            self.failures += result.failures
            self.warnings += () if result.failures else result.problems
            for report in result.reports:
                yield result.path, report
        if not any(result.reports or result.failures for result in results):
            self.failures.append(BadData(f"{escape_name(path)}: there is no report in this folder."))

    def open(self, path: str) -> list[Report]:
        """Return the reports of a file, of all files below a folder, or of standard input."""
        found = [report for _, report in self._read_all(path)]
        if os.path.isdir(path):
            found.sort(key=lambda report: (report.force.id, reference.order(report.cycle), report.cycle.id))
        return found
