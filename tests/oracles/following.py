"""What stands beside measurement point 5, by loops over persons: flows, alternatives, intake, after, given back."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from tests.oracles import leaving, onward, pathways
from tests.oracles.dated import ONE_DAY, age_on, home_on, months_later
from tests.oracles.standing import standing_on
from tests.oracles.tally import Row, Someone, grouped, leavers, row

from videre.domain.alternatives import AlternativeRules
from videre.domain.education import Outcome
from videre.domain.facts import FactKind
from videre.domain.pathways import PathwayRules
from videre.domain.standing import StandingRules, YouthClass

Names = dict[int, str]


def flow_rows(
    world: list[Someone],
    rules: tuple[PathwayRules, PathwayRules, int],  # groups, youth education, hours in hundredths
    names: Names,
    months: Sequence[int],
    known_at: date,
    municipality: int,
    year: int,
    dimensions: Collection[str],
) -> Iterator[Row]:
    """Yield how a cohort flows, for the looks that the whole cohort has reached."""
    groups, youth, hours = rules
    cohort = leavers(world, year, municipality, leaving.end_of_ninth_grade)
    stay_of = {id(someone): stay for someone, stay in cohort}

    def place(someone: Someone, look: int) -> str:
        left_on = stay_of[id(someone)].stop
        if look < 0:
            chosen = pathways.first_choice(someone.facts, left_on, groups)
            return names.get(chosen, "no_choice")
        day = months_later(left_on, months[look])
        found = pathways.whereabouts(day, someone.facts, left_on, groups, youth, hours)
        return names[found] if isinstance(found, int) else found

    for look, month in enumerate(months):
        if any(months_later(stay.stop, month) > known_at for _, stay in cohort):
            continue
        for label, those in grouped([(someone, stay.place) for someone, stay in cohort], dimensions):
            flows = Counter((place(someone, look - 1), place(someone, look)) for someone in those)
            for (came_from, came_to), n in flows.items():
                yield row(str(year), label | {"from": came_from, "to": came_to, "months": str(month)}, n, len(those), 0)


def alternative_rows(
    world: list[Someone],
    rules: AlternativeRules,
    names: Names,
    youth: PathwayRules,
    months: Sequence[int],
    known_at: date,
    municipality: int,
    year: int,
    dimensions: Collection[str],
) -> Iterator[Row]:
    """Yield what those of a cohort who complete nothing were given."""
    cohort = leavers(world, year, municipality, leaving.end_of_ninth_grade)
    for month in months:
        if any(months_later(stay.stop, month) > known_at for _, stay in cohort):
            continue
        given = {}
        without = []
        for someone, stay in cohort:
            day = months_later(stay.stop, month)
            if pathways.has_completed_nothing(someone.facts, stay.stop, day, known_at, youth):
                without.append((someone, stay.place))
                given[id(someone)] = pathways.courses_given(someone.facts, stay.stop, day, rules)
        for label, those in grouped(without, dimensions):
            n_none = sum(not given[id(someone)] for someone in those)
            counts = {"none": n_none, "any": len(those) - n_none}
            counts |= {name: sum(number in given[id(s)] for s in those) for number, name in names.items()}
            for course, n in counts.items():
                yield row(str(year), label | {"course": course, "months": str(month)}, n, len(those), 0)


def intake_rows(
    world: list[Someone],
    rules: PathwayRules,
    names: Names,
    level: str,
    age_limit_years: int,
    known_at: date,
    municipality: int,
    years: Iterable[int],
    dimensions: Collection[str],
) -> Iterator[Row]:
    """Yield who started and who completed each group in each calendar year that has ended."""
    for year in years:
        if date(year, 12, 31) > known_at:
            continue
        for event in ("started", "completed"):
            groups_of = {}
            for someone in world:
                groups_of[id(someone)] = {
                    rules.group_of_kind[course.code]
                    for course in someone.facts
                    if course.kind == FactKind.ENROLMENT
                    and rules.group_of_kind[course.code]
                    and happened(event, course, someone, rules, age_limit_years, municipality, year)
                }
            for label, those in grouped([(someone, someone.last_school()) for someone in world], dimensions):
                n_any = sum(bool(groups_of[id(someone)]) for someone in those)
                for group, name in names.items() if n_any else ():
                    n = sum(group in groups_of[id(someone)] for someone in those)
                    yield row(str(year), label | {level: name, "event": event}, n, n_any, 0)


def happened(
    event: str,
    course: pathways.Dated,
    someone: Someone,
    rules: PathwayRules,
    age_limit_years: int,
    municipality: int,
    year: int,
) -> bool:
    """Return whether somebody young who lived here started, or completed, a course in a year."""
    if event == "started":
        day, is_so = course.start, pathways.is_intake(course, someone.facts, rules)
        in_year = day.year == year
    else:
        day = course.stop - ONE_DAY
        is_so = course.value == Outcome.COMPLETED and bool(rules.completes_group[course.code])
        in_year = course.stop.year == year
    is_young = age_on(someone.born, day) < age_limit_years
    return in_year and is_so and is_young and home_on(someone.facts, day) == municipality


def after_rows(
    world: list[Someone],
    rules: PathwayRules,
    names: Names,
    level: str,
    standing: StandingRules,
    met: Collection[YouthClass],
    months: Sequence[int],
    known_at: date,
    municipality: int,
    years: Iterable[int],
    dimensions: Collection[str],
) -> Iterator[Row]:
    """Yield where those who completed each group in a year stand so many months after."""
    for year in years:
        for month in months:
            if months_later(date(year, 12, 31), month) > known_at:
                continue
            for group, name in names.items():
                completed = []
                for someone in world:
                    day = pathways.completed_on(group, someone.facts, rules)
                    if day and day.year == year and home_on(someone.facts, day - ONE_DAY) == municipality:
                        completed.append((someone, someone.last_school()))
                for label, those in grouped(completed, dimensions):
                    classes: Counter[YouthClass] = Counter()
                    for someone in those:
                        day = pathways.completed_on(group, someone.facts, rules)
                        assert day is not None
                        classes[standing_on(months_later(day, month), someone.facts, standing)[0]] += 1
                    own = label | {level: name, "months_after": str(month)}
                    unknown = classes[YouthClass.UNKNOWN]
                    if "class" not in dimensions:
                        yield row(str(year), own, sum(classes[each] for each in met), len(those), unknown)
                        continue
                    for each in set(YouthClass) - {YouthClass.NONE}:
                        may_be = 0 if each == YouthClass.UNKNOWN else unknown
                        yield row(str(year), own | {"class": each.name.lower()}, classes[each], len(those), may_be)


def given_back_rows(
    world: list[Someone],
    standing: StandingRules,
    youth: PathwayRules,
    units: Sequence[str],
    age_limit_years: int,
    months: Sequence[int],
    known_at: date,
    municipality: int,
    year: int,
    dimensions: Collection[str],
) -> Iterator[Row]:
    """Yield how those sent on in a year are doing, by school or unit, and everybody sent on by any."""
    senders = senders_of(world, units, age_limit_years, municipality, year, dimensions)
    key = next((name for name in ("unit", "school") if name in dimensions), None)
    people = set(dimensions) - {"unit", "school"}
    for sender, sent in senders.items():
        on = {id(someone): day for someone, day, _ in sent}
        for month in months:
            if any(months_later(day, month) > known_at for day in on.values()):
                continue
            for label, those in grouped([(someone, place) for someone, _, place in sent], people):
                said: Counter[str] = Counter()
                for someone in those:
                    said.update(onward.doing_on(months_later(on[id(someone)], month), someone.facts, standing, youth))
                own = label | ({key: sender} if key else {}) | {"months_after": str(month)}
                for doing in ("education", "work", "preparatory", "outside", "unknown", "completed", "in_or_through"):
                    may_be = 0 if doing in {"unknown", "completed", "in_or_through"} else said["unknown"]
                    yield row(str(year), own | {"doing": doing}, said[doing], len(those), may_be)


def senders_of(
    world: list[Someone],
    units: Sequence[str],
    age_limit_years: int,
    municipality: int,
    year: int,
    dimensions: Collection[str],
) -> dict[str, list[tuple[Someone, date, int]]]:
    """Return whom each sender sent on in a year and when, and everybody sent on by any, each once."""
    senders: dict[str, list[tuple[Someone, date, int]]] = {"any": []}
    for someone in world:
        if "unit" in dimensions:
            sent_on = []
            for number, name in enumerate(units, start=1):
                contact = onward.sent_on_by_unit(year, number, someone.facts)
                is_here = contact and home_on(someone.facts, contact.stop - ONE_DAY) == municipality
                if contact and is_here and age_on(someone.born, contact.stop) < age_limit_years:
                    sent_on.append((contact.stop, number))
                    senders.setdefault(name, []).append((someone, contact.stop, number))
            if sent_on:
                senders["any"].append((someone, *max(sent_on)))
            continue
        stay = onward.sent_on_by_school(year, someone.facts)
        if stay is not None and home_on(someone.facts, stay.stop - ONE_DAY) == municipality:
            senders["any"].append((someone, stay.stop, stay.place))
            if "school" in dimensions:
                senders.setdefault(f"{stay.place:06d}", []).append((someone, stay.stop, stay.place))
    return senders
