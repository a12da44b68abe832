"""Writing in the shared document: words, versions, agreements, the contact person, and what registers have wrong."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videre.definitions.access import Category
from videre.definitions.plans import Question, Section
from videre.domain.drafting import Saving, both
from videre.domain.refusals import Refused
from videre.web.access.sources import source_of
from videre.web.accounts.permissions import Permission, needs
from videre.web.agreements.actions import agree, drop_agreement, keep_agreement, name_contact_person
from videre.web.agreements.correcting import Origin, note_wrong
from videre.web.agreements.models import Party
from videre.web.agreements.queries import find_contact_person, list_agreements
from videre.web.installation import current_day, current_instant
from videre.web.languages import told
from videre.web.plans.actions import leave_theirs, publish, tick, write_words
from videre.web.plans.forms import MISSING, AgreementForm, ContactForm, WordsForm, WrongForm
from videre.web.plans.presenters.around import facts_by_key, find_colleague, find_fact, may_hand_over
from videre.web.plans.presenters.words import who_wrote
from videre.web.plans.queries import (
    NOTHING,
    Written,
    find_plan,
    find_unit,
    find_unit_of_both,
    list_colleagues,
    written_in,
)
from videre.web.plans.rights import Reader
from videre.web.plans.views import SAID, plan_page, reading, writable


def back(request: HttpRequest, reader: Reader, said: str) -> HttpResponse:
    """Return the way back to the plan, where what was done is said once."""
    request.session[SAID] = said
    return redirect("plans:plan", person_id=reader.seen.person_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE_PLANS)
def write(request: HttpRequest, person_id: UUID, section: str, question: str) -> HttpResponse:
    """Let somebody write to a question: keep what they send, or show both texts where another has written meanwhile."""
    reader = reading(request, person_id)
    asked = writable(reader, section, question)
    at, by = (section, question), reader.user.user_name
    before = written_in(find_plan(person_id), at).get(at, NOTHING)
    if request.method != "POST":
        return words_page(request, reader, asked, before)
    if request.POST.get("choice") == "theirs":
        leave_theirs(reader=reader, section=section, question=question, now=current_instant(), by=by)
        return saved(request, reader, at, _("The other text stands. Yours is in the history."))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return words_page(request, reader, asked, before, form)
    words, seen = form.cleaned_data["words"], form.cleaned_data["seen"]
    waiting = before.place.find_waiting(by)
    if request.POST.get("choice") == "mine" and waiting is not None:
        words = waiting.words
    written, outcome = write_words(
        reader=reader, section=section, question=question, words=words, seen=seen, now=current_instant(), by=by
    )
    if request.POST.get("autosave"):
        return JsonResponse({"outcome": outcome.value, "revision": written.place.revision})
    if outcome is Saving.CLASH:
        return words_page(request, reader, asked, written)
    return saved(request, reader, at, _("Saved as a draft. Publish it when the others may read it."))


def saved(request: HttpRequest, reader: Reader, at: tuple[str, str], said: str) -> HttpResponse:
    """Return the way back to the plan, and tell the browser which kept words it may forget."""
    request.session["plan_written"] = f"{reader.seen.person_id}/{at[0]}/{at[1]}"
    return back(request, reader, said)


def words_page(
    request: HttpRequest,
    reader: Reader,
    asked: tuple[Section, Question],
    written: Written,
    refused: WordsForm | None = None,
) -> HttpResponse:
    """Return the page for writing; that for choosing where the writer's own words wait."""
    context = words_context(reader, asked, written, refused)
    return render(request, "plans/write.html" if context["waiting"] is None else "plans/clash.html", context)


def words_context(
    reader: Reader, asked: tuple[Section, Question], written: Written, refused: WordsForm | None = None
) -> dict[str, object]:
    """Return what a page for writing to a question shows; `waiting` are own words that a clash set aside, or None."""
    section, question = asked
    waiting = written.place.find_waiting(reader.user.user_name)
    standing = written.standing
    initial = {"seen": written.place.revision, "words": written.place.words}
    if waiting is not None:
        initial["words"] = both(written.place.words, waiting.words)
    return {
        "seen": reader.seen,
        "section": section,
        "question": question,
        "section_title": told(section.title),
        "question_title": told(question.title),
        "help": told(question.help),
        "form": refused or WordsForm(initial=initial),
        "standing": standing,
        "who": who_wrote(standing) if standing is not None else "",
        "waiting": waiting,
        "key": f"{reader.seen.person_id}/{section.name}/{question.name}",
    }


@require_POST
@needs(Permission.WRITE_PLANS)
def publish_plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Publish what stands in the sections in which the user writes."""
    reader = reading(request, person_id)
    try:
        version = publish(reader=reader, now=current_instant(), by=reader.user.user_name)
    except Refused as refusal:
        return back(request, reader, str(refusal))
    return back(request, reader, _("Published as version %(number)s.") % {"number": version.number})


def writing_in_plan(request: HttpRequest, person_id: UUID) -> Reader:
    """Open a person to somebody who may write what is agreed with them; raises Http404 for anybody else."""
    reader = reading(request, person_id)
    if not reader.may_write or not reader.seen.may_see(Category.PLAN):
        raise Http404
    return reader


@require_POST
@needs(Permission.WRITE_PLANS)
def new_agreement(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down who does what by when."""
    reader = writing_in_plan(request, person_id)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return plan_page(request, reader, agreement_form=form)
    party = form.cleaned_data["party"]
    agree(
        person_id=person_id,
        what=form.cleaned_data["what"],
        party=party,
        due=form.cleaned_data["due"],
        on=current_day(),
        user=reader.user if party == Party.PROFESSIONAL else None,
        by=reader.user.user_name,
    )
    return back(request, reader, _("The agreement was written down."))


@require_POST
@needs(Permission.WRITE_PLANS)
def close_agreement(request: HttpRequest, person_id: UUID, agreement_id: int) -> HttpResponse:
    """Note that an agreement of this person was kept, or drop it with a reason."""
    reader = writing_in_plan(request, person_id)
    if not list_agreements(person_id).filter(pk=agreement_id).exists():
        raise Http404
    by, why = reader.user.user_name, request.POST.get("because", "")
    try:
        if request.POST.get("how") == "kept":
            keep_agreement(agreement_id=agreement_id, on=current_day(), by=by)
            return back(request, reader, _("The agreement was kept."))
        drop_agreement(agreement_id=agreement_id, because=why, on=current_day(), by=by)
    except Refused as refusal:
        return back(request, reader, str(refusal))
    return back(request, reader, _("The agreement was dropped."))


@require_POST
@needs(Permission.WRITE_PLANS)
def hand_over(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Name the contact person: by whoever is it now, or where nobody is."""
    reader = reading(request, person_id)
    contact = find_contact_person(person_id, current_day())
    if not may_hand_over(reader, contact):
        raise Http404
    colleagues = list(list_colleagues(reader.user))
    form = ContactForm(request.POST, colleagues=colleagues)
    if not form.is_valid():
        return plan_page(request, reader, contact_form=form)
    chosen = find_colleague(colleagues, form.cleaned_data["user"])
    assert chosen is not None, "the form lets through nobody else"
    unit = find_unit_of_both(reader.user, chosen, contact)
    name_contact_person(person_id=person_id, user=chosen, unit=unit, on=current_day(), by=reader.user.user_name)
    return back(request, reader, _("%(name)s is the contact person now.") % {"name": chosen.display_name})


@require_POST
@needs(Permission.WRITE_PLANS)
def tell_wrong(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note what a register has wrong or lacks, for the register's owner. Nothing waits for it."""
    reader = reading(request, person_id)
    facts = facts_by_key(reader, current_day())
    form = WrongForm(request.POST, facts=[(key, each.title) for key, each in facts.items()])
    if not form.is_valid():
        return plan_page(request, reader, wrong_form=form)
    key = form.cleaned_data["fact"]
    about = _("Missing") if key == MISSING else f"{facts[key].title}, {facts[key].period}"
    wrong = find_fact(reader, key)
    origin = Origin(*source_of(reader.seen, wrong)) if wrong is not None else Origin()
    note_wrong(
        person_id=person_id,
        note=f"{about[:140]}: {form.cleaned_data['note']}",
        right=form.cleaned_data["note"],
        origin=origin,
        on=current_day(),
        unit=find_unit(reader.user),
        purpose=reader.seen.purpose,
        reason=reader.seen.reason,
        by=reader.user.user_name,
    )
    said = _("Noted for the register's owner. The answer comes here. You can go on working.")
    return back(request, reader, said)


@require_POST
@needs(Permission.WRITE_PLANS)
def tick_step(request: HttpRequest, person_id: UUID, transition: str, step: int) -> HttpResponse:
    """Tick off a step of a transition, or take that back."""
    reader = writing_in_plan(request, person_id)
    is_done = request.POST.get("done") == "1"
    try:
        tick(
            reader=reader,
            transition=transition,
            step=step,
            is_done=is_done,
            now=current_instant(),
            by=reader.user.user_name,
        )
    except Refused as refusal:
        return back(request, reader, str(refusal))
    return back(request, reader, _("The step is ticked off.") if is_done else _("The step is open again."))
