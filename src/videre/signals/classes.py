"""A pupil's class: the others in the same grade at the same school in the same month, added up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from videre.domain.absence import AbsenceMonth, PupilMonth

LEAST_OTHERS = 5  # a class of fewer others is none: it would tell of one of them, and is no yardstick
UNKNOWN_GRADE = -1

ClassKey = tuple[int, int, int]  # month, school, grade


class ClassMonth(NamedTuple):
    """A class's month: how many pupils it is of, and their days, added up."""

    n_pupils: int
    days: AbsenceMonth


def add_up_classes(pupils: Iterable[Sequence[PupilMonth]]) -> dict[ClassKey, ClassMonth]:
    """Return each class's months over all pupils of whom absence is known."""
    found: dict[ClassKey, ClassMonth] = {}
    for each in (month for months in pupils for month in months):
        if each.grade != UNKNOWN_GRADE:
            key = key_of(each)
            was = found.get(key)
            found[key] = (
                ClassMonth(1, each.month)
                if was is None
                else ClassMonth(was.n_pupils + 1, added(was.days, each.month, 1))
            )
    return found


def others_in_class(own: Sequence[PupilMonth], classes: Mapping[ClassKey, ClassMonth]) -> list[AbsenceMonth]:
    """Return the months of a pupil's class, the pupil left out.

    Args:
        own: the pupil's months, which are among those that the classes were added up from.
        classes: what `add_up_classes` returned.

    Returns:
        Nothing of a month in which the class has fewer than LEAST_OTHERS others.
    """
    found = []
    for each in own:
        of_class = classes.get(key_of(each))
        if of_class is not None and of_class.n_pupils - 1 >= LEAST_OTHERS:
            found.append(added(of_class.days, each.month, -1))
    return found


def key_of(each: PupilMonth) -> ClassKey:
    """Return which class a pupil's month is of."""
    return each.month.month, each.month.place, each.grade


def added(days: AbsenceMonth, other: AbsenceMonth, sign: int) -> AbsenceMonth:
    """Return the days of a class with a pupil's added, or taken away."""
    return days._replace(
        possible_x100=days.possible_x100 + sign * other.possible_x100,
        ill_x100=days.ill_x100 + sign * other.ill_x100,
        permitted_x100=days.permitted_x100 + sign * other.permitted_x100,
        unpermitted_x100=days.unpermitted_x100 + sign * other.unpermitted_x100,
    )
