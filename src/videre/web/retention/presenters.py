"""Holds in words, for whoever places and lifts them: nobody is named."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videre.web.languages import told
from videre.web.retention.models import LegalHold
from videre.web.retention.queries import names_of, rules_that_hold

ENDS_SOON = timedelta(days=30)


class HoldShown(NamedTuple):
    """A hold in words.

    whose: everybody's, or one young person's, with `person`, the public id, which names nobody to whoever may not see
    them. ends_soon: it must be placed anew within a month, or ends. ended: when, by whom and why it ended; empty: it
    stands.
    """

    number: int
    whose: str
    person: str
    what: str
    reason: str
    since: str
    until: str
    by: str
    ends_soon: bool
    ended: str
    lifted_because: str


def show_holds(holds: list[LegalHold], day: date) -> list[HoldShown]:
    """Return holds in words, with who placed them by name where it was a user."""
    names = names_of({each.placed_by for each in holds} | {each.lifted_by for each in holds})
    titles = {name: told(rule.title) for name, rule in rules_that_hold().items()}
    return [hold_shown(each, day, names, titles) for each in holds]


def hold_shown(each: LegalHold, day: date, names: dict[str, str], titles: dict[str, str]) -> HoldShown:
    """Return a hold in words."""
    return HoldShown(
        each.pk,
        _("One young person's") if each.person_id else _("Everybody's"),
        str(each.person_id or ""),
        titles.get(each.rule, each.rule) if each.rule else _("Everything about the young person"),
        each.reason,
        day_text(each.since),
        day_text(each.until),
        names.get(each.placed_by, each.placed_by),
        day < each.until <= day + ENDS_SOON,
        ended(each, day, names),
        each.lifted_because,
    )


def ended(each: LegalHold, day: date, names: dict[str, str]) -> str:
    """Return when a hold ended, and by whom when it was lifted; empty while it stands."""
    if each.lifted_on is not None and each.lifted_on <= day:
        by = names.get(each.lifted_by, each.lifted_by)
        return _("lifted %(on)s by %(by)s") % {"on": day_text(each.lifted_on), "by": by}
    return _("ended %(on)s") % {"on": day_text(each.until)} if each.until <= day else ""


def day_text(day: date) -> str:
    """Return a day in words."""
    return str(date_format(day, "j. F Y"))
