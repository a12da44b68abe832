"""Writing what a school or a unit concluded, and that its page was opened."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from videre.web.audit.actions import write
from videre.web.figures.senders import Sender
from videre.web.givenback.models import Note, Opening
from videre.web.givenback.queries import is_opened


@transaction.atomic
def conclude(*, sender: Sender, text: str, known_at: date, by: str) -> Note:
    """Keep what a sender concluded from what was known on a day."""
    note = Note.objects.create(
        kind=sender.kind, sender=sender.code, text=text, known_at=known_at, at=timezone.now(), by=by
    )
    write(event="given_back_concluded", about=f"{sender.kind} {sender.code}", by=by)
    return note


def note_opening(*, sender: Sender, day: date, by: str) -> None:
    """Count that somebody opened a sender's page; the second time on a day writes nothing, and waits for nobody."""
    if not is_opened(sender, day, by):
        with transaction.atomic():
            Opening.objects.get_or_create(kind=sender.kind, sender=sender.code, day=day, by=by)
            write(event="given_back_opened", about=f"{sender.kind} {sender.code}", by=by)
