"""Packages for the archive: what is about to be erased, written to one dated, hashed file that another party keeps."""

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db import connection, transaction
from django.db.models import CASCADE, ManyToOneRel, Model

from videre.domain.refusals import Refused
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.installation import current_day, current_definitions, current_home
from videre.web.people.models import CprNumber, Person
from videre.web.people.secrets import secrets_of
from videre.web.retention.due import Kind, due_on, kinds, kinds_of_plans
from videre.web.retention.models import ArchivedRecord, ArchivePackage
from videre.web.retention.queries import waiting_packages
from videre.web.retention.sections import due_plans

AHEAD: Final = timedelta(days=90)  # the archive has a quarter to answer before anything is late
CPR: Final = "cpr"  # what a number was encrypted for
AT_A_TIME: Final = 500


class WrongReceipt(Refused):
    """The archive acknowledged something else than was written."""


class Written(NamedTuple):
    """A row as it is written to a package."""

    table: str
    record: str
    person: UUID
    line: str

    @property
    def sha256(self) -> str:
        """The hash of the line."""
        return hashlib.sha256(self.line.encode()).hexdigest()


def rows_to_archive(day: date) -> Iterator[tuple[Kind, Model]]:
    """Yield every row that is erased within a quarter and goes to the archive first."""
    for kind in kinds():
        if kind.is_archived:
            yield from ((kind, row) for row in due_on(kind, day + AHEAD).iterator(chunk_size=AT_A_TIME))
    plans = kinds_of_plans()
    if plans is not None and plans.is_archived:
        asked = [plan.pk for plan, _sections in due_plans(day + AHEAD)]
        for place in range(0, len(asked), AT_A_TIME):
            found = plans.model._default_manager.filter(plan__in=asked[place : place + AT_A_TIME])
            yield from ((plans, row) for row in found)


def rows_about(person_id: UUID) -> Iterator[tuple[Kind, Model]]:
    """Yield every row about a person that goes to the archive before it may be erased, due or not."""
    plans = kinds_of_plans()
    for kind in [*kinds(), *([plans] if plans is not None else [])]:
        if kind.is_archived and kind.to_person:
            yield from ((kind, row) for row in kind.model._default_manager.filter(**{kind.to_person: person_id}))


def write_row(kind: Kind, row: Model) -> Written:
    """Return a row as it is archived: every field, an employee by user name, in one form whatever the database.

    What belongs to it and goes with it, such as the minutes of a meeting, stands in the same line.
    """
    person = person_of(kind, row)
    said = {"table": kind.table, "id": str(row.pk), "person": str(person), "values": values_of(row)}
    belongs = {
        field.model._meta.label: [values_of(each) for each in field.model._default_manager.filter(**{field.name: row})]
        for field in fields_of_parts(type(row))
    }
    if belongs:
        said["belongs"] = belongs
    return Written(kind.table, str(row.pk), person, json.dumps(said, ensure_ascii=False, sort_keys=True))


def fields_of_parts(model: type[Model]) -> list[Any]:
    """Return the foreign keys by which rows without a rule of their own belong to a row, and go when it goes."""
    ruled = {table for rule in current_definitions().retention().rules.values() for table in rule.tables}
    parts = [each for each in model._meta.get_fields(include_hidden=True) if isinstance(each, ManyToOneRel)]
    return [
        each.field
        for each in parts
        if each.on_delete is CASCADE
        and each.field.model._meta.label not in ruled
        and not each.field.model._meta.auto_created
    ]


def values_of(row: Model) -> dict[str, object]:
    """Return every field of a row as JSON has it."""
    return {field.name: value_of(field, row) for field in row._meta.concrete_fields}


def value_of(field: Any, row: Model) -> object:
    """Return a field's value as JSON has it."""
    if field.related_model is User:
        user = getattr(row, field.name)
        return user.user_name if user is not None else None
    value = field.value_from_object(row)
    if value is None or isinstance(value, (bool, int, str, list, dict)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def person_of(kind: Kind, row: Model) -> UUID:
    """Return whom a row is about."""
    found: Any = row
    for name in kind.to_person.split("__"):
        found = getattr(found, name)
    assert isinstance(found, Person), "every archived row is about a person"
    return found.pk


def archived_hashes(table: str, records: Collection[str], *, receipted: bool) -> set[tuple[str, str]]:
    """Return of which rows of a table which content stands in a package; only acknowledged ones, or any."""
    found = ArchivedRecord.objects.filter(table=table, record__in=list(records))
    if receipted:
        found = found.filter(package__receipted_on__isnull=False)
    return set(found.values_list("record", "sha256"))


def not_archived(kind: Kind, rows: Iterable[Model]) -> list[Model]:
    """Return the rows, as they are now, of which no receipt of the archive tells."""
    listed = list(rows)
    there: set[tuple[str, str]] = set()
    for place in range(0, len(listed), AT_A_TIME):
        records = [str(row.pk) for row in listed[place : place + AT_A_TIME]]
        there |= archived_hashes(kind.table, records, receipted=True)
    return [row for row in listed if (str(row.pk), write_row(kind, row).sha256) not in there]


@transaction.atomic
def write_package(*, day: date, person_id: UUID | None = None, by: str) -> ArchivePackage | None:
    """Write a package of what is erased within a quarter and stands in none yet; None where there is nothing.

    Args:
        day: the day. person_id: write what is about this person instead, due or not: before they are erased.
        by: the user's name, or the command's.
    """
    one_at_a_time()
    folder = current_home().paths.archive
    for lost in [each for each in waiting_packages() if not (folder / each.name).exists()]:
        remove(lost, day, by)  # a backup holds no package: what was in it is written again
    rows = rows_about(person_id) if person_id is not None else rows_to_archive(day)
    written = [write_row(kind, row) for kind, row in rows]
    known: set[tuple[str, str, str]] = set(ArchivedRecord.objects.values_list("table", "record", "sha256"))
    new = [each for each in written if (each.table, each.record, each.sha256) not in known]
    if not new:
        return None
    name = free_name(folder, day)
    content = content_of(name, day, new)
    package = ArchivePackage.objects.create(
        name=name, made_on=day, sha256=hashlib.sha256(content).hexdigest(), n_records=len(new)
    )
    ArchivedRecord.objects.bulk_create(
        [
            ArchivedRecord(
                package=package, person_id=each.person, table=each.table, record=each.record, sha256=each.sha256
            )
            for each in new
        ],
        batch_size=AT_A_TIME,
    )
    audit.write(event="archive_package_written", about=f"{name}: {len(new)} records", by=by)
    keep_file(folder, name, content)  # last: what failed before it has left no file
    return package


def one_at_a_time() -> None:
    """Let whoever else writes a package now wait until this transaction ends: SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE retention_archivepackage IN SHARE ROW EXCLUSIVE MODE")


def free_name(folder: Path, day: date) -> str:
    """Return the name of the day's next package: of none that was ever written, and of no file that lies there."""
    stem = f"videre-archive-{current_home().settings.municipality}-{day}"
    taken = set(ArchivePackage.objects.filter(made_on=day).values_list("name", flat=True))
    names = (f"{stem}-{number}.zip" for number in count(1 + len(taken)))
    return next(name for name in names if name not in taken and not (folder / name).exists())


def remove(package: ArchivePackage, day: date, by: str) -> None:
    """Let a package that waits count for nothing: what was in it is in none, and its number stays its own."""
    ArchivedRecord.objects.filter(package=package).delete()
    package.removed_on = day
    package.save(update_fields=["removed_on"])
    audit.write(event="archive_package_removed", about=package.name, by=by)


def content_of(name: str, day: date, written: list[Written]) -> bytes:
    """Return the file of a package: lines of JSON by table, who the persons are, and a manifest with the hashes."""
    files = {
        f"{table}.jsonl": "".join(f"{each.line}\n" for each in written if each.table == table)
        for table in sorted({each.table for each in written})
    }
    files["persons.jsonl"] = "".join(f"{line}\n" for line in lines_of_persons({each.person for each in written}))
    never = current_definitions().retention().never_archived
    manifest = {
        "package": name,
        "municipality": current_home().settings.municipality,
        "made_on": day.isoformat(),
        "files": [
            {"name": file, "sha256": hashlib.sha256(text.encode()).hexdigest(), "lines": text.count("\n")}
            for file, text in files.items()
        ],
        "never_archived": [text.da for text in never],
    }
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(ZipInfo(file, (day.year, day.month, day.day, 0, 0, 0)), text, ZIP_DEFLATED)
    return held.getvalue()


def lines_of_persons(ids: set[UUID]) -> Iterator[str]:
    """Yield who the persons are: names, birthday and numbers. An address, protected or not, is never written."""
    secrets, asked = secrets_of(current_home()), sorted(ids)
    for place in range(0, len(asked), AT_A_TIME):
        piece = asked[place : place + AT_A_TIME]
        numbers: dict[UUID, list[str]] = {}
        for person, kept in CprNumber.objects.filter(person__in=piece).values_list("person_id", "encrypted"):
            numbers.setdefault(person, []).append(secrets.decrypt(kept, CPR))
        for each in Person.objects.filter(pk__in=piece).order_by("pk"):
            said = {
                "id": str(each.pk),
                "given_name": each.given_name,
                "family_name": each.family_name,
                "birth_date": each.birth_date.isoformat(),
                "cpr": sorted(numbers.get(each.pk, [])),
            }
            yield json.dumps(said, ensure_ascii=False, sort_keys=True)


def keep_file(folder: Path, name: str, content: bytes) -> None:
    """Write a package whole or not at all, readable by its owner only; raises FileExistsError, and overwrites nothing.

    What a process that died has left unfinished is removed first: whoever comes here is alone (`one_at_a_time`).
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    for left in folder.glob("*.unfinished"):
        left.unlink()
    unfinished = folder / f"{name}.unfinished"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, folder / name)  # unlike a rename it takes no other file's place
    finally:
        unfinished.unlink()


@transaction.atomic
def receive_receipt(*, name: str, sha256: str, reference: str, day: date, by: str) -> ArchivePackage:
    """Note that the archive has a package: from now on its rows may be erased, and our copy of the file is removed.

    Raises:
        WrongReceipt: no such package waits, the hash is another's, or the archive gave no number of its own.
    """
    package = waiting_packages().select_for_update().filter(name=name).first()
    if package is None:
        raise WrongReceipt(f"No package {name!r} waits for a receipt. `videre manage retention` lists those that do.")
    if package.sha256 != sha256.strip().lower():
        raise WrongReceipt("The archive's hash is not the package's: send the file again, and erase nothing.")
    if not reference.strip():
        raise WrongReceipt("Give the archive's own number of the package, so that it can be found again.")
    package.receipted_on, package.reference = day, reference.strip()
    package.save(update_fields=["receipted_on", "reference"])
    audit.write(event="archive_package_receipted", about=name, by=by)
    file = current_home().paths.archive / name
    transaction.on_commit(partial(file.unlink, missing_ok=True))
    return package


@transaction.atomic
def forget_packages_of(*, persons: Collection[UUID], by: str) -> None:
    """Remove packages that wait and are about somebody who is erased: what else was in them is written again."""
    of_them = ArchivedRecord.objects.filter(person__in=list(persons)).values("package")
    for package in waiting_packages().filter(pk__in=of_them):
        file = current_home().paths.archive / package.name
        remove(package, current_day(), by)
        transaction.on_commit(partial(file.unlink, missing_ok=True))
