"""The forms with which consents, sharings and parts are written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.definitions.access import Category, Recipient
from videre.web.access.models import Answer, Kind

CATEGORIES = [(each.value, each.value) for each in Category]
KINDS = [(Kind.CASE, _("A case")), (Kind.CLASS, _("A class")), (Kind.RESPONSIBILITY, _("Responsible"))]


class AskForm(forms.Form):
    """To whom, and for what, somebody is asked to agree."""

    recipient = forms.ChoiceField(choices=[(each.value, each.value) for each in Recipient])
    categories = forms.MultipleChoiceField(choices=CATEGORIES)

    def asked(self) -> dict[str, Any]:
        """Return what was chosen, as the action takes it."""
        chosen = [Category(each) for each in self.cleaned_data["categories"]]
        return {"recipient": Recipient(self.cleaned_data["recipient"]), "categories": chosen}


class AnswerForm(forms.Form):
    """What was answered."""

    answer = forms.ChoiceField(choices=Answer.choices)


class ShareForm(forms.Form):
    """What is shared with which unit, by which basis, and until when."""

    basis = forms.CharField(max_length=40)
    unit = forms.CharField(max_length=60)
    categories = forms.MultipleChoiceField(choices=CATEGORIES)
    matter = forms.CharField(max_length=60, required=False)
    until = forms.DateField(required=False)

    def asked(self) -> dict[str, Any]:
        """Return what was chosen, as the action takes it."""
        return self.cleaned_data | {"categories": [Category(each) for each in self.cleaned_data["categories"]]}


class NothingAsked(forms.Form):
    """A button alone."""


class PartForm(forms.Form):
    """Who is to be involved, as what, in what, and until when."""

    user = forms.IntegerField()
    kind = forms.ChoiceField(choices=KINDS, required=False)
    title = forms.CharField(max_length=100)
    until = forms.DateField(required=False)
