"""Log-in through a real provider: npm's oidc-provider, certified by the OpenID Foundation, on this machine."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.provider import SITE, provider_that_sends_to, way_back
from tests.web.site import make_alice

from videre.home.home import Home
from videre.home.log_in import OpenIdConnect
from videre.web.accounts.models import User

BACK = f"{SITE}/log-ind/kommune/svar"
ROLES = {"KOM-VIDERE-LEDER": "school_head", "KOM-VIDERE-VEJLEDER": "guidance_counsellor"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Return the address of a provider that runs as long as these tests."""
    with provider_that_sends_to(BACK) as address:
        yield address


@pytest.fixture
def provided(home: Home, settings: Settings, issuer: str) -> Home:
    """Return a home whose users come from the provider."""
    chosen = OpenIdConnect(issuer=issuer, client_id="videre", roles=ROLES)
    secret = home.paths.keys / "oidc.secret"
    secret.write_text("a-secret-of-tests\n")
    secret.chmod(0o600)
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"oidc": chosen}))
    return home


def test_who_logs_in_there_is_logged_in_here(client: Client, provided: Home, db: None) -> None:
    assert client.get(way_back(client, "vera"))["Location"] == "/maalepunkt/exam"
    assert client.get("/").status_code == 200
    vera = User.objects.get()
    assert (vera.user_name, vera.display_name, vera.role, vera.unit) == (
        "vera@example.dk", "Vera Vejleder", "guidance_counsellor", "Ungecenter",
    )  # fmt: skip


def test_of_two_roles_the_first_in_the_mapping_counts(client: Client, provided: Home, db: None) -> None:
    client.get(way_back(client, "carl"))
    assert User.objects.get().role == "school_head"


def test_whoever_has_no_role_here_stays_out(client: Client, provided: Home, db: None) -> None:
    assert client.get(way_back(client, "mallory")).status_code == 403
    assert not User.objects.exists()


def test_nobody_takes_over_a_local_user_by_the_name(client: Client, provided: Home, db: None) -> None:
    make_alice()
    assert client.get(way_back(client, "alice")).status_code == 403
    assert client.get("/").status_code == 302


def test_the_same_answer_lets_in_once(client: Client, provided: Home, db: None) -> None:
    address = way_back(client, "vera")
    client.get(address)
    client.post("/log-ud")
    assert client.get(address).status_code == 403
    assert client.get("/").status_code == 302


def test_a_code_without_its_verifier_is_refused_by_the_provider(client: Client, provided: Home, db: None) -> None:
    address = way_back(client, "vera")
    session = client.session
    session["oidc"] = {**session["oidc"], "verifier": "x" * 64}
    session.save()
    assert client.get(address).status_code == 403


def test_a_wrong_secret_lets_nobody_in(
    client: Client, provided: Home, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDERE_OIDC_SECRET", "another")
    assert client.get(way_back(client, "vera")).status_code == 403


def test_a_provider_that_is_not_there_is_said(client: Client, provided: Home, db: None, settings: Settings) -> None:
    gone = OpenIdConnect(issuer="http://127.0.0.1:9", client_id="videre", roles=ROLES)
    settings.VIDERE_HOME = Home(provided.paths, provided.settings.model_copy(update={"oidc": gone}))
    assert client.get("/log-ind/kommune").status_code == 403
