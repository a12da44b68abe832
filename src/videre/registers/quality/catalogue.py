"""All rules that are asked of the store, in the order in which they are listed."""

from videre.registers.quality.absence.absence_month_missing import RULE as ABSENCE_MONTH_MISSING
from videre.registers.quality.absence.absence_not_enrolled import RULE as ABSENCE_NOT_ENROLLED
from videre.registers.quality.absence.too_many_days_together import RULE as TOO_MANY_DAYS_TOGETHER
from videre.registers.quality.activities.exemption_at_wrong_age import RULE as EXEMPTION_AT_WRONG_AGE
from videre.registers.quality.activities.overlapping_activity import RULE as OVERLAPPING_ACTIVITY
from videre.registers.quality.activities.review_beyond_end import RULE as REVIEW_BEYOND_END
from videre.registers.quality.activities.review_missing import RULE as REVIEW_MISSING
from videre.registers.quality.activities.status_past_review import RULE as STATUS_PAST_REVIEW
from videre.registers.quality.applications.admitted_never_enrolled import RULE as ADMITTED_NEVER_ENROLLED
from videre.registers.quality.applications.admitted_twice import RULE as ADMITTED_TWICE
from videre.registers.quality.applications.application_undecided import RULE as APPLICATION_UNDECIDED
from videre.registers.quality.applications.chosen_twice import RULE as CHOSEN_TWICE
from videre.registers.quality.applications.priority_missing import RULE as PRIORITY_MISSING
from videre.registers.quality.benefits.benefit_at_wrong_age import RULE as BENEFIT_AT_WRONG_AGE
from videre.registers.quality.benefits.benefit_not_in_force import RULE as BENEFIT_NOT_IN_FORCE
from videre.registers.quality.benefits.benefit_while_elsewhere import RULE as BENEFIT_WHILE_ELSEWHERE
from videre.registers.quality.benefits.overlapping_benefit import RULE as OVERLAPPING_BENEFIT
from videre.registers.quality.benefits.two_benefits_at_once import RULE as TWO_BENEFITS_AT_ONCE
from videre.registers.quality.contacts.contact_after_30 import RULE as CONTACT_AFTER_30
from videre.registers.quality.contacts.overlapping_contact import RULE as OVERLAPPING_CONTACT
from videre.registers.quality.cpr_changes.new_number_unknown import RULE as NEW_NUMBER_UNKNOWN
from videre.registers.quality.cpr_changes.number_changed_back import RULE as NUMBER_CHANGED_BACK
from videre.registers.quality.employment.employment_month_missing import RULE as EMPLOYMENT_MONTH_MISSING
from videre.registers.quality.employment.too_many_hours_together import RULE as TOO_MANY_HOURS_TOGETHER
from videre.registers.quality.employment.too_young_for_work import RULE as TOO_YOUNG_FOR_WORK
from videre.registers.quality.enrolments.completed_too_soon import RULE as COMPLETED_TOO_SOON
from videre.registers.quality.enrolments.education_without_end import RULE as EDUCATION_WITHOUT_END
from videre.registers.quality.enrolments.ended_without_outcome import RULE as ENDED_WITHOUT_OUTCOME
from videre.registers.quality.enrolments.grade_missing import RULE as GRADE_MISSING
from videre.registers.quality.enrolments.grade_unlike_age import RULE as GRADE_UNLIKE_AGE
from videre.registers.quality.enrolments.interrupted_without_notice import RULE as INTERRUPTED_WITHOUT_NOTICE
from videre.registers.quality.enrolments.interrupted_without_reason import RULE as INTERRUPTED_WITHOUT_REASON
from videre.registers.quality.enrolments.leaver_never_heard_of import RULE as LEAVER_NEVER_HEARD_OF
from videre.registers.quality.enrolments.left_by_notice import RULE as LEFT_BY_NOTICE
from videre.registers.quality.enrolments.outcome_without_end import RULE as OUTCOME_WITHOUT_END
from videre.registers.quality.enrolments.overlapping_course import RULE as OVERLAPPING_COURSE
from videre.registers.quality.enrolments.programme_not_valid import RULE as PROGRAMME_NOT_VALID
from videre.registers.quality.enrolments.school_delivered_nothing import RULE as SCHOOL_DELIVERED_NOTHING
from videre.registers.quality.enrolments.too_young_for_course import RULE as TOO_YOUNG_FOR_COURSE
from videre.registers.quality.enrolments.two_educations_at_once import RULE as TWO_EDUCATIONS_AT_ONCE
from videre.registers.quality.enrolments.two_schools_at_once import RULE as TWO_SCHOOLS_AT_ONCE
from videre.registers.quality.every.before_birth import RULE as BEFORE_BIRTH
from videre.registers.quality.every.institution_not_open import RULE as INSTITUTION_NOT_OPEN
from videre.registers.quality.every.old_number_used import RULE as OLD_NUMBER_USED
from videre.registers.quality.every.too_far_ahead import RULE as TOO_FAR_AHEAD
from videre.registers.quality.every.unknown_person import RULE as UNKNOWN_PERSON
from videre.registers.quality.exams.exam_not_in_grade import RULE as EXAM_NOT_IN_GRADE
from videre.registers.quality.exams.school_without_marks import RULE as SCHOOL_WITHOUT_MARKS
from videre.registers.quality.institutions.institution_twice import RULE as INSTITUTION_TWICE
from videre.registers.quality.institutions.unknown_parent import RULE as UNKNOWN_PARENT
from videre.registers.quality.notifications.admitted_never_came import RULE as ADMITTED_NEVER_CAME
from videre.registers.quality.notifications.notice_twice import RULE as NOTICE_TWICE
from videre.registers.quality.notifications.notice_without_course import RULE as NOTICE_WITHOUT_COURSE
from videre.registers.quality.notifications.notice_without_reason import RULE as NOTICE_WITHOUT_REASON
from videre.registers.quality.official_figures.published_too_early import RULE as PUBLISHED_TOO_EARLY
from videre.registers.quality.official_figures.share_outside_0_to_1 import RULE as SHARE_OUTSIDE_0_TO_1
from videre.registers.quality.persons.born_too_long_ago import RULE as BORN_TOO_LONG_AGO
from videre.registers.quality.persons.person_without_residence import RULE as PERSON_WITHOUT_RESIDENCE
from videre.registers.quality.persons.suspected_new_number import RULE as SUSPECTED_NEW_NUMBER
from videre.registers.quality.persons.suspected_same_person import RULE as SUSPECTED_SAME_PERSON
from videre.registers.quality.programmes.level_contradicts_kind import RULE as LEVEL_CONTRADICTS_KIND
from videre.registers.quality.programmes.unknown_successor import RULE as UNKNOWN_SUCCESSOR
from videre.registers.quality.programmes.youth_education_contradicts_kind import (
    RULE as YOUTH_EDUCATION_CONTRADICTS_KIND,
)
from videre.registers.quality.readiness.assessed_outside_school import RULE as ASSESSED_OUTSIDE_SCHOOL
from videre.registers.quality.readiness.readiness_abolished import RULE as READINESS_ABOLISHED
from videre.registers.quality.readiness.result_contradicts_parts import RULE as RESULT_CONTRADICTS_PARTS
from videre.registers.quality.residence.gap_in_residence import RULE as GAP_IN_RESIDENCE
from videre.registers.quality.residence.overlapping_residence import RULE as OVERLAPPING_RESIDENCE
from videre.registers.quality.rule import QualityRule
from videre.registers.quality.wellbeing.more_answers_than_pupils import RULE as MORE_ANSWERS_THAN_PUPILS
from videre.registers.quality.wellbeing.score_outside_scale import RULE as SCORE_OUTSIDE_SCALE

QUALITY_RULES: tuple[QualityRule, ...] = (
    BEFORE_BIRTH,
    INSTITUTION_NOT_OPEN,
    OLD_NUMBER_USED,
    TOO_FAR_AHEAD,
    UNKNOWN_PERSON,
    BORN_TOO_LONG_AGO,
    PERSON_WITHOUT_RESIDENCE,
    SUSPECTED_NEW_NUMBER,
    SUSPECTED_SAME_PERSON,
    GAP_IN_RESIDENCE,
    OVERLAPPING_RESIDENCE,
    INSTITUTION_TWICE,
    UNKNOWN_PARENT,
    LEVEL_CONTRADICTS_KIND,
    UNKNOWN_SUCCESSOR,
    YOUTH_EDUCATION_CONTRADICTS_KIND,
    COMPLETED_TOO_SOON,
    EDUCATION_WITHOUT_END,
    ENDED_WITHOUT_OUTCOME,
    GRADE_MISSING,
    GRADE_UNLIKE_AGE,
    INTERRUPTED_WITHOUT_NOTICE,
    INTERRUPTED_WITHOUT_REASON,
    LEAVER_NEVER_HEARD_OF,
    LEFT_BY_NOTICE,
    OUTCOME_WITHOUT_END,
    OVERLAPPING_COURSE,
    PROGRAMME_NOT_VALID,
    SCHOOL_DELIVERED_NOTHING,
    TOO_YOUNG_FOR_COURSE,
    TWO_EDUCATIONS_AT_ONCE,
    TWO_SCHOOLS_AT_ONCE,
    EXAM_NOT_IN_GRADE,
    SCHOOL_WITHOUT_MARKS,
    ABSENCE_MONTH_MISSING,
    ABSENCE_NOT_ENROLLED,
    TOO_MANY_DAYS_TOGETHER,
    MORE_ANSWERS_THAN_PUPILS,
    SCORE_OUTSIDE_SCALE,
    ASSESSED_OUTSIDE_SCHOOL,
    READINESS_ABOLISHED,
    RESULT_CONTRADICTS_PARTS,
    BENEFIT_AT_WRONG_AGE,
    BENEFIT_NOT_IN_FORCE,
    BENEFIT_WHILE_ELSEWHERE,
    OVERLAPPING_BENEFIT,
    TWO_BENEFITS_AT_ONCE,
    EMPLOYMENT_MONTH_MISSING,
    TOO_MANY_HOURS_TOGETHER,
    TOO_YOUNG_FOR_WORK,
    ADMITTED_NEVER_ENROLLED,
    ADMITTED_TWICE,
    APPLICATION_UNDECIDED,
    CHOSEN_TWICE,
    PRIORITY_MISSING,
    CONTACT_AFTER_30,
    OVERLAPPING_CONTACT,
    EXEMPTION_AT_WRONG_AGE,
    OVERLAPPING_ACTIVITY,
    REVIEW_BEYOND_END,
    REVIEW_MISSING,
    STATUS_PAST_REVIEW,
    ADMITTED_NEVER_CAME,
    NOTICE_TWICE,
    NOTICE_WITHOUT_COURSE,
    NOTICE_WITHOUT_REASON,
    PUBLISHED_TOO_EARLY,
    SHARE_OUTSIDE_0_TO_1,
    NEW_NUMBER_UNKNOWN,
    NUMBER_CHANGED_BACK,
)


def get_rule(code: str) -> QualityRule:
    """Return a rule by its code; raises KeyError."""
    return BY_CODE[code]


BY_CODE = {rule.code: rule for rule in QUALITY_RULES}
