"""Random publication histories, released with certificates and attacked: an attacker must learn nothing.

    python benchmarks/disclosure_histories.py [--histories 10000] [--first 0] [--state disclosure-histories.jsonl]

A history is a made-up population of 24 to 400 finest cells, of which up to 24 releases are published one after another:
tables with margins; overlapping filters, half of them as rounded per cents of a whole; or the months of a cohort (who
is in it, who has been). Each release is suppressed and certified beside everything before it, and its certificate
checked; then everything that is out is attacked. Numbers from 1 to 4, and every finest cell of so many, are sensitive.

Every second history is published by a rule that protects from whoever is counted, by himself, as the shipped one does;
the others by one that protects from any two of them who talk together. What two can prove beyond the first rule is told
apart, and is no fault of it.

Each history is a line in the state file when it is done; what stands there is not done again. So it can be stopped at
any time and started again, and pieces (`--first 2500 --histories 2500`) can run apart. History number N is the same on
every machine. The exit code is 1 when something was learned by an attack that the rule protects from.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from videre.disclosure.attacking import Attack, Told, attack_differences, attack_linear, leaks
from videre.disclosure.certificate import make_certificate
from videre.disclosure.checker import check_certificate
from videre.disclosure.possible import attack_what_is_possible
from videre.disclosure.problem import Number, Problem, Terms, make_problem
from videre.disclosure.rounded import numerators_of
from videre.disclosure.suppressing import suppress
from videre.disclosure.witnessing import NoCertificate

SMALLEST: Final = 5
FEWEST_CELLS, MOST_CELLS, MOST_RELEASES = 24, 400, 24
NODES, NODES_AGAIN = 20_000, 60
SEED: Final = 20140801


class Release(NamedTuple):
    """What is to be published at once: numbers by name; or, with `decimals`, their shares of the first, in per cent."""

    numbers: tuple[tuple[str, Terms], ...]
    decimals: int | None = None


class History(NamedTuple):
    """A population and what is published of it: its kind, persons in each cell, and releases in order of time."""

    kind: str
    counts: tuple[int, ...]
    releases: tuple[Release, ...]


class Published(NamedTuple):
    """What came of a history: the last problem, places of the hidden numbers, and how many releases were refused."""

    problem: Problem
    hidden: frozenset[int]
    n_refused: int


def make_history(number: int, most_cells: int = MOST_CELLS, most_releases: int = MOST_RELEASES) -> History:
    """Return the history of a number: small ones are as frequent as large ones."""
    random = np.random.default_rng([SEED, number])
    kind = ("tables", "filters", "months")[number % 3]
    n_wanted = int(np.exp(random.uniform(np.log(FEWEST_CELLS), np.log(most_cells))))
    n_releases = int(np.exp(random.uniform(0, np.log(most_releases + 1))))
    labels = labels_of_months(random, n_wanted) if kind == "months" else labels_of_table(random, n_wanted)
    mean = np.exp(random.normal(np.log(random.uniform(0.7, 15.0)), 0.8, len(labels)))
    counts = tuple(int(count) for count in random.poisson(mean))
    make = {"tables": release_of_table, "filters": release_of_filter, "months": release_of_month}[kind]
    return History(kind, counts, tuple(make(random, labels, place) for place in range(max(n_releases, 1))))


def labels_of_table(random: np.random.Generator, n_wanted: int) -> np.ndarray[Any, Any]:
    """Return cells as codes of school, sex, status and age, about so many. Shape (C, 4)."""
    sex, status, age = 2, int(random.integers(2, 7)), int(random.integers(1, 4))
    schools = max(1, round(n_wanted / (sex * status * age)))
    while schools * sex * status * age < FEWEST_CELLS:
        schools += 1
    while schools * sex * status * age > MOST_CELLS:
        schools -= 1
    return np.array(list(np.ndindex(schools, sex, status, age)))


def labels_of_months(random: np.random.Generator, n_wanted: int) -> np.ndarray[Any, Any]:
    """Return cells as codes of school, sex, the month in which somebody comes, and that in which he has gone."""
    n_months = int(random.integers(3, 10))
    spells = [(first, last) for first in range(n_months) for last in range(first + 1, n_months + 1)]
    schools = max(1, round(n_wanted / (2 * len(spells))))
    while schools * 2 * len(spells) < FEWEST_CELLS:
        schools += 1
    return np.array([(school, sex, *spell) for school in range(schools) for sex in range(2) for spell in spells])


def release_of_table(random: np.random.Generator, labels: np.ndarray[Any, Any], place: int) -> Release:
    """Return a table by some groupings, with every margin."""
    by = [dimension for dimension in range(labels.shape[1]) if random.random() < 0.6] or [0]
    return Release(tuple(crossed(labels, by, np.ones(len(labels), bool), f"table {place}")))


def release_of_filter(random: np.random.Generator, labels: np.ndarray[Any, Any], place: int) -> Release:
    """Return some of the persons, chosen in each grouping from a code to a code, in all and by one grouping."""
    chosen = np.ones(len(labels), bool)
    for dimension in range(labels.shape[1]):
        n_codes = labels[:, dimension].max() + 1
        if random.random() < 0.6:
            low, high = sorted(random.integers(0, n_codes, 2))
            chosen &= (labels[:, dimension] >= low) & (labels[:, dimension] <= high)
    decimals = None if random.random() < 0.5 else int(random.integers(0, 2))
    return Release(tuple(crossed(labels, [int(random.integers(labels.shape[1]))], chosen, f"filter {place}")), decimals)


def release_of_month(random: np.random.Generator, labels: np.ndarray[Any, Any], place: int) -> Release:
    """Return a month: who is there, or who has come by then, by school or sex or both."""
    month = place % int(labels[:, 3].max())
    chosen = labels[:, 2] <= month
    if random.random() < 0.7:
        chosen &= labels[:, 3] > month
    by = ([0], [1], [0, 1])[int(random.integers(3))]
    return Release(tuple(crossed(labels, by, chosen, f"month {month} {place}")))


def crossed(
    labels: np.ndarray[Any, Any], by: Sequence[int], chosen: np.ndarray[Any, Any], name: str
) -> Iterator[tuple[str, Terms]]:
    """Yield the numbers of the chosen cells by each combination of codes, a sum among them in each grouping."""
    levels = [[None, *range(int(labels[:, dimension].max()) + 1)] for dimension in by]
    for at in np.ndindex(*[len(codes) for codes in levels]):
        codes = [levels[dimension][place] for dimension, place in enumerate(at)]
        own = chosen.copy()
        for dimension, code in zip(by, codes, strict=True):
            if code is not None:
                own &= labels[:, dimension] == code
        cells = np.flatnonzero(own)
        if len(cells):
            yield f"{name} {by} {codes}", tuple((int(cell), 1) for cell in cells)


def publish(history: History, key: bytes, coalition: int = 1) -> Published:
    """Return what is out after all releases of a history; every certificate is checked on the way.

    A release without a proof beside what was told before is refused: nothing of it is told.
    """
    told: dict[Terms, Number] = {}
    hidden: dict[Terms, str] = {
        ((cell, 1),): f"cell {cell}" for cell, count in enumerate(history.counts) if 0 < count < SMALLEST
    }
    problem, places, n_refused = problem_of(history, told, hidden, (), coalition), frozenset[int](), 0
    for release in (part for whole in history.releases for part in parts_of(whole)):
        asked = problem_of(history, told, hidden, list(asked_numbers(history, release, told)), coalition)
        try:
            suppression = suppress(asked, key, NODES, n_nodes_again=NODES_AGAIN)
        except NoCertificate:
            n_refused += 1
            continue
        problem, places = asked, suppression.hidden
        told = {n.terms: n for place, n in enumerate(problem.numbers) if place not in places}
        hidden = {n.terms: n.key for place, n in enumerate(problem.numbers) if place in places}
        certificate = make_certificate(problem, suppression)
        out = {n.key: value for n, value in zip(problem.numbers, problem.values, strict=True) if n.terms in told}
        check_certificate(certificate, out, SMALLEST)
    return Published(problem, places | frozenset(p for p, n in enumerate(problem.numbers) if n.was_hidden), n_refused)


def parts_of(release: Release) -> Iterator[Release]:
    """Yield a release; of shares, the whole first, for a share of a hidden whole is hidden with it."""
    if release.decimals is not None:
        yield Release(release.numbers[:1])
    yield release


def asked_numbers(history: History, release: Release, told: Mapping[Terms, Number]) -> Iterator[Number]:
    """Yield the numbers of a release that are not told yet; shares in per cent where the whole is told already."""
    whole = release.numbers[0][1] if release.numbers else ()
    n_whole = sum(history.counts[cell] for cell, _ in whole)
    is_known = whole in told and told[whole].told is None and n_whole > 0
    for name, terms in release.numbers:
        if terms in told:
            continue
        interval = None
        if release.decimals is not None and is_known:
            value = sum(history.counts[cell] for cell, _ in terms)
            interval = numerators_of(round(value / n_whole, release.decimals + 2), release.decimals + 2, n_whole)
        yield Number(name, terms, told=interval)


def problem_of(
    history: History,
    told: Mapping[Terms, Number],
    hidden: Mapping[Terms, str],
    new: Sequence[Number],
    coalition: int,
) -> Problem:
    """Return what is out, what was hidden and what is new as one problem."""
    counts = history.counts
    numbers = [number._replace(was_told=True) for number in told.values()]
    numbers += [Number(name, terms, was_hidden=True) for terms, name in hidden.items() if terms not in told]
    numbers += new
    safe = [
        n._replace(least=SMALLEST) if 0 < sum(counts[cell] for cell, _ in n.terms) < SMALLEST else n for n in numbers
    ]
    return make_problem(counts, safe, coalition=coalition)


def attack(published: Published, coalition: int) -> dict[str, Any]:
    """Return what the attacks learn of everything that is out, as a line of the state file."""
    problem = published.problem
    out = [p for p in range(len(problem.numbers)) if p not in published.hidden]
    said = [(problem.numbers[p].terms, problem.numbers[p].told or (problem.values[p],) * 2) for p in out]
    told = Told(len(problem.counts), tuple(said))
    secrets = {n.key: n.terms for n in problem.numbers if n.is_sensitive}
    found = attack_what_is_possible(told, secrets, problem.counts, SMALLEST)
    by_algebra = attack_linear(told, secrets) + attack_differences(told, secrets)
    learned = leaks([*found.learned, *by_algebra], SMALLEST)
    within = [each for each in learned if each.attack is not Attack.TWO_COALITION or coalition > 1]
    return {
        "n_told": len(out),
        "n_rounded": sum(problem.numbers[p].told is not None for p in out),
        "n_hidden": len(published.hidden),
        "n_secrets": len(secrets),
        "n_refused": published.n_refused,
        "recovered": sorted({each.name for each in within if each.is_exact()}),
        "proved_small": sorted({f"{each.attack}: {each.name}" for each in within}),
        "n_by_two": len(learned) - len(within),
        "n_undecided": found.n_undecided,
    }


def run_one(number: int, most_cells: int = MOST_CELLS, most_releases: int = MOST_RELEASES) -> dict[str, Any]:
    """Return one history's line: its sizes, and what was learned."""
    began = time.perf_counter()
    history = make_history(number, most_cells, most_releases)
    coalition = 1 + number % 2
    published = publish(history, f"key {number}".encode(), coalition)
    return {
        "history": number,
        "kind": history.kind,
        "n_cells": len(history.counts),
        "n_releases": len(history.releases),
        "coalition": coalition,
        **attack(published, coalition),
        "seconds": round(time.perf_counter() - began, 2),
    }


def read_state(path: Path) -> dict[int, dict[str, Any]]:
    """Return the histories that are done; a last line that was cut off while it was written is left out."""
    done = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        try:
            fields = json.loads(line)
        except ValueError:
            continue
        done[fields["history"]] = fields
    return done


def say_result(done: Sequence[dict[str, Any]]) -> int:
    """Print what all histories together showed; return the exit code."""

    def total(name: str) -> int:
        return sum(line[name] for line in done)

    recovered = [line for line in done if line["recovered"]]
    proved = [line for line in done if line["proved_small"]]
    sizes, n_releases = [line["n_cells"] for line in done], max(line["n_releases"] for line in done)
    print(
        f"{len(done):,} histories of {min(sizes)} to {max(sizes)} cells, with up to {n_releases} releases; "
        f"{total('n_releases'):,} releases, of which {total('n_refused'):,} were refused for want of a proof\n"
        f"{total('n_told'):,} numbers told ({total('n_rounded'):,} as a rounded per cent), "
        f"{total('n_hidden'):,} hidden, {total('n_secrets'):,} of them sensitive\n"
        f"recovered exactly: {sum(len(line['recovered']) for line in done)}\n"
        f"proved under {SMALLEST}: {sum(len(line['proved_small']) for line in done)}\n"
        f"proved by two who talk together, where the rule protects from one: {total('n_by_two'):,}\n"
        f"not decided within the solver's nodes: {total('n_undecided'):,}"
    )
    for line in (recovered + proved)[:20]:
        print(
            f"LEARNED in history {line['history']} ({line['kind']}): {(line['recovered'] + line['proved_small'])[:3]}"
        )
    return 1 if recovered or proved else 0


def main() -> int:
    """Run what is not done yet, and print what all showed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--histories", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--state", type=Path, default=Path("disclosure-histories.jsonl"))
    asked = parser.parse_args()
    wanted = range(asked.first, asked.first + asked.histories)
    done = read_state(asked.state)
    left = [number for number in wanted if number not in done]
    began, n_learned = time.perf_counter(), 0
    with asked.state.open("a", encoding="utf-8") as file:
        for n, number in enumerate(left, start=1):
            line = run_one(number)
            file.write(json.dumps(line) + "\n")
            file.flush()
            done[number] = line
            n_learned += bool(line["proved_small"] or line["recovered"])
            if n % 10 == 0 or n == len(left):
                each = (time.perf_counter() - began) / n
                print(
                    f"{len(done):,} done, {len(left) - n:,} left, {each:.2f} s each; learned in {n_learned}", flush=True
                )
    return say_result([line for number, line in done.items() if number in wanted])


if __name__ == "__main__":
    sys.exit(main())
