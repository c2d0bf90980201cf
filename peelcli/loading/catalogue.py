"""Find reports: built-in ones, `--data` folders, and specs such as `west-mercia@2021-22`.

Paths serve as the index: `reports/<cycle>/<force>.yaml` says what is inside, so a query about one force opens that
force's files and no others.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from peelcli.errors import Failures, Problem, Unreadable, WrongRequest
from peelcli.loading.files import EXTENSIONS, STDIN, require_folder
from peelcli.loading.reports import Holdings, Watch
from peelcli.model import reference
from peelcli.model.names import normalise
from peelcli.model.report import Cycle, Report
from peelcli.model.suggestions import as_option, unknown_cycle, unknown_force
from peelcli.sanitise import escape_controls, escape_name

DEFAULT_FORCE = "west-mercia"
MOST_WORDS = 6
"""The maximum number of words in the name of a force: Hampshire and the Isle of Wight."""

_T = TypeVar("_T")


class Loaded(NamedTuple):
    """The requested reports, in the order of the answer, and the warnings about their files.

    `missing` are the forces and cycles that the request covers and that have no report. `forces` is the number of
    forces that it covers, None if it names its reports one by one.
    """

    reports: tuple[Report, ...]
    warnings: tuple[Problem, ...]
    missing: tuple[tuple[str, str], ...] = ()
    forces: int | None = None


class Catalogue:
    """The built-in reports, and those of other folders, which replace built-in ones of the same force and cycle.

    `cycle` and `forces` restrict it beforehand.
    """

    def __init__(
        self, folders: Iterable[str] = (), cycle: Cycle | None = None, forces: Iterable[str] = (), watch: Watch = iter
    ) -> None:
        self.holdings = Holdings(watch)
        self.failures = self.holdings.failures
        self._missing: dict[tuple[str, str], None] = {}
        self._covered: set[str] | None = None
        for folder in folders:
            try:
                require_folder(folder)
            except Unreadable as failure:
                self.failures.append(failure)
            else:
                self.holdings.add(folder)
        self.cycle = self._newest_cycle() if cycle is reference.NEWEST else cycle
        self.forces = frozenset(self._each(lambda name: [self._force(name)], forces))

    def load(self, requests: Iterable[str], everything: bool = False) -> Loaded:
        """Load the requested reports, by default the newest report of the default force.

        Raises Failures with the errors of all inputs.
        """
        if everything:
            return self._loaded(self._all())
        requests = list(dict.fromkeys(self._joined(list(requests)))) or sorted(self.forces) or [DEFAULT_FORCE]
        return self._loaded(self._each(self._find, requests))

    def every_report_on(self, force: str) -> Loaded:
        """Load all reports on one force, the oldest first. Raises Failures."""
        return self._loaded(self._each(self._history, [force]))

    def _each(self, find: Callable[[str], list[_T]], requests: Iterable[str]) -> list[_T]:
        """Return the reports for all requests, collecting their errors."""
        found: list[_T] = []
        for request in requests:
            try:
                found += find(request)
            except WrongRequest as failure:
                self.failures.append(failure)
        return found

    def _loaded(self, found: Iterable[Report]) -> Loaded:
        if self.failures:
            raise Failures(self.failures)
        # The same report named twice counts once; identical files with two names are two reports.
        reports = tuple({id(report): report for report in found}.values())
        covered = None if self._covered is None else len(self._covered | {report.force.id for report in reports})
        return Loaded(reports, tuple(self.holdings.warnings), tuple(self._missing), covered)

    # --- what a request means ---

    def _joined(self, words: Sequence[str]) -> Iterator[str]:
        """Yield requests, joining the words of a name typed without quotes: West Mercia."""
        at = 0
        while at < len(words):
            most = min(at + MOST_WORDS, len(words))
            end = next((end for end in range(most, at + 1, -1) if self._is_name(words[at:end])), at + 1)
            yield " ".join(words[at:end])
            at = end

    def _is_name(self, words: Sequence[str]) -> bool:
        *before, last = words
        if any("@" in word or word == STDIN or _is_path(word) for word in before) or all(map(self._find_force, words)):
            return False
        if self._find_force(" ".join([*before, last.partition("@")[0]])) is not None:
            return True
        # Not a force, but words that are answered as one: requires improvement, Police Scotland.
        together = " ".join(words)
        apart = any(map(self._find_force, words)) or "@" in last or last == STDIN or _is_path(last)
        return not apart and bool(as_option(together) or reference.about_force(together))

    def _find(self, request: str) -> list[Report]:
        name, at, words = request.rpartition("@")
        cycle = reference.find_cycle_or_newest(words) if at else None
        if cycle is reference.NEWEST:
            return self._newest(self._force(name)) if name else self._newest_of_every_force()
        like_a_cycle = at and reference.is_like_a_cycle(words) and not os.path.exists(request)
        if cycle is not None or like_a_cycle or (at and not _is_path(request)):
            cycle = cycle or self._other_cycle(words)
            return self._of_force(name, cycle) if name else self._of_cycle(cycle)
        if request == STDIN or _is_path(request):
            return [report for report in self.holdings.open(request) if self._fits((report.force.id, report.cycle.id))]
        return self._newest(self._force(request))

    def _of_force(self, name: str, cycle: Cycle) -> list[Report]:
        force = self._force(name)
        key = (force, cycle.id)
        if not self._fits(key):
            return []
        if key not in self.holdings.index():
            known = [cycle for _, cycle in self._ordered(force)]
            there = f"Choose from {', '.join(known)}." if known else ""
            raise WrongRequest(
                f"there is no report on {escape_name(name)} for the cycle {escape_controls(cycle.id)}. {there}".strip()
            )
        return self.holdings.get([key])

    def _of_cycle(self, cycle: Cycle) -> list[Report]:
        if self.cycle is not None and cycle.id != self.cycle.id:
            return []
        if not any(key[1] == cycle.id for key in self.holdings.index()):
            with_reports = dict.fromkeys(cycle for _, cycle in sorted(self._ordered(), key=self._age))
            raise WrongRequest(f"there are no reports for {cycle.name}. Choose from {', '.join(with_reports)}.")
        return self._every([cycle.id], self._ordered(cycle=cycle.id))

    def _newest(self, force: str) -> list[Report]:
        if self.forces and force not in self.forces:
            return []
        found = self._ordered(force)
        if not found:
            which = f" for the cycle {self.cycle.id}" if self.cycle else ""
            raise WrongRequest(f"there is no report on {force}{which}.")
        return self.holdings.get(found[-1:])

    def _newest_of_every_force(self) -> list[Report]:
        found = list({key[0]: key for key in self._ordered()}.values())
        return self._every([self.cycle.id] if self.cycle else [], found)

    def _newest_cycle(self) -> Cycle:
        held = {cycle for _, cycle in self.holdings.index()}
        return next(cycle for cycle in reversed(reference.cycles().values()) if cycle.id in held)

    def _all(self) -> list[Report]:
        found = self._ordered()
        cycles = [id for id in reference.cycles() if any(key[1] == id for key in found)]
        return self._every([self.cycle.id] if self.cycle else cycles, found)

    def _history(self, name: str) -> list[Report]:
        if name == STDIN or "@" in name or _is_path(name):
            message = f"{escape_controls(name)!r} is not a force. A trend follows one force through all its cycles"
            raise WrongRequest(f"{message}, such as west-mercia; files of your own come with --data DIR.")
        self.forces = frozenset([self._force(name)])
        cycles = [id for id in reference.cycles() if any(cycle == id for _, cycle in self.holdings.built_in)]
        return self._every(cycles, self._ordered())

    def _every(self, cycles: Iterable[str], found: Sequence[tuple[str, str]]) -> list[Report]:
        """Return the reports found of every force in these cycles, and record which have none."""
        forces = [id for id in reference.forces() if not self.forces or id in self.forces]
        self._covered = (self._covered or set()) | set(forces)
        there = set(found)
        self._missing |= {(id, cycle): None for cycle in cycles for id in forces if (id, cycle) not in there}
        return self.holdings.get(found)

    def _force(self, name: str) -> str:
        """Return the id of a known force, or of one that has a report."""
        force = self._find_force(name)
        if force is None:
            others = dict.fromkeys(report.force.id for report in self.holdings.read.values())
            raise WrongRequest(unknown_force(name, others))
        return force

    def _find_force(self, name: str) -> str | None:
        known = reference.find_force(name)
        others = (report.force for report in self.holdings.read.values())
        names = (other.id for other in others if normalise(name) in (normalise(other.id), normalise(other.name)))
        return known.id if known else next(names, None)

    def _other_cycle(self, words: str) -> Cycle:
        """Return a cycle that is known only from a report."""
        for report in self.holdings.read.values():
            if normalise(words) == normalise(report.cycle.id):
                return report.cycle
        raise WrongRequest(unknown_cycle(words))

    # --- the index ---

    def _ordered(self, force: str | None = None, cycle: str | None = None) -> list[tuple[str, str]]:
        """Return force and cycle of all reports in order, of those chosen beforehand and on this force or cycle."""
        keys = (key for key in self.holdings.index() if force in (None, key[0]) and cycle in (None, key[1]))
        return sorted(filter(self._fits, keys), key=lambda key: (key[0], self._age(key), key[1]))

    def _age(self, key: tuple[str, str]) -> int:
        return reference.orders().get(key[1], -1)

    def _fits(self, key: tuple[str, str]) -> bool:
        force, cycle = key
        return (self.cycle is None or cycle == self.cycle.id) and (not self.forces or force in self.forces)


def _is_path(request: str) -> bool:
    return os.path.dirname(request) != "" or request.lower().endswith(EXTENSIONS)
