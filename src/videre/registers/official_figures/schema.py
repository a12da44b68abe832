"""The register of official figures: a published figure, as columns."""

from videre.registers.schema import CORRECTED_BY_KEY, Column, Delivery, Privacy, Register, Rhythm, ValueType, say

REGISTER = Register(
    name="official_figures",
    title=say("Officielle tal", "Official figures"),
    row_is=say("Et offentliggjort tal", "A published figure"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.YEARLY,
    source="Ministerier, styrelser og Danmarks Statistik",
    legal_basis="Offentliggjort statistik, ikke om personer",
    privacy=Privacy.NONE,
    columns=(
        Column("indicator", ValueType.TEXT, say("Indikator", "Indicator"), required=True, is_key=True),
        Column("cohort", ValueType.TEXT, say("Årgang eller periode", "Cohort or period"), required=True, is_key=True),
        Column("horizon", ValueType.TEXT, say("Horisont", "Horizon"), is_key=True),
        Column("area", ValueType.TEXT, say("Område", "Area"), required=True, is_key=True),
        Column("group", ValueType.TEXT, say("Gruppe", "Group"), is_key=True),
        Column("value", ValueType.DECIMAL, say("Værdi", "Value"), required=True),
        Column(
            "published",
            ValueType.INTEGER,
            say("Udgivelsesår", "Year of publication"),
            required=True,
            is_key=True,
            minimum=1900,
        ),
        Column("source", ValueType.TEXT, say("Kilde", "Source"), required=True),
    ),
)
