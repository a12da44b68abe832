"""What is due at a place on a list, and when: one rule, asked when the lists are made and after each act."""

from datetime import date
from typing import NamedTuple

from videre.definitions.followup import FollowUpList
from videre.domain.clocks import NEVER, Acted, ClockKind, ClockRules
from videre.domain.days import OPEN_ENDED, date_of_day
from videre.signals.listing import clock_of
from videre.web.agreements.queries import Doings


class Deadline(NamedTuple):
    """What is waited for, a ClockKind, and the last day; None: nothing is due. paused_until: by an exemption."""

    clock: int
    due: date | None
    paused_until: date | None


def deadline_of(each: FollowUpList, known: int, event: int, done: Doings, day: int, rules: ClockRules) -> Deadline:
    """Return what is due: by the list's clock, else on the day on which the newest act said to look again.

    Args:
        each: the list. known: the day on which the municipality knew. event: the day that it is about; OPEN_ENDED
        without one. done: what has been done for the person. day: today. rules: the deadlines.
    """
    clock = clock_of(each, known, event, acted_for(known, done), rules)
    is_paused = clock.kind in {ClockKind.CONTACT, ClockKind.ACTIVITY} and done.exempted_until > day
    if is_paused:
        return Deadline(clock.kind, None, date_of_day(done.exempted_until))
    if clock.due != OPEN_ENDED and clock.met < known:
        return Deadline(clock.kind, date_of_day(clock.due), None)
    if each.is_work and done.review > known:
        return Deadline(ClockKind.TASK, date_of_day(done.review), None)
    return Deadline(clock.kind, None, None)


def acted_for(known: int, done: Doings) -> Acted:
    """Return what counts for a clock that began when something was known, or when an exemption since then ended."""
    exempted_until = done.exempted_until if done.exempted_until > known else NEVER
    return done.since(max(known, exempted_until))._replace(exempted_until=exempted_until)
