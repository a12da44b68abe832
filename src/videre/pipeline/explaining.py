"""Explaining a figure: what it says, what it was computed from, and whether computing it again gives the same."""

from datetime import date
from typing import Any, NamedTuple

from videre.definitions.files import Text
from videre.definitions.measure import Measure
from videre.domain.periods import Period
from videre.home.home import Home
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import figures_of
from videre.pipeline.projection_notes import notes_of
from videre.store.deliveries import Delivery
from videre.store.figure_book import FigureBook

COMPARED = (
    "value",
    "numerator",
    "denominator",
    "unknown",
    "bounds_low",
    "bounds_high",
    "interval_low",
    "interval_high",
)


class Explanation(NamedTuple):
    """A figure, its definition, and the differences found by computing it again: name to (then, now).

    `changed_since` names what is no longer as it was (store_version, method_version); a difference without such a
    change would be a bug. `deliveries_since` came after the figure was computed. `erased_since` says whether persons
    have been erased since, and how many only from the home's smallest count on; empty where none have. `notes` say what
    the figure bears about itself.
    """

    figure: dict[str, Any]
    definition: Measure
    differences: dict[str, tuple[Any, Any]]
    changed_since: tuple[str, ...]
    deliveries_since: tuple[Delivery, ...]
    erased_since: str
    notes: tuple[Text, ...] = ()


def explain(home: Home, figure_id: str) -> Explanation:
    """Return the explanation of a figure; raises NoSuchFigure when it was never computed here."""
    figure, question = FigureBook(home.paths.figures).get(figure_id)
    gathered = gather(home, date.fromisoformat(str(figure["as_known_at"])))
    name = str(figure["measure"])
    asked: Any = question
    again = figures_of(
        gathered, name, Period(asked["first_month"], asked["n_months"]), tuple(asked["by"]), asked.get("months", ())
    )
    now = next(
        (
            new.as_dict()
            for new in again
            if (new.period, dict(new.breakdown), str(new.unit))
            == (figure["period"], figure["breakdown"], figure["unit"])
        ),
        dict.fromkeys(figure, None),
    )
    return Explanation(
        figure=figure,
        definition=gathered.definitions.measure(name),
        differences={key: (figure[key], now[key]) for key in COMPARED if figure[key] != now[key]},
        changed_since=tuple(key for key in ("store_version", "method_version") if figure[key] != now[key]),
        deliveries_since=tuple(
            delivery
            for delivery in gathered.ledger.deliveries()
            if delivery.sequence > int(str(figure["store_version"]))
        ),
        erased_since=erased_since(gathered, int(str(figure["store_version"]))),
        notes=tuple(notes_of(float(str(figure["value"])), figure.get("about") or {})),  # type: ignore[arg-type]
    )


def erased_since(gathered: Gathered, store_version: int) -> str:
    """Return in words whether persons have been erased since a version of the store; nothing where none have."""
    count: Any = getattr(gathered.ledger, "n_erased_since", None)
    n_persons = count(store_version) if count is not None else 0
    if not n_persons:
        return ""
    smallest = gathered.home.settings.smallest_count
    return f"fewer than {smallest} persons" if n_persons < smallest else f"{n_persons} persons"
