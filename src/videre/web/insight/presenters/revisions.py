"""What has been revised: the figures of a table that a later edition told otherwise than the one before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videre.disclosure.released import Released
from videre.reports.revised import Revised, list_revised
from videre.web.insight.presenters.words import day_text, name_of_value, period_text, value_text

MOST_LINES: Final = 12  # of one edition; the rest are counted


class Edition(NamedTuple):
    """A table as it was released with what was known on a day."""

    day: str
    table: Released


@dataclass(frozen=True)
class RevisedLine:
    """A figure before and after."""

    period: str
    of: str
    before: str
    after: str


@dataclass(frozen=True)
class RevisedIn:
    """What one edition revised. n_more: how many lines are left out."""

    title: str
    lines: tuple[RevisedLine, ...]
    n_more: int


@dataclass(frozen=True)
class EditionLink:
    """An earlier edition that anybody can fetch."""

    text: str
    href: str


@dataclass(frozen=True)
class Revisions:
    """What the page says of revisions: a sentence, what each edition revised, and where the editions are."""

    sentence: str
    revised: tuple[RevisedIn, ...]
    editions: tuple[EditionLink, ...]


def make_revisions(
    editions: Sequence[Edition], only: Mapping[str, str], kinds: Mapping[str, str], *, is_public: bool
) -> Revisions | None:
    """Return what has been revised of the figures that a page shows; None where no edition is kept.

    Args:
        editions: of the table, the newest first. only: the values that the page holds fixed.
        kinds: what kinds of education are called. is_public: whether anybody may fetch the editions.
    """
    if not editions:
        return None
    revised = []
    for later, before in pairwise(editions):
        found = [
            each
            for each in list_revised({later.table.name: before.table}, {later.table.name: later.table})
            if only.items() <= each.then.breakdown.items()
        ]
        if found:
            lines = tuple(line_of(each, only, kinds) for each in found[:MOST_LINES])
            title = _("Revised in the edition of %(day)s") % {"day": day_text(later.day)}
            revised.append(RevisedIn(title, lines, len(found) - len(lines)))
    return Revisions(
        sentence=sentence_of(editions, sum(len(each.lines) + each.n_more for each in revised)),
        revised=tuple(revised),
        editions=tuple(map(link_of, editions[1:])) if is_public else (),
    )


def sentence_of(editions: Sequence[Edition], n_revised: int) -> str:
    """Return how often the table has been released, and how many of its figures were told otherwise later."""
    first = day_text(editions[-1].day)
    if len(editions) == 1:
        return _("The table has been released once, as known on %(day)s, so nothing has been revised.") % {"day": first}
    if not n_revised:
        return _("No figure has been revised in the editions since %(day)s.") % {"day": first}
    form = ngettext(
        "%(n)s figure has been revised in the editions since %(day)s.",
        "%(n)s figures have been revised in the editions since %(day)s.",
        n_revised,
    )
    return form % {"n": n_revised, "day": first}


def line_of(revised: Revised, only: Mapping[str, str], kinds: Mapping[str, str]) -> RevisedLine:
    """Return a revised figure in words; what the page holds fixed is not said again."""
    then, now = revised.then, revised.now
    names = [
        kinds.get(value, name_of_value(key, value)) for key, value in sorted(then.breakdown.items()) if key not in only
    ]
    return RevisedLine(
        period=period_text(then.period),
        of=", ".join(names),
        before=value_text(then.value, then.unit),
        after=_("no longer released") if now is None else value_text(now.value, now.unit),
    )


def link_of(edition: Edition) -> EditionLink:
    """Return where an edition can be fetched."""
    href = reverse("opendata:api_edition", args=[edition.day, edition.table.name, "csv"])
    return EditionLink(day_text(edition.day), href)
