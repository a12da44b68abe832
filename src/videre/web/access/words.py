"""Words for what is shown of a person: facts, classes, categories."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videre.domain.days import OPEN_ENDED, date_of_day
from videre.domain.education import ActivityKind, EducationKind, Event, Outcome
from videre.domain.exam import Discipline, ExamStatus
from videre.domain.facts import ApplicationOutcome, Fact, FactKind
from videre.domain.standing import StandingReason, YouthClass
from videre.domain.work import BenefitKind, EmploymentKind
from videre.home.home import Home
from videre.store.deliveries import Ledger
from videre.store.tables import read_known
from videre.web.access.units import institution_names, ledger_state, title_of
from videre.web.installation import current_definitions, current_home
from videre.web.languages import told

CLASSES = {
    YouthClass.PRIMARY_SCHOOL: gettext_lazy("In primary school"),
    YouthClass.EDUCATION: gettext_lazy("In education"),
    YouthClass.ORDINARY_EMPLOYMENT: gettext_lazy("In ordinary work"),
    YouthClass.OTHER_EMPLOYMENT: gettext_lazy("In other work"),
    YouthClass.PREPARATORY: gettext_lazy("In a preparatory activity"),
    YouthClass.EXEMPTED: gettext_lazy("Exempted"),
    YouthClass.OFF_PLAN: gettext_lazy("Off plan"),
    YouthClass.UNKNOWN: gettext_lazy("Unknown"),
}
REASONS = {
    StandingReason.ENROLLED: gettext_lazy("enrolled"),
    StandingReason.SUMMER_BEFORE_NEXT_COURSE: gettext_lazy("the summer before the next course"),
    StandingReason.WORKS_ENOUGH: gettext_lazy("works enough hours"),
    StandingReason.ACTIVITY_BY_PLAN: gettext_lazy("an activity by plan"),
    StandingReason.EXEMPTION: gettext_lazy("an exemption"),
    StandingReason.NOTICE_OF_INTERRUPTION: gettext_lazy("the institution said that the course was broken off"),
    StandingReason.ON_BENEFIT: gettext_lazy("on a benefit, and in nothing else"),
    StandingReason.NOT_CONFIRMED_IN_TIME: gettext_lazy("nobody has confirmed it in time"),
    StandingReason.COURSE_ENDED: gettext_lazy("the course ended, and nothing is known since"),
    StandingReason.WORKS_TOO_LITTLE: gettext_lazy("works too few hours"),
    StandingReason.NEVER_HEARD_OF: gettext_lazy("no source has said anything"),
}
OUTCOMES = {
    Outcome.ONGOING: gettext_lazy("ongoing"),
    Outcome.COMPLETED: gettext_lazy("completed"),
    Outcome.INTERRUPTED: gettext_lazy("broken off"),
    Outcome.TRANSFERRED: gettext_lazy("moved on"),
}
EVENTS = {
    Event.ADMITTED: gettext_lazy("Admitted"),
    Event.AT_RISK: gettext_lazy("At risk of dropping out"),
    Event.INTERRUPTED: gettext_lazy("Broken off"),
    Event.COMPLETED: gettext_lazy("Completed"),
}
ACTIVITIES = {
    ActivityKind.BRIDGE_BUILDING: gettext_lazy("Bridge-building"),
    ActivityKind.COMPANY_PLACEMENT: gettext_lazy("Company placement"),
    ActivityKind.PREPARATORY_COURSE: gettext_lazy("Preparatory course"),
    ActivityKind.VOLUNTARY_WORK: gettext_lazy("Voluntary work"),
    ActivityKind.EXEMPTION: gettext_lazy("Exempted from the duty"),
}
WORK = {
    EmploymentKind.ORDINARY: gettext_lazy("Ordinary work"),
    EmploymentKind.SUBSIDISED: gettext_lazy("Subsidised work"),
}
CHOICES = {
    ApplicationOutcome.PENDING: gettext_lazy("not answered yet"),
    ApplicationOutcome.ADMITTED: gettext_lazy("admitted"),
    ApplicationOutcome.REJECTED: gettext_lazy("not admitted"),
    ApplicationOutcome.WITHDRAWN: gettext_lazy("withdrawn"),
}
TAKEN = {ExamStatus.ABSENT: gettext_lazy("absent"), ExamStatus.EXEMPTED: gettext_lazy("exempted")}
HUNDREDTHS, TENTHS = 100, 10
TESTS = {
    Discipline.DANISH_READING: gettext_lazy("Danish, reading"),
    Discipline.DANISH_SPELLING: gettext_lazy("Danish, spelling"),
    Discipline.DANISH_WRITTEN: gettext_lazy("Danish, composition"),
    Discipline.DANISH_ORAL: gettext_lazy("Danish, oral"),
    Discipline.MATHEMATICS_WITHOUT_AIDS: gettext_lazy("mathematics without aids"),
    Discipline.MATHEMATICS_WITH_AIDS: gettext_lazy("mathematics with aids"),
    Discipline.ENGLISH_ORAL: gettext_lazy("English, oral"),
    Discipline.SCIENCE: gettext_lazy("science"),
    Discipline.DRAWN_HUMANITIES: gettext_lazy("drawn test, humanities"),
    Discipline.DRAWN_SCIENCE: gettext_lazy("drawn test, science"),
}


def title_of_fact(fact: Fact, units: tuple[str, ...]) -> str:
    """Return what a fact is, in a few words."""
    match FactKind(fact.kind):
        case FactKind.RESIDENCE:
            settings = current_home().settings
            if fact.place == settings.municipality:
                return _("Lives in %(name)s") % {"name": settings.municipality_name}
            return _("Lives in municipality %(number)s") % {"number": fact.place}
        case FactKind.ENROLMENT:
            return course_name(fact.code, fact.detail)
        case FactKind.BENEFIT:
            return benefit_name(fact.code)
        case FactKind.EMPLOYMENT:
            return str(WORK.get(EmploymentKind(fact.code), _("Work")))
        case FactKind.ACTIVITY:
            return str(ACTIVITIES.get(ActivityKind(fact.code), _("Activity")))
        case FactKind.NOTIFICATION:
            return f"{EVENTS.get(Event(fact.code), '')}: {course_name(fact.value, fact.detail)}"
        case FactKind.APPLICATION:
            return _("Choice %(number)s: %(course)s") % {"number": fact.detail, "course": course_name(fact.code, 0)}
        case FactKind.EXAM:
            return str(TESTS.get(Discipline(fact.code), _("Test")))
    return title_of(units[fact.code - 1])


def detail_of_fact(fact: Fact) -> str:
    """Return what else a fact says: where, how it went, how much."""
    place = institution_names(current_home()).get(fact.place, "")
    match FactKind(fact.kind):
        case FactKind.ENROLMENT:
            outcome = OUTCOMES.get(Outcome(fact.value))
            return ", ".join(str(part) for part in (place, outcome) if part)
        case FactKind.EMPLOYMENT:
            return _("%(hours)s hours a month") % {"hours": round(fact.value / HUNDREDTHS)}
        case FactKind.APPLICATION:
            outcome = CHOICES.get(ApplicationOutcome(fact.value))
            return ", ".join(str(part) for part in (place, outcome) if part)
        case FactKind.EXAM:
            if fact.place in TAKEN:
                return str(TAKEN[ExamStatus(fact.place)])
            return _("mark %(mark)s, grade %(grade)s") % {"mark": fact.value // TENTHS, "grade": fact.detail}
        case FactKind.NOTIFICATION:
            return place
    return ""


def course_name(kind: int, programme: int) -> str:
    """Return what an education is called: the programme, else the kind."""
    named = programme_names(current_home()).get(programme)
    return named or told(current_definitions().programme_kinds().get(EducationKind(kind)).name)


def benefit_name(code: int) -> str:
    """Return what a benefit is called."""
    return told(current_definitions().benefits().benefits[BenefitKind(code).name].name)


def period_of(fact: Fact) -> str:
    """Return when a fact holds: a day, or from a day to another."""
    return period_from(fact.start, fact.stop)


def period_from(start: int, stop: int) -> str:
    """Return a period in words, of which `stop` is the first day no longer."""
    first = words_of(start)
    if stop == start + 1:
        return first
    return f"{first} –" if stop >= OPEN_ENDED else f"{first} – {words_of(stop - 1)}"


def words_of(day: int) -> str:
    """Return a day in words."""
    return date_format(date_of_day(day), "j. F Y")


def programme_names(home: Home) -> dict[int, str]:
    """Return the names of all programmes by number: a public list, read once a version of the store."""
    return names_at(home.paths.ledger, ledger_state(home.paths.ledger), home)


@lru_cache(maxsize=4)
def names_at(_ledger: Path, _state: tuple[int, int], home: Home) -> dict[int, str]:
    """Return the names as of a state of the ledger."""
    rows = read_known(home.paths, Ledger(home.paths.ledger), "programmes", date.max)
    return dict(rows.select("programme", "name").iter_rows())
