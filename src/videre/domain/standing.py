"""Where a young person stands on a day: the fold behind measurement point 3 and the follow-up lists.

One function answers for one day and says until when its answer holds; the walk asks again at that day. So the figure
(all persons, every month), the list (who is in a class) and the single case (since when, why, which clock runs) are
one rule. Law: lov om kommunal indsats for unge under 25 år, section 2 a; the reading of each rule stands in
docs/methods/standing.md.
"""

from enum import IntEnum
from typing import NamedTuple

from videre.domain.currency import lapse_of
from videre.domain.days import OPEN_ENDED, day_number, year_of
from videre.domain.education import ActivityKind, Event, Outcome
from videre.domain.facts import ApplicationOutcome, Fact, FactKind, Facts, WritableInts
from videre.domain.sight import Sight, look, nothing_seen, notice_that_closed
from videre.domain.work import EmploymentKind, EmploymentTest, is_in_work


class YouthClass(IntEnum):
    """The classes of measurement point 3. Where several hold at once, the first of them counts."""

    NONE = 0
    PRIMARY_SCHOOL = 1
    EDUCATION = 2
    ORDINARY_EMPLOYMENT = 3
    OTHER_EMPLOYMENT = 4
    PREPARATORY = 5
    EXEMPTED = 6
    OFF_PLAN = 7
    UNKNOWN = 8


N_YOUTH_CLASSES = 9


class StandingReason(IntEnum):
    """Why a person is in a class."""

    NONE = 0
    ENROLLED = 1
    SUMMER_BEFORE_NEXT_COURSE = 2
    WORKS_ENOUGH = 3
    ACTIVITY_BY_PLAN = 4
    EXEMPTION = 5
    NOTICE_OF_INTERRUPTION = 6
    ON_BENEFIT = 7
    NOT_CONFIRMED_IN_TIME = 8
    COURSE_ENDED = 9
    WORKS_TOO_LITTLE = 10
    NEVER_HEARD_OF = 11


class StandingRules(NamedTuple):
    """What the fold must be told: data, from `definitions/standing/`.

    class_of_kind: the class that a stay in each `EducationKind` gives, indexed by kind.
    employment_test: what counts as being in work.
    notice_days: for how long a notice of interruption is believed without being confirmed.
    """

    class_of_kind: tuple[int, ...]
    employment_test: EmploymentTest
    notice_days: int


class Standing(NamedTuple):
    """One answer: the class, why, the fact that decided it (-1: no fact), and the first day it may be different."""

    youth_class: int
    reason: int
    fact: int
    until: int


class StandingSpells(NamedTuple):
    """Where a walk writes: one place a spell, filled from the front."""

    youth_class: WritableInts
    reason: WritableInts
    fact: WritableInts
    since: WritableInts
    until: WritableInts


SUMMER_STARTS_MONTH = 5  # courses end from May, when exams begin; an earlier end is no summer holiday
SUMMER_ENDS_MONTH = 9  # to 31 August, so the first day after it is 1 September
LONGEST_SUMMER_DAYS = 160  # from 1 May to the latest start an admission may name, early in October


def standing_on(day: int, facts: Facts, first: int, last: int, rules: StandingRules) -> Standing:
    """Return where a person stands on a day.

    Args:
        day: the day asked about.
        facts: all facts; this person's lie from `first` up to, not including, `last`, sorted by start.
        rules: the class of each kind of education, the employment test and the life of a notice.

    Returns:
        The best class that a believed fact gives; without one, the summer before a place that has been given; then off
        plan when a benefit or a notice of interruption says so; otherwise unknown, with the reason: a notice of
        interruption that nobody confirmed, work of too few hours, the course or activity that lapsed or ended last, or
        nothing ever heard. The answer holds from `day` up to, not including, `until`.

    Source:
        Checked against tests/oracles/standing.py, which asks the same with dates and sets.
    """
    believed = [0] * (last - first)
    sight = look(day, nothing_seen(first), facts, last, believed)
    return conclude(day, sight, believed, facts, first, last, rules)


def conclude(
    day: int, sight: Sight, believed: WritableInts, facts: Facts, first: int, last: int, rules: StandingRules
) -> Standing:
    """Return where a person stands on a day on which so much has been seen."""
    best = best_believed(sight, believed, facts, last, rules)
    if best.youth_class < YouthClass.OFF_PLAN:
        return best
    summer = summer_before_next_course(day, facts, first, last, sight, best.until, rules)
    if summer.youth_class != YouthClass.NONE:
        return summer
    if best.youth_class == YouthClass.OFF_PLAN:
        return best
    return standing_after_course(day, facts, sight, best, rules)


def best_believed(sight: Sight, believed: WritableInts, facts: Facts, last: int, rules: StandingRules) -> Standing:
    """Return the best class that the facts believed on a day give, and until when they are all there is."""
    best, reason, fact = YouthClass.UNKNOWN.value, StandingReason.NEVER_HEARD_OF.value, -1
    hours_ordinary, hours_other, ordinary_work, any_work = 0, 0, -1, -1
    until = facts[sight.next_fact].start if sight.next_fact < last else OPEN_ENDED
    for place in range(sight.n_believed):
        index = believed[place]
        until = min(until, lapse_of(facts[index]))
        if facts[index].kind == FactKind.EMPLOYMENT:
            any_work = index
            if facts[index].code == EmploymentKind.ORDINARY:
                ordinary_work = index
                hours_ordinary += facts[index].value
            else:
                hours_other += facts[index].value
        else:
            given, why = class_given(facts[index], rules)
            if given < best:
                best, reason, fact = given, why, index
    given, why = class_of_work(hours_ordinary, hours_other, rules.employment_test)
    if given < best or (best == YouthClass.UNKNOWN and any_work >= 0):
        best, reason = given, why
        fact = ordinary_work if given == YouthClass.ORDINARY_EMPLOYMENT else any_work
    return Standing(best, reason, fact, until)


def class_given(fact: Fact, rules: StandingRules) -> tuple[int, int]:
    """Return the class that a believed fact gives, and why; unknown for facts that say nothing about standing."""
    if fact.kind == FactKind.ENROLMENT:
        return rules.class_of_kind[fact.code], StandingReason.ENROLLED.value
    if fact.kind == FactKind.ACTIVITY:
        if fact.code == ActivityKind.EXEMPTION:
            return YouthClass.EXEMPTED.value, StandingReason.EXEMPTION.value
        return YouthClass.PREPARATORY.value, StandingReason.ACTIVITY_BY_PLAN.value
    if fact.kind == FactKind.BENEFIT:
        return YouthClass.OFF_PLAN.value, StandingReason.ON_BENEFIT.value
    return YouthClass.UNKNOWN.value, StandingReason.NONE.value


def class_of_work(hours_ordinary: int, hours_other: int, test: EmploymentTest) -> tuple[int, int]:
    """Return the class that a month's hours give: ordinary work alone first, then ordinary and subsidised together."""
    if is_in_work(hours_ordinary, test):
        return YouthClass.ORDINARY_EMPLOYMENT.value, StandingReason.WORKS_ENOUGH.value
    if is_in_work(hours_ordinary + hours_other, test):
        return YouthClass.OTHER_EMPLOYMENT.value, StandingReason.WORKS_ENOUGH.value
    return YouthClass.UNKNOWN.value, StandingReason.WORKS_TOO_LITTLE.value


def summer_before_next_course(
    day: int, facts: Facts, first: int, last: int, sight: Sight, until: int, rules: StandingRules
) -> Standing:
    """Return the class of the course to come, in the summer between two courses when the next place is given.

    The summer begins when a course ended as planned from May to August. The place is given by a course that has been
    registered, an application of that year that was admitted (both count to 31 August) or a notice of admission (counts
    to the start that it names), none of them later than early October; of several places the best class counts.
    Without this rule every July would be unknown. Returns class NONE when the day is in no such summer.
    """
    ended_on = sight.course_ended_on
    nothing = Standing(YouthClass.NONE.value, StandingReason.NONE.value, -1, until)
    if sight.course < 0 or not ended_as_planned(sight.course, day, facts, last):
        return nothing
    summer_starts = day_number(year_of(ended_on), SUMMER_STARTS_MONTH, 1)
    summer_ends = day_number(year_of(ended_on), SUMMER_ENDS_MONTH, 1)
    latest_start = summer_starts + LONGEST_SUMMER_DAYS
    if ended_on < summer_starts or ended_on >= summer_ends or day >= latest_start:
        return nothing
    best, place, counts_to = YouthClass.OFF_PLAN.value, -1, day
    for index in range(first, last):
        start = facts[index].start
        if start > latest_start:
            break
        kind_of_course, to = 0, day
        if facts[index].kind == FactKind.ENROLMENT and start > day:
            kind_of_course, to = facts[index].code, min(start, summer_ends)
        elif facts[index].kind == FactKind.NOTIFICATION and facts[index].code == Event.ADMITTED and start > day:
            kind_of_course, to = facts[index].value, start
        elif is_admission_in(year_of(ended_on), facts[index]):
            kind_of_course, to = facts[index].code, summer_ends
        given = rules.class_of_kind[kind_of_course]
        if to > day and (given < best or (given == best and place >= 0 and to > counts_to)):
            best, place, counts_to = given, index, to
    if place < 0:
        return nothing
    return Standing(best, StandingReason.SUMMER_BEFORE_NEXT_COURSE.value, place, min(until, counts_to))


def is_admission_in(year: int, fact: Fact) -> bool:
    """Return whether a fact is an application of that year that led to a place."""
    admitted = fact.kind == FactKind.APPLICATION and fact.value == ApplicationOutcome.ADMITTED
    return admitted and year_of(fact.start) == year


def ended_as_planned(course: int, day: int, facts: Facts, last: int) -> bool:
    """Return whether a course that has ended by a day was finished or handed on, and not broken off or never heard of
    again: a notice says that it was completed, or it reached the stop in the register and was not interrupted."""
    notice = notice_that_closed(course, day, facts, last)
    if notice >= 0:
        return facts[notice].code == Event.COMPLETED
    return not was_interrupted(facts[course]) and facts[course].review >= facts[course].stop


def standing_after_course(day: int, facts: Facts, sight: Sight, best: Standing, rules: StandingRules) -> Standing:
    """Return off plan after a notice of interruption, while it is believed; otherwise unknown, and why.

    Whoever leaves without a word is unknown, never assumed to be fine. An enrolment that the school closed as
    interrupted is a notice too. The newest word counts: a notice of completion, or a course or activity that ended
    later, overtakes a notice of interruption.
    """
    ended, ended_on, notice = sight.ended, sight.ended_on, sight.notice
    broken_off = notice if notice >= 0 and facts[notice].code == Event.INTERRUPTED else -1
    broken_off_on = facts[notice].start if broken_off >= 0 else -1
    if ended >= 0 and ended_on >= broken_off_on and was_interrupted(facts[ended]):
        broken_off, broken_off_on = ended, ended_on
    unknown = YouthClass.UNKNOWN.value
    if broken_off >= 0 and broken_off_on >= ended_on:
        lapses_on = broken_off_on + rules.notice_days
        if day < lapses_on:
            why = StandingReason.NOTICE_OF_INTERRUPTION.value
            return Standing(YouthClass.OFF_PLAN.value, why, broken_off, min(best.until, lapses_on))
        return Standing(unknown, StandingReason.NOT_CONFIRMED_IN_TIME.value, broken_off, best.until)
    if best.fact >= 0:
        return Standing(unknown, best.reason, best.fact, best.until)
    if ended < 0:
        return Standing(unknown, StandingReason.NEVER_HEARD_OF.value, -1, best.until)
    if facts[ended].review <= ended_on < facts[ended].stop:
        return Standing(unknown, StandingReason.NOT_CONFIRMED_IN_TIME.value, ended, best.until)
    return Standing(unknown, StandingReason.COURSE_ENDED.value, ended, best.until)


def walk_standings(
    facts: Facts,
    first: int,
    last: int,
    rules: StandingRules,
    begin: int,
    end: int,
    spells: StandingSpells,
    at: int,
    believed: WritableInts,
) -> int:
    """Write the standings of a person from `begin` to `end` as spells, from place `at`; return the place after them.

    Neighbouring spells differ in class, reason or deciding fact (months of work are one spell, with the first of them),
    and together they cover `[begin, end)` without a gap. A person with n facts has at most 3 n + 2 spells. `believed`
    is space for `last - first` numbers; what stands in it is of no matter.
    """
    place = at
    day = begin
    sight = nothing_seen(first)
    while day < end:
        sight = look(day, sight, facts, last, believed)
        standing = conclude(day, sight, believed, facts, first, last, rules)
        until = min(standing.until, end)
        if place == at or not is_same_spell(place - 1, standing, facts, spells):
            spells.youth_class[place] = standing.youth_class
            spells.reason[place] = standing.reason
            spells.fact[place] = standing.fact
            spells.since[place] = day
            place += 1
        spells.until[place - 1] = until
        day = until
    return place


def is_same_spell(place: int, standing: Standing, facts: Facts, spells: StandingSpells) -> bool:
    """Return whether a standing goes on with the spell before it: same class, reason and fact, or one more month of
    work. Without the last, everybody who works would have a spell a month."""
    if spells.youth_class[place] != standing.youth_class or spells.reason[place] != standing.reason:
        return False
    before = spells.fact[place]
    if before == standing.fact:
        return True
    is_work = before >= 0 and facts[before].kind == FactKind.EMPLOYMENT
    return is_work and facts[standing.fact].kind == FactKind.EMPLOYMENT


def was_interrupted(fact: Fact) -> bool:
    """Return whether a fact is an enrolment that the institution closed as interrupted."""
    return fact.kind == FactKind.ENROLMENT and fact.value == Outcome.INTERRUPTED
