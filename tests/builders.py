"""Facts and persons with defaults: a test states only what it is about. Days are written as ISO dates."""

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import strategies as st

from videre.domain.days import OPEN_ENDED, day_from_iso
from videre.domain.education import ActivityKind, EducationKind, Event, Outcome
from videre.domain.exam import Discipline, ExamStatus
from videre.domain.facts import ApplicationOutcome, Fact, FactKind, Person
from videre.domain.people import Origin, ParentsEducation, Sex
from videre.domain.work import BenefitKind, EmploymentKind
from videre.measures.arrays import order_of_fact

ALBERTSLUND = 165
GLOSTRUP = 161
SCHOOL = 101001
COLLEGE = 280051
OTHER_COLLEGE = 280052


def day(iso: str) -> int:
    """Return a day number; the empty text is open-ended."""
    return day_from_iso(iso) if iso else OPEN_ENDED


def fact(
    kind: FactKind,
    start: str,
    stop: str = "",
    *,
    code: int = 0,
    value: int = 0,
    place: int = 0,
    detail: int = 0,
    review: str | None = None,
    reported: str | None = None,
) -> Fact:
    """Return a fact, by default believed until it stops and reported on the day it began."""
    return Fact(
        kind=kind,
        code=code,
        start=day(start),
        stop=day(stop),
        value=value,
        place=place,
        reported=day(start if reported is None else reported),
        review=day(stop if review is None else review),
        detail=detail,
    )


def residence(start: str = "1990-01-01", stop: str = "", municipality: int = ALBERTSLUND) -> Fact:
    """Return a stay in a municipality."""
    return fact(FactKind.RESIDENCE, start, stop, place=municipality)


def enrolment(
    kind: EducationKind,
    start: str,
    stop: str,
    outcome: Outcome = Outcome.COMPLETED,
    institution: int = COLLEGE,
    review: str | None = None,
) -> Fact:
    """Return a stay in a programme that the register has closed."""
    return fact(FactKind.ENROLMENT, start, stop, code=kind, value=outcome, place=institution, review=review)


def open_enrolment(kind: EducationKind, start: str, review: str, institution: int = COLLEGE) -> Fact:
    """Return a stay in a programme that the register left open, believed until a review date."""
    return fact(FactKind.ENROLMENT, start, code=kind, value=Outcome.ONGOING, place=institution, review=review)


def notice(
    event: Event, on: str, kind: EducationKind = EducationKind.UNKNOWN, institution: int = COLLEGE, programme: int = 0
) -> Fact:
    """Return an institution's notice; of an admission, `on` is the start that it names."""
    return fact(FactKind.NOTIFICATION, on, code=event, value=kind, place=institution, detail=programme)


def application(
    kind: EducationKind, on: str, outcome: ApplicationOutcome = ApplicationOutcome.ADMITTED, priority: int = 1
) -> Fact:
    """Return a choice of education."""
    return fact(FactKind.APPLICATION, on, code=kind, value=outcome, place=COLLEGE, detail=priority)


def work(
    start: str, stop: str, hours: float, kind: EmploymentKind = EmploymentKind.ORDINARY, review: str | None = None
) -> Fact:
    """Return work of so many hours a month."""
    return fact(FactKind.EMPLOYMENT, start, stop, code=kind, value=round(hours * 100), review=review)


def benefit(kind: BenefitKind, start: str, stop: str, review: str | None = None) -> Fact:
    """Return a period on a benefit."""
    return fact(FactKind.BENEFIT, start, stop, code=kind, review=review)


def activity(kind: ActivityKind, start: str, stop: str, review: str | None = None) -> Fact:
    """Return an activity by plan, or an exemption."""
    return fact(FactKind.ACTIVITY, start, stop, code=kind, review=review)


def contact(unit: int, start: str, stop: str = "") -> Fact:
    """Return a contact with a unit, by its place among the units."""
    return fact(FactKind.CONTACT, start, stop, code=unit)


def exam(
    discipline: Discipline, mark: float, on: str = "2015-06-10", status: ExamStatus = ExamStatus.TAKEN, grade: int = 9
) -> Fact:
    """Return a test of folkeskolens afgangsprøve."""
    return fact(FactKind.EXAM, on, code=discipline, value=round(mark * 10), place=status, detail=grade)


def person(born: str = "1999-03-14", sex: Sex = Sex.K, origin: Origin = Origin.DANISH) -> Person:
    """Return a person whose facts have not been placed yet."""
    return Person(0, 0, day(born), sex, origin, ParentsEducation.YOUTH_EDUCATION)


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Return one person's facts as a history holds them."""
    return sorted(facts, key=order_of_fact)


World = list[tuple[Person, list[Fact]]]

# Random people: facts of every kind, tuned so that each class and reason of standing occurs often (a test says so).

FIRST_DAY, LAST_DAY = day("2013-01-01"), day("2016-12-31")
TURNING_DAYS = [
    day(f"{year}-{month_and_day}")
    for year in range(2013, 2017)
    for month_and_day in ("01-01", "04-30", "05-01", "06-27", "08-01", "08-10", "08-31", "09-01", "10-01", "10-08")
]
LENGTHS = st.sampled_from([1, 7, 30, 61, 92, 184, 322, 365, 700])
CARRIED = st.sampled_from([1, 45, 61])
INSTITUTIONS = st.sampled_from([SCHOOL, COLLEGE, OTHER_COLLEGE])
KINDS = st.sampled_from(
    [
        EducationKind.UNKNOWN,
        EducationKind.PRIMARY_SCHOOL,
        EducationKind.NINTH_GRADE,
        EducationKind.TENTH_GRADE,
        EducationKind.FGU,
        EducationKind.PRODUKTIONSSKOLE,
        EducationKind.STX,
        EducationKind.HF,
        EducationKind.EUD_GF1,
        EducationKind.EUD_GF2,
        EducationKind.EUD_MAIN,
        EducationKind.HIGHER_SHORT,
    ]
)
MARKS_X10 = st.sampled_from([-30, 0, 20, 20, 40, 70, 100, 120])  # the 7-point scale; the pass mark twice


def days(begin: int = FIRST_DAY, end: int = LAST_DAY) -> st.SearchStrategy[int]:
    """Return days of some years, those on which rules turn more often than others."""
    turning = [turning for turning in TURNING_DAYS if begin <= turning <= end]
    return st.sampled_from(turning) | st.integers(begin, end) if turning else st.integers(begin, end)


@st.composite
def spells(
    draw: st.DrawFn,
    kind: FactKind,
    codes: st.SearchStrategy[int],
    values: st.SearchStrategy[int],
    starts: st.SearchStrategy[int] | None = None,
) -> Fact:
    """Draw a fact with a period: closed, lapsing before it stops, or carried beyond its last month."""
    start, length = draw(days() if starts is None else starts), draw(LENGTHS)
    code, value = draw(codes), draw(values)
    form = draw(st.sampled_from(["closed", "closed", "open", "planned", "carried"]))
    match form:
        case "closed":
            stop = review = start + length
        case "open":
            stop, review = OPEN_ENDED, start + length
        case "planned":
            stop, review = start + length + 100, start + length
        case _:
            stop, review = start + length, start + length + draw(CARRIED)
    if kind == FactKind.ENROLMENT and form != "closed":
        value = Outcome.ONGOING
    place = draw(INSTITUTIONS) if kind == FactKind.ENROLMENT else 0
    return Fact(kind, code, start, stop, value, place, draw(st.sampled_from([start, start + 20])), review, 0)


OUTCOMES = st.sampled_from([Outcome.COMPLETED, Outcome.INTERRUPTED, Outcome.TRANSFERRED, Outcome.NONE])
NOTHING = st.just(0)
ENROLMENTS = spells(FactKind.ENROLMENT, KINDS, OUTCOMES)
ACTIVITIES = spells(FactKind.ACTIVITY, st.sampled_from([*ActivityKind][1:]), NOTHING)
BENEFITS = spells(FactKind.BENEFIT, st.sampled_from([*BenefitKind][1:4]), NOTHING)
JOBS = spells(
    FactKind.EMPLOYMENT, st.sampled_from([*EmploymentKind][1:]), st.sampled_from([1_000, 3_900, 7_799, 7_800, 16_033])
)


@st.composite
def notices(draw: st.DrawFn) -> Fact:
    """Draw an institution's notice."""
    on = draw(days())
    event, kind, place = draw(st.sampled_from([*Event][1:])), draw(KINDS), draw(INSTITUTIONS)
    return Fact(FactKind.NOTIFICATION, event, on, on + 1, kind, place, on + draw(st.sampled_from([0, 9])), on + 1, 0)


@st.composite
def contacts(draw: st.DrawFn) -> Fact:
    """Draw a contact with one of three units; some go on."""
    start, unit = draw(days()), draw(st.integers(1, 3))
    stop = draw(st.sampled_from([start + draw(LENGTHS), start + draw(LENGTHS), OPEN_ENDED]))
    return Fact(FactKind.CONTACT, unit, start, stop, 0, 0, start, stop, 0)


@st.composite
def applications(draw: st.DrawFn) -> Fact:
    """Draw a choice of education."""
    on, kind, outcome = draw(days()), draw(KINDS), draw(st.sampled_from([*ApplicationOutcome][1:]))
    return Fact(
        FactKind.APPLICATION, kind, on, on + 1, outcome, draw(INSTITUTIONS), on, on + 1, draw(st.integers(1, 3))
    )


@st.composite
def exams(draw: st.DrawFn) -> Fact:
    """Draw a test of folkeskolens afgangsprøve."""
    on = draw(days())
    discipline, status = draw(st.sampled_from([*Discipline][1:])), draw(st.sampled_from([*ExamStatus][1:]))
    return Fact(FactKind.EXAM, discipline, on, on + 1, draw(MARKS_X10), status, on, on + 1, draw(st.integers(9, 10)))


ANY_FACT = st.one_of(
    ENROLMENTS, ENROLMENTS, ACTIVITIES, BENEFITS, JOBS, notices(), notices(), applications(), exams(), contacts()
)


@st.composite
def school_leavings(draw: st.DrawFn, years: st.SearchStrategy[int]) -> list[Fact]:
    """Draw the last year of school, its tests, a choice of education, and perhaps a place and the start of it."""
    year = draw(years)
    grade = draw(st.sampled_from([EducationKind.NINTH_GRADE, EducationKind.NINTH_GRADE, EducationKind.TENTH_GRADE]))
    ends = day(f"{year}-{draw(st.sampled_from(['06-27', '07-01', '09-05', '02-01']))}")
    outcome, institution = draw(OUTCOMES), draw(INSTITUTIONS)
    began = day(f"{year - 1}-08-10")
    facts = [Fact(FactKind.ENROLMENT, grade, began, ends, outcome, institution, ends, ends, 0)]
    tested, best = draw(st.integers(0, 10)), draw(MARKS_X10)
    for discipline in [*Discipline][1 : tested + 1]:
        on, mark = day(f"{year}-06-10"), best if draw(st.booleans()) else draw(MARKS_X10)
        facts.append(Fact(FactKind.EXAM, discipline, on, on + 1, mark, ExamStatus.TAKEN, on, on + 1, 9))
    chosen, outcome_of_choice = draw(KINDS), draw(st.sampled_from([*ApplicationOutcome][1:]))
    on = day(f"{year}-03-01")
    facts.append(Fact(FactKind.APPLICATION, chosen, on, on + 1, outcome_of_choice, COLLEGE, on, on + 1, 1))
    start = day(f"{year}-{draw(st.sampled_from(['08-10', '09-15', '10-08']))}")
    if draw(st.integers(0, 2)) == 0:
        kind, institution = draw(KINDS), draw(INSTITUTIONS)
        facts.append(
            Fact(FactKind.NOTIFICATION, Event.ADMITTED, start, start + 1, kind, institution, start, start + 1, 0)
        )
    if draw(st.booleans()):
        review = start + draw(LENGTHS)
        facts.append(Fact(FactKind.ENROLMENT, chosen, start, OPEN_ENDED, Outcome.ONGOING, COLLEGE, start, review, 0))
    return facts


@st.composite
def homes(draw: st.DrawFn) -> list[Fact]:
    """Draw where somebody has lived: moves in, out and back, times unknown, and a stay reported twice."""
    cuts = sorted(draw(st.lists(days(), max_size=3, unique=True)))
    facts = []
    for start, stop in pairwise([day("1990-01-01"), *cuts, OPEN_ENDED]):
        municipality = draw(st.sampled_from([ALBERTSLUND, ALBERTSLUND, ALBERTSLUND, GLOSTRUP, 0]))
        if municipality:
            stay = Fact(FactKind.RESIDENCE, 0, start, stop, 0, municipality, start, stop, 0)
            facts += [stay] if draw(st.integers(0, 5)) else [stay, stay._replace(start=start + 5)]
    return facts


@st.composite
def lives(draw: st.DrawFn, max_facts: int = 10) -> list[Fact]:
    """Draw one person's facts, in the order in which a history holds them."""
    own = draw(homes()) + draw(st.lists(ANY_FACT, max_size=max_facts))
    if draw(st.booleans()):
        own += draw(school_leavings(st.integers(2013, 2015)))
    return in_order(own)


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Draw who somebody is; many were born on 29 February."""
    born = draw(st.integers(day("1995-01-01"), day("2001-12-31")) | st.just(day("1996-02-29")))
    return Person(
        0,
        0,
        born,
        draw(st.sampled_from(Sex)),
        draw(st.sampled_from(Origin)),
        draw(st.sampled_from(ParentsEducation)),
    )


def worlds(max_persons: int = 6) -> st.SearchStrategy[World]:
    """Draw a small municipality."""
    return st.lists(st.tuples(persons(), lives(max_facts=6)), min_size=1, max_size=max_persons)


@st.composite
def cohorts(draw: st.DrawFn, max_persons: int = 8) -> World:
    """Draw a municipality in which most leave school in the same summer, and some other lives beside them."""
    year = draw(st.integers(2013, 2015))
    leavings = st.tuples(school_leavings(st.just(year)), st.lists(ANY_FACT, max_size=4)).map(
        lambda parts: in_order([residence(), *parts[0], *parts[1]])
    )
    leavers = st.lists(st.tuples(persons(), leavings), min_size=2, max_size=max_persons)
    return draw(leavers) + draw(worlds(max_persons=2))
