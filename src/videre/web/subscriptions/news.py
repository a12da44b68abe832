"""What is new on a day, for somebody's rights: from released tables and the initiatives, never about a person."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from videre.reports.headlines import Followed, judge
from videre.reports.sentences import verdict_of
from videre.web.accounts.permissions import Permission
from videre.web.figures.points import list_points, wording_of_reader
from videre.web.languages import told
from videre.web.steering.presenters.lists import title_of
from videre.web.steering.presenters.words import day_text, status_word
from videre.web.steering.queries import list_initiatives
from videre.web.subscriptions.events import Event


class News(NamedTuple):
    """One piece of news. key: the same each night. text: a sentence. path: the page that says more."""

    event: Event
    key: str
    text: str
    path: str


def list_news(permissions: frozenset[Permission], events: frozenset[Event], day: date) -> list[News]:
    """Return what is new on a day, in the language that is set.

    Args:
        permissions: of the reader; what its page would not show is not told either.
        events: those that are wanted. day: today.
    """
    if Permission.SEE_FIGURES not in permissions:
        return []
    found: list[News] = []
    if Event.MONTH_CLOSED in events or Event.OFF_TRAJECTORY in events:
        points = list_points()
        if Event.MONTH_CLOSED in events:
            found.extend(closed(points))
        if Event.OFF_TRAJECTORY in events:
            found.extend(behind(points))
    if Event.STATUS_STALE in events:
        found.extend(stale(day))
    return found


def closed(points: Sequence[Followed]) -> Iterator[News]:
    """Yield that a month is closed: its tables have been released."""
    released_on = max((followed.total.as_known_at for followed in points if followed.total is not None), default="")
    if released_on:
        text = _("A month is closed: the tables have been released as known on %(day)s.")
        key = released_on[: len("2016-02")]
        yield News(Event.MONTH_CLOSED, key, text % {"day": day_text(released_on)}, reverse("insight:overview"))


def behind(points: Sequence[Followed]) -> Iterator[News]:
    """Yield the points whose figure lies behind the way to its target, with the report's own sentence."""
    wording = wording_of_reader()
    for followed in points:
        since = behind_since(followed)
        if since is not None:
            point = followed.point
            text = f"{point.number}. {told(point.title)}: {verdict_of(followed, wording).sentence}"
            path = reverse("insight:measure", args=[followed.measure.name])
            yield News(Event.OFF_TRAJECTORY, f"{point.number}:{since}", text, path)


def behind_since(followed: Followed) -> str | None:
    """Return the period in which a figure came to lie behind, and has done since; None where it does not.

    Judged by the figures that the strategy judges by: official ones or ours. Hidden figures break nothing and say
    nothing.
    """
    target = followed.point.target
    if target is None:
        return None
    if target.judged_by == "official":
        rows = list(reversed(followed.official))
    elif followed.target is not None:
        rows = [row for row in followed.known(followed.half) if row.value is not None]
    else:
        rows = []
    since = None
    for row in rows:
        if judge(row, target).standing != "behind":
            since = None
        elif since is None:
            since = row.period
    return since


def stale(day: date) -> Iterator[News]:
    """Yield the initiatives whose status nobody has confirmed in time. Free text is left out: it is for the page."""
    for followed in list_initiatives():
        status = followed.status
        if status is not None and status.review_on is not None and followed.is_stale(day):
            words = {
                "what": f"{followed.row.number} {title_of(followed)}",
                "status": status_word(status.status).lower(),
                "day": day_text(status.review_on),
            }
            yield News(
                Event.STATUS_STALE,
                f"{followed.row.number}:{status.review_on.isoformat()}",
                _("%(what)s: “%(status)s” should have been confirmed by %(day)s.") % words,
                reverse("steering:initiative", args=[followed.row.number]),
            )
