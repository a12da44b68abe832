"""What the steering group's own records put into a report: how initiatives stand, and which decisions are asked for.

The report knows no database. Whoever makes it hands these over; where nobody keeps such records they are empty, and the
report says that no status has been told.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class InitiativeStatus:
    """How one initiative stands.

    number: as the strategy numbers it, e.g. `5.1a`. status: in words, by language. owner: who answers for it.
    told: ISO day on which the status was set. review: ISO day after which it is stale; both may be empty.
    is_stale: whether the review day had passed when the report was made.
    title, focus_area: of one that the municipality has added; the strategy says them of its own.
    """

    number: str
    status: Mapping[str, str]
    owner: str = ""
    told: str = ""
    review: str = ""
    is_stale: bool = False
    title: str = ""
    focus_area: int = 0


@dataclass(frozen=True)
class AskedDecision:
    """A decision that is asked for: what, by whom, and by which ISO day; the last two may be empty."""

    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True)
class Steering:
    """All that the steering group's records put into a report."""

    initiatives: tuple[InitiativeStatus, ...] = ()
    decisions: tuple[AskedDecision, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, in which an approved report keeps it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Steering":
        """Return what `as_dict` wrote."""
        return cls(
            tuple(InitiativeStatus(**each) for each in values["initiatives"]),
            tuple(AskedDecision(**each) for each in values["decisions"]),
        )
