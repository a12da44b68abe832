"""The plan as a PDF: of what is published, what the reader may see and no more; each print-out is in the log."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from videre.definitions.access import Category
from videre.definitions.plans import PlanForm
from videre.reports.plan_print import (
    PlanPrint,
    PrintedLabels,
    PrintedQuestion,
    PrintedSection,
    PrintedSteps,
    render_plan,
)
from videre.web.access.timeline import make_timeline
from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_home
from videre.web.languages import told
from videre.web.plans.actions.writing import note_export
from videre.web.plans.models import Version
from videre.web.plans.presenters.around import (
    StepShown,
    agreements_shown,
    contact_shown,
    transitions_shown,
)
from videre.web.plans.presenters.words import closed_sections
from videre.web.plans.queries import find_newest_version, find_plan, form_of
from videre.web.plans.rights import Reader, readable_sections
from videre.web.plans.views import reading


@require_POST
@needs(Permission.SEE_PEOPLE)
def print_out(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Return the plan as a PDF, for a meeting or for the young person; that it was taken out is logged first."""
    reader = reading(request, person_id)
    plan = plan_print(reader)
    note_export(reader=reader, by=reader.user.user_name)
    answer = HttpResponse(render_plan(plan), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="plan.pdf"'  # no name: it lies in a folder of downloads
    answer["Cache-Control"] = "no-store"
    return answer


def plan_print(reader: Reader) -> PlanPrint:
    """Return what a reader's print-out says: only what is published, never a draft."""
    day, plan = current_day(), find_plan(reader.seen.person_id)
    form, newest = form_of(plan), find_newest_version(plan)
    contact = contact_shown(reader, day)
    said = {"name": reader.user.display_name, "reason": reader.seen.reason, "day": date_format(day, "j. F Y")}
    may_see_plan = reader.seen.may_see(Category.PLAN)
    return PlanPrint(
        language=(get_language() or "da")[:2],
        municipality=current_home().settings.municipality_name,
        title=f"{reader.seen.display_name}: {told(form.title)}",
        day=day,
        why=_("Printed on %(day)s by %(name)s, who sees this as %(reason)s. The print-out is in the log.") % said,
        notice=_("Confidential: keep it locked away, and shred it after use."),
        labels=PrintedLabels(
            agreements=_("What is agreed"),
            contact=_("Contact person"),
            facts=_("What the registers say"),
            head=(_("When"), _("What"), _("Kind"), _("Reported")),
            closed=_("Closed to you:"),
        ),
        sections=tuple(sections_printed(reader, form, newest)),
        agreements=tuple(
            f"{each.what} ({each.who}, {each.due}, {each.state})" for each in agreements_shown(reader, day)
        ),
        contact=(f"{contact.name}, {contact.unit}",) if contact is not None and contact.name else (),
        transitions=tuple(
            PrintedSteps(each.title, tuple(step_printed(step) for step in each.steps))
            for each in transitions_shown(reader, form)
            if may_see_plan
        ),
        facts=tuple(
            (each.period, f"{each.title}{', ' * bool(each.detail)}{each.detail}", each.category, each.reported)
            for each in (row.fact for row in make_timeline(reader.seen, day))
        ),
        closed=tuple(closed_sections(reader, form)),
    )


def sections_printed(reader: Reader, form: PlanForm, newest: Version | None) -> list[PrintedSection]:
    """Return the sections that a reader may read, of a version, with what stands in them."""
    words = newest.words if newest is not None else {}
    found = []
    for section in readable_sections(reader, form):
        questions = tuple(
            PrintedQuestion(told(each.title), said)
            for each in section.questions
            if (said := words.get(section.name, {}).get(each.name, ""))
        )
        if questions:
            found.append(PrintedSection(told(section.title), questions))
    return found


def step_printed(step: StepShown) -> str:
    """Return a step as the paper says it: who ticked it off, or that it is open."""
    return f"{step.title} ({step.done or _('open')})"
