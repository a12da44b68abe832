"""From everybody's facts to everybody's places on lists: gathers what the rules ask, and asks them."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple
from uuid import UUID

from videre.domain.days import day_of_date
from videre.domain.facts import Fact, FactKind
from videre.domain.responsibility import Cell, list_answering
from videre.domain.standing import YouthClass
from videre.measures.arrays import History
from videre.signals.breaking import days_of_break
from videre.signals.classes import add_up_classes, others_in_class
from videre.signals.coming import on_benefit_since
from videre.signals.listing import (
    Case,
    Flag,
    Look,
    Setting,
    delivered_schools,
    exam_years_of,
    list_flags,
    look_at,
)
from videre.web.access.casework import absence_of_everybody, histories_of_everybody
from videre.web.agreements.queries import Doings, doings_of
from videre.web.installation import current_definitions, current_home

STANDING_TEST = "18_hours_a_week"  # the named test of measurement point 3, whose lists these are


class Placed(NamedTuple):
    """A resident with the lists they stand on, the unit that answers, and the days of breaks.

    flags: as if nothing had been done; what is due stands in `deadlines`.
    """

    person_id: UUID
    look: Look
    flags: list[Flag]
    unit: str
    breaks: tuple[int, ...]
    doings: Doings


def place_everybody(day: date) -> Iterator[Placed]:
    """Yield everybody who lives here on a day, with their places on the lists."""
    definitions = current_definitions()
    lists = definitions.list_follow_up()
    found = histories_of_everybody(day)
    cases = cases_of(found.history)
    doings = doings_of()
    setting = setting_on(day_of_date(day), cases)
    answers = definitions.responsibility()
    table = answers.table()
    absence = absence_of_everybody()
    classes = add_up_classes(absence.values())
    for person_id, case in zip(found.ids, cases, strict=True):
        done, own = doings.get(person_id, Doings()), absence.get(person_id, [])
        case_now = case._replace(
            acted_on=done.any_act,
            months=[each.month for each in own],
            class_months=others_in_class(own, classes),
        )
        look = look_at(case_now, setting)
        if look is None:
            continue
        cell = cell_of(look, setting)
        units = list_answering(table, cell, setting.day)
        unit = unit_code(units[0], look, is_institution=answers.units[units[0]].place == "institution") if units else ""
        yield Placed(person_id, look, list_flags(look, lists), unit, breaks_of(case.facts, setting.day), done)


def cases_of(history: History) -> list[Case]:
    """Return everybody's case, the facts as plain values for the plain folds."""
    rows = [Fact(*row) for row in history.facts.tolist()]
    return [
        Case(int(person["birth_day"]), rows[int(person["first"]) : int(person["last"])]) for person in history.persons
    ]


def setting_on(day: int, cases: list[Case]) -> Setting:
    """Return what is the same for everybody on a day, by the municipality's definitions."""
    definitions, municipality = current_definitions(), current_home().settings.municipality
    exam_rule_of, exam_years = cache(definitions.exam_rule), exam_years_of(definitions.list_follow_up())
    return Setting(
        day=day,
        municipality=municipality,
        standing=definitions.standing_rules(STANDING_TEST),
        clocks=definitions.youth_clocks().rules(),
        union_of=cache(definitions.benefit_union),
        exam_rule_of=exam_rule_of,
        ways=definitions.exam_ways().rules(),
        exam_years=exam_years,
        delivered=delivered_schools(cases, day, municipality, exam_rule_of, exam_years),
    )


def cell_of(look: Look, setting: Setting) -> Cell:
    """Return which kind of young person somebody is, for the table of responsibility."""
    on_benefit = on_benefit_since(look.case.facts, setting.union_of("benefits"), setting.day) is not None
    return Cell(look.age_years, look.stand.youth_class, int(on_benefit))


def unit_code(unit: str, look: Look, *, is_institution: bool) -> str:
    """Return the unit's code; of an institution that at which the young person is."""
    stand = look.stand
    if not is_institution:
        return unit
    at = look.case.facts[stand.fact].place if stand.fact >= 0 and stand.youth_class == YouthClass.PRIMARY_SCHOOL else 0
    return f"{unit}:{at}" if at else unit


def breaks_of(facts: Sequence[Fact], day: int) -> tuple[int, ...]:
    """Return the days of the last year on which somebody broke off, each once."""
    kinds = {FactKind.NOTIFICATION, FactKind.ENROLMENT}
    told = {on for fact in facts if fact.kind in kinds for on in days_of_break(fact) if day - 365 <= on <= day}
    return tuple(sorted(told))
