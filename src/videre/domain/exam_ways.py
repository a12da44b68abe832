"""Ways in which a leaver can take what is missing of folkeskolens afgangsprøve."""

from typing import NamedTuple


class WayToTake(NamedTuple):
    """A way to take what is missing, once a year: data, from `definitions/exam_ways/`.

    name: its name. month, day: when it begins. apply_days_before: how long before one must apply.
    groups: the ExamGroups that it helps. since, until: the days between which it is to be had.
    """

    name: str
    month: int
    day: int
    apply_days_before: int
    groups: tuple[int, ...]
    since: int
    until: int
