"""The forms with which one logs in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from videre.web.accounts.actions import note_refusal
from videre.web.accounts.tries import forget_tries, keys_of, may_try

NOBODY = "nobody"


class LogInForm(AuthenticationForm):
    """Name and password; `tries` says how often it may be tried."""

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
        """Return the cleaned form with its user; a try is counted before the password is looked at."""
        name = str(self.cleaned_data.get("username", ""))
        assert self.request is not None, "Django's view gives its request"
        keys = keys_of(self.request, name)
        if not may_try(keys):
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        try:
            cleaned = super().clean()
        except ValidationError:
            note_refusal(by=NOBODY)
            raise
        forget_tries(keys)
        return cleaned

    @property
    def field_list(self) -> list[forms.BoundField]:
        """Return the fields in the order of the page."""
        return [self["username"], self["password"]]


class NewPasswordForm(PasswordChangeForm):
    """The password there is, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": _("The password you have"),
            "new_password1": _("New password"),
            "new_password2": _("New password again"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs["class"] = "form-input"


class CodeForm(forms.Form):
    """Six digits from the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "one-time-code", "autofocus": True}),
    )
