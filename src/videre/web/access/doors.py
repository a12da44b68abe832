"""The door of the young person and the parents: a tie that is asked of the registers at every look.

Who comes in is known by a CPR number that a provider of strong log-in has told; it is kept as a blind index alone.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from videre.domain.days import age_on, day_of_date
from videre.web.access.deciding import ADULT_YEARS, OF_THE_DOOR, Tie, TieKind, Who
from videre.web.access.discretion import roles_of
from videre.web.access.models import Door, DoorKind
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.installation import current_home
from videre.web.people import queries as people
from videre.web.people.models import Person


def door_ties(who: Who, ids: Collection[UUID]) -> dict[UUID, Tie]:
    """Return the ties of somebody who came in by the door to some persons; of whoever did not, none and no question.

    A tie is there for as long as the registers say that the number is the person's own, or a guardian's. That custody
    ends at 18 is the law's to say.
    """
    kind = OF_THE_DOOR.get(who.recipient) if who.recipient is not None else None
    if kind is None:
        return {}
    doors = list(Door.objects.filter(user_id=who.user, kind=kind.value, person_id__in=list(ids)))
    return {
        door.person_id: Tie(kind, who.user, "", None, "", date.min, None)
        for door in named_by_the_registers(kind, doors)
    }


def named_by_the_registers(kind: TieKind, doors: Collection[Door]) -> list[Door]:
    """Return the doors of one kind whose number is, as the registers say, the person's own, or a guardian's."""
    asked = people.own_numbers if kind is TieKind.OWN else people.guardians_numbers
    stand = asked([door.person_id for door in doors]) if doors else set()
    return [door for door in doors if (door.person_id, door.blind) in stand]


@transaction.atomic
def open_doors(*, user: User, kind: DoorKind, blind: int, day: date, by: str) -> int:
    """Let a user come in to whom a number belongs, or to whom it is a guardian's, as the registers say today.

    Doors that they no longer say are removed, and those to young people who are of age, for guardians. Return how many
    doors there are.
    """
    wanted = set(ids_behind(kind, blind, day))
    close(Door.objects.filter(user=user).exclude(kind=kind, blind=blind, person_id__in=wanted), by)
    there = set(Door.objects.filter(user=user).values_list("person_id", flat=True))
    for person_id in sorted(wanted - there):
        Door.objects.create(user=user, person_id=person_id, kind=kind, blind=blind)
        audit.write(event="door_opened", about=kind.value, person=str(person_id), by=by)
    return len(wanted)


@transaction.atomic
def close_doors_that_stand_no_more(*, day: date, by: str) -> int:
    """Remove every door that the registers no longer say, and guardians' to whoever is of age; return how many.

    Such a door opens nothing: the registers are asked at every look. But the second wall asks the door alone, and the
    blind index in it is of the number of somebody who has no part in the young person's life any more.
    """
    stands: set[int] = set()
    for kind in DoorKind:
        doors = Door.objects.filter(kind=kind.value).select_related("person")
        named = named_by_the_registers(TieKind(kind.value), doors)
        stands.update(door.pk for door in named if kind is DoorKind.OWN or is_minor(door.person, day))
    return close(Door.objects.exclude(pk__in=stands), by)


def close(doors: QuerySet[Door], by: str) -> int:
    """Remove some doors, each with a line of the log; return how many."""
    found = list(doors)
    for door in found:
        audit.write(event="door_closed", about=door.kind, person=str(door.person_id), by=by)
        door.delete()
    return len(found)


@transaction.atomic
def forget_who_has_no_door(*, by: str) -> int:
    """Remove users of the door to whom it opens to nobody any more, and with them their blind index; return how many.

    The lines of the log that name them stay, for as long as the log is kept.
    """
    gone = User.objects.filter(role__in=roles_of_the_door()).exclude(pk__in=Door.objects.values("user"))
    n_users = gone.count()
    if n_users:
        gone.delete()
        audit.write(event="door_users_forgotten", about=str(n_users), by=by)
    return n_users


def roles_of_the_door() -> list[str]:
    """Return the names of the roles that come in by the door."""
    return roles_of(*OF_THE_DOOR)


def ids_behind(kind: DoorKind, blind: int, day: date) -> list[UUID]:
    """Return to whom a number would open: the one whose it is, or the minors of whom it is a guardian's."""
    return people.ids_of_number(blind) if kind is DoorKind.OWN else minors_of(blind, day)


def has_door(kind: DoorKind, blind: int, day: date) -> bool:
    """Return whether a number opens to anybody; it says nothing of whom."""
    return bool(ids_behind(kind, blind, day))


def blind_index(digits: str) -> int:
    """Return the blind index of a CPR number, ten digits: all that is kept of the number of whoever comes in."""
    return people.blind_of(current_home(), digits)


def minors_of(blind: int, day: date) -> list[UUID]:
    """Return those below 18 of whom a number is a guardian's."""
    return [each.pk for each in people.list_persons(people.ids_of_guardian(blind)) if is_minor(each, day)]


def is_minor(person: Person, day: date) -> bool:
    """Return whether a person is below 18 on a day."""
    return age_on(day_of_date(person.birth_date), day_of_date(day)) < ADULT_YEARS
