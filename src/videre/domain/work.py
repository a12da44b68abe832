"""Work and benefits, as codes, and the named tests of what counts as being in work."""

from enum import IntEnum
from typing import NamedTuple


class EmploymentKind(IntEnum):
    """Ordinary work, or work paid in part by a public scheme."""

    NONE = 0
    ORDINARY = 1
    SUBSIDISED = 2


class BenefitKind(IntEnum):
    """Public benefits of the working-age population that the registers tell apart."""

    NONE = 0
    KONTANTHJAELP = 1
    UDDANNELSESHJAELP = 2  # only 1 January 2014 to 30 June 2025
    INTEGRATIONSYDELSE = 3
    SELVFORSOERGELSES_OG_HJEMREJSEYDELSE = 4
    OVERGANGSYDELSE = 5
    RESSOURCEFORLOEBSYDELSE = 6
    SYGEDAGPENGE = 7
    ARBEJDSLOESHEDSDAGPENGE = 8
    REVALIDERINGSYDELSE = 9
    FOERTIDSPENSION = 10


class EmploymentTest(NamedTuple):
    """A named test of "in work": the hours a month from which it is met, in hundredths of an hour.

    The registers give hours a month; a weekly threshold is turned into a monthly one by 52 weeks / 12 months, so that
    18 hours a week are the 78 hours a month of the benchmarking unit.
    """

    hours_per_month_x100: int


def is_in_work(hours_per_month_x100: int, test: EmploymentTest) -> bool:
    """Return whether a month's hours meet the test: the threshold itself does."""
    return hours_per_month_x100 >= test.hours_per_month_x100
