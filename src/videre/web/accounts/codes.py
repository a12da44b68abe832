"""Codes from an app (TOTP, RFC 6238), and recovery codes for the day on which the app is gone."""

import base64
import secrets
from typing import Final

import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor import InvalidToken as WrongCode
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from videre.web.accounts.models import RecoveryCode, User
from videre.web.accounts.tries import key_of, may_try
from videre.web.audit import actions as audit

SECRET_BYTES: Final = 20  # as long as the hash that apps use with it
STEP_SECONDS: Final = 30
DIGITS: Final = 6
DRIFT_STEPS: Final = 1  # a telephone whose clock is half a minute off
N_RECOVERY_CODES: Final = 10
RECOVERY_BYTES: Final = 10  # 80 bits
MOST_CODES: Final = 10  # in a quarter of an hour: a guess of six digits is right in one of 33,333 tries


def make_secret() -> bytes:
    """Return a new secret for an app."""
    return secrets.token_bytes(SECRET_BYTES)


def app_of(secret: bytes) -> TOTP:
    """Return what an app with a secret does. SHA-1 is what every app knows; its weakness does not touch HMAC."""
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 - RFC 6238


def step_of(secret: bytes, code: str) -> int | None:
    """Return the time step of which a code is, a step early or late included; None when it is of none."""
    now = int(timezone.now().timestamp())
    for drift in range(-DRIFT_STEPS, DRIFT_STEPS + 1):
        at = now + drift * STEP_SECONDS
        try:
            app_of(secret).verify(code.encode(), at)
        except WrongCode:
            continue
        return at // STEP_SECONDS
    return None


def address_of(secret: bytes, user_name: str, issuer: str) -> str:
    """Return the address that an app reads from the picture."""
    return app_of(secret).get_provisioning_uri(user_name, issuer)


def picture_of(address: str) -> str:
    """Return an address as a QR code, a piece of SVG without style of its own."""
    drawn: str = segno.make(address, error="m").svg_inline(scale=4, border=4, omitsize=True, svgclass="qr")
    return drawn


def letters_of(secret: bytes) -> str:
    """Return a secret as the letters that one types where the picture cannot be taken."""
    letters = base64.b32encode(secret).decode()
    return " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def may_try_code(user: User) -> bool:
    """Count a try at a user's code, and return whether there was room for it. Whoever tries knows the password."""
    return may_try({key_of("code", user.user_name): MOST_CODES})


def is_right(user: User, typed: str) -> bool:
    """Return whether what a user typed lets in, and use it up: of any number of tries with one code, one gets in."""
    typed = "".join(typed.split()).upper()
    if len(typed) == DIGITS and typed.isdecimal() and typed.isascii():
        step = step_of(unsealed(user.totp_secret), typed) if user.totp_secret else None
        fresh = User.objects.filter(pk=user.pk, totp_step__lt=step or 0)
        return step is not None and bool(fresh.update(totp_step=step))
    n_used, _ = RecoveryCode.objects.filter(user=user, code=hash_code(typed)).delete()
    return n_used == 1


@transaction.atomic
def enrol(*, user: User, secret: bytes, code: str, by: str) -> list[str] | None:
    """Let an app be the user's once it has made a right code, and return new recovery codes; None for a wrong code."""
    step = step_of(secret, "".join(code.split()))
    if step is None:
        return None
    User.objects.filter(pk=user.pk).update(totp_secret=sealed(secret), totp_step=step)
    RecoveryCode.objects.filter(user=user).delete()
    codes = [base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode() for _ in range(N_RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code=hash_code(code)) for code in codes)
    audit.write(event="second_factor_enrolled", about=user.user_name, by=by)
    return codes


@transaction.atomic
def forget_app(*, user: User, by: str) -> None:
    """Take the app and the recovery codes from a user, who enrols anew at the next log-in."""
    User.objects.filter(pk=user.pk).update(totp_secret="", totp_step=0)
    RecoveryCode.objects.filter(user=user).delete()
    audit.write(event="second_factor_forgotten", about=user.user_name, by=by)


def hash_code(code: str) -> str:
    """Return a keyed hash of a recovery code."""
    return salted_hmac("videre.web.accounts.recovery", code, algorithm="sha256").hexdigest()


def sealer() -> Fernet:
    """Return what seals secrets before they are stored, under a key of the home outside the database."""
    key = HKDF(hashes.SHA256(), 32, salt=None, info=b"videre.web.accounts.totp").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def sealed(secret: bytes) -> str:
    """Return a secret sealed."""
    return sealer().encrypt(secret).decode()


def unsealed(text: str) -> bytes:
    """Return a sealed secret; one of another key opens nothing, so no code is right."""
    try:
        return sealer().decrypt(text.encode())
    except InvalidToken:
        return make_secret()
