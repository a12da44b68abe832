"""A user of the site."""

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


def make_stamp() -> str:
    """Return what the sessions of a user bear; another one ends them all."""
    return secrets.token_hex(16)


class User(AbstractBaseUser):
    """Somebody who logs in.

    role: the name of a file in `definitions/roles/`; as text, so that a municipality can add roles.
    unit: where the user works, in words.
    is_demo: made for a demonstration, with a password that was printed.
    stamp: stands in every session of the user; a new one ends them all at the next request.
    totp_secret: of the app that makes codes, sealed; empty until the user has proved to have it. totp_step: the last
        time step whose code was used, since a code is good for once.
    comes_from: the provider through which the user logs in, and their number there; empty for a local user.
    limited_to: the codes of the units to which the provider limits the role; a place in another unit then counts for
        nothing. None: not limited.
    """

    user_name = models.CharField(max_length=150, unique=True)
    display_name = models.CharField(max_length=150)
    role = models.CharField(max_length=60)
    unit = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    stamp = models.CharField(max_length=32, default=make_stamp)
    totp_secret = models.CharField(max_length=255, blank=True, default="")
    totp_step = models.BigIntegerField(default=0)
    comes_from = models.CharField(max_length=255, blank=True, default="")
    limited_to = models.JSONField(null=True, blank=True, default=None)

    USERNAME_FIELD = "user_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name", "role"]

    objects = BaseUserManager["User"]()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(user_name=Lower("user_name")), name="user_name_is_lower_case"),
            models.CheckConstraint(condition=~models.Q(role=""), name="user_has_a_role"),
            models.UniqueConstraint(
                fields=("comes_from",), condition=~models.Q(comes_from=""), name="user_of_a_provider_is_one"
            ),
        )

    def __str__(self) -> str:
        return self.display_name

    def get_session_auth_hash(self) -> str:
        """Return what a session must bear to be this user's: it changes with the password and with the stamp."""
        return salted_hmac("videre.web.accounts.session", self.password + self.stamp, algorithm="sha256").hexdigest()
