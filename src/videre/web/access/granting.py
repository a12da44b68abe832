"""Who may involve whom by hand, and why: rights follow involvement, and somebody must answer for who gets them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from videre.definitions.access import Recipient
from videre.web.access.casework import is_leader_of, members_of_units
from videre.web.access.discretion import recipient_of_role, roles_of
from videre.web.access.knowing import open_on, who_is
from videre.web.access.models import Involvement, Kind
from videre.web.access.seen import Seen
from videre.web.access.units import recipient_of
from videre.web.accounts.models import User


class Grants(NamedTuple):
    """What a user may give of a person: nothing where there is no reason.

    is_responsible: the user is responsible for the young person. leads: the units that are involved and that the user
    leads. colleagues: of the user's own units. private: mentors and others who are no authority, and no
    guardians: what is open to these, custody opens. By the user's key.
    """

    is_responsible: bool
    leads: frozenset[str]
    colleagues: Mapping[int, User]
    private: Mapping[int, User]

    def __bool__(self) -> bool:
        return self.is_responsible or bool(self.leads)


def grants_of(user: User, seen: Seen, day: date) -> Grants:
    """Return what a user may give of an opened person.

    Whoever is responsible may, and the leader of a unit of the same side of the wall that is itself involved. Neither
    an emergency nor a meeting lets anybody involve others.
    """
    ties = Involvement.objects.filter(open_on(day), person_id=seen.person_id)
    is_responsible = ties.filter(user=user, kind=Kind.RESPONSIBILITY).exists()
    side = recipient_of_role(user.role)
    led = {unit for unit in is_leader_of(user, day) if recipient_of(unit) in (None, side)}
    leads = frozenset(ties.filter(unit__in=led).values_list("unit", flat=True))
    if seen.is_passing or not (is_responsible or leads):
        return Grants(is_responsible=False, leads=frozenset(), colleagues={}, private={})
    own_units = who_is(user, day).units if is_responsible else leads
    found = [each for unit, users in members_of_units(day).items() if unit in own_units for each in users]
    colleagues = {each.pk: each for each in found if recipient_of_role(each.role) is side}
    mentors = User.objects.filter(is_active=True, role__in=roles_of(Recipient.PRIVATE))
    private = {each.pk: each for each in mentors.order_by("display_name", "pk")}
    return Grants(is_responsible, leads, colleagues, private)


def may_end(grants: Grants, involvement: Involvement) -> bool:
    """Return whether a part is one that was given by hand, and to somebody to whom the user may give one.

    What the registers say ends when they no longer say it, and a unit's part when another unit answers.
    """
    who = involvement.user_id
    return bool(grants) and not involvement.is_from_registers and (who in grants.colleagues or who in grants.private)
