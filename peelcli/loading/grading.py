"""The areas, grades and findings of one report, in the terms of its cycle."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping

from peelcli.loading.fields import AREA, EXCERPT, FINDING, Fields, Values
from peelcli.loading.problems import missing_space
from peelcli.model import reference
from peelcli.model.names import normalise, slugify
from peelcli.model.report import Area, Cycle, Finding, Grade, GradedArea, Ungraded
from peelcli.reading.nodes import Mapping, Node, Nothing, Place

_GRADES = {grade.value: grade for grade in Grade}
_UNGRADED = {reason.value: reason for reason in Ungraded}


class Grading:
    """A reader of what a report says of areas, on the scale of one cycle."""

    def __init__(self, cycle: Cycle, fields: Fields) -> None:
        self.cycle = cycle
        self.fields = fields
        self.log = fields.log
        self.borrowed = False

    def graded_areas(self, items: Iterable[Node]) -> tuple[GradedArea, ...]:
        """Read the graded areas in the order of the cycle; unknown areas come last."""
        read: dict[tuple[str, bool], tuple[GradedArea, Place]] = {}
        for node, values in self.fields.entries(items, AREA):
            area, grade = self.area(node, values.get("area")), self._grade(node, values)
            if area is None or grade is None:
                continue
            entry = GradedArea(**values | {"area": area, "grade": grade})
            key = area.id, entry.separate
            if key in read:
                self._again(entry, node.place, *read[key])
            else:
                read[key] = entry, node.place
                self._look_at(entry, node)
        places = {id: place for place, id in enumerate(self.cycle.areas)} if read else {}
        ordered = sorted(read, key=lambda key: (places.get(key[0], len(places)), key[0] in places and key[1]))
        return tuple([read[key][0] for key in ordered])

    def area(self, node: Mapping, words: str | None) -> Area | None:
        """Return the area of an entry. An unknown one keeps its name, with a warning."""
        if not words:
            return None
        area = self.cycle.areas.get(words) or reference.find_area(words, self.cycle)
        place = node["area"].place
        if area is not None:
            if self.cycle.areas and area.id not in self.cycle.areas and not self.borrowed:
                self.borrowed = True
                message = f"{area.name!r} is not yet known to be an area of {self.cycle.name}."
                self.log.warning(place, "area-borrowed", message, "Such areas keep the names of the cycle before.")
            return area
        area = Area(slugify(words), words)
        if not area.id:
            message = f"{words[:EXCERPT]!r} is not the name of an area."
            self.log.problem(place, "area", message, "Write the name of the area.")
            return None
        if self.cycle.areas:
            names = (name for area in self.cycle.areas.values() for name in area)
            hint = self.log.suggest(words, names, "It is kept as written.")
            self.log.warning(place, "area", f"{words[:EXCERPT]!r} is not an area of {self.cycle.name}.", hint)
        return area

    def counts(self, node: Mapping | None) -> AbstractMapping[Grade, int] | None:
        """Return the announced number of areas per grade."""
        if node is None:
            return None
        counts: dict[Grade, int] = {}
        for (words, value), place in zip(node.items(), node.places, strict=True):
            grade = self._grade_of(words, place)
            if grade is None:
                continue
            number = self.fields.number(words, value)
            if grade in counts:
                message = f"{grade.value} is counted twice."
                self.log.problem(place, "grade-twice", message, "Keep the number that was announced.")
            elif number is None:
                self.fields.require(node, words, "Write a number.")
            else:
                counts[grade] = number
        return {grade: counts[grade] for grade in Grade if grade in counts}

    def findings(self, items: Iterable[Node], kinds: tuple[str, ...]) -> tuple[Finding, ...]:
        """Read findings of these kinds, the first of which is the default."""
        findings = []
        for node, values in self.fields.entries(items, FINDING):
            values["kind"] = self._kind(node, values.get("kind"), kinds)
            values["area"] = self.area(node, values.get("area"))
            finding = Finding(**values)
            if self.log.thorough and finding.area is None and finding.summary:
                message = "this finding is not linked to an area."
                self.log.warning(node.place, "no-area", message, "Add `area:` if it is about one.")
            findings.append(finding)
        return tuple(findings)

    def _kind(self, node: Mapping, words: str | None, kinds: tuple[str, ...]) -> str:
        kind = kinds[0] if words is None else slugify(words)
        if words is not None and kind not in kinds:
            hint = self.log.suggest(kind, kinds, f"Write one of {', '.join(kinds)}.")
            message = f"{words[:EXCERPT]!r} is not a kind of finding for this list."
            self.log.problem(node["kind"].place, "kind", message, hint)
        return kind

    def _grade(self, node: Mapping, values: Values) -> Grade | Ungraded | None:
        """Return the grade of an entry, or the reason for having none; of the two keys, an empty one counts as absent.

        The reason is removed from the values.
        """
        has_grade, has_reason = "grade" in node, "ungraded" in node
        if has_grade and has_reason:
            has_reason = not isinstance(node["ungraded"], Nothing)
            has_grade = not (has_reason and isinstance(node["grade"], Nothing))
        if has_grade and has_reason:
            message = "an area has either `grade` or `ungraded`, not both."
            self.log.problem(node.place_of("ungraded"), "grade", message, "Remove one of them.")
            return None
        grade, reason = values.get("grade"), values.pop("ungraded", None)
        if has_reason:
            return self._reason(node, reason)
        if not has_grade:
            message = "this area has neither `grade` nor `ungraded`."
            self.log.problem(node.place, "missing", message, f"Write `grade:` and one of {', '.join(_GRADES)}.")
        elif grade is None:
            self.fields.require(node, "grade", f"Write one of {', '.join(_GRADES)}.")
        return None if grade is None else self._grade_of(grade, node["grade"].place)

    def _reason(self, node: Mapping, words: str | None) -> Ungraded | None:
        if words is None:
            self.fields.require(node, "ungraded", f"Write one of {', '.join(_UNGRADED)}.")
            return None
        reason = _UNGRADED.get(words) or reference.parse_ungraded(words)
        if reason is None:
            message = f"{words[:EXCERPT]!r} is not a reason for having no grade."
            self.log.problem(node["ungraded"].place, "ungraded", message, f"Write one of {', '.join(_UNGRADED)}.")
        return reason

    def _grade_of(self, words: str, place: Place) -> Grade | None:
        """Parse a grade of the cycle's scale, without guessing at misspelt ones."""
        grade, scale = _GRADES.get(words) or reference.parse_grade(words), self.cycle.scale
        if grade is None:
            number = missing_space(words, _GRADES)
            strange = list(dict.fromkeys(f"U+{ord(letter):04X}" for letter in words if not letter.isascii()))
            characters = f" (it contains {', '.join(strange[:3])})" if strange else ""
            hint = number or f"Write one of {', '.join(_GRADES)}."
            if reference.parse_ungraded(words) or normalise(words) in ("n/a", "tbc", "none", "ungraded"):
                hint = f"If the area has no grade, write `ungraded:` and one of {', '.join(_UNGRADED)}."
            self.log.problem(place, "grade", f"{words[:EXCERPT]!r} is not a grade{characters}.", hint)
        elif scale and grade not in scale:
            message = f"{grade.value!r} is not a grade of {self.cycle.name}."
            self.log.problem(place, "scale", message, f"Its grades are {', '.join(grade.value for grade in scale)}.")
            return None
        return grade

    def _again(self, entry: GradedArea, place: Place, first: GradedArea, first_place: Place) -> None:
        """Record that an area occurs twice."""
        where = (
            f"on line {self.log.document.line(first_place)}" if isinstance(first_place, int) else f"at {first_place}"
        )
        name = repr(entry.area.name[:EXCERPT])
        if entry.grade is first.grade:
            message = f"{name} is already listed {where}, with the same grade."
            self.log.warning(place, "area-twice", message, "Remove one of them.")
        else:
            message = f"{name} is {entry.grade.value} here and {first.grade.value} {where}."
            self.log.problem(place, "area-twice", message, "Keep the grade that the source states.")

    def _look_at(self, entry: GradedArea, node: Mapping) -> None:
        """Warn about an entry that is unusual in itself."""
        if not isinstance(entry.grade, Grade):
            return
        if entry.area.id in self.cycle.never_graded and not entry.separate:
            message = f"{entry.area.name!r} is never graded in {self.cycle.name}."
            hint = "If it was graded in a report of its own, add `separate: true`."
            self.log.warning(node["grade"].place, "never-graded", message, hint)
        if self.log.thorough and entry.source is None:
            hint = "Add `source:` with an id of `sources`."
            self.log.warning(node.place, "no-source", "this grade has no source.", hint)
