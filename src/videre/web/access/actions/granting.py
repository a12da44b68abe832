"""Involving a colleague by hand: the leader of a unit that is involved, and whoever is responsible, give and end it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from videre.domain.refusals import Refused
from videre.web.access.actions.involving import end_involvement, involve
from videre.web.access.granting import Grants, may_end
from videre.web.access.models import Involvement, Kind
from videre.web.access.seen import Seen

SHORTEST_TITLE = 3
BY_HAND = (Kind.CASE, Kind.CLASS, Kind.RESPONSIBILITY)


class NotYoursToInvolve(Refused):
    """Somebody was to be involved, or to be so no longer, by a user who has no say in it."""


@transaction.atomic
def give_part(
    *, seen: Seen, grants: Grants, user_id: int, kind: Kind, title: str, day: date, until: date | None, by: str
) -> Involvement:
    """Involve a colleague with an opened person, or invite somebody private whom the young person has said yes to.

    Args:
        seen: the person. grants: what the user who decides may give.
        kind: what a colleague's part is; of somebody private it is always an invitation.
        title: in which class or case; it is the reason that is shown and logged.

    Raises:
        NotYoursToInvolve: the user may not, not this one, or without saying in what. EndsBeforeItBegins.
    """
    colleague, invited = grants.colleagues.get(user_id), grants.private.get(user_id)
    said = " ".join(title.split())
    chosen = colleague or invited
    if chosen is None:
        raise NotYoursToInvolve(_("Choose somebody from the list. Refer to another authority instead."))
    if len(said) < SHORTEST_TITLE or (colleague is not None and kind not in BY_HAND):
        raise NotYoursToInvolve(_("Say in which class, case or task."))
    return involve(
        person_id=seen.person_id,
        user=chosen,
        kind=Kind.INVITATION if colleague is None else kind,
        title=said[:100],
        since=day,
        until=until,
        by=by,
    )


@transaction.atomic
def end_part(*, grants: Grants, involvement: Involvement, day: date, by: str) -> None:
    """End somebody's part: from that day on it opens nothing. Raises NotYoursToInvolve."""
    if not may_end(grants, involvement):
        raise NotYoursToInvolve(_("This part is not yours to end."))
    end_involvement(involvement=involvement, day=day, by=by)
