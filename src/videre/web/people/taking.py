"""What casework takes of a register: only of the young people it knows, and only what the law lets it hold."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import polars as pl

from videre.definitions.access import Held
from videre.registers.catalogue import REGISTERS
from videre.registers.stored import keys_for_store, rows_for_store
from videre.store.changes import taken_back
from videre.store.shapes import SHAPES
from videre.web.people.bulk import insert_frame, read_frame
from videre.web.people.models import ROWS, CprNumber, RegisterRow

AT_A_TIME = 500
DAY_OF = {
    "employment": "month",
    "absence": "month",
    "readiness": "assessed",
}  # by which date a row is told to be too old to be held


def birthdays_known() -> pl.DataFrame:
    """Return every known number with the birthday of its person: `person`, `born`."""
    rows = list(CprNumber.objects.values_list("blind", "person__birth_date"))
    return pl.DataFrame(rows, schema={"person": pl.Int64(), "born": pl.Date()}, orient="row")


def years_before(day: date, years: int) -> date:
    """Return the day so many years before another: whoever was born on it or before has that age."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February: whoever was born on 1 March has the age tomorrow
        return day.replace(year=day.year - years, day=28)


def months_before(day: date, months: int) -> date:
    """Return the first day of the month so many months before a day's."""
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, 1)


def may_be_held(rows: pl.DataFrame, register: str, held: Held, day: date) -> pl.DataFrame:
    """Return the rows, in the shape of the store, that casework may hold on a day."""
    is_of_age = (pl.col("born") > years_before(day, held.below_age)) & (
        pl.col("born") <= years_before(day, held.from_age)
    )
    ours = birthdays_known().filter(is_of_age)
    rows = rows.join(ours.select("person"), on="person", how="semi", maintain_order="left")
    if held.months is not None:
        rows = rows.filter(pl.col(DAY_OF[register]) >= months_before(day, held.months))
    return rows


def take_rows(register: str, rows: pl.DataFrame, sequence: int, key: bytes, held: Held, day: date) -> pl.DataFrame:
    """Keep the rows of a delivery that casework may hold, and return all of them in the shape of the store."""
    shaped = rows_for_store(REGISTERS[register], rows, key)
    keep_rows(register, may_be_held(shaped, register, held, day), sequence)
    return shaped


def keep_rows(register: str, rows: pl.DataFrame, sequence: int) -> None:
    """Insert rows in the shape of the store; a row that takes back its key has nothing but the key."""
    filled = rows.with_columns(sequence=pl.lit(sequence, dtype=pl.Int64)).rename({"person": "number"})
    insert_frame(ROWS[register], filled)


def take_back_what_is_left_out(
    register: str, shaped: pl.DataFrame, refused: pl.DataFrame, senders: tuple[int, ...], sequence: int, key: bytes
) -> None:
    """Take back the keys of a sender that its snapshot leaves out, of those that casework holds."""
    day = shaped["reported"].max()
    if not isinstance(day, date):
        return
    shape = SHAPES[register]
    keys = keys_for_store(REGISTERS[register], refused, key)
    required = [name for name in keys.columns if name == "person" or name in {"start", "month"}]
    if len(keys.drop_nulls(required)) < len(keys):
        return  # nobody knows which keys the snapshot leaves out
    every = held_rows(register).filter(pl.col("reported") <= day).sort("reported", "sequence")
    known = every.unique(list(shape.key), keep="last").filter(~pl.col("withdrawn"))
    present = pl.concat([shaped.select(shape.key), keys.cast(shaped.select(shape.key).schema)])
    gone = taken_back(present, known, list(senders), shape, day)
    keep_rows(register, gone, sequence)


def held_rows(register: str) -> pl.DataFrame:
    """Return all rows that casework holds of a register, in the shape of the store."""
    shape = SHAPES[register]
    columns = ["number" if name == "person" else name for name in shape.columns]
    schema = pl.Schema({("number" if name == "person" else name): kind for name, kind in shape.schema.items()})
    return read_frame(ROWS[register], columns, schema).rename({"number": "person"})


def remove_what_may_not_be_held(register: str, held: Held, day: date, on_hold: Collection[UUID] = ()) -> int:
    """Remove rows of whoever has turned too old for them, and those that are too old themselves; return how many.

    on_hold: of whom nothing is removed.
    """
    model: type[RegisterRow] = ROWS[register]
    rows = model._default_manager.exclude(number__person__in=list(on_hold)) if on_hold else model._default_manager.all()
    too_old = years_before(day, held.below_age)
    n_removed, _ = rows.filter(number__person__birth_date__lte=too_old).delete()
    if held.months is not None:
        before = {f"{DAY_OF[register]}__lt": months_before(day, held.months)}
        n_removed += rows.filter(**before).delete()[0]
    return n_removed


def who_left(municipality: int, months: int, day: date) -> list[UUID]:
    """Return everybody whose last stay in the municipality ended so many months ago.

    Whoever the register of residence says nothing of is not among them, since the next delivery may say it.
    """
    stays = held_rows("residence").sort("reported", "sequence").unique(["person", "start"], keep="last")
    numbers = pl.DataFrame(
        [(blind, str(person)) for blind, person in CprNumber.objects.values_list("blind", "person_id")],
        schema={"person": pl.Int64(), "id": pl.String()},
        orient="row",
    )
    is_here = ~pl.col("withdrawn") & (pl.col("municipality") == municipality)
    until = pl.when(is_here).then(pl.col("stop").fill_null(date.max))
    last = stays.join(numbers, on="person").group_by("id").agg(until=until.max())
    left = last.filter(pl.col("until").is_null() | (pl.col("until") < months_before(day, months)))
    return [UUID(each) for each in left["id"]]
