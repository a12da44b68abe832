"""Rules asked of enrolments, exams, absence, wellbeing, readiness, applications and notices."""

from datetime import date

from tests.quality import (
    COLLEGE,
    GF1,
    GLOSTRUP,
    MAIN,
    OTHER_COLLEGE,
    OTHER_SCHOOL,
    PRIMARY,
    PRODUCTION,
    SCHOOL,
    STX,
    found,
)

PUPIL = {"institution": SCHOOL, "programme": PRIMARY, "grade": 9, "start": "2014-08-10", "stop": "2015-06-27"}
LEAVER = PUPIL | {"outcome": "completed"}


def pupils(n: int, row: dict[str, object], first: int = 1) -> list[dict[str, object]]:
    return [row | {"person": person} for person in range(first, first + n)]


def test_a_course_that_overlaps_itself() -> None:
    first, second = {"start": "2014-08-10", "stop": "2015-09-01"}, {"start": "2015-08-10"}
    assert found("overlapping_course", enrolments=[first, second]) == [("enrolments", 0)]
    assert found("overlapping_course", enrolments=[first | {"stop": "2015-08-10"}, second]) == []
    assert found("overlapping_course", enrolments=[first, second | {"institution": OTHER_COLLEGE}]) == []


def test_two_schools_at_once() -> None:
    first = PUPIL | {"stop": "2015-03-20"}
    second = PUPIL | {"institution": OTHER_SCHOOL, "start": "2015-03-01"}
    assert found("two_schools_at_once", enrolments=[first, second]) == [("enrolments", 0)]
    assert found("two_schools_at_once", enrolments=[first | {"stop": "2015-03-10"}, second]) == []
    assert found("two_schools_at_once", enrolments=[first, second | {"institution": SCHOOL}]) == []


def test_two_educations_at_once() -> None:
    stx, basic = {"start": "2014-08-10"}, {"programme": GF1, "start": "2015-08-10"}
    assert found("two_educations_at_once", enrolments=[stx, basic]) == [("enrolments", 0)]
    assert found("two_educations_at_once", enrolments=[stx | {"stop": "2015-09-01"}, basic]) == []
    assert found("two_educations_at_once", enrolments=[stx, basic | {"programme": PRODUCTION}]) == []


def test_a_school_that_delivered_nothing() -> None:
    spring = pupils(10, PUPIL | {"stop": None})
    assert found("school_delivered_nothing", enrolments=spring) == [("enrolments", f"institution {SCHOOL}")]
    came = PUPIL | {"person": 11, "start": "2015-08-10", "stop": None}
    assert found("school_delivered_nothing", enrolments=[*spring, came]) == []
    assert found("school_delivered_nothing", enrolments=spring[:9]) == []
    assert found("school_delivered_nothing", date(2015, 9, 30), enrolments=spring) == []  # has time until October
    closed = [{"institution": SCHOOL, "valid_to": "2015-08-01"}]
    assert found("school_delivered_nothing", enrolments=spring, institutions=closed) == []


def test_an_education_without_an_end() -> None:
    begun = {"reported": "2012-02-01"}
    assert found("education_without_end", enrolments=[begun | {"start": "2012-02-01"}]) == [("enrolments", 0)]
    assert found("education_without_end", enrolments=[begun | {"start": "2012-02-02"}]) == []
    confirmed = {"start": "2012-02-01", "reported": "2012-02-02"}
    assert found("education_without_end", enrolments=[confirmed]) == []
    assert found("education_without_end", enrolments=[{"start": "2010-08-10", "stop": "2013-07-01"}]) == []


def test_an_outcome_without_an_end() -> None:
    assert found("outcome_without_end", enrolments=[{"outcome": "completed"}]) == [("enrolments", 0)]
    assert found("outcome_without_end", enrolments=[{"outcome": "completed", "stop": "2016-01-01"}]) == []
    assert found("outcome_without_end", enrolments=[{}]) == []


def test_a_course_that_has_ended_and_is_said_to_go_on() -> None:
    assert found("ended_without_outcome", enrolments=[{"stop": "2016-02-01"}]) == [("enrolments", 0)]
    assert found("ended_without_outcome", enrolments=[{"stop": "2016-02-02"}]) == []
    assert found("ended_without_outcome", enrolments=[{"stop": "2016-02-01", "outcome": "transferred"}]) == []


def test_a_leaver_never_heard_of_again() -> None:
    rule = "leaver_never_heard_of"
    assert found(rule, enrolments=[LEAVER]) == [("enrolments", 0)]
    assert found(rule, date(2015, 11, 20), enrolments=[LEAVER]) == []  # a course may be on its way
    assert found(rule, enrolments=[LEAVER], residence=[{"municipality": GLOSTRUP}]) == []
    assert found(rule, enrolments=[LEAVER, {}]) == []
    assert found(rule, enrolments=[LEAVER], employment=[{"month": "2015-07-01"}]) == []
    assert found(rule, enrolments=[LEAVER], employment=[{"month": "2015-05-01"}]) == [("enrolments", 0)]
    assert found(rule, enrolments=[LEAVER], contacts=[{"start": "2015-09-01"}]) == []
    assert found(rule, enrolments=[LEAVER], persons=[{"birth_date": "1990-01-01"}]) == []


def test_a_pupil_without_a_grade() -> None:
    assert found("grade_missing", enrolments=[PUPIL | {"grade": None}]) == [("enrolments", 0)]
    assert found("grade_missing", enrolments=[PUPIL, {}]) == []


def test_a_pupil_far_from_the_age_of_the_grade() -> None:
    assert found("grade_unlike_age", enrolments=[PUPIL | {"grade": 5}]) == [("enrolments", 0)]  # 1999 is in grade 9
    assert found("grade_unlike_age", enrolments=[PUPIL | {"grade": 6}]) == []


def test_somebody_too_young_for_their_course() -> None:
    assert found("too_young_for_course", enrolments=[{"start": "2013-03-13"}]) == [("enrolments", 0)]
    assert found("too_young_for_course", enrolments=[{"start": "2013-03-14"}]) == []
    assert found("too_young_for_course", enrolments=[PUPIL | {"start": "2003-03-13"}]) == [("enrolments", 0)]


def test_an_education_completed_in_under_half_of_the_time() -> None:
    half = {"start": "2014-08-10", "stop": "2016-01-01", "outcome": "completed"}
    assert found("completed_too_soon", enrolments=[half]) == [("enrolments", 0)]
    before = {"institution": OTHER_COLLEGE, "start": "2013-08-10", "stop": "2014-08-01", "outcome": "transferred"}
    assert found("completed_too_soon", enrolments=[before, half]) == []
    assert found("completed_too_soon", enrolments=[half | {"outcome": "interrupted"}]) == []


def test_an_interruption_without_a_reason() -> None:
    left = {"stop": "2015-12-01", "outcome": "interrupted"}
    assert found("interrupted_without_reason", enrolments=[left]) == [("enrolments", 0)]
    assert found("interrupted_without_reason", enrolments=[left | {"reason": "illness"}]) == []
    assert found("interrupted_without_reason", enrolments=[PUPIL | {"outcome": "interrupted"}]) == []


def test_an_interruption_of_which_no_notice_came() -> None:
    rule, left = "interrupted_without_notice", {"stop": "2015-10-01", "outcome": "interrupted"}
    other = {"person": 2, "reported": "2015-01-10"}  # notices have come here since January
    assert found(rule, enrolments=[left], notifications=[other]) == [("enrolments", 0)]
    assert found(rule, enrolments=[left], notifications=[other, {"date": "2015-10-20"}]) == []
    assert found(rule, enrolments=[left | {"stop": "2015-12-01"}], notifications=[other]) == []  # may be on its way
    assert found(rule, enrolments=[left | {"stop": "2014-12-01"}], notifications=[other]) == []
    assert found(rule, enrolments=[left], notifications=[]) == []
    elsewhere = [{"municipality": GLOSTRUP}]
    assert found(rule, enrolments=[left], notifications=[other], residence=elsewhere) == []


def test_a_course_that_a_notice_says_is_over() -> None:
    notice = {"date": "2015-11-01"}
    assert found("left_by_notice", enrolments=[{}], notifications=[notice]) == [("enrolments", 0)]
    assert found("left_by_notice", enrolments=[{"stop": "2015-11-01"}], notifications=[notice]) == []
    assert found("left_by_notice", enrolments=[{}], notifications=[{"date": "2015-12-15"}]) == []
    again = {"event": "admitted", "date": "2015-11-20"}
    assert found("left_by_notice", enrolments=[{}], notifications=[notice, again]) == []


def test_an_exam_mark_for_a_pupil_not_in_the_grade() -> None:
    in_eighth = PUPIL | {"grade": 8}
    assert found("exam_not_in_grade", enrolments=[in_eighth], exams=[{}]) == [("exams", 0)]
    assert found("exam_not_in_grade", enrolments=[PUPIL], exams=[{}]) == []
    assert found("exam_not_in_grade", enrolments=[PUPIL | {"grade": 10}], exams=[{}]) == []  # 10th may take 9th's tests
    assert found("exam_not_in_grade", enrolments=[PUPIL], exams=[{"grade": 10}]) == [("exams", 0)]
    assert found("exam_not_in_grade", enrolments=[in_eighth, PUPIL | {"institution": OTHER_SCHOOL}], exams=[{}]) == []
    assert found("exam_not_in_grade", enrolments=[], exams=[{}]) == []  # school unknown
    years_before = PUPIL | {"start": "2012-08-10", "stop": "2013-06-27"}
    assert found("exam_not_in_grade", enrolments=[years_before], exams=[{}]) == [("exams", 0)]
    assert found("exam_not_in_grade", enrolments=[years_before | {"stop": None}], exams=[{}]) == []


def test_a_school_whose_leavers_all_lack_marks() -> None:
    here, there = pupils(10, LEAVER), pupils(1, LEAVER | {"institution": OTHER_SCHOOL}, first=11)
    of_others = [{"person": 11}]
    place = f"institution {SCHOOL}, school_year 2014"
    assert found("school_without_marks", enrolments=[*here, *there], exams=of_others) == [("exams", place)]
    assert found("school_without_marks", enrolments=[*here, *there], exams=[*of_others, {"person": 3}]) == []
    assert found("school_without_marks", enrolments=[*here[:9], *there], exams=of_others) == []
    assert found("school_without_marks", enrolments=here, exams=[{"school_year": 2013}]) == []  # none of the year came


def test_absence_from_a_school_where_the_pupil_is_not() -> None:
    assert found("absence_not_enrolled", enrolments=[PUPIL], absence=[{}]) == []
    moved = PUPIL | {"stop": "2015-03-01"}
    assert found("absence_not_enrolled", enrolments=[moved], absence=[{}]) == [("absence", 0)]
    assert found("absence_not_enrolled", enrolments=[PUPIL | {"institution": OTHER_SCHOOL}], absence=[{}]) == [
        ("absence", 0)
    ]
    assert found("absence_not_enrolled", enrolments=[], absence=[{}]) == []


def test_more_school_days_in_a_month_than_there_are() -> None:
    here, there = {"days_possible": 20}, {"institution": OTHER_SCHOOL, "days_possible": 4}
    assert found("too_many_days_together", absence=[here, there]) == [("absence", 0), ("absence", 1)]
    assert found("too_many_days_together", absence=[here, there | {"days_possible": 3}]) == []


def test_a_month_of_absence_that_is_missing() -> None:
    stays = pupils(10, PUPIL | {"stop": "2015-06-01"})
    said = [{"month": "2015-02-01"}, {"month": "2015-04-01"}, {"month": "2015-05-01"}]
    place = f"institution {SCHOOL}, month 2015-03"
    assert found("absence_month_missing", enrolments=stays, absence=said) == [("absence", place)]
    assert found("absence_month_missing", enrolments=stays, absence=[*said, {"month": "2015-03-01"}]) == []
    assert found("absence_month_missing", enrolments=stays[:9], absence=said) == []
    assert found("absence_month_missing", enrolments=stays, absence=said[1:]) == []  # begins to deliver in April
    assert found("absence_month_missing", date(2015, 5, 1), enrolments=stays, absence=said) == []  # not due yet


def test_more_answers_than_pupils() -> None:
    nine, ten = pupils(9, PUPIL), pupils(10, PUPIL)
    assert found("more_answers_than_pupils", enrolments=nine, wellbeing=[{"n_answers": 11}]) == [("wellbeing", 0)]
    assert found("more_answers_than_pupils", enrolments=ten, wellbeing=[{"n_answers": 11}]) == []
    assert found("more_answers_than_pupils", enrolments=[], wellbeing=[{"n_answers": 11}]) == []


def test_a_score_outside_the_scale() -> None:
    assert found("score_outside_scale", wellbeing=[{"score": 38.0}]) == [("wellbeing", 0)]
    assert found("score_outside_scale", wellbeing=[{"score": 5.0}]) == []


def test_an_assessment_after_there_were_none() -> None:
    assert found("readiness_abolished", readiness=[{"assessed": "2024-08-01"}]) == [("readiness", 0)]
    assert found("readiness_abolished", readiness=[{"assessed": "2024-07-31"}]) == []


def test_a_pupil_found_ready_who_lacks_a_condition() -> None:
    assert found("result_contradicts_parts", readiness=[{"social": "not_ready"}]) == [("readiness", 0)]
    assert found("result_contradicts_parts", readiness=[{"social": "ready"}, {"result": "not_ready"}]) == []


def test_an_assessment_of_somebody_who_is_not_in_the_last_grades() -> None:
    rule = "assessed_outside_school"
    assert found(rule, enrolments=[PUPIL | {"grade": 5}], readiness=[{}]) == [("readiness", 0)]
    assert found(rule, enrolments=[PUPIL | {"stop": "2015-01-10"}], readiness=[{}]) == [("readiness", 0)]
    assert found(rule, enrolments=[PUPIL], readiness=[{}]) == []
    assert found(rule, enrolments=[], readiness=[{}]) == []


def test_a_choice_of_which_an_earlier_one_is_missing() -> None:
    first, third = {"outcome": "rejected"}, {"priority": 3}
    assert found("priority_missing", applications=[first, third]) == [("applications", 1)]
    assert found("priority_missing", applications=[first, third | {"priority": 2}]) == []


def test_the_same_education_chosen_twice() -> None:
    second = {"priority": 2, "outcome": "rejected"}
    assert found("chosen_twice", applications=[{}, second]) == [("applications", 1)]
    assert found("chosen_twice", applications=[{}, second | {"programme": GF1}]) == []
    assert found("chosen_twice", applications=[{}, second | {"applied": "2015-06-01"}]) == []


def test_somebody_admitted_to_two_choices() -> None:
    second = {"priority": 2, "programme": GF1}
    assert found("admitted_twice", applications=[{}, second]) == [("applications", 1)]
    assert found("admitted_twice", applications=[{}, second | {"outcome": "rejected"}]) == []


def test_an_application_without_an_answer() -> None:
    assert found("application_undecided", applications=[{"outcome": "pending"}]) == [("applications", 0)]
    assert found("application_undecided", applications=[{"outcome": "pending", "applied": "2015-09-01"}]) == []
    assert found("application_undecided", applications=[{}]) == []


def test_somebody_admitted_who_was_never_enrolled() -> None:
    rule = "admitted_never_enrolled"
    assert found(rule, applications=[{}]) == [("applications", 0)]
    assert found(rule, applications=[{}], enrolments=[{"programme": GF1}]) == []
    assert found(rule, applications=[{}], enrolments=[LEAVER]) == [("applications", 0)]
    assert found(rule, applications=[{"outcome": "rejected"}]) == []
    assert found(rule, applications=[{}], residence=[{"municipality": GLOSTRUP}]) == []
    assert found(rule, date(2015, 12, 1), applications=[{}]) == []


def test_a_notice_of_a_course_in_which_the_young_person_is_not() -> None:
    assert found("notice_without_course", notifications=[{}]) == [("notifications", 0)]
    there = {"start": "2014-08-10", "stop": "2015-02-01"}
    assert found("notice_without_course", notifications=[{}], enrolments=[there]) == []
    assert found("notice_without_course", notifications=[{}], enrolments=[there | {"stop": "2014-11-01"}]) == [
        ("notifications", 0)
    ]
    assert found("notice_without_course", notifications=[{"date": "2015-10-01"}]) == []  # an enrolment may be late


def test_one_event_under_two_numbers() -> None:
    one = {"event_id": 1}
    assert found("notice_twice", notifications=[one, {"event_id": 2}]) == [("notifications", 1)]
    assert found("notice_twice", notifications=[one, {"event_id": 2, "date": "2015-03-02"}]) == []


def test_a_notice_without_a_reason() -> None:
    assert found("notice_without_reason", notifications=[{}]) == [("notifications", 0)]
    assert found("notice_without_reason", notifications=[{"reason": "illness"}, {"event": "completed"}]) == []


def test_a_place_that_was_never_used() -> None:
    admitted = {"event": "admitted", "date": "2015-08-10", "institution": COLLEGE}
    day = date(2016, 3, 1)
    assert found("admitted_never_came", day, notifications=[admitted]) == [("notifications", 0)]
    assert found("admitted_never_came", day, notifications=[admitted], enrolments=[{}]) == []
    assert found("admitted_never_came", day, notifications=[admitted], enrolments=[{"institution": OTHER_COLLEGE}]) == [
        ("notifications", 0)
    ]
    assert found("admitted_never_came", notifications=[admitted]) == []  # may be late


def test_a_main_course_is_no_basic_course() -> None:  # the part of the programme decides what a stay is
    basic = {"programme": MAIN, "part": "54", "start": "2014-08-10", "reported": "2014-09-01"}
    assert found("education_without_end", enrolments=[basic]) == [("enrolments", 0)]
    assert found("education_without_end", enrolments=[basic | {"part": "52"}]) == []
    assert found("education_without_end", enrolments=[basic | {"programme": STX}]) == []
