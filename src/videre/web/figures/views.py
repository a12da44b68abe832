"""Downloads: a released table as a file, at an address that stays."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from videre.reports.exports.forms import DOWNLOADS
from videre.web.accounts.permissions import Permission, needs
from videre.web.attaching import attached
from videre.web.figures.queries import find_table, render_table
from videre.web.languages import chosen_language


@require_safe
@needs(Permission.SEE_FIGURES)
def download(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Return a released table as a file in the reader's language."""
    table, chosen = find_table(name), DOWNLOADS.get(form)
    if table is None or chosen is None:
        raise Http404(f"{name}.{form}")
    rendered = render_table(table, chosen, chosen_language())
    file_name = f"{table.name}-{table.as_known_at}.{chosen.file_ending}"
    response = attached(rendered.content, file_name, chosen.media_type, {"ETag": rendered.tag})
    response.headers["Cache-Control"] = "private, no-cache"
    conditional = get_conditional_response(request, etag=rendered.tag, response=response)
    assert isinstance(conditional, HttpResponse)
    return conditional
