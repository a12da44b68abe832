"""The tables of users, a class a file."""

from videre.web.accounts.models.refusal import Refusal
from videre.web.accounts.models.user import User

__all__ = ["Refusal", "User"]
