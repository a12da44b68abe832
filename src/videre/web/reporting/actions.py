"""Drafting, commenting on and approving a report."""

from django.db import transaction
from django.utils import timezone

from videre.domain.refusals import Refused
from videre.pipeline.reporting import gather_material, read_tables
from videre.reports.forms import FORMS, file_name
from videre.reports.half_years import HalfYear, parse_half_year
from videre.web.audit.actions import write
from videre.web.installation import current_day, current_home
from videre.web.reporting.kept import folder_of, keep_file, keep_material
from videre.web.reporting.models import Comment, HalfYearReport
from videre.web.reporting.queries import get_content, newest_known
from videre.web.reporting.steering import LANGUAGES, steering_on


class AlreadyApproved(Refused):
    """A report that has been approved is not drafted, commented on or approved again."""


@transaction.atomic
def draft(*, half: HalfYear, by: str) -> HalfYearReport:
    """Make a new version of a half-year's report from what is released now, and keep what it is made of.

    Raises:
        AlreadyApproved: the half-year's report has been approved. NoHalfYear, NothingToReport: as `videre report`.
    """
    of_half = HalfYearReport.objects.select_for_update().filter(half=str(half))
    if of_half.filter(approved_at__isnull=False).exists():
        raise AlreadyApproved(f"The report of {half} has been approved. Ask for what has been revised since.")
    home, tables, steering = current_home(), read_tables(current_home()), steering_on(current_day())
    gather_material(
        home, half, current_day(), tables, steering
    )  # refuses what cannot be reported before anything is kept
    version = max((each.version for each in of_half), default=0) + 1
    keep_material(folder_of(home, str(half), version), tables, steering)
    made = HalfYearReport.objects.create(
        half=str(half),
        version=version,
        written=current_day(),
        known_at=newest_known(table.as_known_at for table in tables.values()),
        made_at=timezone.now(),
        made_by=by,
    )
    write(event="report_drafted", about=str(made), by=by)
    return made


@transaction.atomic
def comment(*, report: HalfYearReport, text: str, by: str) -> Comment:
    """Say something of a draft; raises AlreadyApproved for an approved report."""
    current = HalfYearReport.objects.select_for_update().get(pk=report.pk)
    if current.is_approved:
        raise AlreadyApproved(
            f"The report {report} has been approved. What is to be said of it belongs to the next one."
        )
    made = Comment.objects.create(report=current, at=timezone.now(), by=by, text=text)
    write(event="report_commented_on", about=str(report), by=by)
    return made


@transaction.atomic
def approve(*, report: HalfYearReport, by: str) -> HalfYearReport:
    """Approve a draft for the steering group and freeze it: every form in both languages, with its SHA-256.

    Raises:
        AlreadyApproved: the half-year's report has been approved.
    """
    of_half = list(HalfYearReport.objects.select_for_update().filter(half=report.half))
    if any(each.is_approved for each in of_half):
        raise AlreadyApproved(f"The report of {report.half} has been approved.")
    current = next(each for each in of_half if each.pk == report.pk)
    folder, half = folder_of(current_home(), report.half, report.version), parse_half_year(report.half)
    files = {}
    for language in LANGUAGES:
        content = get_content(current, language)
        for name, form in FORMS.items():
            files[f"{name}-{language}"] = keep_file(folder, file_name(name, half, language), form.render(content))
    current.files, current.approved_at, current.approved_by = files, timezone.now(), by
    current.save()
    write(event="report_approved", about=str(current), by=by)
    return current
