"""Every condition of the one decision, deleted or inverted, is noticed: the decision is no longer the oracle's."""

import inspect
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.mutants import Mutant, mutants_of
from tests.oracles import access as oracle
from tests.oracles.young_people import Child, Worker, World
from tests.web.access.worlds import make_world

from videre.definitions.access import Category, Law, Recipient
from videre.definitions.catalogue import Definitions
from videre.web.access import deciding

SOURCE = Path(inspect.getfile(deciding))
MUTANTS = list(mutants_of(SOURCE))
N_WORLDS = 90
Question = tuple[World, Worker, Child, str, oracle.Sight | None]


@cache
def law() -> Law:
    return Definitions().access_law()


@cache
def questions() -> list[Question]:
    """Return everybody asked of everybody, in many municipalities, for the role's purpose and for a foreign one."""
    return [
        (world, worker, child, purpose, oracle.sees(world, worker, child, purpose))
        for world in map(make_world, range(1, N_WORLDS + 1))
        for worker in world.workers
        for child in world.children
        for purpose in (*oracle.role_of(worker).get("purposes", ()), "data")
    ]


def who(of: ModuleType, world: World, worker: Worker) -> Any:
    """Return a worker as the decision takes them."""
    role = oracle.role_of(worker)
    recipient = Recipient(role["recipient"]) if "recipient" in role else None
    units = frozenset(oracle.units_of(worker, world.day))
    return of.Who(worker.name, recipient, frozenset(role.get("purposes", ())), units, role.get("by_unit", True))


def whom(of: ModuleType, world: World, child: Child) -> Any:
    """Return a child as the decision takes them: with everything, of today and before."""
    return of.Whom(
        age_years=oracle.age(child, world.day),
        is_protected=child.protected_until is not None and world.day < child.protected_until,
        lives_here=oracle.on(world.day, child.here_since, child.here_until),
        ties=tuple(
            of.Tie(
                of.TieKind(part.kind),
                part.worker or None,
                part.unit,
                Recipient(oracle.side_of(part.unit)) if part.unit else None,
                part.title,
                part.since,
                part.until,
            )
            for part in child.parts
        ),
        consents=tuple(
            of.Agreed(
                Recipient(yes.recipient),
                frozenset(map(Category, yes.categories)),
                yes.version,
                yes.by_guardian,
                yes.since,
                yes.until,
                yes.withdrawn,
            )
            for yes in child.yeses
        ),
        disclosures=tuple(
            of.Disclosed(
                each.unit,
                Recipient(each.recipient),
                each.basis,
                frozenset(map(Category, each.categories)),
                each.since,
                each.until,
            )
            for each in child.meetings
        ),
        glasses=tuple(of.Glass(each.worker, "a reason", each.opened, each.until) for each in child.hours),
    )


def decided(of: ModuleType, world: World, worker: Worker, child: Child, purpose: str) -> object:
    """Return what is decided: the bases, whether the name is hidden, and the kind of part; or why nothing is seen."""
    found = of.decide(who(of, world, worker), whom(of, world, child), purpose, law(), world.instant)
    if isinstance(found, of.Denial):
        return str(found)
    return {str(category): basis for category, basis in found.bases.items()}, found.name_is_hidden, str(found.tie.kind)


def why_nothing(world: World, worker: Worker, child: Child, purpose: str) -> str:
    """Return why nothing is seen, as the log of refusals has it."""
    role = oracle.role_of(worker)
    if "recipient" not in role:
        return "role"
    if purpose not in role["purposes"]:
        return "purpose"
    parts, meetings = oracle.parts_with(world, worker, child), oracle.meetings_with(world, worker, child)
    return "law" if parts or meetings or oracle.has_hour(world, worker, child) else "not_involved"


def is_noticed(of: ModuleType) -> bool:
    """Return whether some answer is not the oracle's, or there is none."""
    for world, worker, child, purpose, sight in questions():
        nothing = why_nothing(world, worker, child, purpose) if sight is None else ""
        wanted = nothing if sight is None else (sight.bases, sight.name == "", sight.why)
        try:
            got = decided(of, world, worker, child, purpose)
        except Exception:  # noqa: BLE001 - a mutant that fails shows nobody anything
            return True
        if got != wanted:
            return True
    return False


def module_of(mutant: Mutant) -> ModuleType:
    """Return a mutant as a module."""
    made = ModuleType("mutant")
    sys.modules["mutant"] = made
    exec(compile(mutant.source, mutant.what, "exec"), made.__dict__)  # noqa: S102 - our own source, one node changed
    return made


def test_the_decision_itself_is_the_oracles() -> None:
    assert len(questions()) > 10_000
    assert not is_noticed(deciding)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: f"{each.line} {each.what[:70]}")
def test_a_condition_that_is_deleted_or_inverted_is_noticed(mutant: Mutant) -> None:
    assert is_noticed(module_of(mutant))


def test_there_are_mutants_of_every_condition() -> None:
    assert len(MUTANTS) > 100
