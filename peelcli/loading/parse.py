"""Plain tree to Report. Every problem of a file is collected, with its place and its remedy.

Spelling is read forgivingly, meaning never: `Requires Improvement` is a grade, `inadquate` is a problem and no guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from itertools import islice, takewhile
from typing import NamedTuple

from peelcli.errors import MOST_SHOWN, PROBLEM, WARNING, Problem, did_you_mean
from peelcli.model import reference
from peelcli.model.names import normalise, slugify
from peelcli.model.report import (
    IMPROVEMENT_KINDS,
    NOTHING,
    PRAISE_KINDS,
    Area,
    Cycle,
    Finding,
    Force,
    Grade,
    GradedArea,
    Report,
    Response,
    Source,
    Ungraded,
)
from peelcli.reading import Document, Mapping, Node, Nothing, Place, Sequence, Text

FORMAT_VERSION = 1

MOST_KEPT = 100_000
"""So many problems and so many warnings of a file are told, and no report is read after so many problems."""
MOST_SUGGESTIONS = 200
"""Looking for what is near takes time: it is done for so many problems of a file, among so many known words."""

ENVELOPE_KEYS = ("peel", "version", "data", "licence", "reports", "warnings")
REPORT_KEYS = (
    "peel",
    "force",
    "cycle",
    "inspected",
    "published",
    "published_source",
    "report_url",
    "summary",
    "stated_counts",
    "graded_total",
    "counts_source",
    "complete",
    "graded_areas",
    "improvement_areas",
    "praise",
    "stakeholder_responses",
    "notes",
    "sources",
    "filtered",
)
AREA_KEYS = ("area", "grade", "ungraded", "separate", "source", "also", "note", "carried_over_from")
FINDING_KEYS = ("summary", "area", "kind", "since", "source", "also")
RESPONSE_KEYS = ("name", "role", "organisation", "summary", "quote", "date", "source", "also")
SOURCE_KEYS = ("title", "publisher", "url", "published")

_GRADES = ", ".join(grade.value for grade in Grade)
_UNGRADED = ", ".join(reason.value for reason in Ungraded)


class Parsed(NamedTuple):
    """The reports of a document and what is wrong with it; with a problem, not a mere warning, no reports."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def parse(document: Document, thorough: bool = False) -> Parsed:
    """Turn a document into reports.

    With `thorough`, what a careful author would want to know is warned of too: grades without a source, findings
    without an area, sources that nothing refers to, addresses that are no web addresses, dates in an odd order.
    """
    parser = _Parser(document, thorough)
    reports = parser.document()
    return Parsed(() if parser.problems else tuple(reports), parser.told())


_Said = tuple[Place, str, str, str, str]
"""Where something is wrong, its code, what is wrong, what would be right, and whether it is a problem or a warning."""


def _order(said: _Said) -> int:
    return said[0] if isinstance(said[0], int) else 0


class _Parser:
    """Walks the trees of one document. Each method takes a node and returns its meaning, or None and a problem."""

    def __init__(self, document: Document, thorough: bool) -> None:
        self.source_text = document
        self.thorough = thorough
        self.problems: list[_Said] = []
        self.warnings: list[_Said] = []
        self.more = False
        self.cycle = Cycle(reference.UNKNOWN, "Unknown cycle")
        self.sources: dict[str, Source] = {}
        self.sources_lost = False
        self.used: set[str] = set()

    def wrong(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.say(self.problems, (place, code, message, hint, PROBLEM))

    def warn(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.say(self.warnings, (place, code, message, hint, WARNING))

    def say(self, to: list[_Said], said: _Said) -> None:
        if len(to) < MOST_KEPT:
            to.append(said)
        else:
            self.more = True

    def told(self) -> tuple[Problem, ...]:
        """Return all problems and warnings in the order of the file, with excerpts where people see them."""
        told = []
        excerpts = dict.fromkeys((PROBLEM, WARNING), MOST_SHOWN)
        for said in sorted(self.problems + self.warnings, key=_order):
            level = said[-1]
            excerpts[level] -= 1
            told.append(self.source_text.problem(*said, excerpt=excerpts[level] >= 0))
        if self.more:
            message = f"there are more than {MOST_KEPT:,} problems; these are the first."
            told.append(self.source_text.problem("", "more", message, level=PROBLEM if self.problems else WARNING))
        return tuple(told)

    def near(self, word: str, known: Iterable[str], otherwise: str) -> str:
        """Suggest what is near."""
        if len(self.problems) + len(self.warnings) >= MOST_SUGGESTIONS:
            return otherwise
        return did_you_mean(word, islice(known, MOST_SUGGESTIONS), otherwise)

    # --- from the document down to one report ---

    def document(self) -> list[Report]:
        nodes = [node for root in self.source_text.roots for node in self.reports_in(root)]
        if not nodes and not self.problems:
            self.wrong(0, "no-report", "there is no report in this file.", "See `peel new` for a skeleton of one.")
        return [self.report(node) for node in takewhile(lambda node: len(self.problems) < MOST_KEPT, nodes)]

    def reports_in(self, root: Node) -> list[Mapping]:
        """Find the reports of one YAML document or JSON text: one, a list of them, or the output of peel."""
        if isinstance(root, Nothing):
            return []
        if isinstance(root, Mapping) and "rows" in root:
            view = root.get("view")
            told = f"these are rows ({view[:40]}), not reports." if isinstance(view, Text) else "these are rows."
            self.wrong(root.place, "rows", told, "`peel summary --json` gives reports.")
            return []
        if isinstance(root, Mapping) and "reports" in root:
            self.version(root)
            self.check_keys(root, "peel's output", ENVELOPE_KEYS)
            root = self.items(root, "reports")
        if isinstance(root, Mapping):
            return [root]
        if isinstance(root, Sequence):
            found = [item for item in root if isinstance(item, Mapping)]
            for item in root:
                if not isinstance(item, Mapping):
                    self.wrong(item.place, "type", f"{_what(item)} stands where a report must be.", "See `peel new`.")
            return found
        self.wrong(root.place, "type", f"this file holds only {_what(root)}.", "A report has keys such as `force:`.")
        return []

    def report(self, node: Mapping) -> Report:
        self.version(node)
        extra = self.check_keys(node, "a report", REPORT_KEYS)
        self.cycle = self.read_cycle(node)
        self.sources_lost = False
        self.sources = self.read_sources(node)
        self.used = set()
        force = self.read_force(node)
        if "graded_areas" not in node:
            self.wrong(
                node.place, "missing", "`graded_areas` is missing.", "Write `graded_areas: []` if no grade is known."
            )
        graded = self.graded_areas(node)
        counts = self.counts(node)
        report = Report(
            force,
            self.cycle,
            graded,
            self.findings(node, "improvement_areas", IMPROVEMENT_KINDS),
            self.findings(node, "praise", PRAISE_KINDS),
            self.responses(node),
            self.texts(node, "notes"),
            tuple(self.sources.values()),
            self.date(node, "inspected"),
            self.date(node, "published"),
            self.source(node, "published_source"),
            self.text(node, "summary"),
            counts,
            self.source(node, "counts_source"),
            self.truth(node, "complete"),
            self.report_url(node),
            self.number(node, "graded_total"),
            extra,
            self.texts(node, "filtered"),
        )
        if not report.filtered and not self.problems:
            self.compare_counts(node, report)
        if self.thorough:
            self.look_closer(node, report)
        return report

    def version(self, node: Mapping) -> None:
        version = self.text(node, "peel")
        if version is None or version == str(FORMAT_VERSION):
            return
        place = node["peel"].place
        if version.isdigit() and version.isascii() and len(version) < 9 and int(version) > FORMAT_VERSION:
            told = f"this is format {version}; this version of peel reads format {FORMAT_VERSION} and none newer."
            self.wrong(place, "version", told, "Install a newer peel.")
        else:
            self.wrong(place, "version", f"{version[:40]!r} is no version of the format.", f"Write {FORMAT_VERSION}.")

    def read_force(self, node: Mapping) -> Force:
        words = self.text(node, "force", required="Write the name of the police force.")
        if words is None:
            return Force("", "")
        force = reference.find_force(words)
        if force is None:
            place = node["force"].place
            force = Force(slugify(words), words)
            if not force.id:
                self.wrong(place, "force", f"{words[:40]!r} is no name.", "Write the name of the police force.")
            elif re.search(r"\bfire\b", words, re.IGNORECASE):
                self.warn(
                    place, "fire", f"{words[:80]!r} sounds like a fire service.", "PEEL inspects police forces only."
                )
            elif self.thorough:
                told = f"{words[:80]!r} is not one of the 43 territorial forces that PEEL inspects."
                hint = self.near(words, (force.name for force in reference.forces().values()), "It is kept as it is.")
                self.warn(place, "force", told, hint)
        return force

    def read_cycle(self, node: Mapping) -> Cycle:
        words = self.text(node, "cycle", required="Write a cycle such as 2023-25, or unknown.")
        if words is None:
            return Cycle(reference.UNKNOWN, "Unknown cycle")
        cycle = reference.find_cycle(words)
        if cycle is None:
            place = node["cycle"].place
            if normalise(words) == reference.UNKNOWN:
                self.warn(place, "cycle", "the cycle is not known.", "Grades cannot be compared with others.")
                return Cycle(reference.UNKNOWN, "Unknown cycle")
            known = f"Known are {', '.join(reference.cycles())}."
            self.warn(place, "cycle", f"{words[:40]!r} is not a known cycle; it is kept as it is.", known)
            cycle = Cycle(words, words)
        return cycle

    # --- the parts of a report ---

    def graded_areas(self, node: Mapping) -> tuple[GradedArea, ...]:
        """Read the graded areas into the order of the cycle; areas that the cycle does not know come last."""
        found: dict[tuple[str, bool], GradedArea] = {}
        places: dict[tuple[str, bool], Place] = {}
        for item in self.mappings(node, "graded_areas", "a graded area"):
            extra = self.check_keys(item, "a graded area", AREA_KEYS)
            area = self.area(item, required=True)
            grade = self.grade(item)
            entry = GradedArea(
                area or Area("", ""),
                grade or Ungraded.NOT_RECORDED,
                self.source(item, "source"),
                self.more_sources(item) if "also" in item else (),
                self.text(item, "note") if "note" in item else None,
                self.text(item, "carried_over_from") if "carried_over_from" in item else None,
                self.truth(item, "separate") or False,
                extra,
            )
            if area is None or grade is None:
                continue
            key = area.id, entry.separate
            if key in found:
                self.twice(area, item.place, places[key], found[key].grade, grade)
                continue
            if isinstance(grade, Grade) and area.id in self.cycle.never_graded and not entry.separate:
                told = f"{area.name!r} is never graded in {self.cycle.name}."
                hint = "If it was graded in a report of its own, add `separate: true`."
                self.warn(item["grade"].place, "never-graded", told, hint)
            if self.thorough and isinstance(grade, Grade) and entry.source is None:
                self.warn(
                    item.place, "no-source", "this grade has no source.", "Add `source:` with an id of `sources`."
                )
            found[key] = entry
            places[key] = item.place
        order = [key for id in self.cycle.areas for key in ((id, False), (id, True)) if key in found]
        return tuple(
            [found[key] for key in order] + [entry for key, entry in found.items() if key[0] not in self.cycle.areas]
        )

    def twice(self, area: Area, place: Place, first: Place, grade: Grade | Ungraded, other: Grade | Ungraded) -> None:
        where = f"on line {self.source_text.line(first)}" if isinstance(first, int) else f"at {first}"
        if grade is other:
            self.warn(
                place,
                "area-twice",
                f"{area.name[:100]!r} stands {where} already, with the same grade.",
                "Leave one out.",
            )
        else:
            told = f"{area.name[:100]!r} is {other.value} here and {grade.value} {where}."
            self.wrong(place, "area-twice", told, "Keep the grade that the source states.")

    def area(self, item: Mapping, required: bool = False) -> Area | None:
        words = self.text(item, "area", required="Write the area that is meant." if required else "")
        if words is None:
            return None
        area = self.cycle.areas.get(words) or reference.find_area(words, self.cycle)
        if area is None:
            area = Area(slugify(words), words)
            place = item["area"].place
            if not area.id:
                self.wrong(place, "area", f"{words[:40]!r} is no name of an area.", "Write the area that is meant.")
                return None
            if self.cycle.areas:
                known = [*self.cycle.areas, *(area.name for area in self.cycle.areas.values())]
                hint = self.near(words, known, "It is kept in its own words.")
                self.warn(place, "area", f"{words[:80]!r} is not an area of {self.cycle.name}.", hint)
        return area

    def grade(self, item: Mapping) -> Grade | Ungraded | None:
        grade, ungraded = item.get("grade"), item.get("ungraded")
        if isinstance(grade, Nothing) and ungraded is not None:  # empty is as good as absent, where the other is there
            grade = None
        elif isinstance(ungraded, Nothing) and grade is not None:
            ungraded = None
        if grade is not None and ungraded is not None:
            told = "an area has either `grade` or `ungraded`, not both."
            self.wrong(item.place_of("ungraded"), "grade", told, "Leave one of them out.")
            return None
        if grade is None and ungraded is None:
            told = "neither `grade` nor `ungraded` is here."
            self.wrong(item.place, "missing", told, f"Write `grade:` and one of {_GRADES}.")
            return None
        if grade is None:
            words = self.text(item, "ungraded", required=f"Write one of {_UNGRADED}.")
            reason = reference.parse_ungraded(words) if words is not None else None
            if words is not None and reason is None:
                told = f"{words[:40]!r} is no reason for having no grade."
                self.wrong(item["ungraded"].place, "ungraded", told, f"Write one of {_UNGRADED}.")
            return reason
        words = self.text(item, "grade", required=f"Write one of {_GRADES}.")
        return self.as_grade(words, item["grade"].place) if words is not None else None

    def as_grade(self, words: str, place: Place) -> Grade | None:
        grade = reference.parse_grade(words)
        if grade is None:
            odd = list(dict.fromkeys(f"U+{ord(char):04X}" for char in words if not char.isascii()))
            shown = f"{words[:40]!r} is not a grade" + (f" (it holds {', '.join(odd[:3])})." if odd else ".")
            hint = f"Write one of {_GRADES}."
            if reference.parse_ungraded(words) or normalise(words) in ("n/a", "tbc", "none", "ungraded"):
                hint = f"If the area has no grade, write `ungraded:` and one of {_UNGRADED}."
            self.wrong(place, "grade", shown, hint)
        elif self.cycle.scale and grade not in self.cycle.scale:
            scale = ", ".join(grade.value for grade in self.cycle.scale)
            told = f"{grade.value!r} is not a grade of {self.cycle.name}."
            self.wrong(place, "scale", told, f"Its grades are {scale}.")
            return None
        return grade

    def findings(self, node: Mapping, key: str, kinds: tuple[str, ...]) -> tuple[Finding, ...]:
        found = []
        for item in self.mappings(node, key, "a finding"):
            extra = self.check_keys(item, "a finding", FINDING_KEYS)
            summary = self.text(item, "summary", required="Say in a sentence what was found.")
            kind = kinds[0]
            if "kind" in item:
                kind = self.kind(item, kinds) or kind
            area = self.area(item)
            if self.thorough and area is None and summary:
                self.warn(item.place, "no-area", "this finding is tied to no area.", "Add `area:` where one is meant.")
            since = self.text(item, "since") if "since" in item else None
            source, also = self.source(item, "source"), self.more_sources(item)
            found.append(Finding(summary or "", kind, area, since, source, also, extra))
        return tuple(found)

    def kind(self, item: Mapping, kinds: tuple[str, ...]) -> str | None:
        words = self.text(item, "kind")
        if words is None:
            return None
        kind = slugify(words)
        if kind not in kinds:
            hint = self.near(kind, kinds, f"Write one of {', '.join(kinds)}.")
            self.wrong(item["kind"].place, "kind", f"{words[:40]!r} is no kind of finding here.", hint)
            return None
        return kind

    def responses(self, node: Mapping) -> tuple[Response, ...]:
        found = []
        for item in self.mappings(node, "stakeholder_responses", "a response"):
            extra = self.check_keys(item, "a response", RESPONSE_KEYS)
            found.append(
                Response(
                    self.text(item, "name", required="Write who said it.") or "",
                    self.text(item, "summary", required="Say in a sentence what was said.") or "",
                    self.text(item, "role"),
                    self.text(item, "organisation"),
                    self.text(item, "quote"),
                    self.date(item, "date"),
                    self.source(item, "source"),
                    self.more_sources(item),
                    extra,
                )
            )
        return tuple(found)

    def read_sources(self, node: Mapping) -> dict[str, Source]:
        value = node.get("sources")
        if value is None or isinstance(value, Nothing):
            return {}
        if not isinstance(value, Mapping):
            told = f"`sources` must be a mapping, not {_what(value)}."
            self.wrong(value.place, "type", told, "Write an id for each source, and `title:` and `url:` below it.")
            self.sources_lost = True
            return {}
        found = {}
        for id, item in value.items():
            if not isinstance(item, Mapping):
                hint = "Write `url:` and the address below it."
                self.wrong(item.place, "type", f"source {id!r} must be a mapping, not {_what(item)}.", hint)
                found[str(id)] = Source(str(id))  # it is there all the same: who refers to it does nothing wrong
                continue
            extra = self.check_keys(item, "a source", SOURCE_KEYS)
            title, publisher, url = self.text(item, "title"), self.text(item, "publisher"), self.text(item, "url")
            found[id] = Source(id, title, publisher, url, self.date(item, "published"), extra)
            if self.thorough and (url is None or not is_web_address(url)):
                place = item["url"].place if "url" in item else value.place_of(id)
                self.warn(place, "address", f"source {id!r} has no web address.", "An address begins with https://.")
        return found

    def counts(self, node: Mapping) -> AbstractMapping[Grade, int] | None:
        value = node.get("stated_counts")
        if value is None or isinstance(value, Nothing):
            return None
        if not isinstance(value, Mapping):
            told = f"`stated_counts` must be a mapping, not {_what(value)}."
            self.wrong(value.place, "type", told, "Write for example {good: 1, adequate: 4}.")
            return None
        found = {}
        for words in value:
            grade = self.as_grade(words, value.place_of(words))
            number = self.number(value, words, required="Write a number.")
            if grade is not None and grade in found:
                told = f"{grade.value} is counted twice."
                self.wrong(value.place_of(words), "grade-twice", told, "Keep the number that was announced.")
            elif grade is not None and number is not None:
                found[grade] = number
        return {grade: found[grade] for grade in Grade if grade in found}

    def report_url(self, node: Mapping) -> str | None:
        url = self.text(node, "report_url")
        if url is not None and not is_web_address(url):
            told = f"`report_url` {url[:80]!r} is not a web address."
            self.wrong(node["report_url"].place, "address", told, "Write an address that begins with https://.")
        return url

    def number(self, item: Mapping, key: str, required: str = "") -> int | None:
        """Read a number of areas."""
        number = self.text(item, key, required)
        if number is None:
            return None
        if not re.fullmatch("[0-9]{1,2}", number):
            self.wrong(item[key].place, "number", f"{number[:40]!r} is no number of areas.", "Write 0 to 99.")
            return None
        return int(number)

    # --- what several places together say ---

    def compare_counts(self, node: Mapping, report: Report) -> None:
        """Warn if more grades are listed than announced, or others; fewer only means that not all are known."""
        stated, total = report.stated_counts, report.graded_total
        hint = "Check both; if the sources disagree, say so in a note."
        if stated is not None:
            self.compare_stated(node, report, stated, hint)
        elif total is not None and report.known > total:
            told = f"{total} graded areas stated, but {report.known} listed below."
            self.warn(node.place_of("graded_total"), "counts", told, hint)
        if report.complete and report.expected is not None and report.known < report.expected:
            told = f"the report is said to be complete, but {report.known} of {report.expected} grades are listed."
            self.warn(node.place_of("complete"), "complete", told, "Add the missing grades or leave `complete` out.")

    def compare_stated(self, node: Mapping, report: Report, stated: AbstractMapping[Grade, int], hint: str) -> None:
        place, total = node.place_of("stated_counts"), report.graded_total
        for grade, listed in report.counts.items():
            if listed > stated.get(grade, 0):
                told = f"{stated.get(grade, 0)} {grade.value} stated, but {listed} listed below."
                self.warn(place, "counts", told, hint)
        if total is not None and total != sum(stated.values()):
            told = f"`graded_total` is {total}, but `stated_counts` add up to {sum(stated.values())}."
            self.warn(node.place_of("graded_total"), "counts", told, hint)
        if self.thorough:
            self.compare_separate(place, report, stated)

    def compare_separate(self, place: Place, report: Report, stated: AbstractMapping[Grade, int]) -> None:
        """Warn if the stated counts agree with the listed grades only when separate grades are counted too."""
        missing = {grade: stated.get(grade, 0) - report.counts.get(grade, 0) for grade in Grade}
        separate = [entry.grade for entry in report.graded_areas if entry.separate]
        fits = all(0 <= number <= separate.count(grade) for grade, number in missing.items())
        if fits and any(missing.values()) and report.complete is not False:
            told = "these counts only agree with the grades below if separate grades are counted too."
            hint = "Leave `separate` out if the inspectorate counts the grade here; otherwise check the counts."
            self.warn(place, "counts", told, hint)

    def look_closer(self, node: Mapping, report: Report) -> None:
        unused = self.sources.keys() - self.used
        for id in self.sources:
            if id in unused and isinstance(sources := node["sources"], Mapping):
                told = f"nothing refers to source {id!r}."
                self.warn(sources.place_of(id), "unused-source", told, "Leave it out, or name it where it belongs.")
        from time import strftime

        today = strftime("%Y-%m-%d")
        for key, day in (("inspected", report.inspected), ("published", report.published)):
            if day and day > today[: len(day)]:
                self.warn(node[key].place, "date", f"{day} is in the future.", "Check the date.")
        inspected, published = report.inspected, report.published
        if inspected and published:
            shared = min(len(inspected), len(published))
            if published[:shared] < inspected[:shared]:
                told = f"published in {published}, before the inspection in {inspected}."
                self.warn(node["published"].place, "date", told, "Check both dates.")
        for item in self.items(node, "stakeholder_responses"):
            said = item.get("date") if isinstance(item, Mapping) else None
            if published and isinstance(said, Text) and is_date(said) and said < published[: len(said)]:
                told = f"this response of {said} is older than the report."
                self.warn(said.place, "date", told, "Check both dates.")

    # --- values ---

    def text(self, item: Mapping, key: str, required: str = "") -> str | None:
        """Return a text without the blanks around it. `required` is the remedy if there is none."""
        value = item.get(key)
        if value is None and not required:
            return None
        if isinstance(value, Text):
            words = value.strip()
            if words or not required:
                return words or None
        elif isinstance(value, (Mapping, Sequence)):
            self.wrong(value.place, "type", f"`{key}` must be text, not {_what(value)}.", "Put the text in quotes.")
            return None
        if required:
            if value is None:
                self.wrong(item.place, "missing", f"`{key}` is missing.", required)
            else:
                hint = "A text that begins with # must stand in quotes." if self.after(value) else required
                self.wrong(value.place, "empty", f"`{key}` is empty.", hint)
        return None

    def after(self, value: Node) -> bool:
        """Tell whether a comment without a blank stands where a value is empty: `#1 priority` was meant as text."""
        place = value.place
        return isinstance(place, int) and re.match(r"[ \t]*#\S", self.source_text.text[place : place + 200]) is not None

    def date(self, item: Mapping, key: str) -> str | None:
        words = self.text(item, key) if key in item else None
        if words is None or is_date(words):
            return words
        told = f"`{key}` {words[:40]!r} is no date."
        self.wrong(item[key].place, "date", told, "Write a year, month or day: 2024, 2024-05 or 2024-05-14.")
        return None

    def truth(self, item: Mapping, key: str) -> bool | None:
        words = self.text(item, key) if key in item else None
        if words is None:
            return None
        known = {"true": True, "yes": True, "false": False, "no": False}.get(words.casefold())
        if known is None:
            self.wrong(item[key].place, "truth", f"`{key}` is {words[:40]!r}.", "Write true or false.")
        return known

    def source(self, item: Mapping, key: str) -> str | None:
        words = self.text(item, key) if key in item else None
        if words is None:
            return None
        self.used.add(words)
        if words not in self.sources:
            self.no_source(words, item[key].place)
        return words

    def more_sources(self, item: Mapping) -> tuple[str, ...]:
        if "also" not in item:
            return ()
        found = self.texts(item, "also")
        self.used.update(found)
        missing = set(found) - self.sources.keys()
        for value in self.items(item, "also") if missing else ():
            if isinstance(value, Text) and value.strip() in missing:
                self.no_source(value.strip(), value.place)
        return found

    def no_source(self, words: str, place: Place) -> None:
        if self.sources_lost:  # one mistake, told where it is
            return
        hint = self.near(words, self.sources, "Add it there with `title:` and `url:`.")
        if re.match("[a-z]+:|www[.]", words, re.IGNORECASE):
            hint = "An address goes under `sources:`, with a short id of your own; write that id here."
        self.wrong(place, "source", f"there is no {words[:80]!r} under `sources`.", hint)

    def texts(self, item: Mapping, key: str) -> tuple[str, ...]:
        found = []
        for value in self.items(item, key) if key in item else ():
            if isinstance(value, Text) and value.strip():
                found.append(value.strip())
            elif not isinstance(value, Text | Nothing):
                cause = "A text with a colon in it must stand" if isinstance(value, Mapping) else "Put it"
                told = f"`{key}` is a list of texts; this is {_what(value)}."
                self.wrong(value.place, "type", told, f"{cause} in quotes.")
        return tuple(found)

    def items(self, item: Mapping, key: str) -> Sequence:
        value = item.get(key)
        if isinstance(value, Sequence):
            return value
        if value is not None and not isinstance(value, Nothing):
            hint = "Begin each item with a dash." if isinstance(value, Mapping) else "Put a dash or brackets around it."
            self.wrong(value.place, "type", f"`{key}` must be a list, not {_what(value)}.", hint)
        return Sequence()

    def mappings(self, item: Mapping, key: str, what: str) -> list[Mapping]:
        found = []
        for value in self.items(item, key) if key in item else ():
            if isinstance(value, Mapping):
                found.append(value)
            else:
                hint = "Write its keys and values, such as `area: …`, below one dash."
                self.wrong(value.place, "type", f"{_what(value)} stands where {what} must be.", hint)
        return found

    def check_keys(self, item: Mapping, what: str, known: tuple[str, ...]) -> AbstractMapping[str, object]:
        """Refuse keys that do not belong here. Those that begin with `x-` are returned with their values."""
        extra = {}
        for key, value in item.items():
            if key in known:
                continue
            if key.startswith("x-"):
                extra[key] = _plain(value)
            else:
                hint = self.near(key, known, f"Known are {', '.join(known)}; own keys begin with x-.")
                self.wrong(item.place_of(key), "unknown-key", f"{what} has no key {key[:40]!r}.", hint)
        return extra or NOTHING


def is_date(words: str) -> bool:
    """Tell whether this is an ISO year, month or day that exists."""
    parts = re.fullmatch("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", words)
    if parts is None:
        return False
    year, month, day = int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (
        year > 0 and 1 <= month <= 12 and 1 <= day <= (31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def is_web_address(url: str) -> bool:
    """Tell whether this is an http(s) address; nothing else ever becomes a link."""
    return re.fullmatch(r"https?://[^\s<>\"]+", url, re.IGNORECASE) is not None


def _what(node: Node) -> str:
    if isinstance(node, Text):
        return f"the text {node[:40]!r}"
    return "a mapping" if isinstance(node, Mapping) else "a list" if isinstance(node, Sequence) else "nothing"


def _plain(node: Node) -> object:
    """Return the value of an `x-` key as text, lists and mappings. Its depth is held by the reader."""
    if isinstance(node, Text):
        return str(node)
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [_plain(value) for value in node]
    return None
