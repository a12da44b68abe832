"""The register of wellbeing: the wellbeing survey of a grade at a school, as columns."""

from videre.registers.schema import CORRECTED_BY_KEY, Column, Delivery, Privacy, Register, Rhythm, ValueType, say

REGISTER = Register(
    name="wellbeing",
    title=say("Trivsel", "Wellbeing"),
    row_is=say("Et klassetrins trivselsmåling på en skole", "The wellbeing survey of a grade at a school"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.YEARLY,
    source="Den nationale trivselsmåling (Styrelsen for It og Læring)",
    legal_basis="Offentliggjort statistik om klassetrin, aldrig om en person",
    privacy=Privacy.NONE,
    columns=(
        Column(
            "institution",
            ValueType.IDENTIFIER,
            say("Institutionsnummer", "Number of the institution"),
            required=True,
            is_key=True,
            refers_to="institutions",
        ),
        Column("school_year", ValueType.SCHOOL_YEAR, say("Skoleår", "School year"), required=True, is_key=True),
        Column(
            "grade", ValueType.INTEGER, say("Klassetrin", "Grade"), required=True, is_key=True, codes=tuple(range(11))
        ),
        Column(
            "n_answers",
            ValueType.INTEGER,
            say("Antal svar", "Number of answers"),
            required=True,
            minimum=0,
            unit="svar",
        ),
        Column(
            "score",
            ValueType.DECIMAL,
            say("Generel trivsel", "General wellbeing"),
            required=True,
            minimum=0,
            unit="1 til 5",
        ),
    ),
)
