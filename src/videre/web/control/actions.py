"""Drawing a control, and saying what was found."""

import secrets
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from videre.web.access.controlling import looks_of
from videre.web.audit import actions as audit
from videre.web.audit.queries import list_looks
from videre.web.audit.sampling import sample
from videre.web.control.models import Control, DrawnLine

LOT_BYTES = 16


@transaction.atomic
def draw_control(*, since: date, until: date, percent: float, by: str) -> Control:
    """Draw the looks of a period that a control asks about, `since` up to not including `until`."""
    entries = list_looks(midnight(since), midnight(until))
    looks, common = looks_of(entries)
    lot = secrets.token_bytes(LOT_BYTES)
    chosen = sample(looks, lot=lot, share=float(percent) / 100, common=common)
    control = Control.objects.create(
        at=timezone.now(), by=by, since=since, until=until, percent=percent, lot=lot, n_looks=len(entries)
    )
    DrawnLine.objects.bulk_create(
        DrawnLine(control=control, entry=entry, rules=" ".join(sorted(rules))) for entry, rules in chosen.items()
    )
    audit.write(event="control_drawn", about=f"{since} {until} {len(chosen)}", by=by)
    return control


@transaction.atomic
def say_verdict(*, line: DrawnLine, verdict: str, note: str, by: str) -> None:
    """Say what was found out about a look."""
    line.verdict, line.note = verdict, note
    line.save(update_fields=["verdict", "note"])
    audit.write(event="control_said", about=f"line {line.entry} {verdict}", by=by)


def midnight(day: date) -> datetime:
    """Return the instant at which a day begins in Denmark."""
    return timezone.make_aware(datetime.combine(day, time.min))


def year_before(day: date) -> tuple[date, date]:
    """Return the year that ends with a day, as the first day and the first day no longer."""
    until = day + timedelta(days=1)
    return until - timedelta(days=365), until
