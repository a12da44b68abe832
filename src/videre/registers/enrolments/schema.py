"""The register of enrolments: a stay in a programme, as columns."""

from videre.domain.education import Outcome
from videre.registers.schema import (
    CORRECTED_BY_KEY,
    Column,
    Delivery,
    Privacy,
    Register,
    Rhythm,
    ValueType,
    code_list,
    say,
)

REGISTER = Register(
    name="enrolments",
    title=say("Indskrivninger", "Enrolments"),
    row_is=say("Et ophold på en uddannelse", "A stay in a programme"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.WEEKLY,
    source="Skoler og uddannelsessteder; Ungedatabasen",
    legal_basis="Lov om kommunal indsats for unge under 25 år §§ 12 c og 15 d; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    period=("start", "stop"),
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column(
            "institution",
            ValueType.IDENTIFIER,
            say("Institutionsnummer", "Number of the institution"),
            required=True,
            is_key=True,
            refers_to="institutions",
        ),
        Column(
            "programme",
            ValueType.IDENTIFIER,
            say("Uddannelseskode (UDD)", "Code of the programme (UDD)"),
            required=True,
            is_key=True,
            refers_to="programmes",
        ),
        Column("part", ValueType.TEXT, say("Uddannelsesdel", "Part of the programme")),
        Column("grade", ValueType.INTEGER, say("Klassetrin", "Grade"), codes=tuple(range(11))),
        Column("start", ValueType.DATE, say("Begyndt", "Began"), required=True, is_key=True),
        Column("stop", ValueType.DATE, say("Sluttet (dagen ikke med)", "Ended (that day not included)")),
        Column(
            "outcome", ValueType.CODE, say("Hvordan det endte", "How it ended"), required=True, codes=code_list(Outcome)
        ),
        Column("reason", ValueType.TEXT, say("Årsag til afbrud", "Reason for breaking off")),
    ),
)
