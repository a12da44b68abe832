"""The pages of consent, sharing and involvement, and the list of whom to ask in time. Each shows before it changes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from videre.domain.refusals import Refused
from videre.web.access.actions import (
    answer_consent,
    ask_consent,
    end_disclosure,
    end_part,
    give_part,
    pass_on,
    withdraw_consent,
)
from videre.web.access.granting import grants_of
from videre.web.access.models import Answer, Kind
from videre.web.access.record_forms import KINDS, AnswerForm, AskForm, NothingAsked, PartForm, ShareForm
from videre.web.access.record_presenters import list_parts, make_sharing_page, why_granting
from videre.web.access.records import list_asked, list_consents, list_disclosures, list_open_parts
from videre.web.access.reminding import list_shown_reminders
from videre.web.access.seen import Seen
from videre.web.access.views import opened, purpose_of, user_of
from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_instant

Show = Callable[[HttpRequest, Seen, str], HttpResponse]
REFUSED = 422


@needs(Permission.WRITE_PLANS)
@require_GET
def sharing(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show a person's consents and what is shared about them."""
    return show_sharing(request, opened(request, person_id))


def show_sharing(request: HttpRequest, seen: Seen, refused: str = "") -> HttpResponse:
    """Return the page of consents and sharings, with why something was refused."""
    page = make_sharing_page(seen, user_of(request), current_day())
    context = {"seen": seen, "page": page, "refused": refused}
    return render(request, "access/sharing.html", context, status=REFUSED if refused else None)


def changed(
    request: HttpRequest, page: str, show: Show, seen: Seen, form: forms.Form, change: Callable[[], Any]
) -> HttpResponse:
    """Change something and go back to its page; what is refused changes nothing, and the page says why.

    Whoever sees the person in passing is refused.
    """
    if not form.is_valid():
        return show(request, seen, _("Something is missing, or is not a day. Nothing was changed."))
    try:
        seen.check_lasts()
        change()
    except Refused as refusal:
        return show(request, seen, str(refusal))
    return redirect(page, person_id=seen.person_id)


@needs(Permission.WRITE_PLANS)
@require_POST
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down that somebody is asked for consent."""
    seen, form = opened(request, person_id), AskForm(request.POST)
    by = user_of(request).user_name

    def change() -> None:
        ask_consent(person_id=seen.person_id, day=current_day(), by=by, **form.asked())

    return changed(request, "access:sharing", show_sharing, seen, form, change)


@needs(Permission.WRITE_PLANS)
@require_POST
def answer(request: HttpRequest, person_id: UUID, asked_id: int) -> HttpResponse:
    """Write down what was answered."""
    seen, form, user = opened(request, person_id), AnswerForm(request.POST), user_of(request)
    asked = next((each for each in list_asked(seen, user) if each.pk == asked_id), None)
    if asked is None:
        raise Http404

    def change() -> None:
        said = Answer(form.cleaned_data["answer"])
        answer_consent(asked=asked, answer=said, day=current_day(), by=user.user_name)

    return changed(request, "access:sharing", show_sharing, seen, form, change)


@needs(Permission.WRITE_PLANS)
@require_POST
def withdraw(request: HttpRequest, person_id: UUID, consent_id: UUID) -> HttpResponse:
    """Take a consent back, at once, for whoever says so."""
    seen, user = opened(request, person_id), user_of(request)
    consent = next((each for each in list_consents(seen, user) if each.pk == consent_id), None)
    if consent is None or consent.withdrawn_at is not None:
        raise Http404
    return changed(
        request,
        "access:sharing",
        show_sharing,
        seen,
        NothingAsked(request.POST),
        lambda: withdraw_consent(consent=consent, now=current_instant(), by=user.user_name),
    )


@needs(Permission.WRITE_PLANS)
@require_POST
def share(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Share something by record."""
    seen, form = opened(request, person_id), ShareForm(request.POST)
    by = user_of(request).user_name
    return changed(
        request,
        "access:sharing",
        show_sharing,
        seen,
        form,
        lambda: pass_on(seen=seen, day=current_day(), by=by, **form.asked()),
    )


@needs(Permission.WRITE_PLANS)
@require_POST
def stop_sharing(request: HttpRequest, person_id: UUID, disclosure_id: int) -> HttpResponse:
    """Stop a sharing at once."""
    seen, user, day = opened(request, person_id), user_of(request), current_day()
    found = next((each for each in list_disclosures(seen, user, day) if each.pk == disclosure_id), None)
    if found is None or found.until <= day:
        raise Http404
    return changed(
        request,
        "access:sharing",
        show_sharing,
        seen,
        NothingAsked(request.POST),
        lambda: end_disclosure(disclosure=found, day=day, by=user.user_name),
    )


@needs(Permission.WRITE_PLANS)
@require_GET
def parts(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who has a part in a person's life, and, to whoever may, let it be given and ended."""
    return show_parts(request, opened(request, person_id))


def show_parts(request: HttpRequest, seen: Seen, refused: str = "") -> HttpResponse:
    """Return the page of who has a part, with why something was refused."""
    day = current_day()
    grants = grants_of(user_of(request), seen, day)
    context = {
        "seen": seen,
        "refused": refused,
        "parts": list_parts(seen, grants, day),
        "grants": grants,
        "why": why_granting(grants) if grants else "",
        "kinds": KINDS,
    }
    return render(request, "access/parts.html", context, status=REFUSED if refused else None)


@needs(Permission.WRITE_PLANS)
@require_POST
def give(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Involve somebody."""
    seen, form, user, day = opened(request, person_id), PartForm(request.POST), user_of(request), current_day()
    grants = grants_of(user, seen, day)
    if not grants:
        raise Http404

    def change() -> None:
        chosen = form.cleaned_data
        give_part(
            seen=seen,
            grants=grants,
            user_id=chosen["user"],
            kind=Kind(chosen["kind"] or Kind.CASE),
            title=chosen["title"],
            day=day,
            until=chosen["until"],
            by=user.user_name,
        )

    return changed(request, "access:parts", show_parts, seen, form, change)


@needs(Permission.WRITE_PLANS)
@require_POST
def end(request: HttpRequest, person_id: UUID, part_id: int) -> HttpResponse:
    """End somebody's part."""
    seen, user, day = opened(request, person_id), user_of(request), current_day()
    grants = grants_of(user, seen, day)
    found = next((each for each in list_open_parts(seen, day) if each.pk == part_id), None)
    if found is None:
        raise Http404
    try:
        end_part(grants=grants, involvement=found, day=day, by=user.user_name)
    except Refused as error:
        raise Http404(str(error)) from None
    return redirect("access:parts", person_id=seen.person_id)


@needs(Permission.WRITE_PLANS)
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """Show whom to ask for consent in time."""
    user = user_of(request)
    shown = list_shown_reminders(user, purpose_of(user), now=current_instant())
    return render(request, "access/reminders.html", {"reminders": shown})
