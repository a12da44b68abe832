"""Follow-up: the board, the lists, one young person's entries, and one click to act."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from videre.definitions.followup import FollowUpList
from videre.domain.refusals import Refused
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.agreements.actions import answer_referral
from videre.web.agreements.models import ActKind, ReferralState
from videre.web.figures.queries import find_table
from videre.web.followup.actions import act, hand_over, mark_seen, refer_on
from videre.web.followup.forms import ActForm, AnswerForm, HandOverForm, ReferralForm
from videre.web.followup.loop import TABLE
from videre.web.followup.presenters.pages import make_entry_page, make_loop, make_referrals, make_responsibility
from videre.web.followup.presenters.rows import make_chapters, make_rows, scope_links
from videre.web.followup.queries import (
    Asked,
    Scope,
    Shown,
    Sort,
    Which,
    ask,
    count_lists,
    count_waiting,
    find_entry,
    find_refresh,
    find_waiting,
    list_acts_told,
    list_colleagues,
    list_definitions,
    list_entries_of,
    list_for_meeting,
    list_page,
    list_pressing,
    list_referrals_told,
    list_waiting,
)
from videre.web.installation import current_definitions, current_instant
from videre.web.languages import told

SAID = "followup_said"


def ask_of(request: HttpRequest) -> Asked:
    """Return who asks, for what, and whose entries; raises PermissionDenied for a role that opens nobody."""
    assert isinstance(request.user, User), "the middleware lets nobody else through"
    said = request.GET.get("hvis", Scope.MINE.value)
    scope = Scope(said) if said in {each.value for each in Scope} else Scope.MINE
    asked = ask(request.user, scope, current_instant())
    if asked is None:
        raise PermissionDenied("The role opens nobody for any purpose.")
    return asked


@require_safe
@needs(Permission.WORK_LISTS)
def board(request: HttpRequest) -> HttpResponse:
    """Return the morning: what is most pressing, and every list with its counts."""
    asked = ask_of(request)
    today = asked.now.date()
    context = {
        "chapters": make_chapters(count_lists(asked), asked.scope),
        "rows": make_rows(list_pressing(asked), today),
        "scopes": scope_links(request.path, asked.scope),
        "refresh": find_refresh(),
        "here": request.get_full_path(),
        "said": take_said(request),
        "n_waiting": count_waiting(asked),
    }
    return render(request, "followup/board.html", context)


def get_definition(asked: Asked, name: str) -> FollowUpList:
    """Return a list that the user may see, or raise Http404."""
    definition = next((each for each in list_definitions(asked) if each.name == name), None)
    if definition is None:
        raise Http404(name)
    return definition


@require_safe
@needs(Permission.WORK_LISTS)
def follow_up_list(request: HttpRequest, name: str) -> HttpResponse:
    """Return a page of one list."""
    asked = ask_of(request)
    definition = get_definition(asked, name)
    sort, which = sort_of(request.GET.get("sorter", "")), which_of(request)
    page = list_page(asked, definition, sort, page_number(request.GET.get("side", "1")), which)
    around = {"hvis": asked.scope.value, "sorter": sort.value, "vis": which.value}
    context = {
        "definition": definition,
        "title": told(definition.title),
        "explanation": told(definition.explanation),
        "due": told(definition.due),
        "first_step": told(definition.first_step) if definition.first_step else "",
        "law": [(told(law.text), law.address) for law in definition.law],
        "rows": make_rows(page.rows, asked.now.date()),
        "page": page,
        "before": urlencode({**around, "side": page.number - 1}) if page.number > 1 else "",
        "after": urlencode({**around, "side": page.number + 1}) if page.number < page.n_pages else "",
        "scopes": scope_links(request.path, asked.scope),
        "scope": asked.scope.value,
        "which": which.value,
        "sort": sort.value,
        "whiches": [(each.value, text, each is which) for each, text in which_texts().items()],
        "sorts": [(each.value, text, each is sort) for each, text in sort_texts().items()],
        "here": request.get_full_path(),
        "said": take_said(request),
        "split_form": HandOverForm(colleagues=list_colleagues(asked)),
    }
    return render(request, "followup/list.html", context)


def page_number(said: str) -> int:
    """Return the number of a page as an address says it; the first for what is no number."""
    return max(1, int(said)) if said.isdecimal() and len(said) < 6 else 1


def sort_of(said: str) -> Sort:
    """Return by what a list is sorted, as an address or a form says it; what is due first for what is none."""
    return Sort(said) if said in {each.value for each in Sort} else Sort.DUE


def sort_texts() -> dict[Sort, str]:
    """Return the ways to sort a list, in words."""
    return {Sort.DUE: _("What is due first"), Sort.SINCE: _("How long it has been so"), Sort.NAME: _("Name")}


def which_of(request: HttpRequest) -> Which:
    """Return which entries of a list an address asks for; all where it says nothing."""
    said = request.GET.get("vis", Which.ALL.value)
    return Which(said) if said in {each.value for each in Which} else Which.ALL


def which_texts() -> dict[Which, str]:
    """Return which entries of a list can be shown, in words."""
    return {
        Which.ALL: _("All"),
        Which.OVERDUE: _("Overdue"),
        Which.THIS_WEEK: _("Due within a week"),
        Which.UNTOUCHED: _("Nothing noted yet"),
    }


@require_safe
@needs(Permission.WORK_LISTS)
def print_out(request: HttpRequest, name: str) -> HttpResponse:
    """Return a list for a meeting: young person, measure, responsible."""
    asked = ask_of(request)
    definition = get_definition(asked, name)
    rows = make_rows(list_for_meeting(asked, definition, which_of(request)), asked.now.date())
    context = {"title": told(definition.title), "rows": rows, "today": asked.now.date(), "definition": definition}
    return render(request, "followup/print_out.html", context)


@require_POST
@needs(Permission.WORK_LISTS)
def split(request: HttpRequest, name: str) -> HttpResponse:
    """Split the entries of a page of a list, as it was sorted and shown, between the colleagues chosen."""
    asked = ask_of(request)
    definition = get_definition(asked, name)
    colleagues = list_colleagues(asked)
    form = HandOverForm(request.POST, colleagues=colleagues)
    if form.is_valid():
        chosen = {int(user) for user in form.cleaned_data["users"]}
        sort, number = sort_of(request.POST.get("sorter", "")), page_number(request.POST.get("side", "1"))
        page = list_page(asked, definition, sort, number, which_of(request))
        users = [user for user in colleagues if user.pk in chosen]
        n = hand_over(entries=[row.entry for row in page.rows], users=users, by=asked.user.user_name)
        return back(request, _("%(n)s entries were split.") % {"n": n})
    return back(request, _("Choose whom the entries are split between."))


def get_entry(request: HttpRequest, entry_id: int) -> tuple[Asked, Shown]:
    """Open an entry's young person, or raise Http404: it says the same of one that is not there."""
    asked = ask_of(request)
    shown = find_entry(asked, entry_id)
    if shown is None:
        raise Http404(str(entry_id))
    return asked, shown


@require_safe
@needs(Permission.WORK_LISTS)
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Return one young person's entries, what has been done, and what can be."""
    asked, shown = get_entry(request, entry_id)
    mark_seen(entry=shown.entry, day=asked.now.date(), by=asked.user.user_name)
    return entry_page(request, asked, shown, ActForm(), ReferralForm(from_unit=shown.entry.unit))


def entry_page(
    request: HttpRequest,
    asked: Asked,
    shown: Shown,
    act_form: ActForm,
    referral_form: ReferralForm,
) -> HttpResponse:
    """Return the page of an entry with its forms as they stand."""
    context = {
        "page": make_entry_page(
            shown,
            list_entries_of(shown.seen),
            list_acts_told(asked, shown.seen),
            list_referrals_told(asked, shown.seen),
            asked.now.date(),
        ),
        "act_form": act_form,
        "referral_form": referral_form,
        "is_mine": shown.entry.responsible_id == asked.user.pk,
        "said": take_said(request),
        "here": reverse("followup:entry", args=[shown.entry.pk]),
    }
    return render(request, "followup/entry.html", context)


@require_POST
@needs(Permission.WORK_LISTS)
def note(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Note what was done: one click on a list, or the form of the page."""
    asked, shown = get_entry(request, entry_id)
    form = ActForm(request.POST)
    if not form.is_valid():
        return entry_page(request, asked, shown, form, ReferralForm(from_unit=shown.entry.unit))
    kind = ActKind(form.cleaned_data["kind"])
    try:
        act(
            entry=shown.entry,
            kind=kind,
            on=asked.now.date(),
            note=form.cleaned_data["note"],
            until=form.cleaned_data["until"],
            review=form.cleaned_data["review"],
            right=form.cleaned_data["right"],
            purpose=asked.purpose,
            reason=shown.seen.reason,
            by=asked.user.user_name,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return entry_page(request, asked, shown, form, ReferralForm(from_unit=shown.entry.unit))
    return back(request, _("%(act)s: %(name)s.") % {"act": kind.label, "name": shown.seen.display_name})


@require_POST
@needs(Permission.WORK_LISTS)
def refer(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Refer the young person to another unit."""
    asked, shown = get_entry(request, entry_id)
    form = ReferralForm(request.POST, from_unit=shown.entry.unit)
    if not form.is_valid():
        return entry_page(request, asked, shown, ActForm(), form)
    refer_on(
        entry=shown.entry,
        to_unit=form.cleaned_data["to_unit"],
        about=form.cleaned_data["about"],
        on=asked.now.date(),
        purpose=asked.purpose,
        reason=shown.seen.reason,
        by=asked.user.user_name,
    )
    return back(request, _("Referred: %(name)s.") % {"name": shown.seen.display_name})


@require_POST
@needs(Permission.WORK_LISTS)
def take_over(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take an entry oneself."""
    asked, shown = get_entry(request, entry_id)
    if shown.entry.unit not in asked.who.units:
        raise Http404(str(entry_id))
    hand_over(entries=[shown.entry], users=[asked.user], by=asked.user.user_name)
    return back(request, _("Yours now: %(name)s.") % {"name": shown.seen.display_name})


@require_safe
@needs(Permission.WORK_LISTS)
def referrals(request: HttpRequest) -> HttpResponse:
    """Return the referrals that wait for an answer from the user's units."""
    asked = ask_of(request)
    context = {
        "rows": make_referrals(list_waiting(asked), asked.now.date()),
        "here": request.path,
        "said": take_said(request),
    }
    return render(request, "followup/referrals.html", context)


@require_POST
@needs(Permission.WORK_LISTS)
def answer(request: HttpRequest, referral_id: int) -> HttpResponse:
    """Accept or reject a referral to one of the user's units, or finish it."""
    asked = ask_of(request)
    waiting = find_waiting(asked, referral_id)
    form = AnswerForm(request.POST)
    if waiting is None or not form.is_valid():
        raise Http404(str(referral_id))
    try:
        answer_referral(
            referral_id=referral_id,
            state=ReferralState(form.cleaned_data["state"]),
            on=asked.now.date(),
            reason=form.cleaned_data["reason"],
            by=asked.user.user_name,
        )
    except Refused as refusal:
        return back(request, str(refusal))
    return back(request, _("The referral was answered."))


@require_safe
@needs(Permission.WORK_LISTS)
def responsibility(request: HttpRequest) -> HttpResponse:
    """Return who answers for whom, with the gaps and overlaps that the table has."""
    return render(request, "followup/responsibility.html", {"page": make_responsibility(current_definitions())})


@require_safe
@needs(Permission.SEE_FIGURES)
def loop(request: HttpRequest) -> HttpResponse:
    """Return whether follow-up helps, from a released table: no young person can be told from it."""
    page = make_loop(find_table(TABLE), current_definitions())
    return render(request, "followup/loop.html", {"page": page})


@require_safe
@needs(Permission.WORK_LISTS)
def mail(_request: HttpRequest) -> HttpResponse:
    """Lead on to the page where all mails are wished for; the address is in mails and bookmarks."""
    return redirect("subscriptions:mine")


def back(request: HttpRequest, said: str) -> HttpResponse:
    """Return the way back to where the form stood; only to a page of this site. What was done is said there once.

    It is kept in the session and never in the address, since it names a young person.
    """
    request.session[SAID] = said
    to = request.POST.get("tilbage", "")
    if not url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        to = reverse("followup:board")
    return HttpResponseRedirect(to)


def take_said(request: HttpRequest) -> str:
    """Return what was done by the form before this page, once."""
    return str(request.session.pop(SAID, ""))
