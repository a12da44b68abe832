"""Attacking a home's published history: what can be learned from everything that is out, by every way of computing."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from videre.definitions.catalogue import Definitions
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.attacking import Attack, Learned, leaks
from videre.disclosure.breaking import break_group, groups_of
from videre.disclosure.entry import Entry
from videre.disclosure.examining import structure_of_editions
from videre.home.home import Home
from videre.pipeline.examining import counted_in
from videre.store.release_ledger import ReleaseLedger

Progress = Callable[[int, int], None]  # done, of how many


class Report(NamedTuple):
    """What the attacks learned.

    n_secrets: sensitive numbers attacked. n_tried: by each attack. learned: what should not be known, by the rule.
    beyond: what two who put together that they are there would know, where the rule protects from one.
    """

    n_secrets: int
    n_tried: Counter[Attack]
    learned: tuple[tuple[str, Learned], ...]
    beyond: tuple[tuple[str, Learned], ...]


def attack_home(home: Home, families: Sequence[str] = (), progress: Progress | None = None) -> Report:
    """Return what can be learned from the newest entry of each period, which holds all that was published of it.

    Args:
        home: an opened home. families: which measures; all when none is named.
    """
    definitions = Definitions(home.paths.definitions)
    catalogue = definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    coalition = catalogue.rule_for("public").coalition
    n_secrets, n_tried = 0, Counter[Attack]()
    learned: list[tuple[str, Learned]] = []
    beyond: list[tuple[str, Learned]] = []
    newest = newest_entries(home, families)
    for done, entry in enumerate(newest, start=1):
        editions = ReleaseLedger(home.paths.release_ledger).list_editions(entry.family, entry.period)
        structure = structure_of_editions(editions, counted_in(definitions, entry.family))
        for group in groups_of(entry, structure):
            n_secrets += len(group.secrets)
            found = list(break_group(group))
            n_tried.update(each.attack for each in found)
            for leak in leaks(found, entry.smallest_count):
                is_beyond = leak.attack is Attack.TWO_COALITION and coalition < 2
                (beyond if is_beyond else learned).append((entry.period, leak))
        if progress is not None:
            progress(done, len(newest))
    return Report(n_secrets, n_tried, tuple(learned), tuple(beyond))


def newest_entries(home: Home, families: Sequence[str] = ()) -> list[Entry]:
    """Return the newest entry of each period, of some measures or all."""
    newest = {
        (entry.family, entry.period): entry
        for entry in ReleaseLedger(home.paths.release_ledger).list_all()
        if not families or entry.family in families
    }
    return list(newest.values())
