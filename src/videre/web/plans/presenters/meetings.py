"""Meetings in words: the agenda as the plan says it now, and who is invited by which basis."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from videre.definitions.plans import PlanForm
from videre.web.access.attending import BY_CONSENT, BY_WORK
from videre.web.access.reasons import role_title
from videre.web.access.units import title_of
from videre.web.agreements.models import Agreement
from videre.web.installation import current_definitions
from videre.web.languages import told
from videre.web.plans.models import AgendaItem, Invited, Meeting, Minutes, Version
from videre.web.plans.presenters.around import agreement_shown


class TextShown(NamedTuple):
    """A text of the minutes that stood before, and who wrote it when."""

    words: str
    who: str


class ItemShown(NamedTuple):
    """An item of the agenda: what it is, and what the plan says of it now. revision, earlier: of its minutes."""

    id: int
    title: str
    words: str
    minutes: str
    revision: int
    earlier: list[TextShown]


class InvitedShown(NamedTuple):
    """A unit that is invited, and why it may be there."""

    id: int
    title: str
    basis: str


class MeetingShown(NamedTuple):
    """A meeting in words."""

    id: int
    when: str
    place: str
    about: str
    others: str
    came: str
    called_by: str
    is_closed: bool
    closed_on: str


def meeting_shown(meeting: Meeting) -> MeetingShown:
    """Return a meeting in words."""
    when = _("%(day)s at %(time)s") % {"day": date_format(meeting.day, "j. F Y"), "time": f"{meeting.at:%H:%M}"}
    closed = date_format(meeting.closed_on, "j. F Y") if meeting.closed_on else ""
    return MeetingShown(
        meeting.pk,
        when,
        meeting.place,
        meeting.about,
        meeting.others,
        meeting.came,
        meeting.called_by_name,
        meeting.closed_on is not None,
        closed,
    )


def basis_title(basis: str) -> str:
    """Return a basis for being at a meeting, in words."""
    if basis == BY_WORK:
        return _("works with the young person")
    if basis == BY_CONSENT:
        return _("the young person has said yes")
    law = current_definitions().access_law().bases
    return told(law[basis].title) if basis in law else basis


def invited_shown(rows: Sequence[Invited]) -> list[InvitedShown]:
    """Return who is invited, in words."""
    return [InvitedShown(each.pk, title_of(each.unit), basis_title(each.basis)) for each in rows]


def invitable_shown(found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return units with a basis by which they may be invited, each as `unit basis` with its words, in their order."""
    shown = [(f"{unit} {basis}", f"{title_of(unit)}: {basis_title(basis)}") for unit, basis in found]
    return sorted(shown, key=lambda each: each[1])


def agenda_shown(
    items: Sequence[AgendaItem],
    form: PlanForm,
    newest: Version | None,
    agreements: Mapping[int, Agreement],
    texts: Mapping[int | None, list[Minutes]],
    day: date,
) -> list[ItemShown]:
    """Return items of the agenda that may be read, as the plan says them now."""
    shown = []
    for item in items:
        title, words = words_of(item, form, newest, agreements, day)
        earlier = [text_shown(each) for each in texts.get(item.pk, [])[1:]]
        shown.append(ItemShown(item.pk, title, words, item.minutes, item.revision, earlier))
    return shown


def text_shown(each: Minutes) -> TextShown:
    """Return a text that was saved, with who wrote it and when."""
    said = {"name": each.by_name, "role": role_title(each.role), "day": date_format(localtime(each.at), "j. F Y")}
    return TextShown(each.words, _("%(name)s, %(role)s, %(day)s") % said)


def words_of(
    item: AgendaItem, form: PlanForm, newest: Version | None, agreements: Mapping[int, Agreement], day: date
) -> tuple[str, str]:
    """Return the title of an item that may be read, and what the plan says of it."""
    kind, _colon, name = item.key.partition(":")
    match kind:
        case "agreement":
            found = agreement_shown(agreements[int(name)], day)
            return found.what, f"{found.who} · {found.due} · {found.state}"
        case "transition":
            ahead = next(each for each in form.transitions if each.name == name)
            return told(ahead.title), "\n".join(told(step) for step in ahead.steps)
        case "question":
            section, _dot, question = name.partition(".")
            words = newest.words.get(section, {}).get(question, "") if newest is not None else ""
            return told(form.get_section(section).get_question(question).title), words
    return item.title, ""
