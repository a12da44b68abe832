"""Reading plans. Whoever asks has opened the person through `access`; what is shown of it is cut by `rights`."""

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from videre.definitions.plans import PlanForm
from videre.domain.drafting import Place, Sent
from videre.web.access.knowing import open_on
from videre.web.access.models import Membership
from videre.web.accounts.models import User
from videre.web.installation import current_day, current_definitions
from videre.web.plans.models import Look, Plan, Revision, Version

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


def find_seen_version(plan: Plan | None, user: User) -> Version | None:
    """Return the version that a user has last said to have read, or None."""
    look = Look.objects.filter(plan=plan, user=user).first() if plan is not None else None
    return Version.objects.filter(plan=plan, number=look.version).first() if look is not None else None


def list_colleagues(user: User) -> QuerySet[User]:
    """Return who works in a unit of the user's today, the user among them, by name."""
    day = current_day()
    units = Membership.objects.filter(open_on(day), user=user).values("unit")
    there = Membership.objects.filter(open_on(day), unit__in=units).values("user")
    return User.objects.filter(is_active=True, pk__in=there).order_by("display_name")


def find_unit(user: User) -> str:
    """Return the unit in which a user works today; the first by name where there are several, empty without one."""
    found = Membership.objects.filter(open_on(current_day()), user=user).order_by("unit").first()
    return found.unit if found is not None else ""
