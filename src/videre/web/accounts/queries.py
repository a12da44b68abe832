"""Reading users and roles."""

from collections.abc import Iterable
from dataclasses import dataclass

from videre.definitions.roles import Role
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission
from videre.web.installation import current_definitions, current_home
from videre.web.languages import told


@dataclass(frozen=True)
class Reader:
    """Who is logged in, as pages show it."""

    display_name: str
    role: str
    unit: str
    permissions: frozenset[Permission]
    has_password: bool = True


def list_roles() -> tuple[Role, ...]:
    """Return the roles of the municipality, by name."""
    definitions = current_definitions()
    return tuple(definitions.definition("roles", name, Role) for name in definitions.names("roles"))


def list_permissions(user: User) -> frozenset[Permission]:
    """Return what a user may do: what the role gives. A role that is no longer there gives nothing."""
    definitions = current_definitions()
    if user.role not in definitions.names("roles"):
        return frozenset()
    return frozenset(map(Permission, definitions.definition("roles", user.role, Role).permissions))


# Figures are released, and what is written beside them decides nothing; everything else asks for a second factor.
WITHOUT_CODE = frozenset({Permission.SEE_FIGURES, Permission.WRITE_REPORTS, Permission.WRITE_NOTES})


def needs_code(user: User) -> bool:
    """Return whether a local user must show a code from an app: whoever may open persons, decide or steer.

    A demonstration whose settings say so is let off. Whoever comes from a provider has shown it there.
    """
    settings = current_home().settings
    if user.comes_from or (settings.is_demo and not settings.second_factor):
        return False
    return bool(user.totp_secret) or bool(list_permissions(user) - WITHOUT_CODE)


def describe_user(user: object) -> Reader | None:
    """Return how pages show a user; None for somebody who is not logged in."""
    if not isinstance(user, User):
        return None
    titles = {role.name: told(role.title) for role in list_roles()}
    title = titles.get(user.role, user.role)
    return Reader(user.display_name, title, user.unit, list_permissions(user), has_password=not user.comes_from)


def find_users(user_names: Iterable[str]) -> dict[str, User]:
    """Return those of some users that there are, by their names."""
    return {user.user_name: user for user in User.objects.filter(user_name__in=list(user_names))}
