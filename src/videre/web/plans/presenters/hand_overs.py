"""Hand-overs in words: to whom, until when an answer is in time, and who is responsible meanwhile."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.definitions.plans import PlanForm
from videre.web.access.seen import Seen
from videre.web.access.units import title_of
from videre.web.languages import told
from videre.web.plans.models import HandOver, HandOverState
from videre.web.plans.rights import Reader


class StrengthShown(NamedTuple):
    """A strength, in the plan's own words."""

    question: str
    words: str
    by: str


class HandOverShown(NamedTuple):
    """A hand-over. responsible: who is it while it waits, and nobody else. receiver: who became the contact person."""

    id: int
    from_unit: str
    to_unit: str
    sent: str
    state: str
    is_waiting: bool
    is_late: bool
    answer_by: str
    answered: str
    responsible: str
    receiver: str
    reject_reason: str


class NoteShown(NamedTuple):
    """A transition note as a reader may read it; what is closed to them is said, and not shown."""

    strengths: list[StrengthShown]
    going_on: str
    wish: str
    is_closed: bool


def hand_over_shown(each: HandOver, seen: Seen | None, responsible: str, day: date) -> HandOverShown:
    """Return a hand-over in words.

    Args:
        seen: the person as the reader sees them; None: not at all. Why it was rejected is a word about the person, and
            read by whoever may see the plan. responsible: who is the contact person today; empty: nobody.
    """
    may_read = seen is not None and seen.may_see(Category.PLAN)
    is_waiting = each.state == HandOverState.WAITING
    return HandOverShown(
        each.pk,
        title_of(each.from_unit),
        title_of(each.to_unit),
        date_format(each.sent_on, "j. F Y"),
        str(HandOverState(each.state).label),
        is_waiting,
        is_waiting and each.answer_by < day,
        date_format(each.answer_by, "j. F Y"),
        date_format(each.answered_on, "j. F Y") if each.answered_on else "",
        responsible,
        each.receiver.display_name if each.receiver is not None else "",
        each.reject_reason if may_read else "",
    )


def note_shown(reader: Reader, hand_over: HandOver, form: PlanForm) -> NoteShown:
    """Return the note of a hand-over: its strengths by the rights to their sections, the rest by that to the plan."""
    shown = strengths_shown(reader, hand_over.strengths, form)
    may_read = reader.seen.may_see(Category.PLAN)
    return NoteShown(
        shown,
        hand_over.going_on if may_read else "",
        hand_over.wish if may_read else "",
        is_closed=not may_read or len(shown) < len(hand_over.strengths),
    )


def strengths_shown(reader: Reader, strengths: list[dict[str, str]], form: PlanForm) -> list[StrengthShown]:
    """Return the strengths that a reader may read, in words."""
    return [
        StrengthShown(told(section.get_question(each["question"]).title), each["words"], each["by"])
        for each in strengths
        if reader.may_read_section(section := form.get_section(each["section"]))
    ]


def waiting_sentence(shown: HandOverShown) -> str:
    """Return where a hand-over that waits stands, and who is responsible until it is answered."""
    said = _("A hand-over to %(unit)s waits for an answer, by %(day)s. Until it is accepted, %(name)s is responsible.")
    if not shown.responsible:
        said = _("A hand-over to %(unit)s waits for an answer, by %(day)s. Nobody is the contact person: name one.")
    return said % {"unit": shown.to_unit, "day": shown.answer_by, "name": shown.responsible}
