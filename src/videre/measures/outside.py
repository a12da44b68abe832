"""Young people outside education and work, by each official definition, on the day that each of them names."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from videre.domain.asked import Asked, share_figure
from videre.domain.days import age_on, first_day, iso_from_month, last_day
from videre.domain.figures import Figure
from videre.domain.leaving import municipality_on
from videre.domain.outside import N_ATTACHMENTS, Attachment, OutsideRules, attachment_on
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import cells_by, everybody
from videre.measures.compiled import kernel

DEFINITION = "definition"  # the dimension that this measure itself divides by


class OfficialDefinition(NamedTuple):
    """One official definition.

    age_from, age_to: from the first birthday up to, not including, the second.
    months: the months of the year (1 to 12) in which it is counted. on_first_day: on the first day, else on the last.
    """

    rules: OutsideRules
    age_from: int
    age_to: int
    months: frozenset[int]
    on_first_day: bool


def measure_outside(history: History, definitions: Mapping[str, OfficialDefinition], asked: Asked) -> list[Figure]:
    """Return the share of residents of an age who are outside education and work, by each official definition.

    Args:
        history: facts as known at its day; days after it have no figure.
        definitions: by name, which is the named test of their figures.
        asked: months; dimensions of people beside `definition`, which is always there.

    Returns:
        One figure a definition, month in which it is counted, and cell with somebody in it. Whoever was in education
        and has not been confirmed in time is unknown.
    """
    cells = cells_by(history, everybody(history), asked.without(DEFINITION))
    figures: list[Figure] = []
    for name, definition in definitions.items():
        own = asked._replace(provenance=asked.provenance._replace(test=name))
        for month in range(asked.first_period, asked.first_period + asked.n_periods):
            day = first_day(month) if definition.on_first_day else last_day(month)
            if month % 12 + 1 in definition.months and day <= history.known_at:
                counts = count_attachments(
                    history, definition, asked.municipality, day, cells.of_member, len(cells.labels)
                )
                for cell, label in enumerate(cells.labels):
                    n_persons, n_outside = int(counts[:, cell].sum()), int(counts[Attachment.OUTSIDE, cell])
                    if n_persons:
                        unknown = int(counts[Attachment.LAPSED, cell])
                        breakdown = {**label, DEFINITION: name}
                        figures.append(
                            share_figure(own, iso_from_month(month), breakdown, n_outside, n_persons, unknown)
                        )
    return figures


def count_attachments(
    history: History, definition: OfficialDefinition, municipality: int, day: int, cell_of_person: Ints, n_cells: int
) -> Counts:
    """Return how many residents of the definition's age have each Attachment on a day. Shape (A, K)."""
    counts = np.zeros((N_ATTACHMENTS, n_cells), np.int64)
    ages = (definition.age_from, definition.age_to)
    add_attachments(history.facts, history.persons, definition.rules, ages, municipality, day, cell_of_person, counts)
    return counts


@kernel
def add_attachments(
    facts: Records,
    persons: Records,
    rules: OutsideRules,
    ages: tuple[int, int],
    municipality: int,
    day: int,
    cell_of_person: Ints,
    counts: Counts,
) -> None:
    """Add each resident of the age to the counts."""
    for p in range(len(persons)):
        first, last = persons[p].first, persons[p].last
        age = age_on(persons[p].birth_day, day)
        if ages[0] <= age < ages[1] and municipality_on(facts, first, last, day) == municipality:
            counts[attachment_on(day, facts, first, last, rules), cell_of_person[p]] += 1
