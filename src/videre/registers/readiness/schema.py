"""The register of readiness: an assessment of readiness for education (up to school year 2023/24), as columns."""

from videre.registers.schema import CORRECTED_BY_KEY, Column, Delivery, Privacy, Register, Rhythm, ValueType, say

READY = ("ready", "not_ready")  # "not ready" became "ready for other activities" on 1 October 2022: same code

REGISTER = Register(
    name="readiness",
    title=say("Uddannelsesparathed", "Readiness"),
    row_is=say(
        "En vurdering af uddannelsesparathed (til og med skoleåret 2023/24)",
        "An assessment of readiness for education (up to school year 2023/24)",
    ),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.YEARLY,
    source="Skoler og ungevejledning",
    legal_basis="Vejledningsloven, til og med skoleåret 2023/24; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column("assessed", ValueType.DATE, say("Vurderet", "Assessed"), required=True, is_key=True, has_happened=True),
        Column(
            "programme_group",
            ValueType.CODE,
            say("Uddannelsesretning", "Group of programmes"),
            required=True,
            is_key=True,
            codes=("vocational", "gymnasial", "three_year_gymnasial", "hf"),
        ),
        Column("personal", ValueType.CODE, say("Personlige forudsætninger", "Personal conditions"), codes=READY),
        Column("social", ValueType.CODE, say("Sociale forudsætninger", "Social conditions"), codes=READY),
        Column("academic", ValueType.CODE, say("Faglige forudsætninger", "Academic conditions"), codes=READY),
        Column("practical", ValueType.CODE, say("Praksisfaglige forudsætninger", "Practical conditions"), codes=READY),
        Column("result", ValueType.CODE, say("Samlet vurdering", "Result"), required=True, codes=READY),
    ),
)
