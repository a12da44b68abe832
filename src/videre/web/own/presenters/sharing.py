"""With whom something is shared, and who has looked, in plain words."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from videre.web.access.actions.sharing import OWN_CONSENT_YEARS
from videre.web.access.history import Look, list_looks
from videre.web.access.models import Consent, GivenBy
from videre.web.access.presenters import look_shown
from videre.web.access.record_presenters import day_text, recipient_title, titles
from videre.web.access.records import list_disclosures
from videre.web.access.units import title_of
from videre.web.installation import current_definitions
from videre.web.languages import told
from videre.web.own.reading import Visitor

BY_REFERENCE = ("consent_given", "consent_withdrawn")  # their reason is the number of the consent


Line = dict[str, str | bool]


class ConsentShown(NamedTuple):
    """A yes in words. may_withdraw: it holds, and is the reader's to take back."""

    id: UUID
    to: str
    what: str
    given: str
    state: str
    holds: bool
    may_withdraw: bool


class SharedShown(NamedTuple):
    """What was shared by record, in words."""

    to: str
    what: str
    why: str
    since: str
    until: str
    is_open: bool


def may_withdraw(visitor: Visitor, consent: Consent, day: date) -> bool:
    """Return whether a yes that holds is the reader's to take back.

    The young person takes back their own, and a guardian's from the 15th birthday on, since it is theirs to give from
    then; a guardian takes back what guardians gave.
    """
    if not holds(consent, day):
        return False
    by_guardian = consent.given_by == GivenBy.GUARDIAN
    if visitor.is_own:
        return not by_guardian or visitor.seen.age_years >= OWN_CONSENT_YEARS
    return by_guardian


def holds(consent: Consent, day: date) -> bool:
    """Return whether a yes has neither ended nor been taken back."""
    return consent.withdrawn_at is None and (consent.until is None or day < consent.until)


def consent_shown(visitor: Visitor, consent: Consent, day: date) -> ConsentShown:
    """Return a yes in words."""
    law = current_definitions().access_law()
    state = _("holds") if consent.until is None else _("holds until %(day)s") % {"day": day_text(consent.until)}
    if consent.withdrawn_at is not None:
        state = _("taken back on %(day)s") % {"day": day_text(localtime(consent.withdrawn_at).date())}
    elif not holds(consent, day):
        state = _("ended")
    elif consent.version != law.consent_version:
        state = _("to older words: it counts for nothing until you are asked again")
    return ConsentShown(
        consent.pk,
        recipient_title(consent.recipient),
        titles(consent.categories),
        day_text(consent.given_on),
        state,
        holds(consent, day),
        may_withdraw(visitor, consent, day),
    )


def list_shared(visitor: Visitor, day: date) -> list[SharedShown]:
    """Return what was shared by record, newest first, as far as the reader may know of the unit; never who decided."""
    law = current_definitions().access_law()
    return [
        SharedShown(
            title_of(each.recipient_unit),
            titles(each.categories),
            told(law.bases[each.basis].title) if each.basis in law.bases else each.basis,
            day_text(each.since),
            day_text(each.until),
            each.since <= day < each.until,
        )
        for each in list_disclosures(visitor.seen, visitor.user, day)
    ]


def looks_of_others(visitor: Visitor) -> list[dict[str, str | bool | int]]:
    """Return who else has looked at an opened person, newest first; the reader's own visits are left out."""
    others = [look for look in list_looks(visitor.seen, visitor.user) if look.role != visitor.user.role]
    return [{**line, "n_times": n} for line, n in told_once(map(shown_without_reference, others))]


def told_once(lines: Iterable[Line]) -> list[tuple[Line, int]]:
    """Return lines that follow each other and differ in the hour alone as one, with how many they are."""
    found: list[tuple[Line, int]] = []
    for line in lines:
        if found and of_day(found[-1][0]) == of_day(line):
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((line, 1))
    return found


def of_day(line: Line) -> Line:
    """Return a line without its hour."""
    return {**line, "when": str(line["when"]).rpartition(" ")[0]}


def shown_without_reference(look: Look) -> Line:
    """Return a line of the log in words; a number that says nothing to anybody is left out."""
    return look_shown(look._replace(reason="") if look.event in BY_REFERENCE else look)
