"""The page of legal holds, for the data-protection officer: what is held, holding something, and letting it go."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videre.domain.refusals import Refused
from videre.web.access.queries import NotSeen, open_by_number
from videre.web.access.views import purpose_of, user_of
from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day
from videre.web.retention.actions import lift_hold, place_hold
from videre.web.retention.forms import ONE, HoldForm, LiftForm
from videre.web.retention.presenters import show_holds
from videre.web.retention.queries import open_holds, past_holds

REFUSED = 422
SAID = "holds_said"


@needs(Permission.HOLD_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: HttpRequest) -> HttpResponse:
    """Show what is held and what was, and hold something more."""
    user, day = user_of(request), current_day()
    form = HoldForm(request.POST or None, day=day, initial={"whom": ONE})
    if not form.is_valid():
        return page(request, form, "")
    asked = form.cleaned_data
    try:
        person_id = open_by_number(user, asked["cpr"], purpose_of(user)) if asked["whom"] == ONE else None
        place_hold(
            person_id=person_id,
            rule=asked["rule"],
            reason=asked["reason"],
            since=day,
            until=asked["until"],
            by=user.user_name,
        )
    except NotSeen:
        form.add_error("cpr", _("No young person with this number is known here."))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        request.session[SAID] = _("It is held from now on.")
        return redirect("retention:holds")
    return page(request, form, "")


@needs(Permission.HOLD_RECORDS)
@require_POST
def lift(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Let go what a hold holds: from today on the rules apply again."""
    day, form = current_day(), LiftForm(request.POST)
    if not open_holds(day).filter(pk=hold_id).exists():
        raise Http404
    if not form.is_valid():
        return page(request, HoldForm(day=day, initial={"whom": ONE}), _("Say why it is lifted. Nothing was changed."))
    try:
        lift_hold(hold_id=hold_id, reason=form.cleaned_data["reason"], day=day, by=user_of(request).user_name)
    except Refused as refusal:
        return page(request, HoldForm(day=day, initial={"whom": ONE}), str(refusal))
    request.session[SAID] = _("The hold is lifted: the rules apply again.")
    return redirect("retention:holds")


def page(request: HttpRequest, form: HoldForm, refused: str) -> HttpResponse:
    """Return the page, with why something was refused."""
    day = current_day()
    context = {
        "standing": show_holds(list(open_holds(day)), day),
        "past": show_holds(list(past_holds(day)), day),
        "form": form,
        "refused": refused,
        "said": request.session.pop(SAID, ""),
    }
    return render(request, "retention/holds.html", context, status=REFUSED if refused or form.errors else None)
