"""The page about one young person, the referrals that wait, and who answers for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from videre.definitions.catalogue import Definitions
from videre.definitions.followup import FollowUpList
from videre.domain.days import OPEN_ENDED
from videre.domain.responsibility import list_faults
from videre.web.access.units import title_of
from videre.web.agreements.models import Act, Referral, ReferralState
from videre.web.followup.models import Entry
from videre.web.followup.presenters.rows import Row, act_words, make_row
from videre.web.followup.presenters.words import CLASSES, day_text, overdue_text
from videre.web.followup.queries import Shown, Waiting
from videre.web.languages import told


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
