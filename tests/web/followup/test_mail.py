"""The daily mail: numbers and a link, nobody's name, once a day, to whoever wishes it and has something to be told."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings
from tests.web.access.people import TODAY, make_person
from tests.web.followup.casework import broke_off, give, hold, make_counsellor, make_lists

from videre.home.home import Home
from videre.web.access.models import Membership
from videre.web.accounts.models import User
from videre.web.audit.models import Entry as LogEntry
from videre.web.followup.models import Subscription
from videre.web.followup.telling import make_digest, tell_by_mail, wish_mail
from videre.web.subscriptions.actions import subscribe
from videre.web.subscriptions.events import Event
from videre.web.subscriptions.models import Subscription as NewsSubscription

pytestmark = pytest.mark.django_db


@pytest.fixture
def carl(home: Home) -> User:
    carl = make_counsellor("carl")
    wish_mail(user=carl, address="carl@example.org", by="carl")
    return carl


def tell(day: date = TODAY) -> int:
    return tell_by_mail(day=day, by="nightly")


def test_a_mail_tells_how_many_and_nothing_about_anybody(carl: User) -> None:
    give(hold(make_person(), broke_off()), carl)
    make_lists()
    assert tell() == 1
    (sent,) = mail.outbox
    assert sent.to == ["carl@example.org"]
    assert sent.subject == "Opfølgning i dag"
    assert "2 af dine er over fristen." in sent.body
    assert "2 er åbne hos dig." in sent.body
    assert "/opfoelgning" in sent.body
    for secret in ("Asta", "Holm", "uden for", "afbrud"):
        assert secret not in sent.subject + sent.body


def test_nobody_is_told_twice_a_day_however_often_the_lists_are_made(carl: User) -> None:
    give(hold(make_person(), broke_off()), carl)
    for _ in range(3):
        call_command("make_lists")
    assert len(mail.outbox) == 1
    assert tell(TODAY + timedelta(days=1)) == 1
    assert LogEntry.objects.filter(event="told_by_mail", about="carl").count() == 2


def test_whoever_has_nothing_to_do_gets_no_mail(carl: User) -> None:
    make_lists()
    assert tell() == 0
    assert mail.outbox == []


def test_a_leader_is_told_first_how_many_have_nobody(carl: User) -> None:
    make_counsellor("dorte")
    hold(make_person(), broke_off())
    make_lists()
    assert make_digest(carl, TODAY).body == ""
    Membership.objects.filter(user=carl).update(is_leader=True)
    assert make_digest(carl, TODAY).body.splitlines()[0] == "2 pladser på lister er uden en navngiven person."


def test_a_closed_user_is_told_nothing(carl: User) -> None:
    give(hold(make_person(), broke_off()), carl)
    make_lists()
    User.objects.filter(pk=carl.pk).update(is_active=False)
    assert tell() == 0


def test_a_home_without_a_mail_server_tells_nobody(carl: User, home: Home, settings: Settings) -> None:
    give(hold(make_person(), broke_off()), carl)
    make_lists()
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"is_demo": False}))
    assert tell() == 0


def test_a_user_says_where_to_be_told_and_stops_it(client: Client, carl: User) -> None:
    client.force_login(carl)
    assert client.get("/opfoelgning/besked")["Location"] == "/abonnement"
    page = client.get("/abonnement").text
    assert 'value="carl@example.org"' in page
    assert 'name="follow_up" id="id_follow_up" checked' in page.replace('class="form-checkbox" ', "")
    wished = {"follow_up": "on", "address": "ny@example.org", "language": "da"}
    client.post("/abonnement", wished)
    assert Subscription.objects.get().address == "ny@example.org"
    assert "ny@example.org" in client.get("/abonnement").text
    assert client.post("/abonnement", {**wished, "address": "ingen mail"}).status_code == 200
    assert client.post("/abonnement", {**wished, "address": ""}).status_code == 200
    assert Subscription.objects.get().address == "ny@example.org"
    n_lines = LogEntry.objects.filter(event="mail_wished").count()
    client.post("/abonnement", wished)
    assert LogEntry.objects.filter(event="mail_wished").count() == n_lines  # the same wish again is no new one
    client.post("/abonnement", {"address": "", "language": "da"})
    assert not Subscription.objects.exists()


def test_one_page_shows_and_changes_both_kinds_of_mail(client: Client, carl: User) -> None:
    client.force_login(carl)
    subscribe(user=carl, address="anden@example.org", language="da", events=[Event.MONTH_CLOSED], by="carl")
    page = client.get("/abonnement").text
    assert "carl@example.org" in page  # where the daily mail goes today, beside the address of the others
    wished = {"events": ["month_closed"], "follow_up": "on", "address": "ny@example.org", "language": "da"}
    client.post("/abonnement", wished)
    assert Subscription.objects.get().address == NewsSubscription.objects.get().address == "ny@example.org"
    client.post("/abonnement", {"follow_up": "on", "address": "ny@example.org", "language": "da"})
    assert Subscription.objects.exists()
    assert not NewsSubscription.objects.exists()


def test_whoever_works_no_lists_is_not_asked_about_them_and_cannot_ask_for_them(client: Client, carl: User) -> None:
    User.objects.filter(pk=carl.pk).update(role="analyst")
    client.force_login(carl)
    assert "follow_up" not in client.get("/abonnement").text
    client.post("/abonnement", {"follow_up": "on", "address": "ny@example.org", "language": "da"})
    assert Subscription.objects.get().address == "carl@example.org"  # the wish is kept for the day the role is back


def test_a_mail_says_where_it_is_changed(carl: User) -> None:
    give(hold(make_person(), broke_off()), carl)
    make_lists()
    tell()
    assert "/abonnement" in mail.outbox[0].body
