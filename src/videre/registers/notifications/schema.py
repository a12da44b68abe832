"""The register of notifications: an event that an institution reports, as columns."""

from videre.domain.education import Event
from videre.registers.schema import EVENT_STANDS, Column, Delivery, Privacy, Register, Rhythm, ValueType, code_list, say

REGISTER = Register(
    name="notifications",
    title=say("Underretninger", "Notifications"),
    row_is=say("En hændelse, som en institution melder", "An event that an institution reports"),
    delivery=Delivery.EVENT,
    correction=EVENT_STANDS,
    rhythm=Rhythm.DAILY,
    source="Ungedatabasen (Styrelsen for It og Læring)",
    legal_basis="Lov om kommunal indsats for unge under 25 år § 12 c; databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    columns=(
        Column(
            "event_id", ValueType.OPAQUE, say("Hændelsens nummer", "Number of the event"), required=True, is_key=True
        ),
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True),
        Column("event", ValueType.CODE, say("Hændelse", "Event"), required=True, codes=code_list(Event)),
        Column("date", ValueType.DATE, say("Dato", "Date"), required=True),
        Column(
            "institution",
            ValueType.IDENTIFIER,
            say("Institutionsnummer", "Number of the institution"),
            required=True,
            refers_to="institutions",
        ),
        Column(
            "programme",
            ValueType.IDENTIFIER,
            say("Uddannelseskode (UDD)", "Code of the programme (UDD)"),
            refers_to="programmes",
        ),
        Column("reason", ValueType.TEXT, say("Årsag", "Reason")),
    ),
)
