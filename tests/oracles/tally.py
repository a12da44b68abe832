"""The measurement points by loops over persons and months: who is in the denominator, who in the numerator."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tests.oracles import exam as exam_oracle
from tests.oracles import leaving, pathways
from tests.oracles.benefits import days_on_benefit
from tests.oracles.dated import ONE_DAY, Dated, age_on, date_of, dated, home_on, last_day_of_month, months_later
from tests.oracles.standing import standing_on

from videre.domain.benefits import BenefitInUnion
from videre.domain.education import EducationKind
from videre.domain.exam import ExamGroup, ExamRule
from videre.domain.facts import Fact, FactKind, Person
from videre.domain.pathways import PathwayRules, PathwayStep
from videre.domain.people import Origin, ParentsEducation, Sex
from videre.domain.standing import StandingRules, YouthClass

Breakdown = dict[str, str]
Row = tuple[str, frozenset[tuple[str, str]], int, int, int]  # period, breakdown, numerator, denominator, unknown
SCHOOL_GRADES = {EducationKind.PRIMARY_SCHOOL, EducationKind.NINTH_GRADE, EducationKind.TENTH_GRADE}
LACKING = {ExamGroup.NO_TESTS, ExamGroup.SOME_MISSING, ExamGroup.BELOW_PASS}


@dataclass(frozen=True)
class Someone:
    """One person with dates and words."""

    born: date
    sex: str
    origin: str
    parents_education: str
    facts: list[Dated]

    def lives_in(self, municipality: int, day: date) -> bool:
        stays = [fact for fact in self.facts if fact.kind == FactKind.RESIDENCE and fact.is_true_on(day)]
        return municipality in {stay.place for stay in stays}

    def last_school(self) -> int:
        stays = [f.place for f in self.facts if f.kind == FactKind.ENROLMENT and f.code in SCHOOL_GRADES]
        return stays[-1] if stays else 0

    def breakdown(self, dimensions: Collection[str], school: int) -> Breakdown:
        said = {"school": f"{school:06d}" if school else "unknown"}
        said |= {"sex": self.sex, "origin": self.origin, "parents_education": self.parents_education}
        return {name: value for name, value in said.items() if name in dimensions}


def people(world: Iterable[tuple[Person, list[Fact]]]) -> list[Someone]:
    """Return a made-up municipality with dates and words."""
    sexes = {Sex.UNKNOWN: "unknown", Sex.M: "M", Sex.K: "K"}
    return [
        Someone(
            date_of(person.birth_day),
            sexes[Sex(person.sex)],
            Origin(person.origin).name.lower(),
            ParentsEducation(person.parents_education).name.lower(),
            dated(facts),
        )
        for person, facts in world
    ]


def row(period: str, breakdown: Breakdown, numerator: int, denominator: int, unknown: int) -> Row:
    return period, frozenset(breakdown.items()), numerator, denominator, unknown


def grouped(
    members: Iterable[tuple[Someone, int]], dimensions: Collection[str]
) -> list[tuple[Breakdown, list[Someone]]]:
    """Return members by breakdown; each comes with the school that counts for them."""
    groups: dict[frozenset[tuple[str, str]], list[Someone]] = {}
    for someone, school in members:
        groups.setdefault(frozenset(someone.breakdown(dimensions, school).items()), []).append(someone)
    return [(dict(label), those) for label, those in groups.items()]


def months_from(first: date, n_months: int) -> list[date]:
    """Return the last days of some months."""
    firsts = [months_later(first, n) for n in range(n_months)]
    return [last_day_of_month(day.year, day.month) for day in firsts]


def youth(
    world: list[Someone],
    rules: StandingRules,
    met: Collection[YouthClass],
    ages: tuple[int, int],
    municipality: int,
    last_days: Iterable[date],
    dimensions: Collection[str],
) -> Iterator[Row]:
    """Yield measurement point 3: residents of an age by the class on the last day of the month."""
    for day in last_days:
        followed = [
            (someone, someone.last_school())
            for someone in world
            if ages[0] <= age_on(someone.born, day) < ages[1] and someone.lives_in(municipality, day)
        ]
        for label, those in grouped(followed, dimensions):
            classes = Counter(standing_on(day, someone.facts, rules)[0] for someone in those)
            unknown = classes[YouthClass.UNKNOWN]
            if "class" not in dimensions:
                yield row(f"{day:%Y-%m}", label, sum(classes[c] for c in met), len(those), unknown)
                continue
            for each in set(YouthClass) - {YouthClass.NONE}:
                may_be = 0 if each == YouthClass.UNKNOWN else unknown
                yield row(f"{day:%Y-%m}", label | {"class": each.name.lower()}, classes[each], len(those), may_be)


def benefits(
    world: list[Someone],
    union: Sequence[BenefitInUnion],
    age_limit_years: int,
    municipality: int,
    last_days: Iterable[date],
    dimensions: Collection[str],
) -> Iterator[tuple[Row, int, int]]:
    """Yield measurement point 2, persons with a day on a benefit, and beside each row their days, and how many more
    there would be if every benefit that nobody has confirmed went on."""
    groups = [(0, 18, "under_18"), (18, 25, "18_24"), (25, 30, "25_29")]
    if "age_group" not in dimensions:
        groups = [(0, 1000, "")]
    for day in last_days:
        month = day.replace(day=1), day + ONE_DAY
        for low, high, name in groups:
            residents = [
                (someone, someone.last_school())
                for someone in world
                if low <= age_on(someone.born, day) < min(high, age_limit_years)
                and home_on(someone.facts, day) == municipality
            ]
            for label, those in grouped(residents, dimensions):
                days = [len(days_on_benefit(someone.facts, union, *month)) for someone in those]
                could = [len(days_on_benefit(someone.facts, union, *month, if_confirmed=True)) for someone in those]
                unknown = sum(n == 0 and most > 0 for n, most in zip(days, could, strict=True))
                breakdown = label | ({"age_group": name} if name else {})
                counted = row(f"{day:%Y-%m}", breakdown, sum(n > 0 for n in days), len(those), unknown)
                yield counted, sum(days), sum(could) - sum(days)


Leaver = tuple[Someone, Dated]  # with the stay that was left


def leavers(
    world: list[Someone], year: int, municipality: int, stay_left: Callable[[int, list[Dated]], Dated | None]
) -> list[Leaver]:
    """Return those who left in a year while living in a municipality, on the last day of their stay."""
    left = [(someone, stay_left(year, someone.facts)) for someone in world]
    return [
        (someone, stay)
        for someone, stay in left
        if stay is not None and home_on(someone.facts, stay.stop - ONE_DAY) == municipality
    ]


def exam(
    world: list[Someone],
    rule_of_year: Callable[[int], ExamRule],
    followed_months: int,
    known_at: date,
    municipality: int,
    years: Iterable[int],
    dimensions: Collection[str],
) -> Iterator[Row]:
    """Yield measurement point 4: what leavers have, at the leaving or in each month after."""
    for year in years:
        cohort = leavers(world, year, municipality, leaving.end_of_school)
        for month in range(followed_months + 1 if "months" in dimensions else 1):
            groups = exam_groups(cohort, rule_of_year(year), month, known_at)
            if set(groups.values()) <= {ExamGroup.NONE}:
                continue
            delivered = {
                stay.place
                for someone, stay in cohort
                if groups[id(someone)] not in {ExamGroup.NONE, ExamGroup.NO_TESTS}
            }
            for someone, stay in cohort:
                if stay.place not in delivered:
                    groups[id(someone)] = ExamGroup.NONE
            since = {"months": str(month)} if "months" in dimensions else {}
            for label, those in grouped([(someone, stay.place) for someone, stay in cohort], dimensions):
                counts = Counter(groups[id(someone)] for someone in those)
                unknown = counts[ExamGroup.NONE]
                if "group" not in dimensions:
                    lacking = sum(counts[group] for group in LACKING)
                    yield row(str(year), label | since, lacking, len(those), unknown)
                    continue
                for group in set(ExamGroup) - {ExamGroup.NONE}:
                    breakdown = label | since | {"group": group.name.lower()}
                    yield row(str(year), breakdown, counts[group], len(those), unknown)


def exam_groups(cohort: list[Leaver], rule: ExamRule, month: int, known_at: date) -> dict[int, ExamGroup]:
    """Return what each leaver has so many months after leaving; NONE in a month that is not known yet."""
    groups = {}
    for someone, stay in cohort:
        day = months_later(stay.stop, month)
        is_known = (day.year, day.month) <= (known_at.year, known_at.month)
        groups[id(someone)] = (
            exam_oracle.exam_group(min(day, known_at), someone.facts, rule) if is_known else ExamGroup.NONE
        )
    return groups


def pathway_rows(
    world: list[Someone],
    rules: PathwayRules,
    names: dict[int, str],
    months: Sequence[int],
    known_at: date,
    municipality: int,
    years: Iterable[int],
    dimensions: Collection[str],
    level: str = "kind",
) -> Iterator[Row]:
    """Yield measurement point 5: chosen, started and each step, for months that the whole cohort has reached."""
    for year in years:
        cohort = leavers(world, year, municipality, leaving.end_of_ninth_grade)
        stay_of = {id(someone): stay for someone, stay in cohort}
        for month in months:
            if any(months_later(stay.stop, month) > known_at for _, stay in cohort):
                continue
            for label, those in grouped([(someone, stay.place) for someone, stay in cohort], dimensions):
                for group, kind in names.items():
                    steps: Counter[str] = Counter()
                    for someone in those:
                        left_on = stay_of[id(someone)].stop
                        day = months_later(left_on, month)
                        step = pathways.pathway_step(group, someone.facts, left_on, day, known_at, rules)
                        steps[step.name.lower()] += 1
                        steps["started"] += step != PathwayStep.NOT_STARTED
                        chosen = pathways.first_choice(someone.facts, left_on, rules)
                        later = pathways.groups_chosen_later(someone.facts, left_on, day, rules)
                        is_first = pathways.first_started(someone.facts, left_on, day, rules) == group
                        steps["chosen"] += chosen == group
                        steps["chosen_later"] += group in later - {chosen}
                        steps["started_first"] += is_first
                        steps["started_later"] += step != PathwayStep.NOT_STARTED and not is_first
                    chosen_or_started = ("chosen", "chosen_later", "started", "started_first", "started_later")
                    for step_name in (*chosen_or_started, *(s.name.lower() for s in [*PathwayStep][1:])):
                        breakdown = label | {level: kind, "step": step_name, "months": str(month)}
                        yield row(str(year), breakdown, steps[step_name], len(those), 0)
