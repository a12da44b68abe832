"""Writing the log."""

from django.db import transaction
from django.utils import timezone

from videre.web.audit.models import Entry


@transaction.atomic
def write(*, event: str, about: str = "", by: str) -> Entry:
    """Write a line of the log; call it inside the transaction of what it tells of.

    Args:
        event: what was done, as `thing_done`.
        about: whom or what it was done to, without a person's data.
        by: the user's name, or the command's where no user acts.
    """
    return Entry.objects.create(at=timezone.now(), event=event, about=about, by=by)
