"""Files as suppliers write them: a mapping file read backwards.

A mapping says how a supplier's file becomes a register. Here the same mapping says how the register becomes the file,
so that the form of each supplier stands in one place. What a mapping need not tell (a hyphen in CPR numbers, a
byte-order mark) are the supplier's habits, in `parameters/suppliers.yaml`.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated

import polars as pl
import xlsxwriter
from pydantic import Field

from videre.definitions.files import SHIPPED, Strict, read_definition
from videre.definitions.mapping import ColumnSource, Mapping
from videre.synth.parameter_files import FOLDER

ISO = "%Y-%m-%d"
BARE = {"%d": "%-d", "%m": "%-m"}
REPORTED = "reported"
CREATED = datetime(2016, 2, 1)  # noqa: DTZ001 - written into every XLSX, so that its bytes do not depend on the clock


class Delivery(Strict):
    """One file of one supplier, and the supplier's habits; suppliers.yaml says what each field means."""

    register_name: Annotated[str, Field(alias="register")]
    mapping: str | None
    file: str
    hyphen: bool = False
    byte_order_mark: bool = False
    bare_dates: bool = False
    width: dict[str, int] = Field(default_factory=dict)
    unused: dict[str, str] = Field(default_factory=dict)
    heading: tuple[str, ...] = ()
    spoils: tuple[str, ...] = ()

    @property
    def makes(self) -> str:
        """What is written: the register, or the part of it that this mapping's sender tells."""
        return self.mapping if self.mapping and self.register_name == "enrolments" else self.register_name


class Deliveries(Strict):
    """All of suppliers.yaml."""

    deliveries: tuple[Delivery, ...]


@cache
def read_deliveries() -> tuple[Delivery, ...]:
    """Return the shipped deliveries, in import order."""
    return read_definition(FOLDER / "suppliers.yaml", Deliveries).deliveries


@cache
def read_mapping(name: str) -> Mapping:
    """Return a shipped mapping."""
    return read_definition(SHIPPED / "mappings" / f"{name}.yaml", Mapping)


def canonical_mapping(register_name: str, columns: Sequence[str]) -> Mapping:
    """Return the mapping of a file that has a register's own columns, which needs none when it is read."""
    given = {name: {"from": name} for name in columns}
    reported = given.pop(REPORTED)
    title = {"da": register_name, "en": register_name}
    return Mapping.model_validate(
        {"name": "canonical", "register": register_name, "supplier": "", "title": title, "columns": given}
        | {"reported": reported}
    )


def sources_by_column(mapping: Mapping) -> dict[str, dict[str, ColumnSource]]:
    """Return for each of the supplier's columns, in the file's order, the canonical columns that come from it."""
    sources: dict[str, dict[str, ColumnSource]] = {}
    given = {**mapping.columns, **({REPORTED: mapping.reported} if mapping.reported else {})}
    for canonical, source in given.items():
        if source.from_ is not None:
            sources.setdefault(source.from_, {})[canonical] = source
    return sources


def as_supplier_writes(rows: pl.DataFrame, mapping: Mapping, delivery: Delivery) -> pl.DataFrame:
    """Return the rows of a register as the text of a supplier's file, with the supplier's columns.

    Args:
        rows: canonical columns and `reported`; dates as dates, lists as text joined by commas.
        mapping: the supplier's form.
        delivery: the supplier's habits.
    """
    columns = {
        name: column_text(rows, canonical, delivery, delivery.width.get(name, 0))
        for name, canonical in sources_by_column(mapping).items()
    }
    columns |= {name: pl.lit(delivery.unused.get(name, "")) for name in mapping.ignore}
    return rows.select(**columns)


def column_text(rows: pl.DataFrame, canonical: dict[str, ColumnSource], delivery: Delivery, width: int) -> pl.Expr:
    """Return the text of one of the supplier's columns from the canonical columns that come from it."""
    (name, source), *others = canonical.items()
    if others:
        return code_of_several(canonical)
    if source.codes is not None:
        back = {value: code for code, value in reversed(source.codes.items())}
        return pl.col(name).fill_null("").replace_strict(back, return_dtype=pl.String)
    if rows.schema[name] == pl.Date:
        form = source.date or ISO
        if delivery.bare_dates:
            for padded, bare in BARE.items():
                form = form.replace(padded, bare)
        return pl.col(name).dt.offset_by(f"-{source.days_after}d").dt.strftime(form).fill_null("")
    text = pl.col(name).cast(pl.String)
    if rows.schema[name].is_float():
        text = text.str.replace(".", source.decimal, literal=True).str.replace(r"[.,]0$", "")
    if source.pad:
        text = text.str.strip_chars_start("0")
    if width:
        text = text.str.zfill(width)
    if name == "cpr" and delivery.hyphen:
        text = text.str.slice(0, 6) + "-" + text.str.slice(6)
    return text.fill_null("")


def code_of_several(canonical: dict[str, ColumnSource]) -> pl.Expr:
    """Return the supplier's one code for what several canonical columns say together."""
    codes: dict[str, str] = {}
    together: list[str] = []
    for source in canonical.values():
        assert source.codes is not None, "columns that share a supplier's column must all be codes"
        together = together or list(source.codes)
    for code in reversed(together):
        codes["|".join((source.codes or {})[code] for source in canonical.values())] = code
    said = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in canonical], separator="|")
    return said.replace_strict(codes, return_dtype=pl.String)


def write_file(text: pl.DataFrame, mapping: Mapping, delivery: Delivery, path: Path) -> None:
    """Write a supplier's file; the same text gives the same bytes."""
    if mapping.file.format == "xlsx":
        write_xlsx(text, delivery, path)
        return
    empty = pl.col(pl.String).replace("", None)  # polars writes an empty text as "" in quotes, and nothing as nothing
    content = text.with_columns(empty).write_csv(separator=mapping.file.delimiter).encode(mapping.file.encoding)
    path.write_bytes((b"\xef\xbb\xbf" if delivery.byte_order_mark else b"") + content)


def write_xlsx(text: pl.DataFrame, delivery: Delivery, path: Path) -> None:
    """Write an XLSX with the heading above the table; every cell is text, as such exports have them."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})  # a city has 4 million cells
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet("Udtræk")
    for place, line in enumerate(delivery.heading):
        sheet.write_string(place, 0, line)
    first = len(delivery.heading)
    for row, cells in enumerate([tuple(text.columns), *text.iter_rows()], start=first):
        for column, cell in enumerate(cells):
            if cell:
                sheet.write_string(row, column, cell)
    book.close()
