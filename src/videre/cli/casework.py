"""The casework database, for commands that touch it only where there is one: Django is loaded then, and not before."""

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from videre.cli.printing import say
from videre.home.home import Home
from videre.pipeline.erasing import HoldsPersons
from videre.reports.steering import Steering

SERVING = "videre.web.config.serving"  # named by string: `videre measure` and an import without casework load no Django


def has_casework(home: Home) -> bool:
    """Return whether a home has a casework database yet: it is made when the site is first served."""
    return bool(os.environ.get("VIDERE_DATABASE_URL") or home.settings.database_url) or home.paths.casework.exists()


def places_of(home: Home) -> Sequence[HoldsPersons]:
    """Return what holds persons beside the store of a home, for erasing."""
    if not has_casework(home):
        return ()
    found: Sequence[HoldsPersons] = import_module(SERVING).casework_of(home)
    return found


def steering_of(home: Home) -> Steering:
    """Return what the steering group's records say, for the report; nothing where there is no casework database."""
    if not has_casework(home):
        return Steering()
    found: Steering = import_module(SERVING).steering_of(home)
    return found


def settle_casework(home: Home) -> str:
    """Bring casework forward, end what the rules end, remove what may not be held any more; say what was done."""
    if not has_casework(home):
        return "There is no casework database yet."
    taken = import_module(SERVING).bring_casework_forward(home, settle_anyway=True)
    return f"Casework took {taken.n_deliveries} deliveries and is in order."


def bring_forward(home: Home) -> None:
    """Let casework take what was delivered, where there is a casework database.

    Statistics never wait for it: when it fails, that is said, and `videre nightly` tries again.
    """
    if not has_casework(home):
        return
    serving: Any = import_module(SERVING)
    try:
        taken = serving.bring_casework_forward(home)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with casework, the import stands
        say(f"Casework could not take the delivery ({type(error).__name__}). Its next run, `videre nightly`, will.")
        return
    if taken.unreadable:
        listed = ", ".join(sorted(set(taken.unreadable)))
        say(f"Casework could not take what was delivered of {listed}: the kept files have been removed.")
