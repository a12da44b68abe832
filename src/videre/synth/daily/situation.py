"""Who is what in a month: the people of 15 to 29 and the group that their course or gap puts them in."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from videre.synth.calendars import first_days, months_of
from videre.synth.chain.states import Chain
from videre.synth.chain.walking import NOT_YET, Lives
from videre.synth.people.persons import People

GROUPS = ("pupil", "gymnasial", "basic", "apprentice", "preparatory", "higher", "none", "general", "qualified")
IN_A_GAP = frozenset({"none", "general", "qualified"})
GROUP_OF_COURSE = {
    "tenth_grade": "pupil",
    "main_course": "apprentice",
    **dict.fromkeys(("stx", "hf", "hhx", "htx", "eux"), "gymnasial"),
    **dict.fromkeys(("grundforloeb", "gf1", "gf2"), "basic"),
    **dict.fromkeys(("produktionsskole", "egu", "kuu", "fgu", "stu", "single_subjects"), "preparatory"),
    **dict.fromkeys(("higher_short", "higher_medium", "bachelor", "long"), "higher"),
}
GROUP_OF_LEVEL = {"none": "none", "basic": "none", "special": "none", "general": "general"}
FROM_MONTHS, TO_MONTHS = 15 * 12, 30 * 12  # ages 15 to 29: whom the registers of work and benefits tell of
GROWN_UP_MONTHS = 18 * 12


def group_of_stage(chain: Chain) -> np.ndarray:
    """Return the place in GROUPS of each stage; NOT_YET is a pupil."""
    groups = np.full(NOT_YET + 1, GROUPS.index("pupil"))
    for place, stage in enumerate(chain.stages):
        name = GROUP_OF_COURSE[stage.course] if stage.course else GROUP_OF_LEVEL.get(stage.level, "qualified")
        groups[place] = GROUPS.index(name)
    return groups


@dataclass(frozen=True)
class Situation:
    """One month, for the people who can be 15 to 29 in the period. Every array has one place for each of them.

    group: place in GROUPS.
    age_months: age at the end of the month.
    is_here: whether they live in the municipality on its last day.
    """

    month: int
    group: np.ndarray
    age_months: np.ndarray
    is_here: np.ndarray

    @property
    def is_counted(self) -> np.ndarray:
        """Whether the municipality may know of their work: living here, 15 to 29 years old."""
        return self.is_here & (self.age_months >= FROM_MONTHS) & (self.age_months < TO_MONTHS)

    @property
    def is_in_gap(self) -> np.ndarray:
        """Whether they are in no course."""
        return self.group >= GROUPS.index("none")


class Situations:
    """The situations of a period, month by month."""

    def __init__(self, chain: Chain, people: People, lives: Lives) -> None:
        """Find the people who matter."""
        self.people, self.lives = people, lives
        self.first_month = lives.first_month
        self.last_month = lives.first_month + len(lives.stages) - 1
        born = months_of(people.birth_day)
        self.person = np.flatnonzero((self.last_month - born >= FROM_MONTHS) & (self.first_month - born < TO_MONTHS))
        self.born = born[self.person]
        self.footing = people.footing[self.person]
        self._groups = group_of_stage(chain)

    def __len__(self) -> int:
        return len(self.person)

    def in_month(self, month: int) -> Situation:
        """Return the situation of a month."""
        last_day = first_days(np.array([month + 1]))[0] - 1
        stages = self.lives.stages[month - self.first_month, self.person]
        here = self.people.is_here(self.person, np.full(len(self.person), last_day))
        return Situation(month, self._groups[stages], month - self.born, here)

    def young(self, situation: Situation, hours: np.ndarray) -> pl.DataFrame:
        """Return the 15-17-year-olds who live here at the end of a month: month, person, group, hours of work."""
        is_young = (situation.age_months >= FROM_MONTHS) & (situation.age_months < GROWN_UP_MONTHS)
        chosen = np.flatnonzero(situation.is_here & is_young)
        return pl.DataFrame(
            {
                "month": np.full(len(chosen), situation.month),
                "person": self.person[chosen],
                "group": pl.Series(GROUPS)[situation.group[chosen]],
                "hours": hours[chosen],
            }
        )
