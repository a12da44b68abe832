"""The forms about people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.domain.cpr import InvalidCpr, parse_cpr
from videre.web.access.models import Verdict

VERDICTS = [(Verdict.JUSTIFIED, _("It was justified")), (Verdict.NOT_JUSTIFIED, _("It was not justified"))]


class SearchForm(forms.Form):
    """Part of a name. It is sent in the body: a name stands in no address and in no server's log."""

    name = forms.CharField(label=_("Part of a name"), max_length=100, required=False)
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"class": "form-input", "autocomplete": "off"}


class NumberField(forms.CharField):
    """A CPR number, as ten digits; what is none is refused without being repeated."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=11, **kwargs)
        self.widget.attrs |= {"class": "form-input", "autocomplete": "off", "inputmode": "numeric"}

    def clean(self, value: Any) -> str:
        """Return the ten digits; nothing where nothing is asked and nothing was written."""
        written = str(super().clean(value)).strip()
        if not written:
            return ""
        try:
            parse_cpr(written)
        except InvalidCpr:
            raise forms.ValidationError(_("This is no CPR number. Write ten digits.")) from None
        return written.replace("-", "")


class GlassForm(forms.Form):
    """Whom to open in an emergency, and why."""

    cpr = NumberField(label=_("CPR number"))
    reason = forms.CharField(label=_("Why you must see this person now"), max_length=300, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs |= {"class": "form-input", "rows": 4}


class ReviewForm(forms.Form):
    """What a review came to."""

    glass = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=VERDICTS)
    remark = forms.CharField(max_length=300, required=False)
