"""Logging in through a provider of OpenID Connect: the code flow with PKCE (OpenID Connect Core 1.0; RFC 9700).

What began in a session is finished in it, once: state, nonce and verifier are kept there and taken out before anything
is asked. Tokens are checked by joserfc; who somebody is, is read from the ID token alone.
"""

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpcore
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from videre.domain.refusals import Refused
from videre.home.log_in import Client
from videre.web.addresses import is_loopback

ALGORITHMS: Final = ["RS256", "PS256", "ES256"]  # never none, and never the secret as a key
DISCOVERY: Final = "/.well-known/openid-configuration"
LASTS: Final = timedelta(minutes=10)  # from the button to the way back
LEEWAY_SECONDS: Final = 60
MOST_BYTES: Final = 1_000_000
TIMEOUT: Final = {"connect": 5.0, "read": 10.0, "write": 10.0, "pool": 5.0}


class NotLoggedIn(Refused):
    """The provider's answer lets nobody in: it is late, another's, or not what was asked for."""


@dataclass(frozen=True)
class Provider:
    """What a provider says of itself."""

    issuer: str
    authorization: str
    token: str
    keys: str


@dataclass(frozen=True)
class Begun:
    """What is kept in the session between the button and the way back."""

    state: str
    nonce: str
    verifier: str
    at: str
    next_page: str


def discover(chosen: Client) -> Provider:
    """Return what the provider says of itself; raises NotLoggedIn when it is another than the one in the settings."""
    told = ask("GET", chosen.issuer.rstrip("/") + DISCOVERY)
    names = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    values = [told.get(name) for name in names]
    if told.get("issuer") != chosen.issuer or not all(isinstance(value, str) for value in values):
        raise NotLoggedIn(_("The provider calls itself something else than `issuer` in settings.yaml."))
    provider = Provider(*map(str, values))
    for address in (provider.authorization, provider.token, provider.keys):
        check_address(address)
    return provider


def begin(chosen: Client, provider: Provider, redirect_uri: str, next_page: str, now: datetime) -> tuple[str, Begun]:
    """Return the address to go to, and what must be kept in the session until the way back."""
    begun = Begun(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        at=now.isoformat(),
        next_page=next_page,
    )
    asked = {
        "response_type": "code",
        "client_id": chosen.client_id,
        "redirect_uri": redirect_uri,
        "scope": chosen.scope,
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": challenge_of(begun.verifier),
        "code_challenge_method": "S256",
    }
    separator = "&" if urlsplit(provider.authorization).query else "?"
    return provider.authorization + separator + urlencode(asked), begun


def challenge_of(verifier: str) -> str:
    """Return the challenge of a verifier (RFC 7636, S256)."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


def check_way_back(chosen: Client, begun: Begun | None, answer: Mapping[str, str], now: datetime) -> str:
    """Return the code that a provider's answer brings, when it answers what this session has begun.

    Raises:
        NotLoggedIn: nothing was begun here, it is too long ago, the state or the issuer (RFC 9207) is another's, or the
            provider says no.
    """
    if begun is None or now - datetime.fromisoformat(begun.at) > LASTS:
        raise NotLoggedIn(_("Log-in was not begun here, or is too long ago. Begin again."))
    if not constant_time_compare(answer.get("state", ""), begun.state):
        raise NotLoggedIn(_("The answer belongs to another log-in. Begin again."))
    if answer.get("iss", chosen.issuer) != chosen.issuer:
        raise NotLoggedIn(_("The answer comes from another provider."))
    if "error" in answer or not answer.get("code"):
        raise NotLoggedIn(_("The provider did not let you in."))
    return answer["code"]


def exchange(
    chosen: Client, provider: Provider, secret: str, redirect_uri: str, code: str, begun: Begun
) -> dict[str, Any]:
    """Return the claims of whoever a code stands for; raises NotLoggedIn."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "client_id": chosen.client_id,
        "client_secret": secret,
        "code_verifier": begun.verifier,
    }
    told = ask("POST", provider.token, form, basic=(chosen.client_id, secret))
    token = told.get("id_token")
    if not isinstance(token, str):
        raise NotLoggedIn(_("The provider sent no ID token."))
    return check_token(token, ask("GET", provider.keys), chosen, begun.nonce)


def check_token(token: str, keys: Mapping[str, Any], chosen: Client, nonce: str) -> dict[str, Any]:
    """Return the claims of an ID token that is signed by the provider, for this site and this log-in, and in time."""
    registry = jwt.JWTClaimsRegistry(
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": chosen.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": chosen.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = jwt.decode(token, KeySet.import_key_set(dict(keys)), algorithms=ALGORITHMS).claims  # type: ignore[arg-type]
        registry.validate(claims)
    except (JoseError, ValueError, KeyError, TypeError):
        raise NotLoggedIn(_("The provider's ID token is not right.")) from None
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != chosen.client_id:
        raise NotLoggedIn(_("The provider's ID token is for another site."))
    return dict(claims)


def ask(
    method: str, address: str, form: Mapping[str, str] | None = None, basic: tuple[str, str] | None = None
) -> dict[str, Any]:
    """Return what a provider answers as JSON; redirects are not followed. Raises NotLoggedIn."""
    check_address(address)
    headers: dict[bytes | str, bytes | str] = {"Accept": "application/json"}
    content = None
    if form is not None:
        content = urlencode({name: value for name, value in form.items() if name != "client_secret"}).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if basic is not None:
        headers["Authorization"] = "Basic " + urlsafe_plain(":".join(map(escaped, basic)))
    try:
        with (
            httpcore.ConnectionPool() as pool,
            pool.stream(method, address, headers=headers, content=content, extensions={"timeout": TIMEOUT}) as answer,
        ):
            body = b""
            for piece in answer.iter_stream():
                body += piece
                if len(body) > MOST_BYTES:
                    raise NotLoggedIn(_("The provider answers too much."))
            told = json.loads(body) if answer.status == 200 else None
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, ValueError):
        raise NotLoggedIn(_("The provider does not answer. Try again in a while.")) from None
    if not isinstance(told, dict):
        raise NotLoggedIn(_("The provider did not let you in."))
    return told


def escaped(text: str) -> str:
    """Return a client's name or secret as RFC 6749, section 2.3.1, wants it."""
    return urlencode({"": text})[1:]


def urlsafe_plain(text: str) -> str:
    """Return a text in base64, for the header."""
    return urlsafe_b64encode(text.encode()).decode().replace("-", "+").replace("_", "/")


def check_address(address: str) -> None:
    """Raise NotLoggedIn for an address of a provider that is not reached over TLS; loopback is for tests."""
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme != "http" or not is_loopback(parts.hostname or ""):
        raise NotLoggedIn(_("The provider must be reached over https."))
