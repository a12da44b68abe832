"""The register of programmes: a programme of education, as columns."""

from videre.domain.education import EducationKind
from videre.registers.schema import (
    CORRECTED_BY_SNAPSHOT,
    Column,
    Delivery,
    Privacy,
    Register,
    Rhythm,
    ValueType,
    code_list,
    say,
)

# HFUDD's main groups of DISCED-15, in force since 28 February 2015 (docs/reference/definitions.md, "Education").
DISCED_LEVELS = ("H10", "H15", "H20", "H29", "H30", "H35", "H40", "H50", "H60", "H70", "H80", "H90")

REGISTER = Register(
    name="programmes",
    title=say("Uddannelser", "Programmes"),
    row_is=say("En uddannelse", "A programme of education"),
    delivery=Delivery.SNAPSHOT,
    correction=CORRECTED_BY_SNAPSHOT,
    rhythm=Rhythm.YEARLY,
    source="Danmarks Statistik, uddannelsesklassifikationen (UDD)",
    legal_basis="Offentlig klassifikation, ikke om personer",
    privacy=Privacy.NONE,
    period=("valid_from", "valid_to"),
    columns=(
        Column(
            "programme",
            ValueType.IDENTIFIER,
            say("Uddannelseskode (UDD)", "Code of the programme (UDD)"),
            required=True,
            is_key=True,
        ),
        Column("name", ValueType.TEXT, say("Navn", "Name"), required=True),
        Column(
            "kind",
            ValueType.CODE,
            say("Uddannelsens art", "Kind of education"),
            required=True,
            codes=code_list(EducationKind),
        ),
        Column("level", ValueType.CODE, say("Niveau (DISCED-15)", "Level (DISCED-15)"), codes=DISCED_LEVELS),
        Column(
            "counts_as_youth_education",
            ValueType.BOOLEAN,
            say("Tæller som ungdomsuddannelse", "Counts as a youth education"),
        ),
        Column("valid_from", ValueType.DATE, say("Gyldig fra", "Valid from")),
        Column("valid_to", ValueType.DATE, say("Gyldig til (dagen ikke med)", "Valid to (that day not included)")),
        Column("replaced_by", ValueType.IDENTIFIER, say("Afløst af", "Replaced by")),
    ),
)
