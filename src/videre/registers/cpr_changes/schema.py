"""The register of changed cpr numbers: a person's new number, as columns."""

from videre.registers.schema import EVENT_STANDS, Column, Delivery, Privacy, Register, Rhythm, ValueType, say

REGISTER = Register(
    name="cpr_changes",
    title=say("Ændrede personnumre", "Changed CPR numbers"),
    row_is=say("En persons nye nummer", "A person's new number"),
    delivery=Delivery.EVENT,
    correction=EVENT_STANDS,
    rhythm=Rhythm.DAILY,
    source="CPR (Det Centrale Personregister)",
    legal_basis="CPR-loven; databeskyttelsesloven § 11, stk. 1 (CPR-nummer)",
    privacy=Privacy.IDENTIFYING,
    columns=(
        Column("old_cpr", ValueType.CPR, say("Gammelt personnummer", "Old CPR number"), required=True, is_key=True),
        Column("new_cpr", ValueType.CPR, say("Nyt personnummer", "New CPR number"), required=True),
        Column("date", ValueType.DATE, say("Fra", "From"), required=True, has_happened=True),
    ),
)
