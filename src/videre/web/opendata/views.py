"""The public pages of open data."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from videre.web.accounts.permissions import Permission, needs
from videre.web.figures.keeping import render_kept
from videre.web.figures.queries import describe_table, list_editions
from videre.web.installation import current_home
from videre.web.languages import chosen_language
from videre.web.opendata.answers import answer
from videre.web.opendata.presenters.catalogue import CATALOGUE_FORMS, catalogue_of
from videre.web.opendata.presenters.pages import make_table_page, make_tables_page
from videre.web.opendata.queries import find_public_table, list_public_tables


@require_safe
@needs(Permission.PUBLIC)
def tables(request: HttpRequest) -> HttpResponse:
    """Return the list of all public tables."""

    def make_context() -> dict[str, Any]:
        described = [describe_table(table) for table in list_public_tables()]
        page = make_tables_page(described, chosen_language())
        return {"page": page, "municipality_name": current_home().settings.municipality_name}

    return render_kept(request, "opendata/tables.html", make_context)


@require_safe
@needs(Permission.PUBLIC)
def table(request: HttpRequest, name: str) -> HttpResponse:
    """Return a public table: what it is, its numbers of a period, and where its files are."""

    def make_context() -> dict[str, Any]:
        found = find_public_table(name)
        if found is None:
            raise Http404(name)
        period = request.GET.get("periode")
        page = make_table_page(describe_table(found), chosen_language(), period, list_editions(name))
        if page is None:
            raise Http404(name)
        return {"page": page}

    return render_kept(request, "opendata/table.html", make_context)


@require_safe
@needs(Permission.PUBLIC)
def catalogue(request: HttpRequest, form: str) -> HttpResponseBase:
    """Return the catalogue of data sets by DCAT-AP-DK, for portals that gather it."""
    chosen = CATALOGUE_FORMS.get(form)
    if chosen is None:
        raise Http404(form)
    described = [describe_table(each) for each in list_public_tables()]
    content = catalogue_of(described, current_home().settings, request.build_absolute_uri("/").rstrip("/"))
    return answer(request, chosen.write(content), chosen.media_type)
