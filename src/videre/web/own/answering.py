"""The objections that wait for an employee: listed, read beside the plan, and answered in words."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from videre.domain.refusals import Refused
from videre.web.access.casework import show_people
from videre.web.access.reasons import role_title
from videre.web.access.views import opened, purpose_of, user_of
from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_instant
from videre.web.own.actions import answer_objection
from videre.web.own.forms import ReplyForm
from videre.web.own.queries import list_to_answer


@require_safe
@needs(Permission.WRITE_PLANS)
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer of the user's or their unit's; of whom one may not see, only how many."""
    user, day = user_of(request), current_day()
    waiting = list(list_to_answer(user, day))
    seen = show_people(user, {each.person_id for each in waiting}, purpose_of(user), now=current_instant())
    rows = [
        {
            "id": each.pk,
            "name": seen[each.person_id].display_name,
            "about": each.get_about_display(),
            "who": role_title(each.role),
            "answer_by": date_format(each.answer_by, "j. F Y"),
            "is_late": each.answer_by < day,
        }
        for each in waiting
        if each.person_id in seen
    ]
    return render(request, "own/inbox.html", {"rows": rows, "n_closed": len(waiting) - len(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE_PLANS)
def objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """Show one objection to whoever is to answer it, and take the answer."""
    user = user_of(request)
    found = list_to_answer(user, current_day()).filter(pk=objection_id).first()
    if found is None:
        raise Http404
    seen = opened(request, found.person_id)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        try:
            answer_objection(
                seen=seen,
                objection_id=objection_id,
                answer=form.cleaned_data["answer"],
                day=current_day(),
                by=user.user_name,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("own:inbox")
    context = {"seen": seen, "objection": found, "who": role_title(found.role), "form": form}
    return render(request, "own/objection.html", context)
