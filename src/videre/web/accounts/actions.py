"""Making users, and what is kept of attempts to log in."""

import secrets
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from videre.definitions.roles import Role
from videre.domain.refusals import Refused
from videre.web.accounts.models import Refusal, User
from videre.web.accounts.queries import REFUSALS_COUNT_FOR, find_users, list_roles
from videre.web.audit import actions as audit
from videre.web.installation import current_home
from videre.web.languages import told

PASSWORD_BYTES = 12  # 96 bits, 16 letters


class UserExists(Refused):
    """A user was to be made with a name that somebody has."""


class NotADemonstration(Refused):
    """Users with printed passwords were asked for in a home that is no demonstration."""


class NoSuchRole(Refused):
    """A user was to be given a role that no definition bears."""


class MadeUser(NamedTuple):
    """A user and the password that was made for it: shown once, kept nowhere."""

    user_name: str
    display_name: str
    role: str
    password: str


@transaction.atomic
def make_user(
    *, user_name: str, display_name: str, role: str, unit: str = "", is_demo: bool = False, by: str
) -> MadeUser:
    """Make a user with a random password; raises UserExists or NoSuchRole."""
    roles = {each.name: each for each in list_roles()}
    if role not in roles:
        raise NoSuchRole(f"There is no role {role!r}. There are: {', '.join(roles)}.")
    if find_users([user_name.lower()]):
        raise UserExists(f"There is a user {user_name.lower()} already. Choose another name.")
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user = User(user_name=user_name.lower(), display_name=display_name, role=role, unit=unit, is_demo=is_demo)
    user.set_password(password)
    user.save()
    audit.write(event="user_made", about=user.user_name, by=by)
    return MadeUser(user.user_name, display_name, told(roles[role].title), password)


@transaction.atomic
def make_demo_users(*, by: str) -> list[MadeUser]:
    """Make one user a role with a random password, in place of those there were; raises NotADemonstration.

    They are let in on a loopback address only (see `accounts.middleware`).
    """
    if not current_home().settings.is_demo:
        raise NotADemonstration("Users with printed passwords belong to a demonstration. Make one with `videre demo`.")
    User.objects.filter(is_demo=True).delete()
    return [
        make_user(
            user_name=role.name.replace("_", "-"), display_name=demo_name(role), role=role.name, is_demo=True, by=by
        )
        for role in list_roles()
    ]


def demo_name(role: Role) -> str:
    """Return what a demonstration's user of a role is called: the role itself, since nobody stands behind it."""
    return role.title.da


@transaction.atomic
def note_refusal(*, attempt: str, by: str) -> None:
    """Keep that an attempt to log in was refused, and forget those that no longer count."""
    now = timezone.now()
    Refusal.objects.filter(at__lte=now - REFUSALS_COUNT_FOR).delete()
    Refusal.objects.create(attempt=attempt, at=now)
    audit.write(event="log_in_refused", by=by)


@transaction.atomic
def note_log_in(*, attempt: str, by: str) -> None:
    """Keep that somebody logged in, and forget the attempts before it."""
    Refusal.objects.filter(attempt=attempt).delete()
    audit.write(event="logged_in", about=by, by=by)
