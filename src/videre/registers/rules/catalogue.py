"""All rules, in the order in which they are asked and listed."""

from videre.registers.absence.checks import RULES as ABSENCE
from videre.registers.cpr_changes.checks import RULES as CPR_CHANGES
from videre.registers.employment.checks import RULES as EMPLOYMENT
from videre.registers.exams.checks import RULES as EXAMS
from videre.registers.persons.checks import RULES as PERSONS
from videre.registers.rules.contradiction import RULE as CONTRADICTION
from videre.registers.rules.cpr_in_text import RULE as CPR_IN_TEXT
from videre.registers.rules.duplicate_row import RULE as DUPLICATE_ROW
from videre.registers.rules.erased_person import RULE as ERASED_PERSON
from videre.registers.rules.impossible_date import RULE as IMPOSSIBLE_DATE
from videre.registers.rules.invalid_cpr import RULE as INVALID_CPR
from videre.registers.rules.missing_value import RULE as MISSING_VALUE
from videre.registers.rules.not_a_number import RULE as NOT_A_NUMBER
from videre.registers.rules.reported_before_it_happened import RULE as REPORTED_BEFORE_IT_HAPPENED
from videre.registers.rules.reported_in_future import RULE as REPORTED_IN_FUTURE
from videre.registers.rules.rule import Rule
from videre.registers.rules.stop_before_start import RULE as STOP_BEFORE_START
from videre.registers.rules.too_many_values import RULE as TOO_MANY_VALUES
from videre.registers.rules.too_small import RULE as TOO_SMALL
from videre.registers.rules.unknown_code import RULE as UNKNOWN_CODE
from videre.registers.rules.unknown_record import RULE as UNKNOWN_RECORD
from videre.registers.rules.unknown_reference import RULE as UNKNOWN_REFERENCE

RULES: tuple[Rule, ...] = (
    UNKNOWN_RECORD,
    TOO_MANY_VALUES,
    MISSING_VALUE,
    INVALID_CPR,
    ERASED_PERSON,
    IMPOSSIBLE_DATE,
    NOT_A_NUMBER,
    UNKNOWN_CODE,
    TOO_SMALL,
    STOP_BEFORE_START,
    REPORTED_IN_FUTURE,
    REPORTED_BEFORE_IT_HAPPENED,
    UNKNOWN_REFERENCE,
    CPR_IN_TEXT,
    CONTRADICTION,
    DUPLICATE_ROW,
)

OWN_RULES: dict[str, tuple[Rule, ...]] = {
    "absence": ABSENCE,
    "cpr_changes": CPR_CHANGES,
    "employment": EMPLOYMENT,
    "exams": EXAMS,
    "persons": PERSONS,
}


def rules_of(register: str) -> tuple[Rule, ...]:
    """Return the rules that are asked of a register: those for all, then its own."""
    return RULES + OWN_RULES.get(register, ())
