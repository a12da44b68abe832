"""The way in: MitID through a provider of OpenID Connect, as a young person or as a parent.

It is the flow of the municipality's own users (`accounts.oidc`), with another provider and two questions more: was the
log-in strong enough, and is the number that of somebody whom the registers let in.
"""

import os
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from videre.domain.cpr import InvalidCpr, parse_cpr
from videre.domain.refusals import Refused
from videre.home.log_in import Citizens
from videre.web.access.doors import blind_index
from videre.web.access.models import DoorKind
from videre.web.accounts import oidc
from videre.web.accounts.actions import note_refusal
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.providing import NoRole
from videre.web.accounts.views import let_in
from videre.web.audit.wall import asking_as_the_house
from videre.web.installation import current_day, current_home
from videre.web.own.actions import NobodyHere, let_in_by_number

KEPT: Final = "citizens_oidc"
NOBODY: Final = "nobody"
KIND_AT: Final = {"ung": DoorKind.OWN, "foraelder": DoorKind.GUARDIAN}


@require_safe
@needs(Permission.PUBLIC)
def door(request: HttpRequest) -> HttpResponse:
    """Show the two ways in."""
    return render(request, "own/door.html", {"provider": current_home().settings.citizens})


def chosen_provider() -> Citizens:
    """Return the provider of MitID in the settings; raises Http404 where there is none."""
    chosen = current_home().settings.citizens
    if chosen is None:
        raise Http404
    return chosen


@require_safe
@needs(Permission.PUBLIC)
def begin(request: HttpRequest, who: str) -> HttpResponse:
    """Go to the provider, as a young person or as a parent."""
    chosen = chosen_provider()
    if who not in KIND_AT:
        raise Http404
    try:
        provider = oidc.discover(chosen)
    except oidc.NotLoggedIn as refusal:
        return said(request, refusal)
    first = resolve_url(settings.DOOR_REDIRECT_URL)
    address, begun = oidc.begin(chosen, provider, way_back(request), first, timezone.now())
    request.session[KEPT] = {"begun": asdict(begun), "who": who}
    return HttpResponseRedirect(address)


@require_safe
@needs(Permission.PUBLIC)
def finish(request: HttpRequest) -> HttpResponse:
    """Let in whoever comes back with an answer to what this session has begun, and has a door here."""
    chosen = chosen_provider()
    kept = request.session.pop(KEPT, None)  # once, whatever comes of it
    begun = oidc.Begun(**kept["begun"]) if kept else None
    try:
        code = oidc.check_way_back(chosen, begun, request.GET.dict(), timezone.now())
        assert begun is not None, "else check_way_back raises"
        claims = oidc.exchange(chosen, oidc.discover(chosen), client_secret(), way_back(request), code, begun)
        blind = blind_index(number_in(chosen, claims))
        with asking_as_the_house():  # nobody is logged in yet, and who it is must be found
            user = let_in_by_number(issuer=chosen.issuer, blind=blind, kind=KIND_AT[kept["who"]], day=current_day())
    except (oidc.NotLoggedIn, NobodyHere, NoRole) as refusal:
        note_refusal(by=NOBODY)
        return said(request, refusal)
    return let_in(request, user, begun.next_page, how="mitid")


def number_in(chosen: Citizens, claims: Mapping[str, Any]) -> str:
    """Return the ten digits of the number that a strong log-in tells; raises NotLoggedIn, which never repeats it."""
    if claims.get(chosen.level_claim) not in chosen.levels:
        raise oidc.NotLoggedIn(_("The log-in was not strong enough. Use MitID."))
    number = claims.get(chosen.number_claim)
    try:
        parse_cpr(number if isinstance(number, str) else "")
    except InvalidCpr:
        raise oidc.NotLoggedIn(_("The provider does not say who you are. Let it tell us your CPR number.")) from None
    return str(number).strip().replace("-", "", 1)


def client_secret() -> str:
    """Return the secret that the provider shares with this site; raises HomeNotUsable when others may read its file."""
    return os.environ.get("VIDERE_CITIZENS_SECRET") or current_home().secret("citizens")


def way_back(request: HttpRequest) -> str:
    """Return the address to which the provider sends people back."""
    return request.build_absolute_uri(reverse("own:finish"))


def said(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the page that says why somebody was not let in."""
    return render(request, "own/not_let_in.html", {"sentence": str(refusal)}, status=403)
