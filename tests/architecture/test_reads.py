"""Views and presenters ask no table: reads stand in queries, where they can be found, tested and counted."""

from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "videre" / "web"
APPS = ("access", "own", "retention")


def shows(path: Path) -> bool:
    """Return whether a file is one that shows."""
    return path.name.endswith(("views.py", "presenters.py")) or path.parent.name == "presenters"


@pytest.mark.parametrize("app", APPS)
def test_what_shows_asks_no_table(app: str) -> None:
    asking = [path.name for path in (WEB / app).rglob("*.py") if shows(path) and ".objects." in path.read_text("utf-8")]
    assert asking == []


def test_places_in_units_are_asked_for_where_the_limit_of_the_log_in_is_kept() -> None:
    """`knowing.places_on` leaves out what the provider of log-in forbids; whoever asks the table itself does not."""
    allowed = {"knowing.py", "involving.py", "controlling.py", "demonstration.py"}  # the last three show nobody
    asking = {path.name for path in WEB.rglob("*.py") if "Membership.objects" in path.read_text("utf-8")}
    assert asking == allowed
