"""Pages that belong to no app: the health of the site, and what is said when a page is refused or not there."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from videre import __version__
from videre.web.accounts.permissions import Permission, needs


@require_safe
@needs(Permission.PUBLIC)
def health(_request: HttpRequest) -> JsonResponse:
    """Return that the site and its database answer; asked by whoever watches the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": __version__})


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Return the page that says that somebody may not see a page."""
    return render(request, "config/refused.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Return the page that says that there is nothing at an address."""
    return render(request, "config/not_found.html", status=404)
