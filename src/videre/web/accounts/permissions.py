"""What may be asked of a user, and how an address says what it asks."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What a role may give. Roles name them in `definitions/roles/`.

    PUBLIC is no role's: an address that asks for it can be seen without logging in.
    """

    PUBLIC = "public"
    SEE_FIGURES = "see_figures"
    SEE_PEOPLE = "see_people"
    BREAK_GLASS = "break_glass"
    CONTROL_LOG = "control_log"
    HOLD_RECORDS = "hold_records"
    STEER = "steer"
    DELIVER_DATA = "deliver_data"
    WRITE_REPORTS = "write_reports"
    APPROVE_REPORTS = "approve_reports"
    WRITE_NOTES = "write_notes"
    WORK_LISTS = "work_lists"
    WRITE_PLANS = "write_plans"
    OWN_PLAN = "own_plan"


def needs(permission: Permission) -> Callable[[View], View]:
    """Say which permission a view needs. A view that says nothing is denied to everybody."""

    def mark(view: View) -> View:
        if permission is Permission.PUBLIC:
            login_not_required(view)
        view.needs = permission  # type: ignore[attr-defined]  # read by DenyByDefault and tests/architecture/test_urls.py
        return view

    return mark


def find_need(view: Callable[..., Any]) -> Permission | None:
    """Return the permission that a view needs, or None when it says nothing."""
    found = getattr(view, "needs", None)
    return found if isinstance(found, Permission) else None
