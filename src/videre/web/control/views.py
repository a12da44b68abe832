"""The pages of the control of the log, for the data-protection officer."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.control.actions import draw_control, say_verdict, year_before
from videre.web.control.forms import DrawForm, VerdictForm
from videre.web.control.models import Verdict
from videre.web.control.presenters import role_titles, row_of
from videre.web.control.queries import count_open, find_control, list_controls, list_shown
from videre.web.installation import current_day

LINES_A_PAGE = 50
USUAL_PERCENT = 2


@needs(Permission.CONTROL_LOG)
@require_http_methods(["GET", "POST"])
def controls(request: HttpRequest) -> HttpResponse:
    """Show the controls there are, and draw a new one."""
    assert isinstance(request.user, User)
    since, until = year_before(current_day())
    form = DrawForm(request.POST or None, initial={"since": since, "until": until, "percent": USUAL_PERCENT})
    if form.is_valid():
        control = draw_control(**form.cleaned_data, by=request.user.user_name)
        return redirect("control:control", number=control.pk)
    return render(request, "control/controls.html", {"controls": list_controls(), "form": form})


@needs(Permission.CONTROL_LOG)
@require_http_methods(["GET", "POST"])
def control(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a control drew, and take what was found out."""
    assert isinstance(request.user, User)
    found = find_control(number)
    if found is None:
        raise Http404
    if request.method == "POST":
        form = VerdictForm(request.POST)
        if form.is_valid():
            line = get_object_or_404(found.lines, pk=form.cleaned_data["line"])
            say_verdict(
                line=line,
                verdict=form.cleaned_data["verdict"],
                note=form.cleaned_data["note"],
                by=request.user.user_name,
            )
        return redirect(f"{request.path}?side={request.GET.get('side', '1')}")
    lines = Paginator(found.lines.all(), LINES_A_PAGE).get_page(request.GET.get("side"))
    titles = role_titles()
    rows = [row_of(shown, titles) for shown in list_shown(list(lines))]
    page = {"control": found, "rows": rows, "lines": lines, "n_open": count_open(found), "verdicts": Verdict.choices}
    return render(request, "control/control.html", page)
