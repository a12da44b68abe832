"""What stands beside measurement point 5, over whole cohorts and years."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import (
    ALBERTSLUND,
    FIRST_DAY,
    GLOSTRUP,
    LAST_DAY,
    SCHOOL,
    World,
    activity,
    application,
    cohorts,
    contact,
    day,
    days,
    enrolment,
    open_enrolment,
    person,
    residence,
    work,
    worlds,
)
from tests.measures.asking import asked, dimensions_of, in_order, rows
from tests.oracles import following as oracle
from tests.oracles.dated import date_of
from tests.oracles.tally import people
from tests.people import NINTH_GRADE

from videre.definitions.catalogue import Definitions
from videre.domain.education import ActivityKind, EducationKind, Outcome
from videre.domain.facts import Fact
from videre.domain.figures import Figure
from videre.domain.standing import YouthClass
from videre.measures.after_completing import measure_after_completing
from videre.measures.alternatives import measure_alternatives
from videre.measures.arrays import history_of
from videre.measures.flows import FlowRules, measure_flows
from videre.measures.given_back import GivenBackRules, measure_given_back
from videre.measures.intake import measure_intake

DEFINITIONS = Definitions()
LEVELS = st.sampled_from(["kind", "sector", "youth_education"])
KNOWN_AT = days(FIRST_DAY + 300) | st.just(LAST_DAY)
YEARS = st.integers(2013, 2016)
MONTHS = (0, 2, 5, 15, 24)
UNITS = ("job_centre", "social_services", "uu")
WHOLE = DEFINITIONS.pathway_rules("youth_education")
STANDING = DEFINITIONS.standing_rules("18_hours_a_week")
SECTORS = DEFINITIONS.pathway_groups("sector").names()
FLOWS = FlowRules(DEFINITIONS.pathway_rules("sector"), WHOLE, STANDING.employment_test, len(SECTORS))
GROUPS = DEFINITIONS.pathway_levels()
COURSES, COURSE_NAMES = GROUPS.alternative_rules(), GROUPS.names_of_alternatives()
GIVEN_BACK = GivenBackRules(STANDING, WHOLE)
IN_WORK = (YouthClass.ORDINARY_EMPLOYMENT,)


def flows(world: World, known_at: int, year: int, dimensions: tuple[str, ...] = (), n_years: int = 1) -> list[Figure]:
    return measure_flows(history_of(world, known_at), FLOWS, SECTORS, MONTHS, asked(year, n_years, dimensions))


@given(cohorts(), YEARS, KNOWN_AT, dimensions_of("sex", "origin", "school"))
def test_the_flows_are_those_of_the_oracle(world: World, year: int, known_at: int, dimensions: tuple[str, ...]) -> None:
    rules = (FLOWS.groups, WHOLE, STANDING.employment_test.hours_per_month_x100)
    expected = oracle.flow_rows(people(world), rules, SECTORS, MONTHS, date_of(known_at), ALBERTSLUND, year, dimensions)
    assert rows(flows(world, known_at, year, dimensions)) == in_order(expected)


@given(cohorts(), YEARS, dimensions_of("sex", "school"))
def test_nobody_is_lost_from_one_look_to_the_next(world: World, year: int, dimensions: tuple[str, ...]) -> None:
    came_to: dict[object, Counter[str]] = defaultdict(Counter)
    went_from: dict[object, Counter[str]] = defaultdict(Counter)
    sizes = {}
    for figure in flows(world, LAST_DAY, year, dimensions):
        own = frozenset((name, figure.breakdown[name]) for name in dimensions)
        month = int(figure.breakdown["months"])
        came_to[own, month][figure.breakdown["to"]] += int(figure.numerator)
        went_from[own, month][figure.breakdown["from"]] += int(figure.numerator)
        sizes[own, month] = figure.denominator
    for (own, month), places in came_to.items():
        assert sum(places.values()) == sizes[own, month]
        later = [each for other, each in sizes if other == own and each > month]
        if later:
            assert went_from[own, min(later)] == places


@given(cohorts(), YEARS, KNOWN_AT, dimensions_of("sex", "origin", "school"))
def test_the_alternatives_are_those_of_the_oracle(
    world: World, year: int, known_at: int, dimensions: tuple[str, ...]
) -> None:
    figures = measure_alternatives(
        history_of(world, known_at), COURSES, COURSE_NAMES, WHOLE, MONTHS, asked(year, 1, dimensions)
    )
    expected = oracle.alternative_rows(
        people(world), COURSES, COURSE_NAMES, WHOLE, MONTHS, date_of(known_at), ALBERTSLUND, year, dimensions
    )
    assert rows(figures) == in_order(expected)


@given(cohorts(), YEARS)
def test_none_and_any_are_everybody_and_no_course_is_more_than_any(world: World, year: int) -> None:
    given_in: dict[str, dict[str, float]] = defaultdict(dict)
    history, question = history_of(world, LAST_DAY), asked(year, 1, ())
    for figure in measure_alternatives(history, COURSES, COURSE_NAMES, WHOLE, MONTHS, question):
        given_in[figure.breakdown["months"]][figure.breakdown["course"]] = figure.numerator
        given_in[figure.breakdown["months"]]["all"] = figure.denominator
    for counts in given_in.values():
        assert counts["none"] + counts["any"] == counts["all"]
        assert set(counts) == {"none", "any", "all", *COURSE_NAMES.values()}
        assert all(counts[course] <= counts["any"] for course in COURSE_NAMES.values())
        assert sum(counts[course] for course in COURSE_NAMES.values()) >= counts["any"]


@given(worlds() | cohorts(), LEVELS, YEARS, st.integers(1, 3), KNOWN_AT, dimensions_of("sex", "origin", "school"))
def test_the_intake_is_that_of_the_oracle(
    world: World, level: str, year: int, n_years: int, known_at: int, dimensions: tuple[str, ...]
) -> None:
    rules, names = DEFINITIONS.pathway_rules(level), DEFINITIONS.pathway_groups(level).names()
    figures = measure_intake(history_of(world, known_at), rules, names, 18, asked(year, n_years, dimensions), level)
    expected = oracle.intake_rows(
        people(world), rules, names, level, 18, date_of(known_at), ALBERTSLUND, range(year, year + n_years), dimensions
    )
    counted = [(f.period, dict(f.breakdown), f.value, f.numerator, f.denominator) for f in figures]
    assert all(value == numerator for _, _, value, numerator, _ in counted)
    assert in_order((p, frozenset(b.items()), int(n), int(d), 0) for p, b, _, n, d in counted) == in_order(expected)


@given(worlds() | cohorts(), LEVELS, YEARS, KNOWN_AT, dimensions_of("class", "sex", "origin", "school"))
def test_what_is_done_after_completing_is_that_of_the_oracle(
    world: World, level: str, year: int, known_at: int, dimensions: tuple[str, ...]
) -> None:
    rules, names = DEFINITIONS.pathway_rules(level), DEFINITIONS.pathway_groups(level).names()
    question = asked(year, 2, dimensions)
    figures = measure_after_completing(
        history_of(world, known_at), rules, names, STANDING, IN_WORK, (0, 3, 12), question, level
    )
    expected = oracle.after_rows(
        people(world), rules, names, level, STANDING, IN_WORK, (0, 3, 12), date_of(known_at), ALBERTSLUND,
        range(year, year + 2), dimensions,
    )  # fmt: skip
    assert rows(figures) == in_order(expected)


@given(worlds() | cohorts(), YEARS)
def test_the_classes_after_completing_add_up_to_those_who_completed(world: World, year: int) -> None:
    rules, names = DEFINITIONS.pathway_rules("kind"), DEFINITIONS.pathway_groups("kind").names()
    history, question = history_of(world, LAST_DAY), asked(year, 1, ("class",))
    totals: dict[object, list[tuple[float, float]]] = defaultdict(list)
    for figure in measure_after_completing(history, rules, names, STANDING, IN_WORK, (0, 6), question):
        totals[figure.breakdown["kind"], figure.breakdown["months_after"]].append(
            (figure.numerator, figure.denominator)
        )
    for counted in totals.values():
        assert {sum(numerator for numerator, _ in counted)} == {denominator for _, denominator in counted}


@given(
    worlds() | cohorts(),
    YEARS,
    KNOWN_AT,
    st.sampled_from([(), ("school",), ("unit",), ("school", "sex"), ("unit", "origin")]),
)
def test_what_is_given_back_is_that_of_the_oracle(
    world: World, year: int, known_at: int, dimensions: tuple[str, ...]
) -> None:
    history, question = history_of(world, known_at, UNITS), asked(year, 1, dimensions)
    expected = oracle.given_back_rows(
        people(world), STANDING, WHOLE, UNITS, 18, MONTHS, date_of(known_at), ALBERTSLUND, year, dimensions
    )
    assert rows(measure_given_back(history, GIVEN_BACK, 18, MONTHS, question)) == in_order(expected)


@given(worlds() | cohorts(), YEARS, st.sampled_from(["school", "unit"]))
def test_what_those_sent_on_do_adds_up_to_them_and_schools_add_up_to_any(world: World, year: int, sender: str) -> None:
    history, question = history_of(world, LAST_DAY, UNITS), asked(year, 1, (sender,))
    doing: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sizes = {}
    for figure in measure_given_back(history, GIVEN_BACK, 30, (0,), question):
        of_sender = figure.breakdown[sender], figure.breakdown["months_after"]
        doing[of_sender][figure.breakdown["doing"]] = int(figure.numerator)
        sizes[of_sender] = figure.denominator
    for of_sender, counts in doing.items():
        classes = ("education", "work", "preparatory", "outside", "unknown")
        assert sum(counts[name] for name in classes) == sizes[of_sender]
        assert counts["completed"] <= counts["in_or_through"] <= sizes[of_sender]
    if sender == "school" and doing:
        parts = [counts for (name, _), counts in doing.items() if name != "any"]
        if all(month == "0" for _, month in doing) and len(parts) == len({name for name, _ in doing}) - 1:
            assert sum(parts, Counter()) == Counter(doing["any", "0"]) - Counter()


@given(worlds() | cohorts(), YEARS, st.data())
def test_neither_the_order_of_persons_nor_that_of_their_facts_changes_a_figure(
    world: World, year: int, data: st.DataObject
) -> None:
    turned = [(someone, data.draw(st.permutations(facts))) for someone, facts in data.draw(st.permutations(world))]
    rules, names = DEFINITIONS.pathway_rules("kind"), DEFINITIONS.pathway_groups("kind").names()
    answers = []
    for each in (world, turned):
        history, question = history_of(each, LAST_DAY, UNITS), asked(year, 1, ())
        answers.append(
            [
                *measure_flows(history, FLOWS, SECTORS, MONTHS, question),
                *measure_alternatives(history, COURSES, COURSE_NAMES, WHOLE, MONTHS, question),
                *measure_intake(history, rules, names, 30, question),
                *measure_after_completing(history, rules, names, STANDING, IN_WORK, (0, 6), question),
                *measure_given_back(history, GIVEN_BACK, 30, MONTHS, question._replace(dimensions=("unit",))),
            ]
        )
    assert answers[0] == answers[1]


@given(worlds() | cohorts(), st.integers(0, 10), YEARS)
def test_two_halves_of_a_population_add_up_to_the_whole(world: World, cut: int, year: int) -> None:
    rules, names = DEFINITIONS.pathway_rules("kind"), DEFINITIONS.pathway_groups("kind").names()

    def counted(part: World) -> Counter[object]:
        history, question = history_of(part, LAST_DAY, UNITS), asked(year, 1, ())
        counts: Counter[object] = Counter()
        for number, figures in enumerate(
            (
                measure_flows(history, FLOWS, SECTORS, (0,), question),
                measure_alternatives(history, COURSES, COURSE_NAMES, WHOLE, (0,), question),
                measure_intake(history, rules, names, 30, question),
                measure_given_back(history, GIVEN_BACK, 30, (0,), question._replace(dimensions=("unit",))),
            )
        ):
            for figure in figures:
                counts[number, frozenset(figure.breakdown.items())] += int(figure.numerator)
        return +counts

    assert sum((counted(part) for part in (world[:cut], world[cut:]) if part), Counter()) == counted(world)


# What the rules say, one life at a time.

LEFT = day("2015-06-27")


def one(*facts: Fact, born: str = "1999-03-14") -> World:
    return [(person(born), [residence(), *facts])]


def said(figures: list[Figure], *names: str) -> dict[tuple[str, ...], float]:
    return {tuple(figure.breakdown[name] for name in names): figure.numerator for figure in figures}


def test_somebody_flows_from_the_choice_through_tenth_grade_to_vocational_education_and_out_of_it() -> None:
    life = one(
        NINTH_GRADE,
        application(EducationKind.TENTH_GRADE, "2015-03-01"),
        enrolment(EducationKind.TENTH_GRADE, "2015-08-10", "2016-06-25"),
        enrolment(EducationKind.EUD_GF1, "2016-08-10", "2016-11-01", Outcome.INTERRUPTED),
        work("2016-11-01", "2017-01-01", 120),
    )
    history = history_of(life, LAST_DAY)
    found = said(measure_flows(history, FLOWS, SECTORS, (3, 15, 17), asked(2015, 1, ())), "from", "to", "months")
    assert found == {
        ("tenth_grade", "tenth_grade", "3"): 1,
        ("tenth_grade", "vocational", "15"): 1,
        ("vocational", "ordinary_work", "17"): 1,
    }


def test_no_choice_and_nothing_known_flow_from_no_choice_to_elsewhere() -> None:
    history = history_of(one(NINTH_GRADE), LAST_DAY)
    found = said(measure_flows(history, FLOWS, SECTORS, (3,), asked(2015, 1, ())), "from", "to", "months")
    assert found == {("no_choice", "elsewhere", "3"): 1}


def test_who_is_in_a_youth_education_may_complete_it_yet_and_is_not_asked_about() -> None:
    in_it = one(NINTH_GRADE, open_enrolment(EducationKind.STX, "2015-08-10", "2019-08-10"))
    without = one(
        NINTH_GRADE,
        enrolment(EducationKind.PRODUKTIONSSKOLE, "2015-08-10", "2016-02-01", Outcome.INTERRUPTED),
        activity(ActivityKind.COMPANY_PLACEMENT, "2016-03-01", "2016-04-01"),
        activity(ActivityKind.EXEMPTION, "2016-05-01", "2016-06-01"),
    )
    for world, expected in ((in_it, {}), (without, {"produktionsskole": 1, "company_placement": 1, "any": 1})):
        history = history_of(world, LAST_DAY)
        figures = measure_alternatives(history, COURSES, COURSE_NAMES, WHOLE, (15,), asked(2015, 1, ()))
        assert {key: n for (key,), n in said(figures, "course").items() if n} == expected


def test_a_course_before_school_was_left_was_not_given_to_a_leaver() -> None:
    early = one(NINTH_GRADE, activity(ActivityKind.BRIDGE_BUILDING, "2015-02-01", "2015-03-01"))
    history = history_of(early, LAST_DAY)
    figures = measure_alternatives(history, COURSES, COURSE_NAMES, WHOLE, (3,), asked(2015, 1, ()))
    assert {key: n for (key,), n in said(figures, "course").items() if n} == {"none": 1}


@pytest.mark.parametrize(
    ("back_on", "level", "years"),
    [
        ("2015-01-31", "sector", [2013]),  # left on 1 November 2013, back within 15 months: no new intake
        ("2015-02-01", "sector", [2013, 2015]),
        ("2015-01-31", "kind", [2013, 2015]),  # another kind is another education
    ],
)
def test_back_in_the_same_education_within_fifteen_months_is_no_new_intake(
    back_on: str, level: str, years: list[int]
) -> None:
    life = one(
        enrolment(EducationKind.EUD_GF1, "2013-08-10", "2013-11-01", Outcome.INTERRUPTED),
        open_enrolment(EducationKind.EUD_GF2, back_on, "2016-01-01"),
    )
    rules, names = DEFINITIONS.pathway_rules(level), DEFINITIONS.pathway_groups(level).names()
    figures = measure_intake(history_of(life, LAST_DAY), rules, names, 30, asked(2013, 3, ()), level)
    started = [figure for figure in figures if figure.breakdown["event"] == "started" and figure.numerator]
    assert [int(figure.period) for figure in started] == years


def test_whoever_completes_on_1_january_completes_in_the_new_year_and_lives_where_they_did_the_day_before() -> None:
    moved = [residence("2000-01-01", "2016-01-01"), residence("2016-01-01", municipality=GLOSTRUP)]
    life = [(person(), [*moved, enrolment(EducationKind.HF, "2014-08-10", "2016-01-01")])]
    rules, names = DEFINITIONS.pathway_rules("kind"), DEFINITIONS.pathway_groups("kind").names()
    figures = measure_intake(history_of(life, LAST_DAY), rules, names, 30, asked(2014, 3, ()))
    found = [(f.period, f.breakdown["kind"], f.breakdown["event"]) for f in figures if f.numerator]
    assert found == [("2014", "hf", "started"), ("2016", "hf", "completed")]


def test_work_is_looked_at_on_the_day_one_and_two_years_after_the_first_completion() -> None:
    life = one(
        enrolment(EducationKind.EUD_MAIN, "2011-08-10", "2013-06-27"),
        work("2014-06-01", "2014-07-01", 140),
        work("2015-06-01", "2015-06-27", 140),
    )
    rules, names = DEFINITIONS.pathway_rules("kind"), DEFINITIONS.pathway_groups("kind").names()
    history, question = history_of(life, LAST_DAY), asked(2013, 1, ())
    figures = measure_after_completing(history, rules, names, STANDING, IN_WORK, (12, 24), question)
    assert said(figures, "kind", "months_after") == {("eud_main", "12"): 1, ("eud_main", "24"): 0}
    too_soon = history_of(life, day("2015-12-30"))  # one who completed on 31 December has not been followed two years
    figures = measure_after_completing(too_soon, rules, names, STANDING, IN_WORK, (12, 24), question)
    assert set(said(figures, "months_after")) == {("12",)}


def test_a_school_gets_back_its_pupils_and_a_tenth_grade_school_its_own_a_year_later() -> None:
    tenth = enrolment(EducationKind.TENTH_GRADE, "2015-08-10", "2016-06-25", institution=280051)
    history = history_of(one(NINTH_GRADE, tenth), LAST_DAY)
    figures = measure_given_back(history, GIVEN_BACK, 30, (3,), asked(2015, 2, ("school",)))
    found = {(f.period, f.breakdown["school"]) for f in figures if f.breakdown["doing"] == "education" and f.numerator}
    assert found == {("2015", "any"), ("2015", f"{SCHOOL:06d}")}
    assert {(f.period, f.breakdown["school"]) for f in figures} - found == {("2016", "any"), ("2016", "280051")}


def test_a_unit_sends_on_when_its_last_contact_ends_and_only_the_young() -> None:
    early, late = contact(3, "2013-01-01", "2014-06-01"), contact(3, "2014-05-01", "2015-03-01")
    going_on, other = contact(1, "2014-01-01"), contact(2, "2014-01-01", "2015-02-01")
    history = history_of(one(early, late, going_on, other, born="1990-01-01"), LAST_DAY, UNITS)
    for limit, expected in ((30, {("2015", "any"), ("2015", "uu"), ("2015", "social_services")}), (25, set())):
        figures = measure_given_back(history, GIVEN_BACK, limit, (3,), asked(2014, 2, ("unit",)))
        assert {(figure.period, figure.breakdown["unit"]) for figure in figures} == expected
