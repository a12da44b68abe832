"""Writing by the door: own words, answers, objections, and taking a consent back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videre.definitions.access import Category
from videre.domain.drafting import Saving
from videre.domain.refusals import Refused
from videre.web.access.actions import withdraw_consent
from videre.web.access.discretion import may_know_of_unit
from videre.web.access.records import list_consents
from videre.web.access.units import title_of
from videre.web.accounts.permissions import Permission, needs
from videre.web.agreements.actions import answer_agreement
from videre.web.agreements.models import Said
from videre.web.agreements.queries import list_agreements
from videre.web.installation import current_day, current_instant
from videre.web.own.actions import object_to
from videre.web.own.forms import AnswerForm, ObjectionForm
from videre.web.own.models import About
from videre.web.own.presenters.page import may_answer, objection_shown
from videre.web.own.presenters.sharing import may_withdraw
from videre.web.own.queries import find_addressee, list_objections
from videre.web.own.reading import Visitor, visiting
from videre.web.own.views import SAID
from videre.web.plans.actions import leave_theirs, mark_read, publish, write_words
from videre.web.plans.forms import WordsForm
from videre.web.plans.queries import NOTHING, find_plan, list_versions, written_in
from videre.web.plans.views import writable
from videre.web.plans.writing import words_context


def back(request: HttpRequest, visitor: Visitor, said: str, to: str = "own:plan") -> HttpResponse:
    """Return the way back, where what was done is said once."""
    request.session[SAID] = said
    return redirect(to, person_id=visitor.seen.person_id)


@require_POST
@needs(Permission.OWN_PLAN)
def read(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note that what is new has been read."""
    visitor = visiting(request, person_id)
    versions = list_versions(find_plan(person_id))
    if versions:
        mark_read(reader=visitor.reader, version=versions[0], now=current_instant(), by=visitor.user.user_name)
    return redirect("own:plan", person_id=person_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.OWN_PLAN)
def write(request: HttpRequest, person_id: UUID, section: str, question: str) -> HttpResponse:
    """Keep own words as a draft; show both texts where somebody else has written meanwhile."""
    visitor = visiting(request, person_id)
    reader, by = visitor.reader, visitor.user.user_name
    asked, at = writable(reader, section, question), (section, question)
    before = written_in(find_plan(person_id), at).get(at, NOTHING)
    form = WordsForm(request.POST or None)
    if request.POST.get("choice") == "theirs":
        leave_theirs(reader=reader, section=section, question=question, now=current_instant(), by=by)
    elif not form.is_valid():
        return words_page(request, visitor, words_context(reader, asked, before, form if form.is_bound else None))
    else:
        words, waiting = form.cleaned_data["words"], before.place.find_waiting(by)
        if request.POST.get("choice") == "mine" and waiting is not None:
            words = waiting.words
        sent = {"section": section, "question": question, "words": words, "seen": form.cleaned_data["seen"]}
        written, outcome = write_words(reader=reader, **sent, now=current_instant(), by=by)
        if request.POST.get("autosave"):
            return JsonResponse({"outcome": outcome.value, "revision": written.place.revision})
        if outcome is Saving.CLASH:
            return words_page(request, visitor, words_context(reader, asked, written))
    request.session["plan_written"] = f"{person_id}/{section}/{question}"
    said = _("Saved as a draft. Those who write in this part too can see it; the others when you show it to them.")
    return back(request, visitor, said)


def words_page(request: HttpRequest, visitor: Visitor, context: dict[str, object]) -> HttpResponse:
    """Return the page for writing, or for choosing between two texts."""
    page = "own/clash.html" if context["waiting"] is not None else "own/write.html"
    return render(request, page, {"visitor": visitor, **context})


@require_POST
@needs(Permission.OWN_PLAN)
def publish_words(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the others what stands in the sections in which the reader writes."""
    visitor = visiting(request, person_id)
    try:
        publish(reader=visitor.reader, now=current_instant(), by=visitor.user.user_name)
    except Refused as refusal:
        return back(request, visitor, str(refusal))
    return back(request, visitor, _("The others can read it now."))


@require_POST
@needs(Permission.OWN_PLAN)
def answer(request: HttpRequest, person_id: UUID, agreement_id: int) -> HttpResponse:
    """Say yes or no to an agreement, or that it is done, with a word."""
    visitor = visiting(request, person_id)
    found = list_agreements(person_id).filter(pk=agreement_id).first()
    form = AnswerForm(request.POST)
    if found is None or not visitor.seen.may_see(Category.PLAN) or not may_answer(visitor, found):
        raise Http404
    if not form.is_valid():
        return back(request, visitor, _("Choose an answer."))
    try:
        answer_agreement(
            agreement_id=agreement_id,
            said=Said(form.cleaned_data["said"]),
            word=form.cleaned_data["word"],
            party=visitor.party,
            on=current_day(),
            role=visitor.user.role,
            by=visitor.user.user_name,
        )
    except Refused as refusal:
        return back(request, visitor, str(refusal))
    return back(request, visitor, _("Your answer stands in the plan."))


@require_POST
@needs(Permission.OWN_PLAN)
def withdraw(request: HttpRequest, person_id: UUID, consent_id: UUID) -> HttpResponse:
    """Take a consent back: it opens nothing from this instant on."""
    visitor = visiting(request, person_id)
    consent = next((each for each in list_consents(visitor.seen, visitor.user) if each.pk == consent_id), None)
    if consent is None or not may_withdraw(visitor, consent, current_day()):
        raise Http404
    withdraw_consent(consent=consent, now=current_instant(), by=visitor.user.user_name)
    return back(request, visitor, _("You have said no. The sharing has stopped."), "own:sharing")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.OWN_PLAN)
def objections(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let somebody object, and show what came of earlier objections."""
    visitor = visiting(request, person_id)
    form = ObjectionForm(request.POST or None)
    if form.is_valid():
        object_to(
            seen=visitor.seen,
            about=About(form.cleaned_data["about"]),
            words=form.cleaned_data["words"],
            role=visitor.user.role,
            now=current_instant(),
            by=visitor.user.user_name,
        )
        return back(request, visitor, _("Sent. You get an answer here."), "own:objections")
    to = find_addressee(person_id, current_instant())
    context = {
        "visitor": visitor,
        "seen": visitor.seen,
        "form": form,
        "to": to_shown(visitor, to.user.display_name if to.user is not None else "", to.unit),
        "objections": [
            objection_shown(each, title_of(each.unit) if each.unit else "")._replace(
                to=to_shown(visitor, each.user.display_name if each.user is not None else "", each.unit)
            )
            for each in list_objections(visitor)
        ],
        "said": request.session.pop(SAID, ""),
    }
    return render(request, "own/objections.html", context)


def to_shown(visitor: Visitor, name: str, unit: str) -> str:
    """Return who answers, as far as the reader may know who the contact person is, and that the unit is involved."""
    may_know_unit = not unit or may_know_of_unit(visitor.seen, unit, ())
    if not visitor.seen.may_see(Category.CONTACT_PERSON) or not may_know_unit:
        return _("the municipality")
    return ", ".join(part for part in (name, title_of(unit) if unit else "") if part)
