"""The button of the SAML provider, the way back, and what this site tells the provider of itself.

The answer comes as a form that the provider's page sends, so the browser does not bring the session's cookie
(SameSite): the question lies in a signed cookie of its own, which comes along, is good for ten minutes, and is taken
away after use. An assertion is good for one try, and tries are remembered for longer than a question lasts.
"""

import base64
import binascii
import json
import os
from dataclasses import asdict
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from videre.home.home import HomeNotUsable
from videre.home.log_in import Saml
from videre.web.accounts import saml, saml_asking
from videre.web.accounts.actions import note_refusal
from videre.web.accounts.hardened_xml import BadXml
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.privileges import NotUnderstood
from videre.web.accounts.providing import NoRole, read_vouched, take_user
from videre.web.accounts.saml_sealed import NotOpened
from videre.web.accounts.tries import key_of, may_try
from videre.web.accounts.views import let_in, next_page_of
from videre.web.installation import current_home

NOBODY: Final = "nobody"
COOKIE: Final = settings.COOKIE_PREFIX + "saml"
SALT: Final = "videre.web.accounts.saml"
CERTIFICATES: Final = "saml-provider.pem"
TURNED_AWAY: Final = (saml.NotVouchedFor, NotOpened, BadXml, NotUnderstood, NoRole)


def chosen_provider() -> Saml:
    """Return the provider in the settings; raises Http404 where there is none."""
    chosen = current_home().settings.saml
    if chosen is None:
        raise Http404
    return chosen


def own_key() -> saml_asking.OwnKey:
    """Return the site's own key; raises HomeNotUsable when it is not there, or others may read it."""
    return saml_asking.read_own_key(os.environ.get("VIDERE_SAML_KEY") or current_home().secret("saml"))


def certificates() -> str:
    """Return the provider's certificates, which are public; raises HomeNotUsable with what to do."""
    path = current_home().paths.root / CERTIFICATES
    if not path.exists():
        raise HomeNotUsable(f"{path} is not there. Write the provider's certificates to it, in PEM.")
    return path.read_text("utf-8")


@needs(Permission.PUBLIC)
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Go to the provider with a question."""
    chosen = chosen_provider()
    address, asked = saml_asking.ask(chosen, own_key(), way_back(request), next_page_of(request), timezone.now())
    response = HttpResponseRedirect(address)
    response.set_signed_cookie(
        COOKIE,
        json.dumps(asdict(asked)),
        salt=SALT,
        max_age=saml_asking.LASTS,
        secure=True,  # SameSite=None asks for it; a browser takes it on loopback too
        httponly=True,
        samesite="None",
    )
    return response


@csrf_exempt  # the provider's page sends the form; `InResponseTo` and the cookie tie it to this browser
@needs(Permission.PUBLIC)
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Let in whoever comes back from the provider with an answer to what this browser was sent to ask."""
    chosen, now = chosen_provider(), timezone.now()
    try:
        asked = question_of(request)
        if asked is None or asked.is_late(now):
            raise saml.NotVouchedFor(_("Log-in was not begun here, or is too long ago. Begin again."))
        expected = saml.Expected(
            chosen.issuer,
            certificates(),
            chosen.entity_id,
            way_back(request),
            asked.question,
            chosen.least_level,
            own_key().private,
        )
        vouched = saml.read_answer(answer_of(request), expected, now)
        told = read_vouched(chosen, vouched)
        if not may_try({key_of("assertion", chosen.issuer, vouched.assertion): 1}):
            raise saml.NotVouchedFor(_("This log-in has been used. Begin again."))
        user = take_user(told=told, by=told.user_name)
    except TURNED_AWAY as refusal:
        note_refusal(by=NOBODY)
        response = render(request, "accounts/not_let_in.html", {"sentence": str(refusal)}, status=403)
    else:
        response = let_in(request, user, asked.next_page, how="saml")
    response.delete_cookie(COOKIE, samesite="None")
    return response


@needs(Permission.PUBLIC)
@require_safe
def metadata(request: HttpRequest) -> HttpResponse:
    """Tell a provider who this site is; nothing in it is secret."""
    told = saml_asking.write_metadata(chosen_provider(), own_key(), way_back(request))
    return HttpResponse(told, content_type="application/samlmetadata+xml")


def question_of(request: HttpRequest) -> saml_asking.Asked | None:
    """Return what this browser was sent to ask, None where it was not, or the cookie is not ours."""
    try:
        kept = request.get_signed_cookie(COOKIE, salt=SALT, max_age=saml_asking.LASTS)
    except (KeyError, BadSignature):
        return None
    return saml_asking.Asked(**json.loads(kept or ""))


def answer_of(request: HttpRequest) -> bytes:
    """Return the XML of the form; raises NotVouchedFor for what is no answer."""
    try:
        return base64.b64decode("".join(request.POST.get("SAMLResponse", "").split()), validate=True)
    except (binascii.Error, ValueError):
        raise saml.NotVouchedFor(_("The provider did not let you in.")) from None


def way_back(request: HttpRequest) -> str:
    """Return the address to which the provider sends the form."""
    return request.build_absolute_uri(reverse("accounts:saml_answer"))
