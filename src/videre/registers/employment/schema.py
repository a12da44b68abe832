"""The register of employment: a month's work for an employer, as columns."""

from videre.domain.work import EmploymentKind
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
    name="employment",
    title=say("Beskæftigelse", "Employment"),
    row_is=say("En måneds arbejde hos en arbejdsgiver", "A month's work for an employer"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.MONTHLY,
    source="eIndkomst (Skatteforvaltningen)",
    legal_basis="Lov om kommunal indsats for unge under 25 år § 15 d; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column("month", ValueType.MONTH, say("Måned", "Month"), required=True, is_key=True, has_happened=True),
        Column(
            "hours", ValueType.DECIMAL, say("Løntimer", "Hours of paid work"), required=True, minimum=0, unit="timer"
        ),
        Column(
            "kind",
            ValueType.CODE,
            say("Ordinært eller med støtte", "Ordinary or subsidised"),
            required=True,
            is_key=True,
            codes=code_list(EmploymentKind),
        ),
        Column(
            "employer", ValueType.COMPANY, say("Arbejdsgiverens CVR-nummer", "CVR number of the employer"), is_key=True
        ),
    ),
)
