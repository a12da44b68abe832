"""The catalogue of definitions: the shipped ones, and a municipality's own over them, file by file.

A municipality's file of the same folder and name replaces the shipped one whole, so that what counts can be read in
one place; a new name adds. Files are read when they are asked for, and once.
"""

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from videre.definitions.access import Holding, Law, ProcessingRecord, Units
from videre.definitions.benefits import BenefitReforms, Benefits, BenefitUnions
from videre.definitions.clocks import YouthClocks
from videre.definitions.exam import ExamYears
from videre.definitions.exam_ways import ExamWays
from videre.definitions.feeds import Feeds
from videre.definitions.files import SHIPPED, InvalidDefinition, NoSuchDefinition, read_definition
from videre.definitions.followup import FollowUpList
from videre.definitions.mapping import Mapping
from videre.definitions.measure import Measure
from videre.definitions.opendata import OpenTable, Places
from videre.definitions.outside import OutsideDefinition
from videre.definitions.pathways import Level, PathwayGroups
from videre.definitions.plans import PlanForm
from videre.definitions.programmes import ProgrammeKinds
from videre.definitions.responsibility import ResponsibilityTable
from videre.definitions.retention import Retention
from videre.definitions.standing import StandingTest
from videre.definitions.state_space import StateSpace
from videre.definitions.states import StateFile
from videre.definitions.strategy import Strategy
from videre.domain.benefits import BenefitInUnion, Reform
from videre.domain.exam import ExamRule
from videre.domain.pathways import PathwayRules
from videre.domain.standing import StandingRules
from videre.domain.states import StateRules

AnyModel = TypeVar("AnyModel", bound=BaseModel)


class Definitions:
    """What is measured, and by which rules, in one municipality.

    Args:
        overlay: the municipality's own definitions (`<home>/definitions`); None for the shipped ones alone.

    Raises:
        InvalidDefinition: the overlay has a folder or a file that would never be read.
    """

    def __init__(self, overlay: Path | None = None) -> None:
        self._layers = (SHIPPED,) if overlay is None else (SHIPPED, overlay)
        self._kept: dict[Path, BaseModel] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._paths: dict[tuple[str, str], Path] = {}
        if overlay is not None and overlay.exists():
            check_overlay(overlay)

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the definitions of a folder, sorted."""
        if folder not in self._names:
            found = {path.stem for layer in self._layers for path in (layer / folder).glob("*.yaml")}
            self._names[folder] = tuple(sorted(found))
        return self._names[folder]

    def path(self, folder: str, name: str) -> Path:
        """Return the file that counts for a name; raises NoSuchDefinition with the names that there are.

        Looked for once: a page asks for hundreds, and looking through the folder each time was half of what it took.
        """
        if (folder, name) in self._paths:
            return self._paths[folder, name]
        if name in self.names(folder):
            found = next(path for layer in reversed(self._layers) if (path := layer / folder / f"{name}.yaml").exists())
            return self._paths.setdefault((folder, name), found)
        there_are = ", ".join(self.names(folder)) or "none"
        raise NoSuchDefinition(f"There is no {name!r} among the {folder}. There are: {there_are}.")

    def definition(self, folder: str, name: str, model: type[AnyModel]) -> AnyModel:
        """Return a definition as its model; raises NoSuchDefinition, or InvalidDefinition naming file and field."""
        path = self.path(folder, name)
        kept = self._kept.get(path)
        if not isinstance(kept, model):
            kept = read_definition(path, model)
            says: Any = getattr(kept, "name", name)
            if says != name:
                raise InvalidDefinition(f"{path}: name: the file is called {name}, and says {says}")
            self._kept[path] = kept
        return kept

    def content_hash(self) -> str:
        """Return a short hash of every definition file, shipped and local: part of every figure's method version."""
        digest = hashlib.sha256()
        for layer in self._layers:
            for path in sorted(layer.glob("*/*.yaml")):
                digest.update(path.relative_to(layer).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:16]

    def strategy(self, name: str) -> Strategy:
        """Return a strategy; its measurement points name measures that there are."""
        strategy = self.definition("strategies", name, Strategy)
        for point in strategy.measurement_points:
            if point.measure is not None and point.measure not in self.names("measures"):
                path = self.path("strategies", name)
                raise InvalidDefinition(f"{path}: measurement_points.{point.number}: no measure {point.measure!r}")
        return strategy

    def list_strategies(self) -> tuple[Strategy, ...]:
        """Return all strategies, by name."""
        return tuple(self.strategy(name) for name in self.names("strategies"))

    def measure(self, name: str) -> Measure:
        """Return a measure."""
        return self.definition("measures", name, Measure)

    def list_measures(self) -> tuple[Measure, ...]:
        """Return all measures, by name."""
        return tuple(self.measure(name) for name in self.names("measures"))

    def mapping(self, name: str) -> Mapping:
        """Return the form of a supplier's file."""
        return self.definition("mappings", name, Mapping)

    def list_mappings(self, register: str) -> tuple[Mapping, ...]:
        """Return the forms in which a register may be delivered, by name."""
        mappings = (self.mapping(name) for name in self.names("mappings"))
        return tuple(mapping for mapping in mappings if mapping.register_name == register)

    def open_table(self, name: str) -> OpenTable:
        """Return a table of a public source."""
        return self.definition("opendata", name, OpenTable)

    def list_open_tables(self, source: str = "") -> tuple[OpenTable, ...]:
        """Return the tables of a public source, or of all, by name."""
        tables = (self.open_table(name) for name in self.names("opendata"))
        return tuple(table for table in tables if source in {"", table.source})

    def access_law(self) -> Law:
        """Return who may see what of a young person, by which law."""
        return self.definition("access", "law", Law)

    def holding(self) -> Holding:
        """Return what casework may hold of each register."""
        return self.definition("access", "holding", Holding)

    def processing_record(self) -> ProcessingRecord:
        """Return the record of processing of casework (regulation article 30)."""
        return self.definition("access", "record", ProcessingRecord)

    def retention(self) -> Retention:
        """Return how long what is known of a young person is kept."""
        return self.definition("retention", "rules", Retention)

    def units(self) -> Units:
        """Return the units that work with young people, and the legal entities they belong to."""
        return self.definition("access", "units", Units)

    def places(self, name: str) -> Places:
        """Return the places that are compared with each other."""
        return self.definition("places", name, Places)

    def feeds(self) -> Feeds:
        """Return how often each register is expected from each sender."""
        return self.definition("feeds", "rhythms", Feeds)

    def list_follow_up(self) -> tuple[FollowUpList, ...]:
        """Return the follow-up lists, in their order."""
        lists = (self.definition("followup", name, FollowUpList) for name in self.names("followup"))
        return tuple(sorted(lists, key=lambda each: (each.order, each.name)))

    def youth_clocks(self) -> YouthClocks:
        """Return the deadlines of the 15-17-year-olds."""
        return self.definition("clocks", "youth", YouthClocks)

    def exam_ways(self) -> ExamWays:
        """Return the ways to take what is missing of the exam."""
        return self.definition("exam_ways", "ways", ExamWays)

    def responsibility(self) -> ResponsibilityTable:
        """Return the table of who answers for whom."""
        return self.definition("responsibility", "table", ResponsibilityTable)

    def plan_form(self, name: str) -> PlanForm:
        """Return a form of the shared document."""
        return self.definition("plans", name, PlanForm)

    def newest_plan_form(self) -> PlanForm:
        """Return the form in which a new plan is begun: the one with the highest version."""
        return max((self.plan_form(name) for name in self.names("plans")), key=lambda form: form.version)

    def programme_kinds(self) -> ProgrammeKinds:
        """Return what is said about each kind of education."""
        return self.definition("programmes", "kinds", ProgrammeKinds)

    def pathway_groups(self, level: str) -> Level:
        """Return a grouping of kinds: its names and titles."""
        levels = self.definition("programmes", "groups", PathwayGroups).levels
        if level not in levels:
            raise NoSuchDefinition(f"There is no level {level!r} of pathways. There are: {', '.join(levels)}.")
        return levels[level]

    def pathway_levels(self) -> PathwayGroups:
        """Return all levels of grouping, and the alternative courses."""
        return self.definition("programmes", "groups", PathwayGroups)

    def pathway_rules(self, level: str) -> PathwayRules:
        """Return how kinds are grouped at a level, and what a break is."""
        self.pathway_groups(level)
        return self.definition("programmes", "groups", PathwayGroups).rules(level)

    def state_space(self, name: str) -> StateSpace:
        """Return the states and moves of a state file; raises InvalidDefinition for a state that nothing leads to."""
        return StateSpace(self.definition("states", name, StateFile))

    def state_rules(self, space: StateSpace) -> StateRules:
        """Return a state file as the fold takes it, with what is the same education by its own level of grouping."""
        return space.rules(self.pathway_rules(space.file.breaks.level).group_of_kind)

    def benefits(self) -> Benefits:
        """Return what each benefit is called, and when it existed."""
        return self.definition("benefits", "kinds", Benefits)

    def benefit_union(self, measure: str) -> tuple[BenefitInUnion, ...]:
        """Return the benefits that a measure counts, each with its dates."""
        unions = self.definition("benefits", "unions", BenefitUnions)
        if measure not in unions.unions:
            raise NoSuchDefinition(f"No benefits are counted by {measure!r}. By: {', '.join(unions.unions)}.")
        return unions.union(measure)

    def benefit_reforms(self) -> tuple[Reform, ...]:
        """Return the changes of name of benefits, as the fold takes them."""
        return self.definition("benefits", "reforms", BenefitReforms).as_rules()

    def standing_test(self, name: str) -> StandingTest:
        """Return a named test of being in education or work."""
        return self.definition("standing", name, StandingTest)

    def standing_rules(self, test_name: str) -> StandingRules:
        """Return the rules of a named test, as the fold takes them."""
        return self.standing_test(test_name).rules(self.programme_kinds())

    def list_outside(self) -> tuple[OutsideDefinition, ...]:
        """Return the official definitions of being outside education and work, by name."""
        return tuple(self.definition("outside", name, OutsideDefinition) for name in self.names("outside"))

    def exam_years(self, year: int) -> ExamYears:
        """Return what is said about the exam of a leaving year: the file with the newest first year not after it."""
        every = [self.definition("exam", name, ExamYears) for name in self.names("exam")]
        until_then = [rule for rule in every if rule.first_year <= year]
        if not until_then:
            first = min(rule.first_year for rule in every)
            raise NoSuchDefinition(f"The exam of {year} is not described; the first year that is, is {first}.")
        return max(until_then, key=lambda rule: rule.first_year)

    def exam_rule(self, year: int) -> ExamRule:
        """Return the rule of the exam for those who left school in a year."""
        return self.exam_years(year).rule()


def check_overlay(overlay: Path) -> None:
    """Raise InvalidDefinition for what lies among a municipality's definitions and would never be read."""
    folders = {path.name for path in SHIPPED.iterdir() if path.is_dir() and not path.name.startswith("_")}
    for path in sorted(overlay.glob("[!.]*")):
        if not path.is_dir() or path.name not in folders:
            raise InvalidDefinition(f"{path}: nothing reads this. Folders are: {', '.join(sorted(folders))}.")
        for file in sorted(path.glob("[!.]*")):
            if file.suffix != ".yaml":
                raise InvalidDefinition(f"{file}: nothing reads this. A definition is a file that ends in .yaml.")
