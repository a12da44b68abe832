"""Holding what may not be erased, and erasing what is due: each logged in the same transaction."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from videre.domain.refusals import Refused
from videre.web.accounts.models import Refusal
from videre.web.accounts.tries import COUNTS_FOR
from videre.web.audit import actions as audit
from videre.web.audit.wall import asking_as_the_house
from videre.web.installation import current_definitions, current_home
from videre.web.people.ending import end_basis
from videre.web.people.models import Person
from videre.web.people.sink import CaseworkDatabase
from videre.web.plans.models import Plan
from videre.web.retention.archiving import AT_A_TIME, not_archived, write_row
from videre.web.retention.closing import close_doors
from videre.web.retention.due import Kind, due_on, kinds, kinds_of_plans
from videre.web.retention.models import ArchivedRecord, LegalHold
from videre.web.retention.queries import Held, held_on, rules_that_hold, spared
from videre.web.retention.sections import cut, due_plans, has_words


class CannotBeHeld(Refused):
    """A hold was to be placed on nothing, on what no hold reaches, or without reason or end."""


class Due(NamedTuple):
    """What of one kind is due on a day. goes: may be erased now. n_held: held by law. n_waiting: not archived yet."""

    rule: str
    table: str
    goes: list[Model]
    n_held: int
    n_waiting: int


@transaction.atomic
def place_hold(*, person_id: UUID | None, rule: str, reason: str, since: date, until: date, by: str) -> LegalHold:
    """Hold a person, a kind of record, or a kind of a person's, until a day; raises CannotBeHeld.

    The reason stands in the hold and not in the log: whom it is about may read there that something is held, and
    the grounds may be of a case that they do not know.
    """
    rules = current_definitions().retention().rules
    if rule and rule not in rules:
        raise CannotBeHeld(f"There is no rule {rule!r}. Rules are: {', '.join(rules)}.")
    if rule and rule not in rules_that_hold():
        raise CannotBeHeld("Delivered files are held with keep_files_months: 0 in settings.yaml; sessions never are.")
    if person_id is None and not rule:
        raise CannotBeHeld("Name a person, a rule, or both.")
    with asking_as_the_house():  # whoever holds sees nobody, and the second wall would say that nobody is there
        is_there = person_id is None or Person.objects.filter(pk=person_id).exists()
    if not is_there:
        raise CannotBeHeld("There is nobody of this id. It is the one in the address of the person's page.")
    if not reason.strip() or until <= since:
        raise CannotBeHeld(_("Say why, and until when: a day after the one on which it begins."))
    made = LegalHold.objects.create(
        person_id=person_id, rule=rule, reason=reason.strip(), since=since, until=until, placed_by=by
    )
    audit.write(event="hold_placed", about=rule or "everything", person=str(person_id or ""), by=by)
    return made


@transaction.atomic
def lift_hold(*, hold_id: int, reason: str, day: date, by: str) -> LegalHold:
    """End a hold before its time: from this day on the rules apply again; raises CannotBeHeld."""
    hold = LegalHold.objects.select_for_update().filter(pk=hold_id, lifted_on__isnull=True, until__gt=day).first()
    if hold is None:
        raise CannotBeHeld(_("No such hold stands any more."))
    if not reason.strip():
        raise CannotBeHeld(_("Say why it is lifted."))
    hold.lifted_on, hold.lifted_by, hold.lifted_because = day, by, reason.strip()
    hold.save(update_fields=["lifted_on", "lifted_by", "lifted_because"])
    audit.write(event="hold_lifted", about=hold.rule or "everything", person=str(hold.person_id or ""), by=by)
    return hold


def find_due(day: date) -> Iterator[Due]:
    """Yield what is due by the rules of years, kind by kind, and whether it may go."""
    held = held_on(day)
    for kind in kinds():
        yield due_of(kind, day, held)


def due_of(kind: Kind, day: date, held: Held) -> Due:
    """Return what of one kind is due on a day."""
    due = due_on(kind, day)
    if kind.name in held.everybody:
        return Due(kind.name, kind.table, [], due.count(), 0)
    free = due
    if kind.to_person and held.of(kind.name):
        on_hold = kind.model._default_manager.filter(**{f"{kind.to_person}__in": list(held.of(kind.name))})
        free = due.exclude(pk__in=on_hold.values("pk"))
    n_held = due.count() - free.count() if free is not due else 0
    rows = list(free)
    if not kind.is_archived:
        return Due(kind.name, kind.table, rows, n_held, 0)
    waiting = {row.pk for row in not_archived(kind, rows)}
    return Due(kind.name, kind.table, [row for row in rows if row.pk not in waiting], n_held, len(waiting))


@transaction.atomic
def erase_due(*, day: date, by: str) -> dict[str, int]:
    """Erase what is due, not held and, where it must be, archived; return how many rows of which table went.

    First the records, then the sections of closed documents, then whom nothing is kept about any more.
    """
    gone: dict[str, int] = {}
    held = held_on(day)
    for kind in kinds():  # one after the other: a consent goes once no record of sharing names it
        rows = due_of(kind, day, held).goes
        for place in range(0, len(rows), AT_A_TIME):
            piece = [row.pk for row in rows[place : place + AT_A_TIME]]
            kind.model._default_manager.filter(pk__in=piece).delete()
            ArchivedRecord.objects.filter(table=kind.table, record__in=[str(pk) for pk in piece]).delete()
        gone[kind.table] = len(rows)
    gone["plans.Plan"] = erase_sections(day, held)
    casework = CaseworkDatabase(current_home(), lambda ids: spared(ids, day))
    gone["people.Person"] = end_basis(casework.whose_basis_has_ended(day), lambda ids: spared(ids, day))
    casework.remove_what_may_not_be_held(day)
    gone["accounts.User"] = close_doors(day=day, by=by)
    gone |= erase_technical()
    gone = {table: n_rows for table, n_rows in gone.items() if n_rows}
    for table, n_rows in gone.items():
        audit.write(event="erased_by_rule", about=f"{table}: {n_rows}", by=by)
    return gone


def sections_to_cut(day: date, held: Held) -> Iterator[tuple[Kind, list[tuple[Plan, list[str]]], int, int]]:
    """Yield, once where a rule speaks of plans: what goes, how many plans are held, and how many wait."""
    kind = kinds_of_plans()
    if kind is None:
        return
    due = [(plan, sections) for plan, sections in due_plans(day) if has_words(plan, sections)]
    on_hold = held.of(kind.name)
    free = [] if kind.name in held.everybody else [each for each in due if each[0].person_id not in on_hold]
    goes = [each for each in free if not waits(kind, each[0].pk)]
    yield kind, goes, len(due) - len(free), len(free) - len(goes)


def waits(kind: Kind, plan: int) -> bool:
    """Return whether something published of a plan has not been archived."""
    return kind.is_archived and bool(not_archived(kind, kind.model._default_manager.filter(plan=plan)))


def erase_sections(day: date, held: Held) -> int:
    """Cut the sections that are due, and return of how many plans. What is left of a version stays archived."""
    n_plans = 0
    for kind, goes, _n_held, _n_waiting in sections_to_cut(day, held):
        for plan, sections in goes:
            cut(plan, sections)
            for version in kind.model._default_manager.filter(plan=plan.pk):
                left = write_row(kind, version).sha256
                ArchivedRecord.objects.filter(table=kind.table, record=str(version.pk)).update(sha256=left)
            n_plans += 1
    return n_plans


def erase_technical() -> dict[str, int]:
    """Remove sessions that have run out, and tries to log in that count no longer. Their clock is the real one."""
    now = timezone.now()
    sessions, _rows = Session.objects.filter(expire_date__lt=now).delete()
    tries, _rows = Refusal.objects.filter(at__lte=now - COUNTS_FOR).delete()
    return {"sessions.Session": sessions, "accounts.Refusal": tries}
