"""What becomes of a person when the basis of the casework with them ends: gone, or an identity for what is kept."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Q

from videre.web.people.models import (
    ROWS,
    Address,
    CaseAbsence,
    CaseFact,
    CaseReadiness,
    CprNumber,
    Guardian,
    Person,
    ProtectedAddress,
    ResidenceRow,
)
from videre.web.people.taking import months_before, who_left, years_before

AT_A_TIME = 500


class Spared(NamedTuple):
    """Who does not go. held: nothing of theirs is removed. kept: their identity stays for the sake of what is kept."""

    held: frozenset[UUID] = frozenset()
    kept: frozenset[UUID] = frozenset()


NOBODY: Final = Spared()
Sparing = Callable[[Collection[UUID]], Spared]


def spare_nobody(_ids: Collection[UUID]) -> Spared:
    """Return that nobody is spared: where nothing but people and their register facts is kept."""
    return NOBODY


def end_basis(ids: Collection[UUID], sparing: Sparing = spare_nobody) -> int:
    """Let persons go whose basis has ended, and return how many went. Of whom something is kept, the identity stays."""
    if not ids:
        return 0
    spared = sparing(ids)
    kept = spared.kept - spared.held
    in_pieces(kept, remove_register_facts)
    gone = set(ids) - spared.held - kept
    in_pieces(gone, lambda piece: Person.objects.filter(pk__in=piece).delete())
    return len(gone)


def remove_register_facts(ids: Collection[UUID]) -> None:
    """Remove all that registers said of some persons, but who they are and when they lived here."""
    for model in ROWS.values():
        model._default_manager.filter(number__in=CprNumber.objects.filter(person__in=ids)).delete()
    for table in (Address, ProtectedAddress, Guardian, CaseFact, CaseAbsence, CaseReadiness):
        table._default_manager.filter(person__in=ids).delete()


def in_pieces(ids: Collection[UUID], act: Callable[[list[UUID]], object]) -> None:
    """Do something to some ids, as many at a time as a database takes in one question."""
    asked = list(ids)
    for place in range(0, len(asked), AT_A_TIME):
        act(asked[place : place + AT_A_TIME])


def whose_basis_has_ended(municipality: int, below_age: int, months: int, day: date) -> list[UUID]:
    """Return whoever has turned too old for casework, or whose last stay here ended so many months ago.

    Whoever the register of residence says nothing of stays, since the next delivery may say it; but of whom only the
    identity is kept, it is their own last day here that tells.
    """
    too_old = Q(birth_date__lte=years_before(day, below_age))
    away = Q(here_until__lt=months_before(day, months)) & ~Q(
        pk__in=ResidenceRow.objects.values_list("number__person_id", flat=True)
    )
    found = set(Person.objects.filter(too_old | away).values_list("pk", flat=True))
    return sorted(found | set(who_left(municipality, months, day)))
