"""Acts, referrals, agreements and contact persons: each logged, none changed afterwards, each out of turn refused."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.web.access.people import TODAY, make_person, make_user

from videre.domain.clocks import NEVER
from videre.home.home import Home
from videre.web.access.models import Involvement
from videre.web.agreements.actions import (
    ExemptionWithoutEnd,
    NoReason,
    NoRoom,
    NotPossibleNow,
    ReferredToItself,
    agree,
    answer_agreement,
    answer_referral,
    drop_agreement,
    keep_agreement,
    name_contact_person,
    note_act,
    refer,
)
from videre.web.agreements.models import Act, ActKind, Agreement, ContactPerson, Party, Referral, ReferralState, Said
from videre.web.agreements.queries import doings_from, doings_of, find_contact_person, list_acts, newest_acts
from videre.web.audit.models import Entry

LATER = date(2016, 3, 10)
ACTS = st.lists(
    st.tuples(st.sampled_from([each.value for each in ActKind]), st.integers(0, 50), st.just(NEVER)), max_size=8
)


@given(ACTS, st.integers(0, 50))
def test_what_counts_for_a_clock_is_the_first_contact_and_offer_since_it_began(
    acts: list[tuple[str, int, int]], began: int
) -> None:
    in_order = sorted(acts, key=lambda each: each[1])
    acted = doings_from(in_order).since(began)
    contacts = [day for kind, day, _ in in_order if kind in {"called", "met", "offered"} and day >= began]
    offers = [day for kind, day, _ in in_order if kind == "offered" and day >= began]
    assert acted == (min(contacts, default=NEVER), min(offers, default=NEVER), NEVER)


@pytest.mark.django_db
def test_an_act_is_kept_and_logged_with_whom_it_was_about(home: Home) -> None:
    asta = make_person()
    note_act(person_id=asta.pk, kind=ActKind.MET, on=TODAY, unit="uu", note="På skolen", purpose="guidance", by="carl")
    act = Act.objects.get()
    assert (act.kind, act.on, act.note, act.in_plan) == ("met", TODAY, "På skolen", True)
    line = Entry.objects.get(event="act_met")
    assert (line.person, line.purpose, line.by, line.about) == (str(asta.pk), "guidance", "carl", "")


@pytest.mark.django_db
def test_a_correction_of_a_register_is_no_line_of_the_plan_and_all_else_is(home: Home) -> None:
    asta = make_person()
    for kind in ActKind:
        until = LATER if kind is ActKind.EXEMPTED else None
        note_act(person_id=asta.pk, kind=kind, on=TODAY, until=until, by="carl")
    assert set(ActKind) - {act.kind for act in list_acts(asta.pk, in_plan_only=True)} == {ActKind.WRONG}


@pytest.mark.django_db
def test_an_exemption_has_an_end_and_nothing_else_has_one(home: Home) -> None:
    asta = make_person()
    for until in (None, TODAY):
        with pytest.raises(ExemptionWithoutEnd, match="hvor længe fritagelsen gælder"):
            note_act(person_id=asta.pk, kind=ActKind.EXEMPTED, on=TODAY, until=until, by="carl")
    note_act(person_id=asta.pk, kind=ActKind.MET, on=TODAY, until=LATER, by="carl")
    assert Act.objects.get().until is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.update(until=LATER)


@pytest.mark.django_db
def test_a_referral_is_answered_in_turn_and_the_unit_is_involved_while_it_is_open(home: Home) -> None:
    asta = make_person()
    sent = refer(person_id=asta.pk, from_unit="uu", to_unit="job_centre", about="Praktik", on=TODAY, by="carl")
    assert Involvement.objects.get(unit="job_centre").until is None
    with pytest.raises(NotPossibleNow):
        answer_referral(referral_id=sent.pk, state=ReferralState.DONE, on=LATER, by="jonna")
    answer_referral(referral_id=sent.pk, state=ReferralState.ACCEPTED, on=LATER, by="jonna")
    assert Involvement.objects.get(unit="job_centre").until is None
    for state in (ReferralState.ACCEPTED, ReferralState.REJECTED, ReferralState.SENT):
        with pytest.raises(NotPossibleNow):
            answer_referral(referral_id=sent.pk, state=state, on=LATER, reason="nej", by="jonna")
    answer_referral(referral_id=sent.pk, state=ReferralState.DONE, on=LATER, by="jonna")
    assert Involvement.objects.get(unit="job_centre").until == LATER
    assert [act.kind for act in Act.objects.order_by("id")] == ["referred", "accepted", "done"]
    assert Referral.objects.get().done_on == LATER


@pytest.mark.django_db
def test_a_rejection_says_why_and_ends_the_units_part(home: Home) -> None:
    asta = make_person()
    sent = refer(person_id=asta.pk, from_unit="uu", to_unit="job_centre", about="Praktik", on=TODAY, by="carl")
    with pytest.raises(NoReason, match="hvorfor henvisningen afvises"):
        answer_referral(referral_id=sent.pk, state=ReferralState.REJECTED, on=LATER, reason="  ", by="jonna")
    assert Referral.objects.get().state == "sent"
    answer_referral(referral_id=sent.pk, state=ReferralState.REJECTED, on=LATER, reason="For ung", by="jonna")
    assert (Referral.objects.get().reject_reason, Involvement.objects.get().until) == ("For ung", LATER)
    assert newest_acts([asta.pk])[asta.pk].note == "For ung"
    with pytest.raises(ReferredToItself):
        refer(person_id=asta.pk, from_unit="uu", to_unit="uu", about="x", on=TODAY, by="carl")


@pytest.mark.django_db
def test_a_referral_gives_ten_working_days_over_easter(home: Home) -> None:
    asta = make_person()
    sent = refer(person_id=asta.pk, from_unit="uu", to_unit="job_centre", about="x", on=date(2016, 3, 21), by="carl")
    assert sent.answer_by == date(2016, 4, 7)  # three holidays on working days between


@pytest.mark.django_db
def test_the_contact_person_changes_hands_on_a_day_and_there_is_never_more_than_one(home: Home) -> None:
    asta, carl, dorte = make_person(), make_user("guidance_counsellor", "carl"), make_user("ungecenter", "dorte")
    name_contact_person(person_id=asta.pk, user=carl, unit="uu", on=TODAY, by="carl")
    name_contact_person(person_id=asta.pk, user=dorte, unit="ungecenter", on=LATER, by="carl")
    for day, expected in ((date(2016, 2, 29), None), (TODAY, carl), (date(2016, 3, 9), carl), (LATER, dorte)):
        found = find_contact_person(asta.pk, day)
        assert (found.user if found else None) == expected
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPerson.objects.create(person=asta, user=carl, unit="uu", since=LATER, made_by="x")
    type(dorte).objects.filter(pk=dorte.pk).update(is_active=False)
    assert find_contact_person(asta.pk, LATER) is None


@pytest.mark.django_db
def test_an_agreement_is_kept_or_dropped_with_a_reason_and_only_once(home: Home) -> None:
    asta = make_person()
    kept, dropped = (
        agree(person_id=asta.pk, what=what, party="young_person", due=LATER, on=TODAY, by="carl") for what in "ab"
    )
    keep_agreement(agreement_id=kept.pk, on=LATER, by="carl")
    with pytest.raises(NoReason):
        drop_agreement(agreement_id=dropped.pk, because=" ", on=LATER, by="carl")
    drop_agreement(agreement_id=dropped.pk, because="Flyttet", on=LATER, by="carl")
    for agreement in Agreement.objects.all():
        with pytest.raises(NotPossibleNow):
            keep_agreement(agreement_id=agreement.pk, on=LATER, by="carl")
    assert [e.event for e in Entry.objects.order_by("id")] == [
        "agreement_made", "agreement_made", "agreement_kept", "agreement_dropped"]  # fmt: skip


@pytest.mark.django_db
def test_no_word_of_an_answer_is_cut_off(home: Home) -> None:
    made = agree(person_id=make_person().pk, what="a", party=Party.FAMILY, due=LATER, on=TODAY, by="carl")
    said: dict[str, Any] = {"said": Said.YES, "party": Party.FAMILY, "on": TODAY, "role": "guardian", "by": "mor"}
    with pytest.raises(NoRoom, match="301"):
        answer_agreement(agreement_id=made.pk, word="a" * 301, **said)
    assert answer_agreement(agreement_id=made.pk, word="a" * 300, **said).word == "a" * 300


@pytest.mark.django_db
def test_what_was_done_for_everybody_is_what_was_done_for_each(home: Home) -> None:
    people = [make_person(f"Barn{n}") for n in range(3)]
    for n, person in enumerate(people):
        for _ in range(n):
            note_act(person_id=person.pk, kind=ActKind.CALLED, on=TODAY, by="carl")
    everybody = doings_of()
    assert {len(doings.contacts) for doings in everybody.values()} == {1, 2}
    for person in people:
        assert doings_of([person.pk]).get(person.pk) == everybody.get(person.pk)
