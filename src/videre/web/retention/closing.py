"""Closing doors that stand no more, and forgetting what is kept of whoever came by them."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from videre.web.access.doors import close_doors_that_stand_no_more, forget_who_has_no_door, roles_of_the_door
from videre.web.access.models import Door
from videre.web.plans.models import Look


@transaction.atomic
def close_doors(*, day: date, by: str) -> int:
    """Close the doors that the registers say no more; forget what their users read, and whom nothing is open to.

    Custody ends on the 18th birthday and on the day on which the register names a guardian no longer; whoever is erased
    is the guardian of nobody. Return how many users were forgotten.
    """
    close_doors_that_stand_no_more(day=day, by=by)
    still = Door.objects.filter(user=OuterRef("user"), person=OuterRef("plan__person"))
    Look.objects.filter(~Exists(still), user__role__in=roles_of_the_door()).delete()
    return forget_who_has_no_door(by=by)
