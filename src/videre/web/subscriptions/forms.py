"""The form of a subscription."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.web.languages import DANISH, ENGLISH
from videre.web.subscriptions.events import Event

EVENTS = {
    Event.MONTH_CLOSED: _("A month is closed, and its figures are there"),
    Event.OFF_TRAJECTORY: _("A figure comes to lie behind the way to its target"),
    Event.STATUS_STALE: _("An initiative's status has not been confirmed in time"),
}


class SubscriptionForm(forms.Form):
    """Which mails, and where they go. Only whoever works follow-up lists can ask to be told of them."""

    events = forms.TypedMultipleChoiceField(
        label=_("Mail me when"),
        choices=[(event.value, text) for event, text in EVENTS.items()],
        coerce=Event,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    follow_up = forms.BooleanField(
        label=_("Something on my follow-up lists is open or overdue (once a day: how many, and a link)"), required=False
    )
    address = forms.EmailField(label=_("Mail address"), required=False, widget=forms.EmailInput)
    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=[(DANISH, _("Danish")), (ENGLISH, _("English"))]
    )

    def __init__(self, *args: Any, works_lists: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not works_lists:
            del self.fields["follow_up"]
        self.fields["address"].widget.attrs.update({"class": "form-input", "autocomplete": "email"})
        self.fields["language"].widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        """Return the cleaned form; whoever wants mails says where to."""
        cleaned = super().clean() or self.cleaned_data
        is_wanted = cleaned.get("events") or cleaned.get("follow_up")
        if is_wanted and not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", str(_("Write where the mails are to go.")))
        return cleaned
