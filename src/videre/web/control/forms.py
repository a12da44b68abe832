"""The forms of the control."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.web.control.models import Verdict


class DrawForm(forms.Form):
    """The period and how much is drawn by lot."""

    since = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"class": "form-input", "type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Up to, not including"),
        widget=forms.DateInput(attrs={"class": "form-input", "type": "date"}, format="%Y-%m-%d"),
    )
    percent = forms.DecimalField(
        label=_("How many in a hundred are drawn by lot"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "form-input"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the cleaned form; a period must have a day."""
        cleaned = super().clean() or {}
        if "since" in cleaned and "until" in cleaned and cleaned["since"] >= cleaned["until"]:
            self.add_error("until", _("The period must end after it begins."))
        return cleaned


class VerdictForm(forms.Form):
    """What was found out about one look."""

    line = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=Verdict.choices)
    note = forms.CharField(max_length=300, required=False)
