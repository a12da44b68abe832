"""Sharing by record, as far as the table of the law lets it, and the rules by which it ends."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from videre.definitions.access import Basis, Category, Law, Recipient
from videre.domain.refusals import Refused
from videre.web.access.actions.sharing import get_young_person
from videre.web.access.knowing import age_of, is_standing, open_on
from videre.web.access.models import Consent, Disclosure, Involvement
from videre.web.access.purposes import Purpose
from videre.web.access.units import find_unit, recipient_of
from videre.web.audit import actions as audit
from videre.web.installation import current_definitions
from videre.web.people.models import Person

LONGEST_DISCLOSURE_DAYS = 365
BY_CONSENT = "consent"
BY_HAND = "ended_by_hand"
TAKEN_BACK = "invitation_taken_back"  # before the day of the meeting: it opened nothing


class NotAllowedByBasis(Refused):
    """A disclosure was to be made that its basis does not allow."""


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
            basis by consent without a consent that holds, or a category that no rule lets pass by this basis.
    """
    person = get_young_person(person_id)
    recipient = recipient_of(unit) if find_unit(unit) else None
    law = current_definitions().access_law()
    of_basis = law.bases.get(basis)
    if of_basis is None or recipient is None or not categories:
        raise NotAllowedByBasis(_("Name a basis, a unit and what is shared."))
    check_limits(of_basis, recipient, age_of(person, since), since, until)
    check_meeting(of_basis, person_id, basis, matter, meeting, since)
    if {Category.PROTECTED_ADDRESS, Category.SSP} & set(categories):
        raise NotAllowedByBasis(_("A protected address and notes of SSP are never disclosed here."))
    if basis == BY_CONSENT and not covers(consent, person, recipient, categories, since):
        raise NotAllowedByBasis(_("There is no consent today that covers this. Ask for it first."))
    if not of_basis.by_record and not is_by_rule(law, basis, recipient, categories, age_of(person, since)):
        raise NotAllowedByBasis(_("By this basis the table of the law lets not all of this pass to that recipient."))
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


def is_by_rule(law: Law, basis: str, recipient: Recipient, categories: Collection[str], age_years: int) -> bool:
    """Return whether rules of the table let every category pass to a recipient at an age by a basis."""
    passing = {
        category
        for rule in law.rules
        if rule.basis == basis and rule.recipient is recipient and rule.from_age <= age_years < rule.below_age
        for category in rule.categories
    }
    return set(categories) <= passing


def covers(
    consent: Consent | None, person: Person, recipient: Recipient, categories: Collection[str], day: date
) -> bool:
    """Return whether a consent of a person stands on a day and covers what is to be shared with a recipient."""
    if consent is None or consent.person_id != person.pk or consent.recipient != recipient:
        return False
    return is_standing(consent, person, day) and set(categories) <= set(consent.categories)


def check_limits(law: Basis, recipient: Recipient, age_years: int, since: date, until: date) -> None:
    """Raise NotAllowedByBasis for a recipient outside the circle, a person too old, or a time too long."""
    longest = timedelta(days=law.most_days or LONGEST_DISCLOSURE_DAYS)
    if law.circle and recipient not in law.circle:
        raise NotAllowedByBasis(_("This basis does not reach that recipient. Ask for consent."))
    if age_years >= law.below_age:
        raise NotAllowedByBasis(_("This basis ends at %(age)s years.") % {"age": law.below_age})
    if not since < until <= since + longest:
        raise NotAllowedByBasis(
            _("By this basis it is open %(days)s days at most, and at least one.") % {"days": longest.days}
        )


def check_meeting(law: Basis, person_id: UUID, basis: str, matter: str, meeting: date | None, since: date) -> None:
    """Raise NotAllowedByBasis for a basis by meetings without one, or for more meetings in a matter than it allows.

    An invitation that was taken back before the day is no meeting.
    """
    if law.most_meetings is None:
        return
    if not matter or meeting is None or meeting != since:
        raise NotAllowedByBasis(_("By this basis it is shared at a meeting, on its day. Name matter and meeting."))
    made = Disclosure.objects.filter(person_id=person_id, basis=basis, matter=matter)
    held = made.exclude(ended_because=TAKEN_BACK).values_list("meeting", flat=True)
    if len({*held, meeting}) > law.most_meetings:
        raise NotAllowedByBasis(_("One meeting, exceptionally one follow-up: this matter has had both."))


@transaction.atomic
def end_disclosure(*, disclosure: Disclosure, day: date, by: str) -> None:
    """End a sharing before its time: from that day on it opens nothing."""
    end(disclosure, day, BY_HAND, by)


def end(disclosure: Disclosure, day: date, because: str, by: str) -> None:
    """End a disclosure on a day, and log why."""
    disclosure.until, disclosure.ended_because = max(day, disclosure.since), because
    disclosure.save(update_fields=["until", "ended_because"])
    audit.write(event="disclosure_ended", person=str(disclosure.person_id), reason=because, by=by)


@transaction.atomic
def end_by_rule(*, day: date, by: str) -> int:
    """End what the rules end, and return how many: see `ends_because`."""
    n_ended = 0
    for each in Disclosure.objects.filter(until__gt=day).select_related("person", "consent"):
        because = ends_because(each, day)
        if because:
            end(each, day, because, by)
            n_ended += 1
    return n_ended


def ends_because(each: Disclosure, day: date) -> str:
    """Return why a disclosure ends on a day; nothing: it goes on.

    The person has become too old for the basis or for every rule of it, has moved out, the consent that it leans on
    stands no more, or its purpose is over: the unit's own part in the young person's life has ended since.
    """
    law = current_definitions().access_law()
    basis, age_years = law.bases.get(each.basis), age_of(each.person, day)
    if basis is None or age_years >= basis.below_age:
        return "too_old"
    if not each.person.lives_here(day):
        return "moved_out"
    if each.consent is not None and not is_standing(each.consent, each.person, day):
        return "consent_ended"
    if not basis.by_record and not is_by_rule(law, each.basis, Recipient(each.recipient), each.categories, age_years):
        return "too_old"
    parts = Involvement.objects.filter(person_id=each.person_id, unit=each.recipient_unit)
    has_left = parts.filter(until__gt=each.since, until__lte=day).exists() and not parts.filter(open_on(day)).exists()
    return "purpose_over" if has_left else ""
