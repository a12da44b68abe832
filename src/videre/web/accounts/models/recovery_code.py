"""A code for the day on which the telephone with the app is gone."""

from django.db import models

from videre.web.accounts.models.user import User


class RecoveryCode(models.Model):
    """A code that lets its user in once; only a keyed hash of it is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    code = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"of {self.user.user_name}"
