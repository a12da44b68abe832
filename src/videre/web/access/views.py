"""The pages about people: those one has to do with, one of them, who has looked, and emergency access."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from videre.definitions.roles import Role
from videre.domain.refusals import Refused
from videre.web.access.actions import break_glass, check_glass, mark_seen, review_glass
from videre.web.access.forms import VERDICTS, GlassForm, ReviewForm, SearchForm
from videre.web.access.history import list_looks
from videre.web.access.models import Verdict
from videre.web.access.notices import list_notices, list_reviews
from videre.web.access.presenters import look_shown, make_person_page
from videre.web.access.purposes import Purpose
from videre.web.access.queries import NotSeen, Seen, get_person, list_people, open_by_number
from videre.web.access.timeline import make_timeline
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_definitions, current_instant


def user_of(request: HttpRequest) -> User:
    """Return who is logged in; `needs` has let nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def purpose_of(user: User) -> Purpose:
    """Return what a user's looks are for: the first purpose of the role; raises Http404 for a role without one."""
    definitions = current_definitions()
    purposes = definitions.definition("roles", user.role, Role).purposes
    if not purposes:
        raise Http404
    return Purpose(purposes[0])


@needs(Permission.SEE_PEOPLE)
@require_http_methods(["GET", "POST"])
def my_people(request: HttpRequest) -> HttpResponse:
    """Show the young people whom the user has to do with; those found by a name that was sent in the body."""
    user = user_of(request)
    form = SearchForm(request.POST or None)
    asked = form.cleaned_data if form.is_valid() else {}
    name, page = asked.get("name", ""), asked.get("page") or page_asked(request)
    listed = list_people(user, purpose_of(user), now=current_instant(), search=name, page=page)
    notices = list_notices(user)
    if notices:
        mark_seen(user=user, now=current_instant(), by=user.user_name)
    context = {"listed": listed, "form": form, "name": name, "notices": notices}
    return render(request, "access/my_people.html", context)


def page_asked(request: HttpRequest) -> int:
    """Return the page that an address asks for; the first where it asks for none."""
    text = request.GET.get("side", "")
    return int(text) if text.isdecimal() and len(text) < len("10000") else 1


def opened(request: HttpRequest, person_id: UUID) -> Seen:
    """Open a person for whoever is logged in; what may not be seen and what is not there are the same 404."""
    user = user_of(request)
    try:
        return get_person(user, person_id, purpose_of(user), now=current_instant())
    except NotSeen as error:
        raise Http404(str(error)) from None


@needs(Permission.SEE_PEOPLE)
@require_GET
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show one person, as far as the user may see them, and why."""
    seen, day = opened(request, person_id), current_day()
    context = {"page": make_person_page(seen, day), "timeline": make_timeline(seen, day)}
    return render(request, "access/person.html", context)


@needs(Permission.SEE_PEOPLE)
@require_GET
def looks(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who has looked at a person, by role and unit."""
    seen = opened(request, person_id)
    return render(
        request, "access/looks.html", {"seen": seen, "looks": map(look_shown, list_looks(seen, user_of(request)))}
    )


@needs(Permission.BREAK_GLASS)
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """Open one person whom nothing else opens, for an hour."""
    user = user_of(request)
    form = GlassForm(request.POST or None)
    if form.is_valid():
        try:
            check_glass(user=user, purpose=purpose_of(user), reason=form.cleaned_data["reason"], now=current_instant())
            person_id = open_by_number(user, form.cleaned_data["cpr"], purpose_of(user))
            break_glass(
                user=user,
                person_id=person_id,
                purpose=purpose_of(user),
                reason=form.cleaned_data["reason"],
                now=current_instant(),
                by=user.user_name,
            )
            return redirect("access:person", person_id=person_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except NotSeen:
            form.add_error("cpr", _("No young person with this number is known here."))
    return render(request, "access/emergency.html", {"form": form})


@needs(Permission.CONTROL_LOG)
@require_http_methods(["GET", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """Show the emergency accesses that wait for a review, and take what a review came to."""
    user = user_of(request)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        shown = list_reviews(current_instant())
        glass = next((each.glass for each in shown if each.glass.pk == form.cleaned_data["glass"]), None)
        if glass is None:
            raise Http404
        try:
            review_glass(
                glass=glass,
                user=user,
                verdict=Verdict(form.cleaned_data["verdict"]),
                remark=form.cleaned_data["remark"],
                now=current_instant(),
                by=user.user_name,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("access:reviews")
    shown = list_reviews(current_instant())
    mark_seen(user=user, now=current_instant(), by=user.user_name)
    return render(request, "access/reviews.html", {"reviews": shown, "form": form, "verdicts": VERDICTS})
