"""Emergency accesses as those see them who are told, or who review."""

from datetime import datetime
from typing import NamedTuple

from videre.web.access.history import list_glasses
from videre.web.access.models import BrokenGlass, Notice
from videre.web.access.reasons import role_title
from videre.web.accounts.models import User
from videre.web.audit.models import Entry


class Told(NamedTuple):
    """A notice that is new to somebody: who used emergency access, in which role, when. It names no young person."""

    name: str
    role: str
    at: datetime


class ReviewShown(NamedTuple):
    """An emergency access. n_looks: how often the person was opened under it. is_late: not reviewed in time."""

    glass: BrokenGlass
    name: str
    role: str
    n_looks: int
    is_late: bool


def list_notices(user: User) -> list[Told]:
    """Return the notices that a user has not seen."""
    found = Notice.objects.filter(user=user, seen_at__isnull=True).select_related("broken_glass__user")
    users = [(each.broken_glass.user, each.made_at) for each in found]
    return [Told(by.display_name, role_title(by.role), at) for by, at in users]


def list_reviews(now: datetime) -> list[ReviewShown]:
    """Return the emergency accesses, the newest first."""
    return [review_shown(glass, now) for glass in list_glasses()]


def review_shown(glass: BrokenGlass, now: datetime) -> ReviewShown:
    """Return an emergency access with how much it was used."""
    user = glass.user
    lines = Entry.objects.filter(by=user.user_name, person=str(glass.person_id), event="person_opened")
    n_looks = lines.filter(reason__icontains="nødstilfælde").count()
    is_late = glass.reviewed_at is None and glass.review_by <= now
    return ReviewShown(glass, user.display_name, role_title(user.role), n_looks, is_late)
