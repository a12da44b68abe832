"""How long what is known of a young person is kept, by which law, from when, and what then happens. Data, not code.

The data-protection officer owns `definitions/retention/rules.yaml`; the nightly work, the dry run, the manual and the
record of processing all read it.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from videre.definitions.access import Holding
from videre.definitions.files import Strict, Text

Table = Annotated[str, Field(pattern=r"^[a-z]+\.[A-Z][A-Za-z]+$")]


class StandsIn(StrEnum):
    """Where a period stands that is not a number of years after an event of the row itself."""

    HOLDING = "holding"
    SECTIONS = "sections"
    RECORD = "record"
    KEEP_LOG_MONTHS = "keep_log_months"
    KEEP_FILES_MONTHS = "keep_files_months"
    SESSIONS = "sessions"


class RetentionRule(Strict):
    """How long one kind of record is kept.

    tables: which. law: by what. is_verified: False where it could not be read at the source, and a lawyer must look.
    years: after the event; None where the period stands elsewhere (`stands_in`).
    event: fields of the table; the first that is not empty says when the period begins. or_when_the_basis_ends: where
        all are empty, it begins as the basis of the casework with the person ends; else such a row is not due.
    counts_from: the same in words.
    archived: those of the tables whose rows go to the archive first: without its receipt they are not erased.
    not_archived: what of it is not, and why.
    goes_with_the_person: whether it goes with the identity at the latest, and does not keep it.
    """

    title: Text
    tables: tuple[Table, ...]
    law: str
    is_verified: bool = True
    years: Annotated[int, Field(gt=0, le=30)] | None = None
    stands_in: StandsIn | None = None
    event: tuple[str, ...] = ()
    or_when_the_basis_ends: bool = False
    counts_from: Text
    archived: tuple[Table, ...] = ()
    not_archived: Text | None = None
    goes_with_the_person: bool = False

    @model_validator(mode="after")
    def says_how_long(self) -> "RetentionRule":
        """Refuse a rule without one period, or that archives nothing and does not say why."""
        if (self.years is None) == (self.stands_in is None):
            raise ValueError("say years, or where the period stands")
        if self.years is not None and not self.event:
            raise ValueError("say which field holds the event")
        if not set(self.archived) <= set(self.tables):
            raise ValueError("archive tables of the rule only")
        if not self.archived and self.not_archived is None:
            raise ValueError("say why it is not archived")
        return self


class Retention(Strict):
    """All rules. basis_ends: when the basis of the casework with a person ends. never_archived: said to the archive."""

    owner: Text
    basis_ends: Text
    never_archived: tuple[Text, ...]
    rules: dict[str, RetentionRule]

    @model_validator(mode="after")
    def no_table_has_two(self) -> "Retention":
        """Refuse a table that stands in two rules."""
        tables = [table for rule in self.rules.values() for table in rule.tables]
        twice = sorted({table for table in tables if tables.count(table) > 1})
        if twice:
            raise ValueError(f"in two rules: {twice}")
        return self

    def find_rule(self, table: str) -> RetentionRule | None:
        """Return the rule of a table, or None."""
        return next((rule for rule in self.rules.values() if table in rule.tables), None)


def period_of(rule: RetentionRule, holding: Holding) -> Text:
    """Return how long a kind of record is kept, as a sentence: the one source of every page that says it."""
    start = rule.counts_from
    if rule.years is not None:
        return Text(da=f"{rule.years} år efter at {start.da}.", en=f"{rule.years} years after {start.en}.")
    age, months = holding.persons_below_age, holding.months_after_leaving
    said = {
        StandsIn.HOLDING: Text(
            da=f"Til det {age}. år, eller {months} måneder efter fraflytning ({start.da}).",
            en=f"Until the {age}th birthday, or {months} months after moving out ({start.en}).",
        ),
        StandsIn.SECTIONS: Text(da=f"Efter afsnit: {start.da}.", en=f"By section: {start.en}."),
        StandsIn.RECORD: Text(da=f"{start.da.capitalize()}.", en=f"{start.en.capitalize()}."),
        StandsIn.SESSIONS: Text(da=f"Til {start.da}.", en=f"Until {start.en}."),
        StandsIn.KEEP_LOG_MONTHS: Text(
            da=f"Indstillingen keep_log_months efter at {start.da}.",
            en=f"The setting keep_log_months after {start.en}.",
        ),
        StandsIn.KEEP_FILES_MONTHS: Text(
            da=f"Indstillingen keep_files_months efter at {start.da}.",
            en=f"The setting keep_files_months after {start.en}.",
        ),
    }
    assert rule.stands_in is not None, "the model says so"
    return said[rule.stands_in]
