"""An entry of the release ledger: what was published of one period of some tables, with its certificates, as text."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from videre.disclosure.certificate import certificate_as_text, read_certificate
from videre.disclosure.certifying import Certified
from videre.disclosure.checker import CertificateRefused
from videre.disclosure.released import ReleasedFigure

FORM: Final = 1


class Entry(NamedTuple):
    """What was published.

    family: the measure whose tables are made safe together. period: the month or year.
    number: 1 for the first time, one more for each time that something was added.
    known_at: what the figures were known by. smallest_count: the threshold that was kept.
    certified: what is told, what is hidden, and the proofs. rows: the rows of each table, as they were published.
    edition: 1, and one more for each time that the period was revised. revised_on: when it was last; "" for never.
    """

    family: str
    period: str
    number: int
    known_at: str
    smallest_count: int
    certified: Certified
    rows: Mapping[str, tuple[ReleasedFigure, ...]]
    edition: int = 1
    revised_on: str = ""

    @property
    def identity(self) -> str:
        """Return what a released table calls its certificate by."""
        return hashlib.sha256(entry_as_text(self).encode()).hexdigest()[:16]


def entry_as_text(entry: Entry) -> str:
    """Return an entry as JSON text; `read_entry` gives it back."""
    certified = entry.certified
    return json.dumps(
        {
            "form": FORM,
            **{name: getattr(entry, name) for name in ("family", "period", "number", "known_at", "smallest_count")},
            "told": certified.told,
            "hidden": sorted(certified.hidden),
            "given_up": sorted(certified.given_up),
            "certificates": [certificate_as_text(each) for each in certified.certificates],
            "cells": certified.cells,
            "rows": {
                table: [{name: getattr(row, name) for name in ReleasedFigure.__slots__} for row in rows]
                for table, rows in entry.rows.items()
            },
            **({"edition": entry.edition, "revised_on": entry.revised_on} if entry.edition > 1 else {}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
        default=dict,
    )


def read_entry(text: str) -> Entry:
    """Return an entry from its text; raises CertificateRefused when the text is none."""
    try:
        fields: Any = json.loads(text)
        fields = {FORM: fields}[fields["form"]]  # another form is no entry of this program
        return Entry(
            fields["family"],
            fields["period"],
            fields["number"],
            fields["known_at"],
            fields["smallest_count"],
            Certified(
                fields["told"],
                frozenset(fields["hidden"]),
                frozenset(fields["given_up"]),
                tuple(read_certificate(each) for each in fields["certificates"]),
                tuple(tuple(each) for each in fields["cells"]),
            ),
            {table: tuple(ReleasedFigure(**row) for row in rows) for table, rows in fields["rows"].items()},
            fields.get("edition", 1),
            fields.get("revised_on", ""),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CertificateRefused(
            "An entry of the release ledger cannot be read: it was edited, or written by another program."
        ) from error
