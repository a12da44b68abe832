"""A pupil's absence, and when it is said to rise: what signals are told, in whole numbers."""

from typing import NamedTuple


class AbsenceMonth(NamedTuple):
    """A pupil's month at a school, or the sum of a class's. Days in hundredths.

    month: as `domain.days` counts months. place: the institution.
    possible: school days. ill, permitted, unpermitted: days of absence of each kind.
    """

    month: int
    place: int
    possible_x100: int
    ill_x100: int
    permitted_x100: int
    unpermitted_x100: int


class RisingRule(NamedTuple):
    """When absence is said to rise: data, from `definitions/followup/`.

    recent_months: the newest months looked at. past_months: the months before them that are the pupil's own past.
    least_percent: recent absence of all kinds under this is never said to rise.
    above_past_points: recent absence this many percentage points above the pupil's own past.
    above_class_points: and this many above the class in the very same months, so that a season of illness is none.
    least_days: school days that there must be in the recent months.
    """

    recent_months: int
    past_months: int
    least_percent: int
    above_past_points: int
    above_class_points: int
    least_days: int


class PupilMonth(NamedTuple):
    """A pupil's month and the grade in which it was: whose class it is. grade: -1 where nobody says."""

    grade: int
    month: AbsenceMonth
