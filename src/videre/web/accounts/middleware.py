"""Who gets as far as a view: nobody unless the view says what it needs and the user has it."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import loader

from videre.web.accounts.loopback import comes_from_loopback
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, find_need
from videre.web.accounts.queries import list_permissions
from videre.web.audit.acting import NOBODY, Actor, acting
from videre.web.audit.actions import LogNotWritten, write_refusal
from videre.web.audit.wall import asking
from videre.web.installation import current_home

View = Callable[..., HttpResponseBase]
logger = logging.getLogger(__name__)


class LoopbackOnlyForDemo:
    """A demonstration's users have printed passwords: they exist on a loopback address of a demonstration only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer; a demonstration's user from elsewhere is logged out first."""
        if isinstance(request.user, User) and request.user.is_demo:
            is_allowed = current_home().settings.is_demo and comes_from_loopback(request)
            if not is_allowed:
                logout(request)
        return self.get_response(request)


class LogInFirst(LoginRequiredMiddleware):
    """Whoever is not logged in is asked to, in place of any page that is not public."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Return the way to the log-in page, or None for whoever may go on; for a part of a page the whole goes."""
        response = super().process_view(request, view_func, view_args, view_kwargs)
        if response is not None and getattr(request, "htmx", False):
            return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response


class ActingUser:
    """Lines of the log bear the role and unit that the user has at this moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        user = request.user
        actor = Actor(user.user_name, user.role, user.unit) if isinstance(user, User) else NOBODY
        with acting(actor), asking(user.pk if isinstance(user, User) else None):
            return self.get_response(request)


class NothingWithoutLog:
    """Whatever could not be written to the log is not shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page that says so when the log could not be written; None leaves other exceptions as they are."""
        if not isinstance(exception, LogNotWritten):
            return None
        logger.critical("The log could not be written, so nothing is shown: %s", type(exception.__cause__).__name__)
        return HttpResponse(loader.render_to_string("503.html"), status=503)


class DenyByDefault:
    """A view is shown to those who have the permission it needs; a view that needs nothing is shown to nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, _args: tuple[Any, ...], _kwargs: dict[str, Any]) -> None:
        """Refuse a view whose need is not met, before it runs."""
        need = find_need(view)
        if need is Permission.PUBLIC:
            return
        if need is None:
            raise PermissionDenied(f"{view.__module__} does not say which permission it needs.")
        if not isinstance(request.user, User) or need not in list_permissions(request.user):
            match = request.resolver_match
            by = request.user.user_name if isinstance(request.user, User) else NOBODY.user_name
            write_refusal(event="page_refused", about=match.view_name if match else "", by=by)
            raise PermissionDenied(f"{need} is not among the permissions of the role.")
