"""How kinds of education are grouped when a leaver's way is followed, what a break is, and which courses are given to
those who complete none, as data."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.domain.alternatives import AlternativeRules
from videre.domain.education import N_EDUCATION_KINDS, ActivityKind, EducationKind
from videre.domain.pathways import PathwayRules


class Group(Strict):
    """Kinds followed as one education.

    key: what the group is called in figures.
    kinds: being in one of them is being in the group.
    completed_by: completing one of them completes the group; a basic course does not complete vocational education.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Text
    kinds: tuple[str, ...]
    completed_by: tuple[str, ...]


class Level(Strict):
    """One grouping. Kinds in no group are not followed."""

    title: Text
    groups: tuple[Group, ...]

    @model_validator(mode="after")
    def parts_cleanly(self) -> Self:
        """Refuse an unknown kind, a kind in two groups, and a group completed by a kind that is not in it."""
        seen: set[str] = set()
        for group in self.groups:
            for kind in group.kinds:
                if kind not in EducationKind.__members__:
                    raise ValueError(f"groups.{group.key}: there is no kind {kind}")
                if kind in seen:
                    raise ValueError(f"groups.{group.key}: {kind} stands in two groups")
                seen.add(kind)
            if not set(group.completed_by) <= set(group.kinds):
                raise ValueError(f"groups.{group.key}: completed by a kind that is not in it")
        return self

    def names(self) -> dict[int, str]:
        """Return the key of each group by its number; numbers are places in the file, from 1."""
        return {number: group.key for number, group in enumerate(self.groups, start=1)}

    def titles(self) -> dict[str, Text]:
        """Return what each group is called in pages, by its key."""
        return {group.key: group.title for group in self.groups}


class Alternative(Strict):
    """A course that can be given to those who complete no youth education: kinds of education or activities."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Text
    kinds: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()

    @model_validator(mode="after")
    def names_what_there_is(self) -> Self:
        """Refuse a kind or an activity that there is not, and an exemption, which is no course."""
        unknown = [kind for kind in self.kinds if kind not in EducationKind.__members__]
        activities = set(ActivityKind.__members__) - {"NONE", "EXEMPTION"}
        unknown += [activity for activity in self.activities if activity not in activities]
        if unknown:
            raise ValueError(f"alternatives.{self.key}: there is no course {', '.join(unknown)}")
        return self


class PathwayGroups(Strict):
    """The levels of grouping, after how many months away from the same education a break is a break, and which courses
    are alternatives to a youth education."""

    break_months: int
    levels: dict[str, Level]
    alternatives: tuple[Alternative, ...]

    def names_of_alternatives(self) -> dict[int, str]:
        """Return the key of each alternative course by its number; numbers are places in the file, from 1."""
        return {number: each.key for number, each in enumerate(self.alternatives, start=1)}

    def alternative_rules(self) -> AlternativeRules:
        """Return which courses are alternatives, as the fold takes them."""
        course_of_kind, course_of_activity = [0] * N_EDUCATION_KINDS, [0] * (max(ActivityKind) + 1)
        for number, each in enumerate(self.alternatives, start=1):
            for kind in each.kinds:
                course_of_kind[EducationKind[kind]] = number
            for activity in each.activities:
                course_of_activity[ActivityKind[activity]] = number
        return AlternativeRules(tuple(course_of_kind), tuple(course_of_activity))

    def rules(self, level: str) -> PathwayRules:
        """Return the rules of a level, as the fold takes them; KeyError when there is no such level."""
        group_of_kind = [0] * N_EDUCATION_KINDS
        completes_group = [0] * N_EDUCATION_KINDS
        for number, group in enumerate(self.levels[level].groups, start=1):
            for kind in group.kinds:
                group_of_kind[EducationKind[kind]] = number
                completes_group[EducationKind[kind]] = int(kind in group.completed_by)
        return PathwayRules(tuple(group_of_kind), tuple(completes_group), self.break_months)
