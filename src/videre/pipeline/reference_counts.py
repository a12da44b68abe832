"""The counts that a municipality's projection leans on: a country's or a region's moves, given as a file.

A row a move that somebody made: `year` (in which the day of looking lies), `clock` (looks since 9th grade), `before`,
`after` (keys of states), `sex`, `origin`, `parents_education` (may be lacking), `n`, and where the file gives both a
region and the country, `area` (`region`, `country`). A home's own file is `reference-counts.parquet` in it; a
demonstration uses the shipped one of a made-up country. Without either the municipality's own ten years are the
reference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl

from videre.definitions.state_space import StateSpace
from videre.domain.days import day_number
from videre.domain.refusals import Refused
from videre.domain.states import StateRules, step_of
from videre.home.home import Home
from videre.measures.arrays import Counts, History
from videre.measures.cells import cells_by
from videre.measures.leavers import Leavers
from videre.measures.state_moves import count_moves, edges_of, list_moves

SHIPPED = Path(__file__).parent / "reference" / "made_up_country.parquet"
OF_HOME = "reference-counts.parquet"
DIMENSIONS = ("sex", "origin", "parents_education")  # the cells in which people are counted
AREA, COUNTRY = "area", "country"
TITLES = ("da", "en")
N_CLOCK = 27  # looks since 9th grade: the first, and 25 years more, and one that nobody asks for
COLUMNS = ("year", "clock", "before", "after", "sex", "origin", "n")  # without these a file is refused


class UnusableReference(Refused):
    """The file of reference counts does not fit the state file."""


@dataclass(frozen=True)
class Reference:
    """A country's or a region's moves.

    title: what it is called, in Danish and English. years: the years of the days of looking. labels: K cells.
    counts: (Y, T, E, K). area: region or country. passed_over: areas of the file whose counts do not bear it, with
    their person-years a year.
    """

    title: tuple[str, str]
    years: tuple[int, ...]
    labels: tuple[dict[str, str], ...]
    counts: Counts
    area: str = COUNTRY
    passed_over: tuple[tuple[str, int], ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """By what its people are divided."""
        return tuple(self.labels[0])

    def observed(self, label: Mapping[str, str]) -> float:
        """Return the person-years a year in the cells of a label, which may name some of the dimensions."""
        inside = [cell for cell, own in enumerate(self.labels) if label.items() <= own.items()]
        return float(self.by_cell[inside].sum()) / len(self.years)

    @cached_property
    def by_cell(self) -> Counts:
        """The moves of all years by cell, (K,)."""
        return np.asarray(self.counts.sum(axis=(0, 1, 2)))

    @cached_property
    def by_move(self) -> Counts:
        """How often each move was made, (E,)."""
        return np.asarray(self.counts.sum(axis=(0, 1, 3)))


def count_reference(
    history: History,
    rules: StateRules,
    space: StateSpace,
    leavers: Leavers,
    years: Sequence[int],
    title: tuple[str, str],
) -> Reference:
    """Return the moves of leavers in some years, in the cells of the projection."""
    rows = list_moves(history, rules, leavers, space.numbers["begins"])
    cells = cells_by(history, leavers.members, DIMENSIONS)
    first_step = step_of(day_number(years[0], space.file.looked_at.month, 1), rules)
    edge_of = edges_of(space.moves, len(space.states))
    counts = count_moves(
        rows, edge_of, len(space.moves), first_step, len(years), N_CLOCK, cells.of_member, len(cells.labels)
    )
    return Reference(title, tuple(years), tuple(dict(label) for label in cells.labels), counts.moves)


def find_reference_file(home: Home) -> Path | None:
    """Return the file of reference counts of a home: its own, in a demonstration the shipped one, else None."""
    own = home.paths.root / OF_HOME
    if own.exists():
        return own
    return SHIPPED if home.settings.is_demo else None


def write_reference(reference: Reference, space: StateSpace, path: Path) -> None:
    """Write reference counts as a file of one area; moves that nobody made are left out."""
    year, clock, edge, cell = np.nonzero(reference.counts)
    keys = [state.key for state in space.states]
    before, after = (np.array([keys[pair[side]] for pair in space.moves])[edge] for side in (0, 1))
    labels = reference.labels
    frame = pl.DataFrame(
        {
            "year": np.array(reference.years, np.int16)[year],
            "clock": clock.astype(np.int8),
            "before": pl.Series(before, dtype=pl.Categorical),
            "after": pl.Series(after, dtype=pl.Categorical),
            **{name: np.array([label[name] for label in labels])[cell] for name in reference.dimensions},
            "n": reference.counts[year, clock, edge, cell].astype(np.int32),
        }
    )
    path.parent.mkdir(exist_ok=True)
    titles = {"title_da": reference.title[0], "title_en": reference.title[1], "states": space.file.name}
    titles[AREA] = reference.area
    frame.write_parquet(path, compression="zstd", compression_level=19, metadata=titles)


def read_reference(path: Path, space: StateSpace) -> Reference:
    """Return the reference counts of a file; raises UnusableReference with what to mend."""
    try:
        frame, about = pl.read_parquet(path), pl.read_parquet_metadata(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UnusableReference(f"{path} cannot be read as Parquet: {error}") from error
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise UnusableReference(f"{path} lacks the columns {', '.join(missing)}. Write them as the manual says.")
    dimensions = [name for name in DIMENSIONS if name in frame.columns]
    frame = frame.with_columns(pl.col("before", "after", *dimensions).cast(pl.String))
    area = about.get(AREA, COUNTRY)
    if AREA not in frame.columns:
        frame = frame.with_columns(pl.lit(area).alias(AREA))
    placed = with_moves(frame.with_columns(pl.col(AREA).cast(pl.String)), space, path)
    area, passed_over = choose_area(placed, space, path)
    title = tuple(
        about.get(f"title_{language}_{area}", about.get(f"title_{language}", path.stem)) for language in TITLES
    )
    counted = counts_of(placed.filter(pl.col(AREA) == area), space, dimensions)
    return Reference((title[0], title[1]), *counted, area, passed_over)


def with_moves(frame: pl.DataFrame, space: StateSpace, path: Path) -> pl.DataFrame:
    """Return rows with the number of their move; raises UnusableReference for moves that there are not."""
    edges = pl.DataFrame(
        {
            "before": [space.states[a].key for a, _ in space.moves],
            "after": [space.states[b].key for _, b in space.moves],
            "edge": np.arange(len(space.moves)),
        }
    )
    placed = frame.join(edges, on=["before", "after"], how="left")
    unknown = placed.filter(pl.col("edge").is_null())
    if len(unknown):
        first = unknown.row(0, named=True)
        raise UnusableReference(
            f"{path}: {len(unknown)} rows hold moves that states/{space.file.name}.yaml does not have, first from "
            f"{first['before']} to {first['after']}. Count the reference again with this state file."
        )
    return placed


def choose_area(placed: pl.DataFrame, space: StateSpace, path: Path) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Return the area that is leaned on, by the state file's rule, and those that do not bear it."""
    rule = space.file.leans_on
    a_year = placed.group_by(AREA).agg(pl.col("n").sum() / pl.col("year").n_unique())
    years: dict[str, float] = dict(a_year.iter_rows())
    strange = sorted(set(years) - set(rule.order))
    if strange:
        raise UnusableReference(f"{path}: the area {strange[0]!r} is none of {', '.join(rule.order)}.")
    there_are = [area for area in rule.order if area in years]
    if not there_are:
        raise UnusableReference(f"{path} has no rows. Write a row for each move that somebody made.")
    bears = [area for area in there_are if years[area] >= rule.fewest_person_years]
    chosen = bears[0] if bears else there_are[-1]
    return chosen, tuple((area, int(years[area])) for area in there_are[: there_are.index(chosen)])


def counts_of(
    placed: pl.DataFrame, space: StateSpace, dimensions: Sequence[str]
) -> tuple[tuple[int, ...], tuple[dict[str, str], ...], Counts]:
    """Return the years, the cells and the counts of rows of one area."""
    labels = placed.select(dimensions).unique().sort(dimensions)
    placed = placed.join(labels.with_row_index("cell"), on=list(dimensions), how="left")
    years = tuple(range(int(placed["year"].min()), int(placed["year"].max()) + 1))  # type: ignore[arg-type]
    counts = np.zeros((len(years), N_CLOCK, len(space.moves), len(labels)), np.int64)
    kept = placed.filter(pl.col("clock") < N_CLOCK)
    places = [kept[name].to_numpy() for name in ("year", "clock", "edge", "cell")]
    np.add.at(counts, (places[0] - years[0], *places[1:]), kept["n"].to_numpy())
    return years, tuple(labels.to_dicts()), counts
