"""Where somebody stands: what the words say of single cases. The comparison with the oracle stands beside this."""

from itertools import pairwise

from tests.builders import (
    COLLEGE,
    OTHER_COLLEGE,
    SCHOOL,
    activity,
    application,
    benefit,
    day,
    enrolment,
    in_order,
    notice,
    open_enrolment,
    work,
)
from tests.people import ASTA, BO, CARLA, DAVID, EMMA, FARID

from videre.definitions.catalogue import Definitions
from videre.domain.education import ActivityKind, EducationKind, Event, Outcome
from videre.domain.facts import Fact
from videre.domain.standing import StandingReason, YouthClass, standing_on
from videre.domain.work import BenefitKind, EmploymentKind

RULES = Definitions().standing_rules("18_hours_a_week")
TENTH_GRADE = enrolment(EducationKind.TENTH_GRADE, "2014-08-10", "2015-06-27", institution=SCHOOL)
ADMITTED_TO_STX = application(EducationKind.STX, "2015-03-01")


def standing(facts: list[Fact] | tuple[Fact, ...], on: str) -> tuple[YouthClass, StandingReason]:
    """Return class and reason on a day."""
    answer = standing_on(day(on), in_order(facts), 0, len(facts), RULES)
    return YouthClass(answer.youth_class), StandingReason(answer.reason)


def deciding_fact(facts: list[Fact], on: str) -> Fact:
    """Return the fact that decided on a day."""
    ordered = in_order(facts)
    return ordered[standing_on(day(on), ordered, 0, len(ordered), RULES).fact]


def test_asta_is_in_education_all_summer_and_after() -> None:
    facts = list(ASTA.facts)
    assert standing(facts, "2015-06-26") == (YouthClass.PRIMARY_SCHOOL, StandingReason.ENROLLED)
    assert standing(facts, "2015-06-27") == (YouthClass.EDUCATION, StandingReason.SUMMER_BEFORE_NEXT_COURSE)
    assert standing(facts, "2015-08-09") == (YouthClass.EDUCATION, StandingReason.SUMMER_BEFORE_NEXT_COURSE)
    assert standing(facts, "2015-08-10") == (YouthClass.EDUCATION, StandingReason.ENROLLED)


def test_bo_is_off_plan_from_the_notice_until_it_lapses() -> None:
    facts = list(BO.facts)
    assert standing(facts, "2015-11-19") == (YouthClass.EDUCATION, StandingReason.ENROLLED)
    assert standing(facts, "2015-11-20") == (YouthClass.OFF_PLAN, StandingReason.NOTICE_OF_INTERRUPTION)
    assert standing(facts, "2016-02-19") == (YouthClass.OFF_PLAN, StandingReason.NOTICE_OF_INTERRUPTION)
    assert standing(facts, "2016-02-20") == (YouthClass.UNKNOWN, StandingReason.NOT_CONFIRMED_IN_TIME)  # 92 days


def test_carla_is_exempted_until_the_review_and_then_unknown() -> None:
    facts = list(CARLA.facts)
    assert standing(facts, "2016-02-29") == (YouthClass.EXEMPTED, StandingReason.EXEMPTION)
    assert standing(facts, "2016-03-01") == (YouthClass.UNKNOWN, StandingReason.NOT_CONFIRMED_IN_TIME)


def test_david_is_in_ordinary_employment() -> None:
    assert standing(list(DAVID.facts), "2015-12-31") == (YouthClass.ORDINARY_EMPLOYMENT, StandingReason.WORKS_ENOUGH)


def test_of_emma_nothing_was_ever_heard() -> None:
    assert standing(list(EMMA.facts), "2016-01-01") == (YouthClass.UNKNOWN, StandingReason.NEVER_HEARD_OF)


def test_whoever_leaves_without_a_word_is_unknown_even_in_summer() -> None:
    assert standing(list(FARID.facts), "2015-06-26")[0] == YouthClass.PRIMARY_SCHOOL
    assert standing(list(FARID.facts), "2015-07-31") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)


def test_an_admission_by_application_counts_to_the_last_of_august() -> None:
    facts = [TENTH_GRADE, ADMITTED_TO_STX]
    assert standing(facts, "2015-08-31")[0] == YouthClass.EDUCATION
    assert standing(facts, "2015-09-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)


def test_a_notice_of_admission_counts_to_the_start_that_it_names() -> None:
    facts = [TENTH_GRADE, notice(Event.ADMITTED, "2015-09-21", EducationKind.HF)]
    assert standing(facts, "2015-09-20") == (YouthClass.EDUCATION, StandingReason.SUMMER_BEFORE_NEXT_COURSE)
    assert standing(facts, "2015-09-21")[0] == YouthClass.UNKNOWN


def test_no_summer_lasts_beyond_early_october() -> None:
    late = enrolment(EducationKind.TENTH_GRADE, "2014-08-10", "2015-08-20", institution=SCHOOL)
    facts = [late, notice(Event.ADMITTED, "2016-01-11", EducationKind.EUD_GF2)]
    assert standing(facts, "2015-12-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)


def test_a_course_that_ended_in_april_opens_no_summer() -> None:
    facts = [enrolment(EducationKind.TENTH_GRADE, "2014-08-10", "2015-04-30"), ADMITTED_TO_STX]
    assert standing(facts, "2015-05-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)


def test_a_course_that_ended_in_september_opens_no_summer() -> None:
    late = enrolment(EducationKind.TENTH_GRADE, "2014-08-10", "2015-09-10")
    facts = [late, notice(Event.ADMITTED, "2015-09-21", EducationKind.HF)]
    assert standing(facts, "2015-09-15") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)


def test_a_course_registered_for_september_counts_to_the_last_of_august() -> None:
    facts = [TENTH_GRADE, open_enrolment(EducationKind.HF, "2015-09-15", "2018-09-15")]
    assert standing(facts, "2015-08-31") == (YouthClass.EDUCATION, StandingReason.SUMMER_BEFORE_NEXT_COURSE)
    assert standing(facts, "2015-09-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)


def test_a_benefit_takes_no_summer_away() -> None:
    facts = [TENTH_GRADE, ADMITTED_TO_STX, benefit(BenefitKind.UDDANNELSESHJAELP, "2015-07-01", "2015-10-01")]
    assert standing(facts, "2015-08-31") == (YouthClass.EDUCATION, StandingReason.SUMMER_BEFORE_NEXT_COURSE)
    assert standing(facts, "2015-09-01") == (YouthClass.OFF_PLAN, StandingReason.ON_BENEFIT)


def test_a_course_that_lapsed_earns_no_summer_even_when_a_notice_comes_later() -> None:
    facts = [
        open_enrolment(EducationKind.FGU, "2014-05-15", "2015-05-15"),
        notice(Event.COMPLETED, "2015-06-26", EducationKind.FGU),
        ADMITTED_TO_STX,
    ]
    assert standing(facts, "2015-07-01") == (YouthClass.UNKNOWN, StandingReason.NOT_CONFIRMED_IN_TIME)


def test_an_activity_that_ends_in_july_takes_no_summer_away() -> None:
    facts = [TENTH_GRADE, ADMITTED_TO_STX, activity(ActivityKind.VOLUNTARY_WORK, "2015-05-01", "2015-07-10")]
    assert standing(facts, "2015-07-20") == (YouthClass.EDUCATION, StandingReason.SUMMER_BEFORE_NEXT_COURSE)


def test_a_course_closed_by_a_notice_of_completion_was_finished() -> None:
    finished = [
        open_enrolment(EducationKind.FGU, "2014-08-10", "2016-08-10"),
        notice(Event.COMPLETED, "2015-06-26", EducationKind.FGU),
    ]
    assert standing(finished, "2015-07-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)
    admitted = [*finished, application(EducationKind.EUD_GF2, "2015-03-01")]
    assert standing(admitted, "2015-07-01") == (YouthClass.EDUCATION, StandingReason.SUMMER_BEFORE_NEXT_COURSE)


def test_of_several_places_given_the_best_class_counts() -> None:
    facts = [TENTH_GRADE, ADMITTED_TO_STX, notice(Event.ADMITTED, "2015-09-15", EducationKind.FGU)]
    assert standing(facts, "2015-08-01")[0] == YouthClass.EDUCATION
    assert standing(facts, "2015-09-01")[0] == YouthClass.PREPARATORY


def test_a_notice_from_another_institution_ends_no_course() -> None:
    facts = [
        open_enrolment(EducationKind.STX, "2015-08-10", "2019-08-10", COLLEGE),
        notice(Event.INTERRUPTED, "2015-10-01", EducationKind.HF, OTHER_COLLEGE),
    ]
    assert standing(facts, "2015-12-01") == (YouthClass.EDUCATION, StandingReason.ENROLLED)


def test_a_notice_that_one_course_was_completed_does_not_end_the_next_which_begins_that_day() -> None:
    facts = [
        enrolment(EducationKind.EUD_GF1, "2015-08-12", "2016-01-07", institution=COLLEGE),
        notice(Event.COMPLETED, "2016-01-07", EducationKind.EUD_GF1, COLLEGE),
        open_enrolment(EducationKind.EUD_GF2, "2016-01-07", "2017-01-07", COLLEGE),
    ]
    assert standing(facts, "2016-01-07") == (YouthClass.EDUCATION, StandingReason.ENROLLED)
    assert standing(facts, "2016-02-01") == (YouthClass.EDUCATION, StandingReason.ENROLLED)


def test_an_enrolment_that_nobody_confirmed_lapses_to_unknown() -> None:
    facts = [open_enrolment(EducationKind.EUD_GF1, "2014-08-10", "2015-08-10")]
    assert standing(facts, "2015-08-10") == (YouthClass.UNKNOWN, StandingReason.NOT_CONFIRMED_IN_TIME)


def test_an_enrolment_closed_as_interrupted_is_a_notice_too() -> None:
    facts = [enrolment(EducationKind.STX, "2014-08-10", "2015-02-01", Outcome.INTERRUPTED)]
    assert standing(facts, "2015-02-01") == (YouthClass.OFF_PLAN, StandingReason.NOTICE_OF_INTERRUPTION)


def test_the_newer_of_two_interruptions_counts() -> None:
    facts = [
        enrolment(EducationKind.STX, "2014-08-10", "2015-02-01", Outcome.INTERRUPTED),
        notice(Event.INTERRUPTED, "2015-04-01", EducationKind.HF, OTHER_COLLEGE),
    ]
    assert standing(facts, "2015-06-30") == (YouthClass.OFF_PLAN, StandingReason.NOTICE_OF_INTERRUPTION)


def test_of_two_courses_that_ended_on_one_day_the_last_to_begin_counts() -> None:
    for first, second, reason in (
        (Outcome.COMPLETED, Outcome.INTERRUPTED, StandingReason.NOTICE_OF_INTERRUPTION),
        (Outcome.INTERRUPTED, Outcome.COMPLETED, StandingReason.COURSE_ENDED),
    ):
        earlier = enrolment(EducationKind.FGU, "2014-08-10", "2015-02-01", first)
        later = enrolment(EducationKind.FGU, "2014-09-10", "2015-02-01", second)
        assert standing([earlier, later], "2015-02-01")[1] == reason


def test_a_course_finished_after_a_notice_overtakes_it() -> None:
    facts = [
        notice(Event.INTERRUPTED, "2015-01-10", EducationKind.STX, OTHER_COLLEGE),
        enrolment(EducationKind.FGU, "2015-01-12", "2015-02-01"),
    ]
    assert standing(facts, "2015-02-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)


def test_work_and_benefit_together_are_work() -> None:
    facts = [
        work("2015-01-01", "2015-06-01", hours=78),
        benefit(BenefitKind.KONTANTHJAELP, "2015-01-01", "2015-06-01"),
    ]
    assert standing(facts, "2015-03-01") == (YouthClass.ORDINARY_EMPLOYMENT, StandingReason.WORKS_ENOUGH)


def test_hours_of_two_jobs_are_added_and_a_hundredth_below_the_test_is_too_little() -> None:
    first, second = work("2015-01-01", "2015-06-01", hours=39), work("2015-02-01", "2015-06-01", hours=39)
    assert standing([first, second], "2015-01-31") == (YouthClass.UNKNOWN, StandingReason.WORKS_TOO_LITTLE)
    assert standing([first, second], "2015-02-01") == (YouthClass.ORDINARY_EMPLOYMENT, StandingReason.WORKS_ENOUGH)
    assert standing([first, second._replace(value=3_899)], "2015-02-01")[0] == YouthClass.UNKNOWN


def test_subsidised_work_counts_as_other_employment_together_with_ordinary() -> None:
    ordinary = work("2015-01-01", "2015-06-01", hours=40)
    subsidised = work("2015-01-01", "2015-06-01", hours=38, kind=EmploymentKind.SUBSIDISED)
    assert standing([ordinary, subsidised], "2015-03-01")[0] == YouthClass.OTHER_EMPLOYMENT


def test_ordinary_employment_is_decided_by_an_ordinary_job() -> None:
    ordinary = work("2015-01-01", "2015-06-01", hours=90)
    subsidised = work("2015-02-01", "2015-06-01", hours=20, kind=EmploymentKind.SUBSIDISED)
    assert deciding_fact([ordinary, subsidised], "2015-03-01") == ordinary


def test_the_first_class_counts_where_several_hold() -> None:
    held = [
        TENTH_GRADE,
        enrolment(EducationKind.STX, "2014-08-10", "2015-06-27"),
        work("2014-08-10", "2015-06-27", hours=100),
        work("2014-08-10", "2015-06-27", hours=100, kind=EmploymentKind.SUBSIDISED),
        activity(ActivityKind.COMPANY_PLACEMENT, "2014-08-10", "2015-06-27"),
        activity(ActivityKind.EXEMPTION, "2014-08-10", "2015-06-27"),
        benefit(BenefitKind.UDDANNELSESHJAELP, "2014-08-10", "2015-06-27"),
    ]
    classes = [standing(held[left_out:], "2015-01-01")[0] for left_out in range(len(held))]
    assert all(better < worse for better, worse in pairwise(classes))
    assert classes == [*YouthClass][1:8]
