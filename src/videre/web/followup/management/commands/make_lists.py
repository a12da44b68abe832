"""`videre manage make_lists`: make the follow-up lists anew and tell of them by mail; `videre nightly` does it."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from videre.home.home import writing
from videre.pipeline.releasing import keep
from videre.web.followup.actions import MAKES_LISTS, refresh_lists
from videre.web.followup.loop import release_loop
from videre.web.followup.telling import tell_by_mail
from videre.web.installation import current_day, current_home


class Command(BaseCommand):
    """Make the lists."""

    help = "Make the follow-up lists anew for the day, and tell by mail those who wish it, at most once a day."

    def handle(self, *_args: Any, **_options: Any) -> str:
        """Return what was done."""
        day = current_day()
        done = refresh_lists(day=day, by=MAKES_LISTS)
        keep_loop(day)
        n_told = tell_by_mail(day=day, by=MAKES_LISTS)
        return (
            f"{done.n_open} places on lists, {done.n_new} of them new; {done.n_closed} were left. "
            f"{n_told} colleagues were told by mail."
        )


def keep_loop(day: date) -> None:
    """Write the released table of the loop to the home, where pages read it."""
    table = release_loop(day)
    if table is not None:
        with writing(current_home()):
            keep(current_home(), table)
