"""Reading what is given back: released tables, notes and openings."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from videre.disclosure.released import Released
from videre.web.figures.queries import find_table
from videre.web.givenback.models import Note, Opening

MEASURE = "given_back"
EVERYBODY = "any"  # the value that stands for all schools, or all units
KINDS: Mapping[str, str] = {"skole": "school", "enhed": "unit"}  # by the word in the address


class Sender(NamedTuple):
    """A school or unit: its kind as the tables have it, and its code."""

    kind: str
    code: str


def find_table_of(kind: str) -> Released | None:
    """Return the released table of schools or of units, or None."""
    return find_table(f"{MEASURE}_by_{kind}")


def list_senders(kind: str) -> tuple[Sender, ...]:
    """Return the schools or units that a table tells of, by their codes."""
    table = find_table_of(kind)
    codes = {row.breakdown[kind] for row in table.rows} if table is not None else set()
    return tuple(Sender(kind, code) for code in sorted(codes - {EVERYBODY, "unknown"}))


def list_notes(sender: Sender) -> list[Note]:
    """Return what a sender concluded, the newest first."""
    return list(Note.objects.filter(kind=sender.kind, sender=sender.code))


def count_openings() -> dict[Sender, int]:
    """Return for each sender on how many days, added up over readers, its page was opened."""
    counted = Opening.objects.values_list("kind", "sender").annotate(n=Count("id")).order_by()
    return {Sender(kind, code): n for kind, code, n in counted}


def newest_notes() -> dict[Sender, Note]:
    """Return each sender's newest note."""
    return {Sender(note.kind, note.sender): note for note in Note.objects.order_by("id")}


def is_opened(sender: Sender, day: date, by: str) -> bool:
    """Return whether a reader has opened a sender's page on a day."""
    return Opening.objects.filter(kind=sender.kind, sender=sender.code, day=day, by=by).exists()
