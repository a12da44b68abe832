"""Making users, and what is kept of attempts to log in."""

import secrets
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from videre.definitions.roles import Role
from videre.domain.refusals import Refused
from videre.web.accounts.models import User
from videre.web.accounts.models.user import make_stamp
from videre.web.accounts.queries import find_users, list_roles
from videre.web.audit import actions as audit
from videre.web.installation import current_home
from videre.web.languages import told

PASSWORD_BYTES = 12  # 96 bits, 16 letters


class UserExists(Refused):
    """A user was to be made with a name that somebody has."""


class NoSuchUser(Refused):
    """A user was to be changed that there is not."""


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


def note_refusal(*, by: str) -> None:
    """Keep in the log that an attempt to log in was refused."""
    audit.write_refusal(event="log_in_refused", by=by)


@transaction.atomic
def note_log_in(*, user: User, how: str, by: str) -> None:
    """Keep in the log that somebody logged in, and how."""
    audit.write(event="logged_in", about=how, by=by)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())


@transaction.atomic
def end_sessions(*, user: User, event: str = "logged_out", by: str) -> None:
    """End every session of a user, wherever it is."""
    User.objects.filter(pk=user.pk).update(stamp=make_stamp())
    audit.write(event=event, about=user.user_name, by=by)


@transaction.atomic
def change_password(*, user: User, password: str, by: str) -> None:
    """Give a user another password; every session that bears the former one ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.write(event="password_changed", about=user.user_name, by=by)


@transaction.atomic
def change_user(
    *, user_name: str, role: str = "", unit: str | None = None, is_active: bool | None = None, by: str
) -> None:
    """Give a user another role or unit, or close or open the user; it holds at the user's next request.

    Raises:
        NoSuchUser, NoSuchRole.
    """
    user = find_users([user_name.lower()]).get(user_name.lower())
    if user is None:
        raise NoSuchUser(f"There is no user {user_name.lower()}.")
    if role and role not in {each.name for each in list_roles()}:
        raise NoSuchRole(f"There is no role {role!r}.")
    changed = {"role": role or user.role, "unit": user.unit if unit is None else unit}
    changed_to = user.is_active if is_active is None else is_active
    User.objects.filter(pk=user.pk).update(**changed, is_active=changed_to)
    end_sessions(user=user, event="user_changed", by=by)
