"""The frame of every page: language, headers, health, and what is said when there is nothing to show."""

import json

import pytest
from django.test import Client
from pytest_django import Settings

from videre.disclosure.released import Released
from videre.home.home import Home, NoHome
from videre.web.config.databases import database_at
from videre.web.installation import current_home


def test_danish_is_what_a_browser_in_english_gets_until_it_is_chosen(client: Client, home: Home, db: None) -> None:
    response = client.get("/log-ind", HTTP_ACCEPT_LANGUAGE="en-GB,en")
    assert '<html lang="da">' in response.text
    assert response["Content-Language"] == "da"
    assert "Brugernavn" in response.text
    client.post("/sprog", {"language": "en", "next": "/log-ind"})
    response = client.get("/log-ind")
    assert '<html lang="en">' in response.text
    assert "User name" in response.text
    client.cookies["sprog"] = "tlh"
    assert '<html lang="da">' in client.get("/log-ind").text


def test_every_answer_has_the_headers_that_keep_a_page_to_itself(client: Client, home: Home, db: None) -> None:
    response = client.get("/log-ind", secure=True)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/maalepunkt/pathways", "/maalepunkt/youth_15_17/fordelt/class"])
def test_no_page_has_inline_script_or_style(reader: Client, tables: list[Released], path: str) -> None:
    text = reader.get(path).text
    assert "style=" not in text
    assert "<style" not in text
    assert " onclick" not in text
    assert text.count("<script") == text.count('<script src="/static/')


def test_health_is_told_without_logging_in_and_tells_nothing_else(client: Client, home: Home, db: None) -> None:
    response = client.get("/sundhed")
    assert response.status_code == 200
    assert set(json.loads(response.content)) == {"status", "version"}


@pytest.mark.parametrize(
    "path",
    [
        "/findes-ikke",
        "/maalepunkt/findes-ikke",
        "/maalepunkt/benefits/fordelt/school",
        "/maalepunkt/benefits/fordelt/findes-ikke",
        "/maalepunkt/completion?horisont=9999",
        "/maalepunkt/pathways?maaneder=four",
    ],
)
def test_an_address_with_nothing_at_it_is_a_page_that_says_so(
    reader: Client, tables: list[Released], path: str
) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    assert "Der er ikke noget på denne adresse" in response.text


def test_a_page_is_read_and_never_posted_to(reader: Client, tables: list[Released]) -> None:
    assert reader.post("/").status_code == 405


def test_what_goes_wrong_shows_no_detail(reader: Client, settings: Settings, home: Home) -> None:
    reader.raise_request_exception = False
    (home.paths.released / "benefits.json").write_text("{ broken by 6101650001", "utf-8")
    response = reader.get("/")
    assert response.status_code == 500
    assert "Noget gik galt" in response.text
    assert "6101650001" not in response.text


def test_without_a_home_the_site_says_how_to_start_it() -> None:
    with pytest.raises(NoHome, match="videre serve"):
        current_home()


def test_the_database_is_the_one_that_is_named() -> None:
    found = database_at("postgresql://videre:p%40ss@db.example.org:5433/ung", None)
    assert (found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "ung", "videre", "p@ss", "db.example.org", "5433",
    )  # fmt: skip
    assert database_at(None, None)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_is_told_that_no_disk_turns() -> None:
    assert database_at("postgresql://videre@localhost/ung", None)["OPTIONS"] == {"options": "-c random_page_cost=1.1"}


@pytest.mark.parametrize("url", ["mysql://root:hemmeligt@localhost/x", "postgresql://hemmeligt@localhost", "videre.db"])
def test_an_address_of_no_postgresql_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(Exception, match="not understood") as refused:
        database_at(url, None)
    assert "hemmeligt" not in str(refused.value)
