"""Reading controls and what they drew."""

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from videre.web.audit.models import Entry
from videre.web.audit.queries import find_entries
from videre.web.control.models import Control, DrawnLine, Verdict


class Shown(NamedTuple):
    """A drawn line with what the log says of it; None where the log has let it go."""

    line: DrawnLine
    entry: Entry | None


def list_controls() -> QuerySet[Control]:
    """Return the controls, the newest first, with how many lines each drew and how many are not looked at."""
    is_open = Q(lines__verdict=Verdict.OPEN)
    return Control.objects.annotate(n_drawn=Count("lines"), n_open=Count("lines", filter=is_open))


def find_control(number: int) -> Control | None:
    """Return a control by its number, or None."""
    return Control.objects.filter(pk=number).first()


def count_open(control: Control) -> int:
    """Return how many lines of a control are not looked at yet."""
    return control.lines.filter(verdict=Verdict.OPEN).count()


def list_shown(lines: list[DrawnLine]) -> list[Shown]:
    """Return drawn lines with what the log says of each."""
    entries = find_entries([line.entry for line in lines])
    return [Shown(line, entries.get(line.entry)) for line in lines]
