"""The ledger of each measure: what was there, who joined and who left with a code, and what is there now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from videre.definitions.measure import Measure
from videre.domain.benefits import BenefitInUnion, BenefitState
from videre.domain.days import first_day, iso_from_month, month_of
from videre.domain.exam import ExamGroup
from videre.domain.periods import Period
from videre.domain.refusals import Refused
from videre.domain.standing import YouthClass
from videre.domain.way import Way
from videre.domain.work import BenefitKind
from videre.home.home import Home
from videre.measures.arrays import History, Ints
from videre.measures.benefits import BENEFIT
from videre.measures.cells import UnknownDimension, cells_by, everybody
from videre.measures.exam import GROUP, LACKING
from videre.measures.leavers import leavers_of_ninth_grade, leavers_of_school
from videre.measures.ledger import Accounts, youth_accounts
from videre.measures.ledger_benefits import benefit_accounts, states_of_piece
from videre.measures.ledger_cohorts import UNDELIVERED, exam_accounts, way_accounts
from videre.measures.ledger_entries import Entry, Kept, Opening, Sides, corrections, entries_of
from videre.measures.standings import Population, class_spells
from videre.measures.youth_15_17 import CLASS
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import ages_of, newest_period

PEOPLE = ("sex", "origin", "parents_education", "school")
PARTS_BY_CLASSES = {"YouthClass": CLASS, "ExamGroup": GROUP}
MONTHS_OF_A_WAY = 64  # as long as the pathways are followed: to 63 months after 9th grade
NOTHING: Mapping[str, str] = {}

Union = tuple[BenefitInUnion, ...]


class NoLedger(Refused):
    """A ledger was asked for in a way in which it cannot be kept."""


class Asked(NamedTuple):
    """A question to a ledger: the measure, months or cohort years, dimensions of people, and what parts it by."""

    definition: Measure
    period: Period
    people: tuple[str, ...]
    parts: str | None


class LedgerOf(NamedTuple):
    """The entries of one measure with what they were computed from.

    known_earlier: the day at which the first opening is taken, where corrections are shown; else None.
    """

    definition: Measure
    entries: tuple[Entry, ...]
    as_known_at: date
    known_earlier: date | None


def account(
    home: Home,
    names: Sequence[str],
    period: Period | None,
    dimensions: tuple[str, ...],
    known_at: date,
    known_earlier: date | None,
) -> list[LedgerOf]:
    """Return the ledgers of some measures, all that have one when none is named.

    Args:
        home: an opened home.
        names: measures.
        period: months, or the years of cohorts that it touches; None for the newest.
        dimensions: what the ledger is divided by.
        known_at: what the registers had said by then.
        known_earlier: an earlier day; then the first opening is what was known on it, and what was told otherwise
            since is an entry of its own. For measures by month only: a cohort's opening is empty.

    Raises:
        NothingDelivered, NoSuchDefinition, UnknownDimension, NoLedger.
    """
    gathered = gather(home, known_at)
    earlier = gather(home, known_earlier) if known_earlier is not None else None
    ledgers = []
    for name in names or tuple(LEDGERS):
        definition = gathered.definitions.measure(name)
        if name not in LEDGERS:
            raise NoLedger(f"{name} has no ledger. These have: {', '.join(LEDGERS)}.")
        if earlier is not None and definition.period.kind != "month":
            raise NoLedger(f"{name} follows cohorts from the day they leave school, so it has no opening to correct.")
        asked = asked_of(definition, period or newest_period(definition, known_at), dimensions)
        entries = tuple(LEDGERS[name](gathered, earlier, asked))
        ledgers.append(LedgerOf(definition, entries, known_at, known_earlier))
    return ledgers


def asked_of(definition: Measure, period: Period, dimensions: tuple[str, ...]) -> Asked:
    """Return the question; raises UnknownDimension for a dimension by which a ledger cannot be divided.

    A person stays in one cell over time, or the cells would need a ledger between them: so no age group.
    """
    parts = BENEFIT if definition.name == "benefits" else PARTS_BY_CLASSES.get(definition.classes or "")
    may_be = (*PEOPLE, *([parts] if parts else []))
    for dimension in dimensions:
        if dimension not in may_be:
            raise UnknownDimension(
                f"The ledger of {definition.name} has no breakdown by {dimension}. It has: {', '.join(may_be)}."
            )
    people = tuple(name for name in dimensions if name in PEOPLE)
    return Asked(definition, period, people, parts if parts in dimensions else None)


def youth_ledger(gathered: Gathered, earlier: Gathered | None, asked: Asked) -> Iterator[Entry]:
    """Yield the ledger of measurement point 3 or the third ambition: residents of an age, by class."""
    test = gathered.definitions.standing_test(asked.definition.test.name)
    rules = gathered.definitions.standing_rules(asked.definition.test.name)
    population = population_of(gathered, asked)

    def accounts_of(history: History, cells: Ints, n_cells: int) -> Accounts:
        return youth_accounts(history, rules, population, cells, n_cells)

    def classes_of(history: History) -> Ints:
        day = first_day(month_of(population.begin) + 1) - 1
        spells = class_spells(history, rules, population._replace(begin=day, end=day + 1))
        classes = everybody(history).person * 0
        classes[spells.person] = spells.youth_class
        return classes

    unknown = frozenset({YouthClass.UNKNOWN.value})
    met = frozenset(map(int, asked.definition.met_classes() or test.met_classes()))
    sides = sides_by_part(asked, YouthClass, met, unknown)
    yield from monthly_ledger(gathered, earlier, asked, accounts_of, classes_of, sides)


def benefits_ledger(gathered: Gathered, earlier: Gathered | None, asked: Asked) -> Iterator[Entry]:
    """Yield the ledger of measurement point 2: residents of an age, by what they are on; by benefit where asked."""
    union = gathered.definitions.benefit_union(asked.definition.name)
    reforms = gathered.definitions.benefit_reforms()
    population = population_of(gathered, asked)
    sides = Sides(frozenset({BenefitState.ON.value}), frozenset({BenefitState.UNCONFIRMED.value}))
    unions: dict[str, Union] = {"": union}
    if asked.parts == BENEFIT:
        alone = {counted.benefit for counted in union}
        unions = {
            BenefitKind(b).name.lower(): tuple(each for each in union if each.benefit == b) for b in sorted(alone)
        }
    for name, counted in unions.items():

        def accounts_of(history: History, cells: Ints, n_cells: int, counted: Union = counted) -> Accounts:
            return benefit_accounts(history, counted, reforms, population, cells, n_cells)

        def classes_of(history: History, counted: Union = counted) -> Ints:
            opening = month_of(population.begin)
            return states_of_piece(history, counted, population, opening, 1, 0, len(history.persons))[:, 0]

        extra = {BENEFIT: name} if name else NOTHING
        yield from monthly_ledger(gathered, earlier, asked, accounts_of, classes_of, [(extra, sides)])


AccountsOf = Callable[[History, Ints, int], Accounts]
ClassesOf = Callable[[History], Ints]
Parts = Sequence[tuple[Mapping[str, str], Sides]]


def monthly_ledger(
    gathered: Gathered,
    earlier: Gathered | None,
    asked: Asked,
    accounts_of: AccountsOf,
    classes_of: ClassesOf,
    parts: Parts,
) -> Iterator[Entry]:
    """Yield the ledger of a measure by month.

    Args:
        gathered, earlier: what is known now, and what was known earlier where corrections are wanted.
        asked: the question.
        accounts_of: gives the accounts of a history by cells.
        classes_of: gives the class of each person of a history at the opening.
        parts: for each part what its breakdown says, and its sides.
    """
    cells = cells_by(gathered.history, everybody(gathered.history), asked.people)
    accounts = accounts_of(gathered.history, cells.of_member, len(cells.labels))
    n_months = len(accounts.counts) - 1
    periods = [(iso_from_month(asked.period.first_month + place), NOTHING) for place in range(n_months)]
    has_both = earlier is not None and n_months > 0
    openings = [opening_of(known, asked, classes_of) for known in (earlier, gathered) if known is not None and has_both]
    corrected = corrections(*openings) if openings else {}
    for extra, sides in parts:
        yield from entries_of(Kept(accounts, periods, cells.labels), sides, extra, corrected)


def opening_of(gathered: Gathered, asked: Asked, classes_of: ClassesOf) -> Opening:
    """Return where each person stood at the opening, as known at one day."""
    history = gathered.history
    cells = cells_by(history, everybody(history), asked.people)
    return Opening(history.pseudonyms.tolist(), classes_of(history), cells.of_member, cells.labels)


def way_ledger(gathered: Gathered, _earlier: Gathered | None, asked: Asked) -> Iterator[Entry]:
    """Yield the ledger of measurement point 1 or 5: a cohort wherever it lives, by its way to a youth education."""
    rules = gathered.definitions.programme_kinds().way_rules(gathered.known_at)
    counted = (
        {Way.COMPLETED.value} if asked.definition.name == "completion" else {Way.UNDER_WAY.value, Way.COMPLETED.value}
    )
    sides = Sides(frozenset(counted), frozenset({Way.LAPSED.value}))
    for year in asked.period.years:
        leavers = leavers_of_ninth_grade(gathered.history, gathered.home.settings.municipality, year)
        cells = cells_by(gathered.history, leavers.members, asked.people)
        n_cells = len(cells.labels)
        accounts = way_accounts(gathered.history, rules, leavers, MONTHS_OF_A_WAY, cells.of_member, n_cells)
        yield from cohort_entries(accounts, year, cells.labels, [(NOTHING, sides)])


def exam_ledger(gathered: Gathered, _earlier: Gathered | None, asked: Asked) -> Iterator[Entry]:
    """Yield the ledger of measurement point 4: a year's leavers, by what they lack of the exam."""
    lacking = frozenset(map(int, LACKING))
    sides = sides_by_part(asked, ExamGroup, lacking, frozenset({UNDELIVERED}))
    n_months = max(asked.definition.followed_months) + 1
    for year in asked.period.years:
        leavers = leavers_of_school(gathered.history, gathered.home.settings.municipality, year)
        cells = cells_by(gathered.history, leavers.members, asked.people)
        rule = gathered.definitions.exam_rule(year)
        accounts = exam_accounts(gathered.history, rule, leavers, n_months, cells.of_member, len(cells.labels))
        yield from cohort_entries(accounts, year, cells.labels, sides)


def cohort_entries(accounts: Accounts, year: int, labels: Sequence[Mapping[str, str]], parts: Parts) -> Iterator[Entry]:
    """Yield the entries of one cohort, a period each month since leaving."""
    periods = [(str(year), {"months": str(month)}) for month in range(len(accounts.counts) - 1)]
    for extra, sides in parts:
        yield from entries_of(Kept(accounts, periods, labels), sides, extra, {})


def population_of(gathered: Gathered, asked: Asked) -> Population:
    """Return who is followed, from the opening on."""
    begin, end = first_day(asked.period.first_month - 1), first_day(asked.period.end_month)
    return Population(gathered.home.settings.municipality, *ages_of(asked.definition), begin, end)


def sides_by_part(
    asked: Asked, classes: type[IntEnum], numerator: frozenset[int], unknown: frozenset[int]
) -> list[tuple[Mapping[str, str], Sides]]:
    """Return the sides of the headline, or of each class where the ledger is divided by class."""
    if asked.parts is None:
        return [(NOTHING, Sides(numerator, unknown))]
    return [
        ({asked.parts: each.name.lower()}, Sides(frozenset({each.value}), unknown - {each.value}))
        for each in classes
        if each.value
    ]


LEDGERS: dict[str, Callable[[Gathered, Gathered | None, Asked], Iterator[Entry]]] = {
    "completion": way_ledger,
    "benefits": benefits_ledger,
    "youth_15_17": youth_ledger,
    "youth_18_24": youth_ledger,
    "youth_25_29": youth_ledger,
    "exam": exam_ledger,
    "pathways": way_ledger,
}
