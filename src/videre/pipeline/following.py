"""Answering measurement point 5 and what stands beside it: a cohort's ways, a year's intake, and what is given back."""

from collections.abc import Mapping

from videre.definitions.measure import Measure
from videre.domain.asked import Asked
from videre.domain.figures import Figure
from videre.domain.pathways import PathwayRules
from videre.domain.refusals import Refused
from videre.domain.standing import YouthClass
from videre.measures.after_completing import measure_after_completing
from videre.measures.alternatives import measure_alternatives
from videre.measures.flows import FlowRules, measure_flows
from videre.measures.given_back import GivenBackRules, measure_given_back
from videre.measures.intake import measure_intake
from videre.measures.pathways import measure_pathways
from videre.pipeline.censored_pathways import COUNTED, ESTIMATOR, measure_censored_pathways
from videre.pipeline.gathering import Gathered

USUAL_LEVEL = "kind"
FLOW_LEVEL = "sector"  # six places can be followed by the eye, twenty cannot
WHOLE = "youth_education"


class TwoLevels(Refused):
    """A measure was asked for two groupings of education at once."""


class TwoSenders(Refused):
    """What is given back was asked for by school and by unit at once."""


def level_of(gathered: Gathered, asked: Asked) -> tuple[str, PathwayRules, Mapping[int, str]]:
    """Return the level of grouping that is asked for, its rules, and what its groups are called; raises TwoLevels."""
    levels = gathered.definitions.pathway_levels().levels
    named = [name for name in asked.dimensions if name in levels] or [USUAL_LEVEL]
    if len(named) > 1:
        raise TwoLevels(f"{asked.measure} groups educations in one way at a time: by {' or by '.join(named)}.")
    return named[0], gathered.definitions.pathway_rules(named[0]), levels[named[0]].names()


def answer_pathways(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return measurement point 5; by estimator where asked, the plain count and Aalen-Johansen side by side."""
    level, rules, names = level_of(gathered, asked)
    of_people = asked._replace(dimensions=asked.without(ESTIMATOR))
    months = definition.followed_months
    plain = measure_pathways(gathered.history, rules, names, months, of_people, level, gathered.whole)
    counted = [figure._replace(about={"estimator": COUNTED}) for figure in plain]
    if ESTIMATOR not in asked.dimensions:
        return counted
    both = [figure._replace(breakdown={**figure.breakdown, ESTIMATOR: COUNTED}) for figure in counted]
    return both + measure_censored_pathways(gathered, definition, of_people, level, rules, names)


def answer_flows(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return how a cohort flows."""
    names = gathered.definitions.pathway_groups(FLOW_LEVEL).names()
    rules = FlowRules(
        gathered.definitions.pathway_rules(FLOW_LEVEL),
        gathered.definitions.pathway_rules(WHOLE),
        gathered.definitions.standing_rules(definition.test.name).employment_test,
        len(names),
    )
    return measure_flows(gathered.history, rules, names, definition.followed_months, asked, gathered.whole)


def answer_alternatives(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return what those who complete nothing were given."""
    groups = gathered.definitions.pathway_levels()
    whole = gathered.definitions.pathway_rules(WHOLE)
    names = groups.names_of_alternatives()
    return measure_alternatives(
        gathered.history, groups.alternative_rules(), names, whole, definition.followed_months, asked, gathered.whole
    )


def answer_intake(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return each calendar year's intake and completion."""
    level, rules, names = level_of(gathered, asked)
    age_limit_years = definition.population.below_age_years
    assert age_limit_years is not None, "the intake is of young people: its definition says up to which age"
    return measure_intake(gathered.history, rules, names, age_limit_years, asked, level)


def answer_after_completing(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return who is in ordinary work after completing."""
    level, rules, names = level_of(gathered, asked)
    standing = gathered.definitions.standing_rules(definition.test.name)
    met = [YouthClass(number) for number in definition.met_classes()]
    months = definition.followed_months
    return measure_after_completing(gathered.history, rules, names, standing, met, months, asked, level)


def answer_given_back(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return what is given back to schools and units."""
    if {"school", "unit"} <= set(asked.dimensions):
        raise TwoSenders("Ask for one at a time: --by school, or --by unit.")
    rules = GivenBackRules(
        gathered.definitions.standing_rules(definition.test.name), gathered.definitions.pathway_rules(WHOLE)
    )
    age_limit_years = definition.population.below_age_years
    assert age_limit_years is not None, "a unit sends on young people: the definition says up to which age"
    return measure_given_back(
        gathered.history, rules, age_limit_years, definition.followed_months, asked, gathered.whole
    )
