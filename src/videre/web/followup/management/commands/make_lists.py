"""`videre manage make_lists`: make the follow-up lists anew and tell of them by mail; `videre nightly` does it."""

from typing import Any

from django.core.management.base import BaseCommand

from videre.web.followup.actions import MAKES_LISTS, refresh_lists
from videre.web.followup.telling import tell_by_mail
from videre.web.installation import current_day


class Command(BaseCommand):
    """Make the lists."""

    help = "Make the follow-up lists anew for the day, and tell by mail those who wish it, at most once a day."

    def handle(self, *_args: Any, **_options: Any) -> str:
        """Return what was done."""
        day = current_day()
        done = refresh_lists(day=day, by=MAKES_LISTS)
        n_told = tell_by_mail(day=day, by=MAKES_LISTS)
        return (
            f"{done.n_open} places on lists, {done.n_new} of them new; {done.n_closed} were left. "
            f"{n_told} colleagues were told by mail."
        )
