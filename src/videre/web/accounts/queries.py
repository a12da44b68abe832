"""Reading users and roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from videre.definitions.roles import Role
from videre.web.accounts.models import Refusal, User
from videre.web.accounts.permissions import Permission
from videre.web.installation import current_definitions
from videre.web.languages import told

MOST_REFUSALS = 10  # in REFUSALS_COUNT_FOR; an attacker gets 960 guesses a day at one name from one address
REFUSALS_COUNT_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Reader:
    """Who is logged in, as pages show it."""

    display_name: str
    role: str
    unit: str
    permissions: frozenset[Permission]


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


def describe_user(user: object) -> Reader | None:
    """Return how pages show a user; None for somebody who is not logged in."""
    if not isinstance(user, User):
        return None
    titles = {role.name: told(role.title) for role in list_roles()}
    return Reader(user.display_name, titles.get(user.role, user.role), user.unit, list_permissions(user))


def attempt_hash(user_name: str, address: str) -> str:
    """Return under which name a refused attempt is kept: the same for the same typed name and address."""
    return salted_hmac("videre.web.accounts.refusal", f"{user_name}\n{address}", algorithm="sha256").hexdigest()


def has_too_many_refusals(attempt: str) -> bool:
    """Return whether so many attempts were refused lately that the next one must wait."""
    since = timezone.now() - REFUSALS_COUNT_FOR
    return Refusal.objects.filter(attempt=attempt, at__gt=since).count() >= MOST_REFUSALS


def find_users(user_names: Iterable[str]) -> dict[str, User]:
    """Return those of some users that there are, by their names."""
    return {user.user_name: user for user in User.objects.filter(user_name__in=list(user_names))}
