"""Revisions: what a frozen figure says now, and which delivery made the difference."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from videre.domain.figures import Figure
from videre.domain.periods import Period
from videre.domain.refusals import Refused
from videre.home.home import Home
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import figures_of
from videre.store.deliveries import Delivery
from videre.store.earlier_ledger import EarlierLedger
from videre.store.frozen_book import Frozen, FrozenBook
from videre.store.histories import REGISTERS, get_history

COMPARED = ("value", "numerator", "denominator", "unknown")

Key = tuple[str, str, str]  # period, breakdown, unit
Told = Mapping[Key, tuple[float, ...] | None]  # what is compared of each figure; None where there is none


class Step(NamedTuple):
    """What one delivery, or what is none, changed of a figure: by name of what is compared, after less before.

    delivery: None where no delivery since did: an earlier one holds reports of days after the figure's day of knowledge
        (`told_later`), the method or the definitions have changed, or persons have been erased since, and the
        deliveries cannot be told apart any more.
    """

    delivery: Delivery | None
    changes: Mapping[str, float]
    told_later: tuple[Delivery, ...] = ()


class Revision(NamedTuple):
    """A frozen figure that comes out otherwise now. `steps` add up to the difference."""

    frozen: Frozen
    now: Figure | None
    steps: tuple[Step, ...]


def revisions(home: Home, names: Sequence[str], period: Period | None, known_at: date) -> list[Revision]:
    """Return the frozen figures of some measures (all when none is named) that come out otherwise as known at a day.

    Each difference is divided among the deliveries since: the figure is computed as the store was after each of them,
    found by halving, so that deliveries which changed nothing cost little.
    """
    gathered = gather(home, known_at)
    found: list[Revision] = []
    for name in names or gathered.definitions.names("measures"):
        frozen = [each for each in FrozenBook(home.paths.figures).list(name) if is_in(each.figure["period"], period)]
        frozen.sort(key=lambda each: (asked_by(each), int(each.figure["store_version"])))
        for _, group in groupby(frozen, key=lambda each: (asked_by(each), each.figure["store_version"])):
            found += revised_of(gathered, list(group))
    return found


def is_in(text: str, period: Period | None) -> bool:
    """Return whether a figure's period lies in the months, or years, asked about."""
    if period is None:
        return True
    if "-" in text:
        year, month = map(int, text.split("-"))
        return period.first_month <= year * 12 + month - 1 < period.end_month
    return int(text[:4]) in period.years


def asked_by(frozen: Frozen) -> str:
    """Return the question of a frozen figure as text, so that figures of one question are computed together."""
    return json.dumps(frozen.question, sort_keys=True)


def revised_of(gathered: Gathered, frozen: list[Frozen]) -> list[Revision]:
    """Return the revisions among frozen figures that answer one question and were computed from one version."""
    now = {key_of(figure.as_dict()): figure for figure in computed(gathered, frozen[0])}
    wanted = [each for each in frozen if differs(each, now.get(key_of(each.figure)))]
    if not wanted:
        return []
    first, newest = int(frozen[0].figure["store_version"]), gathered.ledger.store_version()
    steps = steps_between(gathered, frozen[0], first, newest)
    revised = []
    for each in wanted:
        key = key_of(each.figure)
        then = tuple(float(each.figure[name]) for name in COMPARED)
        own = [Step(delivery, changes) for delivery, found in steps if (changes := changes_of(found[0], found[1], key))]
        total = difference(then, told([now[key]])[key] if key in now else None)
        rest = {name: total[name] - sum(step.changes.get(name, 0.0) for step in own) for name in COMPARED}
        left = {name: change for name, change in rest.items() if abs(change) > 1e-9}
        steps_of_it = (*own, *([Step(None, left, told_later(gathered, each))] if left else []))
        revised.append(Revision(each, now.get(key), steps_of_it))
    return revised


def told_later(gathered: Gathered, frozen: Frozen) -> tuple[Delivery, ...]:
    """Return the deliveries that the store had when a figure was frozen, with reports of days that were yet to come."""
    then, version = date.fromisoformat(frozen.figure["as_known_at"]), int(frozen.figure["store_version"])
    return tuple(
        each
        for each in gathered.ledger.deliveries()
        if each.sequence <= version and each.register in REGISTERS and is_between(each, then, gathered.known_at)
    )


def is_between(delivery: Delivery, after: date, until: date) -> bool:
    """Return whether a delivery may hold reports of days after one and up to another."""
    first, last = delivery.reported_from, delivery.reported_to
    return first is not None and last is not None and last > after and first <= until


def steps_between(
    gathered: Gathered, frozen: Frozen, first: int, last: int
) -> list[tuple[Delivery, tuple[Told, Told]]]:
    """Return the deliveries after `first` up to `last` that changed any figure of the question, with what was told
    before and after each; empty where the earlier versions cannot be read any more."""
    relevant = [
        each for each in gathered.ledger.deliveries() if first < each.sequence <= last and each.register in REGISTERS
    ]
    if not relevant:
        return []
    kept: dict[int, Told] = {}

    def at(version: int) -> Told:
        if version not in kept:
            kept[version] = told(computed(as_of(gathered, version), frozen))
        return kept[version]

    found: list[tuple[Delivery, tuple[Told, Told]]] = []
    try:
        search(relevant, first, at, found)
    except Refused:  # persons have been erased since, and the version before can never be read again
        return []
    return found


def search(relevant: list[Delivery], before: int, at: Any, found: list[tuple[Delivery, tuple[Told, Told]]]) -> None:
    """Add to `found` the deliveries that changed anything, of some that follow each other after a version."""
    after = relevant[-1].sequence
    if at(before) == at(after):
        return
    if len(relevant) == 1:
        found.append((relevant[0], (at(before), at(after))))
        return
    middle = len(relevant) // 2
    search(relevant[:middle], before, at, found)
    search(relevant[middle:], relevant[middle - 1].sequence, at, found)


def as_of(gathered: Gathered, version: int) -> Gathered:
    """Return what was gathered as it would be if the store had only the deliveries up to one."""
    ledger = EarlierLedger(gathered.home.paths.ledger, version)
    history = get_history(gathered.home, ledger, gathered.definitions, gathered.known_at)
    return gathered._replace(ledger=ledger, history=history)


def computed(gathered: Gathered, frozen: Frozen) -> list[Figure]:
    """Return the figures that answer a frozen figure's question now."""
    asked = frozen.question
    period = Period(asked["first_month"], asked["n_months"])
    more = {"followed_months": tuple(asked["months"])} if asked.get("months") else {}
    return figures_of(gathered, asked["measure"], period, tuple(asked["by"]), **more)


def key_of(figure: Mapping[str, Any]) -> Key:
    """Return what tells a figure from the others that answer one question."""
    return figure["period"], json.dumps(figure["breakdown"], sort_keys=True, ensure_ascii=False), str(figure["unit"])


def told(figures: Sequence[Figure]) -> Told:
    """Return what is compared of some figures."""
    return {key_of(figure.as_dict()): tuple(float(getattr(figure, name)) for name in COMPARED) for figure in figures}


def differs(frozen: Frozen, now: Figure | None) -> bool:
    """Return whether a frozen figure comes out otherwise."""
    return now is None or any(frozen.figure[name] != getattr(now, name) for name in COMPARED)


def changes_of(before: Told, after: Told, key: Key) -> dict[str, float]:
    """Return what changed of one figure, without what did not."""
    changes = difference(before.get(key), after.get(key))
    return {name: change for name, change in changes.items() if change}


def difference(before: tuple[float, ...] | None, after: tuple[float, ...] | None) -> dict[str, float]:
    """Return after less before, by name; a figure that is not there counts as nobody."""
    nothing = (0.0,) * len(COMPARED)
    return {name: b - a for name, a, b in zip(COMPARED, before or nothing, after or nothing, strict=True)}
