"""A demonstration's plan: what the young person of the demonstration reads, so that the door shows something."""

from datetime import date, timedelta

from django.db import transaction

from videre.definitions.access import Category, Recipient
from videre.web.access.actions import give_consent, involve
from videre.web.access.models import Consent, Door, DoorKind, GivenBy, Involvement, Kind
from videre.web.access.purposes import Purpose
from videre.web.access.queries import get_person
from videre.web.accounts.models import User
from videre.web.agreements.actions import agree, name_contact_person
from videre.web.agreements.models import Agreement, Party
from videre.web.agreements.queries import find_contact_person
from videre.web.installation import current_instant
from videre.web.plans.actions import publish, write_words
from videre.web.plans.queries import find_plan
from videre.web.plans.rights import Reader, reader_of

GUIDANCE_WORDS = {
    (
        "guidance",
        "talks",
    ): "Vi har set på grundforløbet på teknisk skole og på 10. klasse. Du ville helst prøve et værksted først.",
    ("guidance", "offers"): "En uge på besøg på teknisk skole i april.",
    ("way", "next_step"): "Ring til teknisk skole og aftal, hvilke dage du kommer på besøg.",
}

TO_DO = (
    ("Ringe til teknisk skole", Party.YOUNG_PERSON, 7),
    ("Følge med på besøg på skolen", Party.FAMILY, 30),
)


@transaction.atomic
def fill_demo_plan(*, day: date, by: str) -> None:
    """Let the demonstration's counsellor write in the plan of its young person, agree on two things, and be there.

    What is there from before is left as it is.
    """
    door = Door.objects.filter(kind=DoorKind.OWN, user__is_demo=True).first()
    counsellor = User.objects.filter(is_demo=True, role="guidance_counsellor").first()
    if door is None or counsellor is None:
        return
    person_id = door.person_id
    if not Involvement.objects.filter(person_id=person_id, user=counsellor).exists():
        since = day - timedelta(days=60)
        involve(person_id=person_id, user=counsellor, kind=Kind.RESPONSIBILITY, since=since, by=by)
    if find_contact_person(person_id, day) is None:
        name_contact_person(person_id=person_id, user=counsellor, unit="uu", on=day, by=by)
    if find_plan(person_id) is None:
        write(reader_of(counsellor, get_person(counsellor, person_id, Purpose.GUIDANCE, now=current_instant())), by)
    if not Agreement.objects.filter(person_id=person_id).exists():
        for what, party, days in TO_DO:
            agree(person_id=person_id, what=what, party=party, due=day + timedelta(days=days), on=day, by=by)
    if not Consent.objects.filter(person_id=person_id).exists():
        give_consent(
            person_id=person_id,
            recipient=Recipient.SCHOOL,
            categories=[Category.PLAN],
            given_by=GivenBy.YOUNG_PERSON,
            day=day,
            by=by,
        )


def write(reader: Reader, by: str) -> None:
    """Write and publish the counsellor's words."""
    for (section, question), words in GUIDANCE_WORDS.items():
        write_words(
            reader=reader, section=section, question=question, words=words, seen=0, now=current_instant(), by=by
        )
    publish(reader=reader, now=current_instant(), by=by)
