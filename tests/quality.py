"""Asking one rule of a few rows: a test states only what it is about. Days are ISO text; person 1 is born in 1999."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.registers.quality.asking import ask
from videre.registers.quality.catalogue import get_rule
from videre.registers.quality.known import OLD_SINCE, POSITION, Known, is_in_parts
from videre.store.shapes import SHAPES

ALBERTSLUND, GLOSTRUP = 165, 161
TODAY = date(2016, 2, 1)
SCHOOL, OTHER_SCHOOL, COLLEGE, OTHER_COLLEGE = 101001, 101002, 280051, 280052
PRIMARY, STX, GF1, MAIN, PRODUCTION = 900, 920, 930, 950, 960

Row = Mapping[str, object]

INSTITUTIONS: list[Row] = [
    {"institution": number, "name": f"Sted {number}", "municipality": ALBERTSLUND}
    for number in (SCHOOL, OTHER_SCHOOL, COLLEGE, OTHER_COLLEGE)
]
PROGRAMMES: list[Row] = [
    {"programme": PRIMARY, "kind": "primary_school"},
    {"programme": STX, "kind": "stx"},
    {"programme": GF1, "kind": "eud_gf1"},
    {"programme": MAIN, "kind": "eud_main"},
    {"programme": PRODUCTION, "kind": "produktionsskole"},
]
EVERYWHERE: dict[str, Row] = {  # what a row says when a test says nothing else
    "persons": {"person": 1, "birth_date": "1999-03-14", "sex": "K"},
    "residence": {"person": 1, "municipality": ALBERTSLUND, "start": "1999-03-14"},
    "institutions": {"kind": "public"},
    "enrolments": {
        "person": 1,
        "institution": COLLEGE,
        "programme": STX,
        "start": "2015-08-10",
        "outcome": "ongoing",
    },
    "exams": {
        "person": 1,
        "school_year": 2014,
        "grade": 9,
        "discipline": "danish_oral",
        "mark": 7,
        "status": "taken",
    },
    "absence": {"person": 1, "institution": SCHOOL, "month": "2015-03-01", "days_possible": 20},
    "wellbeing": {"institution": SCHOOL, "school_year": 2014, "grade": 9, "n_answers": 20, "score": 3.8},
    "readiness": {"person": 1, "assessed": "2015-01-10", "programme_group": "gymnasial", "result": "ready"},
    "benefits": {"person": 1, "benefit": "kontanthjaelp", "start": "2013-01-01"},
    "employment": {"person": 1, "month": "2015-03-01", "hours": 80.0, "kind": "ordinary"},
    "applications": {"person": 1, "applied": "2015-03-01", "priority": 1, "programme": STX, "outcome": "admitted"},
    "contacts": {"person": 1, "unit": "uu", "role": "counsellor", "start": "2015-01-01"},
    "official_figures": {"indicator": "at_least_one", "cohort": "2012", "published": 2014, "value": 0.9},
    "activities": {"person": 1, "activity": "exemption", "start": "2015-08-01"},
    "notifications": {
        "person": 1,
        "event": "interrupted",
        "date": "2015-03-01",
        "institution": COLLEGE,
        "programme": STX,
    },
    "cpr_changes": {"old_person": 8, "new_person": 1, "date": "2015-01-01"},
}


def found(code: str, day: date = TODAY, **registers: Sequence[Row]) -> list[tuple[str, object]]:
    """Return what one rule finds: (register, number of the row in the order given), or (register, place)."""
    rows = ask([get_rule(code)], [known(day, **registers)]).sort("register", POSITION, "place")
    return [
        (register, place if position is None else position)
        for register, position, place in rows.select("register", POSITION, "place").iter_rows()
    ]


def known(day: date = TODAY, **registers: Sequence[Row]) -> Known:
    """Return what is known when the registers say these rows, and for everybody in them the usual of the others."""
    given = {"institutions": INSTITUTIONS, "programmes": PROGRAMMES, **registers}
    people = sorted({int(str(row.get("person", 1))) for rows in registers.values() for row in rows})
    for register in ("persons", "residence"):
        given.setdefault(register, [{"person": person} for person in people])
    frames = {register: frame(register, given.get(register, ())) for register in SHAPES}
    since = {register: rows["reported"].min() for register, rows in frames.items() if len(rows)}
    return Known(day, ALBERTSLUND, Definitions(), since, frames.__getitem__)  # type: ignore[arg-type]


def frame(register: str, rows: Sequence[Row]) -> pl.DataFrame:
    """Return rows as the store has them."""
    schema = SHAPES[register].schema
    usual = {"reported": "2015-09-01", "sequence": 1, "withdrawn": False, **EVERYWHERE.get(register, {})}
    typed = [{name: as_kept({**usual, **row}.get(name), schema[name]) for name in schema} for row in rows]
    frame = pl.DataFrame(typed, schema=schema).with_row_index(POSITION).with_columns(pl.col(POSITION).cast(pl.Int64))
    if not is_in_parts(register):
        return frame
    since = [row.get(OLD_SINCE) for row in rows]
    return frame.with_columns(pl.Series(OLD_SINCE, since, dtype=pl.String).str.to_date())


def as_kept(value: object, dtype: pl.DataType) -> object:
    """Return a value as the store keeps it: days as dates."""
    return date.fromisoformat(value) if isinstance(value, str) and dtype == pl.Date else value
