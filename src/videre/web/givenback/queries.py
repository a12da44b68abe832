"""Reading what was concluded of what is given back, and who has opened it."""

from datetime import date

from django.db.models import Count

from videre.web.figures.senders import Sender
from videre.web.givenback.models import Note, Opening


def list_notes(sender: Sender) -> list[Note]:
    """Return what a sender concluded, the newest first."""
    return list(Note.objects.filter(kind=sender.kind, sender=sender.code))


def count_openings() -> dict[Sender, int]:
    """Return for each sender on how many days, added up over readers, its page was opened."""
    counted = Opening.objects.values_list("kind", "sender").annotate(n=Count("id")).order_by()
    return {Sender(kind, code): n for kind, code, n in counted}


def newest_notes() -> dict[Sender, Note]:
    """Return each sender's newest note."""
    return {Sender(note.kind, note.sender): note for note in Note.objects.order_by("id")}


def is_opened(sender: Sender, day: date, by: str) -> bool:
    """Return whether a reader has opened a sender's page on a day."""
    return Opening.objects.filter(kind=sender.kind, sender=sender.code, day=day, by=by).exists()
