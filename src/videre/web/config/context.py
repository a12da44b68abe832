"""What every page's frame needs: the municipality's name, the strategy's points as a menu, and who is logged in."""

from typing import Any

from django.conf import settings as site
from django.http import HttpRequest
from django.urls import reverse

from videre.web.accounts.permissions import Permission
from videre.web.accounts.queries import Reader, describe_user
from videre.web.config.sections import list_sections
from videre.web.insight.presenters.menu import menu_of_points
from videre.web.installation import current_home, current_strategy


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the frame."""
    settings = current_home().settings
    user = describe_user(request.user)
    sees_figures = user is not None and Permission.SEE_FIGURES in user.permissions
    return {
        "municipality_name": settings.municipality_name,
        "is_demo": settings.is_demo,
        "is_without_codes": settings.is_demo and not settings.second_factor,
        "reader": user,
        "first_page": reverse(first_page_of(user)),
        "sections": list_sections(user.permissions, request.path) if user else (),
        "menu": menu_of_points(current_strategy(), request.path) if sees_figures else (),
    }


def first_page_of(user: Reader | None) -> str:
    """Return the name of the page that the site's mark leads to: young people and parents have one of their own."""
    is_of_door = user is not None and Permission.OWN_PLAN in user.permissions
    return site.DOOR_REDIRECT_URL if is_of_door else site.LOGIN_REDIRECT_URL
