"""The codes of steering: how an initiative stands, what a body is, and why something stands on an agenda."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """How an initiative stands, as its owner says it."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    DELAYED = "delayed"
    STOPPED = "stopped"
    DONE = "done"


class BodyKind(StrEnum):
    """Who meets: the steering group, or a forum (the youth network is one)."""

    STEERING_GROUP = "steering_group"
    FORUM = "forum"


class ItemKind(StrEnum):
    """Why something stands on an agenda.

    POINT: a released figure lies behind the way to its target. DELAYED: an initiative is said to be delayed.
    EFFECT: the day has passed by which it should have moved a point, and nobody has judged whether it did.
    MILESTONE, TASK: its day has passed. STALE: the review day of a status has passed. NO_STATUS: nobody has said any.
    OFFERS: the yearly question whether the municipality has the right offers. OWN: somebody put it there.
    """

    POINT = "point"
    DELAYED = "delayed"
    EFFECT = "effect"
    MILESTONE = "milestone"
    TASK = "task"
    STALE = "stale"
    NO_STATUS = "no_status"
    OFFERS = "offers"
    OWN = "own"


# A status is believed for a quarter; half as long when it is bad, so that the group looks again at its next meeting.
# What is done or stopped stays so.
DAYS_BELIEVED: Final = {Status.NOT_STARTED: 91, Status.ON_TRACK: 91, Status.DELAYED: 45}
MOST_DAYS_BELIEVED: Final = 366  # whoever chooses the review day chooses one within a year
DAYS_BETWEEN_OFFERS: Final = 365
ENDED: Final = frozenset({Status.DONE, Status.STOPPED})


def review_day(status: Status, said_on: date) -> date | None:
    """Return the last day on which a status is believed; None for one that stays.

    >>> review_day(Status.DELAYED, date(2015, 1, 1)), review_day(Status.DONE, date(2015, 1, 1))
    (datetime.date(2015, 2, 15), None)
    """
    days = DAYS_BELIEVED.get(status)
    return None if days is None else said_on + timedelta(days=days)


def may_be_reviewed(review_on: date, said_on: date) -> bool:
    """Return whether a day can be chosen as the last on which a status is believed: the day itself to a year after.

    >>> [may_be_reviewed(date(2015, *day), date(2015, 1, 2)) for day in ((1, 1), (1, 2), (12, 31))]
    [False, True, True]
    """
    return said_on <= review_on <= said_on + timedelta(days=MOST_DAYS_BELIEVED)
