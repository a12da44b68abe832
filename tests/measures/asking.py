"""Questions to measures, and their figures as rows that can be held against the oracle's."""

from collections.abc import Iterable

from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, FIRST_DAY, LAST_DAY, days
from tests.oracles.tally import Row, row

from videre.domain.asked import Asked
from videre.domain.days import month_of
from videre.domain.figures import Figure, Provenance

PROVENANCE = Provenance("2016-12-31", "2016-12-01", "1", "method")
FIRST_MONTH, N_MONTHS = month_of(FIRST_DAY), 48
# A first month, how many, and the day up to which the registers are known: often in the middle of those months.
MONTHS_KNOWN = st.tuples(
    st.integers(FIRST_MONTH, FIRST_MONTH + N_MONTHS), st.integers(1, 9), days(FIRST_DAY + 365) | st.just(LAST_DAY)
)


def asked(first_period: int, n_periods: int, dimensions: tuple[str, ...]) -> Asked:
    """Return a question about Albertslund."""
    return Asked("measure", ALBERTSLUND, first_period, n_periods, dimensions, PROVENANCE)


def dimensions_of(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw breakdowns: by none, one or two dimensions."""
    return st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)


def rows(figures: Iterable[Figure]) -> list[Row]:
    """Return figures as rows, sorted, after a look at what else they claim."""
    answered = []
    for figure in figures:
        assert figure.value == figure.bounds_low <= figure.bounds_high
        breakdown = dict(figure.breakdown)
        answered.append(
            row(figure.period, breakdown, int(figure.numerator), int(figure.denominator), int(figure.unknown))
        )
    return in_order(answered)


def in_order(answered: Iterable[Row]) -> list[Row]:
    """Return rows sorted by what they are about."""
    return sorted(answered, key=lambda each: (each[0], sorted(each[1]), each[2:]))
