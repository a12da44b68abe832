"""Colleagues and mentors are involved by hand, with the reason, by whoever may, and are so no longer."""

import pytest
from tests.web.access.people import NOW, TODAY, make_person, make_user, tie
from tests.web.access.test_pages import logged_in

from videre.definitions.access import Category
from videre.home.home import Home
from videre.web.access.granting import grants_of
from videre.web.access.models import Involvement, Membership
from videre.web.access.purposes import Purpose
from videre.web.access.queries import NotSeen, get_person
from videre.web.access.seen import Seen
from videre.web.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_whoever_is_responsible_involves_a_colleague_with_the_reason_and_ends_it_again(home: Home) -> None:
    asta, carl = make_person(), make_user("guidance_counsellor", "carl", "uu")
    dorte = make_user("guidance_counsellor", "dorte", "uu")
    tie(asta, carl, "responsibility")
    client = logged_in(carl)
    page = client.get(f"/unge/{asta.pk}/med").content.decode()
    assert "fordi du er ansvarlig for den unge" in page
    asked = {"user": dorte.pk, "kind": "case", "title": "mens Carl er på barsel"}
    assert client.post(f"/unge/{asta.pk}/med/giv", asked).status_code == 302
    made = Involvement.objects.get(user=dorte)
    assert get_person(dorte, asta.pk, Purpose.GUIDANCE, now=NOW).reason == "vejleder i sagen mens Carl er på barsel"
    line = Entry.objects.get(event="involvement_made", person=str(asta.pk))
    assert (line.about, line.reason, line.by) == ("dorte", "mens Carl er på barsel", "carl")
    assert client.post(f"/unge/{asta.pk}/med/{made.pk}/slut").status_code == 302
    with pytest.raises(NotSeen):
        get_person(dorte, asta.pk, Purpose.GUIDANCE, now=NOW)


def test_a_leader_of_an_involved_unit_may_and_somebody_who_only_works_there_may_not(home: Home) -> None:
    asta = make_person()
    tie(asta, "uu")
    leader, carl = make_user("guidance_counsellor", "lea", "uu"), make_user("guidance_counsellor", "carl", "uu")

    Membership.objects.filter(user=leader).update(is_leader=True)
    asked = {"user": carl.pk, "kind": "responsibility", "title": "ny kontaktperson"}
    assert logged_in(carl).post(f"/unge/{asta.pk}/med/giv", asked).status_code == 404
    assert "kan inddrage andre" in logged_in(carl).get(f"/unge/{asta.pk}/med").content.decode()
    assert "fordi du leder" in logged_in(leader).get(f"/unge/{asta.pk}/med").content.decode()
    assert logged_in(leader).post(f"/unge/{asta.pk}/med/giv", asked).status_code == 302
    assert Involvement.objects.get(user=carl).kind == "responsibility"


def test_nobody_of_another_authority_is_involved_by_hand_and_a_mentor_is_invited(home: Home) -> None:
    asta, carl = make_person(), make_user("guidance_counsellor", "carl", "uu")
    tie(asta, carl, "responsibility")
    adviser, mentor = make_user("job_centre_adviser", unit="uu"), make_user("mentor", unit="volunteers")
    client = logged_in(carl)
    for user, title, answer in ((adviser, "en sag", 422), (mentor, "xx", 422), (mentor, "lektiehjælp", 302)):
        asked = {"user": user.pk, "kind": "case", "title": title}
        assert client.post(f"/unge/{asta.pk}/med/giv", asked).status_code == answer
    assert Involvement.objects.get(user=mentor).kind == "invitation"
    assert not Involvement.objects.filter(user=adviser).exists()


def test_what_the_registers_say_and_a_units_part_are_not_ended_by_hand(home: Home) -> None:
    asta, carl, dorte = (
        make_person(),
        make_user("guidance_counsellor", "carl", "uu"),
        make_user("guidance_counsellor", "dorte", "uu"),
    )
    tie(asta, carl, "responsibility")
    client = logged_in(carl)
    by_register, of_unit = tie(asta, dorte, "case", title="1", is_from_registers=True), tie(asta, "uu")
    for each in (by_register, of_unit):
        assert client.post(f"/unge/{asta.pk}/med/{each.pk}/slut").status_code == 404
    bos = tie(make_person("Bo"), dorte, "case", title="1")
    assert client.post(f"/unge/{asta.pk}/med/{bos.pk}/slut").status_code == 404
    assert not Involvement.objects.filter(until__isnull=False).exists()


def test_a_guardian_is_offered_to_nobody_as_a_mentor(home: Home) -> None:
    asta, carl = make_person(), make_user("guidance_counsellor", "carl", "uu")
    tie(asta, carl, "responsibility")
    mentor, guardian = make_user("mentor", "mette"), make_user("guardian", "g")
    client = logged_in(carl)
    page = client.get(f"/unge/{asta.pk}/med").text
    assert (f'value="{mentor.pk}"' in page, f'value="{guardian.pk}"' in page) == (True, False)
    asked = {"user": guardian.pk, "kind": "case", "title": "lektiehjælp"}
    assert client.post(f"/unge/{asta.pk}/med/giv", asked).status_code == 422
    assert not Involvement.objects.filter(user=guardian).exists()


def test_emergency_access_lets_nobody_involve_others(home: Home) -> None:
    asta, carl = make_person(), make_user("guidance_counsellor", "carl", "uu")
    tie(asta, carl, "responsibility")
    values = (asta.pk, "Asta", 16, asta.birth_date, frozenset({Category.IDENTITY}), {}, "", "guidance")
    assert grants_of(carl, Seen(*values), TODAY)  # type: ignore[arg-type]
    assert not grants_of(carl, Seen(*values, is_passing=True), TODAY)  # type: ignore[arg-type]
