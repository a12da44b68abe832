"""Making the lists anew, and what people do with the entries: each change logged with whom it is about."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from videre.definitions.followup import FollowUpList
from videre.domain.days import OPEN_ENDED, date_of_day, day_of_date
from videre.signals.listing import Flag
from videre.web.access.answering import follow_responsibility
from videre.web.access.casework import members_of_units
from videre.web.accounts.models import User
from videre.web.agreements.actions import note_act, refer
from videre.web.agreements.correcting import Origin, tell_owner
from videre.web.agreements.models import ActKind
from videre.web.agreements.queries import doings_of, open_contact_persons
from videre.web.audit import actions as audit
from videre.web.followup.deadlines import deadline_of
from videre.web.followup.making import Placed, place_everybody
from videre.web.followup.models import CourseBreak, Entry, Refresh
from videre.web.installation import current_definitions

BATCH = 1_000
MAKES_LISTS = "videre lists"  # who makes the lists, in the log; the ties of responsibility bear it too
EARLY_SIGNS = ("at_risk", "risk_unanswered", "absence_rising", "absence_warning", "absence_unlawful", "about_to_lapse")
DAYS_BEFORE_A_BREAK = 182
FOLLOWED_MONTHS = {3: "class_after_3", 12: "class_after_12"}
DUE = ("clock", "due", "paused_until")
CHANGING = ("since", "known", "is_work", *DUE, "event", "why", "unit", "responsible", "was_handed")


class Answers(NamedTuple):
    """Who could be named: the contact person of each person, and the members of each unit."""

    contact_of: Mapping[UUID, tuple[int, str]]
    members_of: Mapping[str, Collection[int]]

    def named(self, person_id: UUID, unit: str, before: Entry | None) -> tuple[int | None, bool]:
        """Return the named person of an entry, and whether a colleague handed it to them.

        Whoever was handed it keeps it while they work in the unit; else the contact person, when of the unit; else the
        only member of the unit. Otherwise nobody: that is a list of its own, which leaders see first.
        """
        members = self.members_of.get(unit, ())
        if before is not None and before.was_handed and before.responsible_id in members:
            return before.responsible_id, True
        user, of_unit = self.contact_of.get(person_id, (None, ""))
        if user is not None and of_unit == unit and user in members:
            return user, False
        return (next(iter(members)), False) if len(members) == 1 else (None, False)


@transaction.atomic
def refresh_lists(*, day: date, by: str) -> Refresh:
    """Make every list anew for a day: new places, changed ones, and those that are no longer; return what was done.

    Running it twice on a day changes nothing the second time. Nothing else makes or closes an entry.
    """
    lists = {each.name: each for each in current_definitions().list_follow_up()}
    before = {(entry.person_id, entry.list_name): entry for entry in Entry.objects.filter(closed__isnull=True)}
    answers = answers_on(day)
    new: list[Entry] = []
    changed: list[Entry] = []
    kept: set[tuple[UUID, str]] = set()
    answering: dict[UUID, str] = {}
    classes: dict[UUID, int] = {}
    breaks: list[tuple[UUID, int]] = []
    for placed in place_everybody(day):
        classes[placed.person_id] = placed.look.stand.youth_class
        breaks += [(placed.person_id, on) for on in placed.breaks]
        for flag in placed.flags:
            key = (placed.person_id, flag.list_name)
            entry = entry_of(placed, flag, day, lists[flag.list_name])
            old = before.get(key)
            entry.responsible_id, entry.was_handed = answers.named(placed.person_id, placed.unit, old)
            kept.add(key)
            if entry.is_work:
                answering[placed.person_id] = placed.unit
            if old is None:
                new.append(entry)
            elif take_over(old, entry):
                changed.append(old)
    gone = [entry.pk for key, entry in before.items() if key not in kept]
    Entry.objects.bulk_create(new, batch_size=BATCH)
    Entry.objects.bulk_update(changed, CHANGING, batch_size=BATCH)
    for place in range(0, len(gone), BATCH):
        Entry.objects.filter(pk__in=gone[place : place + BATCH]).update(closed=day)
    follow_responsibility(answering=answering, day=day, by=by)
    note_classes(day, classes)
    note_breaks(breaks)
    done = Refresh.objects.create(at=timezone.now(), day=day, n_open=len(kept), n_new=len(new), n_closed=len(gone))
    audit.write(event="lists_made", about=f"{len(kept)} open, {len(new)} new, {len(gone)} closed", by=by)
    return done


def answers_on(day: date) -> Answers:
    """Return who could be named on a day."""
    contacts = open_contact_persons(day).values_list("person_id", "user_id", "unit")
    members = {unit: [user.pk for user in users] for unit, users in members_of_units(day).items()}
    return Answers({person_id: (user, unit) for person_id, user, unit in contacts}, members)


def entry_of(placed: Placed, flag: Flag, day: date, each: FollowUpList) -> Entry:
    """Return a place on a list as it is kept."""
    event = flag.due if each.deadline.clock == "event" else OPEN_ENDED
    rules = current_definitions().youth_clocks().rules()
    deadline = deadline_of(each, flag.known, event, placed.doings, day_of_date(day), rules)
    return Entry(
        person_id=placed.person_id,
        list_name=flag.list_name,
        is_work=each.is_work,
        since=date_of_day(max(flag.since, EARLIEST)),
        known=date_of_day(max(flag.known, EARLIEST)),
        clock=deadline.clock,
        due=deadline.due,
        event=None if event == OPEN_ENDED else date_of_day(event),
        paused_until=deadline.paused_until,
        why=flag.why,
        unit=placed.unit,
        opened=day,
        acted_on=next((date_of_day(act) for act in placed.doings.any_act if act >= flag.known), None),
        class_then=placed.look.stand.youth_class,
    )


EARLIEST = -25_567  # 1 January 1900: nobody on a list was born before it


def take_over(old: Entry, new: Entry) -> bool:
    """Bring a kept entry up to date with a new look; return whether anything changed. What happened to it stays."""
    names = ["responsible_id" if name == "responsible" else name for name in CHANGING]
    is_other = any(getattr(old, name) != getattr(new, name) for name in names)
    for name in names:
        setattr(old, name, getattr(new, name))
    return is_other


def note_classes(day: date, classes: Mapping[UUID, int]) -> None:
    """Note where those stand who came on a list of work 3 and 12 months ago: once, on the first day it can be told."""
    for months, field in FOLLOWED_MONTHS.items():
        then = months_before(day, months)
        waiting = Entry.objects.filter(opened__lte=then, is_work=True, **{field: 0}).only("id", "person_id")
        noted = [entry for entry in waiting if entry.person_id in classes]
        for entry in noted:
            setattr(entry, field, classes[entry.person_id])
        Entry.objects.bulk_update(noted, [field], batch_size=BATCH)


def months_before(day: date, months: int) -> date:
    """Return the day so many months before another; the last of the month where there is no such day."""
    month = day.year * 12 + day.month - 1 - months
    for of_month in range(day.day, 0, -1):
        try:
            return date(month // 12, month % 12 + 1, of_month)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def note_breaks(breaks: Collection[tuple[UUID, int]]) -> None:
    """Note each break once, with whether an early sign had put the young person on a list before it.

    Of a break from before lists were first made nobody can say that, so it is not counted.
    """
    first = Refresh.objects.order_by("id").first()
    breaks = [] if first is None else [(person_id, on) for person_id, on in breaks if date_of_day(on) > first.day]
    known = set(CourseBreak.objects.values_list("person_id", "on"))
    fresh = [(person_id, date_of_day(on)) for person_id, on in breaks if (person_id, date_of_day(on)) not in known]
    signs: dict[UUID, list[tuple[date, date | None]]] = {}
    rows = Entry.objects.filter(list_name__in=EARLY_SIGNS).values_list("person_id", "opened", "closed")
    for person_id, opened, closed in rows:
        signs.setdefault(person_id, []).append((opened, closed))
    CourseBreak.objects.bulk_create(
        [
            CourseBreak(
                person_id=person_id,
                on=on,
                was_flagged=any(
                    opened < on and (closed is None or (on - closed).days <= DAYS_BEFORE_A_BREAK)
                    for opened, closed in signs.get(person_id, [])
                ),
            )
            for person_id, on in sorted(set(fresh))
        ],
        batch_size=BATCH,
    )


@transaction.atomic
def act(
    *,
    entry: Entry,
    kind: ActKind,
    on: date,
    note: str = "",
    until: date | None = None,
    review: date | None = None,
    right: str = "",
    purpose: str = "",
    reason: str = "",
    by: str,
) -> None:
    """Note what was done about an entry, and stop the clocks that it stops; raises as `note_act` and `tell_owner`.

    Of what is wrong in a register its owner is told `right` alone: the note is for colleagues of the unit.
    """
    noted = note_act(
        person_id=entry.person_id,
        kind=kind,
        on=on,
        list_name=entry.list_name,
        unit=entry.unit,
        note=note,
        until=until,
        review=review,
        purpose=purpose,
        reason=reason,
        by=by,
    )
    if kind is ActKind.WRONG:
        tell_owner(act=noted, right=right, origin=Origin(), by=by)
    follow_acts(entry.person_id, on)


@transaction.atomic
def refer_on(*, entry: Entry, to_unit: str, about: str, on: date, purpose: str = "", reason: str = "", by: str) -> None:
    """Refer the young person of an entry to another unit; raises ReferredToItself."""
    refer(
        person_id=entry.person_id,
        from_unit=entry.unit,
        to_unit=to_unit,
        about=about,
        on=on,
        purpose=purpose,
        reason=reason,
        by=by,
    )
    follow_acts(entry.person_id, on)


def follow_acts(person_id: UUID, day: date) -> None:
    """Bring the clocks of a person's open entries up to date with what has been noted; the act has been logged."""
    done = doings_of([person_id]).get(person_id)
    if done is None:
        return
    lists = {each.name: each for each in current_definitions().list_follow_up()}
    rules = current_definitions().youth_clocks().rules()
    today = day_of_date(day)
    for entry in Entry.objects.select_for_update().filter(person_id=person_id, closed__isnull=True):
        each, known = lists.get(entry.list_name), day_of_date(entry.known)
        first = next((act for act in done.any_act if act >= known), None)
        if first is not None and entry.acted_on is None:
            entry.acted_on = date_of_day(first)
            entry.seen_on = entry.seen_on or day
        if each is not None:
            event = OPEN_ENDED if entry.event is None else day_of_date(entry.event)
            entry.clock, entry.due, entry.paused_until = deadline_of(each, known, event, done, today, rules)
        entry.save(update_fields=["acted_on", "seen_on", *DUE])


@transaction.atomic
def mark_seen(*, entry: Entry, day: date, by: str) -> None:
    """Note that somebody has opened an entry; only the first time counts."""
    if entry.seen_on is None and Entry.objects.filter(pk=entry.pk, seen_on__isnull=True).update(seen_on=day):
        audit.write(event="entry_seen", about=entry.list_name, person=str(entry.person_id), by=by)


@transaction.atomic
def hand_over(*, entries: Collection[Entry], users: Collection[User], by: str) -> int:
    """Split entries between colleagues, as evenly as they go, the most pressing dealt out in turn; return how many.

    All entries of one young person go to one colleague, and whoever has some of them already keeps them.
    """
    if not users:
        return 0
    dealt: dict[UUID, User] = {}
    load = dict.fromkeys([user.pk for user in users], 0)
    of = {user.pk: user for user in users}
    ids = [entry.person_id for entry in entries]
    theirs = Q(closed__isnull=True, person_id__in=ids, responsible_id__in=list(load))
    for person_id, user in Entry.objects.filter(theirs).values_list("person_id", "responsible_id"):
        if person_id not in dealt:
            dealt[person_id] = of[user]
            load[user] += 1
    for entry in entries:
        if entry.person_id not in dealt:
            least = min(load, key=lambda user: load[user])
            dealt[entry.person_id] = of[least]
            load[least] += 1
        entry.responsible, entry.was_handed = dealt[entry.person_id], True
        audit.write(event="entry_handed", about=dealt[entry.person_id].user_name, person=str(entry.person_id), by=by)
    Entry.objects.bulk_update(entries, ["responsible", "was_handed"], batch_size=BATCH)
    return len(entries)
