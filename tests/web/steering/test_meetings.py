"""The agenda is made of what is stale, overdue or off its way; decisions and tasks come of it; minutes close it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.web.site import TODAY

from videre.disclosure.released import Released
from videre.web.steering.actions.initiatives import add_milestone, set_effect, set_status
from videre.web.steering.actions.meetings import (
    MeetingClosed,
    MeetingHeld,
    add_item,
    call_off,
    close_meeting,
    decide,
    delegate,
    leave_out,
    make_agenda,
    mark_task,
    plan_meeting,
)
from videre.web.steering.agenda import list_findings
from videre.web.steering.codes import DAYS_BETWEEN_OFFERS, ItemKind, Status
from videre.web.steering.models import AgendaItem, Body, Initiative, Meeting, Member, StatusReport, Task
from videre.web.steering.presenters.words import item_sentence
from videre.web.steering.queries import list_items, list_members, list_tasks


def all_on_track(day: date = TODAY) -> None:
    for row in Initiative.objects.all():
        set_status(initiative=row, status=Status.ON_TRACK, day=day, by="test")
    for row in Initiative.objects.all():
        row.milestones.update(reached_on=day)


def kinds(body: Body, day: date = TODAY) -> list[str]:
    return [finding.kind.value for finding in list_findings(body, day)]


def test_where_all_is_well_only_the_yearly_question_is_left(group: Body) -> None:
    all_on_track()
    assert kinds(group) == ["offers"]


def test_an_initiative_comes_on_once_for_its_status_and_again_for_each_milestone(group: Body) -> None:
    all_on_track(TODAY - timedelta(days=92))
    stale = [f for f in list_findings(group, TODAY) if f.kind is ItemKind.STALE]
    assert len(stale) == 18
    row = Initiative.objects.get(number="5.1d")
    set_status(initiative=row, status=Status.DELAYED, sentence="Vi mangler folk.", day=TODAY, by="test")
    add_milestone(initiative=row, title="Aftale", due=TODAY - timedelta(days=1), day=TODAY, by="test")
    of_row = [f.kind for f in list_findings(group, TODAY) if f.initiative == row]
    assert of_row == [ItemKind.DELAYED, ItemKind.MILESTONE]


def test_what_has_ended_brings_nothing(group: Body) -> None:
    all_on_track()
    row = Initiative.objects.get(number="5.1d")
    add_milestone(initiative=row, title="Aftale", due=TODAY - timedelta(days=1), day=TODAY, by="test")
    set_status(initiative=row, status=Status.STOPPED, day=TODAY - timedelta(days=900), by="test")
    assert kinds(group) == ["offers"]


def test_a_task_comes_on_from_the_day_after_it_was_due_until_it_is_done(group: Body) -> None:
    all_on_track()
    task = delegate(body=group, item=None, title="Ring til skolen", owner="Bo", due=TODAY, by="test")
    assert "task" not in kinds(group, TODAY)
    assert "task" in kinds(group, TODAY + timedelta(days=1))
    mark_task(task=task, is_done=True, day=TODAY, by="test")
    assert "task" not in kinds(group, TODAY + timedelta(days=1))


def test_an_expected_effect_is_judged_once_its_day_has_passed(group: Body, tables: list[Released]) -> None:
    all_on_track()
    row = Initiative.objects.get(number="5.3b")
    set_effect(initiative=row, point=2, expected="20 % færre", due=TODAY, day=TODAY, by="test")
    assert "effect" not in kinds(group, TODAY)
    meeting = plan_meeting(body=group, day=TODAY + timedelta(days=1), by="test")
    item = meeting.items.get(kind="effect")
    assert item.initiative == row
    assert "20 % færre" in item_sentence(item.kind, item.said, "")
    assert "341" in item_sentence(item.kind, item.said, ""), "the figure stands beside what was expected"
    decide(item=item, decision="Ikke nået; nyt mål om et år.", by="test")
    assert "effect" not in kinds(group, TODAY + timedelta(days=30))
    set_effect(initiative=row, point=2, expected="20 % færre", due=TODAY + timedelta(days=9), day=TODAY, by="test")
    assert "effect" in kinds(group, TODAY + timedelta(days=30))


def test_a_figure_that_lies_behind_comes_on_with_the_reports_own_sentence(group: Body, tables: list[Released]) -> None:
    points = {f.said["point"]: f.said for f in list_findings(group, TODAY) if f.kind is ItemKind.POINT}
    assert points, "the tables of the tests have points that lie behind"
    assert all(said["da"] and said["en"] and said["da"] != said["en"] for said in points.values())


def test_nothing_released_brings_no_figure(group: Body) -> None:
    assert not [f for f in list_findings(group, TODAY) if f.kind is ItemKind.POINT]


def test_the_question_of_the_right_offers_comes_once_a_year(group: Body) -> None:
    all_on_track()
    meeting = plan_meeting(body=group, day=TODAY, by="test")
    item = meeting.items.get(kind="offers")
    assert "offers" in kinds(group, TODAY + timedelta(days=30)), "asked and not decided is not answered"
    decide(item=item, decision="Ja, men to forløb mangler.", by="test")
    assert "offers" not in kinds(group, TODAY + timedelta(days=DAYS_BETWEEN_OFFERS - 1))
    again = [f for f in list_findings(group, TODAY + timedelta(days=DAYS_BETWEEN_OFFERS)) if f.kind is ItemKind.OFFERS]
    assert [f.said["last"] for f in again] == [TODAY.isoformat()]


def test_the_agenda_looks_at_the_day_of_the_meeting(group: Body) -> None:
    all_on_track()
    soon = plan_meeting(body=group, day=TODAY + timedelta(days=91), by="test")
    later = plan_meeting(body=group, day=TODAY + timedelta(days=92), by="test")
    assert soon.items.filter(kind="stale").count() == 0
    assert later.items.filter(kind="stale").count() == 18


def test_made_again_the_agenda_drops_what_is_settled_and_keeps_what_people_did(group: Body) -> None:
    meeting = plan_meeting(body=group, day=TODAY, by="test")
    decided = meeting.items.get(key="status:5.1a")
    decide(item=decided, decision="Skolechefen tager den.", by="test")
    taken_off = meeting.items.get(key="status:5.1b")
    leave_out(item=taken_off, is_left_out=True, by="test")
    own = add_item(meeting=meeting, title="Sommerfest", by="test")
    all_on_track()
    make_agenda(meeting=meeting, by="test")
    keys = {item.key for item in list_items(meeting)}
    assert keys == {"status:5.1a", own.key, "offers"}
    assert {item.key for item in list_items(meeting, left_out=True)} == {"status:5.1b"}
    before = set(meeting.items.values_list("pk", flat=True))
    make_agenda(meeting=meeting, by="test")
    assert set(meeting.items.values_list("pk", flat=True)) == before


def test_a_decision_a_task_and_a_status_come_of_one_form_and_lead_to_the_next_item(
    steering: Client, group: Body
) -> None:
    meeting = plan_meeting(body=group, day=TODAY, by="test")
    first, second, *_rest = list_items(meeting)
    sent = {"decision": "Ungecenter tager den.", "status": "on_track", "task": "Lav en plan", "owner": "Leder af UU",
            "due": "2016-04-01", "next": "yes"}  # fmt: skip
    response = steering.post(f"/moede/{meeting.pk}/punkt/{first.pk}", sent)
    assert response["Location"] == f"/moede/{meeting.pk}/punkt/{second.pk}"
    first.refresh_from_db()
    assert (first.decision, first.decided_by) == ("Ungecenter tager den.", "alice")
    task = Task.objects.get()
    assert (task.owner, task.due, task.item, task.body) == ("Leder af UU", date(2016, 4, 1), first, group)
    assert first.initiative is not None
    assert StatusReport.objects.get(initiative=first.initiative).status == "on_track"
    page = steering.get(f"/moede/{meeting.pk}").text
    assert "Ungecenter tager den." in page
    assert "Lav en plan" in page
    assert "Det, der er uddelegeret, bliver hele styregruppens ansvar." in steering.get("/opgaver").text


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"task": "Lav en plan"}, 2),
        ({"task": "Lav en plan", "owner": "Bo"}, 1),
        ({"owner": "Bo", "due": "2016-04-01"}, 1),
    ],
)
def test_a_task_without_somebody_or_a_day_is_refused_and_nothing_is_written(
    steering: Client, group: Body, given: dict[str, str], missing: int
) -> None:
    meeting = plan_meeting(body=group, day=TODAY, by="test")
    item = list_items(meeting)[0]
    response = steering.post(f"/moede/{meeting.pk}/punkt/{item.pk}", {"decision": "Ja.", **given})
    assert response.status_code == 200
    assert response.text.count('class="form-error-message"') == missing
    assert not AgendaItem.objects.exclude(decision="").exists()
    assert not Task.objects.exists()


def test_after_the_last_item_one_comes_back_to_the_meeting(steering: Client, group: Body) -> None:
    all_on_track()
    meeting = plan_meeting(body=group, day=TODAY, by="test")
    (only,) = list_items(meeting)
    response = steering.post(f"/moede/{meeting.pk}/punkt/{only.pk}", {"decision": "Ja.", "next": "yes"})
    assert response["Location"] == f"/moede/{meeting.pk}#agenda"


def test_approved_minutes_are_changed_by_nobody(steering: Client, group: Body) -> None:
    meeting = plan_meeting(body=group, day=TODAY, by="test")
    item = list_items(meeting)[0]
    seats = [str(seat.pk) for seat in list_members(group, TODAY)][:2]
    steering.post(f"/moede/{meeting.pk}/referat", {"present": seats, "minutes": "Kort møde.", "close": "yes"})
    meeting.refresh_from_db()
    assert meeting.closed_on == TODAY
    printed = steering.get(f"/moede/{meeting.pk}/referat").text
    assert "Kort møde." in printed
    assert printed.count("Afdelingschef") == 2
    for action in (
        lambda: decide(item=item, decision="Nej.", by="test"),
        lambda: add_item(meeting=meeting, title="x", by="test"),
        lambda: make_agenda(meeting=meeting, by="test"),
        lambda: leave_out(item=item, is_left_out=True, by="test"),
        lambda: close_meeting(meeting=meeting, day=TODAY, by="test"),
    ):
        with pytest.raises(MeetingClosed):
            action()
    response = steering.post(f"/moede/{meeting.pk}/punkt/{item.pk}", {"decision": "Nej."})
    assert response.status_code == 409
    assert "Referatet af mødet er godkendt" in response.text
    assert "<form" not in steering.get(f"/moede/{meeting.pk}/punkt/{item.pk}").text.split("<main")[1]


def test_the_printed_agenda_has_every_item_and_no_button(steering: Client, group: Body) -> None:
    meeting = plan_meeting(body=group, day=TODAY, place="Kl. 10", by="test")
    text = steering.get(f"/moede/{meeting.pk}/dagsorden").text.split("<main")[1]
    assert text.count("<li value=") == meeting.items.count() == 20  # 18 without status, a milestone of 2015, the offers
    assert "<button" not in text
    assert "UU-Vestegnen" in text


def test_forums_and_the_youth_network_have_members_and_meetings(steering: Client) -> None:
    assert "Ungenetværket" in steering.get("/forum").text
    steering.post("/forum/ungenetvaerket/medlem", {"name": "Rie", "role": "Vejleder", "unit": "UU-Vestegnen"})
    assert "Rie" in steering.get("/forum/ungenetvaerket").text
    response = steering.post("/forum/ungenetvaerket/moede", {"day": "2016-04-05", "place": "Kl. 9"})
    meeting = Meeting.objects.get()
    assert response["Location"] == f"/moede/{meeting.pk}"
    assert not meeting.items.exists()
    steering.post(f"/moede/{meeting.pk}/punkt", {"title": "Fritidsjob"})
    assert "Fritidsjob" in steering.get(f"/moede/{meeting.pk}").text
    assert steering.post(f"/moede/{meeting.pk}/dagsorden/ny").status_code == 404
    member = Member.objects.get(name="Rie")
    steering.post(f"/medlem/{member.pk}", {"end": "yes"})
    member.refresh_from_db()
    assert member.until == TODAY


def test_a_seat_is_named_and_keeps_its_english_post(steering: Client, group: Body) -> None:
    seat = list_members(group, TODAY)[0]
    steering.cookies["sprog"] = "en"
    sent = {"name": "Anna And", "role": "Head of department", "unit": seat.unit}
    steering.post(f"/medlem/{seat.pk}", sent)
    seat.refresh_from_db()
    assert (seat.name, seat.role, seat.role_en) == ("Anna And", "Afdelingschef", "Head of department")


def test_a_forum_is_set_up_and_two_of_one_name_have_two_addresses(steering: Client) -> None:
    first = steering.post("/forum/nyt", {"name": "Åben skole", "about": ""})["Location"]
    second = steering.post("/forum/nyt", {"name": "Åben skole", "about": ""})["Location"]
    assert (first, second) == ("/forum/aaben-skole", "/forum/aaben-skole-2")


def test_a_task_is_given_outside_a_meeting_and_done(steering: Client, group: Body) -> None:
    steering.post("/forum/styregruppen/opgave", {"task": "Ring", "owner": "Bo", "due": "2016-03-10"})
    (task,) = list_tasks()
    assert "Ring" in steering.get("/opgaver").text
    steering.post(f"/opgave/{task.pk}", {"is_done": "yes"})
    task.refresh_from_db()
    assert task.done_on == TODAY
    steering.post(f"/opgave/{task.pk}", {"is_done": "no"})
    task.refresh_from_db()
    assert task.done_on is None


def test_a_meeting_is_called_off_with_its_agenda_until_something_is_decided(steering: Client, group: Body) -> None:
    first, second = (plan_meeting(body=group, day=TODAY + timedelta(days=n), by="test") for n in (7, 14))
    assert "Aflys mødet" in steering.get(f"/moede/{first.pk}").text
    assert steering.post(f"/moede/{first.pk}/aflys")["Location"] == "/forum/styregruppen"
    assert not Meeting.objects.filter(pk=first.pk).exists()
    decide(item=list_items(second)[0], decision="Ja.", by="test")
    assert "Aflys mødet" not in steering.get(f"/moede/{second.pk}").text
    assert steering.post(f"/moede/{second.pk}/aflys")["Location"] == f"/moede/{second.pk}"
    assert Meeting.objects.filter(pk=second.pk).exists()
    with pytest.raises(MeetingHeld):
        call_off(meeting=second, by="test")


def test_a_meeting_whose_task_was_delegated_is_not_called_off(group: Body) -> None:
    meeting = plan_meeting(body=group, day=TODAY, by="test")
    item = list_items(meeting)[0]
    delegate(body=group, item=item, title="Ring", owner="Bo", due=TODAY, by="test")
    with pytest.raises(MeetingHeld):
        call_off(meeting=meeting, by="test")
