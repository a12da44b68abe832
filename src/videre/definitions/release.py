"""What is published, and what protects the people in it, as data that the data-protection officer owns."""

from typing import Literal

from pydantic import Field

from videre.definitions.files import Strict, Text

Audience = Literal["public", "council", "school"]


class Believable(Strict):
    """How far a witness may be from the truth before nobody believes it.

    share: of the group that a number is of. persons: or so many, where that is more.
    """

    share: float = Field(gt=0)
    persons: int = Field(gt=0)


class Estimates(Strict):
    """When an expected number may be told.

    smallest_group: persons in its group. smallest_count: expected persons in it, and outside it.
    """

    smallest_group: int = Field(ge=10)
    smallest_count: int = Field(ge=3)


class ReleaseRule(Strict):
    """How persons are protected for an audience.

    smallest_count: a number of persons above zero and under this is hidden. Never under 3.
    smallest_group: nothing further is told of fewer persons than this in any combination of all groupings but one.
    coalition: how many of those counted may put together that they are there.
    two_sided: whether each hidden small number must also be possible as none.
    believable: how far a witness may be from the truth.
    corrected: how many more than in truth may have gone one way between two editions of a period.
    dominance: a sum is hidden when so many persons (the first) give so great a share of it (the second).
    estimable: and when whoever gives the second most could tell the greatest amount to within this share.
    estimates: when an expected number may be told.
    n_nodes: solver nodes for one month or year of a measure; without a proof by then, a coarser table is told.
    n_nodes_again: more of them, to tell again what turns out not to need hiding.
    text: what is done, in plain words.
    """

    audience: Audience
    smallest_count: int = Field(ge=3)
    smallest_group: int = Field(ge=3)
    coalition: int = Field(ge=0, le=2)
    two_sided: bool = False
    believable: Believable
    corrected: Believable
    dominance: tuple[int, float]
    estimable: float = Field(default=0.1, gt=0, lt=1)
    estimates: Estimates
    n_nodes: int = Field(gt=0)
    n_nodes_again: int = Field(ge=0)
    text: Text


class PublishedTable(Strict):
    """One table of the catalogue: a measure by some dimensions, from a period on.

    name: `<measure>` for totals, `<measure>_by_<dimension>` otherwise.
    since: the first period, a month or a year as the measure has it.
    years: 1, or of how many years it tells as one; then it is told for those of which the same table, year by year, had
        to be given up. Only where no person is counted in two years.
    """

    name: str
    measure: str
    dimensions: tuple[str, ...] = ()
    since: str
    audience: Audience = "public"
    years: int = Field(default=1, ge=1)


class ProjectedTable(Strict):
    """One table of the projection: what it is called, from which cohort on, and for whom."""

    name: Literal[
        "completion_fan", "completion_uncertainty", "completion_backtest", "completion_profile", "completion_why"
    ]
    since: int
    audience: Audience = "public"


class RevisionRule(Strict):
    """When what was published is published anew, since later deliveries changed it.

    months_between: so many months at least from the day a period was last published, first or anew, to the next.
    text: what is then said beside the table; {periods} are the periods with the day they were published anew.
    """

    months_between: int = Field(ge=12)
    text: Text


class ReleaseCatalogue(Strict):
    """All tables that are published; a page asks for one of them, never for a new one.

    coarser: when there is no proof, tables are given up in this order: those by the first of these dimensions first.
    coarser_text: what is then said beside the table.
    merged_text: what is said beside it, and beside the one of years as one, where that is told; {periods} are those.
    revision: when what was published is published anew.
    """

    rules: tuple[ReleaseRule, ...]
    revision: RevisionRule
    coarser: tuple[str, ...]
    coarser_text: Text
    merged_text: Text
    tables: tuple[PublishedTable, ...]
    projected: tuple[ProjectedTable, ...] = ()

    def rule_for(self, audience: Audience) -> ReleaseRule:
        """Return the rule for an audience; KeyError when the catalogue has none."""
        return {rule.audience: rule for rule in self.rules}[audience]

    def audience_of(self, name: str) -> Audience:
        """Return for whom a table is; one that the catalogue does not name (others' published figures) is public."""
        audiences: dict[str, Audience] = {table.name: table.audience for table in self.tables}
        audiences |= {table.name: table.audience for table in self.projected}
        return audiences.get(name, "public")

    def text_for(self, rule: ReleaseRule) -> dict[str, str]:
        """Return what is done by a rule, in plain words by language, with the threshold that is kept."""
        texts = rule.text.model_dump().items()
        return {language: text.replace("{smallest_count}", str(rule.smallest_count)) for language, text in texts}
