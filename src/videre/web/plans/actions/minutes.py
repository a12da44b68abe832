"""Writing the minutes of a meeting: of two who write at once both texts stand, and every text that stood is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from videre.domain.drafting import both
from videre.web.plans.actions.meeting import open_meeting
from videre.web.plans.actions.writing import MayNotWrite, TooLong, log
from videre.web.plans.models import AgendaItem, Meeting, Minutes
from videre.web.plans.queries import find_plan, form_of, list_agenda
from videre.web.plans.rights import Reader

MOST_MINUTES = 5_000  # letters to one item
MOST_CAME = 300


class Typed(NamedTuple):
    """A text that was sent, and the revision that its writer had before them."""

    revision: int
    words: str


@transaction.atomic
def write_minutes(
    *, reader: Reader, meeting_id: int, minutes: Mapping[int, Typed], came: Typed | None, now: datetime, by: str
) -> bool:
    """Write who came and what was said of each item; return whether somebody else had written meanwhile.

    Then both texts are kept, one under the other. Every text that stood is kept too: nobody's words are lost.

    Args:
        minutes: by the item, what was sent. came: the same of who came; None: nothing was sent.

    Raises:
        MayNotWrite: also for an item that the writer may not read. MeetingIsClosed. TooLong: nothing is written.
    """
    found = open_meeting(reader, meeting_id)
    form = form_of(find_plan(found.person_id))
    items = {each.pk: each for each in list_agenda(reader, found, form) if each.pk in minutes}
    if len(items) < len(minutes):
        raise MayNotWrite(_("Something on the agenda is closed to you now. Load the page again."))
    is_both = False
    for item in items.values():
        words, both_kept = merged(item.minutes, item.revision, minutes[item.pk], MOST_MINUTES)
        is_both = is_both or both_kept
        if words != item.minutes:
            item.minutes, item.revision = words, item.revision + 1
            item.save(update_fields=["minutes", "revision"])
            keep_text(reader, found, item, item.revision, words, now, by)
    if came is not None:
        words, both_kept = merged(found.came, found.came_revision, came, MOST_CAME)
        is_both = is_both or both_kept
        if words != found.came:
            found.came, found.came_revision = words, found.came_revision + 1
            found.save(update_fields=["came", "came_revision"])
            keep_text(reader, found, None, found.came_revision, words, now, by)
    log(reader, "meeting_minutes_written", found.day.isoformat(), by)
    return is_both


def merged(standing: str, revision: int, sent: Typed, most: int) -> tuple[str, bool]:
    """Return what is to stand, and whether that is two texts: somebody had written since the revision that was seen.

    Raises TooLong for more than `most` letters of what is new.
    """
    words = sent.words.replace("\r\n", "\n").strip()
    if words == standing:
        return standing, False
    if len(words) > most:
        said = _("This is %(n)s letters, and there is room for %(most)s. Write it shorter; nothing has been saved yet.")
        raise TooLong(said % {"n": len(words), "most": most})
    if sent.revision == revision or not standing:
        return words, False
    return (both(standing, words) if words not in standing else standing), True


def keep_text(
    reader: Reader, meeting: Meeting, item: AgendaItem | None, revision: int, words: str, now: datetime, by: str
) -> None:
    """Keep a text of the minutes in their history."""
    user = reader.user
    Minutes.objects.create(
        meeting=meeting,
        item=item,
        revision=revision,
        words=words,
        by=by,
        by_name=user.display_name,
        role=user.role,
        at=now,
    )
