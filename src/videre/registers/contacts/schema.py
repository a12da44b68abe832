"""The register of contacts: a professional's or unit's work with a young person, as columns."""

from videre.registers.schema import CORRECTED_BY_KEY, Column, Delivery, Privacy, Register, Rhythm, ValueType, say

REGISTER = Register(
    name="contacts",
    title=say("Kontakter", "Contacts"),
    row_is=say("En fagpersons eller enheds arbejde med en ung", "A professional's or unit's work with a young person"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.WEEKLY,
    source="Kommunens enheder",
    legal_basis="Lov om kommunal indsats for unge under 25 år; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    period=("start", "stop"),
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column("unit", ValueType.TEXT, say("Enhed", "Unit"), required=True, is_key=True),
        Column("role", ValueType.TEXT, say("Rolle", "Role"), required=True, is_key=True),
        Column("start", ValueType.DATE, say("Fra", "From"), required=True, is_key=True),
        Column("stop", ValueType.DATE, say("Til (dagen ikke med)", "To (that day not included)")),
    ),
)
