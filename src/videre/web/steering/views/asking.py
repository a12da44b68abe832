"""What every view of steering asks: who does it, and how the measurement points stand."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from videre.reports.content import Verdict
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission
from videre.web.accounts.queries import find_users, list_permissions
from videre.web.figures.points import tell_verdicts
from videre.web.steering.actions.meetings import MeetingClosed
from videre.web.steering.models import Body, Meeting
from videre.web.steering.queries import Followed, find_body, find_initiative, find_meeting


def user_name(request: HttpRequest) -> str:
    """Return the name of whoever is logged in; the frame has seen to it that somebody is."""
    assert isinstance(request.user, User)
    return request.user.user_name


def may_steer(request: HttpRequest) -> bool:
    """Return whether whoever is logged in may change anything."""
    return isinstance(request.user, User) and Permission.STEER in list_permissions(request.user)


def current_verdicts() -> dict[int, Verdict]:
    """Return how each measurement point stands to its target, by its number; from released figures only."""
    return dict(tell_verdicts())


def display_names(user_names: Iterable[str]) -> dict[str, str]:
    """Return what users are called."""
    return {name: user.display_name for name, user in find_users(user_names).items()}


def get_initiative(number: str) -> Followed:
    """Return an initiative; raises Http404."""
    found = find_initiative(number)
    if found is None:
        raise Http404(number)
    return found


def get_body(slug: str) -> Body:
    """Return a body; raises Http404."""
    found = find_body(slug)
    if found is None:
        raise Http404(slug)
    return found


def get_meeting(key: int) -> Meeting:
    """Return a meeting; raises Http404."""
    found = find_meeting(key)
    if found is None:
        raise Http404(str(key))
    return found


def while_open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show, where a meeting has been closed meanwhile, that it is closed, in place of an error."""

    @wraps(view)
    def answer(request: HttpRequest, key: int, **rest: int) -> HttpResponse:
        try:
            return view(request, key, **rest)
        except MeetingClosed:
            return render(request, "steering/closed.html", {"meeting": get_meeting(key)}, status=409)

    return answer
