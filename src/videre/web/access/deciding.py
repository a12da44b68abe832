"""The one decision: what a user may see of a person, by which basis, and why. Plain values in, a decision out.

Everything that opens or lists people asks here, so that there is no second path. What no tie and no law gives is
denied.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from videre.definitions.access import Category, Law, Recipient

ADULT_YEARS = 18


class TieKind(StrEnum):
    """What ties a user to a person: an involvement's kind, what opens for a while, or who they are to the person."""

    UNIT = "unit"
    CLASS = "class"
    CASE = "case"
    RESPONSIBILITY = "responsibility"
    INVITATION = "invitation"
    MEETING = "meeting"
    EMERGENCY = "emergency"
    OWN = "own"
    GUARDIAN = "guardian"


# The door of the young person and the parents: the only tie that opens anything to these two, and to nobody else.
OF_THE_DOOR = {Recipient.YOUNG_PERSON: TieKind.OWN, Recipient.GUARDIAN: TieKind.GUARDIAN}
IN_PASSING = frozenset({TieKind.MEETING, TieKind.EMERGENCY})  # what opens for a while alone
STRONGEST_FIRST = (
    TieKind.OWN,
    TieKind.GUARDIAN,
    TieKind.RESPONSIBILITY,
    TieKind.CASE,
    TieKind.CLASS,
    TieKind.INVITATION,
    TieKind.UNIT,
    TieKind.MEETING,
    TieKind.EMERGENCY,
)


class Tie(NamedTuple):
    """One involvement. user: of one user; None: of a unit. unit_is: what the unit is to the law; None: of a user."""

    kind: TieKind
    user: int | None
    unit: str
    unit_is: Recipient | None
    title: str
    since: date
    until: date | None


class Agreed(NamedTuple):
    """One consent. by_guardian: it counts while the person is a minor. withdrawn_at: from then on it counts never."""

    recipient: Recipient
    categories: frozenset[Category]
    version: int
    by_guardian: bool
    given_on: date
    until: date | None
    withdrawn_at: datetime | None


class Disclosed(NamedTuple):
    """One record of disclosure: what it opens to a unit, from a day on and up to another."""

    unit: str
    recipient: Recipient
    basis: str
    categories: frozenset[Category]
    since: date
    until: date


class Glass(NamedTuple):
    """Emergency access of one user, until an instant."""

    user: int
    reason: str
    opened_at: datetime
    until: datetime


class Who(NamedTuple):
    """A user.

    recipient: what the role is to the law; None: it sees nobody. units: where the user works. by_unit: whether
    the unit's young people are the user's too.
    """

    user: int
    recipient: Recipient | None
    purposes: frozenset[str]
    units: frozenset[str]
    by_unit: bool = True


class Whom(NamedTuple):
    """A person, as far as the decision must know."""

    age_years: int
    is_protected: bool
    lives_here: bool
    ties: tuple[Tie, ...] = ()
    consents: tuple[Agreed, ...] = ()
    disclosures: tuple[Disclosed, ...] = ()
    glasses: tuple[Glass, ...] = ()


class Denial(StrEnum):
    """Why nothing may be seen."""

    ROLE = "role"
    PURPOSE = "purpose"
    NOT_INVOLVED = "not_involved"
    LAW = "law"


class Decision(NamedTuple):
    """What may be seen, each category with its basis, and the tie that is the reason.

    name_is_hidden: the name is protected from this recipient.
    """

    bases: dict[Category, str]
    tie: Tie
    name_is_hidden: bool

    @property
    def categories(self) -> frozenset[Category]:
        """What may be seen."""
        return frozenset(self.bases)


def decide(who: Who, whom: Whom, purpose: str, law: Law, now: datetime) -> Decision | Denial:
    """Return what a user may see of a person for a purpose, or why nothing.

    Args:
        who, whom: the user and the person.
        purpose: what the look is for.
        law: the table.
        now: the instant, in Denmark.
    """
    if who.recipient is None:
        return Denial.ROLE
    if purpose not in who.purposes:
        return Denial.PURPOSE
    ties = list(ties_of(who, whom, law, now.date()))
    meetings = list(meetings_of(who, whom, law, now.date()))
    glass = find_glass(who, whom, now)
    if not ties and not meetings and glass is None:
        return Denial.NOT_INVOLVED
    bases: dict[Category, str] = {}
    if glass is not None:
        bases |= dict.fromkeys(law.emergency, law.emergency_basis)
        ties.append(Tie(TieKind.EMERGENCY, who.user, "", None, glass.reason, now.date(), None))
    for meeting in meetings:
        bases |= dict.fromkeys(meeting.categories | {Category.IDENTITY}, meeting.basis)
        ties.append(Tie(TieKind.MEETING, None, meeting.unit, meeting.recipient, meeting.basis, meeting.since, None))
    if any(tie.kind not in {TieKind.EMERGENCY, TieKind.MEETING} for tie in ties):
        bases |= lawful(who.recipient, whom, law, now)
    if Category.IDENTITY not in bases:
        return Denial.LAW
    for guarded in guarded_from(who.recipient, whom, law):
        bases.pop(guarded, None)
    tie = min(ties, key=lambda each: STRONGEST_FIRST.index(each.kind))
    return Decision(bases, tie, whom.is_protected and law.recipients[who.recipient].is_private)


def guarded_from(recipient: Recipient, whom: Whom, law: Law) -> frozenset[Category]:
    """Return what is kept back whatever opens it: of a protected person the address, and more from some recipients."""
    always = frozenset({Category.PROTECTED_ADDRESS, Category.SSP})
    if not whom.is_protected:
        return always
    return always | {Category.ADDRESS} | frozenset(law.recipients[recipient].closed_when_protected)


def ties_of(who: Who, whom: Whom, law: Law, day: date) -> Iterable[Tie]:
    """Yield the involvements of a user, or of a unit of the user's on the same side of the wall, that hold on a day."""
    assert who.recipient is not None, "a role that sees nobody was denied before"
    if law.recipients[who.recipient].needs_residence and not whom.lives_here:
        return
    for tie in whom.ties:
        is_mine = tie.user == who.user if tie.user is not None else who.by_unit and tie.unit in who.units
        is_same_side = tie.unit_is is None or tie.unit_is is who.recipient
        door = tie.kind if tie.kind in OF_THE_DOOR.values() else None
        is_right_door = OF_THE_DOOR.get(who.recipient) is door
        if is_mine and is_same_side and is_right_door and tie.since <= day < (tie.until or date.max):
            yield tie


def meetings_of(who: Who, whom: Whom, law: Law, day: date) -> Iterable[Disclosed]:
    """Yield the disclosures by record to a unit of the user's that are open on a day."""
    for each in whom.disclosures:
        basis = law.bases.get(each.basis)
        if basis is None or not basis.by_record or whom.age_years >= basis.below_age:
            continue
        if each.since <= day < each.until and each.unit in who.units and each.recipient is who.recipient:
            yield each


def find_glass(who: Who, whom: Whom, now: datetime) -> Glass | None:
    """Return the emergency access of a user that is open at an instant, or None."""
    return next((each for each in whom.glasses if each.user == who.user and each.opened_at <= now < each.until), None)


def lawful(recipient: Recipient, whom: Whom, law: Law, now: datetime) -> dict[Category, str]:
    """Return the categories that the law lets a recipient see of a person, each with its basis."""
    agreed = agreed_categories(recipient, whom, law, now)
    found = {
        category: law.find_rule(category, recipient, whom.age_years, has_consent=category in agreed)
        for category in Category
    }
    return {category: rule.basis for category, rule in found.items() if rule is not None}


def agreed_categories(recipient: Recipient, whom: Whom, law: Law, now: datetime) -> frozenset[Category]:
    """Return what has been agreed to be shared with a recipient, by consents that hold at an instant."""
    return frozenset(
        category
        for consent in whom.consents
        if consent.recipient is recipient and holds(consent, whom.age_years, law.consent_version, now)
        for category in consent.categories
    )


def holds(consent: Agreed, age_years: int, version: int, now: datetime) -> bool:
    """Return whether a consent holds: to these words, begun, not ended, not withdrawn, and of age or for a minor."""
    return (
        consent.version == version
        and consent.given_on <= now.date() < (consent.until or date.max)
        and (consent.withdrawn_at is None or now < consent.withdrawn_at)
        and (not consent.by_guardian or age_years < ADULT_YEARS)
    )
