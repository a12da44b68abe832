"""Absence that rises early, and unlawful absence that the law makes an alarm.

All numbers are whole: days of absence in hundredths, shares compared by multiplying, so that exactly 15 % is an alarm
and 14.99 % is none, whatever a fraction would be rounded to.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from videre.domain.absence import AbsenceMonth, RisingRule

MONTHS_IN_QUARTER = 3
STALE_AFTER_MONTHS = 3  # what was told last is then no sign of today: in September June may still be the newest month
JULY = 6  # month of the year counted from 0: schools are closed, so a July of few days is no month of its own


class Share(NamedTuple):
    """Days of absence out of days possible, both in hundredths."""

    absent_x100: int
    possible_x100: int

    def percent_x100(self) -> int:
        """Return the share in hundredths of a percent, cut off: for showing, never for deciding."""
        return self.absent_x100 * 10_000 // self.possible_x100 if self.possible_x100 else 0


class Unlawful(NamedTuple):
    """Unlawful absence that has reached a threshold in a quarter.

    quarter: year x 4 + 0 to 3. share: unlawful days so far out of school days so far. is_whole: whether the quarter is
    over. since_month: the first month by which the threshold was reached and, from there, not left again.
    """

    quarter: int
    share: Share
    is_whole: bool
    since_month: int


class Rising(NamedTuple):
    """Absence that rises: recent absence beside the pupil's own past and the class. Without a past its share is of
    nothing, and the class alone was compared with."""

    recent: Share
    own_past: Share
    of_class: Share
    since_month: int


def quarter_of(month: int) -> int:
    """Return the calendar quarter of a month: January to March is the year's first."""
    return month // MONTHS_IN_QUARTER


def absent_x100(month: AbsenceMonth) -> int:
    """Return all days of absence of a month, of every kind, never more than the school days."""
    return min(month.ill_x100 + month.permitted_x100 + month.unpermitted_x100, month.possible_x100)


def share_of_all(months: Iterable[AbsenceMonth]) -> Share:
    """Return absence of all kinds over some months."""
    kept = list(months)
    return Share(sum(absent_x100(month) for month in kept), sum(month.possible_x100 for month in kept))


def share_unlawful(months: Iterable[AbsenceMonth]) -> Share:
    """Return unlawful absence over some months, at whichever schools."""
    kept = list(months)
    return Share(sum(month.unpermitted_x100 for month in kept), sum(month.possible_x100 for month in kept))


def reaches(share: Share, percent: int) -> bool:
    """Return whether a share is at least so many percent; never where no day was possible."""
    return share.possible_x100 > 0 and share.absent_x100 * 100 >= percent * share.possible_x100


def exceeds_by(share: Share, other: Share, points: int) -> bool:
    """Return whether a share lies at least so many percentage points above another, both of at least one day."""
    if share.possible_x100 == 0 or other.possible_x100 == 0:
        return False
    difference = share.absent_x100 * other.possible_x100 - other.absent_x100 * share.possible_x100
    return difference * 100 >= points * share.possible_x100 * other.possible_x100


def find_unlawful(months: Sequence[AbsenceMonth], known_to: int, percent: int) -> Unlawful | None:
    """Return the alarm of a pupil's unlawful absence, for the newest quarter that has reached the threshold.

    Args:
        months: the pupil's months, at whichever schools, in any order. A move of school in the middle of a month is two
            of them, and they add up.
        known_to: the month in which we are; only this quarter and the one before it are looked at, since an older one
            is no alarm any more.
        percent: from which share on; 15 is the law's, 10 the warning to the parents.

    Returns:
        None when neither quarter reaches it. Of a quarter that is not over, the months so far count: the duty is there
        as soon as the share is.
    """
    for quarter in (quarter_of(known_to), quarter_of(known_to) - 1):
        of_quarter = sorted(each for each in months if quarter_of(each.month) == quarter and each.month <= known_to)
        share = share_unlawful(of_quarter)
        if reaches(share, percent):
            since = of_quarter[-1].month
            for month in sorted({each.month for each in of_quarter}, reverse=True):
                if not reaches(share_unlawful(each for each in of_quarter if each.month <= month), percent):
                    break
                since = month
            return Unlawful(quarter, share, quarter < quarter_of(known_to), since)
    return None


def find_rising(
    months: Sequence[AbsenceMonth], class_months: Sequence[AbsenceMonth], known_to: int, rule: RisingRule
) -> Rising | None:
    """Return whether a pupil's absence, of all kinds, rises beside the pupil's own past and the class.

    Args:
        months: the pupil's months, in any order.
        class_months: the months of those in the same class at the same schools, the pupil left out.
        known_to: the month in which we are; the newest month told by then is the last of the recent ones.
        rule: what rising is.

    Returns:
        None when it does not rise, and when there is too little to tell by: too few recent school days, neither a past
        nor a class to compare with, or nothing told for so long that it is no sign of today.
    """
    told = sorted({each.month for each in months if each.month <= known_to and each.possible_x100 and not_july(each)})
    if not told or told[-1] < known_to - STALE_AFTER_MONTHS:
        return None
    recent_set, past_set = (
        set(told[-rule.recent_months :]),
        set(told[-rule.recent_months - rule.past_months : -rule.recent_months]),
    )
    recent = share_of_all(each for each in months if each.month in recent_set)
    own_past = share_of_all(each for each in months if each.month in past_set)
    of_class = share_of_all(each for each in class_months if each.month in recent_set)
    is_enough = recent.possible_x100 >= rule.least_days * 100 and reaches(recent, rule.least_percent)
    if not is_enough or not (own_past.possible_x100 or of_class.possible_x100):
        return None
    above_past = exceeds_by(recent, own_past, rule.above_past_points) or own_past.possible_x100 == 0
    above_class = exceeds_by(recent, of_class, rule.above_class_points) or of_class.possible_x100 == 0
    return Rising(recent, own_past, of_class, min(recent_set)) if above_past and above_class else None


def not_july(month: AbsenceMonth) -> bool:
    """Return whether a month is one of school."""
    return month.month % 12 != JULY
