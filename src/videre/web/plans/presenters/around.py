"""What stands around the words: register facts, agreements, the contact person, transitions, and what contradicts."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.definitions.plans import PlanForm, Transition
from videre.domain.days import day_of_date
from videre.domain.facts import Fact, FactKind
from videre.web.access.presenters import FactShown, fact_shown, newest_first
from videre.web.access.queries import list_facts, list_involved, unit_names
from videre.web.access.reasons import role_title
from videre.web.access.units import title_of
from videre.web.accounts.models import User
from videre.web.agreements.models import (
    Act,
    ActKind,
    Agreement,
    Answer,
    ContactPerson,
    Correction,
    CorrectionState,
    Party,
    Said,
)
from videre.web.agreements.queries import find_contact_person, list_acts, list_agreements, newest_answers
from videre.web.languages import told
from videre.web.plans.models import Tick
from videre.web.plans.queries import ticks_of
from videre.web.plans.rights import Reader


class AgreementShown(NamedTuple):
    """An agreement in words."""

    id: int
    what: str
    who: str
    due: str
    state: str
    is_open: bool
    is_late: bool
    answers: tuple[str, ...] = ()


class ContactShown(NamedTuple):
    """Who is the contact person. may_hand_over: the reader is, or nobody is."""

    name: str
    unit: str
    since: str
    may_hand_over: bool


class StepShown(NamedTuple):
    """A step of a transition, and who ticked it off when; empty where it is open."""

    number: int
    title: str
    done: str


class TransitionShown(NamedTuple):
    """A transition that lies ahead."""

    name: str
    title: str
    steps: list[StepShown]
    n_done: int


def key_of(fact: Fact) -> str:
    """Return a key by which a fact is named in a form."""
    return "-".join(str(each) for each in (fact.kind, fact.start, fact.code, fact.place, fact.detail))


def facts_by_key(reader: Reader, day: date) -> dict[str, FactShown]:
    """Return the register facts that a reader may see, newest first."""
    units = unit_names()
    facts = sorted(list_facts(reader.seen), key=newest_first, reverse=True)
    return {key_of(fact): fact_shown(fact, units, day) for fact in facts}


def find_fact(reader: Reader, key: str) -> Fact | None:
    """Return the register fact that a key names, of those that a reader may see, or None."""
    return next((fact for fact in list_facts(reader.seen) if key_of(fact) == key), None)


class ToldWrong(NamedTuple):
    """What the reader has noted as wrong in a register, and how it stands with the register's owner."""

    on: date
    note: str
    state: str
    answer: str


def list_told_wrong(reader: Reader) -> list[ToldWrong]:
    """Return what the reader has noted as wrong in a register; others' may be about what the reader may not see."""
    acts = list_acts(reader.seen.person_id).filter(kind=ActKind.WRONG, by=reader.user.user_name)
    return [told_wrong(act) for act in acts.select_related("correction")]


def told_wrong(act: Act) -> ToldWrong:
    """Return a fault that was noted, with the owner's answer."""
    found: Correction | None = getattr(act, "correction", None)
    state = str(CorrectionState(found.state).label) if found is not None else ""
    return ToldWrong(act.on, act.note, state, found.answer if found is not None else "")


def agreements_shown(reader: Reader, day: date) -> list[AgreementShown]:
    """Return what is agreed, open ones first; nothing to whoever may not see the plan."""
    if not reader.seen.may_see(Category.PLAN):
        return []
    agreements = list(list_agreements(reader.seen.person_id).select_related("user"))
    said = newest_answers([each.pk for each in agreements])
    shown = [
        agreement_shown(each, day)._replace(answers=tuple(map(answer_shown, said.get(each.pk, ()))))
        for each in agreements
    ]
    return sorted(shown, key=lambda each: not each.is_open)


def answer_shown(answer: Answer) -> str:
    """Return an answer to an agreement in words: who, what, when, and their own word."""
    role, day = role_title(answer.role), date_format(localtime(answer.at), "j. F")
    said = f"{role[:1].upper()}{role[1:]}: {Said(answer.said).label.lower()}, {day}"
    return f"{said} – “{answer.word}”" if answer.word else said


def agreement_shown(each: Agreement, day: date) -> AgreementShown:
    """Return an agreement in words."""
    is_open = each.kept_on is None and each.dropped_on is None
    state = _("open")
    if each.kept_on is not None:
        state = _("kept on %(day)s") % {"day": date_format(each.kept_on, "j. F Y")}
    elif each.dropped_on is not None:
        state = _("dropped: %(why)s") % {"why": each.dropped_because}
    who = each.user.display_name if each.user is not None else str(Party(each.party).label)
    return AgreementShown(
        each.pk, each.what, who, date_format(each.due, "j. F Y"), state, is_open, is_open and each.due < day
    )


def contact_shown(reader: Reader, day: date) -> ContactShown | None:
    """Return the contact person, or None where that may not be seen."""
    if not reader.seen.may_see(Category.CONTACT_PERSON):
        return None
    found = find_contact_person(reader.seen.person_id, day)
    may = may_hand_over(reader, found)
    if found is None:
        return ContactShown("", "", "", may)
    return ContactShown(found.user.display_name, title_of(found.unit), date_format(found.since, "j. F Y"), may)


def may_hand_over(reader: Reader, found: ContactPerson | None) -> bool:
    """Return whether a reader may name the contact person: whoever is it, or anybody who writes where nobody is."""
    is_seen = reader.seen.may_see(Category.CONTACT_PERSON)
    return is_seen and reader.may_write and (found is None or found.user_id == reader.user.pk)


def transitions_shown(reader: Reader, form: PlanForm) -> list[TransitionShown]:
    """Return the transitions that lie ahead at a person's age, with what is ticked off where the plan may be seen."""
    age, may_see = reader.seen.age_years, reader.seen.may_see(Category.PLAN)
    done = ticks_of(reader.seen.person_id, form.name) if may_see else {}
    return [
        transition_shown(each, {step: tick for (name, step), tick in done.items() if name == each.name})
        for each in form.transitions
        if each.ages[0] <= age < each.ages[1]
    ]


def transition_shown(transition: Transition, done: dict[int, Tick]) -> TransitionShown:
    """Return a transition with its steps, those in `done` ticked off."""
    steps = [
        StepShown(number, told(step), who_ticked(done[number]) if number in done else "")
        for number, step in enumerate(transition.steps, start=1)
    ]
    return TransitionShown(transition.name, told(transition.title), steps, len(done))


def who_ticked(tick: Tick) -> str:
    """Return who ticked a step off, and when."""
    return _("%(name)s, %(role)s, %(day)s") % {
        "name": tick.by_name,
        "role": role_title(tick.role),
        "day": date_format(localtime(tick.at), "j. F Y"),
    }


def list_conflicts(reader: Reader, day: date) -> list[str]:
    """Return what contradicts, in words, of what a reader may see: two contact persons, two courses at once."""
    found = []
    if reader.seen.may_see(Category.CONTACT_PERSON):
        contact = find_contact_person(reader.seen.person_id, day)
        names = {each.name for each in list_involved(reader.seen, day) if each.kind == "responsibility"}
        names |= {contact.user.display_name} if contact is not None else set()
        if len(names) > 1:
            found.append(_("Several are said to be responsible: %(names)s.") % {"names": ", ".join(sorted(names))})
    today, units = day_of_date(day), unit_names()
    courses = [
        fact_shown(fact, units, day).title
        for fact in list_facts(reader.seen)
        if fact.kind == FactKind.ENROLMENT and fact.start <= today < fact.stop
    ]
    if len(courses) > 1:
        found.append(_("The registers have several courses at once: %(names)s.") % {"names": ", ".join(courses)})
    return found


def find_colleague(colleagues: list[User], chosen: str) -> User | None:
    """Return the colleague that a form names, or None."""
    return next((each for each in colleagues if str(each.pk) == chosen), None)
