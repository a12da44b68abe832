"""The register of absence: a pupil's month, as columns."""

from videre.registers.schema import CORRECTED_BY_KEY, Column, Delivery, Privacy, Register, Rhythm, ValueType, say

REGISTER = Register(
    name="absence",
    title=say("Fravær", "Absence"),
    row_is=say("En elevs måned", "A pupil's month"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.MONTHLY,
    source="Skolernes fraværsprotokol",
    legal_basis="Folkeskoleloven (paragraffen ikke efterset); databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column(
            "institution",
            ValueType.IDENTIFIER,
            say("Institutionsnummer", "Number of the institution"),
            required=True,
            is_key=True,
            refers_to="institutions",
        ),
        Column("month", ValueType.MONTH, say("Måned", "Month"), required=True, is_key=True, has_happened=True),
        Column(
            "days_possible", ValueType.INTEGER, say("Skoledage", "School days"), required=True, minimum=0, unit="dage"
        ),
        Column(
            "days_ill", ValueType.DECIMAL, say("Sygdom", "Illness"), minimum=0, unit="dage", privacy=Privacy.SENSITIVE
        ),
        Column(
            "days_permitted",
            ValueType.DECIMAL,
            say("Med skolens tilladelse", "With the school's leave"),
            minimum=0,
            unit="dage",
        ),
        Column("days_unpermitted", ValueType.DECIMAL, say("Ulovligt", "Without leave"), minimum=0, unit="dage"),
    ),
)
