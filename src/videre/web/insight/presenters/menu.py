"""The menu: the overview, and the strategy's points by their short titles."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from videre.definitions.strategy import Strategy
from videre.web.languages import told


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu."""

    text: str
    href: str
    is_current: bool


def menu_of_points(strategy: Strategy, path: str) -> tuple[MenuItem, ...]:
    """Return the menu, with the page at `path` marked."""
    overview = reverse("insight:overview")
    items = [(_("Overview"), overview, path == overview)]
    for point in strategy.measurement_points:
        if point.measure is not None:
            href = reverse("insight:measure", args=[point.measure])
            items.append((f"{point.number}. {told(point.title)}", href, path.startswith(href)))
    return tuple(MenuItem(*item) for item in items)
