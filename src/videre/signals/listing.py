"""Who stands on which follow-up list on a day: one person's case, every list, by the folds of the figures."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from videre.definitions import followup as lists
from videre.definitions.followup import ExamListRule, FollowUpList
from videre.domain.absence import AbsenceMonth
from videre.domain.benefits import BenefitInUnion
from videre.domain.clocks import NEVER, Acted, Clock, ClockKind, ClockRules, running_clock
from videre.domain.days import OPEN_ENDED, age_on, birthday, first_day, month_of
from videre.domain.exam import ExamGroup, ExamRule, exam_group
from videre.domain.exam_ways import WayToTake
from videre.domain.facts import Fact, FactKind
from videre.domain.holidays import add_working_days
from videre.domain.leaving import end_of_school, municipality_on
from videre.domain.standing import StandingRules, YouthClass
from videre.signals.absence import find_rising, find_unlawful
from videre.signals.breaking import find_at_risk, find_broken_off, find_unanswered
from videre.signals.coming import has_activity, moved_in_on, on_benefit_since, turns_18_on
from videre.signals.leavers import ExamGap, exam_gap, find_leaving, find_next_chance
from videre.signals.standing import Stand, lapses_on, stand_on

Why = dict[str, int | str | list[int]]
FOLLOWED_FROM_YEARS = 15  # the standing fold is asked from the 15th birthday on; before it everybody must be in school
MAY_CHANGE_AT_18 = frozenset({YouthClass.OFF_PLAN, YouthClass.UNKNOWN, YouthClass.EXEMPTED, YouthClass.PREPARATORY})


class Case(NamedTuple):
    """One person's case.

    facts: sorted, as a history holds them. months: absence, month by month; class_months: that of the others in the
    class. acted: what has been done lately, for the clocks. acted_on: the days on which somebody noted an act.
    """

    birth_day: int
    facts: Sequence[Fact]
    months: Sequence[AbsenceMonth] = ()
    class_months: Sequence[AbsenceMonth] = ()
    acted: Acted = Acted()
    acted_on: Sequence[int] = ()


class Setting(NamedTuple):
    """What is the same for everybody on a day.

    delivered: (school, leaving year) of which a test is known; of the others nobody can say what their leavers lack.
    union_of: the benefits of a union by its name. exam_years: how many leaving years before this one are looked at.
    """

    day: int
    municipality: int
    standing: StandingRules
    clocks: ClockRules
    union_of: Callable[[str], tuple[BenefitInUnion, ...]]
    exam_rule_of: Callable[[int], ExamRule]
    ways: Sequence[WayToTake]
    exam_years: int
    delivered: frozenset[tuple[int, int]]


class Flag(NamedTuple):
    """A person's place on a list.

    since: the day from which what the list is about is so. known: the day on which the municipality knew.
    clock: a ClockKind; due: the last day in time, OPEN_ENDED where nothing is due; met: NEVER while nothing was done.
    why: what was seen, as codes and whole numbers that a page puts into words.
    """

    list_name: str
    since: int
    known: int
    clock: int
    due: int
    met: int
    why: Why


class Seen(NamedTuple):
    """What a list's rule saw: since when, known when, the day of the event (OPEN_ENDED where none), and why."""

    since: int
    known: int
    event: int
    why: Why


class Look(NamedTuple):
    """A case with what every rule asks of it: since when here, how old, where the person stands, what of the exam."""

    case: Case
    setting: Setting
    here_since: int
    age_years: int
    stand: Stand
    gap: ExamGap | None


def look_at(case: Case, setting: Setting) -> Look | None:
    """Return a resident's case as the rules ask of it; None for whoever does not live here on the day."""
    facts, day = case.facts, setting.day
    if municipality_on(facts, 0, len(facts), day) != setting.municipality:
        return None
    here_since = moved_in_on(facts, setting.municipality, day, OPEN_ENDED) or case.birth_day
    begin = min(birthday(case.birth_day, FOLLOWED_FROM_YEARS), day)
    stand = stand_on(facts, day, begin, setting.standing)
    leaving = find_leaving(facts, day, setting.exam_years)
    gap = None if leaving is None else exam_gap(facts, day, *leaving, setting.exam_rule_of(leaving[0]))
    return Look(case, setting, here_since, age_on(case.birth_day, day), stand, gap)


def list_flags(look: Look, every: Iterable[FollowUpList]) -> list[Flag]:
    """Return a person's flags, one for each list that the person stands on, in the order of the lists."""
    flags = []
    for each in every:
        if each.ages[0] <= look.age_years < each.ages[1]:
            seen = SEEN_BY[each.rule.kind](each.rule, look)
            if seen is not None:
                flags.append(flag_of(each, seen, look))
    return flags


def flag_of(each: FollowUpList, seen: Seen, look: Look) -> Flag:
    """Return what was seen as a flag, with its clock."""
    clock = clock_of(each, seen.known, seen.event, look.case.acted, look.setting.clocks)
    return Flag(each.name, seen.since, seen.known, clock.kind, clock.due, clock.met, seen.why)


def clock_of(each: FollowUpList, known: int, event: int, acted: Acted, rules: ClockRules) -> Clock:
    """Return the clock of a place on a list.

    Args:
        each: the list. known: the day on which the municipality knew. event: the day it is about; OPEN_ENDED without
        one. acted: what has been done since. rules: the deadlines.
    """
    contact = acted.contact if acted.contact >= known else NEVER
    task = ClockKind.TASK.value
    match each.deadline.clock:
        case "duty":
            return running_clock(known, acted, rules)
        case "working_days":
            return Clock(task, known, add_working_days(known, each.deadline.days, rules.closed), contact)
        case "days":
            return Clock(task, known, known + each.deadline.days, contact)
        case "event" if event != OPEN_ENDED:
            return Clock(ClockKind.REVIEW.value if each.rule.kind == "about_to_lapse" else task, known, event, NEVER)
    return Clock(ClockKind.NONE.value, known, OPEN_ENDED, NEVER)


def see_class(rule: lists.ClassRule, look: Look) -> Seen | None:
    """See whoever stands in one of the rule's classes."""
    stand = look.stand
    if YouthClass(stand.youth_class).name not in rule.classes:
        return None
    is_off = stand.off_track_since >= 0
    since, known = (stand.off_track_since, stand.aware) if is_off else (stand.since, stand.since)
    known = min(max(known, look.here_since), look.setting.day)  # of a newcomer nobody here knew before
    return Seen(since, known, OPEN_ENDED, {"reason": stand.reason})


def see_exam(rule: lists.ExamListRule, look: Look) -> Seen | None:
    """See a leaver of the rule's groups.

    The group is unknown, and not "no tests", of a school that has delivered nothing, and of somebody without a test who
    left school while living elsewhere: those marks were never delivered here.
    """
    gap, day = look.gap, look.setting.day
    if gap is None or gap.year < look_back_to(day, rule.years_looked_back):
        return None
    facts = look.case.facts
    was_here = municipality_on(facts, 0, len(facts), gap.left - 1) == look.setting.municipality
    is_delivered = (gap.school, gap.year) in look.setting.delivered and (was_here or gap.group != ExamGroup.NO_TESTS)
    group = gap.group if is_delivered else ExamGroup.NONE.value
    if ExamGroup(group).name not in rule.groups:
        return None
    chance = find_next_chance(look.setting.ways, group, day)
    why: Why = {"group": group, "year": gap.year, "school": gap.school, "missing": list(gap.missing)}
    if chance is not None:
        why |= {"way": chance.way, "begins": chance.begins, "apply_by": chance.apply_by}
    return Seen(gap.left, gap.left, OPEN_ENDED if chance is None else chance.apply_by, why)


def look_back_to(day: int, years: int) -> int:
    """Return the first leaving year that is looked at."""
    return month_of(day) // 12 - years


def see_broken_off(rule: lists.BrokeOffRule, look: Look) -> Seen | None:
    """See whoever broke off and has begun nothing since."""
    found = find_broken_off(look.case.facts, look.setting.day, rule.days_looked_back)
    return None if found is None else Seen(found.since, found.known, OPEN_ENDED, about_course(look, found.fact))


def see_at_risk(rule: lists.AtRiskRule, look: Look) -> Seen | None:
    """See whoever an institution says is at risk."""
    found = find_at_risk(look.case.facts, look.setting.day, rule.days_believed)
    return None if found is None else Seen(found.since, found.known, OPEN_ENDED, about_course(look, found.fact))


def see_unanswered(rule: lists.UnansweredRule, look: Look) -> Seen | None:
    """See whoever is at risk while nobody has acted; the clock runs from the day on which it should have been done."""
    day, facts = look.setting.day, look.case.facts
    found = find_unanswered(facts, look.case.acted_on, day, rule.days_believed, rule.days_to_act)
    if found is None:
        return None
    return Seen(found.since, found.known + rule.days_to_act, OPEN_ENDED, about_course(look, found.fact))


def about_course(look: Look, place: int) -> Why:
    """Return which education, at which institution, a fact is about."""
    fact = look.case.facts[place]
    education = fact.code if fact.kind == FactKind.ENROLMENT else fact.value
    return {"education": int(education), "institution": int(fact.place)}


def see_benefit(rule: lists.BenefitRule, look: Look) -> Seen | None:
    """See whoever is on a benefit of the union, and in no activity or course."""
    facts, day = look.case.facts, look.setting.day
    since = on_benefit_since(facts, look.setting.union_of(rule.union), day)
    if since is None or has_activity(facts, day):
        return None
    return Seen(since, since, OPEN_ENDED, {})


def see_rising(rule: lists.RisingAbsenceRule, look: Look) -> Seen | None:
    """See a pupil whose absence rises."""
    found = find_rising(look.case.months, look.case.class_months, month_of(look.setting.day), rule.rule())
    if found is None or look.stand.youth_class != YouthClass.PRIMARY_SCHOOL:
        return None
    known = first_day_after(max(each.month for each in look.case.months), look.setting.day)
    why: Why = {
        "recent": found.recent.percent_x100(),
        "own_past": found.own_past.percent_x100() if found.own_past.possible_x100 else -1,
        "of_class": found.of_class.percent_x100() if found.of_class.possible_x100 else -1,
    }
    return Seen(first_day(found.since_month), known, OPEN_ENDED, why)


def see_unlawful(rule: lists.UnlawfulAbsenceRule, look: Look) -> Seen | None:
    """See a pupil whose unlawful absence has reached the share, and not the higher one."""
    month = month_of(look.setting.day)
    found = find_unlawful(look.case.months, month, rule.percent)
    if found is None or (rule.below_percent and find_unlawful(look.case.months, month, rule.below_percent)):
        return None
    why: Why = {"share": found.share.percent_x100(), "quarter": found.quarter, "is_whole": int(found.is_whole)}
    known = first_day_after(found.since_month, look.setting.day)
    return Seen(first_day(found.since_month), known, OPEN_ENDED, why)


def see_lapsing(rule: lists.LapseRule, look: Look) -> Seen | None:
    """See whoever's status lapses soon."""
    day = look.setting.day
    lapse = lapses_on(look.case.facts, look.stand, day, rule.within_days)
    if lapse == OPEN_ENDED:
        return None
    return Seen(lapse - rule.within_days, lapse - rule.within_days, lapse - 1, {"class": look.stand.youth_class})


def see_turning(rule: lists.TurningRule, look: Look) -> Seen | None:
    """See whoever turns 18 soon, where that changes who answers."""
    coming = turns_18_on(look.case.birth_day, look.setting.day, rule.within_days)
    if coming is None or look.stand.youth_class not in MAY_CHANGE_AT_18:
        return None
    since = coming - rule.within_days
    return Seen(since, since, coming - 1, {"class": look.stand.youth_class})


def see_moved_in(rule: lists.MovedInRule, look: Look) -> Seen | None:
    """See whoever moved here lately. Whoever was born here has not."""
    setting = look.setting
    came = moved_in_on(look.case.facts, setting.municipality, setting.day, rule.days_looked_back)
    if came is None or came <= look.case.birth_day:
        return None
    return Seen(came, came, OPEN_ENDED, {"class": look.stand.youth_class})


def first_day_after(month: int, day: int) -> int:
    """Return the first day on which a month's absence is known: that after it, and never later than a day."""
    return min(first_day(month + 1), day)


SEEN_BY: dict[str, Callable[..., Seen | None]] = {
    "class": see_class,
    "exam": see_exam,
    "broke_off": see_broken_off,
    "at_risk": see_at_risk,
    "risk_unanswered": see_unanswered,
    "benefit_without_plan": see_benefit,
    "absence_rising": see_rising,
    "absence_unlawful": see_unlawful,
    "about_to_lapse": see_lapsing,
    "turning_18": see_turning,
    "moved_in": see_moved_in,
}


def delivered_schools(
    cases: Iterable[Case], day: int, municipality: int, exam_rule_of: Callable[[int], ExamRule], exam_years: int
) -> frozenset[tuple[int, int]]:
    """Return the (school, leaving year) of which at least one leaver has a test: what measurement point 4 counts on.

    Args:
        cases: everybody, those who have moved away since too. day: the day asked about.
        municipality: leavers are those who lived in it when they left. exam_rule_of: the rule of a leaving year.
        exam_years: how many leaving years before this one are looked at.
    """
    delivered = set()
    for case in cases:
        facts = case.facts
        for year in range(look_back_to(day, exam_years), month_of(day) // 12 + 1):
            stay = end_of_school(facts, 0, len(facts), year)
            if stay < 0 or municipality_on(facts, 0, len(facts), facts[stay].stop - 1) != municipality:
                continue
            if exam_group(facts, 0, len(facts), day, exam_rule_of(year)) > ExamGroup.NO_TESTS:
                delivered.add((int(facts[stay].place), year))
    return frozenset(delivered)


def exam_years_of(lists: Iterable[FollowUpList]) -> int:
    """Return how many leaving years before this one some list looks back."""
    return max((each.rule.years_looked_back for each in lists if isinstance(each.rule, ExamListRule)), default=0)
