"""A young person's yes, and taking it back: actions that the table of the law limits."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from videre.definitions.access import Category, Recipient
from videre.domain.refusals import Refused
from videre.web.access.deciding import ADULT_YEARS
from videre.web.access.knowing import age_of, birthday_of
from videre.web.access.models import Consent, Disclosure, GivenBy
from videre.web.audit import actions as audit
from videre.web.installation import current_definitions
from videre.web.people import queries as people
from videre.web.people.models import Person

OWN_CONSENT_YEARS = 15  # from then on the young person says yes for themselves


class NotTheirsToGive(Refused):
    """Somebody was to agree who may not agree for this person."""


class NothingToAgreeTo(Refused):
    """A consent was to be given to something that no consent opens."""


def get_young_person(person_id: UUID) -> Person:
    """Return a person for an action on what they share; raises NotTheirsToGive."""
    person = people.find_person(person_id)
    if person is None:
        raise NotTheirsToGive(_("This person is not there."))
    return person


@transaction.atomic
def give_consent(
    *,
    person_id: UUID,
    recipient: Recipient,
    categories: Collection[Category],
    given_by: GivenBy,
    day: date,
    until: date | None = None,
    by: str,
) -> Consent:
    """Write down a yes, to the words as they are now; an earlier yes to the same recipient is replaced.

    A guardian says yes until the 15th birthday, the young person from then on. A guardian's yes ends at 18 at the
    latest.

    Raises:
        NotTheirsToGive, NothingToAgreeTo.
    """
    person, law = get_young_person(person_id), current_definitions().access_law()
    if given_by != who_agrees(person, day):
        raise NotTheirsToGive(_("Until the 15th birthday a holder of custody agrees; from then on the young person."))
    if lacks_question(person, recipient, categories, day):
        raise NothingToAgreeTo(_("Leave out what needs no consent, and what no consent opens to this recipient."))
    end_consents(person_id, recipient, day)
    adult_on = birthday_of(person, ADULT_YEARS)
    ends = min(until or date.max, adult_on) if given_by == GivenBy.GUARDIAN else until
    made = Consent.objects.create(
        person=person,
        recipient=recipient,
        categories=sorted(categories),
        version=law.consent_version,
        given_by=given_by,
        given_on=day,
        until=ends,
    )
    audit.write(event="consent_given", about=str(recipient), person=str(person_id), reason=str(made.pk), by=by)
    return made


def who_agrees(person: Person, day: date) -> GivenBy:
    """Return who agrees for a person on a day: a holder of custody until the 15th birthday, then the young person."""
    return GivenBy.YOUNG_PERSON if age_of(person, day) >= OWN_CONSENT_YEARS else GivenBy.GUARDIAN


def lacks_question(person: Person, recipient: Recipient, categories: Collection[Category], day: date) -> bool:
    """Return whether there is nothing to agree to: no category, or one that needs no yes or that no yes opens."""
    law, age_years = current_definitions().access_law(), age_of(person, day)
    return not categories or not all(law.may_be_asked(each, recipient, age_years) for each in categories)


def end_consents(person_id: UUID, recipient: Recipient, day: date) -> None:
    """Let earlier consents to a recipient end on a day."""
    for earlier in Consent.objects.filter(person_id=person_id, recipient=recipient, withdrawn_at__isnull=True):
        earlier.until = min(earlier.until or date.max, max(day, earlier.given_on))
        earlier.save(update_fields=["until"])


@transaction.atomic
def withdraw_consent(*, consent: Consent, now: datetime, by: str) -> None:
    """Take a yes back: from this instant it opens nothing, and what was shared because of it ends.

    Taken back twice at once, it is taken back at the first instant.
    """
    found = Consent.objects.select_for_update().filter(pk=consent.pk, withdrawn_at__isnull=True).first()
    if found is None:
        return
    consent.withdrawn_at = now
    consent.save(update_fields=["withdrawn_at"])
    ended = Disclosure.objects.filter(consent=consent, until__gt=now.date())
    ended.update(until=now.date(), ended_because="consent_withdrawn")
    audit.write(event="consent_withdrawn", person=str(consent.person_id), reason=str(consent.pk), by=by)
