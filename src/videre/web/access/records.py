"""What is on record of a person's consents and of what is shared about them, as far as a user may know of each."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from videre.definitions.access import Basis, Category, Recipient
from videre.web.access.discretion import may_know_of_unit, recipient_of_role
from videre.web.access.history import list_to_ask_again
from videre.web.access.knowing import is_standing, open_on, who_is
from videre.web.access.models import AskedConsent, Consent, Disclosure, Involvement
from videre.web.access.purposes import Purpose
from videre.web.access.seen import Seen
from videre.web.access.units import recipient_of
from videre.web.accounts.models import User
from videre.web.installation import current_definitions

NOBODYS_TO_DECIDE = {"own_data", "custody", "emergency"}  # bases by which people see, and nobody shares
PURPOSE_FOR = {
    Recipient.GUIDANCE: Purpose.GUIDANCE,
    Recipient.UNGECENTER: Purpose.GUIDANCE,
    Recipient.SCHOOL: Purpose.SCHOOL,
    Recipient.DAY_CARE: Purpose.SCHOOL,
    Recipient.HEALTH_CARE: Purpose.HEALTH,
    Recipient.SOCIAL_SERVICES: Purpose.SOCIAL,
    Recipient.JOB_CENTRE: Purpose.EMPLOYMENT,
    Recipient.YOUTH_EDUCATION: Purpose.EDUCATION_PROVIDER,
    Recipient.PRIVATE: Purpose.GUIDANCE,
}


class MayShare(NamedTuple):
    """What a user may share of a person by one basis: to which units, and which categories that the user sees."""

    name: str
    basis: Basis
    units: list[str]
    categories: list[Category]


def list_consents(seen: Seen, user: User) -> list[Consent]:
    """Return the consents of an opened person of whose recipients the user may know, the newest first."""
    found = Consent.objects.filter(person_id=seen.person_id).select_related("person").order_by("-given_on", "id")
    return [each for each in found if may_know_of_consent(seen, user, each.recipient)]


def list_asked(seen: Seen, user: User) -> list[AskedConsent]:
    """Return the questions put to an opened person that wait for an answer, and those that were answered no."""
    found = AskedConsent.objects.filter(person_id=seen.person_id, consent__isnull=True).order_by("-asked_on", "-id")
    return [each for each in found if may_know_of_consent(seen, user, each.recipient)]


def may_know_of_consent(seen: Seen, user: User, recipient: str) -> bool:
    """Return whether a user may know that somebody was asked about a recipient; about the own side always."""
    tells = Category.SOCIAL if recipient == Recipient.SOCIAL_SERVICES else Category.CONTACTS
    return recipient == recipient_of_role(user.role) or seen.may_see(tells)


def list_disclosures(seen: Seen, user: User, day: date) -> list[Disclosure]:
    """Return what was shared of an opened person, the newest first: with units of which the user may know, and what
    the user decided."""
    units = who_is(user, day).units
    found = Disclosure.objects.filter(person_id=seen.person_id).select_related("consent").order_by("-since", "-id")
    return [
        each
        for each in found
        if each.decided_by == user.user_name or may_know_of_unit(seen, each.recipient_unit, units)
    ]


def list_open_parts(seen: Seen, day: date) -> list[Involvement]:
    """Return who has a part in an opened person's life on a day: all of it, to be shown as far as a user may know."""
    return list(Involvement.objects.filter(open_on(day), person_id=seen.person_id).select_related("user"))


def list_recipients_to_ask(seen: Seen) -> list[tuple[Recipient, list[Category]]]:
    """Return to whom a person could agree to open what, of what no rule opens without a yes; in passing, to nobody."""
    if seen.is_passing:
        return []
    law = current_definitions().access_law()
    found = [(each, [c for c in Category if law.may_be_asked(c, each, seen.age_years)]) for each in Recipient]
    return [(each, categories) for each, categories in found if categories and each in PURPOSE_FOR]


def list_may_share(seen: Seen, user: User, day: date) -> list[MayShare]:
    """Return by which bases a user may share something of an opened person now: only what the user sees."""
    if seen.is_passing:
        return []
    law, own_units = current_definitions().access_law(), who_is(user, day).units
    units = units_to_share_with(seen, own_units, day)
    found = []
    for name, basis in law.bases.items():
        if name in NOBODYS_TO_DECIDE or seen.age_years >= basis.below_age:
            continue
        if basis.by_record:
            to, categories = set(basis.circle), set(seen.categories)
        else:
            rules = [r for r in law.rules if r.basis == name and r.from_age <= seen.age_years < r.below_age]
            to = {rule.recipient for rule in rules}
            categories = {category for rule in rules for category in rule.categories} & seen.categories
        open_units = [unit for unit in units if recipient_of(unit) in to]
        if open_units and categories:
            found.append(MayShare(name, basis, open_units, [each for each in Category if each in categories]))
    return found


def units_to_share_with(seen: Seen, own_units: frozenset[str], day: date) -> list[str]:
    """Return the units of the municipality, and the institutions that are involved as far as the user may know."""
    institutions = {
        name for name, unit in current_definitions().units().units.items() if name in {"school", "institution"}
    }
    ties = Involvement.objects.filter(open_on(day), person_id=seen.person_id).exclude(unit="")
    there = {unit for unit in ties.values_list("unit", flat=True) if may_know_of_unit(seen, unit, own_units)}
    fixed = [name for name in current_definitions().units().units if name not in institutions]
    own = sorted(unit for unit in there if unit.partition(":")[0] in institutions)
    return [unit for unit in (*fixed, *own) if unit not in own_units]


def find_covering(seen: Seen, recipient: Recipient, categories: set[Category], day: date) -> Consent | None:
    """Return the consent by which some categories may be shared with a recipient today, or None."""
    for each in Consent.objects.filter(person_id=seen.person_id, recipient=recipient).select_related("person"):
        if is_standing(each, each.person, day) and categories <= set(each.categories):
            return each
    return None


def agreed_before(seen: Seen, user: User, recipient: Recipient, day: date) -> set[str]:
    """Return the categories that a consent of which the user may know opens to a recipient today."""
    found = [each for each in list_consents(seen, user) if each.recipient == recipient]
    return {category for each in found if is_standing(each, each.person, day) for category in each.categories}


def list_reminders(day: date) -> tuple[list[Consent], list[AskedConsent]]:
    """Return the consents to ask for again, and the questions that wait for an answer, of everybody: to be shown only
    of those whom a user sees."""
    return list_to_ask_again(day), list(AskedConsent.objects.filter(answer="").select_related("person"))


def ids_of(reminders: tuple[list[Consent], list[AskedConsent]]) -> set[UUID]:
    """Return who stands in reminders."""
    return {each.person_id for those in reminders for each in those}
