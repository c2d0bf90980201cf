"""Which reports there are, and what `west-mercia@2021-22` means.

The path is the index: `reports/<cycle>/<force>.yaml` says what is inside, so a question about one force opens that
force's files and no others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from peelcli import DATA
from peelcli.errors import WARNING, BadData, Failures, PeelError, Problem, Unreadable, WrongRequest, did_you_mean
from peelcli.loading.files import EXTENSIONS, STDIN, display_path, files_below, read_bytes
from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.model.names import normalise
from peelcli.model.report import Cycle, Report
from peelcli.reading import read
from peelcli.sanitise import escape_controls, escape_name

DEFAULT_FORCE = "west-mercia"

Watch = Callable[[Sequence[str]], Iterable[str]]
"""Is given the files that will be opened and gives them back one by one: whoever asks may show how far that is."""


class Loaded(NamedTuple):
    """The reports that were asked for, in the order of the answer, and what was odd about their files."""

    reports: tuple[Report, ...]
    warnings: tuple[Problem, ...]


class Catalogue:
    """The built-in reports and those of other folders, which replace the built-in ones of the same force and cycle.

    `cycle` narrows it before anything is chosen from it.
    """

    def __init__(self, folders: Iterable[str] = (), cycle: Cycle | None = None, watch: Watch = iter) -> None:
        self.cycle = cycle
        self.watch = watch
        self.warnings: list[Problem] = []
        self.failures: list[PeelError] = []
        self._paths = dict(self._built_in())
        self._added: dict[tuple[str, str], Report] = {}
        for folder in folders:
            if not os.path.isdir(folder):
                self.failures.append(Unreadable(f"{escape_name(folder)}: there is no such folder for --data."))
                continue
            self._add(folder)

    def load(self, requests: Iterable[str], everything: bool = False) -> Loaded:
        """Load what was asked for. With nothing named that is the newest report of the default force.

        Raises Failures with all that is wrong with all inputs.
        """
        requests = list(dict.fromkeys(requests))
        return self._loaded(self._all() if everything else self._each(self._find, requests or [DEFAULT_FORCE]))

    def every_report_on(self, force: str) -> Loaded:
        """Load all reports on one force, the oldest first. Raises Failures too."""
        return self._loaded(self._each(self._history, [force]))

    def _each(self, find: Callable[[str], list[Report]], requests: Iterable[str]) -> list[Report]:
        """Return what is found for all requests; what is wrong with any of them is kept."""
        found: list[Report] = []
        for request in requests:
            try:
                found += find(request)
            except WrongRequest as failure:
                self.failures.append(failure)
        return found

    def _loaded(self, found: Iterable[Report]) -> Loaded:
        if self.failures:
            raise Failures(self.failures)
        # The same report named twice counts once; equal files under two names are two reports all the same.
        return Loaded(tuple({id(report): report for report in found}.values()), tuple(self.warnings))

    # --- what a request means ---

    def _find(self, request: str) -> list[Report]:
        name, at, words = request.rpartition("@")
        cycle = reference.find_cycle(words) if at else None
        if cycle is not None or (at and not _is_path(request)):
            cycle = cycle or self._other_cycle(words)
            return self._of_force(name, cycle) if name else self._of_cycle(cycle)
        if request == STDIN or _is_path(request):
            return [report for report in self._open(request) if self._in_cycle(report)]
        return self._newest(self._force(request))

    def _of_force(self, name: str, cycle: Cycle) -> list[Report]:
        force = self._force(name)
        key = (force, cycle.id)
        if not self._fits(cycle.id):
            return []
        if key not in self._keys():
            known = [id for id in self._ordered() if id[0] == force]
            there = f"There are {', '.join(cycle for _, cycle in known)}." if known else ""
            raise WrongRequest(
                f"there is no report on {escape_name(name)} in the cycle {escape_controls(cycle.id)}. {there}".strip()
            )
        return self._get([key])

    def _of_cycle(self, cycle: Cycle) -> list[Report]:
        if not self._fits(cycle.id):
            return []
        found = [key for key in self._ordered() if key[1] == cycle.id]
        if not found:
            with_reports = dict.fromkeys(cycle for _, cycle in self._ordered(by_cycle=True))
            raise WrongRequest(f"there are no reports of {cycle.name}. There are some of {', '.join(with_reports)}.")
        return self._get(found)

    def _newest(self, force: str) -> list[Report]:
        found = [key for key in self._ordered() if key[0] == force]
        if not found:
            which = f" in the cycle {self.cycle.id}" if self.cycle else ""
            raise WrongRequest(f"there is no report on {force}{which}.")
        return self._get(found[-1:])

    def _all(self) -> list[Report]:
        return self._get(self._ordered())

    def _history(self, name: str) -> list[Report]:
        if name == STDIN or "@" in name or _is_path(name):
            told = f"{escape_controls(name)!r} is no force. A trend follows one force through all its cycles"
            raise WrongRequest(f"{told}, such as west-mercia; files of your own come with --data DIR.")
        force = self._force(name)
        self.cycle = None  # a change is told against all cycles; which are shown is for the filters
        return self._get([key for key in self._ordered() if key[0] == force])

    def _force(self, name: str) -> str:
        """Return the id of a force that is known or that a report is about."""
        known = reference.find_force(name)
        if known:
            return known.id
        others = {report.force.id: report.force.name for report in self._added.values()}
        for id, other in others.items():
            if normalise(name) in (normalise(id), normalise(other)):
                return id
        names = [word for force in reference.forces().values() for word in (force.id, force.name)] + list(others)
        hint = did_you_mean(
            name, names, "`peel explain` lists the forces; a file is named by its path, such as ./a.yaml."
        )
        raise WrongRequest(f"there is no force called {escape_controls(name)!r}. {hint}")

    def _other_cycle(self, words: str) -> Cycle:
        """Return a cycle that only a report knows."""
        for report in self._added.values():
            if normalise(words) == normalise(report.cycle.id):
                return report.cycle
        raise WrongRequest(unknown_cycle(words))

    # --- the index ---

    def _built_in(self) -> Iterator[tuple[tuple[str, str], str]]:
        root = os.path.join(DATA, "reports")
        for cycle in os.listdir(root):
            folder = os.path.join(root, cycle, "")
            for file in os.listdir(folder):
                if file.endswith(".yaml"):
                    yield (file[:-5], cycle), folder + file

    def _keys(self) -> set[tuple[str, str]]:
        return self._paths.keys() | self._added.keys()

    def _ordered(self, by_cycle: bool = False) -> list[tuple[str, str]]:
        """Return force and cycle of all reports in order, those of the chosen cycle only."""
        ages = {id: age for age, id in enumerate(reference.cycles())}
        keys = [key for key in self._keys() if self._fits(key[1])]
        if by_cycle:
            return sorted(keys, key=lambda key: (ages.get(key[1], -1), key))
        return sorted(keys, key=lambda key: (key[0], ages.get(key[1], -1), key[1]))

    def _fits(self, cycle: str) -> bool:
        return self.cycle is None or cycle == self.cycle.id

    def _in_cycle(self, report: Report) -> bool:
        return self._fits(report.cycle.id)

    # --- files ---

    def _get(self, keys: Iterable[tuple[str, str]]) -> list[Report]:
        keys = list(keys)
        paths = {self._paths[key]: key for key in keys if key not in self._added}
        for path in self.watch(list(paths)):
            for report in self._open_file(path, built_in=True):
                self._added[paths[path]] = report
        return [self._added[key] for key in keys if key in self._added]

    def _add(self, folder: str) -> None:
        """Take the reports of a folder, of two on the same force and cycle the last, with a warning."""
        files: dict[tuple[str, str], str] = {}
        for file, report in self._read(folder):
            key = report.force.id, report.cycle.id
            if key in files:
                told = f"another report on {report.force.name} in the cycle {report.cycle.id} is in {file}."
                hint = "That one is used; keep one of them."
                self.warnings.append(Problem(files[key], None, None, "", "report-twice", WARNING, told, hint))
            files[key] = file
            self._added[key] = report

    def _read(self, path: str) -> Iterator[tuple[str, Report]]:
        """Read each file below a folder, or the only one, and yield it with its reports; failures are kept."""
        try:
            for file in self.watch(files_below(path)):
                for report in self._open_file(file):
                    yield file, report
        except PeelError as failure:
            self.failures.append(failure)

    def _open(self, path: str) -> list[Report]:
        """Return the reports of a file, of all files below a folder, or of standard input."""
        found = [report for _, report in self._read(path)]
        if os.path.isdir(path):
            found.sort(key=lambda report: (report.force.id, reference.order(report.cycle), report.cycle.id))
        return found

    def _open_file(self, path: str, built_in: bool = False) -> tuple[Report, ...]:
        try:
            reports, problems = parse(read(read_bytes(path), display_path(path)))
        except PeelError as failure:
            self.failures.append(failure)
            return ()
        if problems and not reports:
            self.failures.append(BadData(problems=problems))
        elif not built_in:  # what is odd about a built-in report stands in its notes; a test sees to that
            self.warnings += problems
        return reports


class Checked(NamedTuple):
    """What a close look at files found: problems and warnings, and what could not be read at all."""

    files: int
    unread: int
    problems: tuple[Problem, ...]
    failures: tuple[PeelError, ...]


def check(paths: Iterable[str], watch: Watch = iter) -> Checked:
    """Look closely at report files, at those below folders and at standard input."""
    problems: list[Problem] = []
    failures: list[PeelError] = []
    files: dict[str, None] = {}
    unread = 0
    for path in paths:
        try:
            files |= dict.fromkeys(files_below(path))
        except PeelError as failure:
            failures.append(failure)
    for file in watch(list(files)):
        try:
            problems += parse(read(read_bytes(file), display_path(file)), thorough=True).problems
        except BadData as bad:
            problems += bad.problems
        except PeelError as failure:
            failures.append(failure)
            unread += 1
    return Checked(len(files), unread, tuple(problems), tuple(failures))


def unknown_cycle(words: str) -> str:
    """Say that there is no such cycle, and which there are."""
    return f"there is no cycle {escape_controls(words)!r}. Known are {', '.join(reference.cycles())}."


def _is_path(request: str) -> bool:
    separators = (os.sep, os.altsep) if os.altsep else (os.sep,)
    return any(sep in request for sep in separators) or request.lower().endswith(EXTENSIONS)
