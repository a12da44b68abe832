"""How long a session lasts: 30 minutes without a request, 10 hours in all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

LONGEST_IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=10)
SEEN_EVERY: Final = timedelta(minutes=1)  # a page is not worth a row written; half an hour is kept to the minute
BEGAN: Final = "began"
SEEN: Final = "seen"


class LimitedSessions:
    """A session ends after half an hour without a request, and after ten hours whatever happens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer; a session that has lasted too long is ended first."""
        now = timezone.now()
        if request.user.is_authenticated and has_ended(request.session, now):
            logout(request)
            request.session["ended"] = True  # said once, on the page where one logs in
        response = self.get_response(request)
        if request.user.is_authenticated:
            note_seen(request.session, now)
        return response


def has_ended(session: SessionBase, now: datetime) -> bool:
    """Return whether a session has lasted too long, or too long without a request."""
    began, seen = instant_of(session, BEGAN), instant_of(session, SEEN)
    return (began is not None and now - began >= LONGEST) or (seen is not None and now - seen >= LONGEST_IDLE)


def note_seen(session: SessionBase, now: datetime) -> None:
    """Note when a session began and was last used; writes once a minute at most."""
    seen = instant_of(session, SEEN)
    if BEGAN not in session:
        session[BEGAN] = now.isoformat()
    if seen is None or now - seen >= SEEN_EVERY:
        session[SEEN] = now.isoformat()


def instant_of(session: SessionBase, name: str) -> datetime | None:
    """Return an instant that a session holds; None when it does not."""
    held = session.get(name)
    return datetime.fromisoformat(held) if isinstance(held, str) else None
