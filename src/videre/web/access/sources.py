"""From which delivery a fact of an opened person came, and where its row stands in the file: so that it can be mended.

What comes out names register, sender, file and row: no number, no name and nothing that stands in the row.
"""

from typing import NamedTuple
from uuid import UUID

import polars as pl

from videre.domain.facts import Fact
from videre.registers.quality.known import POSITION
from videre.registers.quality.locating import locate_in
from videre.store.deliveries import Delivery, Ledger
from videre.store.shapes import DTYPES, SHAPES
from videre.web.access.seen import Seen
from videre.web.audit.wall import asking_as_the_house
from videre.web.installation import current_definitions, current_home
from videre.web.people.models import ROWS, RegisterRow
from videre.web.people.saying import rows_saying
from videre.web.people.secrets import secrets_of


class Source(NamedTuple):
    """Where a fact came from. row_id: of the row in casework; None: it is not one row. delivery 0: it was not found."""

    register: str
    sender: str
    file: str
    delivery: int
    row_id: int | None


def source_of(seen: Seen, fact: Fact) -> Source:
    """Return from which delivery a fact of an opened person came, and the row that says it.

    Nothing is guessed. Where several rows are one fact (a month's work with two employers), the delivery is named if it
    is one, and no row; where there is none, or they came in several deliveries, the register alone.
    """
    register, rows = rows_saying(seen.person_id, fact)
    sequences = {sequence for sequence, _row in rows}
    delivery = find_delivery(sequences.pop()) if len(sequences) == 1 else None
    if delivery is None:
        return Source(register, "", "", 0, None)
    row_id = rows[0][1] if len(rows) == 1 else None
    return Source(register, delivery.sender, delivery.file_name, delivery.sequence, row_id)


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
