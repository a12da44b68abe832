"""The register of activities and exemptions: a municipal activity by plan, or an exemption, as columns."""

from videre.domain.education import ActivityKind
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
    name="activities",
    title=say("Aktiviteter og fritagelser", "Activities and exemptions"),
    row_is=say(
        "En kommunal aktivitet efter plan, eller en fritagelse", "A municipal activity by plan, or an exemption"
    ),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.WEEKLY,
    source="Den kommunale ungeindsats",
    legal_basis="Lov om kommunal indsats for unge under 25 år § 2 a; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    period=("start", "stop"),
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column(
            "activity",
            ValueType.CODE,
            say("Aktivitet", "Activity"),
            required=True,
            is_key=True,
            codes=code_list(ActivityKind),
            privacy=Privacy.SENSITIVE,
        ),
        Column("start", ValueType.DATE, say("Fra", "From"), required=True, is_key=True),
        Column("stop", ValueType.DATE, say("Til (dagen ikke med)", "To (that day not included)")),
        Column("ascertained", ValueType.DATE, say("Konstateret", "Ascertained"), has_happened=True),
        Column("review", ValueType.DATE, say("Skal bekræftes senest", "To be confirmed by")),
    ),
)
