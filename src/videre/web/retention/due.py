"""What is due by the rules on a day: the same questions for the dry run, for the archive and for erasing."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db.models import DateTimeField, ForeignKey, ManyToOneRel, Model, Q, QuerySet

from videre.definitions.retention import RetentionRule, StandsIn
from videre.web.installation import current_definitions
from videre.web.people.models import Person
from videre.web.people.taking import years_before

DENMARK = ZoneInfo("Europe/Copenhagen")


class Kind(NamedTuple):
    """A rule and one of its tables."""

    name: str
    rule: RetentionRule
    table: str

    @property
    def model(self) -> type[Model]:
        """The table."""
        return apps.get_model(self.table)

    @property
    def to_person(self) -> str:
        """The way from a row to whom it is about, as a question takes it; empty for a table that is about nobody."""
        return way_to_person(self.model)

    @property
    def is_archived(self) -> bool:
        """Whether a row goes to the archive before it is erased."""
        return self.table in self.rule.archived


def kinds() -> Iterator[Kind]:
    """Yield every table that a rule of years speaks of, in the order of the rules."""
    for name, rule in current_definitions().retention().rules.items():
        if rule.years is not None:
            yield from (Kind(name, rule, table) for table in rule.tables)


def kinds_of_plans() -> Kind | None:
    """Return the published versions of the shared document as a kind; None where no rule speaks of them."""
    rules = current_definitions().retention().rules.items()
    found = next(((name, rule) for name, rule in rules if rule.stands_in is StandsIn.SECTIONS), None)
    return Kind(*found, "plans.Version") if found is not None else None


def way_to_person(model: type[Model]) -> str:
    """Return the way from a table's rows to a person over rows that they belong to, e.g. `plan__person`."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and not field.null and isinstance(field.related_model, type):
            if field.related_model is Person:
                return str(field.name)
            further = way_to_person(field.related_model)
            if further:
                return f"{field.name}__{further}"
    person = next((field for field in model._meta.concrete_fields if field.related_model is Person), None)
    return str(person.name) if person is not None else ""


def due_on(kind: Kind, day: date) -> QuerySet[Model]:
    """Return the rows of a table whose period has passed on a day, whoever holds them."""
    assert kind.rule.years is not None, "a rule of years"
    latest = years_before(day, kind.rule.years)
    happened, nothing_before = Q(pk__in=()), Q()
    for name in kind.rule.event:
        happened |= nothing_before & by_day(kind.model._meta.get_field(name), name, latest)
        nothing_before &= Q(**{f"{name}__isnull": True})
    if kind.rule.or_when_the_basis_ends and kind.to_person:
        happened |= nothing_before & basis_ended_by(latest, f"{kind.to_person}__")
    found = kind.model._default_manager.filter(happened)
    for field, other in named_by(kind):
        found = found.exclude(pk__in=other._default_manager.filter(**{f"{field}__isnull": False}).values(field))
    return found


def by_day(field: object, name: str, latest: date) -> Q:
    """Return that something happened on a day or before; an instant falls on its day in Denmark."""
    if isinstance(field, DateTimeField):
        return Q(**{f"{name}__lt": datetime.combine(latest + timedelta(days=1), time(), DENMARK)})
    return Q(**{f"{name}__lte": latest})


def basis_ended_by(latest: date, way: str = "") -> Q:
    """Return that the basis of the casework with a person had ended by a day: moved out, or too old."""
    too_old = years_before(latest, current_definitions().holding().persons_below_age)
    return Q(**{f"{way}here_until__lte": latest}) | Q(**{f"{way}birth_date__lte": too_old})


def named_by(kind: Kind) -> list[tuple[str, type[Model]]]:
    """Return the tables under a rule of their own whose rows would go with a row: it stays while they name it."""
    ruled = {other.model for other in kinds()} - {kind.model}
    related = [each for each in kind.model._meta.get_fields(include_hidden=True) if isinstance(each, ManyToOneRel)]
    return [(each.field.name, each.field.model) for each in related if each.field.model in ruled]
