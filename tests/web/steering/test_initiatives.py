"""Initiatives: a status in one click that grows stale, the history of every change, and the roll-up."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.web.site import TODAY, make_alice

from videre.disclosure.released import Released
from videre.web.audit.models import Entry
from videre.web.installation import current_strategy
from videre.web.steering.actions.initiatives import (
    ChangedMeanwhile,
    NoReviewDay,
    NumberTaken,
    add_initiative,
    add_milestone,
    change_initiative,
    mark_milestone,
    set_effect,
    set_status,
)
from videre.web.steering.codes import DAYS_BELIEVED, Status
from videre.web.steering.models import Effect, Initiative, Milestone, StatusReport
from videre.web.steering.presenters.lists import make_list
from videre.web.steering.queries import find_initiative, list_initiatives


def say(number: str, status: Status, days_ago: int = 0, sentence: str = "") -> StatusReport:
    row = Initiative.objects.get(number=number)
    return set_status(initiative=row, status=status, sentence=sentence, day=TODAY - timedelta(days=days_ago), by="bo")


def test_one_click_says_the_status_and_leads_back_to_what_waits(steering: Client) -> None:
    response = steering.post("/indsats/5.3a/status", {"status": "on_track", "next": "list"})
    assert response.status_code == 302
    assert response["Location"] == "/indsatser#waiting"
    said = StatusReport.objects.get()
    assert (said.status, said.said_on, said.by) == ("on_track", TODAY, "alice")
    assert said.review_on == TODAY + timedelta(days=91)
    assert [(e.event, e.about, e.by) for e in Entry.objects.filter(event="initiative_status_said")] == [
        ("initiative_status_said", "5.3a on_track", "alice")
    ]


@pytest.mark.parametrize("status", [Status.ON_TRACK, Status.DELAYED, Status.DONE])
def test_the_review_day_can_be_chosen_in_place_of_the_usual_one(steering: Client, status: Status) -> None:
    chosen = TODAY + timedelta(days=10)
    steering.post("/indsats/5.3a/status", {"status": status.value, "review_on": chosen.isoformat()})
    assert StatusReport.objects.get().review_on == chosen
    followed = find_initiative("5.3a")
    assert followed is not None
    assert not followed.is_stale(chosen)
    assert followed.is_stale(chosen + timedelta(days=1))
    assert "11. marts 2016" in steering.get("/indsats/5.3a").text


@pytest.mark.parametrize("days", [-1, 367])
def test_a_review_day_that_has_passed_or_is_far_away_is_refused_and_the_sentence_stays(
    steering: Client, initiative: Initiative, days: int
) -> None:
    chosen = TODAY + timedelta(days=days)
    sent = {"status": "on_track", "sentence": "Vi er i gang.", "review_on": chosen.isoformat()}
    response = steering.post("/indsats/5.3a/status", sent)
    assert response.status_code == 422
    assert "Vælg en dag fra i dag til om et år." in response.text
    assert 'value="Vi er i gang."' in response.text
    with pytest.raises(NoReviewDay, match="Choose a day"):
        set_status(initiative=initiative, status=Status.ON_TRACK, review_on=chosen, day=TODAY, by="test")
    assert not StatusReport.objects.exists()


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_believed_to_its_review_day_and_not_a_day_longer(loaded: None, status: Status) -> None:
    days = DAYS_BELIEVED.get(status)
    say("5.3a", status)
    followed = find_initiative("5.3a")
    assert followed is not None
    if days is None:
        assert not followed.is_stale(date(2099, 1, 1))
    else:
        assert not followed.is_stale(TODAY + timedelta(days=days))
        assert followed.is_stale(TODAY + timedelta(days=days + 1))


def test_a_stale_status_is_shown_as_stale_and_can_be_confirmed_as_it_was(steering: Client) -> None:
    say("5.3a", Status.ON_TRACK, days_ago=92)
    text = steering.get("/indsatser").text
    assert "ikke bekræftet siden" in text
    assert text.count("Uændret") == 1
    steering.post("/indsats/5.3a/status", {"status": "on_track", "next": "list"})
    assert "Uændret" not in steering.get("/indsatser").text


def test_the_roll_up_counts_every_initiative_once_and_a_stale_one_as_none(loaded: None) -> None:
    say("5.1a", Status.ON_TRACK)
    say("5.1b", Status.DELAYED)
    say("5.1c", Status.ON_TRACK, days_ago=100)
    page = make_list(current_strategy(), list_initiatives(), {}, TODAY)
    assert page.areas[0].summary == "7 indsatser: 1 følger planen, 1 forsinket, 5 uden gyldig status."
    assert page.summary == "18 indsatser: 1 følger planen, 1 forsinket, 16 uden gyldig status."
    assert [len(area.rows) for area in page.areas] == [7, 5, 6]
    assert len(page.waiting) == 16
    assert [point.number for point in page.areas[2].points] == [1, 2, 3, 4, 5]


def test_the_history_has_every_status_and_every_change_with_who_and_when(steering: Client) -> None:
    say("5.3a", Status.DELAYED, days_ago=10, sentence="Mangler lærere.")
    page = steering.get("/indsats/5.3a/ret")
    assert page.status_code == 200
    sent = {"owner": "Leder af Ungecenter", "unit": "ungecenter", "partners": ["jobcenter"], "principles": ["2"],
            "budget_dkk": "250000", "own_title": "", "own_text": "", "last_change": "0"}  # fmt: skip
    assert steering.post("/indsats/5.3a/ret", sent).status_code == 302
    text = steering.get("/indsats/5.3a").text
    for said in (
        "Status: forsinket. Mangler lærere.",
        "Ansvarlig: Leder af Ungecenter.",
        "Budget: 250000.",
        "Samarbejdspartnere ændret fra Jobcenter, UU-Vestegnen til Jobcenter.",
        "250.000 kr.",
        "Alice Analytiker",
    ):
        assert said in text, said
    assert "Enhed ændret" not in text


def test_two_who_change_the_same_initiative_do_not_write_over_each_other(initiative: Initiative) -> None:
    change_initiative(initiative=initiative, values={"owner": "Anna"}, last_change=0, day=TODAY, by="anna")
    with pytest.raises(ChangedMeanwhile, match="anna"):
        change_initiative(initiative=initiative, values={"owner": "Bent"}, last_change=0, day=TODAY, by="bent")
    initiative.refresh_from_db()
    assert initiative.owner == "Anna"


def test_a_form_that_was_overtaken_says_so(steering: Client, initiative: Initiative) -> None:
    change_initiative(initiative=initiative, values={"owner": "Anna"}, last_change=0, day=TODAY, by="anna")
    sent = {"owner": "Bent", "last_change": "0"}
    response = steering.post("/indsats/5.3a/ret", sent)
    assert response.status_code == 200
    assert "Nogen har ændret indsatsen" in response.text


def test_nothing_is_kept_where_nothing_was_changed(initiative: Initiative) -> None:
    values = {"owner": initiative.owner, "partners": list(initiative.partners)}
    assert change_initiative(initiative=initiative, values=values, last_change=0, day=TODAY, by="anna") == []
    assert not initiative.changes.exists()


def test_an_effect_has_what_is_expected_by_when_and_how_the_figure_stands(
    steering: Client, tables: list[Released]
) -> None:
    sent = {"point": "2", "expected": "20 % færre", "due": "2016-12-31"}
    steering.post("/indsats/5.3b/virkning", sent)
    effect = Effect.objects.get(initiative__number="5.3b")
    assert (effect.expected, effect.due, effect.basis) == ("20 % færre", date(2016, 12, 31), "said")
    text = steering.get("/indsats/5.3b").text
    assert "20 % færre" in text
    assert "senest 31. december 2016" in text
    assert "Tallet:" in text
    steering.post(f"/virkning/{effect.pk}/fjern")
    assert not Effect.objects.filter(initiative__number="5.3b").exists()
    text = steering.get("/indsats/5.3b").text
    assert "Ventet virkning: målepunkt 2, 20 % færre (31. december 2016)." in text
    assert "Ventet virkning fjernet: målepunkt 2, 20 % færre (31. december 2016)." in text


def test_a_milestone_is_overdue_from_the_day_after_until_it_is_reached(steering: Client) -> None:
    steering.post("/indsats/5.3a/milepael", {"title": "Aftale med skolen", "due": TODAY.isoformat()})
    milestone = Milestone.objects.get(title="Aftale med skolen")
    followed = find_initiative("5.3a")
    assert followed is not None
    assert followed.overdue(TODAY) == []
    assert followed.overdue(TODAY + timedelta(days=1)) == [milestone]
    steering.post(f"/milepael/{milestone.pk}", {"is_reached": "yes"})
    milestone.refresh_from_db()
    assert milestone.reached_on == TODAY
    assert "Milepæl nået: Aftale med skolen." in steering.get("/indsats/5.3a").text
    mark_milestone(milestone=milestone, is_reached=False, day=TODAY, by="test")
    milestone.refresh_from_db()
    assert milestone.reached_on is None


def test_a_form_that_is_not_filled_in_right_says_what_is_missing(steering: Client) -> None:
    response = steering.post("/indsats/5.3a/milepael", {"title": "", "due": "i morgen"})
    assert response.status_code == 200
    assert response.text.count("form-error-message") == 2
    assert not Milestone.objects.filter(initiative__number="5.3a").exists()


def test_the_municipality_adds_an_initiative_of_its_own(steering: Client) -> None:
    sent = {"number": "5.1h", "focus_area": "1", "title": "Læseløft i 7. klasse", "text": "Alle læser hver dag."}
    assert steering.post("/indsatser/ny", sent)["Location"] == "/indsats/5.1h"
    assert "Læseløft i 7. klasse" in steering.get("/indsatser").text
    assert "Der er allerede en indsats med det nummer" in steering.post("/indsatser/ny", sent).text
    with pytest.raises(NumberTaken):
        add_initiative(number="5.1a", focus_area=1, title="x", text="x", day=TODAY, by="test")


def test_nothing_asks_for_a_percentage(steering: Client) -> None:
    for path in ("/indsatser", "/indsats/5.3a", "/indsats/5.3a/ret", "/indsatser/ny"):
        text = steering.get(path).text
        labels = [line for line in text.splitlines() if "<label" in line or "<legend" in line]
        assert not any("%" in label or "procent" in label.lower() for label in labels), path


def test_whoever_sees_figures_reads_initiatives_and_changes_nothing(client: Client, loaded: None) -> None:
    client.force_login(make_alice("school_head"))
    page = client.get("/indsatser")
    assert page.status_code == 200
    assert "Venter på en status" not in page.text
    assert "<button" not in client.get("/indsats/5.3a").text.split("<main")[1]
    for path in ("/indsats/5.3a/status", "/indsats/5.3a/virkning", "/indsats/5.3a/milepael"):
        assert client.post(path, {"status": "done"}).status_code == 403
    for path in ("/indsats/5.3a/ret", "/indsatser/ny", "/forum", "/forum/styregruppen", "/opgaver"):
        assert client.get(path).status_code == 403
    assert not StatusReport.objects.exists()


def test_what_is_written_is_shown_as_text(steering: Client) -> None:
    say("5.3a", Status.DELAYED, sentence="<script>alert(1)</script>")
    set_effect(
        initiative=Initiative.objects.get(number="5.3a"), point=4, expected="<b>halvt</b>", due=None, day=TODAY, by="x"
    )
    add_milestone(initiative=Initiative.objects.get(number="5.3a"), title="<i>nu</i>", due=TODAY, day=TODAY, by="x")
    text = steering.get("/indsats/5.3a").text + steering.get("/indsatser").text
    assert "<script>alert" not in text
    assert "<b>halvt" not in text
    assert "<i>nu" not in text


def test_an_initiative_that_there_is_not_is_not_found(steering: Client) -> None:
    assert steering.get("/indsats/9.9z").status_code == 404
    assert steering.post("/indsats/5.3a/status", {"status": "excellent"}).status_code == 404


def test_the_list_asks_the_database_the_same_few_questions_however_many_there_are(
    loaded: None, django_assert_num_queries: object
) -> None:
    for each in current_strategy().list_initiatives():
        say(each.number, Status.ON_TRACK)
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(4):
        assert len(list_initiatives()) == 18


def test_a_milestone_that_should_not_have_been_there_goes_and_the_history_keeps_it(steering: Client) -> None:
    steering.post("/indsats/5.3a/milepael", {"title": "En fejl", "due": "2016-04-01"})
    steering.post(f"/milepael/{Milestone.objects.get(title='En fejl').pk}", {"remove": "yes"})
    assert not Milestone.objects.filter(title="En fejl").exists()
    assert "Milepæl fjernet: En fejl (1. april 2016)." in steering.get("/indsats/5.3a").text


def test_enter_in_the_sentence_confirms_and_changes_nothing_else(steering: Client) -> None:
    say("5.3a", Status.DELAYED)
    form = steering.get("/indsats/5.3a").text.split('action="/indsats/5.3a/status"')[1].split("</form>")[0]
    first_button = form.split("<button")[1]
    assert 'value="delayed"' in first_button
    assert form.count('value="delayed"') == 1
