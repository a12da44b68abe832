"""Sums that few dominate: a sum of amounts (days, kroner) of which a few give so much that it tells theirs.

The (n, k) rule hides a sum of which the n greatest amounts are more than a share k. The p % rule hides one of which the
second greatest contributor could estimate the greatest to within p %: what is left when the two are taken away is under
p % of the greatest. Both after the Handbook on Statistical Disclosure Control (2nd ed., section 4.2.1). Neither says
anything of amounts below zero: these are refused.

A table of counts is proved by certificates; a table of sums cannot be, and none is in the catalogue. Nothing in the
program tells one sum by itself: whoever adds what does asks `check_sum` with the amounts behind it.
"""

from collections.abc import Sequence
from fractions import Fraction

from videre.definitions.release import ReleaseRule
from videre.domain.refusals import Refused


class NotAmounts(Refused):
    """Amounts are negative, or there are none: nobody can say who dominates their sum."""


class SumRefused(Refused):
    """A sum tells of too few persons, or of one of them."""


def check_sum(amounts: Sequence[float | Fraction], rule: ReleaseRule) -> None:
    """Raise SumRefused with the reason where a rule hides the sum of some amounts.

    Args:
        amounts: of each person that the sum is of, none negative. Who gives nothing does not count as one of them.
        rule: `smallest_count`, `dominance` and `estimable`.

    Raises:
        SumRefused: it tells too much. NotAmounts: see `ordered`.
    """
    given = [amount for amount in ordered(amounts) if amount]
    if 0 < len(given) < rule.smallest_count:
        raise SumRefused(f"The sum is of fewer than {rule.smallest_count} persons. Tell it of a larger group.")
    n_greatest, share = rule.dominance
    if given and is_dominated(given, n_greatest, share):
        raise SumRefused(f"{n_greatest} persons give over {share:.0%} of the sum. Tell it of a larger group.")
    if given and can_be_estimated(given, rule.estimable):
        raise SumRefused(
            f"One who gives much to the sum can tell another's amount to within {rule.estimable:.0%} of it. Tell "
            "it of a larger group."
        )


def is_dominated(amounts: Sequence[float | Fraction], n_greatest: int, share: float) -> bool:
    """Return whether the greatest amounts are more than a share of their sum: the (n, k) rule.

    Args:
        amounts: of each contributor, none negative. n_greatest: n. share: k, a fraction of 1.

    Raises:
        NotAmounts: see `ordered`.

    >>> is_dominated([50, 40, 10], 2, 0.85), is_dominated([40, 30, 20, 10], 2, 0.85)
    (True, False)
    """
    exact = ordered(amounts)
    return sum(exact[:n_greatest]) > Fraction(str(share)) * sum(exact)


def can_be_estimated(amounts: Sequence[float | Fraction], share: float) -> bool:
    """Return whether the second greatest contributor can estimate the greatest amount to within a share: the p % rule.

    Args:
        amounts: of each contributor, none negative. share: p, a fraction of 1.

    Raises:
        NotAmounts: see `ordered`.

    >>> can_be_estimated([50, 40, 4], 0.1), can_be_estimated([50, 40, 6], 0.1)
    (True, False)
    """
    exact = ordered(amounts)
    return sum(exact[2:]) < Fraction(str(share)) * exact[0]


def ordered(amounts: Sequence[float | Fraction]) -> list[Fraction]:
    """Return amounts from the greatest down, exactly; raises NotAmounts for none at all, or one that is negative."""
    exact = sorted((Fraction(str(amount)) for amount in amounts), reverse=True)  # 0.1 is a tenth here
    if not exact or exact[-1] < 0:
        raise NotAmounts(
            "A sum is told of amounts that are none or more, of somebody. Tell it otherwise, or not at all."
        )
    return exact
