"""Forms of the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.web.agreements.models import Said
from videre.web.own.actions import MOST_LETTERS
from videre.web.own.models import About


class AnswerForm(forms.Form):
    """What is said to an agreement, with a word."""

    said = forms.ChoiceField(choices=Said.choices)
    word = forms.CharField(required=False, max_length=300)


class ObjectionForm(forms.Form):
    """What is objected to."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Say it in your own words"), max_length=MOST_LETTERS, widget=forms.Textarea({"rows": 5})
    )


class ReplyForm(forms.Form):
    """The answer to an objection."""

    answer = forms.CharField(
        label=_("Your answer, read by whoever objected"), max_length=MOST_LETTERS, widget=forms.Textarea({"rows": 6})
    )
