"""The register of benefits: a period on a benefit, as columns."""

from videre.domain.work import BenefitKind
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
    name="benefits",
    title=say("Ydelser", "Benefits"),
    row_is=say("En periode på en ydelse", "A period on a benefit"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.WEEKLY,
    source="Jobcentrets og ydelseskontorets fagsystem",
    legal_basis="Aktivloven; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    period=("start", "stop"),
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column(
            "benefit",
            ValueType.CODE,
            say("Ydelse", "Benefit"),
            required=True,
            is_key=True,
            codes=code_list(BenefitKind),
        ),
        Column("start", ValueType.DATE, say("Fra", "From"), required=True, is_key=True),
        Column("stop", ValueType.DATE, say("Til (dagen ikke med)", "To (that day not included)")),
    ),
)
