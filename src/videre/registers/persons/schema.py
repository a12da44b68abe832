"""The register of persons: a person, as columns."""

from videre.domain.people import Origin, ParentsEducation
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
    name="persons",
    title=say("Personer", "Persons"),
    row_is=say("En person", "A person"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.DAILY,
    source="CPR (Det Centrale Personregister)",
    legal_basis="CPR-loven; databeskyttelsesloven § 11, stk. 1 (CPR-nummer) og § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column(
            "given_name", ValueType.TEXT, say("Fornavne", "Given names"), is_kept=False, privacy=Privacy.IDENTIFYING
        ),
        Column(
            "family_name", ValueType.TEXT, say("Efternavn", "Family name"), is_kept=False, privacy=Privacy.IDENTIFYING
        ),
        Column("address", ValueType.TEXT, say("Adresse", "Address"), is_kept=False, privacy=Privacy.IDENTIFYING),
        Column(
            "postal_code",
            ValueType.IDENTIFIER,
            say("Postnummer", "Postal code"),
            is_kept=False,
            privacy=Privacy.IDENTIFYING,
        ),
        Column("birth_date", ValueType.DATE, say("Fødselsdag", "Date of birth"), required=True, has_happened=True),
        Column("sex", ValueType.CODE, say("Køn", "Sex"), required=True, codes=("M", "K")),
        Column(
            "origin",
            ValueType.CODE,
            say("Herkomst", "Origin"),
            codes=code_list(Origin),
            source="Danmarks Statistik",
            privacy=Privacy.SENSITIVE,
        ),
        Column(
            "parents_education",
            ValueType.CODE,
            say("Forældres længste uddannelse", "Longest education of either parent"),
            codes=code_list(ParentsEducation),
            source="Danmarks Statistik",
        ),
        Column(
            "guardians",
            ValueType.CPR_LIST,
            say("Forældremyndighedens indehavere", "Holders of custody"),
            is_kept=False,
            privacy=Privacy.IDENTIFYING,
        ),
        Column(
            "protected_until",
            ValueType.DATE,
            say(
                "Navn og adresse beskyttet til (dagen ikke med)",
                "Name and address protected to (that day not included)",
            ),
            is_kept=False,
            legal_basis="CPR-loven § 28",
        ),
    ),
)
