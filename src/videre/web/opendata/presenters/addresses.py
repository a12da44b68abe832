"""Whole addresses, as a program or a portal elsewhere needs them."""

from django.http import HttpRequest
from django.urls import reverse


def address_of_table(request: HttpRequest, name: str, form: str) -> str:
    """Return the whole address of a table in a form."""
    return request.build_absolute_uri(reverse("opendata:api_table", args=[name, form]))


def address_of_edition(request: HttpRequest, day: str, name: str, form: str) -> str:
    """Return the whole address of an older edition of a table in a form."""
    return request.build_absolute_uri(reverse("opendata:api_edition", args=[day, name, form]))
