"""Objecting, answering an objection, and letting somebody in: each logged with whom it was about."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from videre.definitions.roles import Role
from videre.domain.refusals import Refused
from videre.web.access.actions import end_involvement, involve
from videre.web.access.casework import ties_of_case
from videre.web.access.doors import has_door, open_doors
from videre.web.access.models import DoorKind, Kind
from videre.web.access.seen import Seen
from videre.web.accounts.models import User
from videre.web.accounts.providing import Told, take_user
from videre.web.agreements.actions import check_room
from videre.web.audit import actions as audit
from videre.web.installation import current_definitions
from videre.web.own.models import About, Objection
from videre.web.own.queries import find_addressee, is_involved, may_answer, waiting_at

ANSWER_WITHIN_DAYS = 28  # a month (regulation article 12, paragraph 3), and February is one
MOST_LETTERS = 2_000
TIE_TITLE = "indsigelse"  # in what a unit is involved that is to answer; the log has it in Danish
ROLE_OF = {DoorKind.OWN: "young_person", DoorKind.GUARDIAN: "guardian"}


class NobodyHere(Refused):
    """Whoever logged in is nobody whom casework knows, or no longer holds custody of anybody below 18."""


class NoWords(Refused):
    """An objection or an answer was sent without words."""


class AnsweredAlready(Refused):
    """Somebody has answered an objection in the meantime."""


@transaction.atomic
def object_to(*, seen: Seen, about: About, words: str, role: str, now: datetime, by: str) -> Objection:
    """Send an objection to whoever may answer it, and involve the guidance where nobody may; raises NoWords, NoRoom."""
    if not words.strip():
        raise NoWords(_("Write in a line what it is about."))
    check_room(words, MOST_LETTERS)
    day, to = now.date(), find_addressee(seen.person_id, now)
    if not may_answer(to, seen.person_id, now) and not is_involved(seen.person_id, to.unit, day):
        involve(person_id=seen.person_id, unit=to.unit, kind=Kind.CASE, title=TIE_TITLE, since=day, by=by)
    made = Objection.objects.create(
        person_id=seen.person_id,
        about=about,
        words=words.strip(),
        role=role,
        made_by=by,
        made_on=day,
        user=to.user,
        unit=to.unit,
        answer_by=day + timedelta(days=ANSWER_WITHIN_DAYS),
    )
    audit.write(
        event="objection_made",
        about=about.value,
        person=str(seen.person_id),
        purpose=seen.purpose,
        reason=seen.reason,
        by=by,
    )
    return made


@transaction.atomic
def answer_objection(*, seen: Seen, objection_id: int, answer: str, day: date, by: str) -> Objection:
    """Answer an objection about an opened person, in words; raises NoWords, NoRoom, AnsweredAlready.

    Whoever was involved only to answer is involved no more when nothing waits for them.
    """
    objection = Objection.objects.select_for_update().get(pk=objection_id, person_id=seen.person_id)
    if objection.answered_on is not None:
        raise AnsweredAlready(_("Somebody has answered in the meantime."))
    if not answer.strip():
        raise NoWords(_("Write an answer: it is read by whoever objected."))
    check_room(answer, MOST_LETTERS)
    objection.answer, objection.answered_on, objection.answered_by = answer.strip(), day, by
    objection.save(update_fields=["answer", "answered_on", "answered_by"])
    if not waiting_at(seen.person_id, objection.unit).exists():
        for tie in ties_of_case(seen.person_id, objection.unit, TIE_TITLE):
            end_involvement(involvement=tie, day=day, by=by)
    audit.write(event="objection_answered", person=str(seen.person_id), purpose=seen.purpose, reason=seen.reason, by=by)
    return objection


@transaction.atomic
def let_in_by_number(*, issuer: str, blind: int, kind: DoorKind, day: date) -> User:
    """Return the user whom a strong log-in stands for, made at the first one; raises NobodyHere.

    No name is taken from the provider: words in the plan are signed with the role, so that a protected name gets
    nowhere. The user is known by issuer, role and the blind index of the number, which is itself kept nowhere.
    """
    if not has_door(kind, blind, day):
        raise NobodyHere(
            _("We know no plan of yours. Ask the municipality's youth guidance.")
            if kind is DoorKind.OWN
            else _("We know no young person below 18 of whom you hold custody. Ask the municipality's youth guidance.")
        )
    role = current_definitions().definition("roles", ROLE_OF[kind], Role)
    name = f"{kind.value}-{secrets.token_hex(8)}"
    told = Told(f"{issuer}|{kind.value}|{blind}", name, role.title.da, role.name, "")
    user = take_user(told=told, by=name)
    open_doors(user=user, kind=kind, blind=blind, day=day, by=user.user_name)
    return user
