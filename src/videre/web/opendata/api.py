"""The API, version 1: lists of tables, tables, and older editions. Reading only, open to everybody."""

from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from videre.disclosure.released import Released
from videre.reports.exports.as_json import about
from videre.reports.exports.forms import OPEN_DATA
from videre.reports.wording import Language
from videre.web.accounts.permissions import Permission, View, needs
from videre.web.figures.queries import describe_table, list_editions, render_table
from videre.web.opendata.answers import answer, answer_json, preflight, problem
from videre.web.opendata.presenters.addresses import address_of_edition, address_of_table
from videre.web.opendata.presenters.openapi import openapi_of
from videre.web.opendata.queries import (
    find_public_edition,
    find_public_table,
    list_public_editions,
    list_public_tables,
)

LANGUAGES: dict[str, Language] = {"da": "da", "en": "en"}


def is_open(view: View) -> Any:
    """Say that a view is part of the API: public, reading only, and a browser may ask first whether it may ask."""

    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return preflight()
        response: HttpResponseBase = view(request, *args, **kwargs)
        return response

    return needs(Permission.PUBLIC)(opened)


@is_open
def openapi(request: HttpRequest) -> HttpResponseBase:
    """Return the description of this API, by OpenAPI 3.1."""
    return answer_json(request, openapi_of(request.build_absolute_uri("/").rstrip("/")))


@is_open
def tables(request: HttpRequest) -> HttpResponseBase:
    """Return what every public table is, and the addresses of its forms and editions."""
    content = [
        {
            **about(describe_table(table)),
            "forms": {form: address_of_table(request, table.name, form) for form in OPEN_DATA},
            "editions": list(list_editions(table.name)),
        }
        for table in list_public_tables()
    ]
    return answer_json(request, {"tables": content})


@is_open
def table(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Return a public table as it is now."""
    return table_in_form(request, find_public_table(name), name, form)


@is_open
def editions(request: HttpRequest) -> HttpResponseBase:
    """Return the days on which what was known has been released, with the tables of each."""
    content = [
        {
            "edition": day,
            "tables": {
                name: {form: address_of_edition(request, day, name, form) for form in OPEN_DATA} for name in names
            },
        }
        for day, names in list_public_editions().items()
    ]
    return answer_json(request, {"editions": content})


@is_open
def edition(request: HttpRequest, day: str, name: str, form: str) -> HttpResponseBase:
    """Return a public table as it was released with what was known on a day."""
    return table_in_form(request, find_public_edition(name, day), name, form)


def table_in_form(request: HttpRequest, table: Released | None, name: str, form: str) -> HttpResponseBase:
    """Return a table in a form, or what is wrong with the question."""
    chosen, language = OPEN_DATA.get(form), LANGUAGES.get(request.GET.get("lang", "da"))
    if table is None:
        return problem(404, "No such table", f"No public table {name} has been released there. See /api/v1/tables.")
    if chosen is None:
        return problem(404, "No such form", f"A table can be had as {', '.join(OPEN_DATA)}.")
    if language is None:
        return problem(400, "No such language", "Write lang=da or lang=en.")
    rendered = render_table(table, chosen, language)
    file_name = f"{table.name}-{table.as_known_at}.{chosen.file_ending}"
    return answer(request, rendered.content, chosen.media_type, tag=rendered.tag, file_name=file_name)
