"""Users who come from a provider: made at their first log-in, and what the provider says of them at every one."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from videre.domain.refusals import Refused
from videre.home.log_in import OpenIdConnect, Saml
from videre.web.accounts.actions import end_sessions
from videre.web.accounts.models import User
from videre.web.accounts.privileges import Granted, covers, read_privileges
from videre.web.accounts.queries import find_users, list_roles
from videre.web.accounts.saml import PRIVILEGES, Vouched
from videre.web.audit import actions as audit


class NoRole(Refused):
    """Whoever comes from the provider has no role here, or more is asked than is known."""


class Told(NamedTuple):
    """What a provider tells of somebody: the number there, the name of the user, and what they are.

    limited_to: the codes of the units to which the role is limited; None: it is not.
    """

    comes_from: str
    user_name: str
    display_name: str
    role: str
    unit: str
    limited_to: list[str] | None = None


def read_claims(chosen: OpenIdConnect, claims: Mapping[str, Any]) -> Told:
    """Return what claims tell by the mapping of the settings.

    Raises:
        NoRole: none of the user's roles is in the mapping, or it leads to a role that there is not.
    """
    held = claims.get(chosen.roles_claim, [])
    values = (
        {held}
        if isinstance(held, str)
        else {each for each in held if isinstance(each, str)}
        if isinstance(held, list)
        else set()
    )
    role = check_role(next((ours for theirs, ours in chosen.roles.items() if theirs in values), None))
    user_name = claims.get(chosen.user_name_claim)
    if not isinstance(user_name, str) or not user_name.strip():
        raise NoRole(_("The provider does not say which user you are."))
    return Told(
        comes_from=f"{chosen.issuer}|{claims['sub']}",
        user_name=user_name.strip().lower()[:150],
        display_name=str(claims.get(chosen.name_claim) or user_name)[:150],
        role=role,
        unit=str(claims.get(chosen.unit_claim) or "")[:150],
    )


def read_vouched(chosen: Saml, vouched: Vouched) -> Told:
    """Return what an assertion tells by the mapping of the settings.

    The roles count that are given for the subject of the work done here; of several the first in the settings, with the
    units of every group that gives it.

    Raises:
        NoRole: no role counts, the assertion names no user, or the role is limited to a unit that has no name here.
        NotUnderstood, BadXml, NotVouchedFor: what `read_privileges` and `Vouched.only` raise.
    """
    encoded = vouched.only(*PRIVILEGES)
    granted = read_privileges(encoded, authority=chosen.authority, roles=chosen.roles) if encoded else []
    granted = [each for each in granted if covers(each.subjects, chosen.subject)]
    held = {each.role for each in granted}
    role = check_role(next((ours for ours in chosen.roles.values() if ours in held), None))
    user_name = vouched.only(chosen.user_name_attribute).removeprefix("urn:uuid:").lower() or vouched.name_id.lower()
    return Told(
        comes_from=f"{chosen.issuer}|{vouched.name_id}"[:255],
        user_name=user_name[:150],
        display_name=(vouched.only(chosen.name_attribute) or user_name)[:150],
        role=role,
        unit=vouched.only(chosen.unit_attribute)[:150],
        limited_to=units_of([each for each in granted if each.role == role], chosen.units),
    )


def units_of(granted: Sequence[Granted], named: Mapping[str, str]) -> list[str] | None:
    """Return the codes of the units to which a role is limited, None where any group gives it without a limit.

    Raises:
        NoRole: a unit has no name here, so that the limit could not be kept.
    """
    if not all(each.units for each in granted):
        return None
    units = set().union(*(each.units for each in granted))
    codes = {uuid.lower(): code for uuid, code in named.items()}
    if not units <= set(codes):
        raise NoRole(_("Your role is limited to a unit that Videre does not know. Ask your administrator."))
    return sorted({codes[unit] for unit in units})


def check_role(role: str | None) -> str:
    """Return a role that there is; raises NoRole for another, and for none."""
    if role is None or role not in {each.name for each in list_roles()}:
        raise NoRole(_("You have no role in Videre. Ask your administrator for one."))
    return role


@transaction.atomic
def take_user(*, told: Told, by: str) -> User:
    """Return the user that a provider tells of, made or brought up to date; the number there decides who it is.

    Raises:
        NoRole: the user is closed here, or another user has the name: nobody takes over a user by bearing the name.
    """
    user = User.objects.select_for_update().filter(comes_from=told.comes_from).first()
    if user is None:
        if find_users([told.user_name]):
            raise NoRole(_("There is another user of that name. Ask your administrator."))
        user = User(comes_from=told.comes_from, user_name=told.user_name, password=make_password(None))
        event = "user_made"
    else:
        event = "user_changed"
    if not user.is_active:
        raise NoRole(_("This user is closed. Ask your administrator."))
    before = (user.display_name, user.role, user.unit, user.limited_to)
    user.display_name, user.role, user.unit, user.limited_to = told[2:]
    if event == "user_made" or before != told[2:]:
        user.save()
        if event == "user_made":
            audit.write(event=event, about=user.user_name, by=by)
        else:
            end_sessions(user=user, event=event, by=by)
            user.refresh_from_db()
    return user
