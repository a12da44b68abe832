"""The register of applications: a choice of education, as columns."""

from videre.domain.facts import ApplicationOutcome
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
    name="applications",
    title=say("Ansøgninger", "Applications"),
    row_is=say("Et valg af uddannelse", "A choice of education"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.YEARLY,
    source="Optagelse.dk",
    legal_basis="Lov om kommunal indsats for unge under 25 år; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column("applied", ValueType.DATE, say("Ansøgt", "Applied"), required=True, is_key=True, has_happened=True),
        Column("priority", ValueType.INTEGER, say("Prioritet", "Priority"), required=True, is_key=True, minimum=1),
        Column(
            "programme",
            ValueType.IDENTIFIER,
            say("Uddannelseskode (UDD)", "Code of the programme (UDD)"),
            required=True,
            refers_to="programmes",
        ),
        Column(
            "institution",
            ValueType.IDENTIFIER,
            say("Institutionsnummer", "Number of the institution"),
            refers_to="institutions",
        ),
        Column("outcome", ValueType.CODE, say("Udfald", "Outcome"), required=True, codes=code_list(ApplicationOutcome)),
    ),
)
