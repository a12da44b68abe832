"""The casework database as a place that holds persons: nothing held is erased, and the archive comes first."""

from collections.abc import Callable

from django.utils import timezone

from videre.domain.refusals import Refused
from videre.home.home import Home, today
from videre.web.audit.home_log import current_signer
from videre.web.audit.retiring import take_out_person
from videre.web.people.sink import CaseworkDatabase
from videre.web.retention.archiving import forget_packages_of, not_archived, rows_about
from videre.web.retention.closing import close_doors
from videre.web.retention.queries import held_on, spared

BY = "videre erase"


class IsHeld(Refused):
    """Somebody was to be erased of whom something is held by law."""


class NotArchived(Refused):
    """Somebody was to be erased of whom the archive has not acknowledged everything that it is to have."""


class CaseworkUnderRules:
    """What `videre erase` and a restored backup meet: `pipeline.erasing.HoldsPersons`."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._casework = CaseworkDatabase(home, spared)

    def check_may_be_erased(self, is_erased: Callable[[str], bool]) -> None:
        """Raise IsHeld or NotArchived; they name the public id, which is in the address of the person's page."""
        held = held_on(today(self._home))
        for person in self._casework.find(is_erased):
            if person in held.anybody() or held.everybody:
                raise IsHeld(
                    "Somebody, or a kind of record, is held by law. Nothing was erased. `videre manage retention` "
                    "lists the holds; `videre manage lift-hold` ends one."
                )
            rows = list(rows_about(person))
            if any(not_archived(kind, [row]) for kind, row in rows):
                raise NotArchived(
                    "Records must be archived before they are erased. Nothing was erased. Write them with "
                    f"`videre manage archive --person {person}`, and note the archive's receipt."
                )

    def erase(self, is_erased: Callable[[str], bool]) -> int:
        """Erase everybody who is erased: lines of the log, packages that wait, casework, and who came by their door."""
        persons = self._casework.find(is_erased)
        if persons:
            forget_packages_of(persons=persons, by=BY)
        for person in sorted(persons):
            take_out_person(person=str(person), signer=current_signer(), now=timezone.now(), by=BY)
        n_erased = self._casework.erase(is_erased)
        close_doors(day=today(self._home), by=BY)
        return n_erased
