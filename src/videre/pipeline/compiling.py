"""Compiling the folds ahead of time, by asking each measure about a municipality of one person."""

from datetime import date

import numpy as np

from videre.definitions.catalogue import Definitions
from videre.domain.asked import Asked
from videre.domain.days import OPEN_ENDED, day_of_date, first_day
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import Fact, FactKind, Person
from videre.domain.figures import Provenance, Unit
from videre.domain.standing import YouthClass
from videre.measures.arrays import History, history_of
from videre.measures.benefits import measure_benefits
from videre.measures.exam import measure_exam
from videre.measures.leavers import Leavers, leavers_of_ninth_grade
from videre.measures.ledger import youth_accounts
from videre.measures.ledger_benefits import benefit_accounts
from videre.measures.ledger_cohorts import way_accounts
from videre.measures.outside import OfficialDefinition, count_attachments
from videre.measures.pathway_moves import count_pathway_moves
from videre.measures.pathways import measure_pathways
from videre.measures.standings import Population
from videre.measures.youth_15_17 import measure_youth
from videre.pipeline.behaviour import behaviour_of, count_history
from videre.pipeline.projecting import STATES, ask
from videre.projection.forward import project
from videre.projection.shrinking import project_all
from videre.projection.uncertainty import MANY_PERSONS, distribution_of_count
from videre.store.history_queries import FIELDS
from videre.store.months_of_work import join_months

DAY = date(2015, 12, 31)


def compile_folds() -> None:
    """Compile every kernel that figures need; half a minute the first time, under two seconds after.

    A kernel is compiled for the types it is called with, so each measure is asked the smallest real question, with the
    shipped definitions.
    """
    join_months({"person": np.zeros(1, np.int64), **{name: np.zeros(1, np.int32) for name in FIELDS}})
    definitions = Definitions()
    known_at = day_of_date(DAY)
    born = day_of_date(date(1999, 6, 1))
    lives_here = Fact(FactKind.RESIDENCE, 0, born, OPEN_ENDED, 0, 1, born, OPEN_ENDED, 0)
    left = day_of_date(date(2015, 6, 27))
    school = Fact(FactKind.ENROLMENT, EducationKind.NINTH_GRADE, left - 320, left, Outcome.COMPLETED, 1, left, left, 0)
    history = history_of([(Person(0, 0, born, 1, 1, 1), [lives_here, school])], known_at)
    asked = Asked("compiling", 1, 2015 * 12, 1, ("school",), Provenance("", "", "", ""))
    of_cohort = asked._replace(first_period=2015)
    measure_youth(history, definitions.standing_rules("18_hours_a_week"), [YouthClass.EDUCATION], (15, 18), asked)
    measure_benefits(history, definitions.benefit_union("benefits"), 30, Unit.PERSONS, asked)
    measure_exam(history, definitions.exam_rule, 1, of_cohort)
    measure_pathways(history, definitions.pathway_rules("kind"), {1: "any"}, (0,), of_cohort)
    leavers = leavers_of_ninth_grade(history, 1, 2015)
    count_pathway_moves(history, definitions.pathway_rules("kind"), leavers, 1, 998, np.zeros(1, np.int32), 1)
    compile_ledgers(definitions, history, leavers)
    compile_projection(definitions, history)


def compile_ledgers(definitions: Definitions, history: History, leavers: Leavers) -> None:
    """Compile the kernels of the ledgers."""
    nobody, cells = np.zeros(len(leavers.left_on), np.int32), np.zeros(len(history.persons), np.int32)
    population = Population(1, 15, 18, first_day(2015 * 12), first_day(2015 * 12 + 2))
    youth_accounts(history, definitions.standing_rules("18_hours_a_week"), population, cells, 1)
    union, reforms = definitions.benefit_union("benefits"), definitions.benefit_reforms()
    for counted in (union, union[:1]):
        benefit_accounts(history, counted, reforms, population, cells, 1)
    kinds = definitions.programme_kinds()
    way_accounts(history, kinds.way_rules(DAY), leavers, 1, nobody, 1)
    for each in definitions.list_outside()[:1]:
        official = OfficialDefinition(each.rules(kinds, DAY), 15, 25, frozenset(each.months), on_first_day=False)
        count_attachments(history, official, 1, history.known_at, cells, 1)


def compile_projection(definitions: Definitions, history: History) -> None:
    """Compile what projections need, by projecting the one person, who left 9th grade and has done nothing since."""
    space = definitions.state_space(STATES)
    counted = count_history(history, space, definitions.state_rules(space), 1, None)
    behaviour = behaviour_of(counted, None, 2015)
    initial = np.zeros((1, len(space.states)))
    initial[0, counted.states_after(np.arange(1), 0)] = 1.0
    asked = ask(initial, (0,), 2)
    (share,) = project_all(behaviour.place, [asked])
    project(counted.moves, behaviour.place.rates, asked)
    distribution_of_count(initial, share.chance, 0.1)
    distribution_of_count(initial * (MANY_PERSONS + 1), share.chance, 0.1)
