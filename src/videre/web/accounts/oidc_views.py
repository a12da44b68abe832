"""The button of the provider, and the way back."""

import os
from dataclasses import asdict
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from videre.domain.refusals import Refused
from videre.home.log_in import OpenIdConnect
from videre.web.accounts import oidc
from videre.web.accounts.actions import note_refusal
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.providing import NoRole, read_claims, take_user
from videre.web.accounts.views import let_in, next_page_of
from videre.web.installation import current_home

KEPT: Final = "oidc"
NOBODY: Final = "nobody"


def chosen_provider() -> OpenIdConnect:
    """Return the provider in the settings; raises Http404 where there is none."""
    chosen = current_home().settings.oidc
    if chosen is None:
        raise Http404
    return chosen


def client_secret() -> str:
    """Return the secret that the provider shares with this site; raises HomeNotUsable when others may read its file."""
    return os.environ.get("VIDERE_OIDC_SECRET") or current_home().secret("oidc")


@needs(Permission.PUBLIC)
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Go to the provider."""
    chosen = chosen_provider()
    try:
        provider = oidc.discover(chosen)
    except oidc.NotLoggedIn as refusal:
        return said(request, refusal)
    address, begun = oidc.begin(chosen, provider, way_back(request), next_page_of(request), timezone.now())
    request.session[KEPT] = asdict(begun)
    return HttpResponseRedirect(address)


@needs(Permission.PUBLIC)
@require_safe
def finish(request: HttpRequest) -> HttpResponse:
    """Let in whoever comes back from the provider with an answer to what this session has begun."""
    chosen = chosen_provider()
    kept = request.session.pop(KEPT, None)  # once, whatever comes of it
    begun = oidc.Begun(**kept) if kept else None
    try:
        code = oidc.check_way_back(chosen, begun, request.GET.dict(), timezone.now())
        assert begun is not None, "else check_way_back raises"
        claims = oidc.exchange(chosen, oidc.discover(chosen), client_secret(), way_back(request), code, begun)
        told = read_claims(chosen, claims)
        user = take_user(told=told, by=told.user_name)
    except (oidc.NotLoggedIn, NoRole) as refusal:
        note_refusal(by=NOBODY)
        return said(request, refusal)
    return let_in(request, user, begun.next_page, how="openid connect")


def way_back(request: HttpRequest) -> str:
    """Return the address to which the provider sends people back."""
    return request.build_absolute_uri(reverse("accounts:oidc_finish"))


def said(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the page that says why somebody was not let in."""
    return render(request, "accounts/not_let_in.html", {"sentence": str(refusal)}, status=403)
