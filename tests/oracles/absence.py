"""Absence once more, with fractions and dictionaries of months."""

from collections.abc import Iterable
from fractions import Fraction

from videre.domain.absence import AbsenceMonth


def quarter(month: int) -> tuple[int, int]:
    return month // 12, (month % 12) // 3 + 1


def unlawful(months: Iterable[AbsenceMonth], known_to: int, percent: int) -> tuple[int, int] | None:
    """Return the newest of this quarter and the last in which unlawful absence has reached a share."""
    this = quarter(known_to)
    last = (this[0] - 1, 4) if this[1] == 1 else (this[0], this[1] - 1)
    days: dict[tuple[int, int], list[Fraction]] = {}
    for month in months:
        if month.month <= known_to:
            sums = days.setdefault(quarter(month.month), [Fraction(0), Fraction(0)])
            sums[0] += Fraction(month.unpermitted_x100, 100)
            sums[1] += Fraction(month.possible_x100, 100)
    for each in (this, last):
        gone, possible = days.get(each, [Fraction(0), Fraction(0)])
        if possible and gone / possible >= Fraction(percent, 100):
            return each
    return None


def rate(months: Iterable[AbsenceMonth]) -> Fraction | None:
    gone, possible = Fraction(0), Fraction(0)
    for month in months:
        all_kinds = month.ill_x100 + month.permitted_x100 + month.unpermitted_x100
        gone += min(all_kinds, month.possible_x100)
        possible += month.possible_x100
    return gone / possible if possible else None
