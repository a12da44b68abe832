"""Given back: how those whom a school or a unit has sent on are doing so many months later."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from videre.domain.asked import Asked, share_figure
from videre.domain.days import age_on, day_number
from videre.domain.figures import Figure
from videre.domain.leaving import municipality_on
from videre.domain.onward import (
    N_ONWARD,
    Onward,
    has_completed,
    is_in_or_through,
    onward_of_class,
    sent_on_by_school,
    sent_on_by_unit,
)
from videre.domain.pathways import PathwayRules, add_months
from videre.domain.standing import StandingRules, standing_on
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import SCHOOL, Members, cells_by
from videre.measures.compiled import kernel
from videre.measures.whole import Whole, extent_of, is_reached, joined

UNIT = "unit"
MONTHS_AFTER = "months_after"  # the dimensions that this measure itself divides by
DOING = "doing"
ANY = "any"  # everybody sent on by any school, or by any unit: what each is held against
COMPLETED, IN_OR_THROUGH = "completed", "in_or_through"
N_KEPT = N_ONWARD + 2  # beside the classes: has completed a youth education, is in one or has completed one


class SentOn(NamedTuple):
    """Who was sent on, by whom and when. Arrays of the same length, in order of person.

    person: index into the history's persons. sender: an institution, or a unit's place among the history's units.
    on: the first day on which they were no longer with the sender.
    """

    person: Ints
    sender: Ints
    on: Ints


class GivenBackRules(NamedTuple):
    """Where somebody stands on a day, by a named test of work; and what completes a youth education (one group)."""

    standing: StandingRules
    youth_education: PathwayRules


def measure_given_back(
    history: History,
    rules: GivenBackRules,
    age_limit_years: int,
    months: tuple[int, ...],
    asked: Asked,
    whole: Whole | None = None,
) -> list[Figure]:
    """Return how those sent on in a year are doing so many months later, by school or by unit.

    Args:
        history: facts as known at its day; months that not everybody of the year has been followed for are left out.
        rules: what the folds must be told.
        age_limit_years: whoever is of this age or older when a unit sends them on is not counted.
        months: the months after they were sent on that are looked at.
        asked: calendar years in which they were sent on; dimensions of people; `school` or `unit` for each sender.
        whole: of everybody, where the history holds a share of the people only; see `videre.measures.whole`.

    Returns:
        Shares of those who lived in the municipality on their last day with the sender. The classes of doing add up to
        everybody; `completed` and `in_or_through` stand beside them. `any` is everybody sent on by any sender, each
        once: what a school or a unit is held against. Without `school` and `unit`, by any school.
    """
    by_unit = UNIT in asked.dimensions
    own = {UNIT if by_unit else SCHOOL, MONTHS_AFTER, DOING}
    people = tuple(name for name in asked.dimensions if name not in own)
    figures: list[Figure] = []
    for year in range(asked.first_period, asked.first_period + asked.n_periods):
        for sender, sent_on in senders_of(history, asked, year, age_limit_years):
            cells = cells_by(history, Members(sent_on.person, sent_on.sender), people)
            counts = count_doing(history, rules, sent_on, months, cells.of_member, len(cells.labels))
            extents = extent_of(cohort_of(year, sender), sent_on.on) if whole is None else whole
            for place, month in enumerate(months):
                if is_reached(extents, cohort_of(year, sender), month, history.known_at):
                    for cell, label in enumerate(cells.labels):
                        breakdown = {**label, **sender, MONTHS_AFTER: str(month)}
                        figures.extend(figures_of_cell(asked, str(year), breakdown, counts[place, :, cell]))
    return figures


def whole_of_senders(history: History, age_limit_years: int, asked: Asked) -> Whole:
    """Return what these people show of each sender's years, for those who count the others."""
    years = range(asked.first_period, asked.first_period + asked.n_periods)
    return joined(
        extent_of(cohort_of(year, sender), sent_on.on)
        for year in years
        for sender, sent_on in senders_of(history, asked, year, age_limit_years)
    )


def cohort_of(year: int, sender: Mapping[str, str]) -> str:
    """Return what those sent on in a year by a sender are called among the cohorts."""
    return "/".join([str(year), *sender.values()])


def figures_of_cell(asked: Asked, period: str, label: Mapping[str, str], counts: Counts) -> Iterator[Figure]:
    """Yield the figures of one sender, year, month and cell; none where nobody was sent on."""
    n_persons, unknown = int(counts[Onward.NONE]), int(counts[Onward.UNKNOWN])
    if n_persons == 0:
        return
    for doing in Onward:
        if doing != Onward.NONE:
            may_be_in_it = unknown if doing != Onward.UNKNOWN else 0
            breakdown = {**label, DOING: doing.name.lower()}
            yield share_figure(asked, period, breakdown, int(counts[doing]), n_persons, may_be_in_it)
    for place, name in ((N_ONWARD, COMPLETED), (N_ONWARD + 1, IN_OR_THROUGH)):
        yield share_figure(asked, period, {**label, DOING: name}, int(counts[place]), n_persons, 0)


def senders_of(
    history: History, asked: Asked, year: int, age_limit_years: int
) -> Iterator[tuple[Mapping[str, str], SentOn]]:
    """Yield each sender of a year, as figures call it, with whom it sent on; everybody together first."""
    if UNIT in asked.dimensions:
        of_unit = [
            sent_on_by_units(history, asked.municipality, year, unit, age_limit_years)
            for unit in range(1, len(history.units) + 1)
        ]
        yield {UNIT: ANY}, last_of_each_person(of_unit)
        yield from (({UNIT: name}, each) for name, each in zip(history.units, of_unit, strict=True))
        return
    all_schools = sent_on_by_schools(history, asked.municipality, year)
    if SCHOOL not in asked.dimensions:
        yield {}, all_schools
        return
    yield {SCHOOL: ANY}, all_schools
    for school in np.unique(all_schools.sender).tolist():
        of_school = all_schools.sender == school
        yield {SCHOOL: f"{school:06d}"}, SentOn(*(array[of_school] for array in all_schools))


def last_of_each_person(of_units: Sequence[SentOn]) -> SentOn:
    """Return everybody sent on by any of some units, each once: the last time, by the last in order of those of one
    day."""
    if not of_units:
        return SentOn(*(np.empty(0, np.int32) for _ in SentOn._fields))
    joined = SentOn(*(np.concatenate(arrays) for arrays in zip(*of_units, strict=True)))
    order = np.lexsort((joined.sender, joined.on, joined.person))
    ordered = SentOn(*(array[order] for array in joined))
    is_last = np.append(ordered.person[1:] != ordered.person[:-1], True)[: len(order)]
    return SentOn(*(array[is_last] for array in ordered))


def sent_on_by_schools(history: History, municipality: int, year: int) -> SentOn:
    """Return those whose 9th or 10th grade ended in a year while they lived in a municipality, with the school."""
    room = SentOn(*(np.empty(len(history.persons), np.int32) for _ in SentOn._fields))
    n = write_sent_on(history.facts, history.persons, municipality, year, 0, 0, room)
    return SentOn(*(array[:n].copy() for array in room))


def sent_on_by_units(history: History, municipality: int, year: int, unit: int, age_limit_years: int) -> SentOn:
    """Return those whose contact with a unit ended in a year while they lived in a municipality and were young."""
    room = SentOn(*(np.empty(len(history.persons), np.int32) for _ in SentOn._fields))
    n = write_sent_on(history.facts, history.persons, municipality, year, unit, age_limit_years, room)
    return SentOn(*(array[:n].copy() for array in room))


@kernel
def write_sent_on(
    facts: Records, persons: Records, municipality: int, year: int, unit: int, age_limit_years: int, room: SentOn
) -> int:
    """Write who was sent on in a year, by schools (unit 0) or by a unit; return how many they are."""
    n = 0
    begin, end = day_number(year, 1, 1), day_number(year + 1, 1, 1)
    for p in range(len(persons)):
        first, last = persons[p].first, persons[p].last
        if unit == 0:
            index = sent_on_by_school(facts, first, last, year)
        else:
            index = sent_on_by_unit(unit, facts, first, last, begin, end)
        if index < 0 or municipality_on(facts, first, last, facts[index].stop - 1) != municipality:
            continue
        if unit == 0 or age_on(persons[p].birth_day, facts[index].stop) < age_limit_years:
            room.person[n], room.on[n] = p, facts[index].stop
            room.sender[n] = facts[index].place if unit == 0 else unit
            n += 1
    return n


def count_doing(
    history: History,
    rules: GivenBackRules,
    sent_on: SentOn,
    months: tuple[int, ...],
    cell_of_member: Ints,
    n_cells: int,
) -> Counts:
    """Return what those sent on do by months after: everybody, each Onward, completed, in or through.

    Shape (M, N_KEPT, K).
    """
    counts = np.zeros((len(months), N_KEPT, n_cells), np.int64)
    add_doing(
        history.facts,
        history.persons,
        sent_on,
        rules,
        np.array(months, np.int32),
        history.known_at,
        cell_of_member,
        counts,
    )
    return counts


@kernel
def add_doing(
    facts: Records,
    persons: Records,
    sent_on: SentOn,
    rules: GivenBackRules,
    months: Ints,
    known_at: int,
    cell_of_member: Ints,
    counts: Counts,
) -> None:
    """Add each person sent on, at the months after that the history reaches."""
    for member in range(len(sent_on.person)):
        p, cell = sent_on.person[member], cell_of_member[member]
        first, last = persons[p].first + 0, persons[p].last + 0  # + 0 makes 64 bits of 32, as the fold counts places
        for place in range(len(months)):
            day = add_months(sent_on.on[member], months[place])
            if day > known_at:
                break
            counts[place, Onward.NONE, cell] += 1
            stands = standing_on(day, facts, first, last, rules.standing)
            counts[place, onward_of_class(stands.youth_class), cell] += 1
            if has_completed(day, facts, first, last, rules.youth_education):
                counts[place, N_ONWARD, cell] += 1
            if is_in_or_through(day, facts, first, last, rules.youth_education):
                counts[place, N_ONWARD + 1, cell] += 1
