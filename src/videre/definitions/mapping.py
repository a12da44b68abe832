"""How a supplier's file becomes a register: which column is which, in which code, by which form of date."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text


class Records(Strict):
    """Which rows of a file are of the register, where a file holds several: by the value of one column.

    take: the values whose rows are taken. leave: the values whose rows are of something else, which is known. A value
    that is in neither is set aside: a supplier has begun to send something new.
    """

    column: str
    take: tuple[str, ...] = Field(min_length=1)
    leave: tuple[str, ...] = ()


class FileShape(Strict):
    """How a supplier writes a file.

    format: csv; fixed (each column at its own place of the line); xlsx; or json-stat (version 1 or 2), whose
        dimensions are columns of codes, and whose values stand in a column `value`.
    encoding: Python's name; `utf-8` also takes a byte-order mark.
    delimiter: between the columns of a CSV.
    sheet: the number of the XLSX sheet, from 1.
    heading_lines: lines above the line with the column names; of a file of fixed places, above the first row.
    fields: of a file of fixed places, each column's first and last character in the line, counted from 1.
    records: which rows are of the register; all, when left out.
    """

    format: Literal["csv", "xlsx", "fixed", "json-stat"] = "csv"
    encoding: str = "utf-8"
    delimiter: str = Field(default=";", max_length=1)
    sheet: int = Field(default=1, ge=1)
    heading_lines: int = Field(default=0, ge=0, le=100)
    fields: dict[str, tuple[int, int]] = Field(default_factory=dict)
    records: Records | None = None

    @model_validator(mode="after")
    def says_its_places(self) -> Self:
        """Refuse a file of fixed places without places, and places that are none."""
        if (self.format == "fixed") != bool(self.fields):
            raise ValueError("`fields` belong to the format fixed, which needs them")
        for name, (first, last) in self.fields.items():
            if not 1 <= first <= last:
                raise ValueError(f"fields: {name}: from character {first} to {last} is no place")
        return self


class CodePeriod(Strict):
    """What codes mean in a time: from `since` up to, not including, `until`. Without codes they stand as they are."""

    since: date = date.min
    until: date = date.max
    codes: dict[str, str] | None = None


class CodesByDate(Strict):
    """A code list that changed: which one counts is decided row by row.

    column: the canonical column with the day that decides.
    periods: the lists. A day that is in none has no codes: whatever stands there is set aside.
    """

    column: str
    periods: tuple[CodePeriod, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def do_not_overlap(self) -> Self:
        """Refuse periods of which two hold on one day, or that are not in order."""
        for before, after in zip(self.periods, self.periods[1:], strict=False):
            if before.until > after.since:
                raise ValueError(f"periods: the one from {after.since} begins before the one before it has ended")
        return self


class ColumnSource(Strict):
    """Where one canonical column comes from: one of the supplier's columns, several, or the same value in every row.

    join: several of the supplier's columns, whose values are joined by a comma before anything else is done with them.
    pad: pads with zeros to this length, for codes that a spreadsheet has shortened.
    patterns: regular expression to what stands instead, e.g. `(\\d{4})K1` to `${1}-01-01`; the first that fits the
        whole counts. A value that none fits is set aside.
    codes: supplier's code to canonical code; a code that is not there is set aside, never guessed. Empty text is a
        code too, written "".
    codes_by_date: the same, where the list changed at a date.
    date: the supplier's form of a date, as strptime writes it; ISO when absent.
    decimal: the supplier's decimal sign.
    days_after: added to a date; 1 for a supplier whose last day is inclusive, since ours are half-open.
    separator: for columns that hold a list.
    """

    from_: Annotated[str | None, Field(alias="from")] = None
    join: tuple[str, ...] = ()
    constant: str | None = None
    patterns: dict[str, str] | None = None
    codes: dict[str, str] | None = None
    codes_by_date: CodesByDate | None = None
    date: str | None = None
    decimal: Literal[".", ","] = "."
    days_after: int = 0
    separator: str | None = None
    pad: int = 0

    @model_validator(mode="after")
    def names_one_source(self) -> Self:
        """Refuse a column that comes from nowhere, or from two places, or whose codes are said twice."""
        if [self.from_ is not None, bool(self.join), self.constant is not None].count(True) != 1:
            raise ValueError("a column needs one of `from` (the supplier's column), `join` (several) and `constant`")
        if self.codes is not None and self.codes_by_date is not None:
            raise ValueError("a column has either `codes` or `codes_by_date`")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The supplier's columns, in order; none for a constant."""
        return self.join if self.from_ is None else (self.from_,)


class Withdrawal(Strict):
    """How a supplier takes a row back: these values in this column."""

    from_: Annotated[str, Field(alias="from")]
    values: tuple[str, ...]


class Complete(Strict):
    """What a table must hold to be whole; for published figures, of which a missing one is no 0.

    Columns are named as the supplier names them.

    every: columns whose values must each stand with each of the others'.
    without_gaps: columns of whole numbers of which none may be missing between the smallest and the greatest: ages.
        What is no whole number (all ages together) is passed over.
    """

    every: tuple[str, ...] = ()
    without_gaps: tuple[str, ...] = ()


class Mapping(Strict):
    """One supplier's form of one register.

    columns: canonical column to its source. Columns of the register that are left out are empty.
    ignore: supplier's columns that are known and not used. A column that is in neither is an error: a supplier has
        changed the file.
    reported: the column with the day on which each row was reported, where the supplier gives one; otherwise
        `videre import --reported` says it for the whole file.
    delivery: what a file is of all that the supplier knows, where it differs from the register's usual way.
    complete: what the file must hold to be whole; what it lacks is reported, and nothing is refused.
    valid_from: the first reported date for which this mapping is the supplier's form.
    """

    name: str
    register_name: Annotated[str, Field(alias="register")]
    supplier: str
    title: Text
    file: FileShape = FileShape()
    columns: dict[str, ColumnSource]
    ignore: tuple[str, ...] = ()
    reported: ColumnSource | None = None
    withdrawn: Withdrawal | None = None
    delivery: Literal["snapshot", "increment", "event"] | None = None
    complete: Complete | None = None
    valid_from: date | None = None

    @model_validator(mode="after")
    def decides_by_a_date_it_has(self) -> Self:
        """Refuse codes that change by a column which the mapping does not fill."""
        for name, source in self.columns.items():
            by_date = source.codes_by_date
            if by_date is not None and (by_date.column not in self.columns or by_date.column == name):
                raise ValueError(f"columns: {name}: codes_by_date: the mapping fills no other column {by_date.column}")
        return self
