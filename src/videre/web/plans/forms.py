"""Forms of the shared document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.web.access.units import title_of
from videre.web.accounts.models import User
from videre.web.agreements.models import Party
from videre.web.plans.actions import MOST_LETTERS

MISSING = "missing"


class WordsForm(forms.Form):
    """Words to one question, and the revision that the writer had before them."""

    words = forms.CharField(required=False, strip=False, max_length=MOST_LETTERS, widget=forms.Textarea({"rows": 8}))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AgreementForm(forms.Form):
    """Who does what by when."""

    what = forms.CharField(label=_("What is agreed"), max_length=300)
    party = forms.ChoiceField(label=_("Who does it"), choices=Party.choices)
    due = forms.DateField(
        label=_("By when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class WrongForm(forms.Form):
    """What a register has wrong, or lacks."""

    fact = forms.ChoiceField(label=_("What is wrong"))
    note = forms.CharField(
        label=_("What is right (no names or numbers: the owner of the register reads it)"), max_length=150
    )

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fact"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*facts, (MISSING, _("Something is missing"))]


class ContactForm(forms.Form):
    """Who is to be the contact person."""

    user = forms.ChoiceField(label=_("New contact person"))

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(each.pk), each.display_name) for each in colleagues]


class HandOverForm(forms.Form):
    """The part of a transition note that the sender writes, and who is to receive."""

    to_unit = forms.ChoiceField(label=_("Who is to receive"))
    going_on = forms.CharField(
        label=_("What is under way and must not stop"), max_length=2_000, widget=forms.Textarea({"rows": 4})
    )
    wish = forms.CharField(
        label=_("What the young person wants of the new ones (not necessary)"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, receivers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_unit"]
        assert isinstance(field, forms.ChoiceField)
        named = sorted((title_of(unit), unit) for unit in receivers)
        field.choices = [("", _("Choose")), *((unit, title) for title, unit in named)]


class AnswerForm(forms.Form):
    """An answer to a hand-over. Whoever accepts names the contact person; whoever rejects says why."""

    how = forms.ChoiceField(choices=[(each, each) for each in ("accept", "reject", "take_back")])
    receiver = forms.ChoiceField(label=_("New contact person"), required=False)
    reason = forms.CharField(label=_("Or it is rejected, because"), max_length=300, required=False)

    def __init__(self, *args: Any, members: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receiver"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *((str(each.pk), each.display_name) for each in members)]

    def clean(self) -> dict[str, Any]:
        """Refuse to accept without naming somebody: responsibility is never empty."""
        said = super().clean() or {}
        if said.get("how") == "accept" and not said.get("receiver"):
            self.add_error("receiver", _("Name who becomes the contact person."))
        return said


class MeetingForm(forms.Form):
    """When, where and what about."""

    about = forms.CharField(label=_("What the meeting is about"), max_length=300)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=200)
    others = forms.CharField(
        label=_("The young person, the family and others whom you invite yourself"), max_length=300, required=False
    )


class InviteForm(forms.Form):
    """A unit and the basis by which it may be there, as one choice: only what some law or a yes allows is offered."""

    who = forms.ChoiceField(label=_("Who, and by which basis"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *choices]


class ItemForm(forms.Form):
    """Something more to talk about."""

    title = forms.CharField(label=_("Something more to talk about"), max_length=200)


class CameForm(forms.Form):
    """Who was there."""

    came = forms.CharField(label=_("Who came"), max_length=300, required=False)
