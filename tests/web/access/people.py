"""Young people and users of a made-up Albertslund, made straight in the tables: each test states what it is about."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from videre.web.access.models import Consent, Involvement, Membership
from videre.web.accounts.models import User
from videre.web.people.models import Address, Person

TODAY = date(2016, 3, 1)
NOW = datetime(2016, 3, 1, 10, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
PURPOSE_OF = {
    "guidance_counsellor": "guidance",
    "class_teacher": "school",
    "school_head": "school",
    "job_centre_adviser": "employment",
    "social_worker": "social",
    "health_visitor": "health",
    "youth_education": "education_provider",
    "vuc": "education_provider",
    "ungecenter": "guidance",
    "mentor": "guidance",
    "day_care": "school",
}


def make_person(given: str = "Asta", born: date = date(1999, 3, 14), **fields: object) -> Person:
    """Return a person who lives in Albertslund; 16 years old unless another birthday is given."""
    values = {"family_name": "Holm", "sex": "K", "here_since": date(2005, 1, 1), **fields}
    name = f"{given} {values['family_name']}".casefold()
    made = Person.objects.create(given_name=given, birth_date=born, search_name=name, **values)
    Address.objects.create(person=made, address="Skovvej 1", postal_code="2620")
    return made


def make_user(role: str, name: str = "", unit: str = "") -> User:
    """Return a user in a role, with a place in a unit where one is named."""
    user = User.objects.create(user_name=name or role.replace("_", "-"), display_name=role.title(), role=role)
    if unit:
        Membership.objects.create(user=user, unit=unit, since=date(2010, 1, 1))
    return user


def tie(person: Person, who: User | str, kind: str = "unit", **fields: object) -> Involvement:
    """Involve a user, or a unit by its code, with a person."""
    values = {"since": date(2015, 8, 1), "made_by": "test", **fields}
    mine = {"unit": who} if isinstance(who, str) else {"user": who}
    return Involvement.objects.create(person=person, kind=kind, **mine, **values)


def agree(person: Person, recipient: str, *categories: str, **fields: object) -> Consent:
    """Let a person agree to categories being shared with a recipient."""
    values = {"version": 1, "given_by": "young_person", "given_on": date(2016, 1, 1), **fields}
    return Consent.objects.create(person=person, recipient=recipient, categories=list(categories), **values)
