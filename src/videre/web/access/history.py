"""What is on record: who has looked at a person, which emergency accesses wait for a review, whom to ask again."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from videre.web.access.deciding import ADULT_YEARS
from videre.web.access.discretion import may_know_of_role
from videre.web.access.knowing import birthday_of
from videre.web.access.models import BrokenGlass, Consent, GivenBy, Notice
from videre.web.access.purposes import Purpose
from videre.web.access.seen import Seen
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.installation import current_definitions

SHOWN = 200
ASK_WITHIN_DAYS = 90  # so long before the 18th birthday the young person is to be asked
TELLS_ANYTHING = {"glass_broken", "disclosed", "disclosure_ended", "involvement_made"}


class Look(NamedTuple):
    """One line of the log about a person. unit, role: what the user was; names are withheld, as a rule.

    is_refusal: it was asked for and not given.
    """

    at: datetime
    event: str
    role: str
    unit: str
    purpose: str
    reason: str
    is_refusal: bool


def list_looks(seen: Seen, user: User) -> list[Look]:
    """Return the newest lines of the log about an opened person: who (role and unit), when and why.

    Lines that tell a user that somebody is involved of whom the user may not know are left out, and so is a reason that
    was written in somebody's own words, or that names the basis of a disclosure: both may tell of anything.
    """
    lines = Entry.objects.filter(person=str(seen.person_id)).order_by("-id")[:SHOWN]
    return [
        Look(line.at, line.event, line.role, line.unit, line.purpose, reason_told(line, seen), line.is_refusal)
        for line in lines
        if may_know_of_role(seen, line.role, user.role)
    ]


def reason_told(line: Entry, seen: Seen) -> str:
    """Return the reason of a line, as far as it may be told."""
    if seen.purpose != Purpose.OWN and line.event in TELLS_ANYTHING:
        return ""
    return line.reason


def list_to_ask_again(day: date, within_days: int = ASK_WITHIN_DAYS) -> list[Consent]:
    """Return consents after which the young person must be asked: a guardian's that ends soon at 18, and old words."""
    version = current_definitions().access_law().consent_version
    open_ones = Consent.objects.filter(withdrawn_at__isnull=True).select_related("person")
    soon = day + timedelta(days=within_days)
    return [
        each
        for each in open_ones
        if (each.until or date.max) > day
        and (
            each.version != version
            or (each.given_by == GivenBy.GUARDIAN and birthday_of(each.person, ADULT_YEARS) <= soon)
        )
    ]


def list_glasses(*, only_open: bool = False) -> list[BrokenGlass]:
    """Return emergency accesses, the newest first; only those that wait for a review where that is asked."""
    found = BrokenGlass.objects.select_related("user")
    return list(found.filter(reviewed_at__isnull=True) if only_open else found[:200])


def count_new_notices(user: User) -> int:
    """Return how many notices a user has not seen."""
    return Notice.objects.filter(user=user, seen_at__isnull=True).count()
