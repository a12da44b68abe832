"""Dividing people by what is known of them."""

import pytest
from hypothesis import given
from tests.builders import LAST_DAY, OTHER_COLLEGE, SCHOOL, World, enrolment, open_enrolment, person, worlds
from tests.measures.asking import dimensions_of
from tests.oracles import tally as oracle

from videre.domain.education import EducationKind
from videre.domain.facts import Fact
from videre.domain.people import Sex
from videre.measures.arrays import history_of
from videre.measures.cells import Members, UnknownDimension, cells_by, everybody

NINTH = enrolment(EducationKind.NINTH_GRADE, "2014-08-10", "2015-06-27", institution=SCHOOL)


def last_school(*facts: Fact) -> int:
    return int(everybody(history_of([(person(), facts)], LAST_DAY)).school[0])


@given(worlds(), dimensions_of("sex", "origin", "parents_education", "school"))
def test_everybody_is_in_the_cell_that_the_oracle_names(world: World, dimensions: tuple[str, ...]) -> None:
    history = history_of(world, LAST_DAY)
    cells = cells_by(history, everybody(history), dimensions)
    found = [dict(cells.labels[cell]) for cell in cells.of_member]
    assert found == [someone.breakdown(dimensions, someone.last_school()) for someone in oracle.people(world)]
    assert len({frozenset(label.items()) for label in cells.labels}) == len(cells.labels)


def test_the_last_school_is_where_primary_school_was_last_attended() -> None:
    tenth = enrolment(EducationKind.TENTH_GRADE, "2015-08-10", "2016-06-27", institution=OTHER_COLLEGE)
    stx = open_enrolment(EducationKind.STX, "2016-08-10", "2019-08-10")
    assert last_school(NINTH, tenth, stx) == OTHER_COLLEGE
    assert last_school(stx) == 0


def test_a_programme_of_unknown_kind_is_no_primary_school() -> None:
    assert last_school(NINTH, enrolment(EducationKind.UNKNOWN, "2015-08-10", "2016-01-01")) == SCHOOL


def test_a_breakdown_that_people_do_not_have_is_refused_with_those_that_they_have() -> None:
    history = history_of([(person(sex=Sex.M), [])], LAST_DAY)
    with pytest.raises(UnknownDimension, match="sex, origin, parents_education, school"):
        cells_by(history, everybody(history), ("shoe_size",))


def test_members_may_stand_in_any_order() -> None:
    history = history_of([(person(sex=Sex.M), []), (person(sex=Sex.K), [])], LAST_DAY)
    everyone = everybody(history)
    turned = Members(everyone.person[::-1], everyone.school[::-1])
    assert cells_by(history, turned, ("sex",)).of_member.tolist() == [2, 1]
