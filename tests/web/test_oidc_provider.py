"""Log-in through a real provider: npm's oidc-provider, certified by the OpenID Foundation, on this machine."""

import os
import re
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from pathlib import Path
from typing import IO

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.site import make_alice

from videre.home.home import Home
from videre.home.log_in import OpenIdConnect
from videre.web.accounts.models import User

PROVIDER = Path(__file__).resolve().parents[2] / "scripts" / "oidc_provider"
BACK = "http://testserver/log-ind/kommune/svar"
ROLES = {"KOM-VIDERE-LEDER": "school_head", "KOM-VIDERE-VEJLEDER": "guidance_counsellor"}


class Unfollowed(Exception):
    """The provider sends the browser back to the site."""


class UntilTheSite(urllib.request.HTTPRedirectHandler):
    """Follows the provider's redirects, and stops at the one that leads back to the site."""

    def redirect_request(
        self, request: urllib.request.Request, file: IO[bytes], code: int, said: str, headers: HTTPMessage, address: str
    ) -> urllib.request.Request | None:
        if address.startswith(BACK):
            file.close()
            raise Unfollowed(address)
        return super().redirect_request(request, file, code, said, headers, address)


def install() -> None:
    """Install the provider from its lock file; skips the test where there is no Node, and fails in CI."""
    if shutil.which("npm") is None:
        sentence = "There is no Node on this machine; the real provider is npm's oidc-provider"
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    if not (PROVIDER / "node_modules" / "oidc-provider").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=PROVIDER, check=True)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Return the address of a provider that runs as long as these tests."""
    install()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        ["node", "provider.mjs", str(port), BACK],
        cwd=PROVIDER,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)
    process.stdout.close()


@pytest.fixture
def provided(home: Home, settings: Settings, issuer: str) -> Home:
    """Return a home whose users come from the provider."""
    chosen = OpenIdConnect(issuer=issuer, client_id="videre", roles=ROLES)
    secret = home.paths.keys / "oidc.secret"
    secret.write_text("a-secret-of-tests\n")
    secret.chmod(0o600)
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"oidc": chosen}))
    return home


def way_back(client: Client, name: str) -> str:
    """Return the address to which the provider sends the browser of somebody who says that they are `name`."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), UntilTheSite())
    with browser.open(client.get("/log-ind/kommune?next=/maalepunkt/exam")["Location"]) as page:
        uid = re.search(r"/interaction/([\w-]+)$", page.url)
        assert uid is not None
        address = page.url
    with pytest.raises(Unfollowed) as sent:
        browser.open(f"{address}/as/{name}")
    return str(sent.value).removeprefix("http://testserver")


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
