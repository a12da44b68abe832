"""What is noted as wrong goes to the register's owner with file and row and nobody's name, and is answered."""

import csv
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import Settings
from tests.pipeline.small_home import BOB, BORN, small_home
from tests.web.access.people import make_user, tie
from tests.web.site import FAST_HASHER, make_alice

from videre.domain.facts import FactKind
from videre.home.home import Home
from videre.pipeline.casework import roll_forward
from videre.web.access.purposes import Purpose
from videre.web.access.queries import get_person, list_facts
from videre.web.access.sources import find_row, source_of
from videre.web.agreements.actions import NoReason, NotPossibleNow
from videre.web.agreements.correcting import (
    NothingSaidRight,
    Origin,
    answer_correction,
    note_wrong,
    send_corrections,
)
from videre.web.agreements.models import Act, Correction, CorrectionState
from videre.web.audit.models import Entry
from videre.web.people.models import ROWS, CprNumber, Person
from videre.web.people.saying import SAYING
from videre.web.people.secrets import secrets_of
from videre.web.people.sink import CaseworkDatabase

pytestmark = pytest.mark.django_db
TODAY = date(2016, 2, 1)
NOW = datetime(2016, 2, 1, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def small(tmp_path: Path, settings: Settings) -> Home:
    """Serve a home with three young people whose registers have come to casework."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]
    home = small_home(tmp_path)
    settings.VIDERE_HOME = home
    roll_forward(home, CaseworkDatabase(home))
    return home


def note(home: Home, right: str = "Stoppede i januar") -> Correction:
    """Let Carl note that Bob's course is wrong."""
    blind = secrets_of(home).blind(BOB)
    bob = Person.objects.get(pk=CprNumber.objects.get(blind=blind).person_id)
    carl = make_user("guidance_counsellor", "carl", "uu")
    tie(bob, "uu")
    seen = get_person(carl, bob.pk, Purpose.GUIDANCE, now=NOW)
    fact = next(each for each in list_facts(seen) if each.kind == FactKind.ENROLMENT)
    origin = Origin(*source_of(seen, fact))
    return note_wrong(person_id=bob.pk, note=f"stx: {right}", right=right, origin=origin, on=TODAY, by="carl")


def test_every_kind_of_fact_has_a_register_that_casework_keeps() -> None:
    assert set(SAYING) == set(FactKind)
    assert {each.register for each in SAYING.values()} <= set(ROWS)


def test_a_fault_knows_its_delivery_and_the_row_of_the_file(small: Home) -> None:
    made = note(small)
    assert (made.register, made.sender, made.file) == ("enrolments", "canonical", "enrolments-delivered.csv")
    lines = (small.paths.deliveries / str(made.delivery) / made.file).read_text("utf-8").splitlines()
    row = find_row(made.person_id, made.register, made.row_id)
    assert row is not None
    assert BOB in lines[row - 1]


def test_the_owner_gets_file_and_row_and_nothing_that_tells_whose_it_is(small: Home, client: Client) -> None:
    made = note(small, right="|cmd")
    client.force_login(make_alice("data_manager"))
    text = client.get("/data/rettelser").text
    assert "Ny" in text
    taken = client.post("/data/rettelser/hent", {"sender": "canonical"})
    (row,) = csv.DictReader(StringIO(taken.content.decode("utf-8-sig")), delimiter=";")
    assert (row["reference"], row["register"], row["file"]) == (str(made.pk), "enrolments", "enrolments-delivered.csv")
    assert row["row"] == "3"
    assert row["right"] == "'|cmd"
    for said in (text, taken.content.decode()):
        assert not any(cpr in said for cpr in BORN)
        assert str(made.person_id) not in said
    made.refresh_from_db()
    assert (made.state, made.sent_on) == ("sent", TODAY)
    assert Entry.objects.filter(event="correction_sent", person=str(made.person_id), by="alice").count() == 1
    assert client.post("/data/rettelser/hent", {"sender": "nobody"}).status_code == 404


def test_the_answer_is_written_down_once_and_why_it_is_not_wrong_is_said(small: Home, client: Client) -> None:
    made = note(small)
    client.force_login(make_alice("data_manager"))
    page = f"/data/rettelser/{made.pk}"
    assert (
        "Skriv, hvad ejeren fandt ud af" in client.post(page, {"state": "not_wrong", "answer": " "}, follow=True).text
    )
    assert "301 tegn" in client.post(page, {"state": "mended", "answer": "x" * 301}, follow=True).text
    text = client.post(page, {"state": "not_wrong", "answer": "Stod der først i marts"}, follow=True).text
    assert "Stod der først i marts" in text
    made.refresh_from_db()
    assert (made.state, made.answered_by, made.answered_on) == ("not_wrong", "alice", TODAY)
    with pytest.raises(NotPossibleNow):
        answer_correction(correction_id=made.pk, state=CorrectionState.MENDED, answer="", on=TODAY, by="t")
    assert client.post(page, {"state": "new"}).status_code == 404
    assert client.post("/data/rettelser/999", {"state": "mended"}).status_code == 404


def test_what_waits_stands_first_and_then_the_newest_answer_on_every_database(
    small: Home, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videre.web.deliveries.correcting.SHOWN", 2)
    bob = Person.objects.first()
    assert bob is not None
    for number, answered in enumerate((date(2016, 1, 1), date(2016, 1, 20), None), start=1):
        made = note_wrong(person_id=bob.pk, note="x", right=f"Nr. {number}", origin=Origin(), on=TODAY, by="carl")
        if answered:
            answer_correction(correction_id=made.pk, state=CorrectionState.MENDED, answer="", on=answered, by="t")
    client.force_login(make_alice("data_manager"))
    text = client.get("/data/rettelser").text
    assert ("Nr. 1" in text, "Nr. 2" in text, "Nr. 3" in text) == (False, True, True)


def test_what_nobody_knows_the_owner_of_is_shown_as_that_and_taken_out_by_itself(small: Home, client: Client) -> None:
    bob = Person.objects.first()
    assert bob is not None
    note(small)
    for register in ("", "enrolments"):
        origin = Origin(register=register)
        note_wrong(person_id=bob.pk, note="x", right="Mangler en praktik", origin=origin, on=TODAY, by="carl")
    client.force_login(make_alice("data_manager"))
    text = client.get("/data/rettelser").text
    assert '<option value="canonical">Egne filer</option><option value="">Ikke kendt</option>' in text
    taken = client.post("/data/rettelser/hent", {"sender": ""}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(taken), delimiter=";"))
    assert [(row["file"], row["row"], row["right"]) for row in rows] == [("", "", "Mangler en praktik")] * 2
    assert client.post("/data/rettelser/hent").status_code == 404


def test_an_owner_is_told_nothing_but_what_is_right(small: Home) -> None:
    bob = Person.objects.first()
    assert bob is not None
    with pytest.raises(NothingSaidRight):
        note_wrong(person_id=bob.pk, note="Er ked af det", right=" ", origin=Origin(), on=TODAY, by="carl")
    assert not Act.objects.exists()


def test_a_fault_without_a_source_waits_too_and_a_reason_is_asked(small: Home, client: Client) -> None:
    carl = make_user("guidance_counsellor", "dorte", "uu")
    bob = Person.objects.first()
    assert bob is not None
    made = note_wrong(person_id=bob.pk, note="x", right="Mangler en praktik", origin=Origin(), on=TODAY, by="dorte")
    assert find_row(bob.pk, "", None) is None
    with pytest.raises(NoReason):
        answer_correction(correction_id=made.pk, state=CorrectionState.NOT_WRONG, answer="", on=TODAY, by="t")
    client.force_login(make_alice("data_manager"))
    assert "Mangler en praktik" in client.get("/data/rettelser").text
    assert "Noteret som forkert af dem, der arbejder med de unge</a>: 1" in client.get("/data").text
    assert send_corrections(corrections=[made], on=TODAY, by="t") == 1
    assert send_corrections(corrections=[made], on=TODAY, by="t") == 0
    client.force_login(carl)
    assert client.get("/data/rettelser").status_code == 403
