"""A mail when a month is closed, a figure leaves its way, or a status is stale: once, with the receiver's rights."""

import re
import smtplib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings
from tests.web.site import TODAY, write_tables
from tests.web.tables import figure, released, strategy

from videre.definitions.catalogue import Definitions
from videre.disclosure.released import Released, read_released
from videre.domain.figures import Unit
from videre.home.home import Home
from videre.reports.half_years import HalfYear
from videre.reports.headlines import Followed
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.installation import current_strategy
from videre.web.steering.actions.initiatives import set_status
from videre.web.steering.actions.loading import load_strategy
from videre.web.steering.codes import Status
from videre.web.steering.models import Initiative
from videre.web.subscriptions.actions import Mailed, mail_news, subscribe
from videre.web.subscriptions.events import Event
from videre.web.subscriptions.models import Subscription, Told
from videre.web.subscriptions.news import behind_since


def want(user: User, *events: Event, language: str = "da") -> Subscription:
    made = subscribe(user=user, address="alice@example.org", language=language, events=events, by="alice")
    assert made is not None
    return made


def mails(day: date = TODAY) -> Mailed:
    return mail_news(day=day, by="test")


@pytest.fixture
def stale(home: Home, db: None) -> Initiative:
    """Return an initiative whose status should have been confirmed long ago, with a sentence that names somebody."""
    load_strategy(strategy=current_strategy(), by="test")
    row = Initiative.objects.get(number="5.3a")
    said = TODAY - timedelta(days=200)
    set_status(initiative=row, status=Status.ON_TRACK, sentence="Talt med Ida Hansen.", day=said, by="test")
    return row


def test_a_stale_status_is_mailed_once_and_again_when_the_next_one_is_stale(alice: User, stale: Initiative) -> None:
    want(alice, Event.STATUS_STALE)
    assert mails() == Mailed(1, 0)
    (message,) = mail.outbox
    assert message.to == ["alice@example.org"]
    assert "5.3a Afgangsprøve til alle: »følger planen« skulle være bekræftet senest" in message.body
    assert "/indsats/5.3a" in message.body
    assert mails() == Mailed(0, 0)
    set_status(initiative=stale, status=Status.ON_TRACK, day=TODAY, by="test")
    assert mails(TODAY + timedelta(days=91)) == Mailed(0, 0)
    assert mails(TODAY + timedelta(days=92)) == Mailed(1, 0)


def test_free_text_and_names_stay_on_the_page(alice: User, stale: Initiative) -> None:
    Initiative.objects.update(owner="Ida Hansen")
    want(alice, *Event)
    mails()
    assert "Ida" not in mail.outbox[0].body


def test_a_month_is_told_when_it_is_closed_and_only_once(alice: User, tables: list[Released], home: Home) -> None:
    want(alice, Event.MONTH_CLOSED)
    assert mails() == Mailed(1, 0)
    assert "En måned er lukket" in mail.outbox[0].body
    assert mails() == Mailed(0, 0)
    write_tables(home, [next_month(table) for table in tables])
    assert mails() == Mailed(1, 0)


def next_month(table: Released) -> Released:
    """Return a table as the next month's release would have it, through the form in which homes keep tables."""
    return read_released(table.as_json().replace(table.as_known_at, "2016-03-31"))


def test_a_figure_that_lies_behind_is_told_with_the_reports_own_sentence(alice: User, tables: list[Released]) -> None:
    want(alice, Event.OFF_TRAJECTORY)
    assert mails() == Mailed(1, 0)
    assert "3. Alle 15-17-årige er i gang: Målet er 100 %." in mail.outbox[0].body.replace("\u00a0", " ")
    assert mails() == Mailed(0, 0)


def benefits(*values: int) -> Followed:
    months = [f"2015-{month:02d}" for month in range(1, len(values) + 1)]
    rows = [figure("benefits", m, {}, n, 10_000, unit=Unit.PERSONS) for m, n in zip(months, values, strict=True)]
    point = strategy().find_point("benefits")
    assert point is not None
    return Followed(
        point=point, measure=Definitions().measure("benefits"), strategy=strategy(), half=HalfYear(2015, 2),
        total=released("benefits", rows), parts={}, official=(), official_elsewhere=(), breakdown={},
    )  # fmt: skip


def test_behind_is_since_the_first_period_of_the_run_that_goes_on() -> None:
    # On the way from 426 in December 2013 to 341 in December 2015 lie 380 in January, 376 in February, 373 in March.
    assert behind_since(benefits(500, 300, 500, 500)) == "2015-03"
    assert behind_since(benefits(500, 500)) == "2015-01"
    assert behind_since(benefits(500, 300)) is None
    no_target = benefits(500)
    point = no_target.point.model_copy(update={"target": None})
    assert behind_since(replace(no_target, point=point)) is None


def test_a_figure_that_recovers_and_falls_behind_again_is_told_again(alice: User, home: Home) -> None:
    want(alice, Event.OFF_TRAJECTORY)
    for values, told in (
        ((500, 500), 1),
        ((500, 500, 500), 0),
        ((500, 500, 500, 300), 0),
        ((500, 500, 500, 300, 500), 1),
    ):
        total = benefits(*values).total
        assert total is not None
        write_tables(home, [total])
        assert mails() == Mailed(told, 0), values


def test_whoever_has_lost_the_right_is_told_nothing(alice: User, stale: Initiative, tables: list[Released]) -> None:
    want(alice, *Event)
    User.objects.update(role="a_role_that_is_gone")
    assert mails() == Mailed(0, 0)
    User.objects.update(role="analyst", is_active=False)
    assert mails() == Mailed(0, 0)
    assert not Told.objects.exists()
    User.objects.update(is_active=True)
    assert mails() == Mailed(1, 0)


def test_a_mail_is_in_the_language_that_was_chosen(alice: User, stale: Initiative) -> None:
    want(alice, Event.STATUS_STALE, language="en")
    mails()
    assert "5.3a The exam for all: “on track” should have been confirmed by" in mail.outbox[0].body
    assert mail.outbox[0].subject == "Videre, Albertslund: 1 piece of news"


def test_a_mail_that_the_server_does_not_take_is_tried_again(
    alice: User, stale: Initiative, monkeypatch: pytest.MonkeyPatch
) -> None:
    want(alice, Event.STATUS_STALE)

    def refuse(*_asked: object) -> int:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", refuse)
        assert mails() == Mailed(0, 1)
    assert not Told.objects.exists()
    assert not Entry.objects.filter(event="news_mailed").exists()
    assert mails() == Mailed(1, 0)
    assert Entry.objects.filter(event="news_mailed", about="alice").count() == 1


def test_one_subscribes_changes_and_ends_it_on_a_page(reader: Client, alice: User) -> None:
    assert reader.get("/abonnement").status_code == 200
    response = reader.post("/abonnement", {"events": ["status_stale"], "address": "", "language": "da"})
    assert "Skriv, hvor mailene skal sendes hen." in response.text
    assert not Subscription.objects.exists()
    sent = {"events": ["status_stale", "month_closed"], "address": "alice@example.org", "language": "da"}
    reader.post("/abonnement", sent)
    assert Subscription.objects.get().events == ["month_closed", "status_stale"]
    page = reader.get("/abonnement?gemt=ja").text
    assert len(re.findall(r'type="checkbox"[^>]*checked', page)) == 2
    reader.post("/abonnement", {"events": [], "address": "", "language": "da"})
    assert not Subscription.objects.exists()
    assert [entry.event for entry in Entry.objects.filter(about="alice")] == ["subscribed", "subscription_ended"]


def test_a_mail_leads_to_the_site_where_the_home_has_a_name_for_it(
    alice: User, stale: Initiative, home: Home, settings: Settings
) -> None:
    named = home.settings.model_copy(update={"site_hosts": ("videre.example.org",)})
    settings.VIDERE_HOME = replace(home, settings=named)
    want(alice, Event.STATUS_STALE)
    mails()
    assert "https://videre.example.org/indsats/5.3a" in mail.outbox[0].body
    assert "https://videre.example.org/abonnement" in mail.outbox[0].body
