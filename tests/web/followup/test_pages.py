"""The pages of follow-up: whom they show, what they say, one click to act; and the log behind each look."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.builders import benefit
from tests.web.access.people import TODAY, make_person, make_user
from tests.web.followup.casework import broke_off, give, hold, lists_of, make_counsellor, make_lists

from videre.domain.clocks import ClockKind
from videre.domain.work import BenefitKind
from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.agreements.models import Act, ActKind, Referral
from videre.web.audit.models import Entry as LogEntry
from videre.web.followup.actions import act
from videre.web.followup.models import Entry
from videre.web.people.models import Person

pytestmark = pytest.mark.django_db
BOARD = "/opfoelgning"
OFF_PLAN = "/opfoelgning/liste/off_plan_15_17"


@pytest.fixture
def carl(home: Home) -> User:
    return make_counsellor("carl")


@pytest.fixture
def asta(home: Home, carl: User) -> Person:
    """Return a young person who broke off, is Carl's, and stands on the lists."""
    asta = hold(make_person(), broke_off())
    give(asta, carl)
    make_lists()
    return asta


@pytest.fixture
def desk(client: Client, carl: User) -> Client:
    """Return a browser without scripts in which Carl is logged in."""
    client.force_login(carl)
    return client


def entry_of(name: str = "off_plan_15_17") -> Entry:
    return Entry.objects.get(list_name=name, closed__isnull=True)


def test_the_board_says_who_why_since_when_what_is_due_and_who_answers(desk: Client, asta: Person) -> None:
    text = desk.get(BOARD).text
    for said in ("Asta Holm", "16 år", "Et afbrud er meldt", "Siden 20. feb 2016", "Kontakt senest", "29. feb 2016",
                 "1 dag over fristen", "Guidance_Counsellor", "Ungevejledningen"):  # fmt: skip
        assert said in text, said


def test_every_look_at_a_list_is_in_the_log_with_its_reason(desk: Client, asta: Person) -> None:
    desk.get(OFF_PLAN)
    line = LogEntry.objects.filter(event="person_listed", person=str(asta.pk)).latest("id")
    assert (line.by, line.purpose) == ("carl", "guidance")
    assert "vejleder" in line.reason


def test_a_counsellor_of_another_municipalitys_unit_sees_nobody_and_a_count_of_none(
    client: Client, asta: Person
) -> None:
    client.force_login(make_counsellor("other", "ungecenter"))
    for scope in ("mine", "enheden", "ingen"):
        text = client.get(f"{OFF_PLAN}?hvis={scope}").text
        assert "Asta" not in text
        assert "0 unge" in text
    assert client.get(f"/opfoelgning/post/{entry_of().pk}").status_code == 404


def test_an_entry_that_is_not_there_looks_like_one_that_may_not_be_seen(client: Client, asta: Person) -> None:
    client.force_login(make_counsellor("other", "ungecenter"))
    here, nowhere = (f"/opfoelgning/post/{number}" for number in (entry_of().pk, 999_999))
    contents = [client.get(each).text.partition("<main")[2] for each in (here, nowhere)]
    assert contents[0] == contents[1] != ""


def test_a_role_sees_only_the_lists_that_tell_what_it_may_see(client: Client, home: Home) -> None:
    bo = hold(make_person("Bo", born=date(1994, 1, 1)), [benefit(BenefitKind.UDDANNELSESHJAELP, "2016-01-01", "")])
    make_lists()
    adviser = make_user("job_centre_adviser", "jonna", "job_centre")
    client.force_login(adviser)
    assert "Bo Holm" in client.get("/opfoelgning/liste/benefit_without_plan?hvis=enheden").text
    assert client.get("/opfoelgning/liste/absence_rising").status_code == 404
    client.force_login(make_counsellor("carl"))
    assert client.get("/opfoelgning/liste/benefit_without_plan").status_code == 404
    assert Entry.objects.filter(person=bo).exists()


def test_that_somebody_is_on_a_benefit_is_told_only_to_whoever_may_know_it(client: Client, home: Home) -> None:
    hold(make_person("Bo", born=date(1999, 1, 1)), [benefit(BenefitKind.KONTANTHJAELP, "2016-01-01", "")])
    make_lists()
    client.force_login(make_counsellor("carl"))
    text = client.get(f"{OFF_PLAN}?hvis=enheden").text
    assert "Bo Holm" in text
    assert "Uden for ifølge registrene" in text
    assert "ydelse" not in text.partition("<tbody")[2].partition("</tbody>")[0]


def test_a_role_that_works_no_lists_is_refused(client: Client, asta: Person) -> None:
    client.force_login(make_user("analyst", "anna"))
    assert client.get(BOARD).status_code == 403
    client.force_login(make_user("mentor", "mette", "volunteers"))
    assert client.get(OFF_PLAN).status_code == 403


def test_one_click_notes_a_call_and_the_clock_for_an_offer_runs(desk: Client, asta: Person) -> None:
    answer = desk.post(f"/opfoelgning/post/{entry_of().pk}/noter", {"kind": "called", "tilbage": OFF_PLAN})
    assert (answer.status_code, answer["Location"]) == (302, OFF_PLAN)
    text = desk.get(OFF_PLAN).text
    assert "Opkald noteret: Asta Holm." in text
    assert "Tilbud senest" in text
    assert "Opkald noteret: Asta Holm." not in desk.get(OFF_PLAN).text  # said once
    (noted,) = Act.objects.all()
    assert (noted.person_id, noted.kind, noted.on, noted.by, noted.unit) == (asta.pk, "called", TODAY, "carl", "uu")
    line = LogEntry.objects.get(event="act_called")
    assert (line.by, line.person, line.purpose) == ("carl", str(asta.pk), "guidance")


def test_no_address_bears_a_young_persons_name(desk: Client, asta: Person) -> None:
    answer = desk.post(f"/opfoelgning/post/{entry_of().pk}/noter", {"kind": "met", "tilbage": OFF_PLAN})
    assert "Asta" not in answer["Location"]
    assert "Holm" not in answer["Location"]


def test_an_exemption_without_an_end_is_sent_back_with_what_to_do(desk: Client, asta: Person) -> None:
    address = f"/opfoelgning/post/{entry_of().pk}/noter"
    answer = desk.post(address, {"kind": "exempted", "tilbage": OFF_PLAN})
    assert answer.status_code == 200
    assert "Skriv, hvor længe fritagelsen gælder." in answer.text
    past = desk.post(address, {"kind": "exempted", "until": "2016-02-01", "tilbage": OFF_PLAN})
    assert past.status_code == 200
    assert not Act.objects.exists()
    assert desk.post(address, {"kind": "exempted", "until": "2016-05-01", "tilbage": OFF_PLAN}).status_code == 302
    assert "Fritaget til" in desk.get(OFF_PLAN).text


def test_of_a_mistake_in_a_register_its_owner_gets_what_is_right_and_never_the_note(desk: Client, asta: Person) -> None:
    address = f"/opfoelgning/post/{entry_of().pk}/noter"
    said = {"kind": "wrong", "note": "Hun er ked af det derhjemme", "tilbage": OFF_PLAN}
    refused = desk.post(address, said)
    assert "Skriv, hvad der skal stå i registeret." in refused.text
    assert "Hun er ked af det derhjemme" in refused.text
    assert not Act.objects.exists()
    assert desk.post(address, {**said, "right": "Gik ud 20. februar"}).status_code == 302
    (noted,) = Act.objects.all()
    assert (noted.note, noted.correction.right) == ("Hun er ked af det derhjemme", "Gik ud 20. februar")
    client = Client()
    client.force_login(make_user("data_manager", "dan"))
    shown = client.get("/data/rettelser").text
    assert ("Gik ud 20. februar" in shown, "derhjemme" in shown, "Ikke kendt" in shown) == (True, False, True)
    taken = client.post("/data/rettelser/hent", {"sender": ""}).content.decode()
    assert ("Gik ud 20. februar" in taken, "derhjemme" in taken) == (True, False)


def test_an_act_can_not_lead_to_another_site(desk: Client, asta: Person) -> None:
    for to in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        answer = desk.post(f"/opfoelgning/post/{entry_of().pk}/noter", {"kind": "met", "tilbage": to})
        assert answer["Location"] == BOARD


def test_opening_an_entry_is_seen_by_a_human_and_says_why_one_may(desk: Client, asta: Person) -> None:
    desk.get(OFF_PLAN)
    assert entry_of().seen_on is None
    text = desk.get(f"/opfoelgning/post/{entry_of().pk}").text
    assert "Du ser dette, fordi du er" in text
    assert "Afbrød og er ikke begyndt på noget" in text  # the other list
    assert f'href="/unge/{asta.pk}"' in text
    assert f'href="/plan/{asta.pk}"' in text
    assert entry_of().seen_on == TODAY
    assert LogEntry.objects.filter(event="person_opened", person=str(asta.pk)).exists()


def test_whoever_nobody_has_a_name_for_is_on_the_list_of_nobody(client: Client, home: Home) -> None:
    hold(make_person(), broke_off())
    for name in ("carl", "dorte"):
        make_counsellor(name)
    make_lists()
    client.force_login(User.objects.get(user_name="dorte"))
    assert "Asta Holm" not in client.get(OFF_PLAN).text
    assert "Asta Holm" in client.get(f"{OFF_PLAN}?hvis=ingen").text
    client.post(f"/opfoelgning/post/{entry_of().pk}/overtag", {"tilbage": OFF_PLAN})
    assert "Asta Holm" in client.get(OFF_PLAN).text
    assert "Asta Holm" not in client.get(f"{OFF_PLAN}?hvis=ingen").text


def test_a_page_is_split_between_colleagues(client: Client, home: Home) -> None:
    for n in range(4):
        hold(make_person(f"Barn{n}"), broke_off())
    users = [make_counsellor(name) for name in ("carl", "dorte")]
    make_lists()
    client.force_login(users[0])
    said = {"users": [str(user.pk) for user in users], "side": "1", "tilbage": OFF_PLAN}
    assert client.post(f"{OFF_PLAN}/fordel?hvis=ingen", said).status_code == 302
    assert "2 unge" in client.get(OFF_PLAN).text
    stranger = make_counsellor("other", "ungecenter")
    client.post(f"{OFF_PLAN}/fordel?hvis=enheden", {**said, "users": [str(stranger.pk)]})
    assert not Entry.objects.filter(responsible=stranger).exists()


def test_the_page_that_is_split_is_the_page_that_is_seen(
    client: Client, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videre.web.followup.queries.ON_A_PAGE", 2)
    for n in range(4):
        hold(make_person(f"Barn{n}"), broke_off(f"2016-02-{20 - n}", reported=f"2016-02-{23 - n}"))
    users = [make_counsellor(name) for name in ("carl", "dorte")]
    make_lists()
    client.force_login(users[0])
    address = f"{OFF_PLAN}?hvis=ingen&sorter=navn"
    text = client.get(address).text
    sent = dict(
        re.findall(r'<input type="hidden" name="(side|sorter|tilbage)" value="([^"]*)"', text.split('class="split"')[1])
    )
    client.post(f"{OFF_PLAN}/fordel?hvis=ingen", {**sent, "users": [str(users[1].pk)]})
    names = Entry.objects.filter(responsible=users[1]).values_list("person__given_name", flat=True)
    assert sorted(names) == ["Barn0", "Barn1"]


def test_a_referral_is_seen_by_the_unit_it_is_sent_to_and_rejected_with_a_reason_only(
    desk: Client, client: Client, asta: Person, carl: User
) -> None:
    address = f"/opfoelgning/post/{entry_of().pk}/henvis"
    desk.post(address, {"to_unit": "job_centre", "about": "Virksomhedspraktik", "tilbage": OFF_PLAN})
    (referral,) = Referral.objects.all()
    assert (referral.state, referral.answer_by) == ("sent", date(2016, 3, 15))
    adviser = make_user("job_centre_adviser", "jonna", "job_centre")
    client.force_login(adviser)
    assert "Asta Holm" in client.get("/opfoelgning/henvisninger").text
    answer = f"/opfoelgning/henvisninger/{referral.pk}"
    client.post(answer, {"state": "rejected", "reason": " "})
    referral.refresh_from_db()
    assert referral.state == "sent"
    client.post(answer, {"state": "rejected", "reason": "Ikke i målgruppen"})
    referral.refresh_from_db()
    assert (referral.state, referral.reject_reason) == ("rejected", "Ikke i målgruppen")
    assert "Asta" not in client.get("/opfoelgning/henvisninger").text
    assert client.post(answer, {"state": "accepted"}).status_code == 404


def test_a_list_sorts_pages_and_prints(desk: Client, home: Home, carl: User) -> None:
    for n in range(53):
        give(hold(make_person(f"Barn{n:02d}"), broke_off(f"2016-02-{n % 20 + 1:02d}")), carl)
    make_lists()
    first = desk.get(f"{OFF_PLAN}?sorter=navn").text
    assert "53 unge" in first
    assert "Side 1 af 2" in first
    assert ("Barn00" in first, "Barn52" in first) == (True, False)
    assert "Barn52" in desk.get(f"{OFF_PLAN}?sorter=navn&side=2").text
    printed = desk.get(f"{OFF_PLAN}/udskrift").text
    assert ("Barn00" in printed, "Barn52" in printed, "Fortroligt" in printed) == (True, True, True)
    assert LogEntry.objects.filter(event="person_printed").count() == 53
    assert desk.get(f"{OFF_PLAN}?side=nej&sorter=nej&hvis=nej").status_code == 200


def test_who_answers_for_whom_is_told_with_its_gaps(desk: Client, home: Home) -> None:
    assert "Der er ingen huller og ingen overlap." in desk.get("/opfoelgning/ansvar").text


def test_a_name_that_is_html_is_shown_as_it_is(desk: Client, carl: User) -> None:
    evil = hold(make_person("<script>x</script>"), broke_off())
    give(evil, carl)
    make_lists()
    assert "<script>x" not in desk.get(OFF_PLAN).text
    assert "&lt;script&gt;x" in desk.get(OFF_PLAN).text


def test_an_act_may_say_when_to_look_again_and_from_then_on_it_is_due(desk: Client, asta: Person) -> None:
    page = f"/opfoelgning/post/{entry_of('moved_in').pk}" if Entry.objects.filter(list_name="moved_in").exists() else ""
    kept = entry_of()
    page = page or f"/opfoelgning/post/{kept.pk}"
    assert "Vælg en dag længere fremme" in desk.post(f"{page}/noter", {"kind": "met", "review": TODAY.isoformat()}).text
    assert not Act.objects.exists()
    desk.post(f"{page}/noter", {"kind": "offered", "review": "2016-03-15"})
    assert Act.objects.get().review == date(2016, 3, 15)
    for _again in range(2):
        entry = entry_of()
        assert (entry.due, entry.clock) == (date(2016, 3, 15), 4)
        make_lists()
    assert "Handl senest" in desk.get(OFF_PLAN).text
    desk.post(f"{page}/noter", {"kind": "called"})
    make_lists()
    assert entry_of().due is None


def due_of(person: Person) -> list[tuple[str, date | None, int, date | None]]:
    entries = Entry.objects.filter(person=person, closed__isnull=True).order_by("list_name")
    return [(each.list_name, each.due, each.clock, each.paused_until) for each in entries]


def test_what_is_due_after_an_act_is_what_the_next_night_says(client: Client, home: Home) -> None:
    asta = hold(make_person(born=date(1998, 4, 14)), broke_off())
    bo = hold(make_person("Bo", born=date(1999, 3, 14)), [benefit(BenefitKind.KONTANTHJAELP, "2016-01-01", "")])
    carl = make_counsellor("carl")
    for person in (asta, bo):
        give(person, carl)
    make_lists()
    client.force_login(carl)
    assert {"turning_18", "broke_off", "off_plan_15_17"} <= lists_of(asta)
    for person in (asta, bo):
        for said in (
            {"kind": "met", "review": "2016-03-10"},
            {"kind": "called"},
            {"kind": "offered", "review": "2016-03-20"},
            {"kind": "exempted", "until": "2016-03-15", "review": "2016-03-05"},
            {"kind": "called", "review": "2016-04-01"},
            {"kind": "met"},
        ):
            entry = Entry.objects.filter(person=person, closed__isnull=True).earliest("id")
            assert client.post(f"/opfoelgning/post/{entry.pk}/noter", said).status_code == 302
            at_once = due_of(person)
            make_lists()
            assert at_once == due_of(person), said


def test_a_second_act_without_a_day_to_look_again_leaves_none_on_a_list_without_an_event(home: Home) -> None:
    asta = make_person()
    made = Entry.objects.create(
        person=asta, list_name="leaver_below_pass", since=TODAY, known=TODAY, unit="uu", opened=TODAY
    )
    act(entry=made, kind=ActKind.MET, on=TODAY, review=date(2016, 3, 10), by="carl")
    made.refresh_from_db()
    assert (made.due, made.clock) == (date(2016, 3, 10), ClockKind.TASK)
    act(entry=made, kind=ActKind.CALLED, on=TODAY, by="carl")
    made.refresh_from_db()
    assert (made.due, made.clock) == (None, ClockKind.NONE)


def test_a_list_shows_what_is_overdue_due_soon_or_untouched_and_prints_the_same(desk: Client, asta: Person) -> None:
    bo = hold(make_person("Bo"), broke_off(on="2016-02-27", reported="2016-02-29"))
    give(bo, User.objects.get(user_name="carl"))
    make_lists()
    shown = {
        "alle": {"Asta", "Bo"},
        "over": {"Asta"},
        "uge": {"Asta", "Bo"},
        "uroert": {"Asta", "Bo"},
        "x": {"Asta", "Bo"},
    }
    for which, names in shown.items():
        for page in (OFF_PLAN, f"{OFF_PLAN}/udskrift"):
            text = desk.get(f"{page}?vis={which}").text
            assert {name for name in ("Asta", "Bo") if f"{name} Holm" in text} == names, (page, which)
    asked = entry_of_person(bo)
    desk.post(f"/opfoelgning/post/{asked.pk}/noter", {"kind": "called"})
    assert "Bo Holm" not in desk.get(f"{OFF_PLAN}?vis=uroert").text.split("<table")[1]


def entry_of_person(person: Person) -> Entry:
    return Entry.objects.get(person=person, list_name="off_plan_15_17", closed__isnull=True)
