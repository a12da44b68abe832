"""What a school or a unit types."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """A conclusion."""

    text = forms.CharField(label=_("What do you conclude, and what will you do?"), max_length=4000)
