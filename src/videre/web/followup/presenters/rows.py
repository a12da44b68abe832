"""Rows of a list, and the page about one young person, as templates write them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.definitions.followup import CHAPTERS, FollowUpList
from videre.domain.clocks import ClockKind
from videre.web.access.seen import Seen
from videre.web.access.units import title_of
from videre.web.agreements.models import Act, ActKind
from videre.web.followup.models import Entry
from videre.web.followup.presenters.words import CLOCKS, day_text, overdue_text, why_text
from videre.web.followup.queries import ListCount, Scope, Shown
from videre.web.installation import current_definitions
from videre.web.languages import told


@dataclass(frozen=True)
class Row:
    """One line of a list. state: overdue, today, running or none, for how it is drawn; the words say the same."""

    entry_id: int
    name: str
    age_years: int
    list_title: str
    why: str
    due_is: str
    since: str
    waits_for: str
    due: str
    late: str
    state: str
    unit: str
    responsible: str
    newest: str
    href: str


@dataclass(frozen=True)
class ListLine:
    """One list on the board."""

    title: str
    href: str
    n_entries: int
    n_overdue: int
    n_nobody: int


@dataclass(frozen=True)
class Chapter:
    """A heading of the board with its lists."""

    title: str
    lines: tuple[ListLine, ...]


def make_rows(shown: Iterable[Shown], today: date) -> list[Row]:
    """Return lines of a list."""
    definitions = {each.name: each for each in current_definitions().list_follow_up()}
    return [make_row(each, definitions[each.entry.list_name], today) for each in shown]


def make_row(shown: Shown, definition: FollowUpList, today: date) -> Row:
    """Return one line."""
    entry, seen = shown.entry, shown.seen
    state, waits_for, due, late = clock_words(entry, seen, today)
    return Row(
        entry_id=entry.pk,
        name=seen.display_name,
        age_years=seen.age_years,
        list_title=told(definition.title),
        why=why_text(entry, definition, seen),
        due_is=told(definition.due),
        since=day_text(entry.since),
        waits_for=waits_for,
        due=due,
        late=late,
        state=state,
        unit=title_of(entry.unit) if entry.unit else _("No unit"),
        responsible=entry.responsible.display_name if entry.responsible else _("Nobody"),
        newest=act_words(shown.newest) if shown.newest else "",
        href=reverse("followup:entry", args=[entry.pk]),
    )


def clock_words(entry: Entry, seen: Seen, today: date) -> tuple[str, str, str, str]:
    """Return how a clock is drawn, what it waits for, its day, and how late it is; an exemption where that is told."""
    if entry.due is None:
        if entry.paused_until is not None and seen.may_see(Category.EXEMPTION):
            return "none", _("Exempted until"), day_text(entry.paused_until), ""
        if entry.acted_on is not None and entry.is_work:
            return "none", _("Acted on"), day_text(entry.acted_on), ""
        return "none", _("Nothing is due"), "", ""
    state = "overdue" if entry.due < today else "today" if entry.due == today else "running"
    return state, str(CLOCKS[ClockKind(entry.clock)]), day_text(entry.due), overdue_text(entry.due, today)


def act_words(act: Act) -> str:
    """Return an act in a line."""
    return f"{ActKind(act.kind).label}, {day_text(act.on)}"


def make_chapters(counts: Sequence[ListCount], scope: Scope) -> list[Chapter]:
    """Return the board: each chapter with the lists that the reader may see."""
    chapters = []
    for key, title in CHAPTERS.items():
        lines = tuple(line_of(each, scope) for each in counts if each.definition.chapter == key)
        if lines:
            chapters.append(Chapter(told(title), lines))
    return chapters


def line_of(count: ListCount, scope: Scope) -> ListLine:
    """Return a list on the board."""
    href = reverse("followup:list", args=[count.definition.name]) + f"?hvis={scope.value}"
    return ListLine(told(count.definition.title), href, count.n_entries, count.n_overdue, count.n_nobody)


@dataclass(frozen=True)
class ScopeLink:
    """A choice of whose entries are shown."""

    text: str
    href: str
    is_chosen: bool


def scope_links(path: str, chosen: Scope) -> list[ScopeLink]:
    """Return the choices of whose entries are shown."""
    texts = {Scope.NOBODY: _("Nobody's"), Scope.MINE: _("Mine"), Scope.UNIT: _("My unit's")}
    order = (Scope.MINE, Scope.UNIT, Scope.NOBODY)
    return [ScopeLink(texts[scope], f"{path}?hvis={scope.value}", scope is chosen) for scope in order]
