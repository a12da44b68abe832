"""Measurement point 3 over a whole population."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ALBERTSLUND, FIRST_DAY, LAST_DAY, World, cohorts, person, residence, work, worlds
from tests.measures.asking import FIRST_MONTH, MONTHS_KNOWN, N_MONTHS, asked, dimensions_of, in_order, rows
from tests.oracles import tally as oracle
from tests.oracles.dated import date_of

from videre.definitions.catalogue import Definitions
from videre.domain.days import last_day, month_from_iso
from videre.domain.standing import YouthClass
from videre.domain.work import EmploymentKind
from videre.measures.arrays import history_of
from videre.measures.standings import Population, class_spells, most_spells, spells_of_piece
from videre.measures.youth_15_17 import measure_youth
from videre.pipeline.measuring import ages_of

TEST = "18_hours_a_week"
THIRD_AMBITION = ("youth_18_24", "youth_25_29")
RULES = Definitions().standing_rules(TEST)
MET = Definitions().standing_test(TEST).met_classes()
AGES = st.sampled_from([(15, 18), (18, 25), (0, 30)])


@given(worlds() | cohorts(), MONTHS_KNOWN, AGES, dimensions_of("class", "sex", "origin", "parents_education", "school"))
def test_the_figures_are_those_of_the_oracle(
    world: World, months: tuple[int, int, int], ages: tuple[int, int], dimensions: tuple[str, ...]
) -> None:
    first_month, n_months, known_at = months
    figures = measure_youth(history_of(world, known_at), RULES, MET, ages, asked(first_month, n_months, dimensions))
    ends = [last_day(month) for month in range(first_month, first_month + n_months)]
    known = [date_of(day) for day in ends if day <= known_at]
    expected = oracle.youth(oracle.people(world), RULES, MET, ages, ALBERTSLUND, known, dimensions)
    assert rows(figures) == in_order(expected)


@given(worlds(), dimensions_of("sex", "school"))
def test_the_classes_add_up_to_the_population(world: World, dimensions: tuple[str, ...]) -> None:
    question = asked(FIRST_MONTH, N_MONTHS, (*dimensions, "class"))
    in_classes: dict[tuple[str, frozenset[tuple[str, str]]], list[tuple[float, float]]] = defaultdict(list)
    for figure in measure_youth(history_of(world, LAST_DAY), RULES, MET, (0, 30), question):
        label = frozenset(figure.breakdown.items() - {("class", figure.breakdown["class"])})
        in_classes[figure.period, label].append((figure.numerator, figure.denominator))
    for counted in in_classes.values():
        assert len(counted) == len(YouthClass) - 1
        assert {sum(numerator for numerator, _ in counted)} == {denominator for _, denominator in counted}


@given(worlds(max_persons=4), AGES)
def test_spells_cover_each_day_lived_here_at_the_age_and_no_other(world: World, ages: tuple[int, int]) -> None:
    history = history_of(world, LAST_DAY)
    spells = class_spells(history, RULES, Population(ALBERTSLUND, *ages, FIRST_DAY, LAST_DAY + 1))
    assert len(spells.person) <= most_spells(history.persons)
    covered: dict[int, list[int]] = defaultdict(list)
    for number, since, until in zip(spells.person, spells.since, spells.until, strict=True):
        covered[int(number)] += range(since, until)
    for number, someone in enumerate(oracle.people(world)):
        followed = [
            day
            for day in range(FIRST_DAY, LAST_DAY + 1)
            if ages[0] <= oracle.age_on(someone.born, date_of(day)) < ages[1]
            and someone.lives_in(ALBERTSLUND, date_of(day))
        ]
        assert covered[number] == followed


@given(worlds(), st.data())
def test_a_piece_of_the_persons_gives_their_spells_and_no_others(world: World, data: st.DataObject) -> None:
    history = history_of(world, LAST_DAY)
    population = Population(ALBERTSLUND, 0, 40, FIRST_DAY, LAST_DAY + 1)
    whole = class_spells(history, RULES, population)
    first = data.draw(st.integers(0, len(world)))
    last = data.draw(st.integers(first, len(world)))
    piece = spells_of_piece(history, RULES, population, first, last)
    is_in_piece = (whole.person >= first) & (whole.person < last)
    for of_piece, of_whole in zip(piece, whole, strict=True):
        assert of_piece.tolist() == of_whole[is_in_piece].tolist()


def test_a_month_that_the_registers_do_not_reach_has_no_figure() -> None:
    history = history_of([], LAST_DAY)
    assert measure_youth(history, RULES, MET, (15, 18), asked(FIRST_MONTH, N_MONTHS, ())) == []


@given(worlds() | cohorts(), MONTHS_KNOWN, st.sampled_from(THIRD_AMBITION), dimensions_of("class", "sex", "school"))
def test_the_third_ambition_is_that_of_the_oracle(
    world: World, months: tuple[int, int, int], name: str, dimensions: tuple[str, ...]
) -> None:
    first_month, n_months, known_at = months
    measure = Definitions().measure(name)
    met = [YouthClass(number) for number in measure.met_classes()]
    ages = ages_of(measure)
    figures = measure_youth(history_of(world, known_at), RULES, met, ages, asked(first_month, n_months, dimensions))
    known = [date_of(last_day(month)) for month in range(first_month, first_month + n_months)]
    known = [day for day in known if day <= date_of(known_at)]
    under_way = {
        YouthClass.PRIMARY_SCHOOL,
        YouthClass.EDUCATION,
        YouthClass.ORDINARY_EMPLOYMENT,
        YouthClass.PREPARATORY,
    }
    expected = oracle.youth(oracle.people(world), RULES, under_way, ages, ALBERTSLUND, known, dimensions)
    assert rows(figures) == in_order(expected)


def test_subsidised_work_is_the_rest_at_18_and_counts_at_17() -> None:
    subsidised = work("2014-01-01", "2015-01-01", 100, EmploymentKind.SUBSIDISED)
    world = [(person("1996-06-14"), [residence(), subsidised])]
    shares = {}
    for name in ("youth_15_17", "youth_18_24"):
        measure = Definitions().measure(name)
        met = [YouthClass(number) for number in measure.met_classes()] or [*MET]
        question = asked(month_from_iso("2014-01"), 12, ())
        figures = measure_youth(history_of(world, LAST_DAY), RULES, met, ages_of(measure), question)
        shares[name] = [(figure.period, figure.value) for figure in figures]
    assert shares["youth_15_17"] == [(f"2014-{month:02d}", 1.0) for month in range(1, 6)]
    assert shares["youth_18_24"] == [(f"2014-{month:02d}", 0.0) for month in range(6, 13)]
