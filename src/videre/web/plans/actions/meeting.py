"""Meetings about a young person: called with an agenda of the plan, invited to by a basis, written down and closed."""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.domain.refusals import Refused
from videre.web.access.actions import disclose, end_involvement, involve
from videre.web.access.actions.disclosing import BY_HAND, TAKEN_BACK, end
from videre.web.access.attending import BY_CONSENT, BY_WORK, bases_of_units
from videre.web.access.models import Kind
from videre.web.access.purposes import Purpose
from videre.web.accounts.models import User
from videre.web.agreements.actions import agree
from videre.web.agreements.models import Agreement
from videre.web.plans.actions.writing import MayNotWrite, log
from videre.web.plans.models import AgendaItem, Invited, Meeting
from videre.web.plans.queries import find_plan, find_unit, list_agenda_keys
from videre.web.plans.rights import Reader

OPENED_BY_RECORD = (Category.IDENTITY, Category.PLAN, Category.CONTACT_PERSON)


class NoBasis(Refused):
    """A unit was to be invited that no law and no consent lets be there."""


class MeetingIsClosed(Refused):
    """Something of a meeting was to be changed after its minutes were approved."""


class InThePast(Refused):
    """A meeting was to be called for a day that has been."""


class NothingToSay(Refused):
    """The minutes were to be approved before the meeting was held."""


@transaction.atomic
def call_meeting(
    *, reader: Reader, day: date, at: time, place: str, about: str, others: str = "", today: date, by: str
) -> Meeting:
    """Call a meeting about an opened person; its agenda is made of the plan. Raises MayNotWrite, InThePast."""
    check_may_meet(reader)
    if day < today:
        raise InThePast(_("Choose today or a day ahead."))
    made = Meeting.objects.create(
        person_id=reader.seen.person_id,
        day=day,
        at=at,
        place=place.strip(),
        about=about.strip(),
        others=others.strip(),
        called_by=by,
        called_by_name=reader.user.display_name,
        called_for=find_unit(reader.user),
    )
    keys = list_agenda_keys(reader, find_plan(reader.seen.person_id))
    AgendaItem.objects.bulk_create(AgendaItem(meeting=made, key=key) for key in keys)
    log(reader, "meeting_called", day.isoformat(), by)
    return made


@transaction.atomic
def invite(*, reader: Reader, meeting_id: int, unit: str, basis: str, today: date, by: str) -> Invited:
    """Invite a unit by a basis. It opens the person to it on the day of the meeting, as far as the basis reaches.

    A unit that works with the young person already is opened nothing more. By consent: what was said yes to, by an
    involvement that begins and ends with the day. By a law on meetings: by a record of disclosure for that day.

    Raises:
        MayNotWrite, MeetingIsClosed. InThePast: the day of the meeting has been. NoBasis: the basis does not hold for
        this unit on that day. NotAllowedByBasis: the law has had its meetings.
    """
    found = open_meeting(reader, meeting_id)
    if found.day < today:
        raise InThePast(_("The meeting has been. Call another, and invite to that."))
    if basis not in bases_of_units(found.person_id, reader.recipient, found.day).get(unit, []):
        raise NoBasis(_("By this basis the unit may not be there. Ask the young person for a yes first."))
    if found.invited.filter(unit=unit).exists():
        raise NoBasis(_("This unit is invited already."))
    tie, record = None, None
    tomorrow = found.day + timedelta(days=1)
    if basis == BY_CONSENT:
        tie = involve(
            person_id=found.person_id, kind=Kind.INVITATION, since=found.day, until=tomorrow, unit=unit, by=by
        )
    elif basis != BY_WORK:
        record = disclose(
            person_id=found.person_id,
            basis=basis,
            purpose=Purpose(reader.seen.purpose),
            categories=OPENED_BY_RECORD,
            unit=unit,
            since=found.day,
            until=tomorrow,
            matter=f"plan {found.day.year}",
            meeting=found.day,
            by=by,
        )
    made = Invited.objects.create(meeting=found, unit=unit, basis=basis, tie=tie, disclosure=record)
    log(reader, "meeting_invited", f"{unit} {basis}", by)
    return made


@transaction.atomic
def uninvite(*, reader: Reader, meeting_id: int, invited_id: int, today: date, by: str) -> None:
    """Take an invitation back: what it would have opened is closed.

    Taken back before the day it has opened nothing, and is no meeting to the law; on the day it was one.

    Raises:
        MayNotWrite, MeetingIsClosed. InThePast: the day of the meeting has been, and who was invited stands.
    """
    found = open_meeting(reader, meeting_id)
    if found.day < today:
        raise InThePast(_("The meeting has been: who was invited stands."))
    invited = found.invited.select_related("tie", "disclosure").get(pk=invited_id)
    if invited.tie is not None:
        end_involvement(involvement=invited.tie, day=today, by=by)
    if invited.disclosure is not None:
        end(invited.disclosure, today, TAKEN_BACK if today < found.day else BY_HAND, by)
    invited.delete()
    log(reader, "meeting_uninvited", invited.unit, by)


@transaction.atomic
def add_to_agenda(*, reader: Reader, meeting_id: int, title: str, by: str) -> AgendaItem:
    """Put something on the agenda. Raises MayNotWrite, MeetingIsClosed."""
    found = open_meeting(reader, meeting_id)
    n_own = found.items.filter(key__startswith="own:").count()
    made = AgendaItem.objects.create(meeting=found, key=f"own:{n_own + 1}", title=title.strip())
    log(reader, "meeting_agenda_added", str(made.pk), by)
    return made


@transaction.atomic
def agree_at_meeting(
    *, reader: Reader, meeting_id: int, what: str, party: str, due: date, user: User | None, on: date, by: str
) -> Agreement:
    """Let what the minutes say become an agreement of the plan. Raises MayNotWrite, MeetingIsClosed."""
    found = open_meeting(reader, meeting_id)
    made = agree(person_id=found.person_id, what=what, party=party, due=due, on=on, user=user, by=by)
    found.agreements.add(made)
    return made


@transaction.atomic
def close_meeting(*, reader: Reader, meeting_id: int, on: date, by: str) -> Meeting:
    """Approve the minutes: nothing of the meeting is changed any more.

    Raises:
        MayNotWrite, MeetingIsClosed. NothingToSay: before its day, or without a word in the minutes.
    """
    found = open_meeting(reader, meeting_id)
    if on < found.day or not found.items.exclude(minutes="").exists():
        raise NothingToSay(_("Write the minutes on the day of the meeting or after it, and approve them then."))
    found.closed_on = on
    found.save(update_fields=["closed_on"])
    log(reader, "meeting_closed", found.day.isoformat(), by)
    return found


def check_may_meet(reader: Reader) -> None:
    """Raise MayNotWrite for whoever does not write in the plan, or may not see it."""
    if not reader.may_write or not reader.seen.may_see(Category.PLAN):
        raise MayNotWrite(_("Your role does not write in this plan."))


def open_meeting(reader: Reader, meeting_id: int) -> Meeting:
    """Return a meeting of the opened person, locked; raises MayNotWrite, MeetingIsClosed."""
    check_may_meet(reader)
    found = Meeting.objects.select_for_update().get(pk=meeting_id, person_id=reader.seen.person_id)
    if found.closed_on is not None:
        raise MeetingIsClosed(_("The minutes are approved. Take it up at the next meeting."))
    return found
