"""What the decision must know of users and persons, read from the tables."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db.models import Q

from videre.definitions.access import Category, Recipient
from videre.definitions.roles import Role
from videre.domain.days import age_on, birthday, date_of_day, day_of_date
from videre.web.access.deciding import Agreed, Disclosed, Glass, Tie, TieKind, Who, Whom, holds
from videre.web.access.doors import door_ties
from videre.web.access.models import BrokenGlass, Consent, Disclosure, Door, GivenBy, Involvement, Membership
from videre.web.access.units import recipient_of
from videre.web.accounts.models import User
from videre.web.installation import current_definitions
from videre.web.people.models import Person


def who_is(user: User, day: date) -> Who:
    """Return what the decision must know of a user. Read at every question, so that a change counts at once."""
    definitions = current_definitions()
    is_known = user.is_active and user.role in definitions.names("roles")
    role = definitions.definition("roles", user.role, Role) if is_known else None
    return Who(
        user=user.pk,
        recipient=role.recipient if role else None,
        purposes=frozenset(role.purposes) if role else frozenset(),
        units=list_units_of(user, day),
        by_unit=role.by_unit if role else False,
    )


def list_units_of(user: User, day: date) -> frozenset[str]:
    """Return the units in which a user works on a day: whose own they are decides, and never the role alone."""
    return frozenset(place.unit for place in places_on(day, Q(user=user)))


def places_on(day: date, which: Q) -> list[Membership]:
    """Return the places in units that count on a day, of those chosen, by the users' names.

    Where the provider of log-in limits a user to some units, a place in another counts for nothing.
    """
    places = Membership.objects.filter(open_on(day) & which).select_related("user")
    ordered = places.order_by("user__display_name", "user_id", "unit")
    return [each for each in ordered if each.user.limited_to is None or each.unit in each.user.limited_to]


def open_on(day: date) -> Q:
    """Return the condition that something with `since` and `until` holds on a day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def whom(persons: Collection[Person], day: date, who: Who | None = None) -> dict[UUID, Whom]:
    """Return what the decision must know of some persons, by their ids: five questions, however many they are.

    Whoever looks by the door of the young person and the parents costs two more; where nobody looks, as when units are
    invited to a meeting, doors are left out.
    """
    ids = [person.pk for person in persons]
    ties, consents, disclosures, glasses = (defaultdict(list) for _ in range(4))
    for each in Involvement.objects.filter(open_on(day), person_id__in=ids):
        side = recipient_of(each.unit) if each.unit else None
        ties[each.person_id].append(
            Tie(TieKind(each.kind), each.user_id, each.unit, side, each.title, each.since, each.until)
        )
    for person_id, tie in (door_ties(who, ids) if who is not None else {}).items():
        ties[person_id].append(tie)
    for consent in Consent.objects.filter(person_id__in=ids):
        consents[consent.person_id].append(agreed(consent))
    for record in Disclosure.objects.filter(open_on(day), person_id__in=ids):
        disclosures[record.person_id].append(disclosed(record))
    for glass in BrokenGlass.objects.filter(person_id__in=ids):
        glasses[glass.person_id].append(Glass(glass.user_id, glass.reason, glass.opened_at, glass.until))
    return {
        person.pk: Whom(
            age_years=age_of(person, day),
            is_protected=person.is_protected(day),
            lives_here=person.lives_here(day),
            ties=tuple(ties[person.pk]),
            consents=tuple(consents[person.pk]),
            disclosures=tuple(disclosures[person.pk]),
            glasses=tuple(glasses[person.pk]),
        )
        for person in persons
    }


def birthday_of(person: Person, age_years: int) -> date:
    """Return the day on which somebody reaches an age; whoever is born on 29 February, on 1 March."""
    return date_of_day(birthday(day_of_date(person.birth_date), age_years))


def age_of(person: Person, day: date) -> int:
    """Return a person's age in whole years."""
    return age_on(day_of_date(person.birth_date), day_of_date(day))


def is_standing(consent: Consent, person: Person, day: date) -> bool:
    """Return whether a consent stands all day: as the decision asks it, and not withdrawn later that day either."""
    version, instant = current_definitions().access_law().consent_version, datetime.combine(day, time(), UTC)
    return consent.withdrawn_at is None and holds(agreed(consent), age_of(person, day), version, instant)


def agreed(consent: Consent) -> Agreed:
    """Return a consent as the decision takes it."""
    return Agreed(
        Recipient(consent.recipient),
        frozenset(map(Category, consent.categories)),
        consent.version,
        consent.given_by == GivenBy.GUARDIAN,
        consent.given_on,
        consent.until,
        consent.withdrawn_at,
    )


def disclosed(each: Disclosure) -> Disclosed:
    """Return a record of disclosure as the decision takes it."""
    return Disclosed(
        each.recipient_unit,
        Recipient(each.recipient),
        each.basis,
        frozenset(map(Category, each.categories)),
        each.since,
        each.until,
    )


def candidates(who: Who, now: datetime) -> set[UUID]:
    """Return the ids of everybody with whom a user might have to do: the decision is asked about each of them."""
    day = now.date()
    mine = Q(user_id=who.user) | Q(unit__in=who.units)
    ids = set(Involvement.objects.filter(open_on(day), mine).values_list("person_id", flat=True))
    ids |= set(
        Disclosure.objects.filter(open_on(day), recipient_unit__in=who.units).values_list("person_id", flat=True)
    )
    ids |= set(Door.objects.filter(user_id=who.user).values_list("person_id", flat=True))
    ids |= set(
        BrokenGlass.objects.filter(user_id=who.user, opened_at__lte=now, until__gt=now).values_list(
            "person_id", flat=True
        )
    )
    return ids
