"""Reading by the door: the own plan, who has looked, and with whom something is shared."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from videre.web.access.queries import list_people
from videre.web.access.records import list_consents
from videre.web.access.views import purpose_of, user_of
from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_definitions, current_instant
from videre.web.languages import told
from videre.web.own.presenters.page import make_page
from videre.web.own.presenters.sharing import consent_shown, list_shared, looks_of_others
from videre.web.own.reading import visiting

SAID = "own_said"


@require_safe
@needs(Permission.OWN_PLAN)
def index(request: HttpRequest) -> HttpResponse:
    """Go to the own plan; show a parent of several young people whose plan there is to read."""
    user = user_of(request)
    listed = list_people(user, purpose_of(user), now=current_instant(), page=None)
    if len(listed.people) == 1:
        return redirect("own:plan", person_id=listed.people[0].person_id)
    return render(request, "own/index.html", {"people": listed.people})


@require_safe
@needs(Permission.OWN_PLAN)
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the own plan in plain words."""
    visitor = visiting(request, person_id)
    said = {"said": request.session.pop(SAID, ""), "written": request.session.pop("plan_written", "")}
    return render(request, "own/plan.html", {**make_page(visitor), **said})


@require_safe
@needs(Permission.OWN_PLAN)
def looks(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who has looked, when and why: unit and role."""
    visitor = visiting(request, person_id)
    context = {"visitor": visitor, "seen": visitor.seen, "looks": looks_of_others(visitor)}
    return render(request, "own/looks.html", context)


@require_safe
@needs(Permission.OWN_PLAN)
def sharing(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what has been agreed to be shared, and what has been shared by record."""
    visitor, day = visiting(request, person_id), current_day()
    context = {
        "visitor": visitor,
        "seen": visitor.seen,
        "consents": [consent_shown(visitor, each, day) for each in list_consents(visitor.seen, visitor.user)],
        "shared": list_shared(visitor, day),
        "words": told(current_definitions().access_law().consent_text),
        "said": request.session.pop(SAID, ""),
    }
    return render(request, "own/sharing.html", context)
