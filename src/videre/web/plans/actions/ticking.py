"""Ticking off what must be in order before a transition."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from videre.domain.refusals import Refused
from videre.web.plans.actions.meeting import check_may_meet
from videre.web.plans.actions.writing import log
from videre.web.plans.models import Tick
from videre.web.plans.queries import find_plan, form_of
from videre.web.plans.rights import Reader


class NoSuchStep(Refused):
    """A step was to be ticked off that the form does not have, or that is not ahead at this age."""


@transaction.atomic
def tick(*, reader: Reader, transition: str, step: int, is_done: bool, now: datetime, by: str) -> None:
    """Tick a step off, or take that back; done twice it is done once.

    Raises:
        MayNotWrite: the reader does not write in the plan, or may not see it. NoSuchStep.
    """
    check_may_meet(reader)
    form = form_of(find_plan(reader.seen.person_id))
    ahead = next((each for each in form.transitions if each.name == transition), None)
    if ahead is None or not 1 <= step <= len(ahead.steps):
        raise NoSuchStep(_("There is no such step. Load the page again."))
    place = {"person_id": reader.seen.person_id, "form": form.name, "transition": transition, "step": step}
    standing = Tick.objects.select_for_update().filter(**place, undone_at__isnull=True)
    if is_done == standing.exists():
        return
    if is_done:
        user = reader.user
        Tick.objects.create(**place, by=by, by_name=user.display_name, role=user.role, at=now)
    else:
        standing.update(undone_at=now, undone_by=by)
    log(reader, "step_ticked" if is_done else "step_unticked", f"{transition} {step}", by)
