"""What the page of a report shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from videre.reports.half_years import parse_half_year
from videre.reports.revised import Revised
from videre.reports.wording import Wording
from videre.web.figures.queries import titles_of_kinds
from videre.web.installation import current_definitions
from videre.web.languages import chosen_language, told
from videre.web.reporting.models import Comment, HalfYearReport

MOST_REVISED = 50  # shown; the rest are counted


@dataclass(frozen=True)
class RevisedLine:
    """A figure of an approved report that is told otherwise now."""

    measure: str
    period: str
    then: str
    now: str


@dataclass(frozen=True)
class ReportPage:
    """Everything on the page of a report."""

    report: HalfYearReport
    title: str
    comments: tuple[Comment, ...]
    revised: tuple[RevisedLine, ...]
    n_revised: int
    files: tuple[tuple[str, str], ...]


def make_report_page(report: HalfYearReport, revised: Sequence[Revised]) -> ReportPage:
    """Return the page of a report with its comments and what has been revised since it was approved."""
    return ReportPage(
        report=report,
        title=say_half(report.half),
        comments=tuple(report.comments.all()),
        revised=tuple(map(revised_line, revised[:MOST_REVISED])),
        n_revised=len(revised),
        files=tuple(sorted(report.files.items())),
    )


def say_half(half: str) -> str:
    """Return a half-year as people say it."""
    found = parse_half_year(half)
    texts = {1: _("First half of %(year)s"), 2: _("Second half of %(year)s")}
    return texts[found.half] % {"year": found.year}


def revised_line(revised: Revised) -> RevisedLine:
    """Return a revised figure in words."""
    wording = Wording(chosen_language(), titles_of_kinds(current_definitions()))
    measure = told(current_definitions().measure(revised.table).title)
    names = wording.names(revised.then.breakdown)
    return RevisedLine(
        measure=f"{measure} ({names})" if names else measure,
        period=wording.period(revised.then.period),
        then=wording.value(revised.then, revised.then.value),
        now=_("no longer released") if revised.now is None else wording.value(revised.now, revised.now.value),
    )
