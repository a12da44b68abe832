"""Codes and days of steering in the reader's language."""

from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from videre.web.installation import current_strategy
from videre.web.languages import DANISH, current_language, told
from videre.web.steering.codes import ItemKind, Status

STATUSES: Final = {
    Status.NOT_STARTED: gettext_lazy("Not started"),
    Status.ON_TRACK: gettext_lazy("On track"),
    Status.DELAYED: gettext_lazy("Delayed"),
    Status.STOPPED: gettext_lazy("Stopped"),
    Status.DONE: pgettext_lazy("status of an initiative", "Done"),
}
NO_STATUS: Final = gettext_lazy("No status yet")

HEADINGS: Final = {
    ItemKind.POINT: gettext_lazy("Figures behind the way to their target"),
    ItemKind.DELAYED: gettext_lazy("Delayed initiatives"),
    ItemKind.EFFECT: gettext_lazy("Expected effects to judge"),
    ItemKind.MILESTONE: gettext_lazy("Milestones whose day has passed"),
    ItemKind.TASK: gettext_lazy("Tasks whose day has passed"),
    ItemKind.STALE: gettext_lazy("Statuses that must be confirmed"),
    ItemKind.NO_STATUS: gettext_lazy("Initiatives without a status"),
    ItemKind.OFFERS: gettext_lazy("Once a year"),
    ItemKind.OWN: gettext_lazy("Other matters"),
}

FIELDS: Final = {
    "own_title": gettext_lazy("Title"),
    "own_text": gettext_lazy("Text"),
    "owner": gettext_lazy("Owner"),
    "unit": gettext_lazy("Unit"),
    "partners": gettext_lazy("Partners"),
    "principles": gettext_lazy("Principles"),
    "budget_dkk": gettext_lazy("Budget"),
    "effect": gettext_lazy("Expected effect"),
    "milestone": gettext_lazy("Milestone"),
    "milestone_reached": gettext_lazy("Milestone reached"),
    "milestone_not_reached": gettext_lazy("Milestone not reached after all"),
}

BASES: Final = {
    "said": gettext_lazy("says the strategy"),
    "implied": gettext_lazy("follows from the strategy"),
    "our_reading": gettext_lazy("our reading of the strategy"),
    "decided": gettext_lazy("decided by the municipality"),
}


def status_word(status: str | None) -> str:
    """Return what a status is called; None is that nobody has said any."""
    return str(NO_STATUS) if status is None else str(STATUSES[Status(status)])


def day_text(day: date | str | None) -> str:
    """Return a day, also an ISO one, as people write it; nothing for none."""
    if not day:
        return ""
    return date_format(date.fromisoformat(day) if isinstance(day, str) else day, "DATE_FORMAT")


def actor_name(key: str) -> str:
    """Return what an actor of the strategy is called; a name that is no key stays as it is."""
    actors = current_strategy().actors
    return told(actors[key].name) if key in actors else key


def in_language(danish: str, english: str) -> str:
    """Return the text in the reader's language; the Danish where there is no English."""
    return danish if current_language() == DANISH or not english else english


def people(n: int) -> str:
    """Return a number of members."""
    return ngettext("%(n)s member", "%(n)s members", n) % {"n": n}


def item_sentence(kind: str, said: dict[str, str], own_title: str) -> str:
    """Return why something stands on the agenda."""
    if kind == ItemKind.OWN:
        return own_title
    if kind == ItemKind.POINT:
        return said.get(current_language(), "")
    if kind == ItemKind.OFFERS:
        question = _("Does the municipality have the right offers for young people who are not ready for an education?")
        if not said.get("last"):
            return question
        return question + " " + _("Last decided on %(day)s.") % {"day": day_text(said["last"])}
    if kind == ItemKind.NO_STATUS:
        return _("Nobody has said how it stands.")
    days = {name: day_text(said[name]) for name in ("said_on", "review_on", "due") if said.get(name)}
    if kind == ItemKind.STALE:
        form = _("“%(status)s” was said on %(said_on)s and should have been confirmed by %(review_on)s.")
        return form % {**days, "status": status_word(said["status"])}
    if kind == ItemKind.DELAYED:
        sentence = said.get("sentence", "")
        return (_("Said on %(said_on)s.") % days) + (f" {sentence}" if sentence else "")
    if kind == ItemKind.EFFECT:
        form = _("Expected by %(due)s: %(expected)s. Measurement point %(point)s: %(figure)s")
        return form % {**days, "expected": said["expected"], "point": said["point"], "figure": _figure(said)}
    if kind == ItemKind.MILESTONE:
        return _("“%(title)s” should have been reached by %(due)s.") % {**days, "title": said["title"]}
    return _("“%(title)s” was to be done by %(due)s by %(owner)s.") % {**days, **_named(said)}


def _figure(said: dict[str, str]) -> str:
    """Return how a point's figure stood when the agenda was made."""
    return said.get(current_language(), "") or _("nothing has been released yet.")


def _named(said: dict[str, str]) -> dict[str, str]:
    """Return title and owner of a task."""
    return {"title": said["title"], "owner": said["owner"]}
