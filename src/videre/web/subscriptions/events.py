"""What one can be told of by mail."""

from enum import StrEnum


class Event(StrEnum):
    """Something worth a mail.

    MONTH_CLOSED: the tables of a month have been released. OFF_TRAJECTORY: a released figure has come to lie behind the
    way to its target. STATUS_STALE: nobody has confirmed an initiative's status in time.
    """

    MONTH_CLOSED = "month_closed"
    OFF_TRAJECTORY = "off_trajectory"
    STATUS_STALE = "status_stale"
