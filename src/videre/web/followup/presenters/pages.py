"""The page about one young person, the referrals that wait, and who answers for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from videre.definitions.catalogue import Definitions
from videre.definitions.followup import FollowUpList
from videre.disclosure.released import HIDDEN_TEXT, Released, ReleasedFigure
from videre.domain.days import OPEN_ENDED
from videre.domain.figures import Unit
from videre.domain.responsibility import list_faults
from videre.web.access.units import title_of
from videre.web.agreements.models import Act, Referral, ReferralState
from videre.web.followup.loop import ACTED_WITHIN_DAYS, BREAKS, SEEN_WITHIN_DAYS, STEPS
from videre.web.followup.models import Entry
from videre.web.followup.presenters.rows import Row, act_words, make_row
from videre.web.followup.presenters.words import CLASSES, day_text, overdue_text, share_text
from videre.web.followup.queries import Shown, Waiting
from videre.web.languages import current_language, told


@dataclass(frozen=True)
class ActLine:
    """One act in the history."""

    text: str
    by: str
    note: str
    in_plan: bool


@dataclass(frozen=True)
class ReferralLine:
    """One referral. may_answer: whether it waits for an answer; may_finish: whether it can be done."""

    referral_id: int
    name: str
    said: str
    about: str
    state: str
    answer_by: str
    late: str
    is_late: bool
    may_answer: bool
    may_finish: bool
    reject_reason: str


@dataclass(frozen=True)
class EntryPage:
    """Everything on the page of one entry: the row that was opened first, then the young person's others."""

    person_id: UUID
    row: Row
    others: tuple[Row, ...]
    reason: str
    is_protected: bool
    is_emergency: bool
    due_is: str
    first_step: str
    law: tuple[tuple[str, str | None], ...]
    acts: tuple[ActLine, ...]
    referrals: tuple[ReferralLine, ...]


def make_entry_page(
    shown: Shown,
    entries: Sequence[tuple[Entry, FollowUpList]],
    acts: Sequence[Act],
    referrals: Sequence[Referral],
    today: date,
) -> EntryPage:
    """Return the page of an entry."""
    definition = next(each for entry, each in entries if entry.pk == shown.entry.pk)
    others = [
        make_row(shown._replace(entry=entry), each, today) for entry, each in entries if entry.pk != shown.entry.pk
    ]
    return EntryPage(
        person_id=shown.seen.person_id,
        row=make_row(shown, definition, today),
        others=tuple(others),
        reason=shown.seen.reason,
        is_protected=shown.seen.is_protected,
        is_emergency=shown.seen.is_emergency,
        due_is=told(definition.due),
        first_step=told(definition.first_step) if definition.first_step else "",
        law=tuple((told(law.text), law.address) for law in definition.law),
        acts=tuple(ActLine(act_words(act), act.by, act.note, act.in_plan) for act in acts),
        referrals=tuple(referral_line(each, shown.seen.display_name, today) for each in referrals),
    )


def referral_line(referral: Referral, name: str, today: date) -> ReferralLine:
    """Return one referral in words."""
    state = ReferralState(referral.state)
    is_sent = state is ReferralState.SENT
    said = {"from": title_of(referral.from_unit), "to": title_of(referral.to_unit), "day": day_text(referral.sent_on)}
    return ReferralLine(
        referral_id=referral.pk,
        name=name,
        said=_("From %(from)s to %(to)s, %(day)s") % said,
        about=referral.about,
        state=str(state.label),
        answer_by=day_text(referral.answer_by) if is_sent else "",
        late=overdue_text(referral.answer_by, today) if is_sent else "",
        is_late=is_sent and referral.answer_by < today,
        may_answer=is_sent,
        may_finish=state is ReferralState.ACCEPTED,
        reject_reason=referral.reject_reason,
    )


def make_referrals(waiting: Sequence[Waiting], today: date) -> list[ReferralLine]:
    """Return the referrals that wait."""
    return [referral_line(each.referral, each.seen.display_name, today) for each in waiting]


@dataclass(frozen=True)
class AnswerLine:
    """One row of the table of responsibility."""

    unit: str
    ages: str
    classes: str
    benefit: str
    because: str


@dataclass(frozen=True)
class ResponsibilityPage:
    """Who answers for whom. gaps, overlaps: how many kinds of young people have nobody, or several."""

    title: str
    lines: tuple[AnswerLine, ...]
    n_cells: int
    gaps: tuple[str, ...]
    overlaps: tuple[str, ...]


def make_responsibility(definitions: Definitions) -> ResponsibilityPage:
    """Return the table with its faults, computed over every age, class and benefit on every day."""
    answers = definitions.responsibility()
    lines = tuple(
        AnswerLine(
            unit=told(answers.units[row.unit].title),
            ages=f"{row.ages[0]}-{row.ages[1] - 1}",
            classes=", ".join(str(CLASSES[each]) for each in CLASSES if not row.classes or each.name in row.classes),
            benefit={None: _("whether or not"), True: _("on one"), False: _("on none")}[row.on_benefit],
            because=told(row.because),
        )
        for row in answers.rows
    )
    faults = list_faults(answers.table(), answers.ages, -OPEN_ENDED, OPEN_ENDED)
    said = [
        (
            _("%(age)s years, %(status)s, %(benefit)s")
            % {
                "age": fault.cell.age_years,
                "status": next(text for each, text in CLASSES.items() if each == fault.cell.youth_class),
                "benefit": _("on a benefit") if fault.cell.on_benefit else _("on no benefit"),
            },
            fault.units,
        )
        for fault in faults
    ]
    return ResponsibilityPage(
        title=told(answers.title),
        lines=lines,
        n_cells=(answers.ages[1] - answers.ages[0]) * len(CLASSES) * 2,
        gaps=tuple(text for text, units in said if not units),
        overlaps=tuple(text for text, units in said if units),
    )


@dataclass(frozen=True)
class LoopLine:
    """One list in one year: how many were flagged, and the share that each step reached. A dot: hidden."""

    title: str
    year: str
    flagged: str
    seen: str
    acted: str
    after_3: str
    after_12: str


@dataclass(frozen=True)
class LoopPage:
    """Whether follow-up helps. never_flagged: of the breaks of each year, the share that no early sign came before."""

    lines: tuple[LoopLine, ...]
    never_flagged: tuple[tuple[str, str], ...]
    rule: str
    seen_within: int
    acted_within: int


def make_loop(table: Released | None, definitions: Definitions) -> LoopPage:
    """Return the loop as a page."""
    titles = {each.name: told(each.title) for each in definitions.list_follow_up()}
    rows = {(row.period, row.breakdown["list"], row.breakdown["step"]): row for row in table.rows} if table else {}
    keys = sorted({(period, name) for period, name, _step in rows if name != BREAKS}, reverse=True)
    lines = []
    for year, name in keys:
        flagged = cell_text(rows.get((year, name, STEPS[0])))
        # of too few to be told, no share is told either
        cells = [HIDDEN_TEXT if flagged == HIDDEN_TEXT else cell_text(rows.get((year, name, step))) for step in STEPS]
        lines.append(LoopLine(titles.get(name, name), year, *cells))
    breaks = [(year, cell_text(row)) for (year, name, _step), row in sorted(rows.items()) if name == BREAKS]
    rule = table.rule[current_language()] if table else ""
    return LoopPage(tuple(lines), tuple(breaks), rule, SEEN_WITHIN_DAYS, ACTED_WITHIN_DAYS)


def cell_text(row: ReleasedFigure | None) -> str:
    """Return a released number as text: persons, or a share with what is not known yet beside it."""
    if row is None or row.is_hidden or row.value is None:
        return HIDDEN_TEXT
    if row.unit == Unit.PERSONS.value:
        return number_format(int(row.value), force_grouping=True)
    if row.unknown and row.unknown == row.denominator:
        return _("not known yet")
    said = share_text(int(row.value * 10_000 + 0.5))
    if row.unknown:
        return _("%(share)s (%(n)s not known yet)") % {"share": said, "n": int(row.unknown)}
    return said
