"""What every command needs before it can compute: the definitions, the ledger and the history as known at a day."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from videre import __version__
from videre.definitions.catalogue import Definitions
from videre.definitions.measure import Measure
from videre.domain.figures import Provenance
from videre.domain.refusals import Refused
from videre.home.home import Home
from videre.measures.arrays import History
from videre.measures.compiled import hash_of_sources
from videre.measures.whole import Whole
from videre.store.deliveries import Ledger
from videre.store.histories import get_history

CODE_LISTS: Final = ("institutions", "programmes")  # reported when they change, so their last report says no age


class NothingDelivered(Refused):
    """A figure was asked for before any register was delivered."""


class Gathered(NamedTuple):
    """A home's definitions, ledger and history, all as known at one day.

    whole: what a share of the people must be told of all, where the history holds a share only.
    may_remember: whether an answer that was made before may be given again (`videre.pipeline.remembering`).
    """

    home: Home
    definitions: Definitions
    ledger: Ledger
    history: History
    known_at: date
    may_remember: bool = False
    whole: Whole | None = None

    def provenance(self, measure: Measure) -> Provenance:
        """Return what a figure of a measure is computed from: data to the version, methods to the letter."""
        registers = [name for name in measure.registers if name not in CODE_LISTS]
        return self.provenance_of(registers)._replace(test=measure.test.name)

    def provenance_of(self, registers: Sequence[str]) -> Provenance:
        """Return what is computed from some registers; the data are as old as the oldest of their newest reports."""
        oldest = self.ledger.oldest_source(registers, self.known_at)
        return Provenance(
            as_known_at=self.known_at.isoformat(),
            oldest_source=oldest.isoformat() if oldest else "",
            store_version=str(self.ledger.store_version()),
            method_version=f"{__version__}-{hash_of_sources()[:8]}-{self.definitions.content_hash()[:8]}",
        )


def gather(home: Home, known_at: date) -> Gathered:
    """Return what is needed to compute figures as known at a day; raises NothingDelivered in an empty home."""
    ledger = Ledger(home.paths.ledger).pinned()  # a delivery that comes while it is read does not count
    if ledger.store_version() == 0:
        raise NothingDelivered(
            "No register has been delivered to this home yet. Begin with `videre import programmes FILE`, "
            "or see it all with `videre demo`."
        )
    definitions = Definitions(home.paths.definitions)
    return Gathered(home, definitions, ledger, get_history(home, ledger, definitions, known_at), known_at)
