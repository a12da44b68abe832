"""Goals that contradict: two texts for one goal, two first choices, or a goal and a choice of another education."""

import re
from datetime import date

from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.definitions.plans import PlanForm
from videre.domain.days import day_of_date
from videre.domain.education import EducationKind
from videre.domain.facts import ApplicationOutcome, Fact, FactKind
from videre.web.access.queries import list_facts
from videre.web.access.words import course_name
from videre.web.plans.models import Version
from videre.web.plans.queries import NOTHING, At, Written
from videre.web.plans.rights import Reader

WORD = re.compile(r"\w+")
A_ROUND_DAYS = 180  # choices of one round of admission are sent within half a year
# What a goal may be said to be: the short names that people write, each of the kinds that it stands for.
SAID = {
    "stx": {EducationKind.STX},
    "gymnasiet": {EducationKind.STX},
    "hf": {EducationKind.HF},
    "hhx": {EducationKind.HHX},
    "htx": {EducationKind.HTX},
    "eux": {EducationKind.EUX},
    "eud": {EducationKind.EUD_GF1, EducationKind.EUD_GF2, EducationKind.EUD_MAIN},
    "stu": {EducationKind.STU},
    "fgu": {EducationKind.FGU},
    "epx": {EducationKind.EPX},
}
OPEN = {ApplicationOutcome.PENDING, ApplicationOutcome.ADMITTED}


def list_goal_conflicts(
    reader: Reader, form: PlanForm, written: dict[At, Written], newest: Version | None, day: date
) -> list[str]:
    """Return the goals that contradict, in words, of what a reader may see. It is a hint: a person decides."""
    words, found = goal_said(reader, form, written, newest)
    if not reader.seen.may_see(Category.APPLICATIONS):
        return found
    first = first_choices(list_facts(reader.seen), day_of_date(day))
    names = ", ".join(sorted({course_name(kind, 0) for kind in first}))
    if len(first) > 1:
        found.append(_("There are several first choices of education: %(names)s.") % {"names": names})
    named = kinds_named(words)
    if first and named and not named & first:
        found.append(_("The goal says another education than the first choice, which is %(names)s.") % {"names": names})
    return found


def goal_said(
    reader: Reader, form: PlanForm, written: dict[At, Written], newest: Version | None
) -> tuple[str, list[str]]:
    """Return the goal in the words that a reader may read, and those texts for it that wait for a choice, in words."""
    if form.goal is None:
        return "", []
    place, _dot, question = form.goal.partition(".")
    section, goal = form.get_section(place), written.get((place, question), NOTHING)
    if reader.may_write_section(section):
        waiting = [
            _("Two goals wait for a choice: %(one)s – and %(other)s, by %(name)s.")
            % {"one": goal.place.words, "other": other, "name": name}
            for other, name in texts_that_wait(goal)
        ]
        return goal.place.words, waiting
    if newest is None or not reader.may_read_section(section):
        return "", []
    return newest.words.get(place, {}).get(question, ""), []


def texts_that_wait(goal: Written) -> list[tuple[str, str]]:
    """Return the texts for the goal that a clash set aside and nobody has chosen about, each with who wrote it."""
    names = {each.by: each.by_name for each in goal.revisions}
    waiting = {by: goal.place.find_waiting(by) for by in names}
    return [(sent.words, names[by]) for by, sent in waiting.items() if sent is not None]


def first_choices(facts: list[Fact], today: int) -> set[EducationKind]:
    """Return the kinds of education that the newest round of choices has as the first, and that still stand."""
    choices = [fact for fact in facts if fact.kind == FactKind.APPLICATION and fact.start <= today]
    newest = max((fact.start for fact in choices), default=0)
    return {
        EducationKind(fact.code)
        for fact in choices
        if fact.detail == 1 and fact.value in OPEN and newest - fact.start < A_ROUND_DAYS
    }


def kinds_named(goal: str) -> set[EducationKind]:
    """Return the kinds of education that a goal names by their short names."""
    return {kind for word in WORD.findall(goal.casefold()) for kind in SAID.get(word, set())}
