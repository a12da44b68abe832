"""A home of a made-up Albertslund that the site serves, and people who log in: shared by tests of views and browser."""

from datetime import date
from functools import cache
from pathlib import Path

from tests.web.tables import all_tables

from videre.disclosure.released import Released
from videre.home.home import Home, make_home
from videre.home.settings import Settings
from videre.web.accounts.models import User

PASSWORD = "correct-horse-battery-staple"  # noqa: S105 - Alice's, in tests
FAST_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
TODAY = date(2016, 3, 1)

kept_tables = cache(all_tables)


def make_served_home(folder: Path, *, is_demo: bool = True) -> Home:
    """Return a new home in which nothing has been released."""
    settings = Settings(municipality=165, municipality_name="Albertslund", today=TODAY, is_demo=is_demo)
    return make_home(folder / "home", settings)


def write_tables(home: Home, tables: list[Released]) -> None:
    """Write tables to a home as `videre release` does."""
    for table in tables:
        (home.paths.released / f"{table.name}.json").write_text(table.as_json(), "utf-8")


def make_alice(role: str = "analyst") -> User:
    """Return a user who sees figures."""
    user = User(user_name="alice", display_name="Alice Analytiker", role=role)
    user.set_password(PASSWORD)
    user.save()
    return user
