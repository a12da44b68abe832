"""The columns of each table of the store, fixed in code: what is on disk stays readable when a register's schema grows.

A table that nobody has delivered to reads as empty with these columns. A change here is a change of the home's form
(`videre.home.home.HOME_FORM`) and needs a named upgrade. A test compares the registers' schemas with these shapes.
"""

from enum import StrEnum
from typing import NamedTuple

import polars as pl


class Kind(StrEnum):
    """What a column is kept as, by DuckDB's name for it. Pseudonyms and sequences are LONG."""

    LONG = "BIGINT"
    TEXT = "VARCHAR"
    DATE = "DATE"
    NUMBER = "INTEGER"
    DECIMAL = "DOUBLE"
    FLAG = "BOOLEAN"


DTYPES: dict[Kind, pl.DataType] = {
    Kind.LONG: pl.Int64(),
    Kind.TEXT: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.NUMBER: pl.Int32(),
    Kind.DECIMAL: pl.Float64(),
    Kind.FLAG: pl.Boolean(),
}


class Shape(NamedTuple):
    """The columns of one table, its natural key first."""

    key: dict[str, Kind]
    content: dict[str, Kind]

    @property
    def columns(self) -> dict[str, Kind]:
        """Every column in the order of the table: key, content, then how and when it was said."""
        return {**self.key, **self.content, **SAID}

    @property
    def schema(self) -> pl.Schema:
        """The same, as polars writes it."""
        return pl.Schema({name: DTYPES[kind] for name, kind in self.columns.items()})


SAID = {"reported": Kind.DATE, "sequence": Kind.LONG, "withdrawn": Kind.FLAG}

PERSON = {"person": Kind.LONG}
START_STOP = {"start": Kind.DATE, "stop": Kind.DATE}
VALID = {"valid_from": Kind.DATE, "valid_to": Kind.DATE}
PLACE = {"institution": Kind.NUMBER}
COURSE = {"institution": Kind.NUMBER, "programme": Kind.NUMBER}

SHAPES: dict[str, Shape] = {
    "persons": Shape(
        PERSON,
        {"birth_date": Kind.DATE, "sex": Kind.TEXT, "origin": Kind.TEXT, "parents_education": Kind.TEXT},
    ),
    "residence": Shape(PERSON | {"start": Kind.DATE}, {"municipality": Kind.NUMBER, "stop": Kind.DATE}),
    "institutions": Shape(
        PLACE,
        {"name": Kind.TEXT, "kind": Kind.TEXT, "municipality": Kind.NUMBER, "parent": Kind.NUMBER} | VALID,
    ),
    "programmes": Shape(
        {"programme": Kind.NUMBER},
        {"name": Kind.TEXT, "kind": Kind.TEXT, "level": Kind.TEXT, "counts_as_youth_education": Kind.FLAG}
        | VALID
        | {"replaced_by": Kind.NUMBER},
    ),
    "enrolments": Shape(
        PERSON | COURSE | {"start": Kind.DATE},
        {"part": Kind.TEXT, "grade": Kind.NUMBER, "stop": Kind.DATE, "outcome": Kind.TEXT, "reason": Kind.TEXT},
    ),
    "exams": Shape(
        PERSON | {"school_year": Kind.NUMBER, "grade": Kind.NUMBER, "discipline": Kind.TEXT},
        {"subject": Kind.TEXT, "mark": Kind.NUMBER, "status": Kind.TEXT},
    ),
    "absence": Shape(
        PERSON | PLACE | {"month": Kind.DATE},
        {
            "days_possible": Kind.NUMBER,
            "days_ill": Kind.DECIMAL,
            "days_permitted": Kind.DECIMAL,
            "days_unpermitted": Kind.DECIMAL,
        },
    ),
    "wellbeing": Shape(
        PLACE | {"school_year": Kind.NUMBER, "grade": Kind.NUMBER},
        {"n_answers": Kind.NUMBER, "score": Kind.DECIMAL},
    ),
    "readiness": Shape(
        PERSON | {"assessed": Kind.DATE, "programme_group": Kind.TEXT},
        dict.fromkeys(("personal", "social", "academic", "practical", "result"), Kind.TEXT),
    ),
    "benefits": Shape(PERSON | {"benefit": Kind.TEXT, "start": Kind.DATE}, {"stop": Kind.DATE}),
    "employment": Shape(
        PERSON | {"month": Kind.DATE, "kind": Kind.TEXT, "employer": Kind.LONG},
        {"hours": Kind.DECIMAL},
    ),
    "applications": Shape(PERSON | {"applied": Kind.DATE, "priority": Kind.NUMBER}, COURSE | {"outcome": Kind.TEXT}),
    "contacts": Shape(PERSON | {"unit": Kind.TEXT, "role": Kind.TEXT, "start": Kind.DATE}, {"stop": Kind.DATE}),
    "official_figures": Shape(
        {
            "indicator": Kind.TEXT,
            "cohort": Kind.TEXT,
            "horizon": Kind.TEXT,
            "area": Kind.TEXT,
            "group": Kind.TEXT,
            "published": Kind.NUMBER,
        },
        {"value": Kind.DECIMAL, "source": Kind.TEXT},
    ),
    "activities": Shape(
        PERSON | {"activity": Kind.TEXT, "start": Kind.DATE},
        {"stop": Kind.DATE, "ascertained": Kind.DATE, "review": Kind.DATE},
    ),
    "notifications": Shape(
        {"event_id": Kind.LONG},
        PERSON | {"event": Kind.TEXT, "date": Kind.DATE} | COURSE | {"reason": Kind.TEXT},
    ),
    "cpr_changes": Shape({"old_person": Kind.LONG}, {"new_person": Kind.LONG, "date": Kind.DATE}),
}
