"""How often it may be tried to log in, so that guessing is in vain and nobody is locked out by others' guesses.

Counted are tries at one name from one address, at one name from everywhere, and from one address at all names. Whoever
has logged in from a browser before is known there (a signed cookie) and is counted by that browser alone: strangers who
guess at a name hold each other back, and not its owner. The same is counted for names that there are not.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from videre.web.accounts.models import Refusal

COUNTS_FOR: Final = timedelta(minutes=15)
MOST_AT_NAME_AND_ADDRESS: Final = 10
MOST_AT_NAME: Final = 50  # from all addresses together: 4,800 guesses a day at a random password of 96 bits
MOST_AT_ADDRESS: Final = 200  # a town hall has one address, and a hundred people who mistype
MOST_AT_BROWSER: Final = 10
COOKIE: Final = settings.COOKIE_PREFIX + "kendt"
COOKIE_AGE: Final = timedelta(days=180)
SALT: Final = "videre.web.accounts.known_browser"


def keys_of(request: HttpRequest, user_name: str) -> dict[str, int]:
    """Return what a try is counted under, and how many of each are let through."""
    address = address_of(request)
    browser = find_browser(request, user_name)
    if browser is not None:
        return {key_of("browser", user_name, browser): MOST_AT_BROWSER}
    return {
        key_of("name and address", user_name, address): MOST_AT_NAME_AND_ADDRESS,
        key_of("name", user_name): MOST_AT_NAME,
        key_of("address", address): MOST_AT_ADDRESS,
    }


def address_of(request: HttpRequest) -> str:
    """Return the address from which a request comes: behind the municipality's proxy, the one that the proxy saw.

    Of `X-Forwarded-For` the last counts, since the proxy has written it; what stands before may be the sender's own
    invention. Without a host name in `site_hosts` there is no proxy, and the header says nothing.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return seen
    return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or seen


def key_of(kind: str, *parts: str) -> str:
    """Return a keyed hash of what is counted: the same for the same parts."""
    return salted_hmac("videre.web.accounts.refusal", "\n".join([kind, *parts]), algorithm="sha256").hexdigest()


def may_try(keys: dict[str, int]) -> bool:
    """Count a try under some keys, in their order, and return whether it is let through: under all there was room.

    What is held back under one key is not counted under the next: who guesses from one address uses up little of what a
    name has in all.

    Written at once and in one statement a key: of any number of tries at the same moment no more than the most get
    through. Call it before the password is looked at, and outside a transaction.
    """
    now = timezone.now()
    Refusal.objects.filter(at__lte=now - COUNTS_FOR).delete()
    return all(has_room(key, most, now) for key, most in keys.items())


def has_room(key: str, most: int, now: datetime) -> bool:
    """Count one try under a key, and return whether there was room for it."""
    counted = Refusal.objects.filter(attempt=key, at__gt=now - COUNTS_FOR)
    if counted.filter(n_tries__lt=most).update(n_tries=F("n_tries") + 1):
        return True
    try:
        with transaction.atomic():
            Refusal.objects.create(attempt=key, at=now)
    except IntegrityError:  # it is there: full, or made a moment ago by a try at the same time
        return bool(counted.filter(n_tries__lt=most).update(n_tries=F("n_tries") + 1))
    return True


def forget_tries(keys: dict[str, int]) -> None:
    """Forget what was counted under some keys, since the right person came.

    What an address has tried at all names is not forgotten, only this one try: else somebody with a user of their own
    would log in now and then, and guess on.
    """
    Refusal.objects.filter(attempt__in=[key for key, most in keys.items() if most != MOST_AT_ADDRESS]).delete()
    at_address = [key for key, most in keys.items() if most == MOST_AT_ADDRESS]
    Refusal.objects.filter(attempt__in=at_address, n_tries__gt=0).update(n_tries=F("n_tries") - 1)


def find_browser(request: HttpRequest, user_name: str) -> str | None:
    """Return the random name of a browser from which this user has logged in before; None for any other."""
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE)
    except signing.BadSignature:
        return None
    name = held.get(key_of("known", user_name)) if isinstance(held, dict) else None
    return name if isinstance(name, str) else None


def know_browser(request: HttpRequest, response: HttpResponse, user_name: str, *, is_secure: bool) -> None:
    """Let a browser be known as one from which a user has logged in."""
    known = {key_of("known", user_name): find_browser(request, user_name) or get_random_string(22)}
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=SALT),
        max_age=COOKIE_AGE,
        secure=is_secure,
        httponly=True,
        samesite="Lax",
    )
