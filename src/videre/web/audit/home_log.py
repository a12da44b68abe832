"""The log of the home that is served: whose it is, with which key it is sealed, and where checkpoints are exported."""

from pathlib import Path

from videre.home.home import Home
from videre.web.audit.notes import Signer
from videre.web.installation import current_home


def origin_of(home: Home) -> str:
    """Return whose log it is, as every note says: no two homes of different municipalities share it."""
    return f"videre/{home.settings.municipality}"


def current_signer() -> Signer:
    """Return who signs for the home that is served; raises HomeNotUsable for a key that others may read."""
    home = current_home()
    return Signer(origin_of(home), home.key("log"))


def exported_to() -> Path | None:
    """Return the folder of the other party, None where the settings name none."""
    folder = current_home().settings.log_checkpoints
    return Path(folder) if folder else None
