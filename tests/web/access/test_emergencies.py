"""Breaking the glass: who may, who is told, for how long, and that it is reviewed in time or never again."""

from datetime import date, timedelta

import pytest
from tests.web.access.people import NOW, make_person, make_user

from videre.home.home import Home
from videre.web.access.actions import break_glass, mark_seen, review_glass
from videre.web.access.actions.emergencies import MayNotBreakGlass, NotYoursToReview, ReasonTooShort, ReviewsOverdue
from videre.web.access.history import count_new_notices, list_glasses
from videre.web.access.models import BrokenGlass, Membership, Verdict
from videre.web.access.purposes import Purpose
from videre.web.access.queries import NotSeen, get_person
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.people.models import Person

pytestmark = pytest.mark.django_db
REASON = "The young person stands in the rain and asks for help."
MINUTE = timedelta(minutes=1)


def smash(user: User, person: Person, **values: object) -> BrokenGlass:
    """Break the glass as a social worker does."""
    asked = {"purpose": Purpose.SOCIAL, "reason": REASON, "now": NOW, "by": user.user_name, **values}
    return break_glass(user=user, person_id=person.pk, **asked)  # type: ignore[arg-type]


def test_it_opens_for_sixty_minutes_and_not_a_minute_longer(home: Home) -> None:
    asta, worker = make_person(), make_user("social_worker")
    smash(worker, asta)
    for minutes in (0, 59):
        seen = get_person(worker, asta.pk, Purpose.SOCIAL, now=NOW + minutes * MINUTE)
        assert seen.is_emergency
    for instant in (NOW - MINUTE, NOW + 60 * MINUTE):
        with pytest.raises(NotSeen):
            get_person(worker, asta.pk, Purpose.SOCIAL, now=instant)


def test_it_opens_for_the_one_who_asked_and_shows_what_an_emergency_needs(home: Home) -> None:
    asta = make_person(protected_until=date(2017, 1, 1))
    worker, colleague = make_user("social_worker"), make_user("social_worker", "colleague")
    smash(worker, asta)
    seen = get_person(worker, asta.pk, Purpose.SOCIAL, now=NOW)
    assert seen.categories == {"identity", "school", "education_status", "contact_person", "contacts", "standing"}
    assert seen.address == ""
    with pytest.raises(NotSeen):
        get_person(colleague, asta.pk, Purpose.SOCIAL, now=NOW)


def test_leaders_of_the_unit_and_the_officer_are_told_and_nobody_else(home: Home) -> None:
    asta, worker = make_person(), make_user("social_worker", unit="social_services")
    leader, former, other = (make_user("social_worker", name) for name in ("leader", "former", "other"))
    officer = make_user("data_protection_officer")
    make_user("administrator")
    for user, unit, until in (
        (leader, "social_services", None),
        (former, "social_services", date(2016, 3, 1)),
        (other, "job_centre", None),
    ):
        Membership.objects.create(user=user, unit=unit, is_leader=True, since=date(2010, 1, 1), until=until)
    made = smash(worker, asta)
    assert {notice.user for notice in made.notices.all()} == {leader, officer}
    assert count_new_notices(leader) == 1
    assert mark_seen(user=leader, now=NOW, by="leader") == 1
    assert count_new_notices(leader) == 0


def test_whoever_leads_the_unit_does_not_tell_themselves(home: Home) -> None:
    asta, worker = make_person(), make_user("social_worker")
    Membership.objects.create(user=worker, unit="uu", is_leader=True, since=date(2010, 1, 1))
    assert not smash(worker, asta).notices.exists()


@pytest.mark.parametrize("role", ["class_teacher", "mentor", "data_protection_officer", "administrator"])
def test_a_role_without_the_permission_breaks_no_glass(home: Home, role: str) -> None:
    with pytest.raises(MayNotBreakGlass):
        smash(make_user(role), make_person(), purpose=Purpose.SCHOOL)
    assert not BrokenGlass.objects.exists()


def test_it_is_for_the_users_own_purpose_and_a_person_who_is_there(home: Home) -> None:
    worker, nobody = make_user("social_worker"), Person(birth_date=date(2000, 1, 1), sex="K")
    with pytest.raises(MayNotBreakGlass):
        smash(worker, make_person(), purpose=Purpose.EMPLOYMENT)
    with pytest.raises(MayNotBreakGlass):
        smash(worker, nobody)


@pytest.mark.parametrize("reason", ["", "haster", " . . . . . . . "[:14]])
def test_a_reason_is_a_sentence(home: Home, reason: str) -> None:
    with pytest.raises(ReasonTooShort):
        smash(make_user("social_worker"), make_person(), reason=reason)


def test_a_late_review_closes_emergency_access_until_it_is_done(home: Home) -> None:
    asta, worker, officer = make_person(), make_user("social_worker"), make_user("data_protection_officer")
    first = smash(worker, asta)
    assert first.review_by == NOW + timedelta(days=7)
    smash(worker, asta, now=NOW + timedelta(days=7) - MINUTE)
    later = NOW + timedelta(days=7)
    with pytest.raises(ReviewsOverdue):
        smash(worker, asta, now=later)
    review_glass(glass=first, user=officer, verdict=Verdict.JUSTIFIED, remark="", now=later, by=officer.user_name)
    assert smash(worker, asta, now=later)


def test_nobody_reviews_their_own_or_one_twice(home: Home) -> None:
    asta, worker, officer = make_person(), make_user("social_worker"), make_user("data_protection_officer")
    glass = smash(worker, asta)
    asked = {"glass": glass, "verdict": Verdict.NOT_JUSTIFIED, "remark": "Spoke about it.", "now": NOW}
    with pytest.raises(NotYoursToReview):
        review_glass(user=worker, by=worker.user_name, **asked)  # type: ignore[arg-type]
    assert list_glasses(only_open=True) == [glass]
    review_glass(user=officer, by=officer.user_name, **asked)  # type: ignore[arg-type]
    with pytest.raises(NotYoursToReview):
        review_glass(user=officer, by=officer.user_name, **asked)  # type: ignore[arg-type]
    assert list_glasses(only_open=True) == []
    assert [line.event for line in Entry.objects.filter(person=str(asta.pk))] == ["glass_broken", "glass_reviewed"]
