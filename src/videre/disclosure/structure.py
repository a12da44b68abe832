"""The structure of a period's tables: what their rows tell of, and how everybody knows it to hang together.

A row tells three numbers: how many are counted, of how many, and of how many nothing is known. Each such quantity is a
cell; what is known of them without looking at any value (parts add up to the whole, each person is in one class) is a
relation. Whatever satisfies every relation is a table of persons that could be: for tables of one grouping beside the
outcome such a table of persons can always be filled in, corner by corner. So another table in these quantities that
agrees with all that is told is as good a witness as one over every combination of groupings, and far smaller.

No value is read here: the checker makes the same structure from the kept tables.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from videre.definitions.counting import Counting
from videre.disclosure.problem import Terms

PERSONS, UNKNOWN, REST, OF, SPARE = "persons", "unknown", "rest", "of", "spare"
ANYTHING: Final = 1_000_000_000  # more persons than there are on Earth's largest island

Breakdown = tuple[tuple[str, str], ...]  # in order of dimension


class Cell(NamedTuple):
    """A quantity: what it counts in which row of which measure. SPARE is how many more than one there are.

    edition: 1 as it was first published; see `videre.disclosure.editions`, where a cell of no measure is a way from one
    class to another.
    """

    measure: str
    breakdown: Breakdown
    what: str
    edition: int = 1

    @property
    def name(self) -> str:
        """Return the quantity as a certificate calls it."""
        if not self.measure:
            return self.what
        edition = "" if self.edition == 1 else f"edition {self.edition}: "
        return edition + f"{self.measure}[{', '.join(f'{key}={value}' for key, value in self.breakdown)}] {self.what}"


class RowCells(NamedTuple):
    """The quantities of a row: places of cells, None for what it does not have."""

    persons: int | None
    unknown: int | None
    rest: int | None
    of: int


class Relation(NamedTuple):
    """A sum of cells that everybody knows to lie between two bounds."""

    name: str
    terms: Terms
    low: int
    high: int


class Structure(NamedTuple):
    """What rows tell of: cells in order, the cells of each row, and relations."""

    cells: tuple[Cell, ...]
    rows: Mapping[tuple[str, Breakdown], RowCells]
    relations: tuple[Relation, ...]


class Counted(NamedTuple):
    """A measure's counting, the outcomes that its headline counts, and each fine grouping's coarse one."""

    counting: Counting
    met: frozenset[str]
    coarser: Mapping[str, str]


def canonical(counting: Counting, breakdown: Mapping[str, str]) -> Breakdown:
    """Return a breakdown without what changes nothing: a value that is the whole, a month that is as any other."""
    kept = {key: value for key, value in breakdown.items() if counting.whole.get(key) != value}
    for along, rows in counting.same_always.items():
        if selects(rows, kept):
            kept.pop(along, None)
    return tuple(sorted(kept.items()))


def selects(rows: Mapping[str, Sequence[str]], breakdown: Mapping[str, str]) -> bool:
    """Return whether a breakdown is of some rows; {} selects every row."""
    return all(breakdown.get(key) in values for key, values in rows.items())


def without(breakdown: Breakdown, *dimensions: str) -> Breakdown:
    """Return a breakdown without some dimensions."""
    return tuple((key, value) for key, value in breakdown if key not in dimensions)


class Builder:
    """Cells and rows as they come; relations are added by `videre.disclosure.relations`."""

    def __init__(self, counted: Mapping[str, Counted]) -> None:
        self.counted = counted
        self.places: dict[Cell, int] = {}
        self.rows: dict[tuple[str, Breakdown], RowCells] = {}
        self.relations: list[Relation] = []
        self.of_kind: dict[tuple[str, str], list[tuple[Breakdown, int]]] = {}  # by measure and what they count

    def place(self, measure: str, breakdown: Breakdown, what: str) -> int:
        """Return the place of a quantity, a new one where it is new."""
        cell = Cell(measure, breakdown, what)
        if cell not in self.places:
            self.of_kind.setdefault((measure, what), []).append((breakdown, len(self.places)))
            self.places[cell] = len(self.places)
        return self.places[cell]

    def relate(self, name: str, plus: Iterable[int], minus: Iterable[int], low: int = 0, high: int = 0) -> None:
        """Add that some cells less some others lie between two bounds; exactly nothing when no bounds are given."""
        factors: dict[int, int] = {}
        for cells, sign in ((plus, 1), (minus, -1)):
            for cell in cells:
                factors[cell] = factors.get(cell, 0) + sign
        terms = tuple((cell, factors[cell]) for cell in sorted(factors) if factors[cell])
        if terms:
            self.relations.append(Relation(name, terms, low, high))

    def add_row(self, measure: str, breakdown: Mapping[str, str]) -> None:
        """Add a row of a table."""
        counting = self.counted[measure].counting
        kept = canonical(counting, breakdown)
        if (measure, kept) in self.rows:
            return
        self.rows[measure, kept] = self._cells_of(measure, counting, kept)

    def _cells_of(self, measure: str, counting: Counting, kept: Breakdown) -> RowCells:
        dimensions = dict(kept)
        named = tuple((key, "*") for key in sorted({*counting.groupings} & {*dimensions}))
        of_whom = tuple((key, value) for key, value in kept if key in {*counting.parts, *counting.population})
        of = self.place(measure, tuple(sorted((*of_whom, *named))), OF)
        if counting.estimated:
            return RowCells(None, None, None, of)
        is_outcome = bool({*counting.outcomes} & {*dimensions})
        divides = is_outcome and self.is_dividing(counting, dimensions)
        unknown = None
        if counting.unknown != "none" and (divides or not is_outcome):
            unknown = self.place(measure, without(kept, *counting.outcomes), UNKNOWN)
        if divides and counting.unknown == "outcome" and "unknown" in {dimensions[key] for key in counting.outcomes}:
            return RowCells(unknown, None, None, of)
        persons = self.place(measure, kept, PERSONS)
        if divides:
            return RowCells(persons, unknown, None, of)
        rest = self.place(measure, kept, REST)
        self.relate(f"all of {measure}{kept}", [persons, rest, *([] if unknown is None else [unknown])], [of])
        return RowCells(persons, unknown, rest, of)

    @staticmethod
    def is_dividing(counting: Counting, dimensions: Mapping[str, str]) -> bool:
        """Return whether a row is one of those that divide everybody by what they do."""
        return all(not counting.dividing or dimensions.get(key) in counting.dividing for key in counting.outcomes)

    def done(self) -> Structure:
        """Return the structure."""
        return Structure(tuple(self.places), self.rows, tuple(self.relations))
