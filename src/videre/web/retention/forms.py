"""The forms with which something is held back from erasure, and let go again."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.web.access.forms import NumberField
from videre.web.languages import told
from videre.web.retention.queries import rules_that_hold

ONE, EVERYBODY = "one", "everybody"
EVERYTHING = ""


class HoldForm(forms.Form):
    """Who and what is held, why, and until when."""

    whom = forms.ChoiceField(
        label=_("Whose records"),
        choices=[(ONE, _("One young person's")), (EVERYBODY, _("Everybody's, of one kind"))],
        widget=forms.RadioSelect(attrs={"class": "form-radio"}),
    )
    cpr = NumberField(
        label=_("CPR number"),
        required=False,
        help_text=_("Only for one young person. That it was asked is in the log; the number is not kept."),
    )
    rule = forms.ChoiceField(
        label=_("What is held"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("For example the number of a case. Name nobody."),
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
    )
    until = forms.DateField(
        label=_("Until, that day not included"),
        help_text=_("A hold has an end, so that somebody looks at it again. It can be placed anew."),
        widget=forms.DateInput(attrs={"class": "form-input", "type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._day = day
        kinds = [(name, told(rule.title)) for name, rule in rules_that_hold().items()]
        self.fields["rule"].choices = [(EVERYTHING, _("Everything about the young person")), *kinds]  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        """Return the day; a hold that ends before it begins holds nothing."""
        until: date = self.cleaned_data["until"]
        if until <= self._day:
            raise forms.ValidationError(_("Choose a day after today."))
        return until

    def clean(self) -> dict[str, Any]:
        """Return the cleaned form; one young person has a number, and of everybody one kind is held."""
        cleaned = super().clean() or {}
        if cleaned.get("whom") == ONE and not cleaned.get("cpr") and "cpr" not in self.errors:
            self.add_error("cpr", _("Write whose."))
        if cleaned.get("whom") == EVERYBODY and cleaned.get("cpr"):
            self.add_error("cpr", _("Leave the number out, or choose one young person."))
        if cleaned.get("whom") == EVERYBODY and not cleaned.get("rule"):
            self.add_error("rule", _("Choose one kind of record: everything of everybody cannot be held."))
        return cleaned


class LiftForm(forms.Form):
    """Why a hold is lifted."""

    reason = forms.CharField(max_length=300)
