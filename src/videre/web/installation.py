"""The home that this site serves, what its definitions say, and which day it is there."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from videre.definitions.catalogue import Definitions
from videre.definitions.strategy import Strategy
from videre.home.home import Home, NoHome, now, today


def current_home() -> Home:
    """Return the home that is served; raises NoHome where the program was started without one."""
    home: Home | None = settings.VIDERE_HOME
    if home is None:
        raise NoHome("This site serves no home. Start it with `videre serve`, which finds the home and says so.")
    return home


def current_day() -> date:
    """Return the day that counts as today in the home that is served."""
    return today(current_home())


def current_instant() -> datetime:
    """Return the instant, in Denmark, on the day that counts as today."""
    instant = now()
    return instant.combine(current_day(), instant.timetz())


def current_definitions() -> Definitions:
    """Return the definitions of the home that is served; read once, so a changed file asks for a restart."""
    return definitions_over(current_home().paths.definitions)


def current_strategy() -> Strategy:
    """Return the strategy that the municipality follows."""
    return current_definitions().strategy(current_home().settings.strategy)


@lru_cache(maxsize=8)
def definitions_over(overlay: Path) -> Definitions:
    """Return the shipped definitions with a municipality's own over them."""
    return Definitions(overlay)
