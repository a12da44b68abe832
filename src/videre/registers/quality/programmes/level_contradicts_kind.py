"""A programme whose level is another than its kind of education has."""

import polars as pl

from videre.domain.education import EducationKind
from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the level differs from the one that definitions/programmes/kinds.yaml gives for the kind."""
    kinds = known.definitions.programme_kinds()
    level_of = {kind.name.lower(): kinds.get(kind).level for kind in EducationKind}
    return pl.col("level") != pl.col("kind").replace_strict(level_of, default=None, return_dtype=pl.String)


RULE = RowRule(
    code="level_contradicts_kind",
    severity=Severity.WRONG,
    explanation=say(
        "Niveauet i “{column}” er et andet end det, uddannelsens art har, så den tæller forkert et af stederne. "
        "Ret niveauet eller arten.",
        "The level in “{column}” is another than the programme's kind has, so it counts wrongly in one place. "
        "Mend the level or the kind.",
    ),
    fields={"programmes": ("kind", "level")},
    check=check,
)
