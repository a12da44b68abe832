"""A town in which every counsellor has a young person, a plan and a place on a list, and a word that is theirs alone.

    VIDERE_HOME=... python -m tests.web.canary_town USERS [ROLE]

fills the home's casework database and prints, as JSON, each user's word, session and addresses. With ROLE the second
wall is put up before that database role (PostgreSQL only).
"""

# ruff: noqa: PLC0415 - models exist once the site is open
import hashlib
import json
import sys
from datetime import UTC, date, datetime
from typing import Any

from videre.home.home import find_home_root, get_home

BEGAN, NOW = date(2010, 1, 1), datetime(2016, 2, 1, 9, tzinfo=UTC)
AT_A_TIME = 500


def word_of(number: int) -> str:
    """Return a word that stands nowhere but in what is one user's."""
    return f"Kanarie{hashlib.sha256(str(number).encode()).hexdigest()[:12]}"


def fill(n_users: int) -> list[dict[str, str]]:
    """Fill the tables, and return what each user's client must know."""
    from videre.web.accounts.models import User
    from videre.web.people.models import Person
    from videre.web.plans.models import Plan

    words = [word_of(number) for number in range(n_users)]
    users = User.objects.bulk_create(
        [User(user_name=word.lower(), display_name=f"Vejleder {word}", role="guidance_counsellor") for word in words],
        batch_size=AT_A_TIME,
    )
    people = Person.objects.bulk_create(
        [
            Person(
                given_name=word, family_name="Holm", search_name=f"{word} holm".casefold(), sex="K",
                birth_date=date(1999, 1, 1), here_since=BEGAN,
            )
            for word in words
        ],
        batch_size=AT_A_TIME,
    )  # fmt: skip
    plans = Plan.objects.bulk_create(
        [Plan(person=person, form="form-1", begun_on=BEGAN, begun_by="test") for person in people]
    )
    said: list[Any] = list(zip(words, users, people, plans, strict=True))
    tables = tables_of(said)
    for rows in tables:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=AT_A_TIME)
    return [{"word": word, "session": session_of(user), "person": str(person.pk)} for word, user, person, _plan in said]


def tables_of(said: list[Any]) -> list[list[Any]]:
    """Return the rows of each table about (word, user, person, plan)."""
    from videre.web.access.models import Involvement
    from videre.web.agreements.models import Agreement
    from videre.web.followup.models import Entry
    from videre.web.people.models import Address
    from videre.web.plans.models import Revision, Version

    return [
        [Address(person=person, address=f"{word} Vej 1", postal_code="2620") for word, _, person, _ in said],
        [
            Involvement(person=person, user=user, kind="case", title=word, since=BEGAN, made_by="test")
            for word, user, person, _ in said
        ],
        [
            Agreement(person=person, what=f"Aftale {word}", party="family", due=BEGAN, agreed_on=BEGAN, made_by="test")
            for word, _, person, _ in said
        ],
        [
            Entry(
                person=person, list_name="off_plan_15_17", since=BEGAN, known=BEGAN, due=BEGAN, clock=1,
                why={"reason": 6}, unit="uu", responsible=user, opened=BEGAN,
            )
            for _, user, person, _ in said
        ],
        [
            Revision(
                plan=plan, section="own_words", question="dreams", number=1, seen=0, revision=1, words=f"Drøm {word}",
                by="test", by_name="Test", role="guidance_counsellor", at=NOW,
            )
            for word, _, _, plan in said
        ],
        [
            Version(plan=plan, number=1, words={"own_words": {"dreams": f"Drøm {word}"}}, by="test", at=NOW)
            for word, _, _, plan in said
        ],
    ]  # fmt: skip


def session_of(user: Any) -> str:
    """Return the key of a session in which a user is logged in, as the log-in page makes it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def main() -> None:
    """Fill, put up the wall where a role is named, and print."""
    from django.db import connection, transaction

    from videre.web.config.policies import put_up_wall
    from videre.web.config.serving import prepare_site

    home = get_home(find_home_root(None))
    prepare_site(home)
    from tests.web.site import kept_tables, write_tables

    write_tables(home, kept_tables())
    with transaction.atomic():
        told = fill(int(sys.argv[1]))
    if len(sys.argv) > 2:
        put_up_wall(connection, role=sys.argv[2])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
