"""Reading plans. Whoever asks has opened the person through `access`; what is shown of it is cut by `rights`."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from videre.definitions.access import Category
from videre.definitions.plans import PlanForm
from videre.definitions.roles import Role
from videre.domain.drafting import Place, Sent
from videre.web.access.attending import BY_WORK, bases_of_units
from videre.web.access.casework import may_at, members_of_units
from videre.web.access.discretion import may_know_of_unit, recipient_of_role
from videre.web.access.knowing import list_units_of, open_on, places_on
from videre.web.access.models import Involvement, Kind
from videre.web.access.units import recipient_of
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission
from videre.web.agreements.models import Agreement, ContactPerson
from videre.web.agreements.queries import find_contact_person, list_agreements, open_contact_persons
from videre.web.installation import current_day, current_definitions
from videre.web.plans.models import (
    AgendaItem,
    HandOver,
    HandOverState,
    Invited,
    Look,
    Meeting,
    Minutes,
    Plan,
    Revision,
    Tick,
    Version,
)
from videre.web.plans.rights import Reader

At = tuple[str, str]  # a section and a question of it


class Written(NamedTuple):
    """What has been sent to one question: as the domain has it, and with who wrote it when."""

    place: Place
    revisions: tuple[Revision, ...]

    @property
    def standing(self) -> Revision | None:
        """The text that stands there now, or None."""
        return next((each for each in reversed(self.revisions) if each.revision), None)


NOTHING = Written(Place(), ())


def find_plan(person_id: UUID) -> Plan | None:
    """Return a person's plan, or None."""
    return Plan.objects.filter(person_id=person_id).first()


def form_of(plan: Plan | None) -> PlanForm:
    """Return the form in which a plan was begun; the newest for one that has not been begun."""
    definitions = current_definitions()
    return definitions.plan_form(plan.form) if plan is not None else definitions.newest_plan_form()


def written_in(plan: Plan | None, at: At | None = None) -> dict[At, Written]:
    """Return all that was sent to a plan, or to one question of it."""
    if plan is None:
        return {}
    asked = Q() if at is None else Q(section=at[0], question=at[1])
    found: dict[At, list[Revision]] = defaultdict(list)
    for each in Revision.objects.filter(asked, plan=plan):
        found[each.section, each.question].append(each)
    return {place: Written(place_of(sent), tuple(sent)) for place, sent in found.items()}


def place_of(revisions: list[Revision]) -> Place:
    """Return what was sent to one question as the domain has it."""
    return Place(tuple(Sent(each.number, each.by, each.seen, each.words, each.revision) for each in revisions))


def list_versions(plan: Plan | None) -> list[Version]:
    """Return a plan's versions, newest first."""
    return list(Version.objects.filter(plan=plan).order_by("-number")) if plan is not None else []


def find_newest_version(plan: Plan | None) -> Version | None:
    """Return a plan's newest version, or None."""
    return Version.objects.filter(plan=plan).order_by("number").last() if plan is not None else None


def find_seen_version(plan: Plan | None, user: User) -> Version | None:
    """Return the version that a user has last said to have read, or None."""
    look = Look.objects.filter(plan=plan, user=user).first() if plan is not None else None
    return Version.objects.filter(plan=plan, number=look.version).first() if look is not None else None


def list_colleagues(user: User) -> QuerySet[User]:
    """Return who works in a unit of the user's today, the user among them, by name."""
    day = current_day()
    there = {each.user_id for each in places_on(day, Q(unit__in=list_units_of(user, day)))}
    return User.objects.filter(is_active=True, pk__in=there).order_by("display_name")


def find_unit(user: User) -> str:
    """Return the unit in which a user works today; the first by name where there are several, empty without one."""
    return min(list_units_of(user, current_day()), default="")


def find_unit_of_both(user: User, colleague: User, contact: ContactPerson | None) -> str:
    """Return a unit in which two users work today: that of the contact person first; empty without one."""
    day = current_day()
    both = list_units_of(user, day) & list_units_of(colleague, day)
    return contact.unit if contact is not None and contact.unit in both else min(both, default="")


def list_receivers(age_years: int, day: date) -> list[str]:
    """Return the units that may receive a young person of an age, of whom somebody can answer, by their codes.

    By the law the unit may know who the young person is and who the contact person is, and somebody works there whose
    role writes plans and sees the unit's young people.
    """
    return [unit for unit, members in members_of_units(day).items() if can_receive(unit, members, age_years)]


def may_receive(unit: str, age_years: int, day: date) -> bool:
    """Return whether a unit may receive a young person of an age."""
    return can_receive(unit, members_of_units(day).get(unit, []), age_years)


def can_receive(unit: str, members: Iterable[User], age_years: int) -> bool:
    """Return whether the law lets a unit receive somebody of an age, and one of its members can answer."""
    law, recipient = current_definitions().access_law(), recipient_of(unit)
    if recipient is None or law.recipients[recipient].is_private:
        return False
    needed = (Category.IDENTITY, Category.CONTACT_PERSON)
    if not all(may_at(law, recipient, each, age_years) for each in needed):
        return False
    return any(can_answer(member.role) and recipient_of_role(member.role) is recipient for member in members)


def can_answer(role: str) -> bool:
    """Return whether a role writes plans and sees the young people of its unit."""
    return writes_plans(role) and current_definitions().definition("roles", role, Role).by_unit


def list_strengths(reader: Reader) -> list[dict[str, str]]:
    """Return what a transition note begins with: what the plan has published and the reader may read, who said it."""
    plan = find_plan(reader.seen.person_id)
    form, newest = form_of(plan), find_newest_version(plan)
    if newest is None:
        return []
    found = []
    for place in form.note_begins_with:
        section, _, question = place.partition(".")
        words = newest.words.get(section, {}).get(question, "")
        if words and reader.may_read_section(form.get_section(section)):
            by = newest.by_section.get(section, {}).get("by", "")
            found.append({"section": section, "question": question, "words": words, "by": by})
    return found


def find_waiting_hand_over(person_id: UUID) -> HandOver | None:
    """Return a person's hand-over that waits for an answer, or None."""
    return HandOver.objects.filter(person_id=person_id, state=HandOverState.WAITING).select_related("contact").first()


def find_sending_unit(reader: Reader, day: date) -> str:
    """Return the unit that a reader hands over from: the contact person's; the reader's where nobody is it."""
    contact = find_contact_person(reader.seen.person_id, day)
    return contact.unit if contact is not None else find_unit(reader.user)


def names_of_contact_persons(ids: Collection[UUID], day: date) -> dict[UUID, str]:
    """Return who is the contact person of each of some persons today, by name; none of whoever has nobody."""
    found = open_contact_persons(day).filter(person_id__in=list(ids))
    return dict(found.values_list("person_id", "user__display_name"))


def list_parts_by_hand(person_id: UUID, unit: str, to_unit: str, day: date) -> list[Involvement]:
    """Return what ties a unit and its members to a person and was given by hand, but for members of another unit.

    What the registers say, and what the table of responsibility says of a unit, stands for as long as they say it.
    """
    members = members_of_units(day)
    staying = {each.pk for each in members.get(to_unit, [])}
    leaving = [each.pk for each in members.get(unit, []) if each.pk not in staying]
    by_rule = Q(is_from_registers=True) | Q(unit=unit, kind=Kind.RESPONSIBILITY)
    theirs = Q(unit=unit) | Q(user_id__in=leaving)
    return list(Involvement.objects.filter(open_on(day), theirs, person_id=person_id).exclude(by_rule))


def list_hand_overs(reader: Reader) -> list[HandOver]:
    """Return an opened person's hand-overs, newest first: the reader's units', and those of which they may know.

    Whoever sends tells the receiver of themselves; to others it is a category that somebody is involved.
    """
    own = list_units_of(reader.user, current_day())
    found = HandOver.objects.filter(person_id=reader.seen.person_id).select_related("contact", "receiver")
    return [
        each
        for each in found.order_by("-sent_on", "-id")
        if {each.from_unit, each.to_unit} & own
        or all(may_know_of_unit(reader.seen, unit, own) for unit in (each.from_unit, each.to_unit))
    ]


def list_hand_overs_of_units(units: Collection[str], day: date) -> list[HandOver]:
    """Return the hand-overs that wait for an answer from or to some units, and those answered in the last month."""
    waits = Q(state=HandOverState.WAITING) | Q(answered_on__gt=day - timedelta(days=ANSWERED_SHOWN_DAYS))
    ours = Q(to_unit__in=list(units)) | Q(from_unit__in=list(units))
    found = HandOver.objects.filter(waits, ours).select_related("contact", "receiver")
    return list(found.order_by("answer_by", "id")[:MOST_HAND_OVERS])


ANSWERED_SHOWN_DAYS = 30
MOST_HAND_OVERS = 200


def list_members(unit: str, day: date) -> list[User]:
    """Return who works in a unit on a day and writes plans, by name."""
    return [each for each in members_of_units(day).get(unit, []) if writes_plans(each.role)]


def writes_plans(role: str) -> bool:
    """Return whether a role writes plans."""
    definitions = current_definitions()
    if role not in definitions.names("roles"):
        return False
    return Permission.WRITE_PLANS in definitions.definition("roles", role, Role).permissions


def list_agenda_keys(reader: Reader, plan: Plan | None) -> list[str]:
    """Return what of a plan a meeting has on its agenda, of what the caller may see.

    The young person's own words and the goal first, then what is agreed and open, then what lies ahead.
    """
    form, newest = form_of(plan), find_newest_version(plan)
    words = newest.words if newest is not None else {}
    first = [
        f"question:{section.name}.{question.name}"
        for section in form.sections
        if section.sector is None and reader.may_read_section(section)
        for question in section.questions
        if words.get(section.name, {}).get(question.name)
    ]
    open_ones = list_agreements(reader.seen.person_id).filter(kept_on__isnull=True, dropped_on__isnull=True)
    ahead = [each for each in form.transitions if each.ages[0] <= reader.seen.age_years < each.ages[1]]
    return [*first, *(f"agreement:{each.pk}" for each in open_ones), *(f"transition:{each.name}" for each in ahead)]


def list_meetings(person_id: UUID) -> list[Meeting]:
    """Return a person's meetings, the newest first."""
    return list(Meeting.objects.filter(person_id=person_id).order_by("-day", "-at", "-id"))


def find_meeting(person_id: UUID, meeting_id: int) -> Meeting | None:
    """Return a meeting of a person, or None."""
    return Meeting.objects.filter(person_id=person_id, pk=meeting_id).first()


def list_meetings_of(user: User, day: date) -> list[Meeting]:
    """Return the meetings from a fortnight ago on that a user has called, or to which a unit of theirs is invited."""
    mine = Q(called_by=user.user_name) | Q(invited__unit__in=list_units_of(user, day))
    found = Meeting.objects.filter(mine, day__gt=day - timedelta(days=PAST_MEETINGS_DAYS)).distinct()
    return list(found.order_by("day", "at", "id")[:MOST_HAND_OVERS])


PAST_MEETINGS_DAYS = 14


def list_agenda(reader: Reader, meeting: Meeting, form: PlanForm) -> list[AgendaItem]:
    """Return the items of a meeting's agenda that a reader may read; what the plan no longer has is left out."""
    agreed = set(list_agreements(meeting.person_id).values_list("pk", flat=True))
    return [item for item in AgendaItem.objects.filter(meeting=meeting) if may_read_item(item, reader, form, agreed)]


def may_read_item(item: AgendaItem, reader: Reader, form: PlanForm, agreed: Collection[int]) -> bool:
    """Return whether a reader of the plan may read an item of the agenda: by the section that it comes from."""
    kind, _colon, name = item.key.partition(":")
    match kind:
        case "agreement":
            return int(name) in agreed
        case "transition":
            return name in {each.name for each in form.transitions}
        case "question":
            sections = {each.name: each for each in form.sections}
            section = sections.get(name.partition(".")[0])
            return section is not None and reader.may_read_section(section)
    return True


def list_minutes(meeting: Meeting) -> dict[int | None, list[Minutes]]:
    """Return every text that was saved of a meeting, newest first, by the item of the agenda; of who came, by None."""
    found: dict[int | None, list[Minutes]] = defaultdict(list)
    for each in Minutes.objects.filter(meeting=meeting).order_by("-revision", "-id"):
        found[each.item_id].append(each)
    return found


def list_invited(reader: Reader, meeting: Meeting) -> list[Invited]:
    """Return who is invited, of whom the reader may know; whoever is invited themselves knows of everybody."""
    rows = list(Invited.objects.filter(meeting=meeting))
    own = list_units_of(reader.user, current_day())
    is_there = meeting.called_by == reader.user.user_name or any(each.unit in own for each in rows)
    return [each for each in rows if is_there or may_know_of_unit(reader.seen, each.unit, own)]


def list_invitable(reader: Reader, meeting: Meeting) -> list[tuple[str, str]]:
    """Return the units that a reader may invite, each with a basis, of whom the reader may know."""
    there = set(Invited.objects.filter(meeting=meeting).values_list("unit", flat=True))
    own = list_units_of(reader.user, current_day())
    found = bases_of_units(reader.seen.person_id, reader.recipient, meeting.day)
    return [
        (unit, basis)
        for unit, bases in found.items()
        if unit not in there
        for basis in bases
        if basis != BY_WORK or may_know_of_unit(reader.seen, unit, own)
    ]


def list_agreed_at(meeting: Meeting) -> list[Agreement]:
    """Return what was agreed at a meeting, those due first first."""
    return list(meeting.agreements.select_related("user"))


def ticks_of(person_id: UUID, form: str) -> dict[tuple[str, int], Tick]:
    """Return the steps of a form that are ticked off for a person, by transition and number."""
    found = Tick.objects.filter(person_id=person_id, form=form, undone_at__isnull=True)
    return {(each.transition, each.step): each for each in found}
