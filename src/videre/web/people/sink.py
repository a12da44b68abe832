"""The casework database as the second sink of an import, and as a place that holds persons when somebody is erased."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from videre.definitions.access import Holding
from videre.definitions.catalogue import Definitions
from videre.home.home import Home, today
from videre.pipeline.casework import FIRST, Taking
from videre.web.people.ending import Sparing, end_basis, spare_nobody, whose_basis_has_ended
from videre.web.people.identities import CPR, Reach, open_what_is_protected_no_more, take_changes, take_persons
from videre.web.people.models import ROWS, CaseFact, CprNumber, Guardian, Person, TakenDelivery
from videre.web.people.resolving import resolve_facts
from videre.web.people.secrets import secrets_of
from videre.web.people.taking import (
    remove_what_may_not_be_held,
    take_back_what_is_left_out,
    take_rows,
    who_left,
    years_before,
)

CHANGES, RESIDENCE = "cpr_changes", "residence"


class CaseworkDatabase:
    """Takes deliveries (`pipeline.casework.TakesDeliveries`) and erases persons (`pipeline.erasing.HoldsPersons`).

    Args:
        home: the home whose deliveries they are.
        sparing: says of persons whose basis has ended who stays for the sake of what is kept about them.
    """

    def __init__(self, home: Home, sparing: Sparing = spare_nobody) -> None:
        self._home = home
        self._sparing = sparing
        self._definitions = Definitions(home.paths.definitions)
        self._secrets = secrets_of(home)

    @property
    def _holding(self) -> Holding:
        return self._definitions.holding()

    def registers(self) -> frozenset[str]:
        """Return the registers of which casework takes anything: persons, their numbers, and what the law lists."""
        return frozenset({FIRST, CHANGES, *(name for name in self._holding.registers if name in ROWS)})

    def taken(self) -> dict[int, str]:
        """Return the deliveries that were taken, each with the hash of its file."""
        return dict(TakenDelivery.objects.values_list("sequence", "sha256"))

    @transaction.atomic
    def take_in(self, taking: Taking) -> None:
        """Take a delivery in, whole or not at all; one that was taken already changes nothing."""
        delivery, rows = taking.delivery, taking.rows
        if TakenDelivery.objects.filter(sequence=delivery.sequence).exists():
            return
        n_rows = 0
        day = today(self._home)
        if rows is None:
            n_rows = 0
        elif delivery.register == FIRST:
            reach = Reach(day, years_before(day, self._holding.persons_below_age))
            n_rows = take_persons(rows, delivery.sequence, self._secrets, reach, self._sparing)
        elif delivery.register == CHANGES:
            n_rows = take_changes(rows, delivery.sequence, self._secrets)
        else:
            n_rows = self._take_rows(taking, day)
            if delivery.register == RESIDENCE:
                left = who_left(self._home.settings.municipality, self._holding.months_after_leaving, day)
                end_basis(left, self._sparing)
        TakenDelivery.objects.create(
            sequence=delivery.sequence,
            sha256=delivery.sha256,
            register=delivery.register,
            sender=delivery.sender,
            n_rows=n_rows,
            was_read=rows is not None,
        )

    def _take_rows(self, taking: Taking, day: date) -> int:
        delivery, rows = taking.delivery, taking.rows
        assert rows is not None, "a delivery whose file was removed is not taken"
        held = self._holding.registers[delivery.register]
        key = self._secrets.blind_key
        shaped = take_rows(delivery.register, rows, delivery.sequence, key, held, day)
        if taking.is_snapshot:
            take_back_what_is_left_out(
                delivery.register, shaped, taking.refused_keys, taking.senders, delivery.sequence, key
            )
        return len(shaped)

    @transaction.atomic
    def take_back(self, sequences: frozenset[int]) -> None:
        """Forget deliveries that the ledger no longer names, and what they said of registers."""
        for model in ROWS.values():
            model._default_manager.filter(sequence__in=sequences).delete()
        TakenDelivery.objects.filter(sequence__in=sequences).delete()

    @transaction.atomic
    def settle(self) -> None:
        """Remove what may not be held any more, and resolve the rest to facts."""
        day = today(self._home)
        end_basis(self.whose_basis_has_ended(day), self._sparing)
        self.remove_what_may_not_be_held(day)
        open_what_is_protected_no_more(self._secrets, day)
        resolve_facts(self._home, self._definitions, day)

    def whose_basis_has_ended(self, day: date) -> list[UUID]:
        """Return whom casework may not hold any more on a day, but for what is kept about them."""
        holding = self._holding
        return whose_basis_has_ended(
            self._home.settings.municipality, holding.persons_below_age, holding.months_after_leaving, day
        )

    def remove_what_may_not_be_held(self, day: date) -> int:
        """Remove the rows of registers that the law lets casework hold no longer, and return how many."""
        on_hold = self._sparing(()).held
        return sum(
            remove_what_may_not_be_held(register, held, day, on_hold)
            for register, held in self._holding.registers.items()
            if register in ROWS
        )

    def find(self, is_erased: Callable[[str], bool]) -> set[UUID]:
        """Return everybody one of whose CPR numbers is erased."""
        return {
            person
            for person, kept in CprNumber.objects.values_list("person_id", "encrypted")
            if is_erased(self._secrets.decrypt(kept, CPR))
        }

    def check_may_be_erased(self, is_erased: Callable[[str], bool]) -> None:
        """Let anybody be erased: what must be archived or is held, `retention` knows, which stands above."""

    def erase(self, is_erased: Callable[[str], bool]) -> int:
        """Erase everybody one of whose CPR numbers is erased, under all their numbers; return how many persons.

        On SQLite the file is then written anew, so that no page of it remembers them.
        """
        with transaction.atomic():
            gone = self.find(is_erased)
            guardians = [
                number
                for number, kept in Guardian.objects.values_list("pk", "encrypted")
                if is_erased(self._secrets.decrypt(kept, CPR))
            ]
            Guardian.objects.filter(pk__in=guardians).delete()
            CaseFact.objects.filter(person_id__in=gone).delete()
            Person.objects.filter(pk__in=gone).delete()
        if (gone or guardians) and connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(gone)
