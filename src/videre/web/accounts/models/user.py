"""A user of the site."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class User(AbstractBaseUser):
    """Somebody who logs in.

    role: the name of a file in `definitions/roles/`; as text, so that a municipality can add roles.
    unit: where the user works, in words.
    is_demo: made for a demonstration, with a password that was printed.
    """

    user_name = models.CharField(max_length=150, unique=True)
    display_name = models.CharField(max_length=150)
    role = models.CharField(max_length=60)
    unit = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "user_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name", "role"]

    objects = BaseUserManager["User"]()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(user_name=Lower("user_name")), name="user_name_is_lower_case"),
            models.CheckConstraint(condition=~models.Q(role=""), name="user_has_a_role"),
        )

    def __str__(self) -> str:
        return self.display_name
