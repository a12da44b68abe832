"""Dividing people by what is known of them: the breakdowns of a measure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from videre.domain.education import EducationKind
from videre.domain.facts import FactKind
from videre.domain.people import Origin, ParentsEducation, Sex
from videre.domain.refusals import Refused
from videre.measures.arrays import History, Ints, Records
from videre.measures.compiled import kernel

UNKNOWN = "unknown"
SCHOOL = "school"


class Members(NamedTuple):
    """The people whom a measure is about: index into the history's persons, and their school (0: none known)."""

    person: Ints
    school: Ints


class Cells(NamedTuple):
    """Which cell each member is in, and what each cell is called.

    of_member: shape (L,). labels: one breakdown a cell, e.g. {"sex": "K"}; {} for everybody together.
    """

    of_member: Ints
    labels: tuple[Mapping[str, str], ...]


class UnknownDimension(Refused):
    """A measure was asked for a breakdown that it does not have."""


PERSON_DIMENSIONS: dict[str, type[Sex | Origin | ParentsEducation]] = {
    "sex": Sex,
    "origin": Origin,
    "parents_education": ParentsEducation,
}


def everybody(history: History) -> Members:
    """Return all persons, each with the school where he or she last went to grades 0 to 10."""
    schools = np.zeros(len(history.persons), np.int32)
    find_last_schools(history.facts, history.persons, schools)
    return Members(np.arange(len(history.persons), dtype=np.int32), schools)


def cells_by(history: History, members: Members, dimensions: Sequence[str]) -> Cells:
    """Return the cells of a breakdown by one or more dimensions; by none, one cell holds everybody.

    Raises:
        UnknownDimension: a dimension that people do not have.
    """
    of_member = np.zeros(len(members.person), np.int64)
    labels: list[Mapping[str, str]] = [{}]
    for dimension in dimensions:
        values, names = values_of(history, members, dimension)
        of_member = of_member * len(names) + values
        labels = [{**label, dimension: name} for label in labels for name in names]
    return Cells(of_member.astype(np.int32), tuple(labels))


def values_of(history: History, members: Members, dimension: str) -> tuple[Ints, list[str]]:
    """Return the value of a dimension for each member, as places in a list of names."""
    if dimension in PERSON_DIMENSIONS:
        names = [name_of(member) for member in PERSON_DIMENSIONS[dimension]]
        return history.persons[dimension][members.person], names
    if dimension == SCHOOL:
        known, places = np.unique(members.school, return_inverse=True)
        return places.astype(np.int32), [f"{school:06d}" if school else UNKNOWN for school in known.tolist()]
    raise UnknownDimension(
        f"There is no breakdown by {dimension}. There are: {', '.join([*PERSON_DIMENSIONS, SCHOOL])}."
    )


def name_of(member: Sex | Origin | ParentsEducation) -> str:
    """Return the canonical text of a code: `M` and `K` for the sexes, lower case for all else."""
    return member.name if isinstance(member, Sex) and member else member.name.lower()


@kernel
def find_last_schools(facts: Records, persons: Records, schools: Ints) -> None:
    """Write where each person last went to primary school (grades 0 to 10): an institution, 0 where none is known."""
    for p in range(len(persons)):
        for index in range(persons[p].first, persons[p].last):
            is_school = EducationKind.PRIMARY_SCHOOL <= facts[index].code <= EducationKind.TENTH_GRADE
            if facts[index].kind == FactKind.ENROLMENT and is_school:
                schools[p] = facts[index].place
