"""What is published, and what protects the people in it, as data that the data-protection officer owns."""

from typing import Literal

from pydantic import Field

from videre.definitions.files import Strict, Text

Audience = Literal["public", "council", "school"]


class ReleaseRule(Strict):
    """How persons are protected for an audience.

    smallest_count: a number of persons above zero and under this is hidden. Never under 3.
    """

    audience: Audience
    smallest_count: int = Field(ge=3)
    text: Text


class PublishedTable(Strict):
    """One table of the catalogue: a measure by some dimensions, from a period on.

    name: `<measure>` for totals, `<measure>_by_<dimension>` otherwise.
    since: the first period, a month or a year as the measure has it.
    """

    name: str
    measure: str
    dimensions: tuple[str, ...] = ()
    since: str
    audience: Audience = "public"


class ProjectedTable(Strict):
    """One table of the projection: what it is called, from which cohort on, and for whom."""

    name: Literal[
        "completion_fan", "completion_uncertainty", "completion_backtest", "completion_profile", "completion_why"
    ]
    since: int
    audience: Audience = "public"


class ReleaseCatalogue(Strict):
    """All tables that are published; a page asks for one of them, never for a new one."""

    rules: tuple[ReleaseRule, ...]
    tables: tuple[PublishedTable, ...]
    projected: tuple[ProjectedTable, ...] = ()

    def rule_for(self, audience: Audience) -> ReleaseRule:
        """Return the rule for an audience; KeyError when the catalogue has none."""
        return {rule.audience: rule for rule in self.rules}[audience]
