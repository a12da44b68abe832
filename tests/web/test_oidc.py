"""Log-in through a provider: only the answer to what this session began, only once, only signed, only known roles."""

import base64
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from pytest_django import Settings

from videre.home.home import Home
from videre.home.log_in import OpenIdConnect
from videre.web.accounts import oidc
from videre.web.accounts.models import User
from videre.web.accounts.providing import NoRole, read_claims, take_user
from videre.web.audit.models import Entry

ISSUER = "https://login.example.dk"
CHOSEN = OpenIdConnect(
    issuer=ISSUER, client_id="videre", roles={"LEDER": "school_head", "VEJLEDER": "guidance_counsellor"}
)
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PROVIDER = oidc.Provider(ISSUER, f"{ISSUER}/auth", f"{ISSUER}/token", f"{ISSUER}/keys")
KEY = RSAKey.generate_key(2048, {"kid": "k", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "k", "use": "sig", "alg": "RS256"})
KEYS = KeySet([KEY]).as_dict(private=False)


def claims(**changes: Any) -> dict[str, Any]:
    now = int(datetime.now(UTC).timestamp())  # noqa: TID251 - tokens are checked against the clock
    token = {"iss": ISSUER, "aud": "videre", "sub": "4711", "exp": now + 300, "iat": now, "nonce": "n"}
    vera = {"preferred_username": "Vera", "name": "Vera Vejleder", "unit": "Ungecenter", "roles": ["VEJLEDER"]}
    told = {**token, **vera}
    return {name: value for name, value in {**told, **changes}.items() if value is not None}


def token(key: Any = KEY, alg: str = "RS256", **changes: Any) -> str:
    return jwt.encode({"alg": alg, "kid": "k"}, claims(**changes), key, algorithms=[alg])


def test_a_right_token_tells_who_somebody_is() -> None:
    assert oidc.check_token(token(), KEYS, CHOSEN, "n")["sub"] == "4711"


HS256 = b'{"alg":"HS256","kid":"k"}'
PAST = {"exp": 1_500_000_000, "iat": 1_499_999_000}


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example.dk"}, {"iss": None}, {"aud": "another"}, {"aud": None},
        {"aud": ["videre", "another"]},
        {"azp": "another"}, {"nonce": "another"}, {"nonce": None}, {"sub": None}, {"exp": None}, {"iat": None}, PAST,
    ],
)  # fmt: skip
def test_a_token_for_another_time_place_or_log_in_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(oidc.NotLoggedIn):
        oidc.check_token(token(**wrong), KEYS, CHOSEN, "n")


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_a_token_that_the_provider_has_not_signed_is_refused() -> None:
    head, body, signature = token().split(".")
    none = "eyJhbGciOiJub25lIn0"
    hashed = f"{encoded(HS256)}.{body}"  # the public key as if it were a shared secret
    with_public = hmac.digest(KEY.as_pem(private=False), hashed.encode(), "sha256")
    forged = [token(OTHER_KEY), f"{head}.{body}.", f"{none}.{body}.", f"{none}.{body}.{signature}", "", "a.b.c"]
    forged.append(f"{hashed}.{encoded(with_public)}")
    for each in forged:
        with pytest.raises(oidc.NotLoggedIn):
            oidc.check_token(each, KEYS, CHOSEN, "n")


def begun(**changes: Any) -> oidc.Begun:
    _, made = oidc.begin(CHOSEN, PROVIDER, "https://videre.example.dk/svar", "/", NOW)
    return oidc.Begun(**{**vars(made), **changes})


def test_what_is_asked_is_new_each_time_and_keeps_the_verifier_back() -> None:
    address, first = oidc.begin(CHOSEN, PROVIDER, "https://videre.example.dk/svar", "/", NOW)
    second = begun()
    assert {first.state, first.nonce, first.verifier}.isdisjoint({second.state, second.nonce, second.verifier})
    assert first.verifier not in address
    assert f"state={first.state}" in address
    assert "code_challenge_method=S256" in address


def test_the_challenge_is_the_standards() -> None:
    # RFC 7636, appendix B
    assert (
        oidc.challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


@pytest.mark.parametrize(
    ("answer", "later"),
    [
        ({"state": "another", "code": "c"}, 0),
        ({"code": "c"}, 0),
        ({"state": "s"}, 0),
        ({"state": "s", "code": ""}, 0),
        ({"state": "s", "code": "c", "error": "access_denied"}, 0),
        ({"state": "s", "code": "c", "iss": "https://evil.example.dk"}, 0),
        ({"state": "s", "code": "c"}, 11),
    ],
)
def test_an_answer_to_something_else_is_refused(answer: dict[str, str], later: int) -> None:
    with pytest.raises(oidc.NotLoggedIn):
        oidc.check_way_back(CHOSEN, begun(state="s"), answer, NOW + timedelta(minutes=later))
    assert oidc.check_way_back(CHOSEN, begun(state="s"), {"state": "s", "code": "c", "iss": ISSUER}, NOW) == "c"


def test_an_answer_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(oidc.NotLoggedIn):
        oidc.check_way_back(CHOSEN, None, {"state": "s", "code": "c"}, NOW)


@pytest.mark.parametrize(
    "address", ["http://login.example.dk", "ftp://x", "file:///etc/passwd", "https:///x", "http://10.0.0.1"]
)
def test_a_provider_is_asked_over_tls_only(address: str) -> None:
    with pytest.raises(oidc.NotLoggedIn):
        oidc.check_address(address)


@pytest.mark.parametrize(
    "told",
    [{}, {"issuer": "https://evil.example.dk"}, {"token_endpoint": "http://login.example.dk/token"}, {"jwks_uri": 4}],
)
def test_a_provider_that_calls_itself_otherwise_is_refused(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, Any]
) -> None:
    right = {"issuer": ISSUER, "authorization_endpoint": ISSUER, "token_endpoint": ISSUER, "jwks_uri": ISSUER}
    monkeypatch.setattr(oidc, "ask", lambda *_asked: right)
    assert oidc.discover(CHOSEN).token == ISSUER
    monkeypatch.setattr(oidc, "ask", lambda *_asked: {**right, **told} if told else {})
    with pytest.raises(oidc.NotLoggedIn):
        oidc.discover(CHOSEN)


# ---- who somebody is here


def test_the_first_role_of_the_mapping_counts(home: Home) -> None:
    assert read_claims(CHOSEN, claims(roles=["VEJLEDER", "LEDER", "OTHER"])).role == "school_head"
    assert read_claims(CHOSEN, claims(roles="VEJLEDER")).role == "guidance_counsellor"


@pytest.mark.parametrize(
    "roles", [None, [], ["OTHER"], "OTHER", {"VEJLEDER": 1}, [["VEJLEDER"]], "vejleder", ["VEJLEDER "]]
)
def test_an_unknown_role_is_refused(home: Home, roles: Any) -> None:
    with pytest.raises(NoRole):
        read_claims(CHOSEN, claims(roles=roles))


def test_a_mapping_to_a_role_that_there_is_not_lets_nobody_in(home: Home) -> None:
    with pytest.raises(NoRole):
        read_claims(CHOSEN.model_copy(update={"roles": {"VEJLEDER": "king"}}), claims())


@pytest.mark.parametrize("name", [None, "", "  ", 7])
def test_a_user_without_a_name_is_refused(home: Home, name: Any) -> None:
    with pytest.raises(NoRole):
        read_claims(CHOSEN, claims(preferred_username=name))


def test_a_user_is_made_once_and_follows_the_provider(home: Home, db: None) -> None:
    first = take_user(told=read_claims(CHOSEN, claims()), by="vera")
    stamp = first.stamp
    again = take_user(told=read_claims(CHOSEN, claims(preferred_username="vera2")), by="vera")
    assert (again.pk, again.stamp, again.user_name) == (first.pk, stamp, "vera")
    changed = take_user(told=read_claims(CHOSEN, claims(roles=["LEDER"], unit="Herstedlund")), by="vera")
    assert (changed.pk, changed.role, changed.unit) == (first.pk, "school_head", "Herstedlund")
    assert changed.stamp != stamp  # sessions of the former role are over
    assert not changed.has_usable_password()
    assert list(Entry.objects.values_list("event", flat=True)) == ["user_made", "user_changed"]


def test_nobody_takes_over_a_user_by_bearing_the_name(home: Home, alice: User) -> None:
    with pytest.raises(NoRole):
        take_user(told=read_claims(CHOSEN, claims(preferred_username="ALICE")), by="x")


def test_a_closed_user_stays_out(home: Home, db: None) -> None:
    take_user(told=read_claims(CHOSEN, claims()), by="vera")
    User.objects.update(is_active=False)
    with pytest.raises(NoRole):
        take_user(told=read_claims(CHOSEN, claims()), by="vera")


# ---- the pages


@pytest.fixture
def provided(home: Home, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, str]]:
    """Return what makes the next answer of a provider that is told in the settings."""
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"oidc": CHOSEN}))
    monkeypatch.setenv("VIDERE_OIDC_SECRET", "s")
    monkeypatch.setattr(oidc, "discover", lambda _chosen: PROVIDER)

    def answer(client: Client, **changes: Any) -> dict[str, str]:
        client.get("/log-ind/kommune?next=/maalepunkt/exam")
        kept = client.session["oidc"]
        told = {"id_token": token(**{"nonce": kept["nonce"], **changes})}
        monkeypatch.setattr(oidc, "ask", lambda method, *_asked, **_more: told if method == "POST" else KEYS)
        return {"state": kept["state"], "code": "c"}

    return answer


def test_the_way_back_lets_in_and_leads_to_where_one_wanted(client: Client, provided: Any, db: None) -> None:
    response = client.get("/log-ind/kommune/svar", provided(client))
    assert response["Location"] == "/maalepunkt/exam"
    assert client.get("/").status_code == 200
    assert Entry.objects.filter(event="logged_in", by="vera", about="openid connect").exists()


def test_an_answer_that_is_played_again_lets_nobody_in(client: Client, provided: Any, db: None) -> None:
    answer = provided(client)
    client.get("/log-ind/kommune/svar", answer)
    client.post("/log-ud")
    assert client.get("/log-ind/kommune/svar", answer).status_code == 403
    assert client.get("/").status_code == 302


def test_an_answer_that_is_played_in_another_browser_lets_nobody_in(client: Client, provided: Any, db: None) -> None:
    answer = provided(client)
    victim = Client()
    assert victim.get("/log-ind/kommune/svar", answer).status_code == 403
    victim.get("/log-ind/kommune")
    assert victim.get("/log-ind/kommune/svar", answer).status_code == 403
    assert victim.get("/").status_code == 302


def test_a_failed_answer_uses_up_what_was_begun_and_is_logged(client: Client, provided: Any, db: None) -> None:
    answer = provided(client)
    assert client.get("/log-ind/kommune/svar", {**answer, "state": "x"}).status_code == 403
    assert client.get("/log-ind/kommune/svar", answer).status_code == 403
    assert Entry.objects.filter(event="log_in_refused", is_refusal=True).count() == 2


def test_a_token_of_another_log_in_is_refused(client: Client, provided: Any, db: None) -> None:
    assert client.get("/log-ind/kommune/svar", provided(client, nonce="of another")).status_code == 403


def test_whoever_has_no_role_is_told_so(client: Client, provided: Any, db: None) -> None:
    response = client.get("/log-ind/kommune/svar", provided(client, roles=["OTHER"]))
    assert response.status_code == 403
    assert "Du har ingen rolle i Videre" in response.text
    assert not User.objects.exists()


def test_only_an_address_of_ours_follows(client: Client, provided: Any, db: None) -> None:
    client.get("/log-ind/kommune?next=https://evil.example.dk/")
    assert client.session["oidc"]["next_page"] == "/"


def test_the_log_in_page_has_the_button(client: Client, provided: Any, db: None) -> None:
    assert "Kommunens login" in client.get("/log-ind").text


def test_without_a_provider_there_is_nothing_there(client: Client, home: Home, db: None) -> None:
    assert client.get("/log-ind/kommune").status_code == 404
    assert client.get("/log-ind/kommune/svar").status_code == 404
    assert "Kommunens login" not in client.get("/log-ind").text
