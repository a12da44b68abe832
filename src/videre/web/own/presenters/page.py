"""The own plan as it is shown: agreements to answer, what is new, and who is there for the young person."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.web.access.timeline import make_timeline
from videre.web.agreements.models import Agreement, Said
from videre.web.agreements.queries import list_agreements
from videre.web.installation import current_day
from videre.web.languages import told
from videre.web.own.models import Objection
from videre.web.own.queries import newest_own_answers
from videre.web.own.reading import Visitor
from videre.web.plans.presenters.around import (
    agreement_shown,
    contact_shown,
    transitions_shown,
)
from videre.web.plans.presenters.words import list_changes, sections_shown
from videre.web.plans.queries import find_plan, find_seen_version, form_of, list_versions, written_in


class OwnAgreement(NamedTuple):
    """An agreement. is_mine: whoever reads is to do it. said: what they have answered; empty before."""

    id: int
    what: str
    who: str
    due: str
    state: str
    is_open: bool
    is_late: bool
    is_mine: bool
    may_answer: bool
    said: str


def make_page(visitor: Visitor) -> dict[str, object]:
    """Return what the page of the own plan shows."""
    reader, day = visitor.reader, current_day()
    found = find_plan(visitor.seen.person_id)
    form, versions = form_of(found), list_versions(found)
    newest = versions[0] if versions else None
    sections = sections_shown(reader, form, written_in(found), newest)
    mine = [section for section in sections if section.may_write]
    return {
        "visitor": visitor,
        "seen": visitor.seen,
        "mine": mine,
        "others": [section for section in sections if not section.may_write],
        "has_draft": any(each.is_draft for section in mine for each in section.questions),
        "changes": list_changes(reader, form, newest, find_seen_version(found, reader.user)) if newest else [],
        "published_on": date_format(localtime(newest.at), "j. F Y") if newest else "",
        "agreements": own_agreements(visitor, day),
        "contact": contact_shown(reader, day),
        "transitions": transitions_shown(reader, form),
        "timeline": make_timeline(reader.seen, day) if visitor.is_own else [],
        "other_plans": [(told(each.title), told(each.held_by)) for each in form.other_plans],
        "is_kept_back": visitor.seen.is_protected and not visitor.is_own,
        "may_see_plan": visitor.seen.may_see(Category.PLAN),
    }


def own_agreements(visitor: Visitor, day: date) -> list[OwnAgreement]:
    """Return what is agreed, what waits for an answer first; nothing to whoever may not see the plan."""
    if not visitor.seen.may_see(Category.PLAN):
        return []
    agreements = list(list_agreements(visitor.seen.person_id).select_related("user"))
    answers = newest_own_answers(visitor, [each.pk for each in agreements])
    shown = []
    for each in agreements:
        said = answers.get(each.pk)
        answered = f"{Said(said.said).label}{f' – “{said.word}”' if said.word else ''}" if said is not None else ""
        shown.append(own_agreement(visitor, each, answered, day))
    return sorted(shown, key=lambda each: (not each.is_open, not each.is_mine))


def own_agreement(visitor: Visitor, each: Agreement, answered: str, day: date) -> OwnAgreement:
    """Return an agreement with what its reader has to do with it."""
    words = agreement_shown(each, day)
    is_mine = each.party == visitor.party
    return OwnAgreement(
        each.pk,
        each.what,
        _("You") if is_mine else words.who,
        words.due,
        words.state,
        words.is_open,
        words.is_late,
        is_mine,
        words.is_open and may_answer(visitor, each),
        answered,
    )


def may_answer(visitor: Visitor, agreement: Agreement) -> bool:
    """Return whether an agreement is theirs to answer: the young person all of them, a parent the family's."""
    return visitor.is_own or agreement.party == visitor.party


class ObjectionShown(NamedTuple):
    """An objection in words."""

    about: str
    words: str
    made: str
    to: str
    answer_by: str
    answer: str
    answered: str


def objection_shown(each: Objection, unit: str) -> ObjectionShown:
    """Return an objection in words; unit: the title of the unit that it went to."""
    to = f"{each.user.display_name}, {unit}" if each.user is not None and unit else unit
    return ObjectionShown(
        str(each.get_about_display()),
        each.words,
        date_format(each.made_on, "j. F Y"),
        to or (each.user.display_name if each.user is not None else ""),
        date_format(each.answer_by, "j. F Y"),
        each.answer,
        date_format(each.answered_on, "j. F Y") if each.answered_on else "",
    )
