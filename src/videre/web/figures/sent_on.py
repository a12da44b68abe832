"""How those whom a school or a unit sent on are doing, in one figure: for lists, and for the reader's own overview."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.urls import reverse

from videre.definitions.targets import position_of
from videre.disclosure.released import HIDDEN_TEXT, Released, ReleasedFigure
from videre.reports.wording import Wording
from videre.web.access.units import institution_names
from videre.web.accounts.models import User
from videre.web.figures.queries import SameTable
from videre.web.figures.senders import WORDS, Sender, senders_for
from videre.web.installation import current_home, current_strategy
from videre.web.languages import chosen_language, told

IN_OR_THROUGH: Final = "in_or_through"
USUAL_MONTHS: Final = "15"  # when those who took 10th grade have had their chance too

Found = Mapping[tuple[str, str, str], ReleasedFigure]  # by sender, period and what they are doing


@dataclass(frozen=True)
class SentOn:
    """A sender and its newest figure: in a youth education or through one, so many months after."""

    sender: Sender
    name: str
    href: str
    value: str
    of_text: str
    is_hidden: bool
    period: str


def list_own(user: User, day: date) -> tuple[SentOn, ...]:
    """Return the newest figure of each school and unit in which a user works on a day."""
    found = senders_for(user, day)
    return tuple(sent_on(found.tables[sender.kind], sender) for sender in found.own)


def sent_on(table: Released, sender: Sender) -> SentOn:
    """Return the newest year of a sender of which something is told."""
    wording = Wording(chosen_language())
    found = index_of(table, sender.kind, USUAL_MONTHS)
    rows = [row for period in periods_of(found) if (row := found.get((sender.code, period, IN_OR_THROUGH)))]
    row = next((each for each in rows if each.value is not None), rows[0] if rows else None)
    value, of_text, is_hidden = written(row, wording)
    return SentOn(
        sender=sender,
        name=name_of(sender, wording),
        href=reverse("givenback:sender", args=[WORDS[sender.kind], sender.code]),
        value=value,
        of_text=of_text,
        is_hidden=is_hidden,
        period=wording.period(row.period) if row is not None else "",
    )


def name_of(sender: Sender, wording: Wording) -> str:
    """Return what a sender is called: a school by the register of institutions, a unit as the strategy names it."""
    if sender.kind == "school":
        known = institution_names(current_home()).get(int(sender.code)) if sender.code.isdecimal() else None
        return known or wording.value_name(sender.kind, sender.code)
    actor = current_strategy().actors.get(sender.code)
    return told(actor.name) if actor is not None else wording.value_name(sender.kind, sender.code)


def index_of(table: Released, kind: str, months: str) -> Found:
    """Return a table's figures so many months after, by sender, period and what they are doing."""
    return _index_of(SameTable(table), kind, months)


@lru_cache(maxsize=32)
def _index_of(same: SameTable, kind: str, months: str) -> Found:
    return {
        (row.breakdown[kind], row.period, row.breakdown["doing"]): row
        for row in same.table.rows
        if row.breakdown["months_after"] == months
    }


def periods_of(found: Found) -> list[str]:
    """Return the years of some figures, newest first."""
    return sorted({period for _sender, period, _doing in found}, key=position_of, reverse=True)


def written(row: ReleasedFigure | None, wording: Wording) -> tuple[str, str, bool]:
    """Return a figure as it is written, of how many, and whether it is hidden; a dash where there is none."""
    if row is None:
        return "–", "", False
    if row.value is None:
        return HIDDEN_TEXT, "", True
    of_text = wording.say("of", n=wording.count(row.denominator)) if row.denominator is not None else ""
    return wording.value(row, row.value), of_text, False
