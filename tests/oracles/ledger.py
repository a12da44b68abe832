"""Who moved between classes from one month-end to the next, and why, by looking at each person on two days."""

from collections.abc import Collection
from datetime import date, timedelta

from tests.oracles.benefits import days_on_benefit
from tests.oracles.dated import ONE_DAY, Dated, age_on, birthday, date_of, days_between, home_on
from tests.oracles.standing import closing_notices, standing_on
from tests.oracles.tally import Someone

from videre.domain.benefits import BenefitInUnion, BenefitState, Reform
from videre.domain.education import Event, Outcome
from videre.domain.facts import FactKind
from videre.domain.movements import LedgerCode
from videre.domain.standing import StandingReason, StandingRules, YouthClass

BEGAN = {
    StandingReason.ENROLLED: LedgerCode.STARTED,
    StandingReason.SUMMER_BEFORE_NEXT_COURSE: LedgerCode.GIVEN_PLACE,
    StandingReason.WORKS_ENOUGH: LedgerCode.STARTED_WORK,
    StandingReason.ACTIVITY_BY_PLAN: LedgerCode.STARTED_ACTIVITY,
    StandingReason.EXEMPTION: LedgerCode.EXEMPTED,
    StandingReason.NOTICE_OF_INTERRUPTION: LedgerCode.BROKE_OFF,
    StandingReason.ON_BENEFIT: LedgerCode.STARTED_BENEFIT,
}
STOPPED = {
    StandingReason.WORKS_ENOUGH: LedgerCode.STOPPED_WORK,
    StandingReason.SUMMER_BEFORE_NEXT_COURSE: LedgerCode.PLACE_NOT_TAKEN,
    StandingReason.EXEMPTION: LedgerCode.EXEMPTION_ENDED,
    StandingReason.ON_BENEFIT: LedgerCode.STOPPED_BENEFIT,
    StandingReason.NOTICE_OF_INTERRUPTION: LedgerCode.LAPSED,
}
Move = tuple[YouthClass, YouthClass, set[LedgerCode]]


def is_followed(someone: Someone, ages: tuple[int, int], municipality: int, day: date) -> bool:
    return ages[0] <= age_on(someone.born, day) < ages[1] and someone.lives_in(municipality, day)


def move(
    someone: Someone, ages: tuple[int, int], municipality: int, rules: StandingRules, then: date, now: date
) -> Move | None:
    """Return the class then, the class now, and the codes that may stand for the change; None where there is none."""

    def followed(day: date) -> bool:
        return is_followed(someone, ages, municipality, day)

    nobody = YouthClass.NONE
    before, why_before, facts_before = standing_on(then, someone.facts, rules)
    after, why_after, _ = standing_on(now, someone.facts, rules)
    if not followed(then) and not followed(now):
        return None
    if not followed(then):
        began = now
        while followed(began - ONE_DAY):
            began -= ONE_DAY
        is_birthday = began == birthday(someone.born, ages[0])
        return nobody, after, {LedgerCode.REACHED_AGE if is_birthday else LedgerCode.MOVED_IN}
    if not followed(now):
        gone = next(day for day in days_after(then) if not followed(day))
        is_birthday = gone == birthday(someone.born, ages[1])
        return before, nobody, {LedgerCode.PASSED_AGE if is_birthday else LedgerCode.MOVED_OUT}
    if before == after:
        return None
    if after < before:
        return before, after, {BEGAN[why_after]}
    if why_before in STOPPED:
        return before, after, {STOPPED[why_before]}
    return before, after, {how_it_ended(someone.facts[place], now, someone.facts) for place in facts_before}


def days_after(day: date) -> Collection[date]:
    return [day + timedelta(days=n) for n in range(1, 40)]


def how_it_ended(fact: Dated, day: date, facts: list[Dated]) -> LedgerCode:
    notices = closing_notices(fact, day, facts) if fact.kind == FactKind.ENROLMENT else []
    if notices:
        first = min(notices, key=lambda notice: (notice.start, notice.place_in_block))
        return LedgerCode.COMPLETED if first.code == Event.COMPLETED else LedgerCode.BROKE_OFF
    if fact.review < fact.stop:
        return LedgerCode.LAPSED
    if fact.kind == FactKind.ENROLMENT and fact.value == Outcome.INTERRUPTED:
        return LedgerCode.BROKE_OFF
    if fact.kind == FactKind.ENROLMENT and fact.value == Outcome.COMPLETED:
        return LedgerCode.COMPLETED
    return LedgerCode.ENDED


def benefit_move(
    someone: Someone,
    union: Collection[BenefitInUnion],
    reforms: Collection[Reform],
    ages: tuple[int, int],
    municipality: int,
    then: date,
    now: date,
) -> tuple[BenefitState, BenefitState, LedgerCode] | None:
    """Return the state in two months, given by their last days, and the code of the change; None without one."""

    def state(day: date) -> BenefitState:
        if not (ages[0] <= age_on(someone.born, day) < ages[1]) or home_on(someone.facts, day) != municipality:
            return BenefitState.NONE
        month = day.replace(day=1), day + ONE_DAY
        if days_on_benefit(someone.facts, union, *month):
            return BenefitState.ON
        could = days_on_benefit(someone.facts, union, *month, if_confirmed=True)
        return BenefitState.UNCONFIRMED if could else BenefitState.NOT_ON

    before, after = state(then), state(now)
    if before == after:
        return None
    if before == BenefitState.NONE:
        is_of_age = age_on(someone.born, then) >= ages[0]
        return before, after, LedgerCode.MOVED_IN if is_of_age else LedgerCode.REACHED_AGE
    if after == BenefitState.NONE:
        is_too_old = age_on(someone.born, now) >= ages[1]
        return before, after, LedgerCode.PASSED_AGE if is_too_old else LedgerCode.MOVED_OUT
    if after == BenefitState.UNCONFIRMED:
        return before, after, LedgerCode.LAPSED
    if went_by_a_reform(someone.facts, union, reforms, then, now):
        return before, after, LedgerCode.RECLASSIFIED
    is_on = after == BenefitState.ON
    return before, after, LedgerCode.STARTED_BENEFIT if is_on else LedgerCode.STOPPED_BENEFIT


def went_by_a_reform(
    facts: list[Dated], union: Collection[BenefitInUnion], reforms: Collection[Reform], then: date, now: date
) -> bool:
    earlier, later = days_between(then.replace(day=1), then + ONE_DAY), days_between(now.replace(day=1), now + ONE_DAY)
    benefits = [fact for fact in facts if fact.kind == FactKind.BENEFIT]

    def counts(benefit: int, days: list[date]) -> bool:
        return any(
            each.benefit == benefit and date_of(each.since) <= day < date_of(each.until)
            for each in union
            for day in days
        )

    for reform in reforms:
        had = {f for f in benefits if f.code == reform.from_benefit and any(f.is_believed_on(day) for day in earlier)}
        has = {
            f
            for f in benefits
            if f.code == reform.to_benefit
            and any(f.is_believed_on(day) for day in later)
            and date_of(reform.since) <= f.start < date_of(reform.until)
        }
        if had and has and counts(reform.from_benefit, earlier) != counts(reform.to_benefit, later):
            return True
    return False
