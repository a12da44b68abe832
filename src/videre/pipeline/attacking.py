"""Attacking a home's published history: what can be learned from everything that is out, by every way of computing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from videre.definitions.catalogue import Definitions
from videre.definitions.counting import Countings
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.attacking import Attack, Learned
from videre.disclosure.breaking import Group, break_group, changes_between, groups_of
from videre.disclosure.certifying import How
from videre.disclosure.entry import Entry
from videre.disclosure.every_table import MOST_TABLES, tables_of
from videre.disclosure.examining import structure_of_editions
from videre.disclosure.released import Released, read_released
from videre.disclosure.rerunning import attack_by_rerunning, suppressor_of
from videre.disclosure.rounded import groups_of as persons_of_share
from videre.disclosure.rounded import is_small_group
from videre.disclosure.structure import Counted, Structure
from videre.home.home import Home
from videre.pipeline.examining import counted_in
from videre.pipeline.merging_years import is_merged
from videre.pipeline.releasing_projection import MAKERS
from videre.store.release_ledger import ReleaseLedger

Progress = Callable[[int, int], None]  # done, of how many

KEYS: Final = tuple(f"a key that somebody thought of {n}".encode() for n in range(4))
RERUNS: Final = 400  # of the program, over all periods: a minute or two
LARGEST_RERUN: Final = 40  # unknown quantities that hang together, of which every table is made
DECIMALS: Final = 3  # with which estimates are told


class Report(NamedTuple):
    """What the attacks learned.

    n_secrets: sensitive numbers attacked. n_tried: by each attack. learned: what should not be known, by the rule.
    beyond: what two who put together that they are there would know, where the rule protects from one; and what who
        runs the program again with keys of his own believes, and cannot prove.
    n_undecided: how often the solver's nodes were not enough to say whether a number can be proved small.
    n_compared, n_changed_little: numbers that two periods in a row both tell, and those that changed by a few persons.
    """

    n_secrets: int
    n_tried: Counter[Attack]
    learned: tuple[tuple[str, Learned], ...]
    beyond: tuple[tuple[str, Learned], ...]
    n_undecided: int
    n_compared: int
    n_changed_little: int


class Attacker:
    """Attacks one entry after another, and keeps what is learned."""

    def __init__(self, definitions: Definitions, n_reruns: int) -> None:
        self._definitions = definitions
        self._catalogue = definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
        self._coalition = self._catalogue.rule_for("public").coalition
        self._n_reruns = n_reruns
        self.n_secrets = self.n_undecided = 0
        self.n_tried = Counter[Attack]()
        self.learned: list[tuple[str, Learned]] = []
        self.beyond: list[tuple[str, Learned]] = []

    def attack(self, entry: Entry, editions: Sequence[Entry]) -> None:
        """Attack what an entry of the release ledger tells, with all editions in which its period was published."""
        counted = counted_in(self._definitions, entry.family)
        structure = structure_of_editions(editions, counted)
        for group in groups_of(entry, structure, counted, editions[:-1]):
            self.n_secrets += len(group.secrets)
            broken = break_group(group)
            self.n_undecided += broken.n_undecided
            for attack, found in broken.learned.items():
                self._note(entry, attack, group, found)
            if entry.number == 1 and len(editions) == 1 and group.told.n_cells <= LARGEST_RERUN and self._n_reruns > 0:
                self._rerun(entry, structure, counted, group)

    def _rerun(self, entry: Entry, structure: Structure, counted: Mapping[str, Counted], group: Group) -> None:
        n_tables = sum(1 for _ in tables_of(group.told, MOST_TABLES + 1))
        if n_tables > MOST_TABLES or n_tables * len(KEYS) > self._n_reruns:
            return
        self._n_reruns -= n_tables * len(KEYS)
        countings = self._definitions.definition("disclosure", "countings", Countings)
        rule = self._catalogue.rule_for("public").model_copy(update={"smallest_count": entry.smallest_count})
        suppressors = []
        for key in KEYS:
            how = How(counted, rule, countings.harmless, self._catalogue.coarser, key)
            suppressor = suppressor_of(entry, structure, how, group)
            suppressors += [] if suppressor is None else [suppressor]
        if not suppressors:
            return
        hidden = frozenset(structure.cells[cell].name for cell in group.cells) & entry.certified.hidden
        found = attack_by_rerunning(group.told, group.hidden, hidden, suppressors)
        self._note(entry, Attack.SAME_ALGORITHM, group, found)

    def _note(self, entry: Entry, attack: Attack, group: Group, found: Sequence[Learned]) -> None:
        self.n_tried[attack] += len(group.secrets)
        for leak in group.leaks(found):
            is_two = attack is Attack.TWO_COALITION and self._coalition < 2
            is_belief = attack is Attack.SAME_ALGORITHM and not leak.is_exact()
            (self.beyond if is_two or is_belief else self.learned).append((entry.period, leak))

    def attack_estimates(self, table: Released, smallest: int) -> None:
        """Turn the rounded shares of a table of estimates back into persons."""
        for row in table.rows:
            if row.unit == "share" and row.value is not None and row.denominator:
                self.n_tried[Attack.ROUNDING] += 1
                possible = persons_of_share(row.value, DECIMALS, [int(row.denominator)])
                if is_small_group(possible, smallest):
                    name = f"{table.name}{dict(row.breakdown)}"
                    low, high = possible[0][0], possible[-1][0]
                    self.learned.append((row.period, Learned(Attack.ROUNDING, name, low, high)))


def attack_home(
    home: Home, families: Sequence[str] = (), progress: Progress | None = None, n_reruns: int = RERUNS
) -> Report:
    """Return what can be learned from the newest entry of each period, which holds all that was published of it.

    Args:
        home: an opened home. families: which measures; all when none is named.
        progress: told of each period. n_reruns: how often the program may be run again.
    """
    attacker = Attacker(Definitions(home.paths.definitions), n_reruns)
    newest, ledger = newest_entries(home, families), ReleaseLedger(home.paths.release_ledger)
    for done, entry in enumerate(newest, start=1):
        attacker.attack(entry, ledger.list_editions(entry.family, entry.period))
        if progress is not None:
            progress(done, len(newest))
    if not families:
        for table in kept_estimates(home):
            attacker.attack_estimates(table, home.settings.smallest_count)
    n_compared = n_changed = 0
    for earlier, later in pairwise(each for each in newest if not is_merged(each.period)):
        if earlier.family == later.family:
            both, little = changes_between(earlier, later, later.smallest_count)
            n_compared, n_changed = n_compared + both, n_changed + little
    return Report(
        attacker.n_secrets,
        attacker.n_tried,
        tuple(attacker.learned),
        tuple(attacker.beyond),
        attacker.n_undecided,
        n_compared,
        n_changed,
    )


def kept_estimates(home: Home) -> Iterator[Released]:
    """Yield the released tables of the projection."""
    for name in MAKERS:
        path = home.paths.released / f"{name}.json"
        if path.exists():
            yield read_released(path.read_text("utf-8"))


def newest_entries(home: Home, families: Sequence[str] = ()) -> list[Entry]:
    """Return the newest entry of each period, of some measures or all, in order of measure and period."""
    newest = {
        (entry.family, entry.period): entry
        for entry in ReleaseLedger(home.paths.release_ledger).list_all()
        if not families or entry.family in families
    }
    return list(newest.values())
