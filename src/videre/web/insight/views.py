"""The overview and the measurement points."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.figures.keeping import render_kept
from videre.web.figures.sent_on import list_own
from videre.web.insight.presenters.cards import make_card
from videre.web.insight.presenters.pages import NoSuchChoice, make_page
from videre.web.insight.presenters.temple import make_temple
from videre.web.insight.queries import ask_page, get_sources, list_followed
from videre.web.installation import current_day, current_strategy
from videre.web.languages import told


@require_safe
@needs(Permission.SEE_FIGURES)
def overview(request: HttpRequest) -> HttpResponse:
    """Return those whom the reader's own school has sent on, the strategy as its temple, and a card for each point."""

    def make_context() -> dict[str, Any]:
        sources = get_sources()
        cards = [make_card(followed.point, followed.measure, followed.total, sources) for followed in list_followed()]
        return {"temple": make_temple(sources.strategy), "cards": cards}

    assert isinstance(request.user, User)
    own = list_own(request.user, current_day())
    return render_kept(
        request,
        "insight/overview.html",
        make_context,
        frame="insight/overview_frame.html",
        of_reader={"own": own, "strategy_title": told(current_strategy().title)},
    )


@require_safe
@needs(Permission.SEE_FIGURES)
def measure(request: HttpRequest, name: str, dimension: str | None = None) -> HttpResponse:
    """Return the page of a measurement point, in total or broken down."""

    def make_context() -> dict[str, Any]:
        asked = ask_page(name, dimension, request.GET.dict())
        if asked is None:
            raise Http404(f"{name} {dimension}")
        try:
            return {"page": make_page(asked)}
        except NoSuchChoice as error:
            raise Http404(str(error)) from error

    return render_kept(request, "insight/measure.html", make_context)
