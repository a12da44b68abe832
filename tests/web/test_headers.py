"""What every answer says to the browser, and what it never says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as chosen
from django.db import DatabaseError
from django.test import Client
from tests.web.site import make_served_home

from videre.home.home import Home, HomeNotUsable
from videre.web.audit.models import Entry

PAGES = ("/log-ind", "/sundhed", "/log-ind/kode", "/findes-ikke")
ASKED = """
import json
from videre.web.config import settings as s
names = ("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
         "LANGUAGE_COOKIE_NAME", "LANGUAGE_COOKIE_SECURE", "COOKIE_PREFIX", "DEBUG",
         "ALLOWED_HOSTS", "SECURE_PROXY_SSL_HEADER")
print(json.dumps({name: getattr(s, name) for name in names}))
"""


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_says_how_it_may_be_shown_and_kept(client: Client, home: Home, db: None, path: str) -> None:
    answer = client.get(path, secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-store" or "no-store" in answer["Cache-Control"]
    assert "charset=utf-8" in answer["Content-Type"] or answer["Content-Type"] == "application/json"
    assert "Server" not in answer
    assert "Access-Control-Allow-Origin" not in answer


def test_the_policy_lets_no_inline_script_style_object_or_frame_through(client: Client, home: Home, db: None) -> None:
    policy = client.get("/log-ind")["Content-Security-Policy"]
    parts = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert parts["default-src"] == ["'none'"]
    assert parts["style-src"] == parts["img-src"] == parts["connect-src"] == parts["form-action"] == ["'self'"]
    assert parts["frame-ancestors"] == parts["base-uri"] == ["'none'"]
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE"])
def test_methods_that_nobody_needs_are_refused(client: Client, home: Home, db: None, method: str) -> None:
    assert client.generic(method, "/log-ind/kode").status_code == 405
    assert client.generic(method, "/sundhed").status_code == 405


@pytest.mark.parametrize("path", ["/log-ud", "/sprog"])
def test_what_changes_something_is_no_link(client: Client, home: Home, db: None, path: str) -> None:
    assert client.get(path).status_code in {302, 405}
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403


def test_a_mistake_of_ours_is_shown_without_what_went_wrong(
    home: Home, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def cursor(self) -> None:
            raise RuntimeError("a secret of ours")

    monkeypatch.setattr("videre.web.config.views.connection", Broken())
    answer = Client(raise_request_exception=False).get("/sundhed")
    assert answer.status_code == 500
    assert "Noget gik galt" in answer.content.decode()
    assert "a secret of ours" not in answer.content.decode()


@pytest.mark.parametrize(("is_demo", "prefix"), [(False, "__Host-"), (True, "")])
def test_cookies_are_bound_to_the_host_and_to_tls_but_in_a_demonstration(
    tmp_path: Path, is_demo: bool, prefix: str
) -> None:
    home = make_served_home(tmp_path, is_demo=is_demo)
    environment = {**os.environ, "VIDERE_HOME": str(home.paths.root), "VIDERE_DATABASE_URL": ""}
    done = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["COOKIE_PREFIX"] == prefix
    for name in ("SESSION", "CSRF", "LANGUAGE"):
        assert told[f"{name}_COOKIE_NAME"].startswith(prefix)
        assert told[f"{name}_COOKIE_SECURE"] is not is_demo
    assert told["DEBUG"] is False
    assert told["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert told["SECURE_PROXY_SSL_HEADER"] is None  # until a host name behind a proxy is in the settings


def test_cookies_are_neither_read_by_scripts_nor_sent_from_elsewhere(client: Client, home: Home, alice: object) -> None:
    answer = client.post("/log-ind", {"username": "alice", "password": "correct-horse-battery-staple"})
    assert {"sessionid", "kendt"} <= set(answer.cookies)
    for cookie in answer.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]


def test_an_unknown_host_is_refused(client: Client, home: Home, db: None) -> None:
    assert client.get("/log-ind", HTTP_HOST="evil.example.dk").status_code == 400


@pytest.mark.parametrize("name", ["web.key", "log.key"])
def test_a_key_that_others_may_read_is_refused(home: Home, name: str) -> None:
    (home.paths.keys / name).chmod(0o644)
    with pytest.raises(HomeNotUsable, match="chmod 600"):
        home.key(name.removesuffix(".key"))


def test_a_secret_that_others_may_read_or_that_is_not_there_is_refused(home: Home) -> None:
    with pytest.raises(HomeNotUsable, match="is not there"):
        home.secret("oidc")
    path = home.paths.keys / "oidc.secret"
    path.write_text("s\n")
    path.chmod(0o640)
    with pytest.raises(HomeNotUsable, match="chmod 600"):
        home.secret("oidc")
    path.chmod(0o600)
    assert home.secret("oidc") == "s"


def test_passwords_are_hashed_slowly_and_may_be_long() -> None:
    names = [each["NAME"].rpartition(".")[2] for each in chosen.AUTH_PASSWORD_VALIDATORS]
    assert names == ["MinimumLengthValidator", "UserAttributeSimilarityValidator", "CommonPasswordValidator"]
    assert chosen.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] == {"min_length": 12}


def test_a_page_is_not_shown_when_its_line_cannot_be_written(
    client: Client, home: Home, alice: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_values: object) -> None:
        raise DatabaseError("read-only")

    monkeypatch.setattr(Entry.objects, "create", refuse)
    answer = client.post("/log-ind", {"username": "alice", "password": "correct-horse-battery-staple"})
    assert answer.status_code == 503
    assert "Siden vises ikke" in answer.content.decode()
    assert client.get("/").status_code == 302  # and nobody is logged in
