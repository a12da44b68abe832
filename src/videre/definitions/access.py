"""Who may see what of a young person, by which law: a table of data that the data-protection officer owns.

Nothing passes that no rule lets pass. A rule is of one recipient, one range of ages and some categories; it says under
which legal basis they may be seen, and whether only while there is a valid consent.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text

NO_AGE_LIMIT = 200


class Category(StrEnum):
    """What is known of a person, cut where the law cuts."""

    IDENTITY = "identity"
    ADDRESS = "address"
    PROTECTED_ADDRESS = "protected_address"
    SCHOOL = "school"
    ABSENCE = "absence"
    EXAMS = "exams"
    READINESS = "readiness"
    APPLICATIONS = "applications"
    EDUCATION_STATUS = "education_status"
    HIGHEST_EDUCATION = "highest_education"
    EDUCATION_ORDER = "education_order"
    DROPOUT_RISK = "dropout_risk"
    STANDING = "standing"
    EMPLOYMENT = "employment"
    BENEFITS = "benefits"
    ACTIVITIES = "activities"
    EXEMPTION = "exemption"
    PLAN = "plan"
    CONTACT_PERSON = "contact_person"
    CONTACTS = "contacts"
    SOCIAL = "social"
    HEALTH = "health"
    SSP = "ssp"


class Recipient(StrEnum):
    """Who sees, as the law tells them apart: an authority, a wall inside one, an institution, or a private person."""

    GUIDANCE = "guidance"
    UNGECENTER = "ungecenter"
    SCHOOL = "school"
    DAY_CARE = "day_care"
    HEALTH_CARE = "health_care"
    SOCIAL_SERVICES = "social_services"
    JOB_CENTRE = "job_centre"
    YOUTH_EDUCATION = "youth_education"
    PRIVATE = "private"
    YOUNG_PERSON = "young_person"
    GUARDIAN = "guardian"


class CategoryText(Strict):
    """What a category is called, and what is in it."""

    title: Text
    holds: Text


class RecipientText(Strict):
    """What a recipient is called.

    is_private: no authority, so a protected name is kept from them. needs_residence: whether their part ends when the
        young person moves out of the municipality. closed_when_protected: what is kept from them, besides the address,
        of somebody whose name and address are protected, since it tells where that person is.
    """

    title: Text
    is_private: bool = False
    needs_residence: bool = True
    closed_when_protected: tuple[Category, ...] = ()


class Basis(Strict):
    """A legal basis.

    title: in a word or two. text: what it allows, in our own words. citation: where it stands. source: its address.
    is_verified: False where the paragraph or its limits could not be read at the source, and a lawyer must look.
    circle: the only recipients to whom something may be disclosed by it; empty: any that a rule names.
    below_age: nothing is disclosed by it from that age on.
    most_meetings: by how many meetings in one matter. most_days: how long a disclosure by it stays open at most.
    by_record: whether it opens anything only through a record of disclosure.
    """

    title: Text
    text: Text
    citation: str
    source: str = ""
    is_verified: bool = True
    circle: tuple[Recipient, ...] = ()
    below_age: int = NO_AGE_LIMIT
    most_meetings: int | None = None
    most_days: int | None = None
    by_record: bool = False


class Rule(Strict):
    """What one recipient may see of a person from one birthday up to, not including, another."""

    recipient: Recipient
    from_age: int = 0
    below_age: int = NO_AGE_LIMIT
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    basis: str
    needs_consent: bool = False


class Law(Strict):
    """The whole table.

    owner: who decides over it. consent_version: the version of what is consented to; a consent to another version
        counts for nothing, and is asked for again.
    emergency: what breaking the glass opens, whatever else is denied; never a protected address.
    """

    owner: Text
    consent_version: int
    consent_text: Text
    categories: dict[Category, CategoryText]
    recipients: dict[Recipient, RecipientText]
    bases: dict[str, Basis]
    rules: tuple[Rule, ...]
    emergency: tuple[Category, ...]
    emergency_basis: str

    @model_validator(mode="after")
    def is_whole(self) -> "Law":
        """Refuse a table with a category or recipient without words, or a rule without a basis."""
        lacking = [*(set(Category) - set(self.categories)), *(set(Recipient) - set(self.recipients))]
        unknown = {rule.basis for rule in self.rules} | {self.emergency_basis}
        unknown -= set(self.bases)
        if lacking or unknown:
            raise ValueError(f"without words: {sorted(lacking)}; bases that are not listed: {sorted(unknown)}")
        guarded = {Category.PROTECTED_ADDRESS, Category.SSP}
        if guarded & {*self.emergency, *(category for rule in self.rules for category in rule.categories)}:
            raise ValueError(f"no rule may open {sorted(guarded)}: they are kept apart from the shared document")
        return self

    def find_rule(self, category: Category, recipient: Recipient, age_years: int, *, has_consent: bool) -> Rule | None:
        """Return the rule by which a category may be seen, one without consent first; None: it may not be seen."""
        fitting = [
            rule
            for rule in self.rules
            if rule.recipient is recipient
            and category in rule.categories
            and rule.from_age <= age_years < rule.below_age
            and (has_consent or not rule.needs_consent)
        ]
        return min(fitting, key=lambda rule: rule.needs_consent, default=None)

    def may_be_asked(self, category: Category, recipient: Recipient, age_years: int) -> bool:
        """Return whether a consent would let a category be seen that may not be seen without one."""
        return (
            self.find_rule(category, recipient, age_years, has_consent=False) is None
            and self.find_rule(category, recipient, age_years, has_consent=True) is not None
        )


class Held(Strict):
    """What casework may hold of a register.

    from_age: rows about somebody younger are not held.
    below_age: rows about somebody who has turned so old are not held, and are removed.
    months: how far back; None: all.
    """

    from_age: int = 0
    below_age: int
    months: int | None = None
    basis: str
    purpose: Text
    category: Category


class Holding(Strict):
    """What casework may hold of each register; a register that does not stand here is not held.

    months_after_leaving: how long after moving out of the municipality a person is still known.
    """

    persons_below_age: int
    months_after_leaving: int
    registers: dict[str, Held]


class InEntity(Strict):
    """From when to when a unit belongs to a legal entity: `since` included, `until` not."""

    entity: str
    since: str = ""
    until: str = ""


class Entity(Strict):
    """A legal entity: who is responsible for the data. What goes from one to another is disclosed."""

    title: Text
    kind: str


class Unit(Strict):
    """A unit in which people work with young people.

    recipient: what it is to the law. contacts_as: what the register of contacts calls it.
    """

    title: Text
    recipient: Recipient
    belongs_to: tuple[InEntity, ...]
    contacts_as: str = ""

    def entity_on(self, day: str) -> str | None:
        """Return the entity to which the unit belongs on a day (ISO), or None when it does not exist then."""
        for each in self.belongs_to:
            if each.since <= day and (not each.until or day < each.until):
                return each.entity
        return None


class Units(Strict):
    """All units and the legal entities they belong to, with dates."""

    entities: dict[str, Entity]
    units: dict[str, Unit]

    @model_validator(mode="after")
    def entities_are_listed(self) -> "Units":
        """Refuse a unit of an entity that is not listed."""
        named = {each.entity for unit in self.units.values() for each in unit.belongs_to}
        if named - set(self.entities):
            raise ValueError(f"entities that are not listed: {sorted(named - set(self.entities))}")
        return self


class Processed(Strict):
    """One table of the record of processing.

    fields: every one of the table. category: of the most telling of them. register: where the rows are a register's;
    then purpose, basis and source are what the registers and `Holding` say. How long it is kept, `retention` says.
    """

    fields: tuple[str, ...]
    category: Category
    register_name: Annotated[str, Field(alias="register")] = ""
    purpose: Text | None = None
    basis: str = ""
    source: str = ""

    @model_validator(mode="after")
    def says_why(self) -> "Processed":
        """Refuse a table that neither is a register's nor says purpose, basis and source."""
        if not self.register_name and not (self.purpose and self.basis and self.source):
            raise ValueError("say purpose, basis and source, or which register it is")
        return self


class ProcessingRecord(Strict):
    """The record of processing of casework (regulation article 30)."""

    controller: Text
    security: Text
    tables: dict[str, Processed]
    not_about_persons: dict[str, str]
