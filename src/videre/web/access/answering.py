"""Tying the unit that answers for a young person to that person: rights follow responsibility, and end with it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from videre.web.access.knowing import open_on
from videre.web.access.models import Involvement, Kind
from videre.web.audit import actions as audit


@transaction.atomic
def follow_responsibility(*, answering: Mapping[UUID, str], day: date, by: str) -> int:
    """Tie each unit to those it answers for, and end the ties of those it no longer does; return how many changed.

    Args:
        answering: the unit that answers for each person, by id; whoever is not there is nobody's.
        day: from when. by: what makes the lists.
    """
    kept = {
        (tie.person_id, tie.unit): tie
        for tie in Involvement.objects.filter(open_on(day), kind=Kind.RESPONSIBILITY, made_by=by, user__isnull=True)
    }
    wanted = {(person_id, unit) for person_id, unit in answering.items() if unit}
    ended = [tie.pk for key, tie in kept.items() if key not in wanted]
    for place in range(0, len(ended), 500):
        Involvement.objects.filter(pk__in=ended[place : place + 500]).update(until=day)
    made = [
        Involvement(person_id=person_id, unit=unit, kind=Kind.RESPONSIBILITY, since=day, made_by=by)
        for person_id, unit in sorted(wanted - set(kept))
    ]
    Involvement.objects.bulk_create(made, batch_size=1_000)
    if ended or made:
        audit.write(event="responsibility_followed", about=f"{len(made)} made, {len(ended)} ended", by=by)
    return len(ended) + len(made)
