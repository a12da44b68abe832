"""The health of the data in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videre.registers.catalogue import REGISTERS
from videre.registers.quality.feeds import Feed, FeedState
from videre.registers.quality.health import DataHealth, RuleCount, SenderHealth, ToMend
from videre.web.languages import DANISH, current_language, told

STATES: Final = {
    FeedState.ON_TIME: gettext_lazy("On time"),
    FeedState.LATE: gettext_lazy("Late"),
    FeedState.ENDED: gettext_lazy("Nothing more expected"),
    FeedState.NEVER: gettext_lazy("Never delivered"),
}
RHYTHMS: Final = {
    "daily": gettext_lazy("daily"),
    "weekly": gettext_lazy("weekly"),
    "monthly": gettext_lazy("monthly"),
    "quarterly": gettext_lazy("quarterly"),
    "yearly": gettext_lazy("yearly"),
}
FIRST: Final = (FeedState.LATE, FeedState.NEVER, FeedState.ON_TIME, FeedState.ENDED)
CANONICAL: Final = "canonical"  # files in the registers' own columns, which name no sender


@dataclass(frozen=True)
class FeedLine:
    """One feed."""

    register: str
    sender: str
    state: str
    word: str
    late_since: str
    last_reported: str
    rhythm: str
    rows: str
    set_aside: str
    persons: str


@dataclass(frozen=True)
class SenderLine:
    """What one sender has to mend."""

    name: str
    href: str
    set_aside: str
    doubtful: str


@dataclass(frozen=True)
class RuleLine:
    """A rule that rows break, how often, and how to mend it."""

    register: str
    rule: str
    mend: str
    n: int


@dataclass(frozen=True)
class RowLine:
    """A row to mend."""

    file: str
    row: str
    column: str
    rule: str


@dataclass(frozen=True)
class RowList:
    """Rows of one kind: how many there are, the rules, and the first of them."""

    n: int
    rules: tuple[RuleLine, ...]
    rows: tuple[RowLine, ...]


def feed_lines(health: DataHealth, smallest_count: int) -> list[FeedLine]:
    """Return the feeds, the late ones first; persons of so few that they must not be told stay untold."""
    ordered = sorted(health.feeds, key=lambda feed: FIRST.index(feed.state))
    return [feed_line(feed, smallest_count) for feed in ordered]


def feed_line(feed: Feed, smallest_count: int) -> FeedLine:
    """Return one feed."""
    return FeedLine(
        register=register_title(feed.register),
        sender=sender_name(feed.sender) if feed.sender else "–",
        state=feed.state.value,
        word=str(STATES[feed.state]),
        late_since=day_text(feed.late_since),
        last_reported=day_text(feed.last_reported) or "–",
        rhythm=str(RHYTHMS.get(feed.rhythm, feed.rhythm)),
        rows=number(feed.rows),
        set_aside=number(feed.set_aside),
        persons=persons_text(feed.n_persons, smallest_count),
    )


def persons_text(n_persons: int | None, smallest_count: int) -> str:
    """Return how many persons hang on a feed."""
    if n_persons is None:
        return "–"
    if 0 < n_persons < smallest_count:
        return _("under %(n)s") % {"n": smallest_count}
    return number(n_persons)


def sender_lines(health: DataHealth) -> list[SenderLine]:
    """Return who has something to mend, whoever has most first."""
    to_mend = [sender for sender in health.senders if sender.n_set_aside or sender.n_doubtful]
    ordered = sorted(to_mend, key=lambda sender: -(sender.n_set_aside + sender.n_doubtful))
    return [
        SenderLine(
            name=sender_name(sender.name),
            href=reverse("deliveries:sender", args=[sender.slug]),
            set_aside=number(sender.n_set_aside),
            doubtful=number(sender.n_doubtful),
        )
        for sender in ordered
    ]


def row_list(rows: Sequence[ToMend], rules_broken: Sequence[RuleCount], n: int) -> RowList:
    """Return rows of one kind with the rules that all of them break."""
    rules = [
        RuleLine(register_title(rule.register), rule.rule, rule.da if current_language() == DANISH else rule.en, rule.n)
        for rule in rules_broken
    ]
    lines = [RowLine(row.file, "–" if row.row is None else str(row.row), row.column, row.rule) for row in rows]
    return RowList(n=n, rules=tuple(rules), rows=tuple(lines))


def sender_name(name: str) -> str:
    """Return what a sender is called; files in the registers' own columns name none."""
    return _("Own files") if name == CANONICAL else name


def find_sender(health: DataHealth, slug: str) -> SenderHealth | None:
    """Return a sender by its address, or None."""
    return next((sender for sender in health.senders if sender.slug == slug), None)


def register_title(name: str) -> str:
    """Return what a register is called."""
    return told(REGISTERS[name].title) if name in REGISTERS else name


def day_text(day: date | None) -> str:
    """Return a day as people write it; nothing for none."""
    return date_format(day, "DATE_FORMAT") if day else ""


def number(n: int) -> str:
    """Return a number with a sign between thousands."""
    return number_format(n, force_grouping=True)
