"""Reading the log: what was looked at in a period, and what a young person may know of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from videre.web.audit.models import Entry

MOST_ASKED: Final = 500


class Extracted(NamedTuple):
    """One look as the young person reads it: when, who by role and unit, what, and why. Never a name of a user."""

    at: datetime
    role: str
    unit: str
    event: str
    purpose: str
    reason: str


def extract_for(person: str, *, since: datetime | None = None) -> list[Extracted]:
    """Return what the log says of looks at a person, the newest first: what GDPR article 15 gives a right to.

    Refusals are left out, since nothing was seen; who looked is told by role and unit, and by name only where the
    municipality decides so (Court of Justice, C-579/21).
    """
    lines = Entry.objects.filter(person=person, is_refusal=False).exclude(purpose="").order_by("-at", "-id")
    if since is not None:
        lines = lines.filter(at__gte=since)
    return [Extracted(*line) for line in lines.values_list(*Extracted._fields)]


def list_looks(since: datetime, until: datetime) -> list[Entry]:
    """Return the lines of looks at persons in a period, `since` up to not including `until`, by number.

    A look is what has a person and a purpose: opening, a hit of a search, a row of a list or an export.
    """
    period = Entry.objects.filter(at__gte=since, at__lt=until, is_refusal=False)
    return list(period.exclude(person="").exclude(purpose="").order_by("id"))


def find_entries(ids: Sequence[int]) -> dict[int, Entry]:
    """Return those of some lines that there are, by number."""
    pieces: Iterable[Sequence[int]] = (ids[i : i + MOST_ASKED] for i in range(0, len(ids), MOST_ASKED))
    return {entry.id: entry for piece in pieces for entry in Entry.objects.filter(id__in=piece)}
