"""Benefits as data: what each is called, when it existed, and which of them a measure counts from when to when."""

from datetime import date
from itertools import product
from typing import Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.definitions.programmes import Validity
from videre.domain.benefits import BenefitInUnion, Reform
from videre.domain.days import OPEN_ENDED, day_of_date
from videre.domain.work import BenefitKind


class Benefit(Strict):
    """One benefit. `replaced_by` names the benefits that took over when it ended."""

    name: Text
    valid: Validity = Validity()
    replaced_by: tuple[str, ...] = ()
    note: Text | None = None


class Benefits(Strict):
    """All benefits that the registers tell apart, by the name of their BenefitKind."""

    benefits: dict[str, Benefit]

    @model_validator(mode="after")
    def says_all(self) -> Self:
        """Refuse a list that leaves out a benefit, or names one that there is not."""
        wanted = set(BenefitKind.__members__) - {"NONE"}
        if set(self.benefits) != wanted:
            raise ValueError(f"benefits: must name exactly {', '.join(sorted(wanted))}")
        return self


class CountedBenefit(Strict):
    """A benefit that counts from `since` up to, not including, `until`; None is open."""

    benefit: str
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def is_a_benefit(self) -> Self:
        """Refuse a benefit that there is not."""
        if self.benefit not in BenefitKind.__members__ or self.benefit == "NONE":
            raise ValueError(f"there is no benefit {self.benefit}")
        return self


class BenefitUnions(Strict):
    """For each measure that counts people on benefits, the benefits that count and when."""

    unions: dict[str, tuple[CountedBenefit, ...]]

    def union(self, measure: str) -> tuple[BenefitInUnion, ...]:
        """Return a measure's union, as the fold takes it; KeyError when the measure has none."""
        return tuple(
            BenefitInUnion(
                BenefitKind[counted.benefit].value,
                -OPEN_ENDED if counted.since is None else day_of_date(counted.since),
                OPEN_ENDED if counted.until is None else day_of_date(counted.until),
            )
            for counted in self.unions[measure]
        )


class ChangeOfName(Strict):
    """A reform: whoever went from one of the first benefits to one of the second, when that began from `since` up to,
    not including, `until`, was reclassified."""

    name: Text
    from_benefits: tuple[str, ...] = Field(alias="from", min_length=1)
    to_benefits: tuple[str, ...] = Field(alias="to", min_length=1)
    since: date
    until: date

    @model_validator(mode="after")
    def holds_together(self) -> Self:
        """Refuse a benefit that there is not, and a window that closes before it opens."""
        for benefit in (*self.from_benefits, *self.to_benefits):
            if benefit not in BenefitKind.__members__ or benefit == "NONE":
                raise ValueError(f"there is no benefit {benefit}")
        if self.until <= self.since:
            raise ValueError("until: must lie after since")
        return self


class BenefitReforms(Strict):
    """Every change of name, in order of date."""

    reforms: tuple[ChangeOfName, ...]

    def as_rules(self) -> tuple[Reform, ...]:
        """Return the changes of name as the fold takes them, a pair of benefits each."""
        return tuple(
            Reform(
                BenefitKind[before].value, BenefitKind[after].value, day_of_date(each.since), day_of_date(each.until)
            )
            for each in self.reforms
            for before, after in product(each.from_benefits, each.to_benefits)
        )
