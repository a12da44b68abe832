"""Forms of follow-up: what may be noted, referred and handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.web.access.units import title_of
from videre.web.accounts.models import User
from videre.web.agreements.models import ActKind, ReferralState
from videre.web.installation import current_definitions

NOTED_BY_HAND = (ActKind.CALLED, ActKind.MET, ActKind.OFFERED, ActKind.EXEMPTED, ActKind.WRONG)


class ActForm(forms.Form):
    """What was done. An exemption needs an end. right: for the owner of a register, who never gets the note."""

    kind = forms.ChoiceField(label=_("What was done"), choices=[(each.value, each.label) for each in NOTED_BY_HAND])
    note = forms.CharField(label=_("Note for colleagues (not necessary)"), max_length=300, required=False)
    right = forms.CharField(
        label=_("What the register should say (only when it is wrong; no names or numbers: its owner reads it)"),
        max_length=300,
        required=False,
    )
    until = forms.DateField(
        label=_("Exempted until (only for an exemption)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    review = forms.DateField(
        label=_("Look again on (not necessary)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an exemption without an end, and a mistake in a register without what it should say."""
        said = super().clean() or {}
        if said.get("kind") == ActKind.WRONG and not said.get("right"):
            self.add_error(
                "right", _("Say what the register should say. The note for colleagues does not go to its owner.")
            )
        if said.get("kind") == ActKind.EXEMPTED and not said.get("until"):
            self.add_error("until", _("Say until when the exemption holds."))
        return said


class ReferralForm(forms.Form):
    """To whom a young person is referred, and for what."""

    to_unit = forms.ChoiceField(label=_("To"))
    about = forms.CharField(label=_("For what"), max_length=300)

    def __init__(self, *args: Any, from_unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [code for code in current_definitions().units().units if code not in {"school", "institution"}]
        field = self.fields["to_unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, title_of(code)) for code in units if code != from_unit]


class AnswerForm(forms.Form):
    """An answer to a referral. A rejection needs a reason."""

    state = forms.ChoiceField(choices=[(each.value, each.label) for each in ReferralState])
    reason = forms.CharField(label=_("Why it is rejected"), max_length=300, required=False)


class HandOverForm(forms.Form):
    """To whom entries are handed: one colleague or several, between whom they are split."""

    users = forms.MultipleChoiceField(label=_("To"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["users"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(user.pk), user.display_name) for user in colleagues]
