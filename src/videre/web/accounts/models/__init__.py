"""The tables of users, a class a file."""

from videre.web.accounts.models.recovery_code import RecoveryCode
from videre.web.accounts.models.refusal import Refusal
from videre.web.accounts.models.user import User

__all__ = ["RecoveryCode", "Refusal", "User"]
