"""What is handed to whoever may see a person."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.domain.refusals import Refused


class OnlyInPassing(Refused):
    """What is agreed or shared was to be changed by somebody who sees the person for a while alone."""


@dataclass(frozen=True)
class Seen:
    """A person, as far as one user may see them for one purpose. Only `access.queries` makes one, and logs it.

    display_name: the name; another word where the name is protected from the user.
    categories: what may be seen. bases: the legal basis of each, by its key in the table.
    reason: why, as it follows on “because you are”. reason_in_danish: the same, as the log has it.
    is_emergency: opened by breaking the glass.
    is_passing: opened for a while alone, by a meeting or in an emergency: nothing is given on or changed from there.
    address: where the person lives; empty where it may not be seen, or is protected.
    """

    person_id: UUID
    display_name: str
    age_years: int
    birth_date: date
    categories: frozenset[Category]
    bases: dict[Category, str] = field(repr=False)
    reason: str
    purpose: str
    address: str = ""
    is_protected: bool = False
    is_emergency: bool = False
    is_passing: bool = False

    def may_see(self, category: Category) -> bool:
        """Return whether a category may be seen."""
        return category in self.categories

    def check_lasts(self) -> None:
        """Raise OnlyInPassing where a meeting or an emergency opened the person: one looks, and changes nothing."""
        if self.is_passing:
            raise OnlyInPassing(
                _("What a meeting or an emergency opened to you is not yours to change. Ask whoever works with them.")
            )


class NotSeen(Exception):
    """A person may not be seen, or is not there: which of the two is told to nobody. The attempt has been logged."""
