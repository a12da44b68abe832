"""A young person with a plan, and colleagues of the sectors who write in it."""

from uuid import UUID

from django.test import Client
from tests.web.access.people import NOW, PURPOSE_OF, make_person, make_user, tie

from videre.web.access.purposes import Purpose
from videre.web.access.queries import get_person
from videre.web.accounts.models import User
from videre.web.people.models import Person
from videre.web.plans.actions import write_words
from videre.web.plans.rights import Reader, reader_of

DREAMS = ("own_words", "dreams")


def colleague(person: Person, role: str = "guidance_counsellor", name: str = "", kind: str = "responsibility") -> User:
    """Return a user in a role who works with a person."""
    user = make_user(role, name)
    tie(person, user, kind)
    return user


def before(user: User, person_id: UUID) -> Reader:
    """Return a user as the reader of the plan of a person whom they have opened."""
    return reader_of(user, get_person(user, person_id, Purpose(PURPOSE_OF[user.role]), now=NOW))


def put(reader: Reader, words: str, at: tuple[str, str] = DREAMS, seen: int = 0) -> None:
    """Let somebody send words to a question."""
    write_words(reader=reader, section=at[0], question=at[1], words=words, seen=seen, now=NOW, by=reader.user.user_name)


def browser(user: User) -> Client:
    """Return a browser in which a user is logged in."""
    client = Client()
    client.force_login(user)
    return client


__all__ = ["DREAMS", "before", "browser", "colleague", "make_person", "put"]
