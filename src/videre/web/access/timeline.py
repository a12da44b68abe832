"""The timeline of a person's page: what goes on without a break is one row, and opens to show each of its parts."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videre.definitions.access import Category
from videre.domain.days import date_of_day, day_of_date, first_day
from videre.domain.facts import Fact, FactKind
from videre.signals.absence import Share, quarter_of, share_of_all, share_unlawful
from videre.web.access.categories import IN_PRIMARY_SCHOOL
from videre.web.access.presenters import FactShown, age_of_word, fact_shown
from videre.web.access.queries import Seen, list_absence, list_assessments, list_facts, unit_names
from videre.web.access.units import institution_names
from videre.web.access.words import HUNDREDTHS, period_from, words_of
from videre.web.installation import current_definitions, current_home
from videre.web.languages import told
from videre.web.people.school_life import Assessment, ToldMonth

SUMMER_DAYS = 62  # school is one stay although each grade is told apart, with a summer between
GROUPS = {
    "vocational": gettext_lazy("vocational education"),
    "gymnasial": gettext_lazy("gymnasial education"),
    "three_year_gymnasial": gettext_lazy("three-year gymnasial education"),
    "hf": gettext_lazy("hf"),
}
RESULTS = {"ready": gettext_lazy("ready"), "not_ready": gettext_lazy("not ready yet")}

Order = tuple[int, int]  # the day after the last, and the first


class Part(NamedTuple):
    """One part of what a row tells: when, and what."""

    period: str
    detail: str


class Row(NamedTuple):
    """A row of the timeline. parts: what it is folded from; none where it is one fact. order: rows are sorted by it."""

    fact: FactShown
    parts: list[Part]
    order: Order


def make_timeline(seen: Seen, day: date) -> list[Row]:
    """Return the timeline of an opened person, the newest first: all that the user may see of it, and nothing else."""
    units = unit_names()
    rows = [row_of(each, units, day) for each in fold(list_facts(seen))]
    rows += absence_rows(list_absence(seen), day)
    rows += [assessment_row(each, day) for each in list_assessments(seen)]
    return sorted(rows, key=lambda row: row.order, reverse=True)


def fold(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return facts in groups: those of the same kind that follow on each other without a break are one group."""
    groups: list[list[Fact]] = []
    newest: dict[tuple[int, ...], list[Fact]] = {}
    for fact in sorted(facts, key=lambda each: each.start):
        key, gap = folds_with(fact)
        group = newest.get(key) if key else None
        if group is not None and fact.start - max(each.stop for each in group) <= gap:
            group.append(fact)
            continue
        groups.append([fact])
        if key:
            newest[key] = groups[-1]
    return groups


def folds_with(fact: Fact) -> tuple[tuple[int, ...], int]:
    """Return what facts must share to be one row, and how many days may lie between; nothing: it stands alone."""
    if fact.kind in {FactKind.EMPLOYMENT, FactKind.BENEFIT}:
        return (fact.kind, fact.code), 0
    if fact.kind == FactKind.ENROLMENT and fact.code in IN_PRIMARY_SCHOOL:
        return (fact.kind, fact.code, fact.place), SUMMER_DAYS
    return (), 0


def row_of(group: Sequence[Fact], units: tuple[str, ...], day: date) -> Row:
    """Return a group of facts as a row."""
    first, last = group[0], max(group, key=lambda each: (each.stop, each.start))
    order = (last.stop, first.start)
    shown = fact_shown(last, units, day)
    if len(group) == 1:
        return Row(shown, [], order)
    newest_last = sorted(group, key=lambda each: (each.start, each.stop), reverse=True)
    parts = [Part(each.period, each.detail) for each in (fact_shown(fact, units, day) for fact in newest_last)]
    whole = shown._replace(
        period=period_from(first.start, last.stop),
        detail=hours_text(group) if last.kind == FactKind.EMPLOYMENT else shown.detail,
    )
    return Row(whole, parts, order)


def hours_text(group: Sequence[Fact]) -> str:
    """Return the hours of months of work: from the fewest to the most."""
    hours = sorted(round(each.value / HUNDREDTHS) for each in group)
    if hours[0] == hours[-1]:
        return _("%(hours)s hours a month") % {"hours": hours[0]}
    return _("%(least)s to %(most)s hours a month") % {"least": hours[0], "most": hours[-1]}


def absence_rows(told_months: Iterable[ToldMonth], day: date) -> list[Row]:
    """Return absence as a row a quarter, which is what the law counts by, with its months in it."""
    by_quarter = groupby(told_months, key=lambda each: quarter_of(each.pupil.month.month))
    return [quarter_row(quarter, list(months), day) for quarter, months in by_quarter]


def quarter_row(quarter: int, told_months: Sequence[ToldMonth], day: date) -> Row:
    """Return a quarter's absence as a row."""
    months = [each.pupil.month for each in told_months]
    begin, end = first_day(months[0].month), first_day(months[-1].month + 1)
    said = {"all": percent(share_of_all(months)), "unlawful": percent(share_unlawful(months))}
    fact = FactShown(
        period=period_from(begin, end),
        title=_("Absence in quarter %(quarter)s of %(year)s") % {"quarter": quarter % 4 + 1, "year": quarter // 4},
        detail=_("%(all)s %% absence, of which %(unlawful)s %% without leave") % said,
        category=category_title(Category.ABSENCE),
        reported=age_of_word(day_of_date(day) - max(each.reported for each in told_months)),
        is_old=False,
        is_open=False,
    )
    parts = [Part(month_text(each), days_text(each)) for each in reversed(told_months)]
    return Row(fact, parts, (end, begin))


def percent(share: Share) -> str:
    """Return a share as people write it, one decimal cut off and never rounded up."""
    return str(number_format(share.percent_x100() // 10 / 10, 1))


def month_text(each: ToldMonth) -> str:
    """Return which month, and at which school."""
    name = date_format(date_of_day(first_day(each.pupil.month.month)), "F Y")
    school = institution_names(current_home()).get(each.pupil.month.place, "")
    return f"{name}, {school}" if school else str(name)


def days_text(each: ToldMonth) -> str:
    """Return a month's days of absence by kind."""
    month = each.pupil.month
    said = {
        "possible": number_format(month.possible_x100 / 100, 0),
        "ill": days(month.ill_x100),
        "permitted": days(month.permitted_x100),
        "unpermitted": days(month.unpermitted_x100),
    }
    return _("%(possible)s school days: ill %(ill)s, with leave %(permitted)s, without leave %(unpermitted)s") % said


def days(hundredths: int) -> str:
    """Return days as people write them: a decimal only where there is one."""
    return str(number_format(hundredths / HUNDREDTHS, 0 if hundredths % HUNDREDTHS == 0 else 1))


def assessment_row(each: Assessment, day: date) -> Row:
    """Return an assessment of readiness as a row."""
    title = _("Readiness for %(group)s") % {"group": GROUPS.get(each.group, each.group)}
    fact = FactShown(
        period=words_of(each.assessed),
        title=title,
        detail=str(RESULTS.get(each.result, each.result)),
        category=category_title(Category.READINESS),
        reported=age_of_word(day_of_date(day) - each.reported),
        is_old=False,
        is_open=False,
    )
    return Row(fact, [], (each.assessed + 1, each.assessed))


def category_title(category: Category) -> str:
    """Return what a category is called."""
    return told(current_definitions().access_law().categories[category].title)
