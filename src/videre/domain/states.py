"""Where somebody stands on a day by a state file: the fold behind the projection.

A state is what has been completed (the level), what is going on (the activity, or which sort of gap), and for how long.
Which kinds of education make which states is data, in `definitions/states/`; here are only the rules that hold for all
of them. States of one step after another are what `measures.transitions` counts moves between.
"""

from typing import NamedTuple, Protocol

from videre.domain.days import OPEN_ENDED, first_day, month_of
from videre.domain.education import N_EDUCATION_KINDS, Outcome
from videre.domain.facts import Fact, FactKind, Facts
from videre.domain.leaving import municipality_on
from videre.domain.pathways import add_months

EMPLOYMENT_CODE = N_EDUCATION_KINDS  # work and benefits stand behind the kinds of education among the doings
BENEFIT_CODE = N_EDUCATION_KINDS + 1
N_CODES = N_EDUCATION_KINDS + 2
NOT_FOLLOWED = -1
KEEPS = -1  # an activity that does not change which sort of gap follows
UNKNOWN_STATE = -1


class Doing(NamedTuple):
    """What one code (a kind of education, work, a benefit) means for somebody who has one level.

    activity: what it is counted as; kinds of one activity share their years. NOT_FOLLOWED: it means nothing here.
    rank: of several going on, the greatest counts.
    first_state, n_years: the state of the first step in it, and how many steps have a state of their own; the last
        state holds all longer ones.
    level_begun, level_completed: the level of whoever has begun it, and of whoever has completed it.
    gap_left, gap_completed: the sort of gap after leaving, and after completing it; KEEPS the sort before.
    group: breaks heal within a group: the same education.
    """

    activity: int
    rank: int
    first_state: int
    n_years: int
    level_begun: int
    level_completed: int
    gap_left: int
    gap_completed: int
    group: int


class Gap(NamedTuple):
    """One sort of gap at one level: the state of its first step, and how many steps have a state of their own."""

    first_state: int
    n_years: int


class Doings(Protocol):
    """A list of `Doing`, or a numpy record array with its fields."""

    def __getitem__(self, index: int, /) -> Doing: ...
    def __len__(self) -> int: ...


class Gaps(Protocol):
    """A list of `Gap`, or a numpy record array with its fields."""

    def __getitem__(self, index: int, /) -> Gap: ...
    def __len__(self) -> int: ...


class StateRules(NamedTuple):
    """A state file as the fold takes it.

    doings: at `level * N_CODES + code`. gaps: at `level * n_gaps + sort`.
    n_gaps: sorts of gap. first_gap: the sort before anything was begun.
    step_months, phase: states are looked at on the first day of every month whose number less `phase` is a multiple of
        `step_months`: 12 and 9 are every 1 October.
    break_months: back in the same group within so many months is no break.
    abroad_place, abroad_state, dead_place, dead_state: municipality numbers that say that somebody with level 0 has
        left the country or died, and the states for it; 0 and -1 where the file has none.
    """

    doings: Doings
    gaps: Gaps
    n_gaps: int
    first_gap: int
    step_months: int
    phase: int
    break_months: int
    abroad_place: int
    abroad_state: int
    dead_place: int
    dead_state: int


class Found(NamedTuple):
    """A state, and whether its type is pending: left so lately that a return would make it no break."""

    state: int
    is_pending: bool


class Past(NamedTuple):
    """What lies behind on a day: the level, the sort of gap, since when nothing has been going on, and the index of the
    course that was begun last (-1: none)."""

    level: int
    gap: int
    since: int
    begun_last: int


def step_of(day: int, rules: StateRules) -> int:
    """Return the number of the last day of looking up to a day."""
    return (month_of(day) - rules.phase) // rules.step_months


def day_of_step(step: int, rules: StateRules) -> int:
    """Return the day of looking with a number."""
    return first_day(step * rules.step_months + rules.phase)


def first_step_from(day: int, rules: StateRules) -> int:
    """Return the number of the first day of looking on or after a day."""
    return step_of(day - 1, rules) + 1


def state_on(step: int, facts: Facts, first: int, last: int, left_on: int, known_at: int, rules: StateRules) -> Found:
    """Return a leaver's state on a day of looking.

    Args:
        step: which day of looking.
        facts: all facts; this person's lie from `first` up to, not including, `last`, sorted by start.
        left_on: the day on which primary school was left; courses begun before it do not count.
        known_at: the day up to which the registers are known, for breaks that may yet heal.
        rules: the state file.

    Returns:
        What is going on, for the level that the courses completed by then give; of several, the one of the greatest
        rank. A course that was left and is taken up again within `break_months`, with no other begun in between, goes
        on meanwhile. In nothing: the gap, by its sort and how long it has lasted. UNKNOWN_STATE where the file has no
        gap for that.

    Source:
        The 15 months: docs/reference/definitions.md, "Breaks". Checked against tests/oracles/states.py.
    """
    day = day_of_step(step, rules)
    past = look_back(day, facts, first, last, left_on, rules)
    going_on = course_going_on(day, facts, first, last, left_on, past.level, rules)
    if going_on >= 0:
        return Found(state_of_course(going_on, step, facts, first, left_on, past.level, rules), False)
    if past.begun_last >= 0 and facts[past.begun_last].value != Outcome.COMPLETED:
        left = past.begun_last
        heals_until = add_months(end_of(facts[left]), rules.break_months)
        back_on = next_of_group(day, left, facts, last, past.level, rules)
        if 0 <= back_on < heals_until:
            return Found(state_of_course(left, step, facts, first, left_on, past.level, rules), False)
        return Found(state_of_gap(step, day, facts, first, last, past, rules), back_on < 0 and known_at < heals_until)
    return Found(state_of_gap(step, day, facts, first, last, past, rules), False)


def code_of(fact: Fact) -> int:
    """Return the code of a fact among the doings, or -1 for one that no doing is about."""
    if fact.kind == FactKind.ENROLMENT:
        return fact.code
    if fact.kind == FactKind.EMPLOYMENT:
        return EMPLOYMENT_CODE
    if fact.kind == FactKind.BENEFIT:
        return BENEFIT_CODE
    return -1


def end_of(fact: Fact) -> int:
    """Return the first day on which a course is not believed to go on."""
    return min(fact.stop, fact.review)


def is_followed(fact: Fact, left_on: int, level: int, rules: StateRules) -> bool:
    """Return whether a fact is of an activity that somebody of a level may be in."""
    code = code_of(fact)
    return code >= 0 and fact.start >= left_on and rules.doings[level * N_CODES + code].activity != NOT_FOLLOWED


def look_back(day: int, facts: Facts, first: int, last: int, left_on: int, rules: StateRules) -> Past:
    """Return what lies behind on a day, by walking through the courses in the order in which they were begun."""
    level, gap, since, begun_last, marked_on = 0, rules.first_gap, left_on, -1, left_on
    for index in range(first, last):
        if facts[index].start > day:
            break
        if not is_followed(facts[index], left_on, level, rules):
            continue
        doing = rules.doings[level * N_CODES + code_of(facts[index])]
        level, begun_last = doing.level_begun, index
        ended_on = end_of(facts[index])
        if ended_on > day:
            continue
        mark = doing.gap_left
        if facts[index].value == Outcome.COMPLETED:
            level, mark = doing.level_completed, doing.gap_completed
        if mark != KEEPS and ended_on >= marked_on:
            gap, marked_on = mark, ended_on
        since = max(since, ended_on)
    return Past(level, gap, since, begun_last)


def course_going_on(day: int, facts: Facts, first: int, last: int, left_on: int, level: int, rules: StateRules) -> int:
    """Return the index of the course going on that counts most at a level, the last to begin of equals; -1 of none."""
    found, greatest = -1, -1
    for index in range(first, last):
        if facts[index].start > day:
            break
        if end_of(facts[index]) > day and is_followed(facts[index], left_on, level, rules):
            rank = rules.doings[level * N_CODES + code_of(facts[index])].rank
            if rank >= greatest:
                found, greatest = index, rank
    return found


def next_of_group(day: int, left: int, facts: Facts, last: int, level: int, rules: StateRules) -> int:
    """Return when the next course of the group of one that was left is begun after a day.

    -1 when no further course is known; OPEN_ENDED when the next is of another group, since the break was one then.
    """
    group = rules.doings[level * N_CODES + code_of(facts[left])].group
    for index in range(left + 1, last):
        if facts[index].start > day and code_of(facts[index]) >= 0:
            doing = rules.doings[level * N_CODES + code_of(facts[index])]
            if doing.activity != NOT_FOLLOWED:
                return facts[index].start if doing.group == group else OPEN_ENDED
    return -1


def state_of_course(
    index: int, step: int, facts: Facts, first: int, left_on: int, level: int, rules: StateRules
) -> int:
    """Return the state of being in a course: its activity at a level, by the steps since its run began."""
    doing = rules.doings[level * N_CODES + code_of(facts[index])]
    begun_on = start_of_run(index, facts, first, left_on, level, rules)
    steps_in = step - first_step_from(begun_on, rules)
    return doing.first_state + min(steps_in, doing.n_years - 1)


def start_of_run(index: int, facts: Facts, first: int, left_on: int, level: int, rules: StateRules) -> int:
    """Return when a course began, with the courses of the same activity that it goes on from.

    It goes on from the course begun just before it, where that was left and not completed, and not more than
    `break_months` before: a change of school, or a break that healed.
    """
    activity = rules.doings[level * N_CODES + code_of(facts[index])].activity
    begun_on = facts[index].start
    for earlier in range(index - 1, first - 1, -1):
        if not is_followed(facts[earlier], left_on, level, rules):
            continue
        is_same = rules.doings[level * N_CODES + code_of(facts[earlier])].activity == activity
        is_left = facts[earlier].value != Outcome.COMPLETED
        if not (is_same and is_left and begun_on < add_months(end_of(facts[earlier]), rules.break_months)):
            break
        begun_on = facts[earlier].start
    return begun_on


def state_of_gap(step: int, day: int, facts: Facts, first: int, last: int, past: Past, rules: StateRules) -> int:
    """Return the state of being in nothing: abroad, dead, or the gap by its sort and the steps it has lasted."""
    if past.level == 0 and rules.abroad_state >= 0:
        place = municipality_on(facts, first, last, day)
        if place == rules.dead_place:
            return rules.dead_state
        if place == rules.abroad_place:
            return rules.abroad_state
    gap = rules.gaps[past.level * rules.n_gaps + past.gap]
    if gap.n_years == 0:
        return UNKNOWN_STATE
    return gap.first_state + min(step - first_step_from(past.since, rules), gap.n_years - 1)
