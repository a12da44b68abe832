"""What the store knew at a day of a part of all persons, as the rules are asked of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.domain.education import EducationKind
from videre.store.history_queries import PARTS
from videre.store.shapes import SHAPES

POSITION = "position"  # a row's place in its table of the store
OLD_SINCE = "old_since"  # since when the person's number in the row is an old one; null for the number of today
SCHOOL = ("primary_school", "ninth_grade", "tenth_grade")


@dataclass(frozen=True)
class Known:
    """The rows that count on a day, of a part of all persons; each register is read when it is first asked for.

    day: the day.
    municipality: the number of the home's own municipality.
    definitions: what is said about kinds of education, benefits and exams.
    since: for each register that has been delivered the first day on which anything of it was reported, by anybody.
    read: gives the rows of a register that count on the day, with the columns of its table, `position`, their place in
        it, and `old_since` where they are about a person. Registers that are not about persons come whole.
    """

    day: date
    municipality: int
    definitions: Definitions
    since: Mapping[str, date]
    read: Callable[[str], pl.DataFrame]
    _kept: dict[str, pl.DataFrame] = field(default_factory=dict, repr=False)

    def rows(self, register: str) -> pl.DataFrame:
        """Return the rows of a register.

        Beside the table's columns they have `birth_date` where they are about a person (null for one whom the register
        of persons does not know), and `course`, the kind of education by its name in lower case, where they name a
        programme (null for one that is not known).
        """
        if register not in self._kept:
            self._kept[register] = self._widened(register, self.read(register))
        return self._kept[register]

    def count_rows(self) -> int:
        """Return how many rows about persons have been read."""
        return sum(len(rows) for register, rows in self._kept.items() if is_in_parts(register))

    def school_stays(self) -> pl.DataFrame:
        """Return the stays in primary school: grades 0 to 10."""
        return self.rows("enrolments").filter(pl.col("course").is_in(SCHOOL))

    def at_home(self) -> pl.DataFrame:
        """Return the stays in the home's own municipality."""
        return self.rows("residence").filter(pl.col("municipality") == self.municipality)

    def _widened(self, register: str, rows: pl.DataFrame) -> pl.DataFrame:
        columns = SHAPES[register].columns
        if is_in_parts(register) and register != "persons":
            births = self.rows("persons").select("person", "birth_date")
            rows = rows.join(births, on="person", how="left", maintain_order="left")
        if "programme" in columns and register != "programmes":
            kinds = self.rows("programmes").select("programme", kind_of_programme="kind")
            rows = rows.join(kinds, on="programme", how="left", maintain_order="left")
            rows = rows.with_columns(course=kind_of_course(register)).drop("kind_of_programme")
        return rows


def is_in_parts(register: str) -> bool:
    """Return whether a register is about persons, so that each part has its own rows; others come whole in each."""
    return "person" in SHAPES[register].columns


def kind_of_course(register: str) -> pl.Expr:
    """Return the kind of education of a row: the programme's, told apart by grade and part where the row has them.

    The same rule as `videre.store.history_queries.kind_of_course`; a test holds the two together.
    """
    kind = pl.col("kind_of_programme")
    if register != "enrolments":
        return kind
    is_vocational = kind.str.starts_with("eud_") & pl.col("part").is_in(list(PARTS))
    part = pl.col("part").replace_strict({code: name.lower() for code, name in PARTS.items()}, default=None)
    in_school = kind == "primary_school"
    return (
        pl.when(in_school & (pl.col("grade") == 9))
        .then(pl.lit("ninth_grade"))
        .when(in_school & (pl.col("grade") == 10))
        .then(pl.lit("tenth_grade"))
        .when(is_vocational)
        .then(part)
        .otherwise(kind)
    )


def by_course(values: dict[str, int]) -> pl.Expr:
    """Return a number for the kind of education of each row; null where the kind is not in the list."""
    return pl.col("course").replace_strict(values, default=None, return_dtype=pl.Int32)


def kinds_that_are(definitions: Definitions, standing: str) -> list[str]:
    """Return the kinds of education that give a class of measurement point 3, by their names in lower case."""
    kinds = definitions.programme_kinds()
    return [kind.name.lower() for kind in EducationKind if kinds.get(kind).standing == standing]


def of_number(key: str, rows: pl.DataFrame, column: str, dtype: pl.DataType) -> pl.Expr:
    """Return what another register says in a column of the number that stands in `key`; null where it says nothing.

    Args:
        key: the column with the number, called the same in both.
        rows: the other register.
        column: what to look up.
        dtype: its type.
    """
    return pl.col(key).replace_strict(rows[key], rows[column], default=None, return_dtype=dtype)


def at(found: pl.DataFrame) -> pl.Expr:
    """Return the expression that is true for the rows of a register that stand in a selection of them."""
    return pl.col(POSITION).is_in(found[POSITION].implode())
