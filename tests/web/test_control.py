"""The control of the log, and what a young person may know: who by role and unit, when and why."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.site import make_alice

from videre.home.home import Home
from videre.web.access.models import Involvement, Membership
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.audit.acting import Actor, acting
from videre.web.audit.models import Entry
from videre.web.audit.queries import extract_for
from videre.web.control.actions import draw_control
from videre.web.control.models import Control, DrawnLine, Verdict
from videre.web.people.models import Person

pytestmark = pytest.mark.django_db
DAY = date(2016, 3, 1)


@pytest.fixture
def officer(client: Client, home: Home) -> Client:
    """Return a browser in which the data-protection officer is logged in."""
    user = make_alice("data_protection_officer")
    client.force_login(user)
    return client


@pytest.fixture
def vera() -> User:
    """Return a counsellor."""
    return User.objects.create(
        user_name="vera", display_name="Vera Krag", role="guidance_counsellor", unit="Ungecenter"
    )


def person(given: str, family: str) -> Person:
    return Person.objects.create(given_name=given, family_name=family, birth_date=date(2000, 1, 1), sex="K")


def look(user: User, whom: Person, *, hour: int = 12, reason: str = "counsellor") -> Entry:
    """Write a look of the user in the controlled year."""
    at = datetime(2016, 2, 1, hour, tzinfo=ZoneInfo("Europe/Copenhagen"))
    return Entry.objects.create(
        at=at, by=user.user_name, role=user.role, unit=user.unit, event="person_opened", person=str(whom.pk),
        purpose="guidance", reason=reason,
    )  # fmt: skip


def rules(control: Control) -> dict[int, set[str]]:
    return {line.entry: set(line.rules.split()) for line in control.lines.all()}


def draw(percent: float = 0) -> Control:
    return draw_control(since=date(2016, 1, 1), until=date(2016, 3, 2), percent=percent, by="alice")


def test_each_rule_finds_its_look(home: Home, vera: User) -> None:
    User.objects.create(user_name="ulla", display_name="Ulla Holm", role="mentor")
    own, colleague, other = person("Emma", "Krag"), person("Ulla", "Holm"), person("Nora", "Vind")
    for whom in (own, colleague, other):
        Involvement.objects.create(person=whom, user=vera, kind="case", since=date(2016, 1, 1), made_by="test")
    entries = [look(vera, own), look(vera, colleague), look(vera, other, hour=23), look(vera, other)]
    found = rules(draw())
    assert [found.get(entry.pk) for entry in entries] == [{"own_family_name"}, {"colleague"}, {"at_night"}, None]


@pytest.mark.parametrize(
    ("since", "until", "has_case"),
    [
        (date(2016, 1, 1), None, True),
        (date(2016, 2, 1), date(2016, 2, 2), True),
        (date(2016, 2, 2), None, False),
        (date(2016, 1, 1), date(2016, 2, 1), False),
    ],
)
@pytest.mark.parametrize("by_unit", [True, False])
def test_no_open_case_is_asked_of_the_day_of_the_look(
    home: Home, vera: User, since: date, until: date | None, has_case: bool, by_unit: bool
) -> None:
    nora = person("Nora", "Vind")
    Membership.objects.create(user=vera, unit="center", since=date(2015, 1, 1))
    tie = {"unit": "center"} if by_unit else {"user": vera}
    Involvement.objects.create(person=nora, kind="case", since=since, until=until, made_by="test", **tie)
    entry = look(vera, nora)
    assert rules(draw()) == ({} if has_case else {entry.pk: {"no_open_case"}})


def test_only_looks_of_the_period_are_drawn(home: Home, vera: User) -> None:
    nora = person("Nora", "Vind")
    entry = look(vera, nora)
    Entry.objects.create(at=entry.at, by="vera", event="logged_in")
    Entry.objects.create(
        at=entry.at, by="vera", event="person_refused", person=str(nora.pk), purpose="x", is_refusal=True
    )
    Entry.objects.create(
        at=entry.at + timedelta(days=90), by="vera", event="person_opened", person=str(nora.pk), purpose="x"
    )
    control = draw(100)
    assert control.n_looks == 1
    assert set(rules(control)) == {entry.pk}


def test_the_officer_draws_reads_and_says_what_was_found(officer: Client, vera: User) -> None:
    emma = person("Emma", "Krag")
    entry = look(vera, emma, reason="counsellor of 9.b")
    answer = officer.post("/log/kontrol", {"since": "2016-01-01", "until": "2016-03-02", "percent": "2"})
    page = officer.get(answer["Location"]).text
    assert "Samme efternavn" in page
    assert "vera" in page
    assert "counsellor of 9.b" in page
    assert "Emma" not in page  # whom, is told by a code: the officer opens nobody
    assert emma.family_name not in page
    line = DrawnLine.objects.get(entry=entry.pk)
    officer.post(answer["Location"], {"line": line.pk, "verdict": "in_order", "note": "Ikke i familie"})
    line.refresh_from_db()
    assert (line.verdict, line.note) == (Verdict.IN_ORDER, "Ikke i familie")
    assert set(Entry.objects.filter(by="alice").values_list("event", flat=True)) == {"control_drawn", "control_said"}


def test_a_line_of_another_control_is_not_changed(officer: Client, vera: User) -> None:
    look(vera, person("Emma", "Krag"))
    first, second = draw(), draw()
    line = first.lines.get()
    assert officer.post(f"/log/kontrol/{second.pk}", {"line": line.pk, "verdict": "in_order"}).status_code == 404
    assert officer.get("/log/kontrol/999").status_code == 404


def test_a_period_without_a_day_is_not_drawn(officer: Client) -> None:
    answer = officer.post("/log/kontrol", {"since": "2016-03-02", "until": "2016-03-02", "percent": "2"})
    assert "slutte, efter at den begynder" in answer.text
    assert not Control.objects.exists()


def test_a_line_that_the_log_let_go_is_said(officer: Client) -> None:
    control = Control.objects.create(
        at=timezone.now(), by="alice", since=DAY, until=DAY, percent=1, lot=b"x", n_looks=1
    )
    DrawnLine.objects.create(control=control, entry=12345, rules="by_lot")
    assert "Loggen har taget denne linje ud" in officer.get(f"/log/kontrol/{control.pk}").text


@pytest.mark.parametrize("role", ["administrator", "guidance_counsellor", "analyst"])
def test_nobody_else_controls(client: Client, home: Home, role: str) -> None:
    client.force_login(make_alice(role))
    assert client.get("/log/kontrol").status_code == 403
    assert client.post("/log/kontrol", {}).status_code == 403
    refused = Entry.objects.filter(event="page_refused")
    assert set(refused.values_list("about", "by", "is_refusal")) == {("control:controls", "alice", True)}


def test_the_extract_tells_role_and_unit_when_and_why_and_no_name(home: Home) -> None:
    with acting(Actor("vera", "guidance_counsellor", "Ungecenter")):
        audit.write(event="person_opened", person="p-1", purpose="guidance", reason="counsellor", by="vera")
        audit.write(event="person_opened", person="p-2", purpose="guidance", reason="counsellor", by="vera")
        audit.write(event="involvement_made", person="p-1", by="vera")
    audit.write_refusal(event="person_refused", person="p-1", purpose="guidance", by="bob")
    (told,) = extract_for("p-1")
    assert (told.role, told.unit, told.purpose, told.reason) == (
        "guidance_counsellor", "Ungecenter", "guidance", "counsellor",
    )  # fmt: skip
    assert "vera" not in str(told)
    assert extract_for("p-1", since=timezone.now() + timedelta(days=1)) == []
