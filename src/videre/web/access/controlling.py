"""What the control of the log asks about looks: names and addresses to compare, and who had a part in whose life.

Nobody is opened by it: what is returned is compared by `audit.sampling` and shown to nobody.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.utils import timezone

from videre.web.access.models import Involvement, Membership
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.audit.sampling import Look, list_common
from videre.web.audit.wall import asking_as_the_house
from videre.web.people import queries as people


class Ties(NamedTuple):
    """Who has had to do with whom: by user and by unit."""

    involvements: dict[str, list[Involvement]]
    units: dict[str, list[Membership]]


def looks_of(entries: Sequence[Entry]) -> tuple[list[Look], frozenset[str]]:
    """Return lines of the log as the rules ask about them, and the family names that are too common to say anything."""
    with asking_as_the_house():  # whom a look was at, is compared and not shown
        return compared(entries)


def compared(entries: Sequence[Entry]) -> tuple[list[Look], frozenset[str]]:
    """Return the same, asked by whoever may read everybody's name."""
    users = {user.user_name: user for user in User.objects.all()}
    colleagues = {user.display_name.casefold() for user in users.values()}
    names = people.names_by_id()
    ties = ties_of({entry.person for entry in entries})
    looks = []
    for entry in entries:
        user = users.get(entry.by)
        person_names = names.get(entry.person, "")
        looks.append(
            Look(
                entry=entry.id,
                at=timezone.localtime(entry.at),
                by=entry.by,
                person=entry.person,
                user_names=user.display_name if user else "",
                person_names=person_names,
                person_is_user=person_names != "" and person_names.casefold() in colleagues,
                has_case=had_case(entry, user, ties) if user else None,
            )
        )
    return looks, list_common(names.values())


def ties_of(persons: Collection[str]) -> Ties:
    """Return every involvement in some persons' lives, and every membership, of today and before."""
    involvements: dict[str, list[Involvement]] = {}
    for each in Involvement.objects.filter(person_id__in=list(persons)):
        involvements.setdefault(str(each.person_id), []).append(each)
    units: dict[str, list[Membership]] = {}
    for membership in Membership.objects.select_related("user"):
        units.setdefault(membership.user.user_name, []).append(membership)
    return Ties(involvements, units)


def had_case(entry: Entry, user: User, ties: Ties) -> bool:
    """Return whether a user, or a unit of theirs, had a part in a person's life on the day of a look."""
    day = timezone.localtime(entry.at).date()
    units = {
        each.unit
        for each in ties.units.get(entry.by, ())
        if each.since <= day and (each.until is None or day < each.until)
    }
    return any(
        each.since <= day
        and (each.until is None or day < each.until)
        and (each.user_id == user.pk or each.unit in units)
        for each in ties.involvements.get(entry.person, ())
    )
