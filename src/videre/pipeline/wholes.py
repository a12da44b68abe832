"""What a share of the people must be told of all of them, by measure; the others are plain sums over persons."""

from collections.abc import Callable

from videre.definitions.measure import Measure
from videre.domain.asked import Asked
from videre.measures.exam import whole_of_leavers
from videre.measures.given_back import whole_of_senders
from videre.measures.leavers import whole_of_ninth_grade
from videre.measures.whole import Whole
from videre.pipeline.gathering import Gathered

WholeOf = Callable[[Gathered, Measure, Asked], Whole]


def whole_of_cohorts(gathered: Gathered, _definition: Measure, asked: Asked) -> Whole:
    """Return what these people show of each cohort of 9th grade."""
    years = range(asked.first_period, asked.first_period + asked.n_periods)
    return whole_of_ninth_grade(gathered.history, asked.municipality, years)


def whole_of_exam(gathered: Gathered, definition: Measure, asked: Asked) -> Whole:
    """Return what these people show of each year's leavers and of their schools."""
    followed_months = max(definition.followed_months)
    return whole_of_leavers(gathered.history, gathered.definitions.exam_rule, followed_months, asked)


def whole_of_given_back(gathered: Gathered, definition: Measure, asked: Asked) -> Whole:
    """Return what these people show of each sender's years."""
    age_limit_years = definition.population.below_age_years
    assert age_limit_years is not None, "a unit sends on young people: the definition says up to which age"
    return whole_of_senders(gathered.history, age_limit_years, asked)


WHOLES: dict[str, WholeOf] = {
    "exam": whole_of_exam,
    "pathways": whole_of_cohorts,
    "flows": whole_of_cohorts,
    "alternatives": whole_of_cohorts,
    "given_back": whole_of_given_back,
}
