"""Handing over: a note that begins with strengths, an answer, and somebody responsible at every instant."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import application, open_enrolment
from tests.web.access.people import NOW, TODAY, agree, make_person, make_user, tie
from tests.web.followup.casework import hold
from tests.web.plans.writers import before, browser, put

from videre.domain.education import EducationKind
from videre.home.home import Home
from videre.web.access.models import Consent, Involvement, Membership
from videre.web.accounts.models import User
from videre.web.agreements.actions import name_contact_person
from videre.web.agreements.models import ContactPerson
from videre.web.agreements.queries import find_contact_person
from videre.web.audit.models import Entry
from videre.web.people.models import Person
from videre.web.plans.actions import answer_hand_over, publish, send_hand_over, take_back_hand_over
from videre.web.plans.actions.handing_over import (
    AnsweredAlready,
    NoReasonGiven,
    NoStrengths,
    NotAUnitToReceive,
    NoUnitToSendFrom,
    OneWaits,
)
from videre.web.plans.actions.writing import MayNotWrite
from videre.web.plans.models import HandOver, HandOverState
from videre.web.plans.presenters.goals import kinds_named
from videre.web.plans.queries import list_receivers

pytestmark = pytest.mark.django_db
SENT = {"to_unit": "job_centre", "going_on": "Mentor hver tirsdag.", "wish": "En der ringer."}


@pytest.fixture
def asta(home: Home) -> Person:
    """Return a young person of 16 with published strengths, whose counsellor is Carl; Jens is the job centre's."""
    asta = make_person()
    tie(asta, "uu")
    carl = make_user("guidance_counsellor", "carl", "uu")
    make_user("job_centre_adviser", "jens", "job_centre")
    name_contact_person(person_id=asta.pk, user=carl, unit="uu", on=date(2016, 1, 4), by="t")
    put(before(carl, asta.pk), "God til at bygge.", ("own_words", "strengths"))
    publish(reader=before(carl, asta.pk), now=NOW, by="carl")
    return asta


def user(name: str) -> User:
    return User.objects.get(user_name=name)


def send(person: Person, name: str = "carl", **sent: str) -> HandOver:
    return send_hand_over(reader=before(user(name), person.pk), **{**SENT, **sent}, on=TODAY, by=name)


def answer(person: Person, made: HandOver, name: str = "jens", receiver: str = "jens", reason: str = "") -> HandOver:
    chosen = user(receiver) if receiver else None
    reader = before(user(name), person.pk)
    return answer_hand_over(reader=reader, hand_over_id=made.pk, receiver=chosen, reason=reason, on=TODAY, by=name)


def responsible(person: Person) -> str:
    found = find_contact_person(person.pk, TODAY)
    return found.user.user_name if found is not None else ""


def test_the_note_begins_with_the_plans_own_words_and_the_former_is_responsible_until_it_is_accepted(
    asta: Person,
) -> None:
    made = send(asta)
    assert made.strengths == [
        {"section": "own_words", "question": "strengths", "words": "God til at bygge.", "by": "Guidance_Counsellor"}
    ]
    assert made.answer_by == date(2016, 3, 15)
    assert responsible(asta) == "carl"
    answer(asta, made)
    assert responsible(asta) == "jens"
    assert ContactPerson.objects.filter(person=asta, until__isnull=True).count() == 1
    told = Entry.objects.filter(person=str(asta.pk), event__startswith="hand_over").order_by("id")
    assert [(each.event, each.by, each.about) for each in told] == [
        ("hand_over_sent", "carl", "uu job_centre"),
        ("hand_over_accepted", "jens", "uu job_centre"),
    ]


def test_a_rejection_needs_a_reason_changes_nothing_and_ends_what_the_unit_saw(asta: Person) -> None:
    made = send(asta)
    with pytest.raises(NoReasonGiven):
        answer(asta, made, receiver="", reason=" ")
    answer(asta, made, receiver="", reason="Hun går stadig i skole.")
    assert responsible(asta) == "carl"
    assert not Involvement.objects.filter(person=asta, unit="job_centre", until__isnull=True).exists()
    assert browser(user("jens")).get(f"/plan/{asta.pk}").status_code == 404
    text = browser(user("carl")).get(f"/plan/{asta.pk}").text
    assert "Afvist" in text
    assert "Hun går stadig i skole." in text


def test_whoever_is_the_contact_person_today_is_shown_while_it_waits(asta: Person) -> None:
    vera = make_user("guidance_counsellor", "vera", "uu")
    User.objects.filter(pk=vera.pk).update(display_name="Vera Vester")
    made = send(asta)
    name_contact_person(person_id=asta.pk, user=vera, unit="uu", on=TODAY, by="carl")
    page = f"/plan/{asta.pk}/overgang/{made.pk}"
    assert "Indtil den er taget imod, har Vera Vester ansvaret." in browser(user("carl")).get(f"/plan/{asta.pk}").text
    assert "Vera Vester" in browser(user("jens")).get(page).text
    assert "Vera Vester" in browser(user("jens")).get("/planer").text
    User.objects.filter(pk=vera.pk).update(is_active=False)
    for text in (browser(user("jens")).get(page).text, browser(user("jens")).get("/planer").text):
        assert "Ingen er kontaktperson." in text
        assert "Vera Vester" not in text


def test_it_goes_from_the_contact_persons_unit_and_from_no_unit_never(asta: Person) -> None:
    Membership.objects.create(user=user("carl"), unit="social_services", since=date(2010, 1, 1))
    assert send(asta).from_unit == "uu"  # and not the first of Carl's by name
    HandOver.objects.all().delete()
    ContactPerson.objects.all().delete()
    Membership.objects.filter(user=user("carl")).delete()
    tie(asta, user("carl"))
    with pytest.raises(NoUnitToSendFrom):
        send(asta)
    assert not ContactPerson.objects.exists()


def test_the_former_unit_has_no_part_any_more_but_what_the_registers_and_the_rules_say(asta: Person) -> None:
    dorte = make_user("guidance_counsellor", "dorte", "uu")
    both = make_user("guidance_counsellor", "bo", "uu")
    Membership.objects.create(user=both, unit="job_centre", since=date(2010, 1, 1))
    for tied in (user("carl"), dorte, both):
        tie(asta, tied, "responsibility")
    told = tie(asta, "school:101001", is_from_registers=True)
    rule = tie(asta, "uu", "responsibility", made_by="videre lists")
    made = send(asta)
    answer(asta, made)
    still = Involvement.objects.filter(person=asta, until__isnull=True)
    assert {(each.unit, each.user) for each in still} == {
        ("job_centre", None),
        ("", both),
        (told.unit, None),
        (rule.unit, None),
    }
    rule.delete()
    for name in ("carl", "dorte"):
        assert browser(user(name)).get(f"/plan/{asta.pk}").status_code == 404
    text = browser(user("carl")).get("/planer").text
    assert ("Asta" in text, "Taget imod" in text, "Jeres enhed har ingen del i det mere." in text) == (
        False,
        True,
        True,
    )


def test_why_it_was_rejected_is_read_by_whoever_may_see_the_plan(asta: Person) -> None:
    helle = make_user("school_head", "helle", "school:101001")
    tie(asta, "school:101001")
    name_contact_person(person_id=asta.pk, user=helle, unit="school:101001", on=TODAY, by="t")
    agree(asta, "school", "plan")
    made = send_hand_over(reader=before(helle, asta.pk), to_unit="job_centre", going_on="x", on=TODAY, by="helle")
    answer(asta, made, receiver="", reason="Hun er gravid.")
    pages = (f"/plan/{asta.pk}", f"/plan/{asta.pk}/overgang/{made.pk}", "/planer")
    assert ["Hun er gravid." in browser(helle).get(page).text for page in pages] == [True] * 3
    Consent.objects.all().delete()
    assert ["Hun er gravid." in browser(helle).get(page).text for page in pages] == [False] * 3


def test_what_cannot_be_handed_over_is_refused(asta: Person) -> None:
    make_user("guidance_counsellor", "dorte", "uu")
    with pytest.raises(MayNotWrite):
        send(asta, "dorte")
    for unit in ("uu", "volunteers", "day_care", "ungecenter"):
        with pytest.raises(NotAUnitToReceive):
            send(asta, to_unit=unit)
    made = send(asta)
    with pytest.raises(OneWaits):
        send(asta)
    with pytest.raises(MayNotWrite):
        answer(asta, made, "carl")
    with pytest.raises(MayNotWrite):
        answer(asta, made, receiver="carl")
    answer(asta, made)
    with pytest.raises(AnsweredAlready):
        answer(asta, made)


def test_a_note_that_would_begin_with_nothing_is_not_sent(home: Home) -> None:
    bo = make_person("Bo")
    tie(bo, "uu")
    make_user("guidance_counsellor", "carl", "uu")
    make_user("job_centre_adviser", "jens", "job_centre")
    put(before(user("carl"), bo.pk), "God til fodbold.", ("own_words", "strengths"))
    with pytest.raises(NoStrengths):
        send(bo)
    assert "Skriv det og udgiv det" in browser(user("carl")).get(f"/plan/{bo.pk}/overgang").text


def test_whoever_sends_for_somebody_with_no_contact_person_becomes_it(asta: Person) -> None:
    ContactPerson.objects.all().delete()
    made = send(asta)
    assert responsible(asta) == "carl"
    take_back_hand_over(reader=before(user("carl"), asta.pk), hand_over_id=made.pk, on=TODAY, by="carl")
    assert responsible(asta) == "carl"
    assert not Involvement.objects.filter(person=asta, unit="job_centre", until__isnull=True).exists()


def test_a_unit_receives_whom_the_law_lets_it_know_of_and_where_somebody_can_answer(home: Home) -> None:
    make_user("job_centre_adviser", "jens", "job_centre")
    make_user("class_teacher", "tove", "school:101001")
    make_user("school_head", "helle", "school:101002")
    make_user("data_manager", "dan", "uu")
    make_user("mentor", "mads", "volunteers")
    assert sorted(list_receivers(16, TODAY)) == ["job_centre", "school:101002"]
    assert list_receivers(6, TODAY) == ["school:101002"]
    assert list_receivers(26, TODAY) == ["job_centre"]


MOVES = st.lists(st.sampled_from(["send", "accept", "reject", "take_back", "name"]), max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_whatever_is_done_in_whatever_order_one_person_is_responsible(asta: Person, moves: list[str]) -> None:
    HandOver.objects.all().delete()
    ContactPerson.objects.all().delete()
    Involvement.objects.all().delete()
    tie(asta, "uu")
    name_contact_person(person_id=asta.pk, user=user("carl"), unit="uu", on=TODAY, by="t")
    tie(asta, "job_centre")
    expected, waits = "carl", None
    for move in moves:
        if move == "send" and waits is None and expected == "carl":
            waits = send(asta)
        elif move == "name" and expected == "carl":
            name_contact_person(person_id=asta.pk, user=user("carl"), unit="uu", on=TODAY, by="carl")
        elif waits is not None and move in {"accept", "reject"}:
            answer(asta, waits, receiver="jens" if move == "accept" else "", reason="Nej, fordi")
            expected, waits = ("jens" if move == "accept" else expected), None
        elif waits is not None and move == "take_back":
            take_back_hand_over(reader=before(user("carl"), asta.pk), hand_over_id=waits.pk, on=TODAY, by="carl")
            waits = None
        assert responsible(asta) == expected
        assert ContactPerson.objects.filter(person=asta, until__isnull=True).count() == 1
        assert HandOver.objects.filter(state=HandOverState.WAITING).count() == (waits is not None)


def test_the_pages_send_show_and_answer(asta: Person) -> None:
    carl, jens = browser(user("carl")), browser(user("jens"))
    text = carl.get(f"/plan/{asta.pk}/overgang").text
    assert text.index("God til at bygge.") < text.index("Hvad der er i gang")
    text = carl.post(f"/plan/{asta.pk}/overgang", {**SENT, "going_on": ""}).text
    assert 'role="alert"' in text
    text = carl.post(f"/plan/{asta.pk}/overgang", SENT, follow=True).text
    assert "Indtil den er taget imod, har Guidance_Counsellor ansvaret." in text
    made = HandOver.objects.get()
    assert "Asta Holm" in jens.get("/planer").text
    page = f"/plan/{asta.pk}/overgang/{made.pk}"
    text = jens.get(page).text
    assert text.index("God til at bygge.") < text.index("Mentor hver tirsdag.")
    assert "Sig, hvem der bliver kontaktperson." in jens.post(page + "/svar", {"how": "accept"}).text
    text = jens.post(page + "/svar", {"how": "accept", "receiver": user("jens").pk}, follow=True).text
    assert "Job_Centre_Adviser er kontaktperson nu." in text
    assert "Taget imod" in carl.get("/planer").text


def test_a_school_that_may_not_see_the_plan_reads_no_word_of_the_note_until_there_is_a_yes(asta: Person) -> None:
    helle = make_user("school_head", "helle", "school:101002")
    made = send(asta, to_unit="school:101002")
    page = f"/plan/{asta.pk}/overgang/{made.pk}"
    text = browser(helle).get(page).text
    for words in ("God til at bygge.", "Mentor hver tirsdag.", "En der ringer."):
        assert words not in text
    assert "Noget af notatet er lukket for dig" in text
    agree(asta, "school", "plan")
    assert "God til at bygge." in browser(helle).get(page).text


def test_that_social_services_are_handed_over_to_is_told_to_nobody_from_whom_it_is_kept(asta: Person) -> None:
    make_user("social_worker", "sara", "social_services")
    tove = make_user("school_head", "tove", "school:101001")
    tie(asta, "school:101001")
    made = send(asta, to_unit="social_services")
    assert "Social &amp; Familie" not in browser(tove).get(f"/plan/{asta.pk}").text
    assert browser(tove).get(f"/plan/{asta.pk}/overgang/{made.pk}").status_code == 404
    assert browser(user("sara")).get(f"/plan/{asta.pk}/overgang/{made.pk}").status_code == 200


def test_a_second_hand_over_ends_what_the_first_opened(asta: Person) -> None:
    answer(asta, send(asta))
    Membership.objects.create(user=user("jens"), unit="job_centre:2", since=TODAY)
    make_user("guidance_counsellor", "vera", "uu")
    made = send_hand_over(reader=before(user("jens"), asta.pk), to_unit="uu", going_on="x", on=TODAY, by="jens")
    answer(asta, made, "vera", "vera")
    assert responsible(asta) == "vera"
    assert not Involvement.objects.filter(person=asta, unit="job_centre", until__isnull=True).exists()


@pytest.mark.parametrize(
    ("goal", "kinds"),
    [
        ("Jeg vil på HTX.", {EducationKind.HTX}),
        ("hf eller stx", {EducationKind.HF, EducationKind.STX}),
        ("Skiftehold", set()),
    ],
)
def test_a_goal_names_an_education_by_its_short_name(goal: str, kinds: set[EducationKind]) -> None:
    assert kinds_named(goal) == kinds


def test_goals_that_contradict_are_shown_on_the_plan(asta: Person) -> None:
    vera = make_user("guidance_counsellor", "vera", "uu")
    hold(
        asta,
        [
            open_enrolment(EducationKind.TENTH_GRADE, "2015-08-10", "2016-06-30"),
            application(EducationKind.STX, "2016-02-20"),
            application(EducationKind.HF, "2016-02-20", priority=2),
        ],
    )
    carl = browser(user("carl"))
    put(before(user("carl"), asta.pk), "Jeg vil på stx.", ("way", "goal"))
    text = carl.get(f"/plan/{asta.pk}").text
    assert "Målet siger en anden uddannelse" not in text
    put(before(vera, asta.pk), "Jeg vil på htx.", ("way", "goal"), seen=0)
    assert "To mål venter på et valg: Jeg vil på stx. – og Jeg vil på htx." in carl.get(f"/plan/{asta.pk}").text
    put(before(vera, asta.pk), "Jeg vil på htx.", ("way", "goal"), seen=1)
    text = carl.get(f"/plan/{asta.pk}").text
    assert "To mål venter" not in text
    assert "Målet siger en anden uddannelse end førstevalget" in text
    hold(make_person("Bo"), [])
    hold(asta, [application(EducationKind.HHX, "2016-02-25")])
    assert "Der er flere førstevalg af uddannelse" in carl.get(f"/plan/{asta.pk}").text
