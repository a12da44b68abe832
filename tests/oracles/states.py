"""Somebody's state on a day, by names: the state file read as people read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracles.dated import Dated, home_on, months_later

from videre.definitions.states import Activity, StateFile
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import FactKind

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """A course followed at a level: its activity, when it was believed to go on, whether it was completed."""

    activity: str
    kind: str
    fact: Dated

    @property
    def end(self) -> date:
        return min(self.fact.stop, self.fact.review)

    @property
    def is_completed(self) -> bool:
        return self.fact.value == Outcome.COMPLETED


class Reader:
    """Reads one leaver's facts by a state file."""

    def __init__(
        self, file: StateFile, groups: Mapping[str, str], facts: list[Dated], left_on: date, known_at: date
    ) -> None:
        self.file, self.groups, self.left_on, self.known_at = file, groups, left_on, known_at
        self.facts = facts
        self.first_level = next(iter(file.levels))

    def followed(self, fact: Dated, level: str) -> Stay | None:
        """Return a fact as a stay of somebody of a level, None where the file does not follow it there."""
        if fact.start < self.left_on:
            return None
        if fact.kind == FactKind.ENROLMENT:
            kind = EducationKind(fact.code).name
        elif fact.kind in (FactKind.EMPLOYMENT, FactKind.BENEFIT):
            kind = FactKind(fact.kind).name.lower()
        else:
            return None
        for name, activity in self.activities_at(level).items():
            if kind in activity.kinds or kind == activity.facts:
                return Stay(name, kind, fact)
        return None

    def begun(self, level: str) -> str:
        return self.file.levels[level].then or level

    def activities_at(self, level: str) -> dict[str, Activity]:
        return {name: activity for name, activity in self.file.activities.items() if self.begun(level) in activity.at}

    def stays(self, level: str) -> list[Stay]:
        return [stay for fact in self.facts if (stay := self.followed(fact, level)) is not None]

    def gap_sort(self, level: str, mark: str | None, before: str) -> str:
        gaps = list(self.file.levels[level].gaps)
        if mark in gaps:
            return str(mark)
        return gaps[0] if len(gaps) == 1 else before

    def looks(self) -> list[date]:
        """Return all days of looking of some decades."""
        first = date(1985, self.file.looked_at.month, 1)
        n = 60 * 12 // self.file.looked_at.every_months
        return [months_later(first, i * self.file.looked_at.every_months) for i in range(n)]

    def years_between(self, since: date, day: date) -> int:
        """Return how many days of looking there are from a day to another, both counted."""
        return len([look for look in self.looks() if since <= look <= day])

    def state_on(self, day: date) -> tuple[str, bool]:
        """Return the key of the state, empty for none, and whether its type is pending."""
        level, sort, since, marked, last = self.first_level, self.first_sort(), self.left_on, self.left_on, None
        for fact in self.facts:
            stay = self.followed(fact, level) if fact.start <= day else None
            if stay is None:
                continue
            level, last = self.begun(level), stay
            activity = self.file.activities[stay.activity]
            if stay.end > day:
                continue
            mark = activity.completed if stay.is_completed else activity.left
            if stay.is_completed:
                gives = activity.at[level]
                level = gives if isinstance(gives, str) else gives.get(stay.kind, level)
            new_sort = self.gap_sort(level, mark, "")
            if new_sort and stay.end >= marked:
                sort, marked = new_sort, stay.end
            since = max(since, stay.end)
        going_on = [stay for stay in self.stays(level) if stay.fact.start <= day < stay.end]
        if going_on:
            order = list(self.file.activities)
            best = max(going_on, key=lambda stay: (order.index(stay.activity), stay.fact.place_in_block))
            return self.course_state(best, level, day), False
        if last is not None and not last.is_completed:
            last = self.followed(last.fact, level)
            assert last is not None
            heals_until = months_later(last.end, self.file.breaks.months)
            later = [stay for stay in self.stays(level) if stay.fact.start > day]
            if later and self.same(later[0], last) and later[0].fact.start < heals_until:
                return self.course_state(last, level, day), False
            return self.gap_state(level, sort, since, day), not later and self.known_at < heals_until
        return self.gap_state(level, sort, since, day), False

    def first_sort(self) -> str:
        return next((sort for level in self.file.levels.values() for sort in level.gaps), "")

    def same(self, one: Stay, other: Stay) -> bool:
        return self.groups.get(one.kind, one.kind) == self.groups.get(other.kind, other.kind)

    def course_state(self, stay: Stay, level: str, day: date) -> str:
        began = stay.fact.start
        for earlier in reversed([s for s in self.stays(level) if s.fact.place_in_block < stay.fact.place_in_block]):
            healed = began < months_later(earlier.end, self.file.breaks.months)
            if earlier.activity != stay.activity or earlier.is_completed or not healed:
                break
            began = earlier.fact.start
        years = self.file.activities[stay.activity].years
        return f"{self.begun(level)}/{stay.activity}/{min(self.years_between(began, day), years)}"

    def gap_state(self, level: str, sort: str, since: date, day: date) -> str:
        elsewhere, gaps = self.file.elsewhere, self.file.levels[level].gaps
        if level == self.first_level and elsewhere:
            places = {elsewhere.abroad.place: "abroad", elsewhere.dead.place: "dead"}
            if (home := home_on(self.facts, day)) in places:
                return places[home]
        if sort not in gaps:
            return ""
        return f"{level}/{sort}/{min(self.years_between(since, day), gaps[sort].years)}"
