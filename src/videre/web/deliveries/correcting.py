"""What those who work with the young people have noted as wrong: a list, a file for each owner, the owner's answer."""

import csv
from io import StringIO
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from videre.domain.refusals import Refused
from videre.reports.exports.harmless import harmless
from videre.web.access.sources import find_row
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.agreements.correcting import answer_correction, list_corrections, send_corrections
from videre.web.agreements.models import Correction, CorrectionState
from videre.web.deliveries.presenters import day_text, register_title, sender_name
from videre.web.installation import current_day

SAID = "corrections_said"
SHOWN = 200
COLUMNS = ("reference", "register", "file", "row", "delivery", "noted", "right")
BYTE_ORDER_MARK = "\ufeff"  # by which a spreadsheet sees that the file is UTF-8
ANSWERS = (CorrectionState.SENT, CorrectionState.MENDED, CorrectionState.NOT_WRONG)


# Databases differ in whether nothing stands first or last, and only so many are shown.
WAITING_FIRST = (F("answered_on").desc(nulls_first=True), "noted_on", "id")


class CorrectionLine(NamedTuple):
    """One fault, without whose it is."""

    id: int
    register: str
    sender: str
    file: str
    right: str
    noted: str
    state: str
    is_open: bool
    answer: str


def correction_line(each: Correction) -> CorrectionLine:
    """Return a fault in words."""
    return CorrectionLine(
        each.pk,
        register_title(each.register) if each.register else _("Not known"),
        owner_name(each.sender),
        each.file or "–",
        each.right,
        day_text(each.noted_on),
        str(CorrectionState(each.state).label),
        each.state in {CorrectionState.NEW, CorrectionState.SENT},
        each.answer,
    )


def owner_name(sender: str) -> str:
    """Return what the owner of a register is called; nobody is guessed where the row was not found."""
    return sender_name(sender) if sender else _("Not known")


def owners_of(waiting: QuerySet[Correction]) -> list[tuple[str, str]]:
    """Return the owners for whom something waits, by name; last those that are not known, whose file goes by hand."""
    senders = set(waiting.order_by().values_list("sender", flat=True))
    return sorted(((each, owner_name(each)) for each in senders), key=lambda each: (not each[0], each[1]))


@require_safe
@needs(Permission.DELIVER_DATA)
def corrections(request: HttpRequest) -> HttpResponse:
    """Show what has been noted as wrong: those that wait first."""
    lines = [correction_line(each) for each in list_corrections().order_by(*WAITING_FIRST)[:SHOWN]]
    context = {
        "waiting": [line for line in lines if line.is_open],
        "answered": [line for line in lines if not line.is_open],
        "senders": owners_of(list_corrections(only_open=True)),
        "said": request.session.pop(SAID, ""),
        "answers": [(each.value, each.label) for each in ANSWERS],
    }
    return render(request, "deliveries/corrections.html", context)


@require_POST
@needs(Permission.DELIVER_DATA)
def take_out(request: HttpRequest) -> HttpResponse:
    """Return what one owner can mend as a file like that of `videre check --out`, and note that it was sent."""
    sender = request.POST.get("sender")
    found = list(list_corrections(only_open=True).filter(sender=sender)) if sender is not None else []
    if not found:
        raise Http404("nothing waits for this owner")
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    writer.writerows(row_of(each) for each in found)
    send_corrections(corrections=found, on=current_day(), by=user_name(request))
    answer = HttpResponse(BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rettelser.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def row_of(each: Correction) -> list[str]:
    """Return a fault as its owner gets it: file and row tell whose it is to whoever has the file alone."""
    row = find_row(each.person_id, each.register, each.row_id)
    return [
        harmless(value)
        for value in (
            str(each.pk),
            each.register,
            each.file,
            str(row) if row is not None else "",
            str(each.delivery or ""),
            each.noted_on.isoformat(),
            each.right,
        )
    ]


@require_POST
@needs(Permission.DELIVER_DATA)
def answer(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Write what the owner came to; whoever noted it reads it in the plan."""
    if not list_corrections().filter(pk=correction_id).exists():
        raise Http404(str(correction_id))
    said = request.POST.get("state", "")
    if said not in {each.value for each in ANSWERS}:
        raise Http404(said)
    try:
        answer_correction(
            correction_id=correction_id,
            state=CorrectionState(said),
            answer=request.POST.get("answer", ""),
            on=current_day(),
            by=user_name(request),
        )
    except Refused as refusal:
        request.session[SAID] = str(refusal)
    else:
        request.session[SAID] = _("Written down. Whoever noted it reads it.")
    return redirect("deliveries:corrections")


def user_name(request: HttpRequest) -> str:
    """Return who is logged in."""
    assert isinstance(request.user, User), "the middleware lets nobody else through"
    return request.user.user_name
