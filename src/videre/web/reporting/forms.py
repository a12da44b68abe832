"""What is typed: which half-year, and a comment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DraftForm(forms.Form):
    """Which half-year a draft is made of."""

    half = forms.ChoiceField(label=_("Half-year"))

    def __init__(self, *args: Any, halves: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["half"].choices = [(half, half) for half in halves]  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    """A comment on a draft."""

    text = forms.CharField(label=_("Your comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
