"""The ledger as people read it: for each period and cell an opening, an entry a code, and a closing: their sum."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from videre.domain.movements import LedgerCode
from videre.measures.arrays import Ints
from videre.measures.ledger import Accounts

OPENING = "opening"
CLOSING = "closing"
NOT_FOLLOWED = 0

Label = frozenset[tuple[str, str]]
Change = tuple[int, int]  # class before, class after


class Sides(NamedTuple):
    """Which classes stand in a numerator, and which are unknown. All but 0 stand in the denominator."""

    numerator: frozenset[int]
    unknown: frozenset[int]


class Entry(NamedTuple):
    """One line of a ledger. On `opening` and `closing` the numbers are balances; on a code they are changes, which are
    those who joined less those who left. In each period and breakdown every column adds up from opening to closing."""

    period: str
    breakdown: Mapping[str, str]
    code: str
    numerator: int
    numerator_joined: int
    numerator_left: int
    denominator: int
    denominator_joined: int
    denominator_left: int
    unknown: int
    unknown_joined: int
    unknown_left: int


class Kept(NamedTuple):
    """One measure's accounts with the names of its months and cells.

    periods: what each month but the opening is called, and what its breakdown has beside the cell's. Length T.
    labels: the breakdown of each cell. Length K.
    """

    accounts: Accounts
    periods: Sequence[tuple[str, Mapping[str, str]]]
    labels: Sequence[Mapping[str, str]]


class Opening(NamedTuple):
    """Where each person stood at the opening, as known at one day: for finding what was corrected since.

    pseudonyms: ascending. classes: 0 where not followed. cells: into labels. All of shape (N,).
    """

    pseudonyms: Sequence[int]
    classes: Ints
    cells: Ints
    labels: Sequence[Mapping[str, str]]


def entries_of(
    kept: Kept, sides: Sides, extra: Mapping[str, str], corrected: Mapping[Label, Counter[Change]]
) -> Iterator[Entry]:
    """Yield the entries of a ledger, period by period and cell by cell; none for a cell in which nobody is or moved.

    Args:
        kept: the accounts and their names.
        sides: what is counted above the line.
        extra: what every breakdown has beside, e.g. the class that is counted.
        corrected: for each cell the changes of the opening since an earlier day; empty where none is compared. The
            first opening is then as known at that earlier day.
    """
    counts, moves = kept.accounts
    by_place: dict[tuple[int, int], list[tuple[int, int, int, int]]] = defaultdict(list)
    for month, cell, code, before, after, n in zip(*(array.tolist() for array in moves), strict=True):
        by_place[month, cell].append((code, before, after, n))
    for place, (period, beside) in enumerate(kept.periods, start=1):
        for cell, label in enumerate(kept.labels):
            changes = by_place[place, cell]
            if place == 1:
                its_own = corrected.get(frozenset(label.items()), Counter())
                changes = [(LedgerCode.CORRECTED.value, *change, n) for change, n in its_own.items()] + changes
            closing = counts[place, :, cell]
            if changes or closing.any() or counts[place - 1, :, cell].any():
                balance = Counter({number: int(n) for number, n in enumerate(closing.tolist()) if number and n})
                yield from entries_of_cell(period, {**label, **extra, **beside}, balance, changes, sides)


def entries_of_cell(
    period: str,
    breakdown: Mapping[str, str],
    closing: Counter[int],
    changes: Collection[tuple[int, int, int, int]],
    sides: Sides,
) -> Iterator[Entry]:
    """Yield opening, codes and closing of one period and cell; the opening is the closing with all changes undone."""
    opening = Counter(closing)
    by_code: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for code, before, after, n in changes:
        opening[before] += n
        opening[after] -= n
        by_code[code].append((before, after, n))
    yield balance_entry(period, breakdown, OPENING, opening, sides)
    for code in sorted(by_code, key=lambda each: (each != LedgerCode.CORRECTED, each)):
        entry = change_entry(period, breakdown, code, by_code[code], sides)
        if any(entry[4:6] + entry[7:9] + entry[10:12]):
            yield entry
    yield balance_entry(period, breakdown, CLOSING, closing, sides)


def balance_entry(
    period: str, breakdown: Mapping[str, str], code: str, balance: Mapping[int, int], sides: Sides
) -> Entry:
    """Return an opening or a closing."""
    numerator = sum(n for number, n in balance.items() if number in sides.numerator)
    denominator = sum(n for number, n in balance.items() if number != NOT_FOLLOWED)
    unknown = sum(n for number, n in balance.items() if number in sides.unknown)
    return Entry(period, breakdown, code, numerator, 0, 0, denominator, 0, 0, unknown, 0, 0)


def change_entry(
    period: str, breakdown: Mapping[str, str], code: int, changes: Collection[tuple[int, int, int]], sides: Sides
) -> Entry:
    """Return the entry of one code: who joined and who left numerator, denominator and the unknown by it."""
    numbers: list[int] = []
    for is_in in (sides.numerator.__contains__, NOT_FOLLOWED.__ne__, sides.unknown.__contains__):
        joined = sum(n for before, after, n in changes if is_in(after) and not is_in(before))
        left = sum(n for before, after, n in changes if is_in(before) and not is_in(after))
        numbers += [joined - left, joined, left]
    return Entry(period, breakdown, LedgerCode(code).name.lower(), *numbers)


def corrections(then: Opening, now: Opening) -> dict[Label, Counter[Change]]:
    """Return what of the same month-end was told otherwise on two days: for each cell the changes of class.

    Persons are matched by pseudonym. Whoever changed cell left the one and joined the other.
    """
    found: dict[Label, Counter[Change]] = defaultdict(Counter)
    earlier, later = standing_by_person(then), standing_by_person(now)
    for pseudonym in earlier.keys() | later.keys():
        before, label_before = earlier.get(pseudonym, (NOT_FOLLOWED, None))
        after, label_after = later.get(pseudonym, (NOT_FOLLOWED, None))
        if label_before == label_after or label_before is None or label_after is None:
            if before != after:
                label = label_after if label_after is not None else label_before
                assert label is not None, "a person who is followed on either day has a cell"
                found[label][before, after] += 1
        else:
            found[label_before][before, NOT_FOLLOWED] += 1
            found[label_after][NOT_FOLLOWED, after] += 1
    return found


def standing_by_person(opening: Opening) -> dict[int, tuple[int, Label]]:
    """Return the class and cell of everybody who was followed."""
    labels = [frozenset(label.items()) for label in opening.labels]
    pairs = zip(opening.pseudonyms, opening.classes.tolist(), opening.cells.tolist(), strict=True)
    return {int(pseudonym): (number, labels[cell]) for pseudonym, number, cell in pairs if number != NOT_FOLLOWED}
