"""Forms of the shared document."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.web.access.units import title_of
from videre.web.accounts.models import User
from videre.web.agreements.models import Party
from videre.web.plans.actions import MOST_CAME, MOST_LETTERS, MOST_MINUTES, Typed
from videre.web.plans.models import AgendaItem, Meeting

MISSING = "missing"


class LongWords(forms.CharField):
    """Words of several lines, of a length.

    The browser is told no limit, since it cuts off what is pasted without a word: too much is refused and stays as it
    was typed. An end of a line is one letter, as it is kept, and not the two that are sent.
    """

    def __init__(self, *, most: int, rows: int, **said: Any) -> None:
        box = forms.Textarea({"rows": rows})
        super().__init__(required=False, strip=False, max_length=most, widget=box, **said)

    def to_python(self, value: Any) -> str:
        """Return what was typed, with the ends of lines as they are kept."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return what the browser is told of the field."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class WordsForm(forms.Form):
    """Words to one question, and the revision that the writer had before them."""

    words = LongWords(most=MOST_LETTERS, rows=8)
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


class MinutesForm(forms.Form):
    """Who was there, and what was said of each item, each with the revision that the writer had before them."""

    came = LongWords(label=_("Who came"), most=MOST_CAME, rows=2)
    came_seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, items: Sequence[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(came=meeting.came, came_seen=meeting.came_revision)
        self.items = [item.pk for item in items]
        for item in items:
            self.initial.update({f"minutes-{item.pk}": item.minutes, f"seen-{item.pk}": item.revision})
            self.fields[f"minutes-{item.pk}"] = LongWords(label=_("What was said"), most=MOST_MINUTES, rows=3)
            self.fields[f"seen-{item.pk}"] = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse words to an item that has been closed to the writer meanwhile, in place of losing them unsaid."""
        said = super().clean() or {}
        if any(name.startswith("minutes-") and name not in self.fields for name in self.data):
            self.add_error(None, _("Something on the agenda is closed to you now. Load the page again."))
        return said

    def sent(self) -> dict[int, Typed]:
        """Return what was sent of each item; of what was not sent nothing."""
        return {
            each: self.typed(f"minutes-{each}", f"seen-{each}") for each in self.items if f"minutes-{each}" in self.data
        }

    def sent_came(self) -> Typed | None:
        """Return what was sent of who came, or None."""
        return self.typed("came", "came_seen") if "came" in self.data else None

    def typed(self, words: str, seen: str) -> Typed:
        """Return a text that was sent; without a revision it is held against none."""
        return Typed(self.cleaned_data[seen] or 0, self.cleaned_data[words])
