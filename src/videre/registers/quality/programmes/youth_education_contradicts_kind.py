"""A programme that says of itself to be a youth education, and is of a kind that is none, or the other way about."""

import polars as pl

from videre.domain.education import EducationKind
from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the register disagrees with definitions/programmes/kinds.yaml, which figures go by."""
    kinds = known.definitions.programme_kinds()
    ever = {kind.name.lower(): kinds.get(kind).counts_as_youth_education != "never" for kind in EducationKind}
    by_kind = pl.col("kind").replace_strict(ever, default=None, return_dtype=pl.Boolean)
    return pl.col("counts_as_youth_education") != by_kind


RULE = RowRule(
    code="youth_education_contradicts_kind",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "“{column}” siger noget andet om, hvorvidt det er en ungdomsuddannelse, end uddannelsens art gør. Tallene "
        "går efter arten. Ret feltet eller arten.",
        "“{column}” says something else on whether this is a youth education than the kind of the programme does. "
        "Figures go by the kind. Mend the field or the kind.",
    ),
    fields={"programmes": ("kind", "counts_as_youth_education")},
    check=check,
)
