"""Opening a person by the door: the same `access` as everybody's, with the purpose of the role."""

from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest

from videre.web.access.purposes import Purpose
from videre.web.access.seen import Seen
from videre.web.access.views import opened, user_of
from videre.web.accounts.models import User
from videre.web.agreements.models import Party
from videre.web.plans.rights import Reader, reader_of


class Visitor(NamedTuple):
    """Whoever came in by the door, before one young person: themselves, or one of whom they hold custody."""

    reader: Reader

    @property
    def seen(self) -> Seen:
        """The young person, as far as they may be seen."""
        return self.reader.seen

    @property
    def user(self) -> User:
        """Who it is."""
        return self.reader.user

    @property
    def is_own(self) -> bool:
        """Whether it is the young person; else a parent."""
        return self.seen.purpose == Purpose.OWN

    @property
    def party(self) -> Party:
        """As whom they are named in agreements."""
        return Party.YOUNG_PERSON if self.is_own else Party.FAMILY

    @property
    def first_name(self) -> str:
        """What the young person is called; nothing where the name is protected from the reader."""
        is_hidden = self.seen.is_protected and not self.is_own
        return "" if is_hidden else self.seen.display_name.partition(" ")[0]


def visiting(request: HttpRequest, person_id: UUID) -> Visitor:
    """Open a person for whoever came in by the door; logged, and a 404 where it may not be."""
    return Visitor(reader_of(user_of(request), opened(request, person_id)))
