"""A row about a person in every table that leads to one, whatever the table: made by its fields alone."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from tests.web.access.people import make_person

from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.people.models import CprNumber, Person
from videre.web.people.secrets import secrets_of
from videre.web.retention.due import way_to_person

PLAIN: dict[type[models.Field], Any] = {
    models.CharField: "x",
    models.TextField: "x",
    models.JSONField: {},
    models.IntegerField: 1,
    models.SmallIntegerField: 1,
    models.PositiveIntegerField: 1,
    models.PositiveSmallIntegerField: 1,
    models.BigIntegerField: 1,
    models.FloatField: 1.0,
    models.DateField: date(2016, 1, 1),
    models.DateTimeField: datetime(2016, 1, 1, tzinfo=UTC),
    models.TimeField: time(9),
    models.DecimalField: 1,
    models.UUIDField: UUID(int=1),
    models.BooleanField: False,
}
CHOSEN: dict[str, dict[str, Any]] = {  # what a constraint asks beside the fields
    "access.Involvement": {"unit": "uu"},
    "agreements.Act": {"kind": "called"},
    "plans.Plan": {"form": "form-1"},
    "retention.ArchivePackage": {"receipted_on": date(2016, 1, 1)},
    "retention.LegalHold": {"until": date(2016, 2, 1)},
}


def tables_about_persons() -> list[type[models.Model]]:
    """Return every table that leads to a person."""
    return [model for model in apps.get_models() if model is not Person and way_to_person(model)]


class Rows:
    """Rows about one person, a row a table."""

    def __init__(self, home: Home, user: User, given: str, cpr: str) -> None:
        self.user, self.person = user, make_person(given)
        self.made: dict[type[models.Model], models.Model] = {}
        secrets = secrets_of(home)
        blind, hidden = secrets.blind(cpr), secrets.encrypt(cpr, given.encode().ljust(12)[:12], "cpr")
        born = {"since": None, "reported": date(2016, 1, 1), "sequence": 1}
        self.made_number, self.day = hidden, date(2016, 1, 1)
        self.made[CprNumber] = CprNumber.objects.create(person=self.person, blind=blind, encrypted=hidden, **born)

    def fill(self) -> None:
        """Make a row in every table in which there is none."""
        for model in tables_about_persons():
            self.row(model)

    def row(self, model: type[models.Model]) -> models.Model:
        """Return the row of a table, made where there is none yet, with those that it belongs to."""
        if model is Person:
            return self.person
        if model is User:
            return self.user
        found = (
            model._default_manager.filter(**{way_to_person(model): self.person}).first()
            if way_to_person(model)
            else None
        )
        if model not in self.made and found is None:
            values = {field.name: self.value(field) for field in model._meta.concrete_fields if self.asks(field)}
            self.made[model] = model._default_manager.create(**values | CHOSEN.get(model._meta.label, {}))
        return found or self.made[model]

    def asks(self, field: models.Field) -> bool:
        """Return whether a field must be said: it has no other value, or is the way to the person."""
        if isinstance(field, models.ForeignKey):
            return not field.null or field.related_model is Person
        return not (field.has_default() or field.null or field.blank or isinstance(field, models.AutoField))

    def value(self, field: models.Field) -> Any:
        """Return a value that a field takes."""
        if isinstance(field, models.ForeignKey):
            assert isinstance(field.related_model, type)
            return self.row(field.related_model)
        if isinstance(field, models.BinaryField):
            return self.made_number
        if field.unique and isinstance(field, models.CharField):
            return self.person.given_name
        return next(value for kind, value in PLAIN.items() if type(field) is kind)

    def tables_left(self) -> set[str]:
        """Return the tables in which there is a row about the person."""
        return {
            model._meta.label
            for model in tables_about_persons()
            if model._default_manager.filter(**{way_to_person(model): self.person.pk}).exists()
        }
