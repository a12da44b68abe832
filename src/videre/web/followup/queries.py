"""Reading the lists: only those whom `access` lets the user see, page by page, and never without the log."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Window

from videre.definitions.access import Category
from videre.definitions.followup import FollowUpList
from videre.web.access.casework import ages_seen, ids_seen, members_of_units, persons_seen, show_people
from videre.web.access.deciding import Who
from videre.web.access.discretion import may_know_of_unit
from videre.web.access.knowing import who_is
from videre.web.access.purposes import Purpose
from videre.web.access.queries import NotSeen, get_person
from videre.web.access.seen import Seen
from videre.web.accounts.models import User
from videre.web.agreements.models import Act, ActKind, Referral
from videre.web.agreements.queries import list_acts, list_referrals, list_unfinished_referrals, newest_acts
from videre.web.followup.models import Entry, Refresh, Subscription
from videre.web.installation import current_definitions

ON_A_PAGE = 50
ON_THE_BOARD = 25


class Scope(StrEnum):
    """Whose entries are asked for; the words stand in addresses."""

    MINE = "mine"
    UNIT = "enheden"
    NOBODY = "ingen"


class Sort(StrEnum):
    """By what a list is sorted; the words stand in addresses. What is due first is first: what is overdue rises."""

    DUE = "frist"
    SINCE = "siden"
    NAME = "navn"


class Which(StrEnum):
    """Which entries of a list are shown; the words stand in addresses."""

    ALL = "alle"
    OVERDUE = "over"
    THIS_WEEK = "uge"
    UNTOUCHED = "uroert"


def condition_of(which: Which, today: date) -> Q:
    """Return the condition under which an entry is shown; what is overdue is due within the week too."""
    match which:
        case Which.ALL:
            return Q()
        case Which.OVERDUE:
            return Q(due__lt=today)
        case Which.THIS_WEEK:
            return Q(due__lte=today + timedelta(days=7))
        case Which.UNTOUCHED:
            return Q(acted_on__isnull=True)


ORDER = {
    Sort.DUE: (F("due").asc(nulls_last=True), "known", "id"),
    Sort.SINCE: ("since", "id"),
    Sort.NAME: ("person__family_name", "person__given_name", "id"),
}


class Asked(NamedTuple):
    """Who asks, for what purpose, whose entries, and when. who: what access knows of the user, read once a page."""

    user: User
    who: Who
    purpose: Purpose
    scope: Scope
    now: datetime


class ListCount(NamedTuple):
    """A list that the user may see, with how many stand on it, how many of them are overdue, and have nobody."""

    definition: FollowUpList
    n_entries: int
    n_overdue: int
    n_nobody: int


class Shown(NamedTuple):
    """An entry with the young person as the user may see them, and the newest act about them."""

    entry: Entry
    seen: Seen
    newest: Act | None


class Page(NamedTuple):
    """A page of a list."""

    rows: list[Shown]
    n_entries: int
    number: int
    n_pages: int


def ask(user: User, scope: Scope, now: datetime) -> Asked | None:
    """Return what a user asks, for the first purpose of their role; None for a role that opens nobody."""
    who = who_is(user, now.date())
    purpose = next((each for each in Purpose if each in who.purposes), None)
    return None if purpose is None or who.recipient is None else Asked(user, who, purpose, scope, now)


def list_definitions(asked: Asked) -> tuple[FollowUpList, ...]:
    """Return the lists whose content the user's role may see of somebody of the list's ages, in their order."""
    return tuple(
        each
        for each in current_definitions().list_follow_up()
        if ages_seen(asked.who, asked.purpose, each.category) & set(range(*each.ages))
    )


def open_entries(asked: Asked) -> QuerySet[Entry]:
    """Return the open entries of a scope, of whomever: for conditions about which lists and persons to be added."""
    entries = Entry.objects.filter(closed__isnull=True)
    units = list(asked.who.units)
    match asked.scope:
        case Scope.MINE:
            return entries.filter(responsible=asked.user)
        case Scope.UNIT:
            return entries.filter(unit__in=units)
        case Scope.NOBODY:
            return entries.filter(unit__in=units, responsible__isnull=True, is_work=True)


def entries_of(asked: Asked, definitions: Sequence[FollowUpList]) -> list[QuerySet[Entry]]:
    """Return the entries of some lists that the user may see: a query for all lists of which the same ages are seen."""
    seen_at = {each.name: ages_seen(asked.who, asked.purpose, each.category) for each in definitions}
    return [
        open_entries(asked).filter(
            list_name__in=[name for name, other in seen_at.items() if other == ages],
            person__in=persons_seen(asked.who, ages, asked.now.date()),
        )
        for ages in set(seen_at.values())
    ]


def count_lists(asked: Asked) -> list[ListCount]:
    """Return every list that the user may see, with its counts in the scope."""
    definitions = list_definitions(asked)
    overdue = Count("id", filter=Q(due__lt=asked.now.date()))
    nobody = Count("id", filter=Q(responsible__isnull=True, is_work=True))
    counted: dict[str, tuple[int, int, int]] = {}
    for entries in entries_of(asked, definitions):
        counts = entries.order_by().values("list_name").annotate(n=Count("id"), late=overdue, without=nobody)
        rows = counts.values_list("list_name", "n", "late", "without")
        counted |= {name: (n, n_overdue, n_nobody) for name, n, n_overdue, n_nobody in rows}
    return [ListCount(each, *counted.get(each.name, (0, 0, 0))) for each in definitions]


def list_pressing(asked: Asked) -> list[Shown]:
    """Return the most pressing entries of all lists of work, those due first first, one of each young person.

    Asked in small pieces in order of the deadline, each held against whom the user sees: asking for both at once costs
    a look at everybody in the unit (a unit of 40,000 young people: 140 ms in place of 10).
    """
    seen_at = {
        each.name: ages_seen(asked.who, asked.purpose, each.category)
        for each in list_definitions(asked)
        if each.is_work
    }
    due = open_entries(asked).filter(due__isnull=False, is_work=True, list_name__in=list(seen_at))
    due = due.order_by("due", "id").select_related("responsible")
    found: list[Entry] = []
    for place in range(0, MOST_PIECES * A_PIECE, A_PIECE):
        piece = list(due[place : place + A_PIECE])
        for ages in set(seen_at.values()):
            ids = {entry.person_id for entry in piece if seen_at[entry.list_name] == ages}
            persons = persons_seen(asked.who, ages, asked.now.date()).filter(pk__in=ids)
            seen = set(persons.values_list("pk", flat=True))
            found += [entry for entry in piece if seen_at[entry.list_name] == ages and entry.person_id in seen]
        if len({entry.person_id for entry in found}) >= ON_THE_BOARD or len(piece) < A_PIECE:
            break
    found.sort(key=lambda entry: (entry.due, entry.pk))
    whose = [entry.person_id for entry in found]
    first = [entry for place, entry in enumerate(found) if whose.index(entry.person_id) == place]
    return show(asked, first[:ON_THE_BOARD])


A_PIECE = 50
MOST_PIECES = 20  # 1,000 entries of whom the user sees hardly anybody: the lists themselves still tell of the others


def list_page(asked: Asked, definition: FollowUpList, sort: Sort, number: int, which: Which = Which.ALL) -> Page:
    """Return a page of a list, from 1, each young person on it decided and logged; the first where there is no such."""
    (entries,) = entries_of(asked, [definition])
    entries = entries.filter(condition_of(which, asked.now.date()))
    ordered = entries.order_by(*ORDER[sort]).select_related("responsible").annotate(n_all=Window(Count("id")))
    rows = list(ordered[(number - 1) * ON_A_PAGE : number * ON_A_PAGE])
    if not rows and number > 1:
        return list_page(asked, definition, sort, 1, which)
    n_entries = rows[0].n_all if rows else 0
    return Page(show(asked, rows), n_entries, number, max(1, -(-n_entries // ON_A_PAGE)))


def list_for_meeting(asked: Asked, definition: FollowUpList, which: Which = Which.ALL) -> list[Shown]:
    """Return a whole list for a print-out, by name; never more than some pages of it."""
    (entries,) = entries_of(asked, [definition])
    entries = entries.filter(condition_of(which, asked.now.date()))
    return show(asked, list(entries.order_by(*ORDER[Sort.NAME]).select_related("responsible")[:500]), "person_printed")


def show(asked: Asked, entries: Sequence[Entry], event: str = "person_listed") -> list[Shown]:
    """Return entries with their young people, each logged; whoever the user may not see is left out."""
    category_of = {each.name: each.category for each in current_definitions().list_follow_up()}
    ids = {entry.person_id for entry in entries}
    seen = show_people(asked.user, ids, asked.purpose, now=asked.now, event=event)
    newest = newest_acts(ids)
    return [
        Shown(entry, seen[entry.person_id], told(asked, seen[entry.person_id], newest.get(entry.person_id)))
        for entry in entries
        if entry.person_id in seen and seen[entry.person_id].may_see(category_of[entry.list_name])
    ]


def find_entry(asked: Asked, entry_id: int) -> Shown | None:
    """Open the young person of an entry; None where there is no such open entry, or the user may not see it."""
    entry = Entry.objects.filter(pk=entry_id, closed__isnull=True).select_related("responsible").first()
    definition = None if entry is None else find_definition(entry.list_name)
    if entry is None or definition is None:
        return None
    try:
        seen = get_person(asked.user, entry.person_id, asked.purpose, now=asked.now)
    except NotSeen:
        return None
    if not seen.may_see(definition.category):
        return None
    return Shown(entry, seen, told(asked, seen, newest_acts([entry.person_id]).get(entry.person_id)))


def told(asked: Asked, seen: Seen, newest: Act | None) -> Act | None:
    """Return an act of a unit of which the user may know, or None; an exemption only where that may be seen."""
    if newest is None or (newest.kind == ActKind.EXEMPTED and not seen.may_see(Category.EXEMPTION)):
        return None
    return newest if may_know_of_unit(seen, newest.unit, asked.who.units) else None


def list_acts_told(asked: Asked, seen: Seen) -> list[Act]:
    """Return the newest acts about an opened person of units of which the user may know; notes of the own units alone.

    A note is for colleagues of the unit; it may tell of what the reader's side of the wall must not see.
    """
    acts = [each for each in list_acts(seen.person_id)[:50] if told(asked, seen, each)]
    for each in acts:
        if each.unit and each.unit not in asked.who.units:
            each.note = ""
    return acts


def list_referrals_told(asked: Asked, seen: Seen) -> list[Referral]:
    """Return the referrals of an opened person between units of both of which the user may know."""
    return [
        each
        for each in list_referrals(seen.person_id)
        if all(may_know_of_unit(seen, unit, asked.who.units) for unit in (each.from_unit, each.to_unit))
    ]


def find_definition(name: str) -> FollowUpList | None:
    """Return a list by its name, or None."""
    return next((each for each in current_definitions().list_follow_up() if each.name == name), None)


def list_entries_of(seen: Seen) -> list[tuple[Entry, FollowUpList]]:
    """Return all open entries about an opened person that the user may see, with their lists."""
    definitions = {each.name: each for each in current_definitions().list_follow_up()}
    entries = Entry.objects.filter(person_id=seen.person_id, closed__isnull=True).select_related("responsible")
    return [
        (entry, definitions[entry.list_name])
        for entry in entries
        if entry.list_name in definitions and seen.may_see(definitions[entry.list_name].category)
    ]


def list_colleagues(asked: Asked) -> list[User]:
    """Return the user and those who work in the same units, by name."""
    members = members_of_units(asked.now.date())
    found = {user.pk: user for unit in asked.who.units for user in members.get(unit, [])}
    return sorted(found.values(), key=lambda user: (user.display_name, user.pk))


def find_refresh() -> Refresh | None:
    """Return the newest making of the lists, or None."""
    return Refresh.objects.order_by("-id").first()


MOST_WAITING = 200


class Waiting(NamedTuple):
    """A referral to one of the user's units that is not finished, with the young person as the user may see them."""

    referral: Referral
    seen: Seen


def list_waiting(asked: Asked) -> list[Waiting]:
    """Return the referrals to the user's units that wait for an answer or are being worked on."""
    referrals = list(list_unfinished_referrals(asked.who.units)[:MOST_WAITING])
    seen = show_people(asked.user, {each.person_id for each in referrals}, asked.purpose, now=asked.now)
    return [Waiting(each, seen[each.person_id]) for each in referrals if each.person_id in seen]


def count_waiting(asked: Asked) -> int:
    """Return how many referrals wait for an answer from the user's units, of those whom the user may see."""
    whose = [each.person_id for each in list_unfinished_referrals(asked.who.units)[:MOST_WAITING]]
    seen = ids_seen(asked.user, set(whose), asked.purpose, now=asked.now)
    return sum(each in seen for each in whose)


def find_waiting(asked: Asked, referral_id: int) -> Waiting | None:
    """Return one of the referrals that wait, or None."""
    return next((each for each in list_waiting(asked) if each.referral.pk == referral_id), None)


def find_mail_address(user: User) -> str:
    """Return where a user is told by mail; empty for one who is not."""
    return Subscription.objects.filter(user=user).values_list("address", flat=True).first() or ""
