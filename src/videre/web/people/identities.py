"""Who somebody is, as the register of persons says: taken into the tables of identity, and nowhere else."""

import os
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import uuid4

import polars as pl
from django.db import transaction

from videre.web.people.bulk import insert_objects
from videre.web.people.ending import Sparing, end_basis, spare_nobody
from videre.web.people.models import Address, CprNumber, Guardian, Person, ProtectedAddress
from videre.web.people.secrets import NONCE_BYTES, Secrets

CPR, ADDRESS = "cpr", "address"  # what a field was encrypted for
AT_A_TIME = 2_000
CPR_WRITTEN = re.compile("(?<![0-9])[0-9]{6}-?[0-9]{4}(?![0-9])")


class Reach(NamedTuple):
    """Whom casework may hold. today: the day. born_after: whoever was born on it or before is too old."""

    today: date
    born_after: date


@transaction.atomic
def take_persons(
    rows: pl.DataFrame, sequence: int, secrets: Secrets, reach: Reach, sparing: Sparing = spare_nobody
) -> int:
    """Take what a delivery says of persons, and return of how many; the newest said of each number counts.

    Args:
        rows: the columns of the register of persons, with `reported` and `withdrawn`.
        sequence: of the delivery.
        secrets: the keys.
        reach: whom casework may hold; those too old are left out, and removed when casework is settled.
        sparing: who of those whom the register takes back stays for the sake of what is kept about them.
    """
    newest = rows.sort("reported", maintain_order=True).unique("cpr", keep="last", maintain_order=True)
    young = newest.filter(pl.col("withdrawn") | (pl.col("birth_date") > reach.born_after))
    said = [(secrets.blind(row["cpr"]), row) for row in young.iter_rows(named=True)]
    known = {number.blind: number for number in numbers_among([blind for blind, _ in said])}
    newer = [(blind, row) for blind, row in said if is_newer(known.get(blind), row["reported"], sequence)]
    leave = [known[blind].person_id for blind, row in newer if row["withdrawn"] and blind in known]
    end_basis(leave, sparing)
    stay = [(blind, row) for blind, row in newer if not row["withdrawn"]]
    add_persons([(blind, row) for blind, row in stay if blind not in known], sequence, secrets, reach.today)
    change_persons([(known[blind], row) for blind, row in stay if blind in known], sequence, secrets, reach.today)
    return len(newer)


def numbers_among(blinds: Sequence[int]) -> list[CprNumber]:
    """Return those of some numbers that are known, with their persons."""
    found: list[CprNumber] = []
    for place in range(0, len(blinds), AT_A_TIME):
        asked = blinds[place : place + AT_A_TIME]
        found += CprNumber.objects.filter(blind__in=asked).select_related("person")
    return found


def is_newer(number: CprNumber | None, reported: date, sequence: int) -> bool:
    """Return whether something said of a number counts against what is known of it."""
    return number is None or (reported, sequence) >= (number.reported, number.sequence)


def add_persons(said: Sequence[tuple[int, dict[str, Any]]], sequence: int, secrets: Secrets, day: date) -> None:
    """Make persons of numbers that are new."""
    made = [(Person(id=uuid4(), **identity(row)), blind, row) for blind, row in said]
    insert_objects([person for person, _, _ in made])
    insert_objects(
        [
            CprNumber(
                blind=blind,
                person=person,
                encrypted=secrets.encrypt(row["cpr"], os.urandom(NONCE_BYTES), CPR),
                reported=row["reported"],
                sequence=sequence,
            )
            for person, blind, row in made
        ]
    )
    keep_where_and_whose([(person, row) for person, _, row in made], secrets, day)


def change_persons(
    said: Sequence[tuple[CprNumber, dict[str, Any]]], sequence: int, secrets: Secrets, day: date
) -> None:
    """Say anew who somebody is; a former number says nothing of whoever has a newer one."""
    changed = []
    for number, row in said:
        number.reported, number.sequence = row["reported"], sequence
        if number.newest:
            for name, value in identity(row).items():
                setattr(number.person, name, value)
            changed.append((number.person, row))
    CprNumber.objects.bulk_update([number for number, _ in said], ["reported", "sequence"], batch_size=AT_A_TIME)
    persons = [person for person, _ in changed]
    Person.objects.bulk_update(persons, [*IDENTITY], batch_size=500)
    for model in (Address, ProtectedAddress, Guardian):
        for place in range(0, len(persons), AT_A_TIME):
            model.objects.filter(person__in=persons[place : place + AT_A_TIME]).delete()
    keep_where_and_whose(changed, secrets, day)


IDENTITY = ("given_name", "family_name", "search_name", "birth_date", "sex", "protected_until")


def identity(row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row of the register of persons says of who somebody is."""
    given, family = row["given_name"] or "", row["family_name"] or ""
    return {
        "given_name": given,
        "family_name": family,
        "search_name": f"{given} {family}".strip().casefold(),
        "birth_date": row["birth_date"],
        "sex": row["sex"],
        "protected_until": row["protected_until"],
    }


def keep_where_and_whose(said: Sequence[tuple[Person, dict[str, Any]]], secrets: Secrets, day: date) -> None:
    """Keep addresses, the protected ones apart and encrypted, and the holders of custody of minors."""
    open_ones, guarded, guardians = [], [], []
    for person, row in said:
        address, postal_code = row["address"] or "", str(row["postal_code"] or "")
        if person.protected_until is not None and person.is_protected(day):
            kept = secrets.encrypt(f"{address}\n{postal_code}", os.urandom(NONCE_BYTES), ADDRESS)
            guarded.append(ProtectedAddress(person=person, encrypted=kept, until=person.protected_until))
        elif address:
            open_ones.append(Address(person=person, address=address, postal_code=postal_code))
        for cpr in dict.fromkeys(numbers_in(row["guardians"])):
            encrypted = secrets.encrypt(cpr, os.urandom(NONCE_BYTES), CPR)
            guardians.append(Guardian(person=person, blind=secrets.blind(cpr), encrypted=encrypted))
    insert_objects(open_ones)
    insert_objects(guarded)
    insert_objects(guardians)


def open_what_is_protected_no_more(secrets: Secrets, day: date) -> int:
    """Move addresses whose protection has run out to the ordinary table; return how many."""
    ended = list(ProtectedAddress.objects.filter(until__lte=day))
    said = [secrets.decrypt(each.encrypted, ADDRESS).partition("\n") for each in ended]
    Address.objects.bulk_create(
        Address(person_id=each.person_id, address=address, postal_code=postal_code)
        for each, (address, _, postal_code) in zip(ended, said, strict=True)
    )
    ProtectedAddress.objects.filter(pk__in=[each.pk for each in ended]).delete()
    return len(ended)


def numbers_in(listed: str | None) -> list[str]:
    """Return the CPR numbers of a list of them, as ten digits, whatever its sender writes between them."""
    return [found.replace("-", "") for found in CPR_WRITTEN.findall(listed or "")]


@transaction.atomic
def take_changes(rows: pl.DataFrame, sequence: int, secrets: Secrets) -> int:
    """Take changes of CPR numbers: the person stays the same, under the newest one; return how many were ours."""
    n_ours = 0
    for row in rows.filter(~pl.col("withdrawn")).sort("date").iter_rows(named=True):
        old, new = secrets.blind(row["old_cpr"]), secrets.blind(row["new_cpr"])
        numbers = {number.blind: number for number in numbers_among([old, new])}
        if old not in numbers or old == new:
            continue
        n_ours += 1
        person = numbers[old].person
        if new in numbers and numbers[new].person_id != person.pk:
            become_one(person, numbers[new].person)
        CprNumber.objects.filter(person=person).update(newest=False)
        kept = secrets.encrypt(row["new_cpr"], os.urandom(NONCE_BYTES), CPR)
        CprNumber.objects.update_or_create(
            blind=new,
            defaults={"person": person, "newest": True, "since": row["date"]},
            create_defaults={
                "person": person,
                "newest": True,
                "since": row["date"],
                "encrypted": kept,
                "reported": row["reported"],
                "sequence": sequence,
            },
        )
    return n_ours


def become_one(kept: Person, other: Person) -> None:
    """Let two persons who are one become one: all that was said of the other is said of the one that is kept."""
    for name in IDENTITY:
        setattr(kept, name, getattr(other, name))
    kept.save(update_fields=[*IDENTITY])
    for model in (Address, ProtectedAddress, Guardian):
        model.objects.filter(person=kept).delete()  # the newest number says it
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.one_to_many or relation.one_to_one:
            related = relation.related_model
            assert isinstance(related, type), "every table is loaded by now"
            field = relation.remote_field.name  # type: ignore[union-attr]
            related._base_manager.filter(**{field: other}).update(**{field: kept})
    other.delete()
