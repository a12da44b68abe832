"""The register of residence: a stay in a municipality, as columns."""

from videre.registers.schema import CORRECTED_BY_KEY, Column, Delivery, Privacy, Register, Rhythm, ValueType, say

REGISTER = Register(
    name="residence",
    title=say("Bopæl", "Residence"),
    row_is=say("Et ophold i en kommune", "A stay in a municipality"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.DAILY,
    source="CPR (Det Centrale Personregister)",
    legal_basis="CPR-loven; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    period=("start", "stop"),
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column("municipality", ValueType.IDENTIFIER, say("Kommunenummer", "Number of the municipality"), required=True),
        Column("start", ValueType.DATE, say("Fra", "From"), required=True, is_key=True),
        Column("stop", ValueType.DATE, say("Til (dagen ikke med)", "To (that day not included)")),
    ),
)
