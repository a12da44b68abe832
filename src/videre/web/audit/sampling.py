"""Which lines the yearly control looks at: a share drawn by lot, and those that a rule points at.

A rule is no judgement: a class teacher may well have a pupil of her own name. It says where somebody should ask.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple

NIGHT_BEGINS: Final = 22  # o'clock, in Denmark
NIGHT_ENDS: Final = 6
MASS_PERSONS: Final = 60  # different persons opened by one user within the hour
MASS_WITHIN: Final = timedelta(hours=1)
PARTICLES: Final = frozenset({"af", "al", "da", "de", "den", "der", "el", "van", "von"})
COMMON_PERSONS: Final = 100  # a family name of so many persons points at nobody: Jensen and Nielsen would be most of it


class Rule(StrEnum):
    """Why a line is looked at."""

    OWN_FAMILY_NAME = "own_family_name"
    OWN_ADDRESS = "own_address"
    COLLEAGUE = "colleague"
    NO_OPEN_CASE = "no_open_case"
    AT_NIGHT = "at_night"
    MASS_LOOK_UP = "mass_look_up"
    BY_LOT = "by_lot"


class Look(NamedTuple):
    """One look at a person, with what the rules ask about. Names and addresses are compared and kept nowhere.

    entry: the line's number. at: when, in Denmark. by: the user's name. person: whom.
    user_names, person_names: names as words. person_is_user: the person works here too, by name.
    user_address, person_address: empty where they are not known. has_case: whether the user or one of the user's units
    had a part in the person's life on that day; None where that was not to be known.
    """

    entry: int
    at: datetime
    by: str
    person: str
    user_names: str = ""
    person_names: str = ""
    person_is_user: bool = False
    user_address: str = ""
    person_address: str = ""
    has_case: bool | None = None


def family_names(names: str) -> frozenset[str]:
    """Return the family names in a whole name, in small letters: all but the first, without particles.

    >>> sorted(family_names("Anne von Sparre Bech-Holm"))
    ['bech', 'holm', 'sparre']
    """
    words = names.casefold().replace("-", " ").split()[1:]
    return frozenset(words) - PARTICLES


def list_common(all_names: Iterable[str]) -> frozenset[str]:
    """Return the family names that so many persons bear that sharing one says nothing."""
    counted = Counter(name for names in all_names for name in family_names(names))
    return frozenset(name for name, n_persons in counted.items() if n_persons >= COMMON_PERSONS)


def has_own_family_name(look: Look, common: frozenset[str]) -> bool:
    """Return whether user and person share a family name that is not common."""
    return bool((family_names(look.user_names) & family_names(look.person_names)) - common)


def has_own_address(look: Look) -> bool:
    """Return whether user and person live at the same address, however it is spaced and spelled in capitals."""
    user, person = ("".join(each.casefold().split()) for each in (look.user_address, look.person_address))
    return user != "" and user == person


def is_at_night(look: Look) -> bool:
    """Return whether it was between 22 and 6 o'clock."""
    return look.at.hour >= NIGHT_BEGINS or look.at.hour < NIGHT_ENDS


def list_mass_look_ups(looks: Sequence[Look]) -> frozenset[int]:
    """Return the lines of users who opened 60 different persons or more within an hour that ends with the line, or
    began an hour in which they did."""
    of_user: dict[str, list[Look]] = defaultdict(list)
    for look in sorted(looks, key=lambda each: each.at):
        of_user[look.by].append(look)
    found: set[int] = set()
    for theirs in of_user.values():
        first = 0
        within = Counter[str]()
        for last, look in enumerate(theirs):
            within[look.person] += 1
            while look.at - theirs[first].at >= MASS_WITHIN:
                within[theirs[first].person] -= 1
                within += Counter()  # lets those go of whom none is left
                first += 1
            if len(within) >= MASS_PERSONS:
                found.update(each.entry for each in theirs[first : last + 1])
    return frozenset(found)


def is_drawn(entry: int, lot: bytes, share: float) -> bool:
    """Return whether a line is drawn by lot: each with the chance of the share, the same with the same lot.

    lot: random bytes that nobody knew while the lines were written.
    """
    return int.from_bytes(sha256(lot + entry.to_bytes(8, "big")).digest()[:8], "big") < share * 2**64


def sample(looks: Sequence[Look], *, lot: bytes, share: float, common: frozenset[str]) -> dict[int, frozenset[Rule]]:
    """Return the lines to look at, each with why; the others are left out.

    Args:
        looks: every look of the period. lot, share: as for `is_drawn`. common: family names that point at nobody.
    """
    in_mass = list_mass_look_ups(looks)
    chosen = {}
    for look in looks:
        asked = {
            Rule.OWN_FAMILY_NAME: has_own_family_name(look, common),
            Rule.OWN_ADDRESS: has_own_address(look),
            Rule.COLLEAGUE: look.person_is_user,
            Rule.NO_OPEN_CASE: look.has_case is False,
            Rule.AT_NIGHT: is_at_night(look),
            Rule.MASS_LOOK_UP: look.entry in in_mass,
            Rule.BY_LOT: is_drawn(look.entry, lot, share),
        }
        rules = frozenset(rule for rule, is_so in asked.items() if is_so)
        if rules:
            chosen[look.entry] = rules
    return chosen
