"""Figures of parts of a population add up to those of the whole, however the people are shared out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import LAST_DAY, World, worlds
from tests.measures.asking import FIRST_MONTH, asked, dimensions_of

from videre.definitions.catalogue import Definitions
from videre.domain.asked import Asked, share_figure
from videre.domain.figures import Figure, Unit
from videre.domain.standing import YouthClass
from videre.measures.adding import NotAdditive, add_up, counts_of, figure_of
from videre.measures.arrays import history_of
from videre.measures.benefits import count_figure, measure_benefits
from videre.measures.youth_15_17 import measure_youth

DEFINITIONS = Definitions()
RULES = DEFINITIONS.standing_rules("18_hours_a_week")
UNION = DEFINITIONS.benefit_union("benefits")
N_PARTS = 3


def youth(world: World, question: Asked) -> list[Figure]:
    return measure_youth(history_of(world, LAST_DAY), RULES, [YouthClass.EDUCATION], (15, 18), question)


def benefits(world: World, question: Asked) -> list[Figure]:
    return measure_benefits(history_of(world, LAST_DAY), UNION, 30, Unit.PERSONS, question)


def by_identity(figures: list[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda figure: figure.figure_id)


@pytest.mark.parametrize(("measure", "unit"), [(youth, Unit.SHARE), (benefits, Unit.PERSONS)])
@given(data=st.data())
def test_shares_of_the_people_add_up_to_the_figures_of_all(measure: object, unit: Unit, data: st.DataObject) -> None:
    assert callable(measure)
    world = data.draw(worlds())
    question = asked(FIRST_MONTH, 6, data.draw(dimensions_of("sex", "origin")))
    share_of = data.draw(st.lists(st.integers(0, N_PARTS - 1), min_size=len(world), max_size=len(world)))
    parts = [[person for person, of in zip(world, share_of, strict=True) if of == part] for part in range(N_PARTS)]
    counts = [count for part in parts for count in counts_of(measure(part, question))]
    added = [figure_of(question, unit, count) for count in add_up(counts)]
    assert by_identity(added) == by_identity(measure(world, question))


def test_what_is_no_whole_number_of_persons_is_not_added() -> None:
    question = asked(FIRST_MONTH, 1, ())
    full_time = count_figure(question, "2014-01", {}, 2.5, 10, 0, Unit.FULL_TIME_PERSONS)
    estimate = share_figure(question, "2014", {}, 3, 10, 0)._replace(interval_low=0.2, interval_high=0.4)
    for figure in (full_time, estimate):
        with pytest.raises(NotAdditive):
            list(counts_of([figure]))
