"""Reading acts, referrals, agreements and contact persons. Whoever asks has opened the person through `access`."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from videre.domain.clocks import NEVER, Acted
from videre.domain.days import day_of_date
from videre.web.agreements.models import Act, Agreement, Answer, ContactPerson, Referral, ReferralState
from videre.web.agreements.models.act import IS_CONTACT, IS_OFFER

MOST_ASKED = 500  # ids in one question; SQLite takes some thousands


class Doings(NamedTuple):
    """What has been done for a person: for each of contact and offer the days, in order; and all days of any act.

    exempted_until: the last day up to which an exemption noted by hand holds; NEVER without one.
    review: the day on which somebody wants to look again, as the newest act says; NEVER without one.
    """

    contacts: tuple[int, ...] = ()
    offers: tuple[int, ...] = ()
    any_act: tuple[int, ...] = ()
    exempted_until: int = NEVER
    review: int = NEVER

    def since(self, day: int) -> Acted:
        """Return what counts for a clock that began on a day: the first contact and the first offer from then on."""
        return Acted(
            contact=next((each for each in self.contacts if each >= day), NEVER),
            offer=next((each for each in self.offers if each >= day), NEVER),
            exempted_until=self.exempted_until,
        )


def doings_of(ids: Collection[UUID] | None = None) -> Mapping[UUID, Doings]:
    """Return what has been done for some persons, or for everybody, without showing any of it."""
    rows: list[tuple[UUID, str, date, date | None, date | None]] = []
    acts = Act.objects.order_by("on", "id").values_list("person_id", "kind", "on", "until", "review")
    if ids is None:
        rows.extend(acts.iterator(chunk_size=20_000))
    else:
        asked = list(ids)
        for place in range(0, len(asked), MOST_ASKED):
            rows.extend(acts.filter(person_id__in=asked[place : place + MOST_ASKED]))
    by_person: dict[UUID, list[tuple[str, int, int]]] = defaultdict(list)
    reviews: dict[UUID, int] = {}
    for person_id, kind, on, until, review in rows:
        reviews[person_id] = NEVER if review is None else day_of_date(review)
        by_person[person_id].append((kind, day_of_date(on), NEVER if until is None else day_of_date(until)))
    return {
        person_id: doings_from(acts_of)._replace(review=reviews[person_id]) for person_id, acts_of in by_person.items()
    }


def doings_from(acts: Collection[tuple[str, int, int]]) -> Doings:
    """Return one person's acts, given as (kind, day, until) in order of day, as what clocks ask."""
    return Doings(
        contacts=tuple(day for kind, day, _until in acts if kind in IS_CONTACT),
        offers=tuple(day for kind, day, _until in acts if kind in IS_OFFER),
        any_act=tuple(day for _kind, day, _until in acts),
        exempted_until=max((until for _kind, _day, until in acts), default=NEVER),
    )


def list_acts(person_id: UUID, *, in_plan_only: bool = False) -> QuerySet[Act]:
    """Return the acts about a person, newest first; for a plan, only those that the law lets stand in it."""
    acts = Act.objects.filter(person_id=person_id).order_by("-on", "-id")
    return acts.filter(in_plan=True) if in_plan_only else acts


def newest_acts(ids: Collection[UUID]) -> Mapping[UUID, Act]:
    """Return the newest act about each of some persons."""
    found: dict[UUID, Act] = {}
    for act in Act.objects.filter(person_id__in=list(ids)).order_by("on", "id"):
        found[act.person_id] = act
    return found


def find_contact_person(person_id: UUID, day: date) -> ContactPerson | None:
    """Return a person's contact person on a day, or None."""
    return next(iter(open_contact_persons(day).filter(person_id=person_id).select_related("user")), None)


def open_contact_persons(day: date) -> QuerySet[ContactPerson]:
    """Return all contact persons on a day."""
    since = ContactPerson.objects.filter(since__lte=day, user__is_active=True)
    return since.filter(until__isnull=True) | since.filter(until__gt=day)


def list_agreements(person_id: UUID) -> QuerySet[Agreement]:
    """Return a person's agreements, those due first first."""
    return Agreement.objects.filter(person_id=person_id)


def newest_answers(agreements: Collection[int]) -> Mapping[int, list[Answer]]:
    """Return what was last said to each of some agreements, by id: one answer of each who answered.

    Two parents may say two things: neither's answer stands in for the other's.
    """
    found: dict[int, dict[str, Answer]] = defaultdict(dict)
    for answer in Answer.objects.filter(agreement_id__in=list(agreements)):
        found[answer.agreement_id][answer.by] = answer
    return {agreement_id: list(by_user.values()) for agreement_id, by_user in found.items()}


def list_referrals(person_id: UUID) -> QuerySet[Referral]:
    """Return a person's referrals, newest first."""
    return Referral.objects.filter(person_id=person_id).order_by("-sent_on", "-id")


def list_unfinished_referrals(units: Collection[str]) -> QuerySet[Referral]:
    """Return the referrals to some units that are not answered or not done, those due first first."""
    states = [ReferralState.SENT, ReferralState.ACCEPTED]
    return Referral.objects.filter(to_unit__in=list(units), state__in=states).order_by("answer_by", "id")
