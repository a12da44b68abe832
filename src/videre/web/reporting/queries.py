"""Reading drafts and approved reports, and what an approved one is made of."""

from collections.abc import Iterable
from datetime import date

from videre.domain.days import first_day, iso_from_day
from videre.pipeline.reporting import gather_material, read_tables
from videre.reports.content import Report
from videre.reports.forms import FORMS, FormName, file_name
from videre.reports.half_year import make_report
from videre.reports.half_years import HalfYear, is_known_in, parse_half_year
from videre.reports.revised import Revised, list_revised
from videre.reports.wording import Language
from videre.web.accounts.permissions import Permission
from videre.web.installation import current_definitions, current_home
from videre.web.reporting.kept import folder_of, read_kept_steering, read_kept_tables
from videre.web.reporting.models import HalfYearReport

SEES_DRAFTS = frozenset({Permission.WRITE_REPORTS, Permission.APPROVE_REPORTS})
HALF_YEARS_TO_CHOOSE = 6


def list_reports(permissions: frozenset[Permission]) -> list[HalfYearReport]:
    """Return the reports that a reader may see, the newest half-year first: drafts are for those who work on them."""
    reports = HalfYearReport.objects.all()
    return list(reports if permissions & SEES_DRAFTS else reports.filter(approved_at__isnull=False))


def find_report(half: str, version: int, permissions: frozenset[Permission]) -> HalfYearReport | None:
    """Return a report that a reader may see, or None."""
    found = HalfYearReport.objects.filter(half=half, version=version).first()
    return found if found is not None and (found.is_approved or permissions & SEES_DRAFTS) else None


def list_half_years_to_draft(today: date) -> list[str]:
    """Return the half-years that a draft can be made of, the newest first: begun, and not approved."""
    approved = set(HalfYearReport.objects.filter(approved_at__isnull=False).values_list("half", flat=True))
    half = HalfYear(today.year, 1 if today.month <= 6 else 2)
    found = []
    for _ in range(HALF_YEARS_TO_CHOOSE):
        if iso_from_day(first_day(half.first_month)) <= today.isoformat() and str(half) not in approved:
            found.append(str(half))
        half = half.previous
    return found


def get_content(report: HalfYearReport, language: Language) -> Report:
    """Return what a version says, made of the tables and the steering that were kept with it."""
    home = current_home()
    folder = folder_of(home, report.half, report.version)
    material = gather_material(
        home, parse_half_year(report.half), report.written, read_kept_tables(folder), read_kept_steering(folder)
    )
    return make_report(material, language)


def get_file(report: HalfYearReport, form: FormName, language: Language) -> tuple[str, bytes]:
    """Return a form of a version with its name: for an approved one the bytes that were frozen, else made now."""
    name = file_name(form, parse_half_year(report.half), language)
    if report.is_approved:
        return name, (folder_of(current_home(), report.half, report.version) / name).read_bytes()
    return name, FORMS[form].render(get_content(report, language))


def list_revised_since(report: HalfYearReport) -> tuple[Revised, ...]:
    """Return the figures of a report's half-year that are told otherwise now: totals of every measure in it."""
    half, measures = parse_half_year(report.half), current_definitions().names("measures")
    kept = read_kept_tables(folder_of(current_home(), report.half, report.version))
    kinds = {name: current_definitions().measure(name).period.kind for name in measures}
    then = {
        name: table.part(lambda row, kind=kinds[name]: is_known_in(row, kind, half))  # type: ignore[misc]
        for name, table in kept.items()
        if name in kinds
    }
    return list_revised(then, read_tables(current_home()))


def newest_known(days: Iterable[str]) -> date:
    """Return the newest of the days that tables are known at."""
    return date.fromisoformat(max(days))
