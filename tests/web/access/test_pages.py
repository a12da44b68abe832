"""The pages about people show what the user may see, and nothing else; whoever may not is told that nobody is there."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from tests.web.access.people import agree, make_person, make_user, tie

from videre.domain.days import day_from_iso
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import FactKind
from videre.home.home import Home
from videre.web.access.models import BrokenGlass, Notice
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.people.identities import CPR
from videre.web.people.models import CaseFact, CprNumber, Person
from videre.web.people.secrets import secrets_of

pytestmark = pytest.mark.django_db
ASTAS = "7403990104"


def logged_in(user: User) -> Client:
    """Return a browser in which a user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def number_of(person: Person, home: Home, cpr: str = ASTAS) -> None:
    """Give a person a CPR number."""
    secrets = secrets_of(home)
    CprNumber.objects.create(
        blind=secrets.blind(cpr),
        person=person,
        encrypted=secrets.encrypt(cpr, b"0" * 12, CPR),
        reported=date(2015, 1, 1),
        sequence=1,
    )


def say(person: Person, kind: FactKind, start: str, stop: str, **fields: int) -> None:
    """Let a register say something of a person."""
    values = {"code": 0, "value": 0, "place": 0, "detail": 0, "reported": day_from_iso(start), **fields}
    stops = day_from_iso(stop)
    CaseFact.objects.create(
        person=person, kind=kind, start=day_from_iso(start), stop=stops, review=fields.get("review", stops), **values
    )


@pytest.fixture
def teacher(home: Home) -> User:
    """Return a class teacher."""
    return make_user("class_teacher")


def test_my_young_people_are_listed_with_the_reason(teacher: User) -> None:
    asta, other = make_person("Asta"), make_person("Bo")
    tie(asta, teacher, "class", title="9.b")
    page = logged_in(teacher).get("/unge").content.decode()
    assert f"/unge/{asta.pk}" in page
    assert "klasselærer i 9.b" in page
    assert str(other.pk) not in page


def test_a_name_is_searched_for_in_the_body_and_stands_in_no_address(teacher: User) -> None:
    for name in ("Asta", "Bo"):
        tie(make_person(name), teacher, "class", title="9.b")
    client = logged_in(teacher)
    page = client.post("/unge", {"name": "ast"}).content.decode()
    assert "Asta Holm" in page
    assert "Bo Holm" not in page
    assert "?name" not in page
    assert "Bo Holm" in client.get("/unge?name=ast").content.decode(), "an address does not search"


def test_a_page_of_a_person_says_why_and_what_by_which_law(teacher: User) -> None:
    asta = make_person()
    tie(asta, teacher, "class", title="9.b")
    page = logged_in(teacher).get(f"/unge/{asta.pk}").content.decode()
    assert "Du ser det, fordi du er klasselærer i 9.b." in page
    assert "Folkeskoleloven" in page
    assert "Skovvej 1, 2620" in page
    assert "<title>En ung" in page, "no name stands in the title"


def test_facts_of_other_categories_are_not_on_the_page(teacher: User) -> None:
    asta = make_person()
    tie(asta, teacher, "class", title="9.b")
    say(asta, FactKind.ENROLMENT, "2015-08-10", "2016-06-27", code=EducationKind.NINTH_GRADE, value=Outcome.ONGOING)
    say(asta, FactKind.BENEFIT, "2015-08-10", "2016-06-27", code=1)
    say(asta, FactKind.ENROLMENT, "2014-08-10", "2016-06-27", code=EducationKind.STX)
    page = logged_in(teacher).get(f"/unge/{asta.pk}").content.decode()
    assert "9. klasse" in page
    assert "Kontanthjælp" not in page
    assert "stx" not in page
    counsellor = make_user("guidance_counsellor")
    tie(asta, counsellor, "responsibility")
    theirs = logged_in(counsellor).get(f"/unge/{asta.pk}").content.decode()
    assert "(stx)" in theirs
    assert "Kontanthjælp" not in theirs


def test_a_status_that_tells_of_a_benefit_or_an_exemption_is_told_without_it(home: Home) -> None:
    bo, counsellor, center = make_person("Bo"), make_user("guidance_counsellor"), make_user("ungecenter")
    tie(bo, counsellor, "responsibility")
    tie(bo, center, "case", title="1")
    say(bo, FactKind.BENEFIT, "2015-08-10", "2017-06-27", code=1)
    page = logged_in(counsellor).get(f"/unge/{bo.pk}").content.decode()
    assert "Uden for plan" in page
    assert "på ydelse" not in page
    CaseFact.objects.all().delete()
    say(bo, FactKind.ACTIVITY, "2015-08-10", "2017-06-27", code=9)
    assert "Fritaget" in logged_in(counsellor).get(f"/unge/{bo.pk}").content.decode()
    hidden = logged_in(center).get(f"/unge/{bo.pk}").content.decode()
    assert "status-title" not in hidden
    assert "Fritaget" not in hidden


@pytest.mark.parametrize("path", ["/unge/{}", "/unge/{}/opslag"])
def test_a_person_one_may_not_see_and_one_who_is_not_there_are_the_same_answer(teacher: User, path: str) -> None:
    asta = make_person()
    answers = [logged_in(teacher).get(path.format(person_id)) for person_id in (asta.pk, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    same = [answer.content.decode().split("<main")[1] for answer in answers]
    assert same[0] == same[1]
    assert Entry.objects.filter(event="person_refused", is_refusal=True).count() == 2


@pytest.mark.parametrize("path", ["/unge", "/unge/{}", "/unge/{}/opslag", "/noedadgang"])
def test_a_role_that_sees_nobody_gets_no_page_about_people(home: Home, path: str) -> None:
    asta = make_person()
    for role in ("analyst", "data_protection_officer", "steering_group"):
        assert logged_in(make_user(role)).get(path.format(asta.pk)).status_code == 403


def test_whoever_may_know_who_else_is_involved_sees_who_has_looked_by_role_and_never_by_name(teacher: User) -> None:
    asta, counsellor = make_person(), make_user("guidance_counsellor", "berta.bendtsen")
    tie(asta, teacher, "class", title="9.b")
    tie(asta, counsellor, "responsibility")
    logged_in(counsellor).get(f"/unge/{asta.pk}")
    assert "ansvarlig vejleder" not in logged_in(teacher).get(f"/unge/{asta.pk}/opslag").content.decode()
    agree(asta, "school", "contacts")
    page = logged_in(teacher).get(f"/unge/{asta.pk}/opslag").content.decode()
    assert "ansvarlig vejleder" in page
    assert "berta" not in page


def test_emergency_access_opens_one_person_for_an_hour_and_tells_those_who_must_know(home: Home) -> None:
    asta, bo = make_person(), make_person("Bo")
    number_of(asta, home)
    adviser, officer = make_user("job_centre_adviser", unit="job_centre"), make_user("data_protection_officer")
    client = logged_in(adviser)
    assert client.get(f"/unge/{asta.pk}").status_code == 404
    answer = client.post("/noedadgang", {"cpr": "740399-0104", "reason": "Står foran jobcentret uden et sted at sove."})
    assert answer["Location"] == f"/unge/{asta.pk}"
    page = client.get(f"/unge/{asta.pk}").content.decode()
    assert "adgang i nødstilfælde til kl." in page
    assert "Skovvej" not in page
    assert client.get(f"/unge/{bo.pk}").status_code == 404
    assert [notice.user for notice in Notice.objects.all()] == [officer]
    glass = BrokenGlass.objects.get()
    assert (glass.until - glass.opened_at).total_seconds() == 3600
    glass.until = glass.opened_at
    glass.save()
    assert client.get(f"/unge/{asta.pk}").status_code == 404


def test_emergency_access_asks_for_a_number_that_is_known_and_a_reason(home: Home) -> None:
    asta = make_person()
    number_of(asta, home)
    client = logged_in(make_user("job_centre_adviser"))
    wrong = {
        "cpr": [{"cpr": "740399-0112", "reason": "Står foran jobcentret uden et sted at sove."}, "kendes her"],
        "no": [{"cpr": "12", "reason": "Står foran jobcentret uden et sted at sove."}, "ikke et CPR-nummer"],
        "reason": [{"cpr": ASTAS, "reason": "haster"}, "Skriv i en sætning"],
    }
    for values, said in wrong.values():
        assert said in client.post("/noedadgang", values).content.decode()
    assert not BrokenGlass.objects.exists()


def test_a_reason_that_is_too_short_tells_nothing_of_whether_a_number_is_known(home: Home) -> None:
    number_of(make_person(), home)
    client = logged_in(make_user("job_centre_adviser"))
    known, unknown = (
        client.post("/noedadgang", {"cpr": number, "reason": "haster"}).content.decode().replace(number, "")
        for number in (ASTAS, "7403990112")
    )
    without_token = [re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page) for page in (known, unknown)]
    assert without_token[0] == without_token[1]
    assert "Skriv" in known


def test_the_officer_reviews_an_emergency_access_and_sees_no_young_person(home: Home) -> None:
    asta = make_person()
    number_of(asta, home)
    adviser, officer = make_user("job_centre_adviser"), make_user("data_protection_officer")
    reason = "Står foran jobcentret uden et sted at sove."
    logged_in(adviser).post("/noedadgang", {"cpr": ASTAS, "reason": reason})
    client = logged_in(officer)
    page = client.get("/noedadgang/efterproevning").content.decode()
    assert reason in page
    assert "Asta" not in page
    glass = BrokenGlass.objects.get()
    client.post("/noedadgang/efterproevning", {"glass": glass.pk, "verdict": "justified", "remark": "Fik et sted."})
    glass.refresh_from_db()
    assert (glass.verdict, glass.reviewed_by) == ("justified", "data-protection-officer")
    assert "den var berettiget" in client.get("/noedadgang/efterproevning").content.decode()
    assert client.get(f"/unge/{asta.pk}").status_code == 403
