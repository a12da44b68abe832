"""The pages of the half-year report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from videre.reports.forms import FORMS
from videre.reports.half_years import NothingToReport, parse_half_year
from videre.reports.page import render_body
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.queries import list_permissions
from videre.web.attaching import attached
from videre.web.installation import current_day
from videre.web.languages import chosen_language
from videre.web.reporting import actions
from videre.web.reporting.forms import CommentForm, DraftForm
from videre.web.reporting.models import HalfYearReport
from videre.web.reporting.presenters import make_report_page, say_half
from videre.web.reporting.queries import (
    find_report,
    get_content,
    get_file,
    list_half_years_to_draft,
    list_reports,
    list_revised_since,
)


@require_safe
@needs(Permission.SEE_FIGURES)
def reports(request: HttpRequest) -> HttpResponse:
    """Return the list of reports, and the form of a new draft to whoever may make one."""
    return render_list(request)


def render_list(request: HttpRequest, refusal: str = "", status: int = 200) -> HttpResponse:
    """Return the list of reports, with what was refused."""
    user = reader_of(request)
    permissions = list_permissions(user)
    form = None
    if Permission.WRITE_REPORTS in permissions:
        form = DraftForm(halves=list_half_years_to_draft(current_day()))
    lines = [(each, say_half(each.half)) for each in list_reports(permissions)]
    context = {"lines": lines, "form": form, "refusal": refusal}
    return render(request, "reporting/reports.html", context, status=status)


@require_POST
@needs(Permission.WRITE_REPORTS)
def draft(request: HttpRequest) -> HttpResponse:
    """Make a draft and show it."""
    form = DraftForm(request.POST, halves=list_half_years_to_draft(current_day()))
    if not form.is_valid():
        return render_list(request, status=422)
    try:
        made = actions.draft(half=parse_half_year(form.cleaned_data["half"]), by=reader_of(request).user_name)
    except NothingToReport:
        return render_list(request, _("Nothing has been released yet, so there is nothing to report."), status=409)
    except actions.AlreadyApproved:
        return render_list(request, _("The report of this half-year has been approved."), status=409)
    return redirect("reporting:report", half=made.half, version=made.version)


@require_safe
@needs(Permission.SEE_FIGURES)
def report(request: HttpRequest, half: str, version: int) -> HttpResponse:
    """Return a report's page: its forms, its comments, whether it is approved, and what has been revised since."""
    return render_report(request, get_report(request, half, version), CommentForm())


def render_report(request: HttpRequest, found: HalfYearReport, form: CommentForm, status: int = 200) -> HttpResponse:
    """Return a report's page with a form for a comment."""
    permissions = list_permissions(reader_of(request))
    revised = list_revised_since(found) if found.is_approved else ()
    context = {
        "page": make_report_page(found, revised),
        "form": form,
        "may_comment": not found.is_approved,
        "may_approve": not found.is_approved and Permission.APPROVE_REPORTS in permissions,
    }
    return render(request, "reporting/report.html", context, status=status)


@require_safe
@needs(Permission.SEE_FIGURES)
def read(request: HttpRequest, half: str, version: int) -> HttpResponse:
    """Return the report as a page of the site."""
    found = get_report(request, half, version)
    content = get_content(found, chosen_language())
    return render(
        request, "reporting/read.html", {"report": found, "title": content.title, "body": render_body(content)}
    )


@require_safe
@needs(Permission.SEE_FIGURES)
def download(request: HttpRequest, half: str, version: int, form: str) -> HttpResponse:
    """Return a form of the report as a file: the frozen bytes of an approved one."""
    found = get_report(request, half, version)
    chosen = next((name for name in FORMS if name == form), None)
    if chosen is None:
        raise Http404(form)
    name, content = get_file(found, chosen, chosen_language())
    return attached(content, name, FORMS[chosen].media_type)


@require_POST
@needs(Permission.SEE_FIGURES)
def comment(request: HttpRequest, half: str, version: int) -> HttpResponse:
    """Keep a comment on a draft."""
    found = get_report(request, half, version)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return render_report(request, found, form, status=422)
    try:
        actions.comment(report=found, text=form.cleaned_data["text"], by=reader_of(request).user_name)
    except actions.AlreadyApproved:
        return render_report(request, found, form, status=409)
    return redirect("reporting:report", half=half, version=version)


@require_POST
@needs(Permission.APPROVE_REPORTS)
def approve(request: HttpRequest, half: str, version: int) -> HttpResponse:
    """Approve a draft and freeze it."""
    found = get_report(request, half, version)
    try:
        actions.approve(report=found, by=reader_of(request).user_name)
    except actions.AlreadyApproved:
        return render_report(request, get_report(request, half, version), CommentForm(), status=409)
    return redirect("reporting:report", half=half, version=version)


def get_report(request: HttpRequest, half: str, version: int) -> HalfYearReport:
    """Return a report that the reader may see; raises Http404 for any other, a draft among them."""
    found = find_report(half, version, list_permissions(reader_of(request)))
    if found is None:
        raise Http404(f"{half} {version}")
    return found


def reader_of(request: HttpRequest) -> User:
    """Return who is logged in; no view here is public."""
    assert isinstance(request.user, User)
    return request.user
