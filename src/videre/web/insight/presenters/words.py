"""Numbers, periods and codes in the reader's language."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from videre.disclosure.released import HIDDEN_TEXT
from videre.domain.figures import Unit
from videre.web.languages import DANISH, current_language

NARROW_SHARE: Final = 0.1  # under it a decimal tells something: 6.4 % and not 6 %
DAYS_A_MONTH: Final = 30.44

DIMENSIONS: Final = {
    "sex": gettext_lazy("Sex"),
    "origin": gettext_lazy("Origin"),
    "age_group": gettext_lazy("Age"),
    "benefit": gettext_lazy("Benefit"),
    "test": gettext_lazy("Named test"),
    "school": gettext_lazy("School"),
    "class": gettext_lazy("Status"),
    "group": gettext_lazy("What is lacking"),
    "months": gettext_lazy("Months since leaving"),
    "kind": gettext_lazy("Kind of education"),
    "sector": gettext_lazy("Sector of education"),
    "youth_education": gettext_lazy("Youth education"),
    "step": gettext_lazy("Step"),
    "event": gettext_lazy("What happened"),
    "course": gettext_lazy("Course"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "unit": gettext_lazy("Unit"),  # of the municipality, or the unit in which a measure counts
    "months_after": gettext_lazy("Months after"),
    "doing": gettext_lazy("What they are doing"),
    "period": gettext_lazy("Cohort"),
    "definition": gettext_lazy("What counts"),
    "horizon": gettext_lazy("Horizon"),
    "estimator": gettext_lazy("Way of counting"),
}

VALUES: Final = {
    ("test", "18_hours_a_week"): gettext_lazy("18 hours a week"),
    ("test", "20_hours_a_week"): gettext_lazy("20 hours a week"),
    ("test", "78_hours_a_month"): gettext_lazy("78 hours a month"),
    ("definition", "stil_unattached"): gettext_lazy("The ministry's unattached (1 October)"),
    ("definition", "benchmark_unit"): gettext_lazy("The benchmarking unit (78 hours a month)"),
    ("definition", "dst_neet"): gettext_lazy("Statistics Denmark's NEET (end of November)"),
    ("definition", "outreach_guidance"): gettext_lazy("Outreach guidance (20 hours a week)"),
    ("benefit", "kontanthjaelp"): gettext_lazy("Kontanthjælp"),
    ("benefit", "uddannelseshjaelp"): gettext_lazy("Uddannelseshjælp"),
    ("unit", "persons"): gettext_lazy("Persons"),
    ("unit", "full_time_persons"): gettext_lazy("Full-time persons"),
    ("sex", "K"): gettext_lazy("Women"),
    ("sex", "M"): gettext_lazy("Men"),
    ("origin", "danish"): gettext_lazy("Danish origin"),
    ("origin", "immigrant"): gettext_lazy("Immigrants"),
    ("origin", "descendant"): gettext_lazy("Descendants"),
    ("age_group", "under_18"): gettext_lazy("Under 18"),
    ("age_group", "18_24"): gettext_lazy("18-24 years"),
    ("age_group", "25_29"): gettext_lazy("25-29 years"),
    ("age_group", "30_and_over"): gettext_lazy("30 and over"),
    ("class", "primary_school"): gettext_lazy("Primary school"),
    ("class", "education"): gettext_lazy("Education"),
    ("class", "ordinary_employment"): gettext_lazy("Ordinary work"),
    ("class", "other_employment"): gettext_lazy("Other work"),
    ("class", "preparatory"): gettext_lazy("Preparatory course"),
    ("class", "exempted"): gettext_lazy("Exempted"),
    ("class", "off_plan"): gettext_lazy("Off plan"),
    ("group", "no_tests"): gettext_lazy("No tests"),
    ("group", "some_missing"): gettext_lazy("Some tests missing"),
    ("group", "below_pass"): gettext_lazy("Not passed"),
    ("group", "passed_no_eud_entry"): gettext_lazy("Passed, under 2.0 in Danish or maths"),
    ("group", "passed"): gettext_lazy("Passed"),
    ("step", "chosen"): gettext_lazy("Chosen"),
    ("step", "chosen_later"): gettext_lazy("Chosen later"),
    ("step", "started"): gettext_lazy("Started"),
    ("step", "started_first"): gettext_lazy("Started first"),
    ("step", "started_later"): gettext_lazy("Started later"),
    ("step", "still_there"): gettext_lazy("Still there"),
    ("step", "completed"): gettext_lazy("Completed"),
    ("step", "changed"): gettext_lazy("Changed"),
    ("step", "broke_off"): gettext_lazy("Broke off"),
    ("step", "paused"): gettext_lazy("Pausing"),
    ("event", "started"): gettext_lazy("Started"),
    ("event", "completed"): gettext_lazy("Completed"),
    ("course", "any"): gettext_lazy("At least one"),
    ("course", "none"): gettext_lazy("None of them"),
    ("place", "completed"): gettext_lazy("Completed"),
    ("place", "ordinary_work"): gettext_lazy("Ordinary work"),
    ("place", "elsewhere"): gettext_lazy("Elsewhere or unknown"),
    ("place", "no_choice"): gettext_lazy("No choice"),
    ("unit", "uu"): gettext_lazy("The guidance centre (UU)"),
    ("unit", "ungecenter"): gettext_lazy("Ungecenter"),
    ("unit", "job_centre"): gettext_lazy("The job centre"),
    ("unit", "social_services"): gettext_lazy("Social services"),
    ("doing", "education"): gettext_lazy("In education"),
    ("doing", "work"): gettext_lazy("In work"),
    ("doing", "preparatory"): gettext_lazy("Preparatory course"),
    ("doing", "outside"): gettext_lazy("Outside"),
    ("doing", "completed"): gettext_lazy("Has completed a youth education"),
    ("doing", "in_or_through"): gettext_lazy("In a youth education or has completed one"),
    ("definition", "at_least_one"): gettext_lazy("At least one youth education"),
    ("definition", "a_youth_education"): gettext_lazy("A youth education"),
    ("horizon", "25 years"): gettext_lazy("Within 25 years"),
    ("horizon", "before 25"): gettext_lazy("Before the age of 25"),
    ("estimator", "counted"): gettext_lazy("Plain count"),
    ("estimator", "aalen_johansen"): gettext_lazy("With those out of sight (Aalen-Johansen)"),
}
UNKNOWN: Final = gettext_lazy("Unknown")


def name_of_value(dimension: str, value: str) -> str:
    """Return what a value of a breakdown is called; a value that is a name itself (a school) stays as it is."""
    if value == "unknown":
        return str(UNKNOWN)
    if dimension in ("months", "months_after"):
        return ngettext("%(n)s month", "%(n)s months", int(value)) % {"n": value}
    if dimension == "school" and value.isdigit():
        return _("School %(number)s") % {"number": value}
    return str(VALUES.get((dimension, value), value))


def name_of_dimension(dimension: str) -> str:
    """Return what a dimension is called."""
    return str(DIMENSIONS.get(dimension, dimension))


def rounded(number: float, decimals: int) -> str:
    """Return a number with so many decimals, half rounded up. Django's own form cuts: 92.8 would be written 92."""
    exact = Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number_format(exact, decimals, force_grouping=True)


def percentage(share: float, decimals: int | None = None) -> str:
    """Return a share as a percentage: whole, but with a decimal where it is under ten."""
    if decimals is None:
        decimals = 1 if 0 < share < NARROW_SHARE else 0
    sign = "\u00a0%" if current_language() == DANISH else "%"
    return rounded(share * 100, decimals) + sign


def count(number: float) -> str:
    """Return a number of persons, with a sign between thousands."""
    return rounded(number, 0)


def value_text(value: float | None, unit: str) -> str:
    """Return a figure's value as its unit is written; the sign for a hidden one."""
    if value is None:
        return HIDDEN_TEXT
    return percentage(value) if unit == Unit.SHARE else count(value)


def points(difference: float) -> str:
    """Return a difference between two shares in percentage points."""
    return _("%(n)s percentage points") % {"n": rounded(abs(difference) * 100, 1)}


def period_text(period: str) -> str:
    """Return a period as people say it: `december 2013`, `2014/15`, `2012`."""
    if len(period) == len("2013-12") and period[4] == "-":
        return f"{MONTHS[int(period[5:])]} {period[:4]}"
    return period


def period_of(period: str, kind: str) -> str:
    """Return a period with what it is: a month says so itself, a cohort is named by its year."""
    return _("the cohort of %(year)s") % {"year": period} if kind == "cohort" else period_text(period)


def day_text(iso: str) -> str:
    """Return an ISO date as people write it; nothing for an empty one."""
    return date_format(date.fromisoformat(iso), "DATE_FORMAT") if iso else ""


def age_text(iso: str, today: date) -> str:
    """Return how old something of a day is: days up to two months, then months, then years."""
    days = (today - date.fromisoformat(iso)).days
    if days < 1:
        return _("from today")
    if days < 2 * DAYS_A_MONTH:
        return ngettext("%(n)s day old", "%(n)s days old", days) % {"n": days}
    months = round(days / DAYS_A_MONTH)
    if months < 24:
        return _("%(n)s months old") % {"n": months}
    return _("%(n)s years old") % {"n": rounded(days / 365.25, 1)}
