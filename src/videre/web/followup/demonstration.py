"""A demonstration's lists: the counsellor is the contact person of most young people, and some have nobody."""

from datetime import date

from django.db import transaction

from videre.web.accounts.models import User
from videre.web.agreements.actions import name_contact_person
from videre.web.agreements.queries import open_contact_persons
from videre.web.followup.actions import refresh_lists
from videre.web.followup.models import Entry

ONE_IN = 3  # one of three has no contact person, so that there is a list of nobody to look at
UNIT, ROLE = "uu", "guidance_counsellor"


@transaction.atomic
def fill_demo_lists(*, day: date, by: str) -> int:
    """Make a demonstration's lists, with contact persons on them; return how many entries are open."""
    refresh_lists(day=day, by=by)
    counsellor = User.objects.filter(is_demo=True, role=ROLE).first()
    if counsellor is not None:
        taken = set(open_contact_persons(day).values_list("person_id", flat=True))
        ids = Entry.objects.filter(unit=UNIT, is_work=True, closed__isnull=True).values_list("person_id", flat=True)
        for place, person_id in enumerate(sorted(set(ids))):
            if place % ONE_IN and person_id not in taken:
                name_contact_person(person_id=person_id, user=counsellor, unit=UNIT, on=day, by=by)
    return refresh_lists(day=day, by=by).n_open
