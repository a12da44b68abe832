"""The forms of steering. None of them asks for a percentage."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from videre.web.installation import current_day, current_strategy
from videre.web.languages import told
from videre.web.steering.codes import Status, may_be_reviewed
from videre.web.steering.models import Initiative, Member
from videre.web.steering.presenters.words import STATUSES, actor_name

OWNERS = "owners"  # the id of the list of names that are proposed


def styled(form: forms.BaseForm) -> None:
    """Give every field the style of the design system. Hints and errors are tied to it by Django's own names."""
    for field in form.fields.values():
        widget = field.widget
        if not isinstance(widget, forms.CheckboxSelectMultiple):
            widget.attrs["class"] = "form-select" if isinstance(widget, forms.Select) else "form-input"


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """Return a field for a day, in the browser's own way of choosing one."""
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def owner_field(label: Any, *, required: bool = True) -> forms.CharField:
    """Return a field for a name, with those that are known proposed."""
    widget = forms.TextInput(attrs={"list": OWNERS, "autocomplete": "off"})
    return forms.CharField(label=label, required=required, max_length=150, widget=widget)


class Styled(forms.Form):
    """A form in the style of the design system."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)


class StatusForm(Styled):
    """How an initiative stands, with a sentence if wanted. The buttons are the status."""

    status = forms.ChoiceField(choices=[(status.value, STATUSES[status]) for status in Status])
    sentence = forms.CharField(label=_("In a sentence (optional)"), max_length=300, required=False)
    review_on = day_field(_("Believed until (optional)"), required=False)

    def clean_review_on(self) -> date | None:
        """Return the chosen day, within a year from today; None where none is chosen."""
        chosen: date | None = self.cleaned_data["review_on"]
        if chosen is not None and not may_be_reviewed(chosen, current_day()):
            raise forms.ValidationError(_("Choose a day from today to a year from now."))
        return chosen


class InitiativeForm(Styled):
    """What can be changed of an initiative."""

    owner = owner_field(_("Owner"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    partners = forms.MultipleChoiceField(label=_("Partners"), required=False, widget=forms.CheckboxSelectMultiple)
    principles = forms.TypedMultipleChoiceField(
        label=_("Serves the principle"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    budget_dkk = forms.IntegerField(label=_("Budget in DKK, if there is one"), required=False, min_value=0)
    own_title = forms.CharField(label=_("Title, if another than the strategy's"), max_length=120, required=False)
    own_text = forms.CharField(
        label=_("Text, if another than the strategy's"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    last_change = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strategy = current_strategy()
        actors = sorted(((key, actor_name(key)) for key in strategy.actors), key=lambda pair: pair[1].casefold())
        for name, choices in (
            ("unit", [("", "–"), *actors]),
            ("partners", actors),
            ("principles", [(str(each.number), f"{each.number}. {told(each.label)}") for each in strategy.principles]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @classmethod
    def of(cls, initiative: Initiative, last_change: int) -> "InitiativeForm":
        """Return the form as an initiative is now."""
        names = ("owner", "unit", "partners", "principles", "budget_dkk", "own_title", "own_text")
        return cls(initial={**{name: getattr(initiative, name) for name in names}, "last_change": last_change})


class NewInitiativeForm(Styled):
    """An initiative of the municipality's own."""

    number = forms.RegexField(
        label=_("Number of the initiative"),
        regex=r"^[\w.]{1,20}$",
        help_text=_("As the strategy numbers: 5.1h comes after 5.1g."),
        error_messages={"invalid": _("Write letters, digits and full stops only, such as 5.1h.")},
    )
    focus_area = forms.TypedChoiceField(label=_("Focus area"), coerce=int)
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(label=_("What will be done"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = current_strategy().focus_areas
        field = self.fields["focus_area"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(area.number), f"{area.number}. {told(area.label)}") for area in areas]


class EffectForm(Styled):
    """A point that an initiative should move."""

    point = forms.TypedChoiceField(label=_("Measurement point"), coerce=int)
    expected = forms.CharField(
        label=_("What is expected"), max_length=200, help_text=_("For example: 20 fewer young people on benefits.")
    )
    due = day_field(_("By when"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = current_strategy().measurement_points
        field = self.fields["point"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(point.number), f"{point.number}. {told(point.title)}") for point in points]


class MilestoneForm(Styled):
    """A milestone."""

    title = forms.CharField(label=_("What will be there"), max_length=200)
    due = day_field(_("By when"))


class MeetingForm(Styled):
    """A meeting."""

    day = day_field(_("Day"))
    place = forms.CharField(label=_("Time and place"), max_length=200, required=False)


class MemberForm(Styled):
    """A seat."""

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    role = forms.CharField(label=_("Post"), max_length=120)
    unit = forms.CharField(label=_("Unit"), max_length=120, required=False)


class OwnItemForm(Styled):
    """Something to be put on the agenda."""

    title = forms.CharField(label=_("Put on the agenda"), max_length=200)


class ForumForm(Styled):
    """A forum or network."""

    name = forms.CharField(label=_("Name"), max_length=120)
    about = forms.CharField(label=_("Who takes part"), max_length=300, required=False)


class DecisionForm(Styled):
    """What was decided on an item; a task to somebody and a new status if they belong to it."""

    decision = forms.CharField(label=_("Decision"), widget=forms.Textarea(attrs={"rows": 3}))
    status = forms.ChoiceField(label=_("The initiative's status from now on"), required=False)
    task = forms.CharField(label=_("Task"), max_length=200, required=False)
    owner = owner_field(_("Who does it"), required=False)
    due = day_field(_("By when"), required=False)

    def __init__(self, *args: Any, has_initiative: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Not said here")), *((status.value, STATUSES[status]) for status in Status)]
        if not has_initiative:
            del self.fields["status"]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned form; a task needs somebody and a day, and they need a task."""
        cleaned = super().clean() or self.cleaned_data
        given = {name: bool(cleaned.get(name)) for name in ("task", "owner", "due")}
        if any(given.values()):
            words = {
                "task": _("Write what is to be done."),
                "owner": _("Write who does it."),
                "due": _("Write by when."),
            }
            for name, is_given in given.items():
                if not is_given and name not in self.errors:
                    self.add_error(name, str(words[name]))
        return cleaned


class TaskForm(Styled):
    """A task that came up otherwise than on an agenda."""

    task = forms.CharField(label=_("Task"), max_length=200)
    owner = owner_field(_("Who does it"))
    due = day_field(_("By when"))


class MinutesForm(Styled):
    """Who came and what else was said."""

    present = forms.ModelMultipleChoiceField(
        label=_("Present"), queryset=Member.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.CharField(label=_("What else was said"), required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, seats: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["present"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Member.objects.filter(pk__in=[key for key, _name in seats])
        field.choices = seats
