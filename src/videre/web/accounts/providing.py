"""Users who come from a provider: made at their first log-in, and what the provider says of them at every one."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from videre.domain.refusals import Refused
from videre.home.log_in import OpenIdConnect
from videre.web.accounts.actions import end_sessions
from videre.web.accounts.models import User
from videre.web.accounts.queries import find_users, list_roles
from videre.web.audit import actions as audit


class NoRole(Refused):
    """Whoever comes from the provider has no role here, or more is asked than is known."""


class Told(NamedTuple):
    """What a provider tells of somebody: the number there, the name of the user, and what they are."""

    comes_from: str
    user_name: str
    display_name: str
    role: str
    unit: str


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
    role = next((ours for theirs, ours in chosen.roles.items() if theirs in values), None)
    if role is None or role not in {each.name for each in list_roles()}:
        raise NoRole(_("You have no role in Videre. Ask your administrator for one."))
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
    before = (user.display_name, user.role, user.unit)
    user.display_name, user.role, user.unit = told.display_name, told.role, told.unit
    if before != told[2:]:
        user.save()
        if event == "user_made":
            audit.write(event=event, about=user.user_name, by=by)
        else:
            end_sessions(user=user, event=event, by=by)
            user.refresh_from_db()
    return user
