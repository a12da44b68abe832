"""The register of institutions: a school or provider, as columns."""

from videre.registers.schema import CORRECTED_BY_SNAPSHOT, Column, Delivery, Privacy, Register, Rhythm, ValueType, say

REGISTER = Register(
    name="institutions",
    title=say("Institutioner", "Institutions"),
    row_is=say("En skole eller et uddannelsessted", "A school or provider"),
    delivery=Delivery.SNAPSHOT,
    correction=CORRECTED_BY_SNAPSHOT,
    rhythm=Rhythm.MONTHLY,
    source="Institutionsregistret (Styrelsen for It og Læring)",
    legal_basis="Offentligt register om institutioner, ikke om personer",
    privacy=Privacy.NONE,
    period=("valid_from", "valid_to"),
    columns=(
        Column(
            "institution",
            ValueType.IDENTIFIER,
            say("Institutionsnummer", "Number of the institution"),
            required=True,
            is_key=True,
        ),
        Column("name", ValueType.TEXT, say("Navn", "Name"), required=True),
        Column("kind", ValueType.TEXT, say("Art", "Kind")),
        Column("municipality", ValueType.IDENTIFIER, say("Kommunen, den ligger i", "Municipality where it lies")),
        Column("parent", ValueType.IDENTIFIER, say("Hovedinstitution", "Institution that it is part of")),
        Column("valid_from", ValueType.DATE, say("Gyldig fra", "Valid from")),
        Column("valid_to", ValueType.DATE, say("Gyldig til (dagen ikke med)", "Valid to (that day not included)")),
    ),
)
