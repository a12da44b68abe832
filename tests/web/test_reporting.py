"""The half-year report on the site: drafted, commented on, approved, frozen, and what has been revised since."""

import hashlib
import json
from datetime import date

import pytest
from django.test import Client
from tests.web.site import make_alice, write_tables

from videre.disclosure.released import Released
from videre.home.home import Home
from videre.reports.content import Grid, Items
from videre.reports.forms import FORMS, file_name
from videre.reports.half_years import parse_half_year
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.installation import current_strategy
from videre.web.reporting import actions
from videre.web.reporting.kept import folder_of
from videre.web.reporting.models import HalfYearReport
from videre.web.reporting.queries import get_content, list_revised_since
from videre.web.steering.actions.initiatives import add_initiative, set_status
from videre.web.steering.actions.loading import load_strategy
from videre.web.steering.actions.meetings import add_item, plan_meeting
from videre.web.steering.codes import Status
from videre.web.steering.models import Initiative
from videre.web.steering.queries import find_steering_group

HALF = parse_half_year("2015H2")
PAGE = "/rapporter/2015H2/1"


@pytest.fixture
def draft(home: Home, db: None, tables: list[Released]) -> HalfYearReport:
    """Return a draft of the second half of 2015."""
    return actions.draft(half=HALF, by="alice")


@pytest.fixture
def approved(draft: HalfYearReport) -> HalfYearReport:
    """Return the same, approved."""
    return actions.approve(report=draft, by="carl")


@pytest.fixture(autouse=True)
def forms_that_are_frozen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Freeze one form only, where a test does not ask for all: eight files take four seconds."""
    if "every_form" not in request.fixturenames:
        monkeypatch.setattr(actions, "FORMS", {"html": FORMS["html"]})


@pytest.fixture
def every_form() -> None:
    """Let a test freeze every form."""


def browser(client: Client, role: str) -> Client:
    """Return a browser in which somebody with a role is logged in."""
    client.force_login(make_alice(role))
    return client


def test_an_analyst_makes_a_draft_by_a_button_and_is_led_to_it(
    client: Client, home: Home, db: None, tables: list[Released]
) -> None:
    alice = browser(client, "analyst")
    assert "Lav et udkast" in alice.get("/rapporter").content.decode()
    answer = alice.post("/rapporter/ny", {"half": "2015H2"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    page = alice.get(PAGE).content.decode()
    assert "Udkast" in page
    assert "Godkend for styregruppen" not in page
    assert [(each.event, each.by) for each in Entry.objects.filter(event="report_drafted")] == [
        ("report_drafted", "alice")
    ]


def test_a_draft_is_shown_to_those_who_work_on_it_and_to_nobody_else(client: Client, draft: HalfYearReport) -> None:
    reader = browser(client, "council_reader")
    for path in ("", "/laes", "/hent/pdf"):
        assert reader.get(PAGE + path).status_code == 404
    assert reader.post(f"{PAGE}/kommentar", {"text": "x"}).status_code == 404
    assert reader.post(f"{PAGE}/godkend").status_code == 403
    assert reader.post("/rapporter/ny", {"half": "2015H2"}).status_code == 403
    assert "2. halvår 2015" not in reader.get("/rapporter").content.decode()


def test_an_approved_report_is_shown_to_everybody_who_sees_figures(client: Client, approved: HalfYearReport) -> None:
    reader = browser(client, "council_reader")
    assert "2. halvår 2015" in reader.get("/rapporter").content.decode()
    assert reader.get(PAGE).status_code == 200
    body = reader.get(f"{PAGE}/laes").content.decode()
    assert "Hvad der har flyttet sig" in body
    assert "<style" not in body  # the site's policy allows none


def test_only_the_steering_group_approves(client: Client, draft: HalfYearReport) -> None:
    assert browser(client, "analyst").post(f"{PAGE}/godkend").status_code == 403
    client.logout()
    client.force_login(User.objects.create(user_name="carl", display_name="Carl", role="steering_group"))
    assert client.post(f"{PAGE}/godkend").status_code == 302
    draft.refresh_from_db()
    assert (draft.is_approved, draft.approved_by) == (True, "carl")
    assert Entry.objects.filter(event="report_approved", by="carl").count() == 1


def test_an_approved_report_is_fetched_and_printed_again_with_the_same_bytes_whatever_has_been_released_since(
    client: Client, home: Home, every_form: None, approved: HalfYearReport, tables: list[Released]
) -> None:
    reader = browser(client, "council_reader")
    first = {form: reader.get(f"{PAGE}/hent/{form}").content for form in FORMS}
    write_tables(home, [table.part(lambda row: row.period < "2014") for table in tables])
    for form, content in first.items():
        assert reader.get(f"{PAGE}/hent/{form}").content == content
        assert approved.files[f"{form}-da"] == hashlib.sha256(content).hexdigest()
    folder = folder_of(home, "2015H2", 1)
    for language in ("da", "en"):
        content = get_content(approved, language)  # type: ignore[arg-type]
        for name, form in FORMS.items():
            assert form.render(content) == (folder / file_name(name, HALF, language)).read_bytes()  # type: ignore[arg-type]


def test_what_is_commented_on_is_what_is_approved(home: Home, draft: HalfYearReport, tables: list[Released]) -> None:
    before = get_content(draft, "da")
    write_tables(home, [table.part(lambda row: row.period < "2014") for table in tables])
    assert get_content(draft, "da") == before


def test_what_has_been_revised_since_is_listed_then_and_now(
    client: Client, home: Home, approved: HalfYearReport, tables: list[Released]
) -> None:
    assert list_revised_since(approved) == ()
    path = home.paths.released / "benefits.json"
    kept = json.loads(path.read_text("utf-8"))
    row = next(each for each in kept["rows"] if each["period"] == "2015-06")
    was, row["value"], row["numerator"] = row["value"], 777.0, 777.0
    path.write_text(json.dumps(kept), "utf-8")
    (revised,) = list_revised_since(approved)
    assert (revised.table, revised.then.value, revised.now and revised.now.value) == ("benefits", was, 777.0)
    page = browser(client, "council_reader").get(PAGE).content.decode()
    assert "1 tal i rapporten lyder anderledes nu" in page
    assert "<td>777</td>" in page


def test_figures_of_later_months_are_no_revision(home: Home, approved: HalfYearReport, tables: list[Released]) -> None:
    path = home.paths.released / "benefits.json"
    kept = json.loads(path.read_text("utf-8"))
    kept["rows"].append({**kept["rows"][-1], "period": "2016-03"})
    path.write_text(json.dumps(kept), "utf-8")
    assert list_revised_since(approved) == ()


def test_a_comment_is_kept_with_its_writer_until_the_report_is_approved(client: Client, draft: HalfYearReport) -> None:
    alice = browser(client, "analyst")
    assert alice.post(f"{PAGE}/kommentar", {"text": "Punkt 3 mangler juni. <b>Se på det</b>"}).status_code == 302
    page = alice.get(PAGE).content.decode()
    assert "Punkt 3 mangler juni. &lt;b&gt;" in page
    assert alice.post(f"{PAGE}/kommentar", {"text": ""}).status_code == 422
    actions.approve(report=draft, by="carl")
    assert alice.post(f"{PAGE}/kommentar", {"text": "For sent"}).status_code == 409
    assert "Din kommentar" not in alice.get(PAGE).content.decode()
    assert draft.comments.count() == 1


def test_a_half_year_is_approved_once_and_drafted_no_more(draft: HalfYearReport) -> None:
    second = actions.draft(half=HALF, by="alice")
    assert second.version == 2
    actions.approve(report=second, by="carl")
    with pytest.raises(actions.AlreadyApproved):
        actions.approve(report=draft, by="carl")
    with pytest.raises(actions.AlreadyApproved):
        actions.draft(half=HALF, by="alice")


def test_a_draft_without_released_tables_is_refused_in_words(client: Client, home: Home, db: None) -> None:
    answer = browser(client, "analyst").post("/rapporter/ny", {"half": "2015H2"})
    assert answer.status_code == 409
    assert "Der er ikke frigivet noget endnu" in answer.content.decode()
    assert not HalfYearReport.objects.exists()


def test_a_half_year_that_has_not_begun_cannot_be_chosen(
    client: Client, home: Home, db: None, tables: list[Released]
) -> None:
    assert browser(client, "analyst").post("/rapporter/ny", {"half": "2016H2"}).status_code == 422


def test_statuses_and_the_next_meetings_matters_stand_in_the_report_as_they_were_when_it_was_drafted(
    home: Home, db: None, tables: list[Released]
) -> None:
    load_strategy(strategy=current_strategy(), by="alice")
    first, second = Initiative.objects.get(number="5.1a"), Initiative.objects.get(number="5.2a")
    set_status(initiative=first, status=Status.ON_TRACK, sentence="Tre skoler er med", day=date(2016, 2, 1), by="alice")
    set_status(initiative=second, status=Status.DELAYED, day=date(2015, 10, 1), by="alice")
    own = add_initiative(number="A1", focus_area=2, title="Fælles app", text="", day=date(2016, 2, 1), by="alice")
    set_status(initiative=own, status=Status.NOT_STARTED, day=date(2016, 2, 1), by="alice")
    group = find_steering_group()
    assert group is not None
    meeting = plan_meeting(body=group, day=date(2016, 3, 15), by="alice")
    add_item(meeting=meeting, title="Skal appen betales af alle skoler?", by="alice")
    made = actions.draft(half=HALF, by="alice")
    set_status(initiative=first, status=Status.DONE, day=date(2016, 3, 1), by="alice")  # after the draft
    danish, english = get_content(made, "da"), get_content(made, "en")
    lines = {
        line.name.text: [cell.text for cell in line.cells]
        for block in danish.parts[0].blocks
        if isinstance(block, Grid)
        for line in block.lines
    }
    assert lines[f"5.1a {title_of('5.1a')}"][1:3] == ["Følger planen. Tre skoler er med", "1. februar 2016"]
    assert lines[f"5.2a {title_of('5.2a')}"][1].endswith("(for gammel)")
    assert lines["A1 Fælles app"][1] == "Ikke begyndt"
    assert lines[f"5.3a {title_of('5.3a')}"][1] == "Ikke oplyst"
    asked = [item for block in danish.first_parts[1].blocks if isinstance(block, Items) for item in block.items]
    assert asked[0] == f"Skal appen betales af alle skoler? ({group.name}, senest 15. marts 2016)"
    assert "On track" in str(english.parts[0])


def title_of(number: str) -> str:
    """Return what the strategy calls an initiative."""
    return next(each.title.da for each in current_strategy().list_initiatives() if each.number == number)
