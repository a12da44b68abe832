"""Explaining a figure: what it says, what it was computed from, and whether computing it again gives the same."""

from datetime import date
from typing import Any, NamedTuple

from videre.definitions.measure import Measure
from videre.domain.periods import Period
from videre.home.home import Home
from videre.pipeline.gathering import gather
from videre.pipeline.measuring import figures_of
from videre.store.figure_book import FigureBook

COMPARED = ("value", "numerator", "denominator", "unknown", "interval_low", "interval_high")


class Explanation(NamedTuple):
    """A figure, its definition, and the differences found by computing it again: name to (then, now).

    `changed_since` names what is no longer as it was (store_version, method_version); a difference without such a
    change would be a bug.
    """

    figure: dict[str, Any]
    definition: Measure
    differences: dict[str, tuple[Any, Any]]
    changed_since: tuple[str, ...]


def explain(home: Home, figure_id: str) -> Explanation:
    """Return the explanation of a figure; raises NoSuchFigure when it was never computed here."""
    figure, question = FigureBook(home.paths.figures).get(figure_id)
    gathered = gather(home, date.fromisoformat(str(figure["as_known_at"])))
    name = str(figure["measure"])
    asked: Any = question
    again = figures_of(gathered, name, Period(asked["first_month"], asked["n_months"]), tuple(asked["by"]))
    now = next(
        (
            new.as_dict()
            for new in again
            if (new.period, dict(new.breakdown)) == (figure["period"], figure["breakdown"])
        ),
        dict.fromkeys(figure, None),
    )
    return Explanation(
        figure=figure,
        definition=gathered.definitions.measure(name),
        differences={key: (figure[key], now[key]) for key in COMPARED if figure[key] != now[key]},
        changed_since=tuple(key for key in ("store_version", "method_version") if figure[key] != now[key]),
    )
