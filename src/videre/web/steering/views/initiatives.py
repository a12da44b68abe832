"""The list of initiatives, and a page for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_strategy
from videre.web.steering.actions import initiatives as actions
from videre.web.steering.codes import DAYS_BELIEVED, Status
from videre.web.steering.forms import EffectForm, InitiativeForm, MilestoneForm, NewInitiativeForm, StatusForm
from videre.web.steering.presenters.initiative import make_page
from videre.web.steering.presenters.lists import choices_of_status, make_list, title_of
from videre.web.steering.queries import find_effect, find_milestone, list_initiatives, list_owner_names
from videre.web.steering.views.asking import current_verdicts, display_names, get_initiative, may_steer, user_name


@require_safe
@needs(Permission.SEE_FIGURES)
def initiatives(request: HttpRequest) -> HttpResponse:
    """Return all initiatives: those that wait for a status first, then each focus area with its roll-up."""
    page = make_list(current_strategy(), list_initiatives(), current_verdicts(), current_day())
    context = {"page": page, "may_steer": may_steer(request), "statuses": choices_of_status()}
    return render(request, "steering/initiatives.html", context)


@require_safe
@needs(Permission.SEE_FIGURES)
def initiative(request: HttpRequest, number: str) -> HttpResponse:
    """Return the page of an initiative."""
    return initiative_page(request, number)


def initiative_page(
    request: HttpRequest,
    number: str,
    effect_form: EffectForm | None = None,
    milestone_form: MilestoneForm | None = None,
    status_form: StatusForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of an initiative, with forms that were not filled in right as they were sent."""
    found = get_initiative(number)
    names = display_names({*(each.by for each in found.status_reports), *(each.by for each in found.changes)})
    return render(
        request,
        "steering/initiative.html",
        {
            "page": make_page(found, current_strategy(), current_verdicts(), names, current_day()),
            "may_steer": may_steer(request),
            "statuses": choices_of_status(),
            "status_form": status_form or StatusForm(),
            "days_believed": DAYS_BELIEVED[Status.ON_TRACK],
            "days_believed_delayed": DAYS_BELIEVED[Status.DELAYED],
            "effect_form": effect_form or EffectForm(auto_id="id_effect_%s"),
            "milestone_form": milestone_form or MilestoneForm(auto_id="id_milestone_%s"),
        },
        status=status,
    )


@require_POST
@needs(Permission.STEER)
def status(request: HttpRequest, number: str) -> HttpResponse:
    """Say how an initiative stands: one click; a sentence and a day to look again by are optional."""
    found, form = get_initiative(number), StatusForm(request.POST)
    if not form.is_valid():
        if "status" in form.errors:
            raise Http404("there is no such status")
        return initiative_page(request, number, status_form=form, status=422)
    actions.set_status(
        initiative=found.row,
        status=Status(form.cleaned_data["status"]),
        sentence=form.cleaned_data["sentence"],
        review_on=form.cleaned_data["review_on"],
        day=current_day(),
        by=user_name(request),
    )
    if request.POST.get("next") == "list":
        return redirect(reverse("steering:initiatives") + "#waiting")
    return redirect("steering:initiative", number)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STEER)
def add(request: HttpRequest) -> HttpResponse:
    """Add an initiative of the municipality's own."""
    form = NewInitiativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_initiative(**form.cleaned_data, day=current_day(), by=user_name(request))
        except actions.NumberTaken:
            form.add_error("number", _("There is an initiative with this number already. Choose another."))
        else:
            return redirect("steering:initiative", made.number)
    return render(request, "steering/add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STEER)
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change who, with whom, what for and for how much."""
    found = get_initiative(number)
    newest = found.changes[-1].pk if found.changes else 0
    form = InitiativeForm(request.POST) if request.method == "POST" else InitiativeForm.of(found.row, newest)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            actions.change_initiative(
                initiative=found.row,
                last_change=values.pop("last_change"),
                values=values,
                day=current_day(),
                by=user_name(request),
            )
        except actions.ChangedMeanwhile:
            form.add_error(None, _("Somebody has changed the initiative since you opened it. Open it again."))
        else:
            return redirect("steering:initiative", number)
    context = {"form": form, "number": number, "title": title_of(found), "owners": list_owner_names()}
    return render(request, "steering/change.html", context)


@require_POST
@needs(Permission.STEER)
def effect(request: HttpRequest, number: str) -> HttpResponse:
    """Say what an initiative should do to a measurement point."""
    found, form = get_initiative(number), EffectForm(request.POST, auto_id="id_effect_%s")
    if not form.is_valid():
        return initiative_page(request, number, effect_form=form)
    actions.set_effect(initiative=found.row, **form.cleaned_data, day=current_day(), by=user_name(request))
    return redirect(reverse("steering:initiative", args=[number]) + "#effects")


@require_POST
@needs(Permission.STEER)
def no_effect(request: HttpRequest, key: int) -> HttpResponse:
    """Take back that an initiative should move a point."""
    found = find_effect(key)
    if found is None:
        raise Http404(str(key))
    number = found.initiative.number
    actions.remove_effect(effect=found, day=current_day(), by=user_name(request))
    return redirect(reverse("steering:initiative", args=[number]) + "#effects")


@require_POST
@needs(Permission.STEER)
def milestone(request: HttpRequest, number: str) -> HttpResponse:
    """Add a milestone."""
    found, form = get_initiative(number), MilestoneForm(request.POST, auto_id="id_milestone_%s")
    if not form.is_valid():
        return initiative_page(request, number, milestone_form=form)
    actions.add_milestone(initiative=found.row, **form.cleaned_data, day=current_day(), by=user_name(request))
    return redirect(reverse("steering:initiative", args=[number]) + "#milestones")


@require_POST
@needs(Permission.STEER)
def reached(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a milestone is reached, or not after all; or take it away."""
    found = find_milestone(key)
    if found is None:
        raise Http404(str(key))
    number, day, by = found.initiative.number, current_day(), user_name(request)
    if "remove" in request.POST:
        actions.remove_milestone(milestone=found, day=day, by=by)
    else:
        is_reached = request.POST.get("is_reached") == "yes"
        actions.mark_milestone(milestone=found, is_reached=is_reached, day=day, by=by)
    return redirect(reverse("steering:initiative", args=[number]) + "#milestones")
