"""Whom to ask in time: consents that end at 18 or are to other words, and questions that nobody has answered."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from videre.web.access.casework import show_people
from videre.web.access.models import AskedConsent, Consent
from videre.web.access.purposes import Purpose
from videre.web.access.record_presenters import asked_shown, recipient_title, titles, warning_of
from videre.web.access.records import ids_of, list_reminders, may_know_of_consent
from videre.web.accounts.models import User
from videre.web.installation import current_definitions


class Reminder(NamedTuple):
    """Somebody to ask: who, about which recipient and what, and why now."""

    person_id: UUID
    name: str
    recipient: str
    categories: str
    why: str


def list_shown_reminders(user: User, purpose: Purpose, *, now: datetime) -> list[Reminder]:
    """Return whom a user is to ask, of those the user sees; each of them is written to the log."""
    again, waiting = list_reminders(now.date())
    people = show_people(user, ids_of((again, waiting)), purpose, now=now)
    asks: list[tuple[Consent | AskedConsent, str]] = [(each, why_again(each, now)) for each in again]
    asks += [(each, asked_shown(each).said) for each in waiting]
    found = [
        Reminder(each.person_id, seen.display_name, recipient_title(each.recipient), titles(each.categories), why)
        for each, why in asks
        if (seen := people.get(each.person_id)) is not None and may_know_of_consent(seen, user, each.recipient)
    ]
    return sorted(found, key=lambda each: (each.name, each.recipient))


def why_again(consent: Consent, now: datetime) -> str:
    """Return why a consent is to be asked for again."""
    if consent.version != current_definitions().access_law().consent_version:
        return _("The words are new: the yes to version %(version)s counts no more.") % {"version": consent.version}
    return warning_of(consent, now.date())
