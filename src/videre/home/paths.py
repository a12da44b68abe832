"""Where everything lies in a home. Nobody else joins paths."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class HomePaths:
    """The places of one home, below its root."""

    root: Path

    @property
    def stamp(self) -> Path:
        """The version stamp: which program made this home, in which form."""
        return self.root / "videre-home.json"

    @property
    def settings(self) -> Path:
        """The municipality's settings."""
        return self.root / "settings.yaml"

    @property
    def keys(self) -> Path:
        """Secret keys; never part of a backup of data."""
        return self.root / "keys"

    @property
    def tombstones(self) -> Path:
        """Who has been erased; never part of a backup of data, and kept as safe as the keys."""
        return self.root / "tombstones.json"

    @property
    def lock(self) -> Path:
        """The writer's lock."""
        return self.root / "writer.lock"

    @property
    def deliveries(self) -> Path:
        """Delivered files, immutable, a folder a delivery."""
        return self.root / "deliveries"

    @property
    def ledger(self) -> Path:
        """The ledger of deliveries: one row is the commit point of one delivery."""
        return self.root / "deliveries.sqlite"

    @property
    def fetched(self) -> Path:
        """What open sources answered: dated files, immutable, a folder a source."""
        return self.root / "fetched"

    @property
    def inbox(self) -> Path:
        """Events that were delivered once only, safe on disk and not imported yet; a folder a register."""
        return self.root / "inbox"

    @property
    def store(self) -> Path:
        """The statistics store: one Delta table a register."""
        return self.root / "store"

    @property
    def histories(self) -> Path:
        """Kept histories: derived, may be deleted at any time."""
        return self.root / "histories"

    @property
    def figures(self) -> Path:
        """Figures that have been computed, by their identity."""
        return self.root / "figures.sqlite"

    @property
    def released(self) -> Path:
        """Released tables: the only numbers that leave the house."""
        return self.root / "released"

    @property
    def reasons(self) -> Path:
        """Why figures moved, as released: a file a measure."""
        return self.released / "reasons"

    @property
    def data_health(self) -> Path:
        """How the data stood when they were last checked, for pages: derived, may be deleted."""
        return self.root / "data-health.json"

    @property
    def mail(self) -> Path:
        """Mails that would have been sent, where the home has no mail server."""
        return self.root / "mail"

    @property
    def release_ledger(self) -> Path:
        """What has been published of each period, with its certificates; only ever added to."""
        return self.released / "ledger"

    @property
    def reports(self) -> Path:
        """Reports that have been made."""
        return self.root / "reports"

    @property
    def archive(self) -> Path:
        """Packages for the archive that wait for its receipt; never part of a backup."""
        return self.root / "archive"

    @property
    def static(self) -> Path:
        """The site's style and scripts, made ready for serving: derived, may be deleted."""
        return self.root / "static"

    @property
    def definitions(self) -> Path:
        """The municipality's own definitions, over the shipped ones."""
        return self.root / "definitions"

    @property
    def casework(self) -> Path:
        """The casework database, where the default (SQLite) is used."""
        return self.root / "casework.sqlite"

    @property
    def suppliers(self) -> Path:
        """The files of a demonstration's made-up suppliers, with the truth beside."""
        return self.root / "suppliers"
