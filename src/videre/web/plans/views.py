"""Reading the shared document: the plan, and the history of one question."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from videre.definitions.access import Category
from videre.definitions.plans import Question, Section
from videre.domain.drafting import Place, Sent
from videre.web.access.timeline import make_timeline
from videre.web.access.views import opened, user_of
from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_instant
from videre.web.languages import told
from videre.web.plans.actions import mark_read
from videre.web.plans.actions.handing_over import may_send
from videre.web.plans.forms import AgreementForm, ContactForm, WrongForm
from videre.web.plans.presenters.around import (
    agreements_shown,
    contact_shown,
    facts_by_key,
    list_conflicts,
    list_told_wrong,
    transitions_shown,
)
from videre.web.plans.presenters.goals import list_goal_conflicts
from videre.web.plans.presenters.hand_overs import hand_over_shown, waiting_sentence
from videre.web.plans.presenters.meetings import meeting_shown
from videre.web.plans.presenters.words import (
    closed_sections,
    list_changes,
    sections_shown,
    silent_sections,
    who_wrote,
)
from videre.web.plans.queries import (
    NOTHING,
    find_newest_version,
    find_plan,
    find_seen_version,
    form_of,
    list_colleagues,
    list_hand_overs,
    list_meetings,
    names_of_contact_persons,
    written_in,
)
from videre.web.plans.rights import Reader, reader_of

SAID = "plan_said"


def reading(request: HttpRequest, person_id: UUID) -> Reader:
    """Open a person for whoever is logged in, as the reader of the plan; logged, and a 404 where it may not be."""
    return reader_of(user_of(request), opened(request, person_id))


@require_safe
@needs(Permission.SEE_PEOPLE)
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show a young person's plan, as far as the reader may see it."""
    return plan_page(request, reading(request, person_id))


def plan_page(request: HttpRequest, reader: Reader, **forms: object) -> HttpResponse:
    """Return the page of a plan, with the forms that were refused as they were sent."""
    day, found = current_day(), find_plan(reader.seen.person_id)
    form, newest = form_of(found), find_newest_version(found)
    facts = facts_by_key(reader, day)
    written = written_in(found)
    sections = sections_shown(reader, form, written, newest)
    contact = contact_shown(reader, day)
    responsible = names_of_contact_persons([reader.seen.person_id], day).get(reader.seen.person_id, "")
    handed = [hand_over_shown(each, reader.seen, responsible, day) for each in list_hand_overs(reader)]
    context = {
        "seen": reader.seen,
        "form": form,
        "title": told(form.title),
        "about": told(form.about),
        "parts": sections,
        "silent": silent_sections(reader, form, sections),
        "closed": closed_sections(reader, form),
        "changes": list_changes(reader, form, newest, find_seen_version(found, reader.user)),
        "newest": newest,
        "published_on": date_format(localtime(newest.at), "j. F Y") if newest else "",
        "has_draft": any(each.is_draft for section in sections for each in section.questions),
        "may_write": reader.may_write,
        "may_see_plan": reader.seen.may_see(Category.PLAN),
        "timeline": make_timeline(reader.seen, day),
        "told_wrong": list_told_wrong(reader),
        "agreements": agreements_shown(reader, day),
        "contact": contact,
        "transitions": transitions_shown(reader, form),
        "conflicts": [*list_conflicts(reader, day), *list_goal_conflicts(reader, form, written, newest, day)],
        "hand_overs": handed,
        "meetings": [meeting_shown(each) for each in list_meetings(reader.seen.person_id)],
        "waiting": next((waiting_sentence(each) for each in handed if each.is_waiting), ""),
        "may_send": may_send(reader, day),
        "other_plans": [(told(each.title), told(each.held_by)) for each in form.other_plans],
        "agreement_form": AgreementForm(),
        "wrong_form": WrongForm(facts=[(key, f"{each.title}, {each.period}") for key, each in facts.items()]),
        "contact_form": ContactForm(colleagues=list(list_colleagues(reader.user))),
        "said": request.session.pop(SAID, ""),
        "written": request.session.pop("plan_written", ""),
        **forms,
    }
    return render(request, "plans/plan.html", context)


@require_POST
@needs(Permission.SEE_PEOPLE)
def read(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note that the newest version has been read, as far as the reader may see it."""
    reader = reading(request, person_id)
    newest = find_newest_version(find_plan(person_id))
    if newest is not None:
        mark_read(reader=reader, version=newest, now=current_instant(), by=reader.user.user_name)
    return redirect("plans:plan", person_id=person_id)


def writable(reader: Reader, section: str, question: str) -> tuple[Section, Question]:
    """Return a question in whose section a reader writes; raises Http404 for any other."""
    form = form_of(find_plan(reader.seen.person_id))
    try:
        found = form.get_section(section)
        asked = found.get_question(question)
    except KeyError:
        raise Http404(section) from None
    if not reader.may_write_section(found):
        raise Http404(section)
    return found, asked


@require_safe
@needs(Permission.WRITE_PLANS)
def history(request: HttpRequest, person_id: UUID, section: str, question: str) -> HttpResponse:
    """Show every text that was ever sent to a question, to whoever writes in its section."""
    reader = reading(request, person_id)
    of_section, asked = writable(reader, section, question)
    written = written_in(find_plan(person_id), (section, question)).get((section, question), NOTHING)
    rows = [
        {"who": who_wrote(each), "words": each.words, "state": state_of(sent, written.place)}
        for each, sent in zip(reversed(written.revisions), reversed(written.place.history), strict=True)
    ]
    context = {"seen": reader.seen, "section": told(of_section.title), "question": told(asked.title), "rows": rows}
    return render(request, "plans/history.html", context)


def state_of(sent: Sent, place: Place) -> str:
    """Return what became of a text, in words."""
    if place.is_left(sent):
        return _("let the other text stand")
    if not sent.revision:
        return _("set aside")
    return _("stands now") if sent.revision == place.revision else _("stood before")
