"""Changing initiatives. Each change is kept with its words before and after, and logged in the same transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db import transaction

from videre.domain.refusals import Refused
from videre.web.audit import actions as audit
from videre.web.steering.codes import Status, may_be_reviewed, review_day
from videre.web.steering.models import Change, Effect, Initiative, Milestone, StatusReport
from videre.web.steering.queries import current_name

FIELDS: Final = ("own_title", "own_text", "owner", "unit", "partners", "principles", "budget_dkk")
DECIDED: Final = "decided"


class NumberTaken(Refused):
    """An initiative was to be added with a number that another has."""


class ChangedMeanwhile(Refused):
    """Somebody else has changed the initiative since the form was opened."""


class NoReviewDay(Refused):
    """A status was to be believed to a day that has passed, or for more than a year."""


@transaction.atomic
def set_status(
    *,
    initiative: Initiative,
    status: Status,
    sentence: str = "",
    review_on: date | None = None,
    day: date,
    by: str,
) -> StatusReport:
    """Say how an initiative stands from a day on. The one before it stays in the history.

    Args:
        initiative, status: which one, and how. sentence: why, in a sentence.
        review_on: the last day on which it is to be believed; that of the status when left out.
        day: today. by: the user's name.

    Raises:
        NoReviewDay: the day has passed, or is more than a year ahead.
    """
    if review_on is not None and not may_be_reviewed(review_on, day):
        raise NoReviewDay(f"Choose a day from {day} to a year after as the one by which to look at it again.")
    report = StatusReport.objects.create(
        initiative=initiative,
        status=status,
        sentence=sentence.strip(),
        said_on=day,
        review_on=review_on or review_day(status, day),
        by=by,
    )
    audit.write(event="initiative_status_said", about=f"{initiative.number} {status}", by=by)
    return report


@transaction.atomic
def add_initiative(*, number: str, focus_area: int, title: str, text: str, day: date, by: str) -> Initiative:
    """Add an initiative of the municipality's own; raises NumberTaken."""
    if Initiative.objects.filter(strategy=current_name(), number=number).exists():
        raise NumberTaken(f"There is an initiative {number} already. Choose another number.")
    made = Initiative.objects.create(
        strategy=current_name(), number=number, focus_area=focus_area, own_title=title, own_text=text
    )
    Change.objects.create(initiative=made, on=day, by=by, field="own_title", after=title)
    audit.write(event="initiative_added", about=number, by=by)
    return made


@transaction.atomic
def change_initiative(
    *, initiative: Initiative, values: Mapping[str, object], last_change: int, day: date, by: str
) -> list[Change]:
    """Change fields of an initiative, and return what was changed; nothing is kept of a field that stays as it was.

    Args:
        initiative: which one. values: new values by field, of FIELDS.
        last_change: the id of the newest change that whoever changes it has seen; 0 for none.
        day: today. by: the user's name.

    Raises:
        ChangedMeanwhile: there is a newer change.
    """
    locked = Initiative.objects.select_for_update().get(pk=initiative.pk)
    newest = locked.changes.order_by("-id").first()
    if newest is not None and newest.pk > last_change:
        raise ChangedMeanwhile(f"{newest.by} has changed {locked.number} since you opened it. Open it again.")
    changes = []
    for name in FIELDS:
        before, after = getattr(locked, name), values.get(name, getattr(locked, name))
        if before != after:
            setattr(locked, name, after)
            changes.append(keep(locked, name, words(before), words(after), day, by))
    if changes:
        locked.save(update_fields=[change.field for change in changes])
        audit.write(event="initiative_changed", about=locked.number, by=by)
    return changes


@transaction.atomic
def set_effect(*, initiative: Initiative, point: int, expected: str, due: date | None, day: date, by: str) -> Effect:
    """Say what an initiative should do to a measurement point, and by when."""
    effect = Effect.objects.select_for_update().filter(initiative=initiative, point=point).first()
    before = "" if effect is None else effect_words(effect)
    if effect is None:
        effect = Effect(initiative=initiative, point=point, basis=DECIDED)
    effect.expected, effect.due = expected.strip(), due
    effect.save()
    keep(initiative, "effect", before, effect_words(effect), day, by)
    audit.write(event="initiative_effect_set", about=f"{initiative.number} point {point}", by=by)
    return effect


@transaction.atomic
def remove_effect(*, effect: Effect, day: date, by: str) -> None:
    """Take back that an initiative should move a point."""
    keep(effect.initiative, "effect", effect_words(effect), "", day, by)
    audit.write(event="initiative_effect_removed", about=f"{effect.initiative.number} point {effect.point}", by=by)
    effect.delete()


@transaction.atomic
def add_milestone(*, initiative: Initiative, title: str, due: date, day: date, by: str) -> Milestone:
    """Add a milestone."""
    milestone = Milestone.objects.create(initiative=initiative, title=title, due=due)
    keep(initiative, "milestone", "", f"{title} ({due.isoformat()})", day, by)
    audit.write(event="milestone_added", about=initiative.number, by=by)
    return milestone


@transaction.atomic
def mark_milestone(*, milestone: Milestone, is_reached: bool, day: date, by: str) -> None:
    """Say that a milestone is reached, or that it is not after all."""
    milestone.reached_on = day if is_reached else None
    milestone.save(update_fields=["reached_on"])
    field = "milestone_reached" if is_reached else "milestone_not_reached"
    keep(milestone.initiative, field, "", milestone.title, day, by)
    audit.write(event=field, about=milestone.initiative.number, by=by)


@transaction.atomic
def remove_milestone(*, milestone: Milestone, day: date, by: str) -> None:
    """Take a milestone away that should not have been there; the history keeps that it was."""
    keep(milestone.initiative, "milestone", f"{milestone.title} ({milestone.due.isoformat()})", "", day, by)
    audit.write(event="milestone_removed", about=milestone.initiative.number, by=by)
    milestone.delete()


def keep(initiative: Initiative, field: str, before: str, after: str, day: date, by: str) -> Change:
    """Keep a change in the initiative's history."""
    return Change.objects.create(initiative=initiative, on=day, by=by, field=field, before=before, after=after)


def words(value: object) -> str:
    """Return a value as the history keeps it."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def effect_words(effect: Effect) -> str:
    """Return an effect as the history keeps it; nothing while nobody has said what is expected."""
    if not effect.expected and effect.due is None:
        return ""
    due = f" ({effect.due.isoformat()})" if effect.due else ""
    return f"({effect.point}) {effect.expected}{due}"
