"""What the steering group's records put into a report: how initiatives stand, and what the next meeting decides."""

from datetime import date
from typing import Final

from django.utils import translation

from videre.reports.steering import AskedDecision, InitiativeStatus, Steering
from videre.reports.wording import Language
from videre.web.steering.codes import ItemKind
from videre.web.steering.presenters.words import actor_name, status_word
from videre.web.steering.queries import Followed, find_next_meeting, find_steering_group, list_initiatives, list_items

LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")


def steering_on(day: date) -> Steering:
    """Return what the records say on a day.

    Initiatives of which nobody has said a status are left out; the report says so itself. The decisions asked for are
    the matters that somebody has put on the agenda of the group's next meeting, and that are not decided.
    """
    initiatives = tuple(status_of(each, day) for each in list_initiatives() if each.status is not None)
    return Steering(initiatives, tuple(list_asked(day)))


def status_of(followed: Followed, day: date) -> InitiativeStatus:
    """Return how an initiative stands, in both languages: an approved report is frozen in both."""
    said = followed.status
    assert said is not None
    words: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            words[language] = ". ".join(part for part in (status_word(said.status), said.sentence) if part)
    row = followed.row
    return InitiativeStatus(
        number=row.number,
        status=words,
        owner=row.owner or (actor_name(row.unit) if row.unit else ""),
        told=said.said_on.isoformat(),
        review=said.review_on.isoformat() if said.review_on is not None else "",
        is_stale=followed.is_stale(day),
        title=row.own_title,
        focus_area=row.focus_area,
    )


def list_asked(day: date) -> list[AskedDecision]:
    """Return the matters of the steering group's next meeting that are not decided."""
    group = find_steering_group()
    meeting = find_next_meeting(group, day) if group is not None else None
    if group is None or meeting is None:
        return []
    items = [each for each in list_items(meeting) if each.kind == ItemKind.OWN and not each.decision]
    return [AskedDecision(each.title, group.name, meeting.day.isoformat()) for each in items]
