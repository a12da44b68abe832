"""Relations: what everybody knows of the numbers of a period without being told any of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from videre.disclosure.structure import (
    ANYTHING,
    OF,
    PERSONS,
    SPARE,
    UNKNOWN,
    Breakdown,
    Builder,
    Cell,
    Counted,
    Structure,
    selects,
    without,
)

Groups = dict[tuple[object, ...], dict[str, int]]  # cells that differ in one dimension, by their value of it


def make_structure(rows: Iterable[tuple[str, Mapping[str, str]]], counted: Mapping[str, Counted]) -> Structure:
    """Return the structure of some rows (measure, breakdown) of one period, in an order that only the rows decide.

    Args:
        rows: of all tables that are made safe together. counted: how each of their measures is counted.
    """
    builder = build_rows(rows, counted)
    for measure in sorted({measure for measure, _ in builder.rows}):
        add_parts(builder, measure)
        add_outcomes(builder, measure)
        add_sums(builder, measure)
        add_growth(builder, measure)
        add_once(builder, measure)
        add_limits(builder, measure)
        add_levels(builder, measure)
        add_moves(builder, measure)
    add_somebody(builder)
    return builder.done()


def build_rows(rows: Iterable[tuple[str, Mapping[str, str]]], counted: Mapping[str, Counted]) -> Builder:
    """Return the cells of some rows, without what is known of them beyond each row by itself."""
    builder = Builder(counted)
    for measure, breakdown in sorted((measure, tuple(sorted(breakdown.items()))) for measure, breakdown in rows):
        builder.add_row(measure, dict(breakdown))
    return builder


def groups_by(
    builder: Builder, measure: str, dimension: str, what: str = PERSONS
) -> Iterator[tuple[Breakdown, dict[str, int]]]:
    """Yield the cells that differ in one dimension only, by their value of it, with what they have in common."""
    groups: dict[Breakdown, dict[str, int]] = defaultdict(dict)
    for breakdown, place in builder.of_kind.get((measure, what), ()):
        value = next((value for key, value in breakdown if key == dimension), None)
        if value is not None:
            groups[without(breakdown, dimension)][value] = place
    yield from groups.items()


def persons_of(builder: Builder, measure: str, breakdown: Breakdown) -> int | None:
    """Return the cell of those counted in a row, None where there is no such row."""
    row = builder.rows.get((measure, breakdown))
    return None if row is None else row.persons


def add_parts(builder: Builder, measure: str) -> None:
    """The parts add up to the whole: those counted, those of whom nothing is known, and everybody."""
    for dimension in builder.counted[measure].counting.parts:
        for what in (PERSONS, UNKNOWN, OF):
            for common, parts in groups_by(builder, measure, dimension, what):
                whole = builder.places.get(Cell(measure, common, what))
                if whole is not None:
                    builder.relate(f"{what} by {dimension} of {measure}{common}", parts.values(), [whole])


def add_outcomes(builder: Builder, measure: str) -> None:
    """Everybody has one outcome; the headline counts those with some of them."""
    counting, met, _ = builder.counted[measure]
    divided: dict[Breakdown, list[tuple[str, int]]] = defaultdict(list)
    of: dict[Breakdown, tuple[int, int | None]] = {}
    for (its_measure, breakdown), row in builder.rows.items():
        named = dict(breakdown)
        is_outcome = its_measure == measure and {*counting.outcomes} & {*named}
        if is_outcome and row.persons is not None and builder.is_dividing(counting, named):
            common = without(breakdown, *counting.outcomes)
            divided[common].append((",".join(named[key] for key in counting.outcomes), row.persons))
            of[common] = (row.of, row.unknown if counting.unknown == "beside" else None)
    for common, outcomes in divided.items():
        everybody, unknown = of[common]
        cells = dict.fromkeys([cell for _, cell in outcomes] + ([] if unknown is None else [unknown]))
        builder.relate(f"outcomes of {measure}{common}", cells, [everybody])
        headline = persons_of(builder, measure, common)
        if headline is not None and met:
            builder.relate(f"met of {measure}{common}", [cell for name, cell in outcomes if name in met], [headline])


def add_sums(builder: Builder, measure: str) -> None:
    """Some values are the sum of others."""
    for dimension, sums in builder.counted[measure].counting.sums.items():
        for common, cells in groups_by(builder, measure, dimension):
            for value, sets in sums.items():
                for parts in sets if value in cells else ():
                    if all(part in cells for part in parts):
                        name = f"{value} is {'+'.join(parts)} of {measure}{common}"
                        builder.relate(name, [cells[part] for part in parts], [cells[value]])


def add_growth(builder: Builder, measure: str) -> None:
    """Some numbers can only grow."""
    for along, rows in builder.counted[measure].counting.grows.items():
        for common, cells in groups_by(builder, measure, along):
            if selects(rows, dict(common)):
                ordered = sorted(cells, key=int)
                for earlier, later in pairwise(ordered):
                    name = f"{later} after {earlier} of {measure}{common}"
                    builder.relate(name, [cells[later]], [cells[earlier]], 0, ANYTHING)


def add_once(builder: Builder, measure: str) -> None:
    """Each person is in at most one of some rows."""
    for dimension, rows in builder.counted[measure].counting.once.items():
        for common, cells in groups_by(builder, measure, dimension):
            if selects(rows, dict(common)):
                value = next(iter(cells))
                of = builder.rows[measure, tuple(sorted((*common, (dimension, value))))].of
                builder.relate(f"once by {dimension} of {measure}{common}", [of], cells.values(), 0, ANYTHING)


def add_limits(builder: Builder, measure: str) -> None:
    """A value that never exceeds another; where all others do not, the other is no more than all of them."""
    counting = builder.counted[measure].counting
    for dimension, limits in counting.no_more_than.items():
        for common, cells in groups_by(builder, measure, dimension):
            for lesser, greater in limits.items():
                others = [v for v in cells if v not in {*counting.dividing, greater}] if lesser == "*" else [lesser]
                for value in others if greater in cells else ():
                    if value in cells:
                        name = f"{value} within {greater} of {measure}{common}"
                        builder.relate(name, [cells[greater]], [cells[value]], 0, ANYTHING)
                if lesser == "*" and greater in cells:
                    all_others = [cells[value] for value in others]
                    builder.relate(
                        f"{greater} within all of {measure}{common}", all_others, [cells[greater]], 0, ANYTHING
                    )


def add_levels(builder: Builder, measure: str) -> None:
    """A coarse grouping's number is the sum of the fine ones, or lies between the greatest of them and their sum."""
    counting, _, coarser = builder.counted[measure]
    for level in counting.levels:
        for common, cells in groups_by(builder, measure, level.fine):
            within: dict[str, list[int]] = defaultdict(list)
            for value, cell in cells.items():
                within[coarser.get(value, "")].append(cell)
            for value, fine in within.items():
                coarse = persons_of(builder, measure, tuple(sorted((*common, (level.coarse, value)))))
                name = f"{level.coarse} {value} of {measure}{common}"
                if coarse is None:
                    continue
                if level.adds_up and selects(level.adds_up, dict(common)):
                    builder.relate(name, fine, [coarse])
                elif selects(level.holds, dict(common)):
                    builder.relate(f"no more: {name}", fine, [coarse], 0, ANYTHING)
                    for place, cell in enumerate(fine if level.each_within else ()):
                        builder.relate(f"no less {place}: {name}", [coarse], [cell], 0, ANYTHING)


def add_moves(builder: Builder, measure: str) -> None:
    """Who came to a place is who is next seen going from it; who first goes from a place was told of there."""
    counting = builder.counted[measure].counting
    if counting.moves is None:
        return
    came_from, came_to, along = counting.moves
    leaving: Groups = defaultdict(dict)
    coming: Groups = defaultdict(dict)
    looks: dict[Breakdown, set[int]] = defaultdict(set)
    for (its_measure, breakdown), row in builder.rows.items():
        named = dict(breakdown)
        if its_measure == measure and along in named and row.persons is not None:
            common = without(breakdown, *counting.moves)
            look = int(named[along])
            looks[common].add(look)
            leaving[common, look, named[came_from]][named[came_to]] = row.persons
            coming[common, look, named[came_to]][named[came_from]] = row.persons
    for common, all_looks in looks.items():
        ordered = sorted(all_looks)
        for earlier, later in pairwise(ordered):
            for place in sorted({str(key[2]) for key in (*leaving, *coming) if key[0] == common}):
                out = leaving.get((common, later, place), {}).values()
                into = coming.get((common, earlier, place), {}).values()
                builder.relate(f"at {place} after {earlier} of {measure}{common}", out, into)
        add_beginnings(
            builder, measure, common, {str(k[2]): v for k, v in leaving.items() if k[:2] == (common, ordered[0])}
        )


def add_beginnings(builder: Builder, measure: str, common: Breakdown, leaving: Mapping[str, Mapping[str, int]]) -> None:
    """Who first goes from a place is told of by the measure that this one is made safe with."""
    counting = builder.counted[measure].counting
    for (other, breakdown), row in list(builder.rows.items()):
        named = dict(breakdown)
        if other == counting.together_with and row.persons is not None and selects_value(counting.begins_as, named):
            rest = dict(without(breakdown, *counting.begins_as, "sector"))
            if tuple(sorted(rest.items())) == common and named.get("sector") in leaving:
                cells = leaving[named["sector"]].values()
                builder.relate(f"from {named['sector']} first of {measure}{common}", cells, [row.persons])


def selects_value(wanted: Mapping[str, str], named: Mapping[str, str]) -> bool:
    """Return whether a row has some values."""
    return bool(wanted) and all(named.get(key) == value for key, value in wanted.items())


def add_somebody(builder: Builder) -> None:
    """A row that is there says that somebody is in its population; some rows are left out when nobody is counted."""
    seen: set[int] = set()
    for (measure, breakdown), row in builder.rows.items():
        for cell, what in (
            (row.of, OF),
            (row.persons if builder.counted[measure].counting.only_if_somebody else None, PERSONS),
        ):
            if cell is not None and cell not in seen:
                seen.add(cell)
                spare = builder.place(measure, (*breakdown, ("of", what)), SPARE)
                builder.relate(f"somebody in {what} of {measure}{breakdown}", [cell], [spare], 1, 1)
