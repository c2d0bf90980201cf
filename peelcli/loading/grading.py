"""The areas and grades of one report, in the terms of its cycle."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping

from peelcli.loading.fields import EXCERPT, Fields, describe, keys
from peelcli.loading.problems import ProblemLog
from peelcli.model import reference
from peelcli.model.names import normalise, slugify
from peelcli.model.report import Area, Cycle, Grade, GradedArea, Ungraded
from peelcli.reading import Mapping, Nothing, Place

AREA_KEYS = keys("area", "grade", "ungraded", "separate", "source", "also", "note", "carried_over_from")

_GRADES = ", ".join(grade.value for grade in Grade)
_UNGRADED = ", ".join(reason.value for reason in Ungraded)


class Grading:
    """A reader of areas and grades on the scale of one cycle."""

    def __init__(self, cycle: Cycle, log: ProblemLog, thorough: bool) -> None:
        self.cycle = cycle
        self.log = log
        self.thorough = thorough
        self.borrowed = False

    def graded_areas(self, report: Fields) -> tuple[GradedArea, ...]:
        """Read the graded areas in the order of the cycle; unknown areas come last."""
        if "graded_areas" not in report:
            hint = "Write `graded_areas: []` if no grade is known."
            self.log.problem(report.place, "missing", "`graded_areas` is missing.", hint)
        read: dict[tuple[str, bool], tuple[GradedArea, Place]] = {}
        for fields in report.mappings("graded_areas", "a graded area"):
            entry = self._entry(fields)
            if entry is None:
                continue
            key = entry.area.id, entry.separate
            if key in read:
                self._again(entry, fields.place, *read[key])
            else:
                read[key] = entry, fields.place
                self._look_at(entry, fields)
        known = [key for id in self.cycle.areas for key in ((id, False), (id, True)) if key in read]
        others = [key for key in read if key[0] not in self.cycle.areas]
        return tuple([read[key][0] for key in known + others])

    def area(self, fields: Fields, required: str = "") -> Area | None:
        """Read an area. An unknown one keeps its name, with a warning."""
        words = fields.text("area", required)
        if words is None:
            return None
        area = self.cycle.areas.get(words) or reference.find_area(words, self.cycle)
        place = fields.place_of("area")
        if area is not None:
            if self.cycle.areas and area.id not in self.cycle.areas and not self.borrowed:
                self.borrowed = True
                message = f"{area.name!r} is not yet known to be an area of {self.cycle.name}."
                self.log.warning(place, "area-borrowed", message, "Such areas keep the names of the cycle before.")
            return area
        area = Area(slugify(words), words)
        if not area.id:
            message = f"{words[:EXCERPT]!r} is not a name of an area."
            self.log.problem(place, "area", message, "Write the name of the area.")
            return None
        if self.cycle.areas:
            names = [*self.cycle.areas, *(area.name for area in self.cycle.areas.values())]
            hint = self.log.suggest(words, names, "It is kept as written.")
            self.log.warning(place, "area", f"{words[:EXCERPT]!r} is not an area of {self.cycle.name}.", hint)
        return area

    def counts(self, report: Fields) -> AbstractMapping[Grade, int] | None:
        """Read the announced number of areas per grade."""
        value = report.mapping.get("stated_counts")
        if value is None or isinstance(value, Nothing):
            return None
        if not isinstance(value, Mapping):
            message = f"`stated_counts` must be a mapping, not {describe(value)}."
            self.log.problem(value.place, "type", message, "Write for example {good: 1, adequate: 4}.")
            return None
        counts: dict[Grade, int] = {}
        fields = Fields(value, self.log)
        for words in value:
            grade = self._grade_of(words, fields.key_place(words))
            if grade is None:
                continue
            number = fields.number(words, required="Write a number.")
            if grade in counts:
                message = f"{grade.value} is counted twice."
                self.log.problem(fields.key_place(words), "grade-twice", message, "Keep the number that was announced.")
            elif number is not None:
                counts[grade] = number
        return {grade: counts[grade] for grade in Grade if grade in counts}

    def _entry(self, fields: Fields) -> GradedArea | None:
        extra = fields.extra("a graded area", AREA_KEYS)
        area, grade = self.area(fields, required="Write the name of the area."), self._grade(fields)
        entry = GradedArea(
            area=area or Area("", ""),
            grade=grade or Ungraded.NOT_RECORDED,
            source=fields.source("source"),
            also=fields.more_sources("also"),
            note=fields.text("note"),
            carried_over_from=fields.text("carried_over_from"),
            separate=fields.boolean("separate") or False,
            extra=extra,
        )
        return None if area is None or grade is None else entry

    def _grade(self, fields: Fields) -> Grade | Ungraded | None:
        """Read the grade of an entry, or the reason for having none. Of the two keys, an empty one counts as absent."""
        has_grade, has_reason = "grade" in fields.mapping, "ungraded" in fields.mapping
        if has_grade and has_reason:
            has_reason = not fields.is_empty("ungraded")
            has_grade = not (has_reason and fields.is_empty("grade"))
        if has_grade and has_reason:
            message = "an area has either `grade` or `ungraded`, not both."
            self.log.problem(fields.key_place("ungraded"), "grade", message, "Remove one of them.")
            return None
        if has_reason:
            return self._reason(fields)
        if not has_grade:
            message = "neither `grade` nor `ungraded` is here."
            self.log.problem(fields.place, "missing", message, f"Write `grade:` and one of {_GRADES}.")
            return None
        words = fields.text("grade", required=f"Write one of {_GRADES}.")
        return None if words is None else self._grade_of(words, fields.place_of("grade"))

    def _reason(self, fields: Fields) -> Ungraded | None:
        words = fields.text("ungraded", required=f"Write one of {_UNGRADED}.")
        reason = None if words is None else reference.parse_ungraded(words)
        if words is not None and reason is None:
            message = f"{words[:EXCERPT]!r} is not a reason for having no grade."
            self.log.problem(fields.place_of("ungraded"), "ungraded", message, f"Write one of {_UNGRADED}.")
        return reason

    def _grade_of(self, words: str, place: Place) -> Grade | None:
        """Parse a grade of the cycle's scale, without guessing at misspelt ones."""
        grade = reference.parse_grade(words)
        if grade is None:
            strange = list(dict.fromkeys(f"U+{ord(letter):04X}" for letter in words if not letter.isascii()))
            characters = f" (it holds {', '.join(strange[:3])})" if strange else ""
            hint = f"Write one of {_GRADES}."
            if reference.parse_ungraded(words) or normalise(words) in ("n/a", "tbc", "none", "ungraded"):
                hint = f"If the area has no grade, write `ungraded:` and one of {_UNGRADED}."
            self.log.problem(place, "grade", f"{words[:EXCERPT]!r} is not a grade{characters}.", hint)
        elif self.cycle.scale and grade not in self.cycle.scale:
            scale = ", ".join(grade.value for grade in self.cycle.scale)
            message = f"{grade.value!r} is not a grade of {self.cycle.name}."
            self.log.problem(place, "scale", message, f"Its grades are {scale}.")
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

    def _look_at(self, entry: GradedArea, fields: Fields) -> None:
        """Warn about an entry that is unusual in itself."""
        if not isinstance(entry.grade, Grade):
            return
        if entry.area.id in self.cycle.never_graded and not entry.separate:
            message = f"{entry.area.name!r} is never graded in {self.cycle.name}."
            hint = "If it was graded in a report of its own, add `separate: true`."
            self.log.warning(fields.place_of("grade"), "never-graded", message, hint)
        if self.thorough and entry.source is None:
            hint = "Add `source:` with an id of `sources`."
            self.log.warning(fields.place, "no-source", "this grade has no source.", hint)
