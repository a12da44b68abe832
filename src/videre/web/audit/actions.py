"""Writing the log."""

from collections.abc import Mapping

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from videre.web.audit.acting import actor_named
from videre.web.audit.models import Entry


class LogNotWritten(Exception):
    """The log could not be written, so what it was to tell of must not be shown."""


class RefusalInsideTransaction(Exception):
    """A refusal was to be written inside the transaction that will be rolled back because of it: a mistake of ours."""


@transaction.atomic
def write(*, event: str, about: str = "", person: str = "", purpose: str = "", reason: str = "", by: str) -> Entry:
    """Write a line of the log; call it inside the transaction of what it tells of.

    Args:
        event: what was done, as `thing_done`.
        about: what it was done to, without a person's data.
        person: the public id of the person it was about, as text; never a CPR number.
        purpose: for which purpose, as a code.
        reason: why the user might, in words, e.g. `class teacher of 9.b`.
        by: the user's name, or the command's where no user acts.

    Raises:
        LogNotWritten: the database did not take the line. Nothing of what it tells of may be shown.
    """
    return keep(event=event, about=about, person=person, purpose=purpose, reason=reason, is_refusal=False, by=by)


@transaction.atomic
def write_each(*, event: str, reasons: Mapping[str, str], purpose: str = "", by: str) -> None:
    """Write a line about each of some persons who were shown together: as `write` for each, in one question.

    Args:
        event, purpose, by: as for `write`. reasons: why the user might, by the public id of the person.

    Raises:
        LogNotWritten: not one line was kept. Nobody of them may be shown.
    """
    actor, at = actor_named(by), timezone.now()
    lines = [
        Entry(
            at=at, event=event, person=person, purpose=purpose, reason=reason, by=by, role=actor.role, unit=actor.unit
        )
        for person, reason in reasons.items()
    ]
    try:
        Entry.objects.bulk_create(lines)
    except DatabaseError as error:
        raise LogNotWritten("The log could not be written, so nothing is shown.") from error


def write_refusal(
    *, event: str, about: str = "", person: str = "", purpose: str = "", reason: str = "", by: str
) -> Entry:
    """Write a line about what was asked for and not given, in a transaction of its own; arguments as for `write`.

    Call it when the transaction of what was refused has ended: what is written inside would be rolled back with it.

    Raises:
        RefusalInsideTransaction, LogNotWritten.
    """
    if is_inside_transaction():
        raise RefusalInsideTransaction("Let the refused transaction end first, then write the refusal.")
    with transaction.atomic():
        return keep(event=event, about=about, person=person, purpose=purpose, reason=reason, is_refusal=True, by=by)


def keep(*, event: str, about: str, person: str, purpose: str, reason: str, is_refusal: bool, by: str) -> Entry:
    """Store a line with what the actor is at the time; raises LogNotWritten."""
    actor = actor_named(by)
    try:
        return Entry.objects.create(
            at=timezone.now(),
            event=event,
            about=about,
            person=person,
            purpose=purpose,
            reason=reason,
            is_refusal=is_refusal,
            by=by,
            role=actor.role,
            unit=actor.unit,
        )
    except DatabaseError as error:
        raise LogNotWritten("The log could not be written, so nothing is shown.") from error


def is_inside_transaction() -> bool:
    """Return whether a transaction is open that is not a test's own around the whole test."""
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)
