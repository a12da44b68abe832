"""Who is outside education and work by an official definition, one sentence a rule."""

from collections.abc import Iterable
from datetime import date

from tests.oracles.dated import Dated

from videre.domain.education import Outcome
from videre.domain.facts import FactKind
from videre.domain.outside import Attachment, OutsideRules


def attachment_on(day: date, facts: Iterable[Dated], rules: OutsideRules) -> Attachment:
    """Return what keeps somebody from being outside on a day."""
    begun = [fact for fact in facts if fact.start <= day]
    courses = [fact for fact in begun if fact.kind == FactKind.ENROLMENT]
    done = [fact for fact in courses if fact.value == Outcome.COMPLETED and fact.stop <= day]
    if rules.leaves_out_completed and any(rules.completes[fact.code] for fact in done):
        return Attachment.COMPLETED
    in_education = [fact for fact in courses if rules.is_education[fact.code]]
    if any(day < min(fact.review, fact.stop) for fact in in_education):
        return Attachment.IN_EDUCATION
    hours = sum(fact.value for fact in begun if fact.kind == FactKind.EMPLOYMENT and day < fact.review)
    if hours >= rules.employment_test.hours_per_month_x100:
        return Attachment.IN_WORK
    activities = [fact for fact in begun if fact.kind == FactKind.ACTIVITY]
    if rules.counts_activities and any(day < min(fact.review, fact.stop) for fact in activities):
        return Attachment.IN_ACTIVITY
    return Attachment.LAPSED if any(day < fact.stop for fact in in_education) else Attachment.OUTSIDE
