"""Monthly classes with their ledger over ten years, from the kept histories: seconds, memory, and how both grow.

    .venv-dev/bin/python benchmarks/ledger.py --persons 10000 100000 1000000

Made-up lives of some 20 facts each, kept as `videre.store.histories` keeps them and mapped from the disk, so that what
is measured is what a measure costs once the histories are there. Beside the time the growth for each fact against the
smallest population: 1.0 is growth in proportion. Each population runs in a process of its own, so that its peak of
memory is its own.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

from videre.definitions.catalogue import Definitions
from videre.domain.days import OPEN_ENDED, day_number, first_day, month_number
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import FactKind
from videre.domain.work import EmploymentKind
from videre.measures.arrays import FACT, PERSON, History, Records
from videre.measures.ledger import youth_accounts
from videre.measures.standings import Population
from videre.store.histories import keep_history, read_history

MUNICIPALITY = 165
FACTS_A_PERSON = 20
YEARS = range(2006, 2016)
KINDS = (EducationKind.STX, EducationKind.HF, EducationKind.EUD_GF1, EducationKind.EUD_MAIN, EducationKind.FGU)


def made_up_history(n_persons: int, seed: int) -> History:
    """Return lives of one home, school years, courses, months of work, and a few benefits and notices."""
    stream = np.random.default_rng(seed)
    persons = np.zeros(n_persons, PERSON)
    persons["birth_day"] = stream.integers(day_number(1990, 1, 1), day_number(2000, 1, 1), n_persons)
    persons["sex"], persons["origin"] = stream.integers(1, 3, n_persons), stream.integers(1, 4, n_persons)
    persons["first"] = np.arange(n_persons) * FACTS_A_PERSON
    persons["last"] = persons["first"] + FACTS_A_PERSON
    facts = made_up_facts(stream, persons["birth_day"])
    owner = np.repeat(np.arange(n_persons), FACTS_A_PERSON)
    facts = facts[np.lexsort((facts["kind"], facts["start"], owner))]
    return History(persons, facts, np.arange(n_persons, dtype=np.int64), day_number(2016, 1, 1))


def made_up_facts(stream: np.random.Generator, birth_day: np.ndarray) -> Records:
    """Return FACTS_A_PERSON facts a person: 1 home, 10 courses, 8 runs of work and 1 benefit."""
    n = len(birth_day)
    facts = np.zeros((n, FACTS_A_PERSON), FACT)
    fifteen = birth_day.astype(np.int64)[:, None] + 15 * 365
    facts["start"] = fifteen + stream.integers(-400, 4000, (n, FACTS_A_PERSON))
    facts["stop"] = facts["start"] + stream.integers(20, 500, (n, FACTS_A_PERSON))
    facts["kind"][:, 1:11], facts["kind"][:, 11:19] = FactKind.ENROLMENT, FactKind.EMPLOYMENT
    facts["kind"][:, 19] = FactKind.BENEFIT
    facts["code"][:, 1:11] = stream.choice(np.array(KINDS), (n, 10))
    facts["value"][:, 1:11] = stream.choice(np.array([Outcome.COMPLETED, Outcome.INTERRUPTED]), (n, 10))
    facts["code"][:, 11:19] = EmploymentKind.ORDINARY
    facts["value"][:, 11:19] = stream.integers(1000, 16_000, (n, 8))
    facts["code"][:, 19] = 1
    facts["reported"] = facts["start"]
    facts["review"] = facts["stop"]
    facts["kind"][:, 0], facts["place"][:, 0] = FactKind.RESIDENCE, MUNICIPALITY
    facts["start"][:, 0] = np.where(stream.random(n) < 0.8, birth_day, fifteen[:, 0] + stream.integers(0, 1200, n))
    facts["stop"][:, 0] = OPEN_ENDED
    return facts.reshape(-1)


def measure_kept(folder: Path, n_cells: int) -> str:
    """Return a line: seconds, facts a second, moves and peak of memory, from a kept history."""
    rules = Definitions().standing_rules("18_hours_a_week")
    first, end = month_number(YEARS.start, 1), month_number(YEARS.stop, 1)
    population = Population(MUNICIPALITY, 15, 18, first_day(first - 1), first_day(end))
    warm = read_history(folder, date(2016, 1, 1))
    few = History(warm.persons[:10].copy(), warm.facts[: 10 * FACTS_A_PERSON], warm.pseudonyms[:10], warm.known_at)
    youth_accounts(few, rules, population, np.zeros(10, np.int32), 1)
    began = time.perf_counter()
    history = read_history(folder, date(2016, 1, 1))
    cells = (np.arange(len(history.persons)) % n_cells).astype(np.int32)
    accounts = youth_accounts(history, rules, population, cells, n_cells)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{len(history.persons)} {len(history.facts)} {seconds:.4f} {int(accounts.moves.n.sum())} {peak:.0f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--cells", type=int, default=1)
    parser.add_argument("--kept", type=Path, help="measure this kept history only (how a population's process is run)")
    asked = parser.parse_args()
    if asked.kept is not None:
        print(measure_kept(asked.kept, asked.cells))
        return
    print(f"{'persons':>9}{'facts':>12}{'seconds':>9}{'facts/s':>13}{'growth':>8}{'moves':>10}{'MiB':>7}")
    smallest = 0.0
    for n_persons in asked.persons:
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "kept"
            keep_history(made_up_history(n_persons, seed=n_persons), kept)
            command = [sys.executable, __file__, "--kept", str(kept), "--cells", str(asked.cells)]
            line = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        persons, facts, seconds, moves, peak = (float(number) for number in line.split())
        smallest = smallest or seconds / facts
        growth = seconds / facts / smallest
        speed = f"{facts / seconds:>13,.0f}{growth:>8.2f}"
        print(f"{persons:>9,.0f}{facts:>12,.0f}{seconds:>9.3f}{speed}{moves:>10,.0f}{peak:>7,.0f}")


if __name__ == "__main__":
    main()
