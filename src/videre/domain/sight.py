"""What is seen of a person as time passes: which facts are believed, and what ended last.

Facts are taken in one by one in order of start, and let go when they are no longer believed, so that walking a life
costs each fact once (looking at all facts on each day instead made a hundred-fact life twenty times as dear).
"""

from typing import NamedTuple

from videre.domain.currency import lapse_of
from videre.domain.days import OPEN_ENDED
from videre.domain.education import Event
from videre.domain.facts import Fact, FactKind, Facts, WritableInts


class Sight(NamedTuple):
    """What has been seen up to a day (index -1: no such fact).

    next_fact: the first fact that says something about standing and begins later.
    n_believed: how many facts are believed; which, stands in the space that goes with it.
    notice: the newest notice that a course was interrupted or completed.
    course, course_ended_on: the course that ended last. ended, ended_on: the course or activity that ended last.
    """

    next_fact: int
    n_believed: int
    notice: int
    course: int
    course_ended_on: int
    ended: int
    ended_on: int


def nothing_seen(first: int) -> Sight:
    """Return the sight before the first fact of a person."""
    return Sight(first, 0, -1, -1, -1, -1, -1)


def look(day: int, sight: Sight, facts: Facts, last: int, believed: WritableInts) -> Sight:
    """Return what is seen on a day, by somebody who has looked before and not later.

    Args:
        day: the day. sight: what was seen earlier; `nothing_seen` at first.
        facts: all facts; this person's end before `last`, sorted by start.
        believed: space for as many indices as the person has facts; the first `n_believed` are those believed, in
            order. Written into.
    """
    index = sight.next_fact
    while index < last and (facts[index].start <= day or not tells_of_standing(facts[index])):
        if is_closing_notice(facts[index]):
            sight = close_courses(index, sight, facts, believed)
        elif is_believed_at_all(facts[index]):
            believed[sight.n_believed] = index
            sight = with_believed(sight, sight.n_believed + 1)
        index += 1
    return let_go(day, index, sight, facts, believed)


def close_courses(notice: int, sight: Sight, facts: Facts, believed: WritableInts) -> Sight:
    """Return the sight after a closing notice: courses of its institution that the register left open end with it.

    Notices come within days, the register within months.
    """
    kept = 0
    ending = sight
    for place in range(sight.n_believed):
        if is_closed_by(facts[believed[place]], facts[notice]):
            ending = with_end(ending, believed[place], facts[notice].start, facts)
        else:
            believed[kept] = believed[place]
            kept += 1
    return Sight(ending.next_fact, kept, notice, ending.course, ending.course_ended_on, ending.ended, ending.ended_on)


def let_go(day: int, next_fact: int, sight: Sight, facts: Facts, believed: WritableInts) -> Sight:
    """Return the sight without the facts that are no longer believed on a day."""
    kept = 0
    ending = sight
    for place in range(sight.n_believed):
        index = believed[place]
        lapse = lapse_of(facts[index])
        if lapse <= day:
            ending = with_end(ending, index, lapse, facts)
        else:
            believed[kept] = index
            kept += 1
    return Sight(next_fact, kept, ending.notice, ending.course, ending.course_ended_on, ending.ended, ending.ended_on)


def with_believed(sight: Sight, n_believed: int) -> Sight:
    """Return the sight with another number of believed facts."""
    return Sight(
        sight.next_fact, n_believed, sight.notice, sight.course, sight.course_ended_on, sight.ended, sight.ended_on
    )


def with_end(sight: Sight, index: int, ends_on: int, facts: Facts) -> Sight:
    """Return the sight after a fact has ended: of several that end on one day, the later in order counts."""
    course, course_ended_on, ended, ended_on = sight.course, sight.course_ended_on, sight.ended, sight.ended_on
    is_course = facts[index].kind == FactKind.ENROLMENT
    if is_course and (ends_on > course_ended_on or (ends_on == course_ended_on and index > course)):
        course, course_ended_on = index, ends_on
    is_course_or_activity = is_course or facts[index].kind == FactKind.ACTIVITY
    if is_course_or_activity and (ends_on > ended_on or (ends_on == ended_on and index > ended)):
        ended, ended_on = index, ends_on
    return Sight(sight.next_fact, sight.n_believed, sight.notice, course, course_ended_on, ended, ended_on)


def tells_of_standing(fact: Fact) -> bool:
    """Return whether a fact can change where somebody stands: all but residence, tests and contacts."""
    return fact.kind != FactKind.RESIDENCE and fact.kind < FactKind.EXAM


def is_believed_at_all(fact: Fact) -> bool:
    """Return whether a fact lasts, and is believed for a time: a course, a benefit, work or an activity."""
    return FactKind.ENROLMENT <= fact.kind <= FactKind.ACTIVITY


def is_closing_notice(fact: Fact) -> bool:
    """Return whether a fact is an institution's notice that a course was interrupted or completed."""
    closes = fact.code == Event.INTERRUPTED or fact.code == Event.COMPLETED
    return fact.kind == FactKind.NOTIFICATION and closes


def is_closed_by(course: Fact, notice: Fact) -> bool:
    """Return whether a notice ends a course: left open by the register, at the same institution, begun earlier, still
    believed. What begins on the day of the notice is what somebody went on to: GF1 completed, GF2 begun."""
    is_open = course.kind == FactKind.ENROLMENT and course.stop == OPEN_ENDED
    return is_open and course.place == notice.place and course.start < notice.start < course.review


def notice_that_closed(index: int, day: int, facts: Facts, last: int) -> int:
    """Return the index of the first notice up to a day that closed a course, or -1."""
    for later in range(index + 1, last):
        if facts[later].start > day or facts[later].start >= facts[index].review:
            break
        if is_closing_notice(facts[later]) and is_closed_by(facts[index], facts[later]):
            return later
    return -1
