"""The clocks that run for a young person: what is due, by when, and how late it is.

Law: lov om kommunal indsats for unge under 25 år, section 2 a and the guidance on it. The municipality makes contact
within five working days of becoming aware that a 15-17-year-old is off plan, and offers a new activity within thirty
calendar days of that contact. Days are whole numbers, as `domain.days` counts them: daylight saving changes nothing.
"""

from enum import IntEnum
from typing import NamedTuple

from videre.domain.days import OPEN_ENDED
from videre.domain.facts import Fact
from videre.domain.holidays import add_working_days
from videre.domain.standing import StandingReason, YouthClass

NEVER = -OPEN_ENDED  # has not happened


class ClockKind(IntEnum):
    """What a clock waits for."""

    NONE = 0
    CONTACT = 1
    ACTIVITY = 2
    REVIEW = 3
    TASK = 4


class ClockState(IntEnum):
    """How a clock stands on a day. Of several, what is overdue stands first."""

    NONE = 0
    OVERDUE = 1
    DUE_TODAY = 2
    RUNNING = 3
    PAUSED = 4
    MET_LATE = 5
    MET = 6


class ClockRules(NamedTuple):
    """How long each thing may take: data, from `definitions/followup/clocks`.

    contact_working_days: working days from the day of awareness to contact.
    activity_calendar_days: calendar days from contact to the offer of a new activity.
    closed: days of every year on which the municipality is closed beside the holidays, as month x 100 + day.
    """

    contact_working_days: int
    activity_calendar_days: int
    closed: tuple[int, ...]


class Clock(NamedTuple):
    """One clock.

    kind: a ClockKind. started: the day from which it runs. due: the last day on which it is met in time.
    met: the day on which it was met; NEVER while it has not been.
    """

    kind: int
    started: int
    due: int
    met: int


class Acted(NamedTuple):
    """What has been done since the municipality became aware. NEVER where it has not.

    contact: the day of the first contact. offer: the day on which an activity was offered.
    exempted_until: the first day on which an exemption no longer holds.
    """

    contact: int = NEVER
    offer: int = NEVER
    exempted_until: int = NEVER


def contact_due(aware: int, rules: ClockRules) -> int:
    """Return the last day on which contact is in time, for a municipality that became aware on a day."""
    return add_working_days(aware, rules.contact_working_days, rules.closed)


def activity_due(contact: int, rules: ClockRules) -> int:
    """Return the last day on which the offer of an activity is in time after contact: calendar days, none gives way."""
    return contact + rules.activity_calendar_days


def running_clock(aware: int, acted: Acted, rules: ClockRules) -> Clock:
    """Return the clock that runs for somebody off plan: for contact, and once that is made for an activity.

    An offer without any contact noted is contact too: nobody is offered something without being told. What was done
    before the municipality became aware counts for nothing. After an exemption both begin anew on the day it ended,
    since the municipality knows that day itself.
    """
    began = max(aware, acted.exempted_until)
    offer = acted.offer if acted.offer >= began else NEVER
    contact = acted.contact if acted.contact >= began else NEVER
    if contact == NEVER or (offer != NEVER and offer < contact):
        contact = offer
    if contact == NEVER:
        return Clock(ClockKind.CONTACT.value, began, contact_due(began, rules), NEVER)
    return Clock(ClockKind.ACTIVITY.value, contact, activity_due(contact, rules), offer)


def clock_state(clock: Clock, day: int, paused_until: int = NEVER) -> int:
    """Return the ClockState on a day.

    Args:
        clock: the clock asked about.
        day: the day asked about.
        paused_until: the first day on which an exemption no longer holds; while it does, nothing is overdue.
    """
    if clock.met != NEVER and clock.met <= day:
        return ClockState.MET.value if clock.met <= clock.due else ClockState.MET_LATE.value
    if day < paused_until:
        return ClockState.PAUSED.value
    if day > clock.due:
        return ClockState.OVERDUE.value
    return ClockState.DUE_TODAY.value if day == clock.due else ClockState.RUNNING.value


def days_overdue(clock: Clock, day: int, paused_until: int = NEVER) -> int:
    """Return how many calendar days a clock is overdue on a day; 0 when it is not."""
    return day - clock.due if clock_state(clock, day, paused_until) == ClockState.OVERDUE else 0


def is_off_track(youth_class: int) -> bool:
    """Return whether somebody of a YouthClass is known, or not known not, to be outside: the clocks run for both."""
    return youth_class == YouthClass.OFF_PLAN or youth_class == YouthClass.UNKNOWN


def aware_on(since: int, reason: int, fact: Fact | None) -> int:
    """Return the day on which the municipality became aware that somebody is off track.

    Args:
        since: the first day of the spell off track. reason: its StandingReason. fact: what decided it; None without.

    Returns:
        For what somebody reported (a notice, an ended course, a benefit) the day of the report, and never before the
        spell itself; for silence (a status that lapsed, nothing ever heard) the first day of the spell, since it is the
        municipality's own lists that say so.
    """
    if fact is None or reason == StandingReason.NOT_CONFIRMED_IN_TIME or reason == StandingReason.NEVER_HEARD_OF:
        return since
    return max(since, fact.reported)
