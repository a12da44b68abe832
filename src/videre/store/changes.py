"""What a delivery changes: which of its rows the store has already, and which keys a snapshot takes back."""

from datetime import date

import polars as pl

from videre.store.shapes import Shape


def new_in_increment(rows: pl.DataFrame, stored: pl.LazyFrame, shape: Shape) -> pl.DataFrame:
    """Return the rows whose key, content and day of report the store does not have.

    The same content reported on a later day is new: it confirms that what was said still holds.
    """
    if rows.is_empty():
        return rows
    said = [*shape.key, *shape.content, "reported", "withdrawn"]
    days = rows["reported"].unique()
    between = pl.col("reported").is_between(days.min(), days.max())  # lets Parquet's statistics pass over whole files
    known = stored.filter(between, pl.col("reported").is_in(days.implode())).select(said).collect()
    return rows.join(known, on=said, how="anti", nulls_equal=True, maintain_order="left") if len(known) else rows


def new_in_snapshot(rows: pl.DataFrame, stored: pl.LazyFrame, shape: Shape) -> pl.DataFrame:
    """Return the rows that say something else of their key than what was known of it when they were reported.

    So a snapshot that changes nothing adds nothing, and an event that comes again is the same event.
    """
    key, said = list(shape.key), [*shape.content, "withdrawn"]
    columns = [*key, *said, "reported", "sequence"]
    known = stored.join(rows.lazy().select(key).unique(), on=key, how="semi", nulls_equal=True).select(columns)
    last = known.select(pl.col("sequence").max()).collect().item() or 0
    mine = rows.with_columns(sequence=pl.lit(last + 1, dtype=pl.Int64)).with_row_index("place")
    every = pl.concat([known.collect(), mine.select(*columns, "place")], how="diagonal_relaxed")
    in_order = every.sort(*key, "reported", "sequence", nulls_last=True)
    same_key = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in key)
    same_words = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in said)
    first = pl.int_range(pl.len()) == 0
    changed = in_order.filter(pl.col("place").is_not_null() & (first | ~(same_key & same_words)))
    return mine.join(changed.select("place"), on="place", how="semi", maintain_order="left").drop("place", "sequence")


def taken_back(
    present: pl.DataFrame, known: pl.DataFrame, senders_sequences: list[int], shape: Shape, reported: date
) -> pl.DataFrame:
    """Return rows that take back the keys of a sender which its snapshot leaves out.

    Args:
        present: the keys of the snapshot, those of rows that were set aside included: they are not missing.
        known: the rows of the register as known at the day of the snapshot.
        senders_sequences: the deliveries of the sender. A key whose present row another sender gave is not theirs.
        shape: the table.
        reported: the day of the snapshot.
    """
    key = list(shape.key)
    theirs = known.filter(pl.col("sequence").is_in(senders_sequences))
    missing = theirs.select(key).join(present, on=key, how="anti", nulls_equal=True)
    nothing = [pl.lit(None, dtype=shape.schema[name]).alias(name) for name in shape.content]
    return missing.select(*key, *nothing, pl.lit(reported).alias("reported"), pl.lit(value=True).alias("withdrawn"))
