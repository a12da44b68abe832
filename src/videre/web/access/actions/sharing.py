"""A young person's yes, and what is shared by record: actions that the table of the law limits."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from videre.definitions.access import Basis, Category, Recipient
from videre.domain.refusals import Refused
from videre.web.access.knowing import age_of
from videre.web.access.models import Consent, Disclosure, GivenBy
from videre.web.access.purposes import Purpose
from videre.web.access.units import find_unit, recipient_of
from videre.web.audit import actions as audit
from videre.web.installation import current_definitions
from videre.web.people import queries as people
from videre.web.people.models import Person

OWN_CONSENT_YEARS = 15  # from then on the young person says yes for themselves
ADULT_YEARS = 18
LONGEST_DISCLOSURE_DAYS = 365


class NotTheirsToGive(Refused):
    """Somebody was to agree who may not agree for this person."""


class NothingToAgreeTo(Refused):
    """A consent was to be given to something that no consent opens."""


class NotAllowedByBasis(Refused):
    """A disclosure was to be made that its basis does not allow."""


def get_young_person(person_id: UUID) -> Person:
    """Return a person for an action on what they share; raises NotTheirsToGive."""
    person = people.find_person(person_id)
    if person is None:
        raise NotTheirsToGive("This person is not there.")
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
    age_years = age_of(person, day)
    expected = GivenBy.YOUNG_PERSON if age_years >= OWN_CONSENT_YEARS else GivenBy.GUARDIAN
    if given_by != expected:
        raise NotTheirsToGive("Until the 15th birthday a holder of custody agrees; from then on the young person.")
    closed = [each for each in categories if not law.may_be_asked(each, recipient, age_years)]
    if closed or not categories:
        raise NothingToAgreeTo("Leave out what needs no consent, and what no consent opens to this recipient.")
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


def end_consents(person_id: UUID, recipient: Recipient, day: date) -> None:
    """Let earlier consents to a recipient end on a day."""
    for earlier in Consent.objects.filter(person_id=person_id, recipient=recipient, withdrawn_at__isnull=True):
        earlier.until = min(earlier.until or date.max, max(day, earlier.given_on))
        earlier.save(update_fields=["until"])


def birthday_of(person: Person, age_years: int) -> date:
    """Return the day on which somebody reaches an age; whoever is born on 29 February, on 1 March."""
    try:
        return person.birth_date.replace(year=person.birth_date.year + age_years)
    except ValueError:
        return date(person.birth_date.year + age_years, 3, 1)


@transaction.atomic
def withdraw_consent(*, consent: Consent, now: datetime, by: str) -> None:
    """Take a yes back: from this instant it opens nothing, and what was shared because of it ends."""
    consent.withdrawn_at = now
    consent.save(update_fields=["withdrawn_at"])
    ended = Disclosure.objects.filter(consent=consent, until__gt=now.date())
    ended.update(until=now.date(), ended_because="consent_withdrawn")
    audit.write(event="consent_withdrawn", person=str(consent.person_id), reason=str(consent.pk), by=by)


@transaction.atomic
def disclose(
    *,
    person_id: UUID,
    basis: str,
    purpose: Purpose,
    categories: Collection[Category],
    unit: str,
    since: date,
    until: date,
    matter: str = "",
    meeting: date | None = None,
    consent: Consent | None = None,
    by: str,
) -> Disclosure:
    """Write down that something is shared with another authority or across a wall, and open it for as long.

    Raises:
        NotAllowedByBasis: no such basis or unit, outside the basis' circle, too old, too long, one meeting too many, a
            basis by consent without a consent that holds, or a category that nothing may open.
    """
    person = get_young_person(person_id)
    recipient = recipient_of(unit) if find_unit(unit) else None
    law = current_definitions().access_law().bases.get(basis)
    if law is None or recipient is None:
        raise NotAllowedByBasis("Name a basis and a unit of definitions/access.")
    check_limits(law, recipient, age_of(person, since), since, until)
    check_meeting(law, person_id, basis, matter, meeting, since)
    if {Category.PROTECTED_ADDRESS, Category.SSP} & set(categories):
        raise NotAllowedByBasis("A protected address and notes of SSP are never disclosed here.")
    if basis == "consent" and (
        consent is None or consent.withdrawn_at or not set(categories) <= set(consent.categories)
    ):
        raise NotAllowedByBasis("Name the consent that covers what is shared.")
    made = Disclosure.objects.create(
        person=person,
        basis=basis,
        purpose=purpose,
        categories=sorted(categories),
        recipient=recipient,
        recipient_unit=unit,
        matter=matter,
        meeting=meeting,
        consent=consent,
        decided_by=by,
        since=since,
        until=until,
    )
    audit.write(event="disclosed", about=unit, person=str(person_id), purpose=purpose, reason=basis, by=by)
    return made


def covers(consent: Consent | None, categories: Collection[Category]) -> bool:
    """Return whether a consent stands and covers what is to be shared."""
    return consent is not None and consent.withdrawn_at is None and set(categories) <= set(consent.categories)


def check_limits(law: Basis, recipient: Recipient, age_years: int, since: date, until: date) -> None:
    """Raise NotAllowedByBasis for a recipient outside the circle, a person too old, or a time too long."""
    longest = timedelta(days=law.most_days or LONGEST_DISCLOSURE_DAYS)
    if law.circle and recipient not in law.circle:
        raise NotAllowedByBasis("This basis does not reach that recipient. Ask for consent.")
    if age_years >= law.below_age:
        raise NotAllowedByBasis(f"This basis ends at {law.below_age} years.")
    if not since < until <= since + longest:
        raise NotAllowedByBasis(f"By this basis it is open {longest.days} days at most, and at least one.")


def check_meeting(law: Basis, person_id: UUID, basis: str, matter: str, meeting: date | None, since: date) -> None:
    """Raise NotAllowedByBasis for a basis by meetings without one, or for more meetings in a matter than it allows."""
    if law.most_meetings is None:
        return
    if not matter or meeting is None or meeting != since:
        raise NotAllowedByBasis("By this basis it is shared at a meeting, on its day. Name matter and meeting.")
    held = Disclosure.objects.filter(person_id=person_id, basis=basis, matter=matter).values_list("meeting", flat=True)
    if len({*held, meeting}) > law.most_meetings:
        raise NotAllowedByBasis("One meeting, exceptionally one follow-up: this matter has had both.")


@transaction.atomic
def end_by_rule(*, day: date, by: str) -> int:
    """End what the rules end: disclosures about whoever has moved out or become too old; return how many."""
    bases, n_ended = current_definitions().access_law().bases, 0
    for each in Disclosure.objects.filter(until__gt=day).select_related("person"):
        law = bases.get(each.basis)
        too_old = law is None or age_of(each.person, day) >= law.below_age
        if too_old or not each.person.lives_here(day):
            each.until, each.ended_because = max(day, each.since), "too_old" if too_old else "moved_out"
            each.save(update_fields=["until", "ended_because"])
            audit.write(event="disclosure_ended", person=str(each.person_id), reason=each.ended_because, by=by)
            n_ended += 1
    return n_ended
