"""Sharing what one sees: nobody passes on what is closed to them, and the consent is found, not typed."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from videre.definitions.access import Category
from videre.web.access.actions.disclosing import (
    BY_CONSENT,
    LONGEST_DISCLOSURE_DAYS,
    NotAllowedByBasis,
    disclose,
)
from videre.web.access.models import Disclosure
from videre.web.access.records import PURPOSE_FOR, find_covering
from videre.web.access.seen import Seen
from videre.web.access.units import recipient_of
from videre.web.installation import current_definitions


@transaction.atomic
def pass_on(
    *,
    seen: Seen,
    basis: str,
    unit: str,
    categories: Collection[Category],
    matter: str,
    until: date | None,
    day: date,
    by: str,
) -> Disclosure:
    """Share something of an opened person from today on.

    Args:
        seen: the person, as far as the user sees them. until: the first day no longer; None: as long as the basis lets.

    Raises:
        NotAllowedByBasis: also for what the user does not see.
    """
    recipient = recipient_of(unit)
    if seen.is_passing:
        raise NotAllowedByBasis(_("What a meeting or an emergency opened to you is not yours to share."))
    if recipient not in PURPOSE_FOR or not set(categories) <= seen.categories:
        raise NotAllowedByBasis(_("Choose a unit, and only what you see yourself."))
    law = current_definitions().access_law().bases.get(basis)
    longest = (law.most_days if law is not None else None) or LONGEST_DISCLOSURE_DAYS
    is_at_meeting = law is not None and law.most_meetings is not None
    return disclose(
        person_id=seen.person_id,
        basis=basis,
        purpose=PURPOSE_FOR[recipient],
        categories=categories,
        unit=unit,
        since=day,
        until=until or day + timedelta(days=longest),
        matter=" ".join(matter.split())[:60] if is_at_meeting else "",
        meeting=day if is_at_meeting else None,
        consent=find_covering(seen, recipient, set(categories), day) if basis == BY_CONSENT else None,
        by=by,
    )
