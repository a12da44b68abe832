"""What tells that somebody else is involved: a line of the log, an act, a referral, a colleague's part.

Who else is involved is a category of its own (`contacts`), and that social services are is another (`social`). Whatever
shows it, on whichever page, asks here: else the log or a referral would tell what the page of the person keeps back.
"""

from collections.abc import Collection

from videre.definitions.access import Category, Recipient
from videre.definitions.roles import Role
from videre.web.access.deciding import OF_THE_DOOR
from videre.web.access.purposes import Purpose
from videre.web.access.seen import Seen
from videre.web.access.units import recipient_of
from videre.web.installation import current_definitions


def recipient_of_role(role: str) -> Recipient | None:
    """Return what a role is to the law; None: it sees nobody, or there is no such role any more."""
    definitions = current_definitions()
    if role not in definitions.names("roles"):
        return None
    return definitions.definition("roles", role, Role).recipient


def roles_of(*recipients: Recipient) -> list[str]:
    """Return the names of the roles that are some recipients to the law."""
    return [name for name in current_definitions().names("roles") if recipient_of_role(name) in recipients]


def may_know_of(seen: Seen, who: Recipient | None) -> bool:
    """Return whether somebody may be told that a recipient is involved with an opened person; None: nobody is.

    That the young person or a parent has been there is told to the young person only.
    """
    if who is None:
        return True
    if who in OF_THE_DOOR:  # when they look is their own business; that parents look, the young person may know
        return seen.purpose == Purpose.OWN
    return seen.may_see(Category.SOCIAL if who is Recipient.SOCIAL_SERVICES else Category.CONTACTS)


def may_know_of_role(seen: Seen, role: str, own_role: str) -> bool:
    """Return whether a user may be told that somebody in a role is involved; of the own side of the wall always."""
    who = recipient_of_role(role)
    return who is recipient_of_role(own_role) or may_know_of(seen, who)


def may_know_of_unit(seen: Seen, unit: str, own_units: Collection[str]) -> bool:
    """Return whether a user may be told that a unit is involved; of the own units always."""
    return unit in own_units or may_know_of(seen, recipient_of(unit))
