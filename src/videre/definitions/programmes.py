"""Kinds of education as data: what each is called, counts as, lasts, and was replaced by."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from videre.definitions.files import Strict, Text
from videre.domain.education import N_EDUCATION_KINDS, EducationKind
from videre.domain.standing import YouthClass
from videre.domain.way import WayRules


class Validity(Strict):
    """From the day `since` up to, not including, the day `until`; None is open."""

    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def goes_forward(self) -> Self:
        """Refuse a period that ends before it begins."""
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise ValueError("`until` must lie after `since`")
        return self

    def holds_on(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class ProgrammeKind(Strict):
    """One kind of education.

    level: Statistics Denmark's level (DISCED-15), e.g. H20; None where we have not found it.
    counts_as_youth_education: the time in which completing it completes a youth education, or never.
    is_higher_education: whether completing it is "at least one" youth education without being one.
    normal_months: how long it normally lasts.
    review_months: the longest time for which an open enrolment is believed without being confirmed.
    valid: when there is such a kind; `{}` is always.
    replaced_by: the kinds that took over when it ended.
    standing: the class that being enrolled gives (measurement point 3).
    """

    name: Text
    level: Literal["H10", "H15", "H20", "H29", "H30", "H35", "H40", "H50", "H60", "H70", "H80", "H90"] | None
    counts_as_youth_education: Literal["never"] | Validity
    is_higher_education: bool = False
    normal_months: int
    review_months: int
    valid: Validity = Validity()
    replaced_by: tuple[str, ...] = ()
    standing: Literal["PRIMARY_SCHOOL", "EDUCATION", "PREPARATORY", "UNKNOWN"]
    note: Text | None = None

    def counts_on(self, day: date) -> bool:
        """Return whether completing it on a day completes a youth education."""
        return self.counts_as_youth_education != "never" and self.counts_as_youth_education.holds_on(day)

    @model_validator(mode="after")
    def lasts(self) -> Self:
        """Refuse an enrolment that stops being believed before the course normally ends."""
        if self.review_months < self.normal_months:
            raise ValueError("review_months: shorter than normal_months")
        return self


class ProgrammeKinds(Strict):
    """All kinds of education, by the name of their EducationKind."""

    kinds: dict[str, ProgrammeKind]

    @model_validator(mode="after")
    def says_all(self) -> Self:
        """Refuse a list that leaves out a kind, or names one that there is not."""
        if set(self.kinds) != set(EducationKind.__members__):
            missing = ", ".join(sorted(set(EducationKind.__members__) - set(self.kinds))) or "none"
            unknown = ", ".join(sorted(set(self.kinds) - set(EducationKind.__members__))) or "none"
            raise ValueError(f"kinds: missing: {missing}; unknown: {unknown}")
        for name, kind in self.kinds.items():
            for successor in kind.replaced_by:
                if successor not in self.kinds:
                    raise ValueError(f"kinds.{name}.replaced_by: there is no kind {successor}")
        return self

    def get(self, kind: EducationKind) -> ProgrammeKind:
        """Return what is said about a kind."""
        return self.kinds[kind.name]

    def class_of_kind(self) -> tuple[int, ...]:
        """Return the YouthClass that each EducationKind gives, indexed by kind; UNKNOWN for a number without a kind."""
        classes = [YouthClass.UNKNOWN.value] * N_EDUCATION_KINDS
        for kind in EducationKind:
            classes[kind] = YouthClass[self.get(kind).standing].value
        return tuple(classes)

    def review_months(self) -> tuple[int, ...]:
        """Return for each EducationKind how long an open enrolment is believed; 0 for a number without a kind."""
        months = [0] * N_EDUCATION_KINDS
        for kind in EducationKind:
            months[kind] = self.get(kind).review_months
        return tuple(months)

    def way_rules(self, day: date) -> WayRules:
        """Return which EducationKinds lead on to a youth education, and which complete at least one, on a day."""
        leads_on, completes = [0] * N_EDUCATION_KINDS, [0] * N_EDUCATION_KINDS
        for kind in EducationKind:
            said = self.get(kind)
            leads_on[kind] = int(said.standing == YouthClass.EDUCATION.name)
            completes[kind] = int(said.counts_on(day) or said.is_higher_education)
        return WayRules(tuple(leads_on), tuple(completes))
