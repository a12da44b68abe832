"""By which basis a unit may be at a meeting about a young person: work, a yes, or a law on meetings; else by none."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from videre.definitions.access import Category, Recipient
from videre.web.access.casework import members_of_units
from videre.web.access.deciding import agreed_categories, lawful
from videre.web.access.knowing import whom
from videre.web.access.units import find_unit, recipient_of
from videre.web.installation import current_definitions
from videre.web.people import queries as people

BY_WORK, BY_CONSENT = "works", "consent"
DENMARK = ZoneInfo("Europe/Copenhagen")


def bases_of_units(person_id: UUID, caller: Recipient | None, day: date) -> dict[str, list[str]]:
    """Return the units that may be at a meeting on a day, each with its bases, the least that is opened first.

    Args:
        caller: what whoever calls the meeting is to the law: a law on meetings binds both sides.

    Returns:
        By unit: `works` when it, or one of its members, has to do with the young person that day; `consent` when what
        the young person has said yes to lets it know of them; and the bases of the law that allow meetings.
    """
    person = people.find_person(person_id)
    if person is None:
        return {}
    known, law = whom([person], day)[person.pk], current_definitions().access_law()
    instant = datetime.combine(day, time(12), DENMARK)
    found: dict[str, list[str]] = {}
    for unit, members in members_of_units(day).items():
        recipient = recipient_of(unit) if find_unit(unit) is not None else None
        if recipient is None:
            continue
        users = {member.pk for member in members}
        bases = [BY_WORK] if any(tie.unit == unit or tie.user in users for tie in known.ties) else []
        if agreed_categories(recipient, known, law, instant) and Category.IDENTITY in lawful(
            recipient, known, law, instant
        ):
            bases.append(BY_CONSENT)
        bases += [
            name
            for name, basis in law.bases.items()
            if basis.by_record and basis.most_meetings is not None and known.age_years < basis.below_age
            if {recipient, caller} <= set(basis.circle)
        ]
        if bases:
            found[unit] = bases
    return found
