"""Roles as data: what somebody's task is, in words, and what the site lets them do for it."""

from typing import Annotated

from pydantic import Field

from videre.definitions.access import Recipient
from videre.definitions.files import Strict, Text


class Role(Strict):
    """A role. `permissions` are names of `videre.web.accounts.permissions.Permission`.

    recipient: what the role is to the law that says who may see what of a young person; None: it sees nobody.
    by_unit: whether it sees everybody with whom the unit of a user is involved; False: only the own ones.
    purposes: for which purposes (`videre.web.access.purposes.Purpose`) it may open a young person.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    title: Text
    description: Text
    permissions: tuple[str, ...]
    recipient: Recipient | None = None
    by_unit: bool = True
    purposes: tuple[str, ...] = ()
