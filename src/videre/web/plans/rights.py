"""What of a plan a user may read and write: by the category of each section, and by whose section it is."""

from typing import NamedTuple

from videre.definitions.access import Recipient
from videre.definitions.plans import PlanForm, Section
from videre.definitions.roles import Role
from videre.web.access.categories import Category
from videre.web.access.seen import Seen
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission
from videre.web.installation import current_definitions

WRITES = {Permission.WRITE_PLANS, Permission.OWN_PLAN}


class Reader(NamedTuple):
    """Somebody before the plan of an opened person.

    recipient: what they are to the law. may_write: whether the role writes plans, and the person was opened by a tie of
    work: who came in by emergency access, or by a disclosure for one meeting, reads and writes nothing.
    """

    user: User
    seen: Seen
    recipient: Recipient | None
    may_write: bool

    def may_read_section(self, section: Section) -> bool:
        """Return whether a section may be read: by its category, or as the own words of the reader's sector."""
        return self.seen.may_see(section.category) or (self.is_tied and section.sector == self.recipient is not None)

    def may_write_section(self, section: Section) -> bool:
        """Return whether a section may be written in; nobody writes what they may not read."""
        return self.may_write and self.recipient in section.writers and self.may_read_section(section)

    @property
    def is_tied(self) -> bool:
        """Whether the person was opened by work with them, and not by a meeting or in an emergency."""
        law = current_definitions().access_law()
        basis = self.seen.bases[Category.IDENTITY]
        return not self.seen.is_emergency and not law.bases[basis].by_record


def reader_of(user: User, seen: Seen) -> Reader:
    """Return a user as the reader of an opened person's plan."""
    role = current_definitions().definition("roles", user.role, Role)
    found = Reader(user, seen, role.recipient, may_write=False)
    return found._replace(may_write=bool(WRITES & set(role.permissions)) and found.is_tied)


def readable_sections(reader: Reader, form: PlanForm) -> list[Section]:
    """Return the sections that a reader may read, in the order of the form."""
    return [section for section in form.sections if reader.may_read_section(section)]
