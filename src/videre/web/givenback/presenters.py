"""What the pages of given back show: a sender's years beside everybody's and those of senders of a similar size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from videre.disclosure.released import Released
from videre.reports.charts.lines import Axis, draw_lines
from videre.reports.charts.points import Series
from videre.reports.wording import Wording
from videre.web.figures.senders import EVERYBODY, WORDS, Sender
from videre.web.figures.sent_on import (
    IN_OR_THROUGH,
    USUAL_MONTHS,
    Found,
    SentOn,
    index_of,
    name_of,
    periods_of,
    sent_on,
    written,
)
from videre.web.givenback.models import Note
from videre.web.languages import chosen_language

DOING: Final = ("in_or_through", "education", "work", "preparatory", "outside", "unknown")
SIMILAR: Final = 2.0  # a sender is of a similar size when it sent on at least half and at most twice as many


@dataclass(frozen=True)
class SenderLine:
    """A line of the list: a sender's newest figure, how often its page was opened, and when it last concluded."""

    sent_on: SentOn
    is_own: bool
    n_openings: int
    note: Note | None


@dataclass(frozen=True)
class YearLine:
    """A year: the sender's number, everybody's, and the span of senders of a similar size."""

    period: str
    own: str
    own_of: str
    own_is_hidden: bool
    everybody: str
    similar: str


@dataclass(frozen=True)
class SenderPage:
    """Everything on the page of a sender."""

    name: str
    word: str
    code: str
    svg: str
    lines: tuple[YearLine, ...]
    doing: tuple[tuple[str, tuple[str, ...]], ...]
    periods: tuple[str, ...]
    months: tuple[tuple[str, str, bool], ...]
    chosen: str
    known_at: str
    rule: str
    table_name: str


def list_lines(
    table: Released,
    senders: Sequence[Sender],
    own: Sequence[Sender],
    openings: Mapping[Sender, int],
    notes: Mapping[Sender, Note],
) -> tuple[SenderLine, ...]:
    """Return the list of schools, or of units, with the newest year of which something is told."""
    return tuple(
        SenderLine(sent_on(table, sender), sender in own, openings.get(sender, 0), notes.get(sender))
        for sender in senders
    )


def make_sender_page(table: Released, sender: Sender, asked: str | None) -> SenderPage | None:
    """Return the page of a sender, so many months after; None for months that are not looked at."""
    wording = Wording(chosen_language())
    months = sorted({row.breakdown["months_after"] for row in table.rows}, key=int)
    chosen = asked or (USUAL_MONTHS if USUAL_MONTHS in months else months[0])
    if chosen not in months:
        return None
    found = index_of(table, sender.kind, chosen)
    periods = periods_of(found)
    name = name_of(sender, wording)
    return SenderPage(
        name=name,
        word=WORDS[sender.kind],
        code=sender.code,
        svg=chart_of(table, sender, chosen, name, found),
        lines=tuple(year_line(found, sender, period, wording) for period in periods),
        doing=tuple(
            (
                wording.value_name("doing", doing),
                tuple(written(found.get((sender.code, period, doing)), wording)[0] for period in periods),
            )
            for doing in DOING
        ),
        periods=tuple(wording.period(period) for period in periods),
        months=tuple((each, wording.value_name("months_after", each), each == chosen) for each in months),
        chosen=wording.value_name("months_after", chosen),
        known_at=table.as_known_at,
        rule=table.rule.get(chosen_language(), ""),
        table_name=table.name,
    )


def year_line(found: Found, sender: Sender, period: str, wording: Wording) -> YearLine:
    """Return a year of a sender beside everybody and those of a similar size."""
    row = found.get((sender.code, period, IN_OR_THROUGH))
    value, of_text, is_hidden = written(row, wording)
    return YearLine(
        period=wording.period(period),
        own=value,
        own_of=of_text,
        own_is_hidden=is_hidden,
        everybody=written(found.get((EVERYBODY, period, IN_OR_THROUGH)), wording)[0],
        similar=similar_text(found, sender, period, wording),
    )


def similar_text(found: Found, sender: Sender, period: str, wording: Wording) -> str:
    """Return the span of the shares of other senders that sent on a similar number in the year; a dash without any.

    Made of shown figures only; a sender whose own figure is hidden has no size to be similar to.
    """
    own = found.get((sender.code, period, IN_OR_THROUGH))
    if own is None or own.denominator is None:
        return "–"
    shares = [
        row.value
        for (code, year, doing), row in found.items()
        if year == period
        and doing == IN_OR_THROUGH
        and code not in (sender.code, EVERYBODY)
        and row.value is not None
        and row.denominator is not None
        and own.denominator / SIMILAR <= row.denominator <= own.denominator * SIMILAR
    ]
    if not shares:
        return "–"
    low, high = wording.percentage(min(shares)), wording.percentage(max(shares))
    if low == high:
        return f"{low} ({len(shares)})"
    return _("%(low)s to %(high)s (%(n)s)") % {"low": low, "high": high, "n": len(shares)}


def chart_of(table: Released, sender: Sender, months: str, name: str, found: Found) -> str:
    """Return the sender's line beside everybody's; nothing where fewer than two numbers of the sender are shown."""
    shown = [row for (code, _year, doing), row in found.items() if (code, doing) == (sender.code, IN_OR_THROUGH)]
    if sum(row.value is not None for row in shown) < 2:
        return ""
    fixed = {"doing": IN_OR_THROUGH, "months_after": months}
    everybody = _("All schools") if sender.kind == "school" else _("All units")
    series = [
        Series(name, {**fixed, sender.kind: sender.code}),
        Series(everybody, {**fixed, sender.kind: EVERYBODY}),
    ]
    alternative = _("%(name)s beside everybody, year by year. The table below has all numbers.") % {"name": name}
    return draw_lines(table, series, alternative, Axis("", _("Sent on in"), chosen_language()))
