"""The ledger of deliveries as it stood after one of them: what the store was before the later ones came."""

from datetime import date
from pathlib import Path

from videre.store.deliveries import Ledger


class EarlierLedger(Ledger):
    """A ledger that knows the deliveries up to one, and none after it. For reading only."""

    def __init__(self, path: Path, until: int) -> None:
        super().__init__(path)
        self._sequence = until

    def store_version(self) -> int:
        """Return the version of the store: the sequence of the last delivery that is known here."""
        return self._sequence

    def table_versions(self) -> dict[str, int]:
        """Return the Delta version of each table as of that delivery."""
        rows = self._all(
            "SELECT register, version, max(sequence) FROM table_versions WHERE sequence <= ? GROUP BY register",
            (self._sequence,),
        )
        return {register: version for register, version, _ in rows}

    def newest_reported(self, register: str, known_at: date = date.max) -> date | None:
        """Return the last day, up to a day, on which anything of a register was reported by those deliveries."""
        newest = self._one(
            "SELECT max(reported) FROM reported_days JOIN deliveries USING (sequence)"
            " WHERE register = ? AND reported <= ? AND sequence <= ?",
            (register, known_at.isoformat(), self._sequence),
        )
        return date.fromisoformat(newest) if newest is not None else None
