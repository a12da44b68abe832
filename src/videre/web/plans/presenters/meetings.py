"""Meetings in words: the agenda as the plan says it now, and who is invited by which basis."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videre.definitions.plans import PlanForm
from videre.web.access.attending import BY_CONSENT, BY_WORK, bases_of_units
from videre.web.access.discretion import may_know_of_unit
from videre.web.access.knowing import list_units_of
from videre.web.access.units import title_of
from videre.web.agreements.queries import list_agreements
from videre.web.installation import current_day, current_definitions
from videre.web.languages import told
from videre.web.plans.models import AgendaItem, Invited, Meeting, Version
from videre.web.plans.presenters.around import AgreementShown, agreement_shown
from videre.web.plans.rights import Reader


class ItemShown(NamedTuple):
    """An item of the agenda: what it is, and what the plan says of it now. revision: of its minutes."""

    id: int
    title: str
    words: str
    minutes: str
    revision: int


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


def invited_shown(reader: Reader, meeting: Meeting) -> list[InvitedShown]:
    """Return who is invited, of whom the reader may know; whoever is invited themselves knows of everybody."""
    rows = list(Invited.objects.filter(meeting=meeting))
    own = list_units_of(reader.user, current_day())
    is_there = meeting.called_by == reader.user.user_name or any(each.unit in own for each in rows)
    return [
        InvitedShown(each.pk, title_of(each.unit), basis_title(each.basis))
        for each in rows
        if is_there or may_know_of_unit(reader.seen, each.unit, own)
    ]


def invitable(reader: Reader, meeting: Meeting) -> list[tuple[str, str]]:
    """Return whom a reader may invite, each as `unit basis` with its words."""
    there = set(Invited.objects.filter(meeting=meeting).values_list("unit", flat=True))
    own = list_units_of(reader.user, current_day())
    found = bases_of_units(reader.seen.person_id, reader.recipient, meeting.day)
    return sorted(
        (
            (f"{unit} {basis}", f"{title_of(unit)}: {basis_title(basis)}")
            for unit, bases in found.items()
            if unit not in there
            for basis in bases
            if basis != BY_WORK or may_know_of_unit(reader.seen, unit, own)
        ),
        key=lambda each: each[1],
    )


def agenda_shown(
    reader: Reader, meeting: Meeting, form: PlanForm, newest: Version | None, day: date
) -> list[ItemShown]:
    """Return the agenda as the plan says it now, of what a reader may see; what the plan no longer has is left out."""
    agreements = {each.pk: agreement_shown(each, day) for each in list_agreements(meeting.person_id)}
    shown = []
    for item in AgendaItem.objects.filter(meeting=meeting):
        title, words = words_of(item, reader, form, newest, agreements)
        if title:
            shown.append(ItemShown(item.pk, title, words, item.minutes, item.revision))
    return shown


def words_of(
    item: AgendaItem,
    reader: Reader,
    form: PlanForm,
    newest: Version | None,
    agreements: dict[int, AgreementShown],
) -> tuple[str, str]:
    """Return the title of an item and what the plan says of it; an empty title where it may not be seen."""
    kind, _colon, name = item.key.partition(":")
    if kind == "own":
        return item.title, ""
    if kind == "agreement":
        found = agreements.get(int(name))
        return (found.what, f"{found.who} · {found.due} · {found.state}") if found is not None else ("", "")
    if kind == "transition":
        ahead = {each.name: each for each in form.transitions}.get(name)
        return (told(ahead.title), "\n".join(told(step) for step in ahead.steps)) if ahead is not None else ("", "")
    place, _dot, question = name.partition(".")
    section = next((each for each in form.sections if each.name == place), None)
    if section is None or not reader.may_read_section(section):
        return "", ""
    words = newest.words.get(place, {}).get(question, "") if newest is not None else ""
    return told(section.get_question(question).title), words
