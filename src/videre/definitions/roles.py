"""Roles as data: what somebody's task is, in words, and what the site lets them do for it."""

from typing import Annotated

from pydantic import Field

from videre.definitions.files import Strict, Text


class Role(Strict):
    """A role. `permissions` are names of `videre.web.accounts.permissions.Permission`."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    title: Text
    description: Text
    permissions: tuple[str, ...]
