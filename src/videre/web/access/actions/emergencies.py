"""Breaking the glass: one person, an hour at most, with a reason; leader and data-protection officer are told."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from videre.definitions.roles import Role
from videre.domain.refusals import Refused
from videre.web.access.knowing import list_units_of, places_on
from videre.web.access.models import BrokenGlass, Notice, Verdict
from videre.web.access.purposes import Purpose
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission
from videre.web.accounts.queries import list_permissions
from videre.web.audit import actions as audit
from videre.web.audit.wall import asking_as_the_house
from videre.web.installation import current_definitions
from videre.web.people import queries as people

LONGEST = timedelta(minutes=60)
REVIEW_WITHIN = timedelta(days=7)
SHORTEST_REASON = 15  # letters: a sentence, and no dots


class MayNotBreakGlass(Refused):
    """The role gives no emergency access, or the person is not there."""


class ReasonTooShort(Refused):
    """No reason was given that somebody else could review."""


class ReviewsOverdue(Refused):
    """Earlier emergency accesses of the user have not been reviewed in time: there is none until they are."""


class NotYoursToReview(Refused):
    """Somebody was to review an access of their own, or one that has been reviewed."""


@transaction.atomic
def break_glass(*, user: User, person_id: UUID, purpose: Purpose, reason: str, now: datetime, by: str) -> BrokenGlass:
    """Open one person to one user for an hour, and tell their leaders and the data-protection officers at once.

    Raises:
        MayNotBreakGlass, ReasonTooShort, ReviewsOverdue.
    """
    check_glass(user=user, purpose=purpose, reason=reason, now=now)
    said = " ".join(reason.split())
    with asking_as_the_house():
        is_there = people.find_person(person_id) is not None
    if not is_there:
        raise MayNotBreakGlass(_("This person is not there."))
    made = BrokenGlass.objects.create(
        person_id=person_id,
        user=user,
        purpose=purpose,
        reason=said[:300],
        opened_at=now,
        until=now + LONGEST,
        review_by=now + REVIEW_WITHIN,
    )
    told = list_to_tell(user, now)
    Notice.objects.bulk_create(Notice(user=each, broken_glass=made, made_at=now) for each in told)
    audit.write(
        event="glass_broken", about=str(made.pk), person=str(person_id), purpose=purpose, reason=said[:300], by=by
    )
    return made


def check_glass(*, user: User, purpose: Purpose, reason: str, now: datetime) -> None:
    """Refuse an emergency access before anybody is looked up, so that a refusal tells nothing of who is known here.

    Raises:
        MayNotBreakGlass, ReasonTooShort, ReviewsOverdue.
    """
    said = " ".join(reason.split())
    if Permission.BREAK_GLASS not in list_permissions(user) or purpose not in purposes_of(user):
        raise MayNotBreakGlass(_("Your role gives no emergency access. Call the leader on duty."))
    if len(said) < SHORTEST_REASON:
        raise ReasonTooShort(_("Write in a sentence why you must see this person now."))
    if BrokenGlass.objects.filter(user=user, reviewed_at__isnull=True, review_by__lte=now).exists():
        raise ReviewsOverdue(_("An earlier emergency access of yours has not been reviewed in time. Call your leader."))


def purposes_of(user: User) -> tuple[str, ...]:
    """Return the purposes of a user's role."""
    definitions = current_definitions()
    known = user.role in definitions.names("roles")
    return definitions.definition("roles", user.role, Role).purposes if known else ()


def list_to_tell(user: User, now: datetime) -> list[User]:
    """Return who must know at once: the leaders of the user's units, and whoever controls the log; never the user."""
    day = now.date()
    leading = places_on(day, Q(unit__in=list_units_of(user, day), is_leader=True))
    leaders = {each.user_id for each in leading}
    definitions = current_definitions()
    roles = [
        name
        for name in definitions.names("roles")
        if Permission.CONTROL_LOG in definitions.definition("roles", name, Role).permissions
    ]
    told = User.objects.filter(is_active=True, pk__in=leaders) | User.objects.filter(is_active=True, role__in=roles)
    return [each for each in told.distinct() if each.pk != user.pk]


@transaction.atomic
def review_glass(*, glass: BrokenGlass, user: User, verdict: Verdict, remark: str, now: datetime, by: str) -> None:
    """Write down what a review came to; raises NotYoursToReview."""
    if glass.user_id == user.pk or glass.reviewed_at is not None:
        raise NotYoursToReview(_("It has been reviewed, or it is your own access: somebody else reviews that."))
    glass.reviewed_at, glass.reviewed_by = now, user.user_name
    glass.verdict, glass.remark = verdict, remark[:300]
    glass.save(update_fields=["reviewed_at", "reviewed_by", "verdict", "remark"])
    audit.write(event="glass_reviewed", about=str(glass.pk), person=str(glass.person_id), reason=verdict, by=by)


@transaction.atomic
def mark_seen(*, user: User, now: datetime, by: str) -> int:
    """Write down that a user has seen their notices, and return how many were new."""
    new = Notice.objects.filter(user=user, seen_at__isnull=True)
    n_new = new.update(seen_at=now)
    if n_new:
        audit.write(event="notices_seen", about=str(n_new), by=by)
    return n_new
