"""Codes from an app: as the standard has them, good for once, asked of whoever may see more than figures."""

import base64
import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.site import PASSWORD, make_alice

from videre.home.home import Home
from videre.web.accounts import codes
from videre.web.accounts.models import RecoveryCode, User
from videre.web.accounts.queries import needs_code
from videre.web.audit.models import Entry

# RFC 6238, appendix B, for SHA-1: the seconds and the last six of the eight digits.
PUBLISHED = [
    (59, "287082"),
    (1_111_111_109, "081804"),
    (1_111_111_111, "050471"),
    (1_234_567_890, "005924"),
    (2_000_000_000, "279037"),
]
SECRET = b"12345678901234567890"


@pytest.mark.parametrize(("seconds", "digits"), PUBLISHED)
def test_codes_are_those_of_the_standard(monkeypatch: pytest.MonkeyPatch, seconds: int, digits: str) -> None:
    monkeypatch.setattr("videre.web.accounts.codes.timezone.now", lambda: datetime.fromtimestamp(seconds, UTC))
    assert codes.step_of(SECRET, digits) == seconds // 30
    assert codes.step_of(SECRET, str((int(digits) + 1) % 10**6).zfill(6)) is None


@pytest.mark.parametrize(("drift", "is_right"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(monkeypatch: pytest.MonkeyPatch, drift: int, is_right: bool) -> None:
    monkeypatch.setattr(
        "videre.web.accounts.codes.timezone.now", lambda: datetime.fromtimestamp(1_111_111_111 + drift, UTC)
    )
    assert (codes.step_of(SECRET, "050471") is not None) is is_right


@pytest.fixture
def strict(home: Home, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return a home in which every role must show a code."""
    monkeypatch.setattr("videre.web.accounts.views.needs_code", lambda _user: True)
    return home


def password(client: Client) -> str:
    return str(client.post("/log-ind?next=/maalepunkt/exam", {"username": "alice", "password": PASSWORD})["Location"])


def code_now(user: User) -> str:
    user.refresh_from_db()
    return codes.app_of(codes.unsealed(user.totp_secret)).generate(int(datetime.now(UTC).timestamp())).decode()  # noqa: TID251


def connect(client: Client) -> tuple[list[str], User]:
    """Return the recovery codes of Alice, who has just connected an app and is logged in."""
    assert password(client) == "/log-ind/app"
    page = client.get("/log-ind/app").text
    letters = re.search(r'class="letters">([A-Z2-7 ]+)<', page)
    assert letters is not None
    secret = base64.b32decode(letters[1].replace(" ", ""))
    code = codes.app_of(secret).generate(int(datetime.now(UTC).timestamp())).decode()  # noqa: TID251
    answer = client.post("/log-ind/app", {"code": code})
    return re.findall(r"<li><code>([A-Z2-7]{16})<", answer.text), User.objects.get(user_name="alice")


def test_connecting_an_app_lets_in_and_shows_recovery_codes_once(client: Client, strict: Home, alice: User) -> None:
    recovery, user = connect(client)
    assert len(set(recovery)) == 10
    assert client.get("/").status_code == 200
    assert user.totp_secret
    assert not {code for code in recovery if code in str(list(RecoveryCode.objects.values()))}
    assert SECRET.hex() not in user.totp_secret
    assert Entry.objects.filter(event="second_factor_enrolled").exists()
    assert client.get("/log-ind/app").status_code == 302  # an app is not replaced by whoever comes by


def test_the_picture_is_what_an_app_reads(client: Client, strict: Home, alice: User) -> None:
    address = urlsplit(codes.address_of(SECRET, "alice", "Videre Albertslund"))
    asked = parse_qs(address.query)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert asked["secret"] == [base64.b32encode(SECRET).decode()]
    assert asked["digits"] == ["6"]
    assert "style=" not in codes.picture_of(address.geturl())


def test_a_password_alone_lets_nobody_in(client: Client, strict: Home, alice: User) -> None:
    connect(client)
    client.post("/log-ud")
    assert password(client) == "/log-ind/kode"
    assert client.get("/").status_code == 302
    assert client.post("/log-ind/kode", {"code": "000000"}).status_code == 200
    assert client.get("/").status_code == 302


def test_the_code_of_the_app_lets_in_and_leads_to_where_one_wanted(client: Client, strict: Home, alice: User) -> None:
    _, user = connect(client)
    client.post("/log-ud")
    User.objects.update(totp_step=0)  # the minute of the enrolment is over
    password(client)
    assert client.post("/log-ind/kode", {"code": code_now(user)})["Location"] == "/maalepunkt/exam"
    assert client.get("/").status_code == 200


def test_a_code_is_good_for_once(client: Client, strict: Home, alice: User) -> None:
    _, user = connect(client)
    used = code_now(user)
    client.post("/log-ud")
    password(client)
    assert client.post("/log-ind/kode", {"code": used}).status_code == 200
    assert client.get("/").status_code == 302


def test_a_recovery_code_is_good_for_once(client: Client, strict: Home, alice: User) -> None:
    recovery, _ = connect(client)
    for _ in range(2):
        client.post("/log-ud")
        password(client)
        client.post("/log-ind/kode", {"code": f" {recovery[0].lower()} "})
        was_let_in = client.get("/").status_code == 200
    assert not was_let_in
    assert RecoveryCode.objects.count() == 9


def test_codes_cannot_be_guessed_at_leisure(client: Client, strict: Home, alice: User) -> None:
    _, user = connect(client)
    client.post("/log-ud")
    User.objects.update(totp_step=0)
    password(client)
    for _ in range(codes.MOST_CODES):
        client.post("/log-ind/kode", {"code": "000000"})
    assert "For mange forsøg" in client.post("/log-ind/kode", {"code": code_now(user)}).text


@pytest.mark.parametrize("page", ["/log-ind/kode", "/log-ind/app"])
def test_the_pages_of_codes_are_for_those_who_have_shown_a_password(
    client: Client, home: Home, db: None, page: str
) -> None:
    assert client.get(page)["Location"] == "/log-ind"
    assert client.post(page, {"code": "123456"})["Location"] == "/log-ind"


def test_what_is_half_done_is_forgotten_after_five_minutes(client: Client, strict: Home, alice: User) -> None:
    password(client)
    session = client.session
    session["half"] = {**session["half"], "at": "2020-01-01T00:00:00+00:00"}
    session.save()
    assert client.get("/log-ind/app")["Location"] == "/log-ind"


@pytest.mark.parametrize(
    ("is_demo", "second_factor", "role", "needed"),
    [
        (True, True, "guidance_counsellor", True),
        (True, False, "guidance_counsellor", False),  # a demonstration may leave it out, and says so
        (False, False, "guidance_counsellor", True),
        (False, True, "data_protection_officer", True),
        (False, True, "analyst", False),
    ],
)
def test_a_code_is_asked_of_whoever_may_do_more_than_see_figures(
    home: Home, db: None, settings: Settings, is_demo: bool, second_factor: bool, role: str, needed: bool
) -> None:
    chosen = home.settings.model_copy(update={"is_demo": is_demo, "second_factor": second_factor})
    settings.VIDERE_HOME = Home(home.paths, chosen)
    assert needs_code(make_alice(role)) is needed


def test_a_secret_sealed_under_another_key_opens_nothing(settings: Settings, home: Home) -> None:
    sealed = codes.sealed(SECRET)
    assert codes.unsealed(sealed) == SECRET
    settings.SECRET_KEY = "another"  # noqa: S105 - of this test
    assert codes.unsealed(sealed) != SECRET
