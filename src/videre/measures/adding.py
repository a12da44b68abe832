"""Adding up figures of parts of a population: what lets a country be counted in pieces, to the last digit."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from videre.domain.asked import Asked, share_figure
from videre.domain.figures import Figure, Unit
from videre.domain.refusals import Refused
from videre.measures.benefits import count_figure


class NotAdditive(Refused):
    """A figure is no sum over persons, so that parts of it cannot be added up."""


class PartCount(NamedTuple):
    """What one part of a population adds to one figure: persons, as integers.

    breakdown: JSON with sorted keys, so that the same breakdown is the same text everywhere.
    test: the named test that the figure is of; one measure may answer by several.
    about: what the measure has to say of the figure beside its numbers, as JSON like the breakdown.
    """

    period: str
    breakdown: str
    test: str
    about: str
    numerator: int
    denominator: int
    unknown: int


def counts_of(figures: Iterable[Figure]) -> Iterator[PartCount]:
    """Yield the counts behind figures.

    Raises:
        NotAdditive: a numerator or denominator is no whole number of persons (an estimate, full-time persons).
    """
    for figure in figures:
        numbers = (figure.numerator, figure.denominator, figure.unknown)
        if any(number != int(number) for number in numbers) or figure.interval_low is not None:
            raise NotAdditive(
                f"{figure.measure} is an estimate, or counts parts of persons, and cannot be added up. Ask for it "
                "without --cluster."
            )
        breakdown, about = as_text(figure.breakdown), as_text(figure.about)
        yield PartCount(figure.period, breakdown, figure.provenance.test, about, *(int(number) for number in numbers))


def as_text(names: Mapping[str, object]) -> str:
    """Return names and values as JSON, the same text for the same of them."""
    return json.dumps(dict(sorted(names.items())), ensure_ascii=False)


def add_up(counts: Iterable[PartCount]) -> list[PartCount]:
    """Return the sums of counts of the same figure, sorted; their order is no matter."""
    sums: dict[tuple[str, str, str, str], list[int]] = {}
    for count in counts:
        sum_of = sums.setdefault(count[:4], [0, 0, 0])
        for place, number in enumerate(count[4:]):
            sum_of[place] += number
    return [PartCount(*key, *numbers) for key, numbers in sorted(sums.items())]


def figure_of(asked: Asked, unit: Unit, count: PartCount) -> Figure:
    """Return the figure of a whole population from its count."""
    breakdown = json.loads(count.breakdown)
    asked = asked._replace(provenance=asked.provenance._replace(test=count.test))
    if unit == Unit.SHARE:
        figure = share_figure(asked, count.period, breakdown, count.numerator, count.denominator, count.unknown)
    else:
        numerator, unknown = float(count.numerator), float(count.unknown)
        figure = count_figure(asked, count.period, breakdown, numerator, count.denominator, unknown, unit)
    return figure._replace(about=json.loads(count.about))
