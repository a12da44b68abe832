"""The form with which one logs in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from videre.web.accounts.actions import note_log_in, note_refusal
from videre.web.accounts.models import User
from videre.web.accounts.queries import attempt_hash, has_too_many_refusals

NOBODY = "nobody"


class LogInForm(AuthenticationForm):
    """Name and password. Ten refusals from one address hold that name back there for a quarter of an hour."""

    error_messages: dict[str, Any] = {  # noqa: RUF012 - as the form it extends has it
        "invalid_login": _("The user name or the password is not right. Capital letters count in the password."),
        "inactive": _("This user is closed. Ask your administrator."),
        "too_many": _("Too many attempts. Wait a quarter of an hour, and try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-input"

    def clean_username(self) -> str:
        """Return the name as it is stored."""
        return str(self.cleaned_data["username"]).lower()

    def clean(self) -> dict[str, Any]:
        """Return the cleaned form with its user; refuses wrong ones, and counts them."""
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        attempt = attempt_hash(self.cleaned_data.get("username", ""), address)
        if has_too_many_refusals(attempt):
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        try:
            cleaned = super().clean()
        except ValidationError:
            note_refusal(attempt=attempt, by=NOBODY)
            raise
        user = self.get_user()
        if isinstance(user, User):
            note_log_in(attempt=attempt, by=user.user_name)
        return cleaned

    @property
    def field_list(self) -> list[forms.BoundField]:
        """Return the fields in the order of the page."""
        return [self["username"], self["password"]]
