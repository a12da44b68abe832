"""Comparing: the official figures of the country, the municipality and its neighbours beside each other.

What a place has not published is shown as not published, never as 0. A count is made a share of those it is a part of,
where the population is published too: numbers of persons in places of different size say nothing side by side.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from videre.definitions.catalogue import Definitions
from videre.domain.official import OfficialFigure
from videre.home.home import Home
from videre.pipeline.fetching import PLACES
from videre.pipeline.official import known_official
from videre.store.deliveries import Ledger

NEWEST_MONTHS: Final = 3  # how much older than a figure its population may be: it is counted each quarter

Group = dict[str, str]


class Compared(NamedTuple):
    """One figure of one place.

    value: as it was published; None where the place has not published it.
    share: of those that the figure is a part of; None where they are not published, or the figure is no count.
    per_country: the share, or else the value, over the country's; None where either is missing or the country's is 0.
    published, source: of the edition that the value is from.
    """

    measure: str
    indicator: str
    period: str
    horizon: str
    group: str
    area: str
    value: float | None
    share: float | None
    per_country: float | None
    published: int | None
    source: str


class Book:
    """Official figures, the newest edition of each.

    Args:
        figures: as known at a day, of any editions.
    """

    def __init__(self, figures: Sequence[OfficialFigure]) -> None:
        self._newest: dict[tuple[str, str, str, str, str], OfficialFigure] = {}
        for figure in sorted(figures, key=lambda each: each.published):
            key = (figure.indicator, figure.horizon, figure.cohort, figure.group, figure.area)
            self._newest[key] = figure
        self._periods: dict[str, set[str]] = defaultdict(set)
        self._groups: dict[tuple[str, str, str], list[OfficialFigure]] = defaultdict(list)
        for figure in self._newest.values():
            self._periods[figure.indicator].add(figure.cohort)
            self._groups[figure.indicator, figure.cohort, figure.area].append(figure)

    def find(self, indicator: str, horizon: str, period: str, group: str, area: str) -> OfficialFigure | None:
        """Return the newest edition of one figure, None where it is not published."""
        return self._newest.get((indicator, horizon, period, group, area))

    def kinds(self, indicator: str) -> dict[str, set[str]]:
        """Return the groups of an indicator by horizon."""
        kinds: dict[str, set[str]] = defaultdict(set)
        for name, horizon, _, group, _ in self._newest:
            if name == indicator:
                kinds[horizon].add(group)
        return kinds

    def periods(self, indicator: str) -> list[str]:
        """Return the periods of an indicator, oldest first."""
        return sorted(self._periods[indicator])

    def share(self, figure: OfficialFigure, whole: str) -> float | None:
        """Return a figure as a share of the people it is a part of, None where they are not published.

        They are those of the same period, or of the newest of the three months before; and of the same group, or the
        sum over the finest groups that are published, when none of them is missing.
        """
        for period in self._near(whole, figure.cohort):
            there = self._groups[whole, period, figure.area]
            n_people = people_of(there, parse_group(figure.group))
            if n_people:
                return figure.value / n_people
        return None

    def _near(self, indicator: str, period: str) -> list[str]:
        """Return the periods of an indicator that another period may be held against, the nearest first."""
        if period in self._periods[indicator]:
            return [period]
        month = month_of(period)
        if month is None:
            return []
        near = [(month - m, p) for p in self._periods[indicator] if (m := month_of(p)) is not None]
        return [p for months, p in sorted(near) if 0 <= months < NEWEST_MONTHS]


def month_of(period: str) -> int | None:
    """Return the month in which a period ends, counted from year 0; None for a cohort or a year.

    >>> month_of("2014-12") == month_of("2014-Q4"), month_of("2014")
    (True, None)
    """
    year, _, part = period.partition("-")
    if not part:
        return None
    return int(year) * 12 + (3 * int(part[1:]) if part.startswith("Q") else int(part)) - 1


def parse_group(group: str) -> Group:
    """Return a group by its dimensions.

    >>> parse_group("sex=K,age=16-24")
    {'sex': 'K', 'age': '16-24'}
    """
    return dict(part.split("=", 1) for part in group.split(",") if part)


def people_of(there: Sequence[OfficialFigure], wanted: Group) -> float | None:
    """Return how many people are in a group, None when that cannot be told from what is published.

    Args:
        there: the figures of people of one period and place.
        wanted: the group.
    """
    by_group = [(parse_group(figure.group), figure.value) for figure in there]
    exact = [value for group, value in by_group if group == wanted]
    if exact:
        return exact[0]
    n_finest = max((len(group) for group, _ in by_group), default=0)
    fitting = [(group, value) for group, value in by_group if len(group) == n_finest and fits(group, wanted)]
    values = {name: {group[name] for group, _ in fitting} for name in (fitting[0][0] if fitting else {})}
    n_combined = 1
    for name, found in values.items():
        n_combined *= len(found)
        if not found >= ages_of(wanted.get(name, "")):
            return None
    if not fitting or len(fitting) != n_combined or any(len(values.get(name, ())) == 0 for name in wanted):
        return None
    return sum(value for _, value in fitting)


def fits(group: Group, wanted: Group) -> bool:
    """Return whether a finer group lies in a wanted one: the same, or an age within its ages."""
    return all(group.get(name) == said or group.get(name) in ages_of(said) for name, said in wanted.items())


def ages_of(said: str) -> set[str]:
    """Return the single ages of a span, none for anything else.

    >>> sorted(ages_of("16-18")), ages_of("K")
    (['16', '17', '18'], set())
    """
    first, dash, last = said.partition("-")
    return {str(age) for age in range(int(first), int(last) + 1)} if dash and said.replace("-", "").isdigit() else set()


def compare(
    home: Home, measures: Sequence[str], known_at: date, dimensions: Sequence[str] = (), n_periods: int = 1
) -> list[Compared]:
    """Return the official figures that stand beside measures, for each place that is compared.

    Args:
        home: an opened home.
        measures: which; empty for all.
        known_at: what had been published and taken in by then.
        dimensions: by what the figures are divided; without any, the fewest by which they are published.
        n_periods: how many of each indicator's newest periods.

    Raises:
        NoSuchDefinition: there is no such measure.
    """
    definitions = Definitions(home.paths.definitions)
    own = home.settings
    places = definitions.places(PLACES).with_own(own.municipality, own.municipality_name)
    book = Book(known_official(home.paths, Ledger(home.paths.ledger), known_at))
    whole_of = {name: whole for table in definitions.list_open_tables() for name, whole in table.share_of.items()}
    compared: list[Compared] = []
    for measure in measures or definitions.names("measures"):
        for indicator in indicators_of(definitions, measure, own.strategy):
            for horizon, groups in sorted(book.kinds(indicator).items()):
                for group in divided_by(groups, dimensions):
                    for period in book.periods(indicator)[-n_periods:]:
                        found = [book.find(indicator, horizon, period, group, area) for area in places.names]
                        if any(found):
                            named = (measure, indicator, period, horizon, group)
                            compared += rows_of(named, dict(zip(places.names, found, strict=True)), book, whole_of)
    return compared


def indicators_of(definitions: Definitions, measure: str, strategy: str) -> list[str]:
    """Return the indicators that stand beside a measure: those of its target, and those that are fetched for it."""
    definitions.measure(measure)
    points = definitions.strategy(strategy).measurement_points
    judged = [point.target.indicator for point in points if point.measure == measure and point.target is not None]
    fetched = [name for table in definitions.list_open_tables() if measure in table.beside for name in table.indicators]
    return list(dict.fromkeys([*judged, *fetched]))


def divided_by(groups: set[str], dimensions: Sequence[str]) -> list[str]:
    """Return the groups that are divided by these dimensions; without any, by the fewest that there are."""
    if dimensions:
        return sorted(group for group in groups if set(parse_group(group)) == set(dimensions))
    fewest = min(len(parse_group(group)) for group in groups)
    return sorted(group for group in groups if len(parse_group(group)) == fewest)


def rows_of(
    named: tuple[str, str, str, str, str], found: dict[str, OfficialFigure | None], book: Book, whole_of: dict[str, str]
) -> list[Compared]:
    """Return one figure of every place; the country is the first."""
    whole = whole_of.get(named[1])
    shares = {
        area: book.share(figure, whole) if figure is not None and whole is not None else None
        for area, figure in found.items()
    }
    says = {area: shares[area] if whole is not None else figure and figure.value for area, figure in found.items()}
    country = says[next(iter(found))]
    return [
        Compared(
            *named,
            area=area,
            value=figure.value if figure is not None else None,
            share=shares[area],
            per_country=said / country if (said := says[area]) is not None and country else None,
            published=figure.published if figure is not None else None,
            source=figure.source if figure is not None else "",
        )
        for area, figure in found.items()
    ]
