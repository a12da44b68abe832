"""From which delivery a fact of an opened person came, and where its row stands in the file: so that it can be mended.

What comes out names register, sender, file and row: no number, no name and nothing that stands in the row.
"""

from typing import NamedTuple
from uuid import UUID

import polars as pl

from videre.domain.days import date_of_day
from videre.domain.facts import Fact, FactKind
from videre.registers.quality.known import POSITION
from videre.registers.quality.locating import locate_in
from videre.store.deliveries import Delivery, Ledger
from videre.store.shapes import DTYPES, SHAPES
from videre.web.access.seen import Seen
from videre.web.audit.wall import asking_as_the_house
from videre.web.installation import current_definitions, current_home
from videre.web.people.models import ROWS, RegisterRow
from videre.web.people.secrets import secrets_of

REGISTER_OF = {
    FactKind.RESIDENCE: "residence",
    FactKind.ENROLMENT: "enrolments",
    FactKind.BENEFIT: "benefits",
    FactKind.EMPLOYMENT: "employment",
    FactKind.ACTIVITY: "activities",
    FactKind.NOTIFICATION: "notifications",
    FactKind.APPLICATION: "applications",
    FactKind.EXAM: "exams",
    FactKind.CONTACT: "contacts",
}
DAY_OF = ("start", "month", "applied", "date")  # what the registers call the day on which a row begins


class Source(NamedTuple):
    """Where a fact came from. row_id: of the row in casework; None, with delivery 0: it was not found."""

    register: str
    sender: str
    file: str
    delivery: int
    row_id: int | None


def source_of(seen: Seen, fact: Fact) -> Source:
    """Return from which delivery a fact of an opened person came: the newest row that begins or was said with it."""
    register = REGISTER_OF[FactKind(fact.kind)]
    model = ROWS[register]
    rows = model._default_manager.filter(number__person_id=seen.person_id, withdrawn=False)
    names = {field.name for field in model._meta.concrete_fields}
    begins = next((name for name in DAY_OF if name in names), None)
    same = rows.filter(reported=date_of_day(fact.reported))
    if begins is not None and fact.start > EARLIEST:
        same = rows.filter(**{begins: date_of_day(fact.start)})
    found = same.order_by("-reported", "-sequence", "-pk").first()
    delivery = find_delivery(found.sequence) if found is not None else None
    if found is None or delivery is None:
        return Source(register, "", "", 0, None)
    return Source(register, delivery.sender, delivery.file_name, delivery.sequence, found.pk)


EARLIEST = -25_567  # 1 January 1900


def find_delivery(sequence: int) -> Delivery | None:
    """Return a delivery by its number in the ledger, or None."""
    path = current_home().paths.ledger
    deliveries = Ledger(path).deliveries() if path.exists() else []
    return next((each for each in deliveries if each.sequence == sequence), None)


def find_row(person_id: UUID, register: str, row_id: int | None) -> int | None:
    """Return in which row of its file something about a person stands; None where it is not found any more.

    The kept file is read again, so it takes as long as the file is long: for an export, and not for a page. Whoever
    takes it out may see nobody, so the house asks; what comes out is the number of a row.
    """
    model = ROWS.get(register)
    if model is None or row_id is None:
        return None
    with asking_as_the_house():
        found = model._default_manager.filter(pk=row_id, number__person_id=person_id).first()
    delivery = find_delivery(found.sequence) if found is not None else None
    if found is None or delivery is None:
        return None
    home = current_home()
    located, _labels = locate_in(
        home, current_definitions(), delivery, key_of(found, register), key=secrets_of(home).blind_key
    )
    return int(located["row"][0]) if len(located) else None


def key_of(row: RegisterRow, register: str) -> pl.DataFrame:
    """Return the natural key of a row in casework as one row of a table, under the casework's own hash."""
    key = SHAPES[register].key
    values: dict[str, object] = {name: row_value(row, name) for name in key}
    return pl.DataFrame(
        {POSITION: [0], **{name: [value] for name, value in values.items()}, "reported": [row.reported]},
        schema={POSITION: pl.Int64(), **{name: DTYPES[kind] for name, kind in key.items()}, "reported": pl.Date()},
    )


def row_value(row: RegisterRow, name: str) -> object:
    """Return a value of a row in casework; the person is its number's keyed hash."""
    value: object = row.number_id if name == "person" else getattr(row, name)
    return value
