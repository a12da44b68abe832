"""Taking lines out of the log by right: by age, or because a person is erased. The proof stays whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from videre.domain.days import EPOCH_ORDINAL
from videre.domain.pathways import add_months
from videre.domain.refusals import Refused
from videre.web.audit.actions import write
from videre.web.audit.models import Entry, Retirement, Seal
from videre.web.audit.notes import Signer, Statement
from videre.web.audit.sealing import seal

LEAST_MONTHS = 13
AGE = "age"
ERASURE = "erasure"


class TooYoung(Refused):
    """Lines were to be taken out before they were 13 months old."""


@transaction.atomic
def take_out_old(*, signer: Signer, months: int, now: datetime, by: str) -> int:
    """Take out the lines that were sealed more than some months ago, and return how many.

    Raises:
        TooYoung: fewer than 13 months.
    """
    if months < LEAST_MONTHS:
        raise TooYoung(f"Lines of the log are kept for at least {LEAST_MONTHS} months.")
    old = Seal.objects.filter(at__lt=months_before(now, months)).last()
    first = Entry.objects.order_by("id").values_list("id", flat=True).first()
    if old is None or first is None or first > old.last_entry:
        return 0
    n_lines = take_out(first, old.last_entry, AGE, signer, now)
    write(event="log_taken_out_by_age", about=f"{n_lines} lines", by=by)
    return n_lines


@transaction.atomic
def take_out_person(*, person: str, signer: Signer, now: datetime, by: str) -> int:
    """Take out every line about a person who is erased, and return how many. What is not sealed yet is sealed first."""
    if not person:
        raise ValueError("A person has an id.")
    seal(signer=signer, now=now)
    ids = Entry.objects.filter(person=person).order_by("id").values_list("id", flat=True)
    n_lines = sum(take_out(first, last, ERASURE, signer, now) for first, last in ranges_of(ids))
    write(event="log_taken_out_by_erasure", about=f"{n_lines} lines", by=by)
    return n_lines


def take_out(first: int, last: int, why: str, signer: Signer, now: datetime) -> int:
    """Sign that a range of lines is taken out, let them go, and return how many."""
    note = signer.sign(Statement(signer.name, first, last, now, why).text())
    Retirement.objects.create(at=now, first_entry=first, last_entry=last, note=note)
    n_lines, _ = Entry.objects.filter(id__gte=first, id__lte=last).delete()
    return n_lines


def months_before(instant: datetime, months: int) -> datetime:
    """Return the instant some months before another."""
    day = instant.date().toordinal() - EPOCH_ORDINAL
    return instant - timedelta(days=day - add_months(day, -months))


def ranges_of(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of numbers that follow each other, first and last, of ascending ones."""
    first = last = None
    for each in ids:
        if first is None or last is None:
            first = last = each
        elif each == last + 1:
            last = each
        else:
            yield first, last
            first = last = each
    if first is not None and last is not None:
        yield first, last
