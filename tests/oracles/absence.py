"""Absence once more, with fractions and dictionaries of months."""

from collections.abc import Iterable
from fractions import Fraction

from videre.domain.absence import AbsenceMonth, PupilMonth


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


def of_class(own: list[PupilMonth], others: list[list[PupilMonth]], least: int) -> list[AbsenceMonth]:
    """Return the days of a pupil's classmates, month by month, asking each of the others whether they were there."""
    found = []
    for mine in own:
        there = [
            each.month
            for pupil in others
            for each in pupil
            if each.grade == mine.grade != -1 and each.month[:2] == mine.month[:2]
        ]
        if len(there) >= least:
            sums = [sum(month[place] for month in there) for place in range(2, 6)]
            found.append(AbsenceMonth(mine.month.month, mine.month.place, *sums))
    return found


def rises(months: list[AbsenceMonth], of_class: list[AbsenceMonth], known_to: int) -> bool:
    """Say by the shipped list's words whether absence rises: 2 months, at least 15 days and 8 %, 5 above the own ten
    months before and 3 above the class; what was told last is no older than three months."""
    told = sorted(
        {each.month for each in months if each.possible_x100 and each.month % 12 != 6 and each.month <= known_to}
    )
    if not told or known_to - told[-1] > 3:
        return False
    lately = [each for each in months if each.month in told[-2:]]
    now = rate(lately)
    before = rate(each for each in months if each.month in told[-12:-2])
    theirs = rate(each for each in of_class if each.month in told[-2:])
    if now is None or now < Fraction(8, 100) or sum(each.possible_x100 for each in lately) < 1500:
        return False
    if before is None and theirs is None:
        return False
    return (before is None or now - before >= Fraction(5, 100)) and (theirs is None or now - theirs >= Fraction(3, 100))
