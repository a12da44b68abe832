"""Told what all of them show, shares of the people give parts of every cohort's figures that add up to the figures."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, FIRST_DAY, LAST_DAY, World, cohorts, days, exam, in_order
from tests.measures.asking import asked, dimensions_of
from tests.measures.test_adding import by_identity
from tests.measures.test_following import (
    COURSE_NAMES,
    COURSES,
    FLOWS,
    GIVEN_BACK,
    IN_WORK,
    MONTHS,
    SECTORS,
    STANDING,
    WHOLE,
)
from tests.people import BO

from videre.definitions.catalogue import Definitions
from videre.domain.asked import Asked
from videre.domain.exam import Discipline
from videre.domain.figures import Figure, Unit
from videre.measures.adding import add_up, counts_of, figure_of
from videre.measures.after_completing import measure_after_completing
from videre.measures.alternatives import measure_alternatives
from videre.measures.arrays import History, history_of
from videre.measures.exam import measure_exam, whole_of_leavers
from videre.measures.flows import measure_flows
from videre.measures.given_back import measure_given_back, whole_of_senders
from videre.measures.intake import measure_intake
from videre.measures.leavers import whole_of_ninth_grade
from videre.measures.pathways import measure_pathways
from videre.measures.whole import Whole, joined

DEFINITIONS = Definitions()
RULES = DEFINITIONS.pathway_rules("sector")
FOLLOWED_MONTHS, AGE_LIMIT = 8, 30
N_SHARES = 3

Measure = Callable[[History, Asked, Whole | None], Sequence[Figure]]
WholeOf = Callable[[History, Asked], Whole]


def of_ninth_grade(history: History, question: Asked) -> Whole:
    return whole_of_ninth_grade(history, ALBERTSLUND, years_of(question))


def of_nothing(_history: History, _question: Asked) -> Whole:
    return {}


def years_of(question: Asked) -> range:
    return range(question.first_period, question.first_period + question.n_periods)


ASKED_OF_ALL: dict[str, tuple[Measure, WholeOf, Unit, tuple[str, ...]]] = {
    "exam": (
        lambda history, question, whole: measure_exam(history, DEFINITIONS.exam_rule, FOLLOWED_MONTHS, question, whole),
        lambda history, question: whole_of_leavers(history, DEFINITIONS.exam_rule, FOLLOWED_MONTHS, question),
        Unit.SHARE,
        ("sex", "school", "months", "group"),
    ),
    "pathways": (
        lambda history, question, whole: measure_pathways(history, RULES, SECTORS, MONTHS, question, "sector", whole),
        of_ninth_grade,
        Unit.SHARE,
        ("sex", "school"),
    ),
    "flows": (
        lambda history, question, whole: measure_flows(history, FLOWS, SECTORS, MONTHS, question, whole),
        of_ninth_grade,
        Unit.SHARE,
        ("sex", "school"),
    ),
    "alternatives": (
        lambda history, question, whole: measure_alternatives(
            history, COURSES, COURSE_NAMES, WHOLE, MONTHS, question, whole
        ),
        of_ninth_grade,
        Unit.SHARE,
        ("sex", "school"),
    ),
    "given_back": (
        lambda history, question, whole: measure_given_back(history, GIVEN_BACK, AGE_LIMIT, MONTHS, question, whole),
        lambda history, question: whole_of_senders(history, AGE_LIMIT, question),
        Unit.SHARE,
        ("sex", "school"),
    ),
    "intake": (
        lambda history, question, _whole: measure_intake(history, RULES, SECTORS, AGE_LIMIT, question, "sector"),
        of_nothing,
        Unit.PERSONS,
        ("sex", "origin"),
    ),
    "after_completing": (
        lambda history, question, _whole: measure_after_completing(
            history, RULES, SECTORS, STANDING, IN_WORK, MONTHS, question, "sector"
        ),
        of_nothing,
        Unit.SHARE,
        ("sex", "class"),
    ),
}


@pytest.mark.parametrize("name", ASKED_OF_ALL)
@given(data=st.data())
def test_shares_that_know_the_whole_add_up_to_the_figures_of_all(name: str, data: st.DataObject) -> None:
    measure, whole_of, unit, dimensions = ASKED_OF_ALL[name]
    world: World = data.draw(cohorts())
    known_at = data.draw(days(FIRST_DAY + 300) | st.just(LAST_DAY))
    question = asked(data.draw(st.integers(2013, 2015)), 2, data.draw(dimensions_of(*dimensions)))
    share_of = data.draw(st.lists(st.integers(0, N_SHARES - 1), min_size=len(world), max_size=len(world)))
    shares = [
        history_of([person for person, of in zip(world, share_of, strict=True) if of == share], known_at)
        for share in range(N_SHARES)
    ]
    whole = joined(whole_of(share, question) for share in shares)
    counts = add_up(count for share in shares for count in counts_of(measure(share, question, whole)))
    added = [figure_of(question, unit, count) for count in counts if count.numerator or name != "flows"]
    assert by_identity(added) == by_identity(list(measure(history_of(world, known_at), question, None)))


def test_a_share_that_is_told_nothing_takes_a_school_for_one_that_delivered_nothing() -> None:
    tested = (BO.person, in_order([*BO.facts, exam(Discipline.DANISH_WRITTEN, 7)]))
    untested = (BO.person, list(BO.facts))
    question = asked(2015, 1, ("school",))
    whole = whole_of_leavers(history_of([tested, untested], LAST_DAY), DEFINITIONS.exam_rule, 1, question)
    share = history_of([untested], LAST_DAY)
    (alone,) = measure_exam(share, DEFINITIONS.exam_rule, 1, question)
    (told,) = measure_exam(share, DEFINITIONS.exam_rule, 1, question, whole)
    assert (alone.numerator, alone.unknown) == (0, 1)
    assert (told.numerator, told.unknown) == (1, 0)
