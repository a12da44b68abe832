"""Consents and sharings are asked for, given, refused, made and stopped on pages, and end by rule."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.web.access.people import NOW, TODAY, agree, make_person, make_user, tie
from tests.web.access.test_pages import logged_in

from videre.definitions.access import Category, Recipient
from videre.home.home import Home
from videre.web.access.actions import (
    answer_consent,
    ask_consent,
    break_glass,
    disclose,
    end_by_rule,
    withdraw_consent,
)
from videre.web.access.actions.asking import AskedAnew
from videre.web.access.actions.disclosing import NotAllowedByBasis
from videre.web.access.models import Answer, AskedConsent, Consent, Disclosure
from videre.web.access.purposes import Purpose
from videre.web.access.queries import NotSeen, get_person
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.installation import current_instant
from videre.web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def asta(home: Home) -> Person:
    """Return a 16-year-old."""
    return make_person()


@pytest.fixture
def teacher(asta: Person) -> User:
    """Return her class teacher."""
    made = make_user("class_teacher", unit="school:101001")
    tie(asta, made, "class", title="9.b")
    return made


def test_a_question_is_answered_yes_once_and_opens_what_was_asked(asta: Person, teacher: User) -> None:
    client = logged_in(teacher)
    client.post(f"/unge/{asta.pk}/samtykke", {"recipient": "school", "categories": ["plan", "contacts"]})
    asked = AskedConsent.objects.get()
    page = client.get(f"/unge/{asta.pk}/deling").content.decode()
    assert "spurgt den 1. marts 2016: den unge, version 1" in page
    assert client.post(f"/unge/{asta.pk}/samtykke/{asked.pk}", {"answer": "given"}).status_code == 302
    assert set(Consent.objects.get().categories) == {"plan", "contacts"}
    assert "plan" in get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW).categories
    again = client.post(f"/unge/{asta.pk}/samtykke/{asked.pk}", {"answer": "given"})
    assert again.status_code == 404
    events = set(Entry.objects.filter(person=str(asta.pk)).values_list("event", flat=True))
    assert events >= {"consent_asked", "consent_given"}


def test_a_no_is_kept_and_leaves_an_earlier_yes_as_it_was(asta: Person, teacher: User) -> None:
    agree(asta, "school", "plan")
    asked = ask_consent(
        person_id=asta.pk, recipient=Recipient.SCHOOL, categories=[Category.HEALTH], day=TODAY, by="alice"
    )
    answer_consent(asked=asked, answer=Answer.REFUSED, day=TODAY, by="alice")
    assert get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW).may_see(Category.PLAN)
    page = logged_in(teacher).get(f"/unge/{asta.pk}/deling").content.decode()
    assert "nej den 1. marts 2016" in page
    assert Entry.objects.filter(event="consent_refused", person=str(asta.pk)).exists()


def test_a_question_of_before_the_15th_birthday_is_asked_again_after_it(home: Home) -> None:
    asta = make_person(born=TODAY.replace(year=2001) + timedelta(days=1))
    asked = ask_consent(
        person_id=asta.pk, recipient=Recipient.SCHOOL, categories=[Category.PLAN], day=TODAY, by="alice"
    )
    assert asked.asked_of == "guardian"
    with pytest.raises(AskedAnew):
        answer_consent(asked=asked, answer=Answer.GIVEN, day=TODAY + timedelta(days=1), by="alice")
    AskedConsent.objects.update(version=0)
    asked.refresh_from_db()
    with pytest.raises(AskedAnew):
        answer_consent(asked=asked, answer=Answer.GIVEN, day=TODAY, by="alice")
    assert not Consent.objects.exists()


def test_a_consent_is_withdrawn_on_the_page_and_closes_at_once(asta: Person, teacher: User) -> None:
    consent = agree(asta, "school", "plan")
    client = logged_in(teacher)
    assert client.post(f"/unge/{asta.pk}/samtykke/{consent.pk}/tilbage").status_code == 302
    assert "trukket tilbage den" in client.get(f"/unge/{asta.pk}/deling").content.decode()
    assert client.post(f"/unge/{asta.pk}/samtykke/{consent.pk}/tilbage").status_code == 404
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None


def share(client: Client, person: Person, **values: object) -> int:
    """Share at a meeting, and return how it was answered."""
    asked = {"basis": "ssd", "unit": "social_services", "categories": ["absence"], "matter": "2016-7", **values}
    return client.post(f"/unge/{person.pk}/deling/del", asked).status_code


def test_sharing_at_a_meeting_opens_it_today_and_stopping_closes_it_now(asta: Person, teacher: User) -> None:
    client, worker = logged_in(teacher), make_user("social_worker", unit="social_services")
    assert share(client, asta) == 302
    made = Disclosure.objects.get()
    assert (made.purpose, made.decided_by, made.meeting) == ("social", teacher.user_name, TODAY)
    assert (made.since, made.until) == (TODAY, TODAY + timedelta(days=1))
    assert get_person(worker, asta.pk, Purpose.SOCIAL, now=NOW).may_see(Category.ABSENCE)
    page = client.get(f"/unge/{asta.pk}/deling").content.decode()
    assert "sag 2016-7, møde den 1. marts 2016" in page
    assert client.post(f"/unge/{asta.pk}/deling/{made.pk}/stop").status_code == 302
    with pytest.raises(NotSeen):
        get_person(worker, asta.pk, Purpose.SOCIAL, now=NOW)
    assert "stoppet af en medarbejder" in client.get(f"/unge/{asta.pk}/deling").content.decode()
    assert client.post(f"/unge/{asta.pk}/deling/{made.pk}/stop").status_code == 404


def test_a_sharing_with_social_services_is_told_to_whoever_decided_it_and_to_nobody_who_may_not_know_of_them(
    asta: Person, teacher: User
) -> None:
    other = make_user("class_teacher", "ole")
    tie(asta, other, "class", title="9.b")
    assert share(logged_in(teacher), asta) == 302
    path = f"/unge/{asta.pk}/deling"
    assert "2016-7" in logged_in(teacher).get(path).content.decode()
    assert "2016-7" not in logged_in(other).get(path).content.decode()
    assert logged_in(other).post(f"{path}/{Disclosure.objects.get().pk}/stop").status_code == 404


def test_what_was_agreed_before_is_chosen_when_it_is_asked_again_since_a_new_yes_replaces_it(
    asta: Person, teacher: User
) -> None:
    agree(asta, "school", "contacts")
    agree(asta, "health_care", "plan")
    page = logged_in(teacher).get(f"/unge/{asta.pk}/deling").content.decode()
    assert re.findall(r'id="ask-([\w-]+)" checked', page) == ["school-contacts", "health_care-plan"]
    agree(asta, "social_services", "plan")
    again = logged_in(teacher).get(f"/unge/{asta.pk}/deling").content.decode()
    assert 'ask-social_services-plan" checked' not in again, "who may not know of social services is not told so"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"categories": ["benefits"]}, "kun det, du selv kan se"),
        ({"unit": "job_centre"}, "rækker ikke til den modtager"),
        ({"basis": "ungedatabasen", "unit": "job_centre", "categories": ["absence"]}, "lovens tabel"),
        ({"basis": "consent", "unit": "health_visitors"}, "intet samtykke"),
        ({"matter": ""}, "på dagen"),
        ({"categories": []}, "mangler"),
        ({"basis": "own_data", "categories": ["identity"]}, "lovens tabel"),
    ],
)
def test_what_the_law_does_not_let_pass_is_refused_with_the_reason(
    asta: Person, teacher: User, values: dict[str, object], said: str
) -> None:
    asked = {"basis": "ssd", "unit": "social_services", "categories": ["absence"], "matter": "2016-7", **values}
    answer = logged_in(teacher).post(f"/unge/{asta.pk}/deling/del", asked)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Disclosure.objects.exists()


def by_consent(person: Person, consent: Consent | None, unit: str = "health_visitors", **values: object) -> Disclosure:
    """Share absence by a consent."""
    asked = {"basis": "consent", "purpose": Purpose.HEALTH, "categories": [Category.ABSENCE], "by": "alice"}
    asked |= {"since": TODAY, "until": TODAY + timedelta(days=90), "consent": consent, **values}
    return disclose(person_id=person.pk, unit=unit, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "values",
    [
        {"recipient": "social_services"},
        {"version": 0},
        {"until": TODAY},
        {"given_on": TODAY + timedelta(days=1)},
        {"withdrawn_at": NOW},
        {"categories": ["plan"]},
    ],
)
def test_only_a_consent_to_this_recipient_that_stands_today_carries_a_sharing(
    asta: Person, values: dict[str, object]
) -> None:
    consent = agree(asta, "health_care", "absence")
    Consent.objects.filter(pk=consent.pk).update(**values)
    consent.refresh_from_db()
    with pytest.raises(NotAllowedByBasis):
        by_consent(asta, consent)
    bos = agree(make_person("Bo"), "health_care", "absence")
    with pytest.raises(NotAllowedByBasis):
        by_consent(asta, bos)
    assert not Disclosure.objects.exists()


def test_a_guardians_consent_carries_no_sharing_from_18_on(home: Home) -> None:
    minor, adult = make_person(born=date(1998, 3, 2)), make_person("Bo", date(1998, 3, 1))
    for person, is_allowed in ((minor, True), (adult, False)):
        consent = agree(person, "youth_education", "plan", given_by="guardian")
        try:
            by_consent(person, consent, "institution:280051", categories=[Category.PLAN])
        except NotAllowedByBasis:
            assert not is_allowed
        else:
            assert is_allowed


def test_sharing_ends_by_itself_when_the_consent_or_the_purpose_ends(home: Home) -> None:
    names = ("Ended", "Words", "Left", "Back", "Before", "Stays", "Other")
    of = {name: make_person(name) for name in names}
    consents = {name: agree(person, "health_care", "absence") for name, person in of.items()}
    for name, person in of.items():
        by_consent(person, consents[name])
    day = TODAY + timedelta(days=7)
    Consent.objects.filter(pk=consents["Ended"].pk).update(until=day)
    Consent.objects.filter(pk=consents["Words"].pk).update(version=0)
    until = {"until": day}
    tie(of["Left"], "health_visitors", **until)
    tie(of["Back"], "health_visitors", **until)
    tie(of["Back"], "health_visitors", since=day)
    tie(of["Before"], "health_visitors", until=TODAY)
    tie(of["Other"], "ungecenter", **until)
    Disclosure.objects.filter(person=of["Words"]).update(since=TODAY)
    assert end_by_rule(day=day - timedelta(days=1), by="nightly") == 1
    assert end_by_rule(day=day, by="nightly") == 2
    ended = dict(Disclosure.objects.exclude(ended_because="").values_list("person__given_name", "ended_because"))
    assert ended == {"Ended": "consent_ended", "Words": "consent_ended", "Left": "purpose_over"}


def test_sharing_ends_at_the_age_at_which_no_rule_of_the_basis_lets_it_pass(home: Home) -> None:
    grown = make_person(born=date(1991, 3, 8))
    asked = {"basis": "ungedatabasen", "purpose": Purpose.EMPLOYMENT, "categories": [Category.PLAN], "by": "alice"}
    made = disclose(
        person_id=grown.pk,
        unit="job_centre",
        since=TODAY,
        until=TODAY + timedelta(days=90),
        **asked,  # type: ignore[arg-type]
    )
    assert end_by_rule(day=date(2016, 3, 7), by="nightly") == 0
    assert end_by_rule(day=date(2016, 3, 8), by="nightly") == 1
    made.refresh_from_db()
    assert (made.until, made.ended_because) == (date(2016, 3, 8), "too_old")


def test_whoever_turns_18_or_has_not_answered_is_on_the_list_of_those_who_see_them(home: Home) -> None:
    head = make_user("school_head", unit="school:101001")
    soon, later, words, asked, other = (
        make_person(name, born)
        for name, born in (
            ("Soon", date(1998, 5, 30)),
            ("Later", date(1998, 5, 31)),
            ("Words", date(2000, 1, 1)),
            ("Asked", date(2000, 1, 1)),
            ("Other", date(1998, 5, 30)),
        )
    )
    for person in (soon, later, words, asked):
        tie(person, "school:101001")
    for person in (soon, later, other):
        agree(person, "school", "plan", given_by="guardian", until=date(2020, 1, 1))
    agree(words, "school", "plan", version=0)
    ask_consent(person_id=asked.pk, recipient=Recipient.SCHOOL, categories=[Category.PLAN], day=TODAY, by="alice")
    page = logged_in(head).get("/unge-at-spoerge").content.decode()
    assert [name for name in ("Soon", "Later", "Words", "Asked", "Other") if f"{name} Holm" in page] == [
        "Soon",
        "Words",
        "Asked",
    ]
    assert "Fylder 18 den 30. maj 2016" in page
    assert "ja til version 0 gælder ikke længere" in page
    assert Entry.objects.filter(event="person_listed").count() == 3


def test_whoever_sees_somebody_in_passing_changes_nothing_that_is_agreed_or_shared(asta: Person, teacher: User) -> None:
    consent = agree(asta, "school", "plan", "contacts", "social")
    share(logged_in(teacher), asta)
    shared = Disclosure.objects.get()
    ask_consent(person_id=asta.pk, recipient=Recipient.SCHOOL, categories=[Category.HEALTH], day=TODAY, by="alice")
    asked, carl = AskedConsent.objects.get(), make_user("guidance_counsellor", "carl", "uu")
    Disclosure.objects.update(decided_by="carl")
    glass = {"purpose": Purpose.GUIDANCE, "reason": "Ringer og er meget ked af det", "now": current_instant()}
    break_glass(user=carl, person_id=asta.pk, by="carl", **glass)  # type: ignore[arg-type]
    client, way = logged_in(carl), f"/unge/{asta.pk}"
    page = client.get(f"{way}/deling").text.partition("<main")[2].partition("</main")[0]
    assert "<form" not in page
    assert "du kan læse det og ændre intet" in page
    sent = {
        f"{way}/samtykke": {"recipient": "school", "categories": ["health"]},
        f"{way}/samtykke/{asked.pk}": {"answer": "given"},
        f"{way}/samtykke/{consent.pk}/tilbage": {},
        f"{way}/deling/{shared.pk}/stop": {},
    }
    for address, body in sent.items():
        answer = client.post(address, body)
        assert (answer.status_code, "ikke dit at ændre" in answer.text) == (422, True), address
    for each in (consent, shared, asked):
        each.refresh_from_db()
    assert (consent.withdrawn_at, shared.ended_because, asked.answer) == (None, "", "")


def test_nobody_is_asked_to_agree_for_a_guardian_or_the_young_person_to_see(asta: Person, teacher: User) -> None:
    client = logged_in(teacher)
    for recipient, category in (("guardian", "health"), ("guardian", "social"), ("young_person", "plan")):
        asked = {"recipient": recipient, "categories": [category]}
        assert client.post(f"/unge/{asta.pk}/samtykke", asked).status_code == 422
    assert not AskedConsent.objects.exists()


def test_of_two_answers_at_once_the_first_counts(asta: Person) -> None:
    asked = ask_consent(
        person_id=asta.pk, recipient=Recipient.SCHOOL, categories=[Category.PLAN], day=TODAY, by="alice"
    )
    read_before = AskedConsent.objects.get()
    answer_consent(asked=asked, answer=Answer.REFUSED, day=TODAY, by="alice")
    with pytest.raises(AskedAnew):
        answer_consent(asked=read_before, answer=Answer.GIVEN, day=TODAY, by="bo")
    assert not Consent.objects.exists()
    dropped = AskedConsent(person=asta, recipient="school", version=1, pk=987)
    with pytest.raises(AskedAnew):
        answer_consent(asked=dropped, answer=Answer.GIVEN, day=TODAY, by="bo")


def test_a_consent_that_is_taken_back_twice_at_once_is_taken_back_at_the_first(asta: Person) -> None:
    consent = agree(asta, "school", "plan")
    read_before = Consent.objects.get()
    withdraw_consent(consent=consent, now=NOW, by="alice")
    withdraw_consent(consent=read_before, now=NOW + timedelta(minutes=5), by="bo")
    assert Consent.objects.get().withdrawn_at == NOW
    assert Entry.objects.filter(event="consent_withdrawn").count() == 1
