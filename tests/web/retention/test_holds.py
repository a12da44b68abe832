"""The page of legal holds: what is held is seen, held and let go by whoever may, with a reason, and logged."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from tests.homes import ALICE
from tests.web.retention.rows import Rows
from tests.web.site import make_alice

from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.retention.actions import CannotBeHeld, lift_hold, place_hold
from videre.web.retention.models import LegalHold
from videre.web.retention.queries import held_on

pytestmark = pytest.mark.django_db
DAY, END = date(2016, 3, 1), date(2017, 3, 1)
PAGE = "/tilbageholdelser"


@pytest.fixture
def dora(home: Home) -> User:
    """Return the data-protection officer."""
    return User.objects.create(user_name="dora", display_name="Dora Lov", role="data_protection_officer")


@pytest.fixture
def officer(client: Client, dora: User) -> Client:
    """Return a browser in which the data-protection officer is logged in."""
    client.force_login(dora)
    return client


@pytest.fixture
def rows(home: Home, dora: User) -> Rows:
    """Return a young person of the number of Alice."""
    return Rows(home, dora, "Asta", ALICE)


def main_of(text: str) -> str:
    """Return what stands between header and footer."""
    return re.sub(r"\s+", " ", text.partition("<main")[2].partition("</main")[0])


def place(client: Client, **said: object) -> tuple[int, str]:
    """Hold everything about Alice's number until the end, or what is said instead."""
    asked = {"whom": "one", "cpr": ALICE, "rule": "", "reason": "Klagesag 2016-44", "until": END.isoformat(), **said}
    answer = client.post(PAGE, asked)
    return answer.status_code, main_of(answer.text)


def test_a_young_person_is_held_by_number_and_the_page_names_nobody(officer: Client, rows: Rows) -> None:
    assert "Intet er tilbageholdt" in officer.get(PAGE).text
    assert place(officer)[0] == 302
    assert held_on(DAY).anybody() == {rows.person.pk}
    text = main_of(officer.get(PAGE).text)
    for told in ("Det er tilbageholdt fra nu af", "Klagesag 2016-44", "Alt om den unge", "1. marts 2017", "Dora Lov"):
        assert told in text
    assert str(rows.person.pk) in text
    assert not {"Asta", "Holm", ALICE} & set(re.findall(r"\w+", text))
    lines = Entry.objects.filter(person=str(rows.person.pk)).order_by("id").values_list("event", "by", "reason")
    assert list(lines) == [("number_looked_up", "dora", ""), ("hold_placed", "dora", "")]
    assert ALICE not in str(list(Entry.objects.values()))


def test_a_kind_of_record_is_held_of_everybody_and_let_go_with_a_reason(officer: Client, rows: Rows) -> None:
    assert place(officer, whom="everybody", cpr="", rule="agreements", reason="Tilsyn")[0] == 302
    assert held_on(DAY).everybody == {"agreements"}
    hold = LegalHold.objects.get()
    refused = officer.post(f"{PAGE}/{hold.pk}/ophaev", {"reason": " "})
    assert (refused.status_code, "Skriv, hvorfor den ophæves" in refused.text) == (422, True)
    assert held_on(DAY).everybody == {"agreements"}
    assert officer.post(f"{PAGE}/{hold.pk}/ophaev", {"reason": "Tilsynet er slut"}).status_code == 302
    assert not held_on(DAY).everybody
    text = main_of(officer.get(PAGE).text)
    assert "ophævet den 1. marts 2016 af Dora Lov" in text
    assert "Tilsynet er slut" in text
    assert Entry.objects.filter(event="hold_lifted", about="agreements", by="dora").exists()
    assert officer.post(f"{PAGE}/{hold.pk}/ophaev", {"reason": "Igen"}).status_code == 404


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"cpr": ""}, "Skriv hvis."),
        ({"cpr": "123"}, "ikke et CPR-nummer"),
        ({"cpr": "7001011234"}, "Ingen ung med det nummer"),
        ({"whom": "everybody"}, "Lad nummeret stå tomt"),
        ({"whom": "everybody", "cpr": ""}, "Vælg én slags"),
        ({"whom": "nobody"}, "nobody"),
        ({"rule": "sessions"}, "sessions"),
        ({"reason": " "}, "form-error"),
        ({"until": DAY.isoformat()}, "Vælg en dag efter i dag"),
        ({"until": ""}, "form-error"),
    ],
)
def test_a_hold_without_whom_what_why_or_end_is_refused_and_says_what_is_missing(
    officer: Client, rows: Rows, said: dict[str, object], why: str
) -> None:
    status, text = place(officer, **said)
    assert (status, why in text) == (422, True)
    assert not LegalHold.objects.exists()


def test_a_hold_that_ends_within_a_month_is_marked_and_one_that_has_ended_stands_below(
    officer: Client, rows: Rows
) -> None:
    for reason, until in (("Snart", date(2016, 3, 31)), ("Senere", date(2016, 4, 1)), ("Forbi", DAY)):
        LegalHold.objects.create(
            rule="agreements", reason=reason, since=date(2016, 1, 1), until=until, placed_by="Mette Holm, kommandolinje"
        )
    standing, _, past = main_of(officer.get(PAGE).text).partition("Tilbageholdt før")
    assert standing.count("ophører inden for en måned") == 1
    assert re.search(r"Snart.*ophører inden for en måned.*Senere", standing)
    assert "Forbi" not in standing
    assert "ophørt den 1. marts 2016" in past
    assert "Mette Holm, kommandolinje" in past


@pytest.mark.parametrize("role", ["administrator", "guidance_counsellor", "analyst", "young_person"])
def test_nobody_else_sees_or_changes_what_is_held(client: Client, rows: Rows, role: str) -> None:
    said = {"reason": "Tilsyn", "since": DAY, "until": END, "by": "dora"}
    hold = place_hold(person_id=None, rule="agreements", **said)  # type: ignore[arg-type]
    client.force_login(make_alice(role))
    assert client.get(PAGE).status_code == 403
    assert place(client)[0] == 403
    assert client.post(f"{PAGE}/{hold.pk}/ophaev", {"reason": "Fordi"}).status_code == 403
    assert LegalHold.objects.get(lifted_on=None) == hold


def test_a_hold_is_lifted_once_and_never_after_its_end(home: Home, rows: Rows) -> None:
    hold = place_hold(person_id=rows.person.pk, rule="", reason="Klage", since=DAY, until=END, by="dora")
    with pytest.raises(CannotBeHeld):
        lift_hold(hold_id=hold.pk, reason=" ", day=DAY, by="dora")
    with pytest.raises(CannotBeHeld):
        lift_hold(hold_id=hold.pk, reason="Slut", day=END, by="dora")
    lift_hold(hold_id=hold.pk, reason="Slut", day=DAY, by="dora")
    with pytest.raises(CannotBeHeld):
        lift_hold(hold_id=hold.pk, reason="Slut", day=DAY, by="dora")
    hold.refresh_from_db()
    assert (hold.lifted_by, hold.lifted_because) == ("dora", "Slut")


def test_the_page_is_in_the_menu_and_in_english_too(officer: Client, rows: Rows) -> None:
    assert f'href="{PAGE}"' in officer.get("/log/kontrol").text
    officer.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Nothing is held. The rules of retention apply to everything." in officer.get(PAGE).text
