"""Where a person stands on one day, written from the words alone: dates, sets, and one sentence a rule.

No day knows anything of another: the class of each is asked anew.
"""

from datetime import date, timedelta

from tests.oracles.dated import FAR_AWAY, Dated

from videre.domain.education import ActivityKind, Event, Outcome
from videre.domain.facts import ApplicationOutcome, FactKind
from videre.domain.standing import StandingReason, StandingRules, YouthClass
from videre.domain.work import EmploymentKind

Answer = tuple[YouthClass, StandingReason, set[int]]  # the third: the facts that may be named as deciding it
SAYS_NOTHING = {YouthClass.NONE, YouthClass.UNKNOWN}


def standing_on(day: date, facts: list[Dated], rules: StandingRules) -> Answer:
    """Return the class of a person on a day, why, and which facts may be said to have decided it."""
    return (
        best_of_what_is_believed(day, facts, rules)
        or summer_before_next_course(day, facts, rules)
        or on_benefit(day, facts)
        or after_the_newest_word(day, facts, rules)
    )


def courses(facts: list[Dated]) -> list[Dated]:
    return [fact for fact in facts if fact.kind == FactKind.ENROLMENT]


def notices(facts: list[Dated], *events: Event) -> list[Dated]:
    return [fact for fact in facts if fact.kind == FactKind.NOTIFICATION and fact.code in events]


def closing_notices(course: Dated, day: date, facts: list[Dated]) -> list[Dated]:
    """The notices that have closed a course that the register left open: same institution, while it was believed."""
    if course.stop != FAR_AWAY:
        return []
    return [
        notice
        for notice in notices(facts, Event.INTERRUPTED, Event.COMPLETED)
        if notice.place == course.place and course.start < notice.start <= day and notice.start < course.review
    ]


def ends_on(fact: Dated, day: date, facts: list[Dated]) -> date:
    """The first day on which a fact is not believed: its review, the end of a course or activity, or the first notice
    that closed it."""
    closed = closing_notices(fact, day, facts) if fact.kind == FactKind.ENROLMENT else []
    end = [fact.stop] if fact.kind in {FactKind.ENROLMENT, FactKind.ACTIVITY} else []
    return min([fact.review, *end, *(notice.start for notice in closed)])


def best_of_what_is_believed(day: date, facts: list[Dated], rules: StandingRules) -> Answer | None:
    found: list[tuple[YouthClass, StandingReason, int]] = []
    for fact in facts:
        if not fact.start <= day < ends_on(fact, day, facts):
            continue
        if fact.kind == FactKind.ENROLMENT:
            found.append((YouthClass(rules.class_of_kind[fact.code]), StandingReason.ENROLLED, fact.place_in_block))
        if fact.kind == FactKind.ACTIVITY and fact.code == ActivityKind.EXEMPTION:
            found.append((YouthClass.EXEMPTED, StandingReason.EXEMPTION, fact.place_in_block))
        if fact.kind == FactKind.ACTIVITY and fact.code != ActivityKind.EXEMPTION:
            found.append((YouthClass.PREPARATORY, StandingReason.ACTIVITY_BY_PLAN, fact.place_in_block))
    ordinary = {job for job in jobs_on(day, facts) if job.code == EmploymentKind.ORDINARY}
    for who_counts, youth_class in (
        (ordinary, YouthClass.ORDINARY_EMPLOYMENT),
        (jobs_on(day, facts), YouthClass.OTHER_EMPLOYMENT),
    ):
        if sum(job.value for job in who_counts) >= rules.employment_test.hours_per_month_x100:
            found += [(youth_class, StandingReason.WORKS_ENOUGH, job.place_in_block) for job in who_counts]
    found = [each for each in found if each[0] not in SAYS_NOTHING]
    if not found:
        return None
    best = min(youth_class for youth_class, _, _ in found)
    # Of what gives the best class the first fact names the reason: a course and an activity may both be preparatory.
    first = min(place for youth_class, _, place in found if youth_class == best)
    reason = next(why for youth_class, why, place in found if (youth_class, place) == (best, first))
    return best, reason, {place for youth_class, why, place in found if (youth_class, why) == (best, reason)}


def jobs_on(day: date, facts: list[Dated]) -> set[Dated]:
    return {fact for fact in facts if fact.kind == FactKind.EMPLOYMENT and fact.is_believed_on(day)}


def last_to_end(day: date, facts: list[Dated], *kinds: FactKind) -> tuple[Dated, date] | None:
    """What ended last by a day, and when; of several that ended together, the last to begin."""
    ended = [
        (ends_on(fact, day, facts), fact.place_in_block, fact)
        for fact in facts
        if fact.kind in kinds and fact.start <= day and ends_on(fact, day, facts) <= day
    ]
    if not ended:
        return None
    end, _, fact = max(ended, key=lambda each: each[:2])
    return fact, end


def ended_as_planned(course: Dated, day: date, facts: list[Dated]) -> bool:
    """Finished or handed on, rather than broken off or never heard of again."""
    closed_by = closing_notices(course, day, facts)
    if closed_by:
        return min(closed_by, key=lambda notice: (notice.start, notice.place_in_block)).code == Event.COMPLETED
    return course.value != Outcome.INTERRUPTED and course.review >= course.stop


def summer_before_next_course(day: date, facts: list[Dated], rules: StandingRules) -> Answer | None:
    """Between a course that ended as planned from May to August and the next, whose place has been given."""
    last = last_to_end(day, facts, FactKind.ENROLMENT)
    if last is None:
        return None
    course, end = last
    year = end.year
    is_summer = date(year, 5, 1) <= end < date(year, 9, 1) and day < date(year, 10, 8)
    if not is_summer or not ended_as_planned(course, day, facts):
        return None
    to_the_last_of_august = day < date(year, 9, 1)
    places: list[tuple[YouthClass, int]] = []
    for fact in facts:
        is_to_come = day < fact.start <= date(year, 10, 8)
        is_registered = fact.kind == FactKind.ENROLMENT and is_to_come and to_the_last_of_august
        was_admitted = (
            fact.kind == FactKind.APPLICATION
            and fact.value == ApplicationOutcome.ADMITTED
            and date(year, 1, 1) <= fact.start <= date(year, 10, 8)
            and to_the_last_of_august
        )
        if is_registered or was_admitted:
            places.append((YouthClass(rules.class_of_kind[fact.code]), fact.place_in_block))
        if fact.kind == FactKind.NOTIFICATION and fact.code == Event.ADMITTED and is_to_come:
            places.append((YouthClass(rules.class_of_kind[fact.value]), fact.place_in_block))
    places = [(youth_class, place) for youth_class, place in places if youth_class not in SAYS_NOTHING]
    if not places:
        return None
    best = min(youth_class for youth_class, _ in places)
    return (
        best,
        StandingReason.SUMMER_BEFORE_NEXT_COURSE,
        {place for youth_class, place in places if youth_class == best},
    )


def on_benefit(day: date, facts: list[Dated]) -> Answer | None:
    benefits = {fact.place_in_block for fact in facts if fact.kind == FactKind.BENEFIT and fact.is_believed_on(day)}
    return (YouthClass.OFF_PLAN, StandingReason.ON_BENEFIT, benefits) if benefits else None


def after_the_newest_word(day: date, facts: list[Dated], rules: StandingRules) -> Answer:
    """Off plan while the newest word is an interruption; else unknown, with the reason."""
    last = last_to_end(day, facts, FactKind.ENROLMENT, FactKind.ACTIVITY)
    interruption = newest_interruption(day, facts)
    if interruption is not None:
        notice, since = interruption
        if day < since + timedelta(days=rules.notice_days):
            return YouthClass.OFF_PLAN, StandingReason.NOTICE_OF_INTERRUPTION, {notice.place_in_block}
        return YouthClass.UNKNOWN, StandingReason.NOT_CONFIRMED_IN_TIME, {notice.place_in_block}
    if jobs := jobs_on(day, facts):
        return YouthClass.UNKNOWN, StandingReason.WORKS_TOO_LITTLE, {job.place_in_block for job in jobs}
    if last is None:
        return YouthClass.UNKNOWN, StandingReason.NEVER_HEARD_OF, {-1}
    fact, end = last
    has_lapsed = end == fact.review < fact.stop
    reason = StandingReason.NOT_CONFIRMED_IN_TIME if has_lapsed else StandingReason.COURSE_ENDED
    return YouthClass.UNKNOWN, reason, {fact.place_in_block}


def newest_interruption(day: date, facts: list[Dated]) -> tuple[Dated, date] | None:
    """The interruption that is the newest word of a person, and its day: nothing ended later, nothing was completed."""
    said = [notice for notice in notices(facts, Event.INTERRUPTED, Event.COMPLETED) if notice.start <= day]
    newest = max(said, key=lambda notice: (notice.start, notice.place_in_block), default=None)
    last = last_to_end(day, facts, FactKind.ENROLMENT, FactKind.ACTIVITY)
    words: list[tuple[date, int, Dated]] = []
    if newest is not None and newest.code == Event.INTERRUPTED:
        words.append((newest.start, 1, newest))
    if last is not None:
        words.append((last[1], 2 if last[0].value == Outcome.INTERRUPTED else 0, last[0]))
    if not words:
        return None
    since, is_interruption, fact = max(words, key=lambda word: word[:2])
    return (fact, since) if is_interruption else None
