"""Consent and disclosure: to these words, this recipient, for as long as the basis allows, and ended at once."""

from datetime import date, timedelta

import pytest
from tests.web.access.people import NOW, TODAY, agree, make_person, make_user, tie

from videre.definitions.access import Category, Recipient
from videre.home.home import Home
from videre.web.access.actions import disclose, end_by_rule, give_consent, withdraw_consent
from videre.web.access.actions.disclosing import NotAllowedByBasis
from videre.web.access.actions.sharing import NothingToAgreeTo, NotTheirsToGive
from videre.web.access.history import list_to_ask_again
from videre.web.access.models import Consent, Disclosure, GivenBy
from videre.web.access.purposes import Purpose
from videre.web.access.queries import NotSeen, get_person
from videre.web.audit.models import Entry
from videre.web.people.models import Person

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def meet(person: Person, unit: str = "social_services", day: date = TODAY, **values: object) -> Disclosure:
    """Share what a school knows at an SSD meeting."""
    asked = {"basis": "ssd", "purpose": Purpose.SOCIAL, "categories": [Category.ABSENCE], "matter": "2016-7"}
    asked |= {"since": day, "until": day + timedelta(days=1), "meeting": day, **values}
    return disclose(person_id=person.pk, unit=unit, by="alice", **asked)  # type: ignore[arg-type]


def test_a_withdrawn_consent_opens_nothing_from_that_instant_on(home: Home) -> None:
    asta, mentor = make_person(), make_user("mentor")
    tie(asta, mentor, "invitation")
    consent = agree(asta, "private", "identity", "plan")
    assert get_person(mentor, asta.pk, Purpose.GUIDANCE, now=NOW)
    withdraw_consent(consent=consent, now=NOW, by="asta")
    with pytest.raises(NotSeen):
        get_person(mentor, asta.pk, Purpose.GUIDANCE, now=NOW)
    assert Entry.objects.filter(event="consent_withdrawn", person=str(asta.pk)).exists()


@pytest.mark.parametrize(
    ("born", "by", "is_theirs"),
    [
        (date(2001, 3, 1), GivenBy.YOUNG_PERSON, True),
        (date(2001, 3, 1), GivenBy.GUARDIAN, False),
        (date(2001, 3, 2), GivenBy.GUARDIAN, True),
        (date(2001, 3, 2), GivenBy.YOUNG_PERSON, False),
    ],
)
def test_the_young_person_agrees_from_the_15th_birthday_on(
    home: Home, born: date, by: GivenBy, is_theirs: bool
) -> None:
    asta = make_person(born=born)
    asked = {"recipient": Recipient.SCHOOL, "categories": [Category.PLAN], "given_by": by, "day": TODAY, "by": "alice"}
    if is_theirs:
        assert give_consent(person_id=asta.pk, **asked).given_by == by  # type: ignore[arg-type]
    else:
        with pytest.raises(NotTheirsToGive):
            give_consent(person_id=asta.pk, **asked)  # type: ignore[arg-type]


def test_a_guardians_yes_ends_on_the_18th_birthday_and_the_young_person_is_asked_in_time(home: Home) -> None:
    asta = make_person(born=date(2002, 5, 1))
    made = give_consent(
        person_id=asta.pk,
        recipient=Recipient.SCHOOL,
        categories=[Category.PLAN],
        given_by=GivenBy.GUARDIAN,
        day=TODAY,
        by="alice",
    )
    assert made.until == date(2020, 5, 1)
    assert list_to_ask_again(date(2020, 2, 1)) == [made]
    assert list_to_ask_again(date(2020, 1, 31)) == []
    assert list_to_ask_again(date(2020, 5, 1)) == []


def test_a_guardians_yes_counts_no_more_when_the_young_person_is_18_whatever_it_says(home: Home) -> None:
    adult, minor = make_person(born=date(1998, 3, 1)), make_person("Bo", date(1998, 3, 2))
    teacher = make_user("class_teacher")
    for person in (adult, minor):
        tie(person, teacher, "class", title="10.a")
        agree(person, "school", "plan", given_by="guardian")
    assert "plan" not in get_person(teacher, adult.pk, Purpose.SCHOOL, now=NOW).categories
    assert "plan" in get_person(teacher, minor.pk, Purpose.SCHOOL, now=NOW).categories


def test_a_yes_to_other_words_counts_for_nothing_and_is_asked_for_again(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    tie(asta, teacher, "class", title="9.b")
    old = agree(asta, "school", "plan", version=0)
    assert "plan" not in get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW).categories
    assert list_to_ask_again(TODAY) == [old]


@pytest.mark.parametrize(("given", "until", "holds"), [(0, 1, True), (1, 9, False), (-9, 0, False), (-9, None, True)])
def test_a_yes_holds_from_its_day_and_until_its_end(home: Home, given: int, until: int | None, holds: bool) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    tie(asta, teacher, "class", title="9.b")
    ends = None if until is None else TODAY + timedelta(days=until)
    agree(asta, "school", "plan", given_on=TODAY + timedelta(days=given), until=ends)
    assert ("plan" in get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW).categories) is holds


def test_a_new_yes_replaces_the_one_before(home: Home) -> None:
    asta = make_person()
    first = agree(asta, "school", "plan", "contacts")
    give_consent(
        person_id=asta.pk,
        recipient=Recipient.SCHOOL,
        categories=[Category.PLAN],
        given_by=GivenBy.YOUNG_PERSON,
        day=TODAY,
        by="asta",
    )
    first.refresh_from_db()
    assert first.until == TODAY


@pytest.mark.parametrize("category", [Category.SSP, Category.PROTECTED_ADDRESS, Category.IDENTITY, Category.BENEFITS])
def test_nobody_is_asked_for_what_needs_no_yes_or_what_none_opens(home: Home, category: Category) -> None:
    asta = make_person()
    with pytest.raises(NothingToAgreeTo):
        give_consent(
            person_id=asta.pk,
            recipient=Recipient.SCHOOL,
            categories=[category],
            given_by=GivenBy.YOUNG_PERSON,
            day=TODAY,
            by="asta",
        )
    assert not Consent.objects.exists()


def test_an_ssd_meeting_opens_what_it_needs_on_its_day_and_then_closes(home: Home) -> None:
    asta, worker = make_person(), make_user("social_worker", unit="social_services")
    meet(asta)
    seen = get_person(worker, asta.pk, Purpose.SOCIAL, now=NOW)
    assert seen.categories == {"identity", "absence"}
    assert seen.reason == "socialrådgiver, på et møde den 1. marts 2016"
    with pytest.raises(NotSeen):
        get_person(worker, asta.pk, Purpose.SOCIAL, now=NOW + timedelta(days=1))
    elsewhere = make_user("health_visitor", unit="health_visitors")
    with pytest.raises(NotSeen):
        get_person(elsewhere, asta.pk, Purpose.HEALTH, now=NOW)


def test_a_matter_has_one_meeting_and_one_follow_up(home: Home) -> None:
    asta = make_person()
    meet(asta)
    meet(asta, "health_visitors")  # more recipients of the same meeting
    meet(asta, day=TOMORROW)
    with pytest.raises(NotAllowedByBasis, match="har haft begge"):
        meet(asta, day=TODAY + timedelta(days=9))
    meet(asta, day=TODAY + timedelta(days=9), matter="2016-8")


@pytest.mark.parametrize(
    "values",
    [
        {"unit": "job_centre"},
        {"unit": "institution:1"},
        {"unit": "nowhere"},
        {"basis": "nothing"},
        {"matter": ""},
        {"meeting": None},
        {"until": TODAY},
        {"until": TODAY + timedelta(days=2)},
        {"categories": [Category.SSP]},
        {"categories": [Category.PROTECTED_ADDRESS]},
    ],
)
def test_what_the_basis_does_not_allow_is_not_shared(home: Home, values: dict[str, object]) -> None:
    asta = make_person()
    with pytest.raises(NotAllowedByBasis):
        meet(asta, **values)  # type: ignore[arg-type]
    assert not Disclosure.objects.exists()


def test_an_ssd_meeting_is_not_about_an_adult(home: Home) -> None:
    with pytest.raises(NotAllowedByBasis, match="ved 18 år"):
        meet(make_person(born=date(1998, 3, 1)))
    assert meet(make_person(born=date(1998, 3, 2)))


def test_sharing_by_consent_names_a_consent_that_covers_it_and_ends_with_it(home: Home) -> None:
    asta = make_person()
    consent = agree(asta, "youth_education", "plan")
    asked = {"basis": "consent", "purpose": Purpose.EDUCATION_PROVIDER, "unit": "institution:280051", "by": "alice"}
    asked |= {"person_id": asta.pk, "since": TODAY, "until": TODAY + timedelta(days=90)}
    for categories, named in (([Category.PLAN], None), ([Category.PLAN, Category.EXAMS], consent)):
        with pytest.raises(NotAllowedByBasis, match="samtykke"):
            disclose(categories=categories, consent=named, **asked)  # type: ignore[arg-type]
    made = disclose(categories=[Category.PLAN], consent=consent, **asked)  # type: ignore[arg-type]
    withdraw_consent(consent=consent, now=NOW, by="asta")
    made.refresh_from_db()
    assert (made.until, made.ended_because) == (TODAY, "consent_withdrawn")


def test_sharing_ends_by_itself_when_somebody_moves_out_or_becomes_too_old(home: Home) -> None:
    moved, grown, stays = (make_person(name) for name in ("Moved", "Grown", "Stays"))
    for person in (moved, grown, stays):
        disclose(
            person_id=person.pk,
            basis="concern",
            purpose=Purpose.SOCIAL,
            categories=[Category.ABSENCE],
            unit="social_services",
            since=TODAY,
            until=TODAY + timedelta(days=28),
            by="alice",
        )
    Person.objects.filter(pk=moved.pk).update(here_until=TOMORROW)
    Person.objects.filter(pk=grown.pk).update(birth_date=date(1998, 3, 2))
    assert end_by_rule(day=TODAY, by="nightly") == 0
    assert end_by_rule(day=TOMORROW, by="nightly") == 2
    ended = dict(Disclosure.objects.values_list("person__given_name", "ended_because"))
    assert ended == {"Moved": "moved_out", "Grown": "too_old", "Stays": ""}
