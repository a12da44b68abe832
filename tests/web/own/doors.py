"""A young person and parents who have come in by the door, and the rows by which the registers let them in."""

from tests.web.access.people import NOW, TODAY, make_user

from videre.home.home import Home
from videre.web.access.models import Door
from videre.web.access.purposes import Purpose
from videre.web.access.queries import get_person
from videre.web.accounts.models import User
from videre.web.people.identities import CPR
from videre.web.people.models import CprNumber, Guardian, Person
from videre.web.people.secrets import secrets_of
from videre.web.plans.rights import Reader, reader_of


def number_of(place: int) -> str:
    """Return a replacement number; place: 0 to 99, another for each."""
    return f"7403{place:02}1000"


def know_number(home: Home, person: Person, place: int) -> str:
    """Let the registers say that a number is a person's; return it."""
    digits, secrets = number_of(place), secrets_of(home)
    kept = secrets.encrypt(digits, bytes(12), CPR)
    CprNumber.objects.create(
        blind=secrets.blind(digits), person=person, encrypted=kept, reported=TODAY, sequence=1, newest=True
    )
    return digits


def know_guardian(home: Home, person: Person, place: int) -> str:
    """Let the registers say that a number is a guardian's of a person; return it."""
    digits, secrets = number_of(place), secrets_of(home)
    Guardian.objects.create(
        person=person, blind=secrets.blind(digits), encrypted=secrets.encrypt(digits, bytes(12), CPR)
    )
    return digits


def young(home: Home, person: Person, place: int = 1) -> User:
    """Return a young person as a user who has come in."""
    user = make_user("young_person", f"own-{place}")
    User.objects.filter(pk=user.pk).update(display_name="Den unge")
    blind = secrets_of(home).blind(know_number(home, person, place))
    Door.objects.create(user=user, person=person, kind="own", blind=blind)
    return User.objects.get(pk=user.pk)


def parent(home: Home, *persons: Person, place: int = 50) -> User:
    """Return a parent of some young people as a user who has come in."""
    user = make_user("guardian", f"guardian-{place}")
    User.objects.filter(pk=user.pk).update(display_name="Forælder")
    for person in persons:
        blind = secrets_of(home).blind(know_guardian(home, person, place))
        Door.objects.create(user=user, person=person, kind="guardian", blind=blind)
    return User.objects.get(pk=user.pk)


def at_door(user: User, person: Person) -> Reader:
    """Return whoever came in as the reader of the plan."""
    purpose = Purpose.OWN if user.role == "young_person" else Purpose.GUARDIAN
    return reader_of(user, get_person(user, person.pk, purpose, now=NOW))
