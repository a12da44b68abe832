"""Asking for consent, and writing down the answer: a yes to the very words that were asked, or a no."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from videre.definitions.access import Category, Recipient
from videre.domain.refusals import Refused
from videre.web.access.actions.sharing import (
    NothingToAgreeTo,
    get_young_person,
    give_consent,
    lacks_question,
    who_agrees,
)
from videre.web.access.models import Answer, AskedConsent, GivenBy
from videre.web.access.records import PURPOSE_FOR
from videre.web.audit import actions as audit
from videre.web.installation import current_definitions


class AskedAnew(Refused):
    """A question was to be answered that has been answered, or whose words are not today's any more."""


@transaction.atomic
def ask_consent(
    *, person_id: UUID, recipient: Recipient, categories: Collection[Category], day: date, by: str
) -> AskedConsent:
    """Write down that somebody is asked, in the words of today; an earlier question that nobody answered is dropped.

    Raises:
        NotTheirsToGive: there is no such person.
        NothingToAgreeTo: also for a yes to a guardian, which nobody asks for here: see docs/law/access.md.
    """
    person, law = get_young_person(person_id), current_definitions().access_law()
    if recipient not in PURPOSE_FOR or lacks_question(person, recipient, categories, day):
        raise NothingToAgreeTo(_("Choose something that a yes would open to this recipient, and nothing else."))
    AskedConsent.objects.filter(person=person, recipient=recipient, answer="").delete()
    asked = AskedConsent.objects.create(
        person=person,
        recipient=recipient,
        categories=sorted(categories),
        version=law.consent_version,
        asked_of=who_agrees(person, day),
        asked_on=day,
        asked_by=by,
    )
    audit.write(event="consent_asked", about=str(recipient), person=str(person_id), by=by)
    return asked


@transaction.atomic
def answer_consent(*, asked: AskedConsent, answer: Answer, day: date, by: str) -> None:
    """Write down what was answered: a yes makes a consent, a no leaves what was agreed to before as it was.

    Raises:
        AskedAnew: it has been answered; or the words have changed since, or who is to answer: then it is asked again.
        NotTheirsToGive, NothingToAgreeTo: what was asked is not theirs to give any more, or needs no yes any more.
    """
    waiting = AskedConsent.objects.select_for_update().filter(person_id=asked.person_id).order_by("pk")
    found = next((each for each in waiting if each.pk == asked.pk), None)  # all of the person's: one answer at a time
    if found is None:
        raise AskedAnew(_("This question is not today's any more. Ask again."))
    asked = found
    is_today = asked.version == current_definitions().access_law().consent_version
    if asked.answer or not is_today or asked.asked_of != who_agrees(asked.person, day):
        raise AskedAnew(_("This question is not today's any more. Ask again."))
    if answer is Answer.GIVEN:
        asked.consent = give_consent(
            person_id=asked.person_id,
            recipient=Recipient(asked.recipient),
            categories=[Category(each) for each in asked.categories],
            given_by=GivenBy(asked.asked_of),
            day=day,
            by=by,
        )
    else:
        audit.write(event="consent_refused", about=asked.recipient, person=str(asked.person_id), by=by)
    asked.answer, asked.answered_on = answer, day
    asked.save(update_fields=["answer", "answered_on", "consent"])
