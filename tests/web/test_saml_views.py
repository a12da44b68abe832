"""Log-in through SAML: the signed question, the answer that counts once in the browser that asked, and the limits."""

import base64
import json
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import Settings
from tests.web.saml_answers import (
    AUTHORITY,
    COUNSELLOR,
    FOREIGN,
    HEAD,
    KLE,
    ORG,
    ROLES,
    UNIT,
    answer,
    assertion,
    group,
    keys,
    limit,
    own_key,
    privileges,
    sealed,
    signed,
)
from tests.web.saml_provider import provider_for

from videre.home.home import Home
from videre.home.log_in import Saml
from videre.web.access.actions.emergencies import list_to_tell
from videre.web.access.actions.involving import join_unit
from videre.web.access.casework import is_leader_of, members_of_units
from videre.web.access.knowing import list_units_of
from videre.web.accounts import saml_asking
from videre.web.accounts.models import User
from videre.web.accounts.saml import PRIVILEGES
from videre.web.accounts.tries import COUNTS_FOR
from videre.web.audit.models import Entry
from videre.web.plans.queries import list_colleagues

SITE = "http://testserver"
BEGAN = date(2010, 1, 1)
BACK = f"{SITE}/log-ind/saml/svar"
CHOSEN = Saml(
    issuer="https://idp.example.dk",
    sign_on="https://idp.example.dk/sso",
    entity_id="https://videre.example.dk",
    authority=AUTHORITY,
    roles=ROLES,
    units={UNIT: "uu"},
    subject="17.21",
)


def serve(home: Home, settings: Settings, chosen: Saml) -> None:
    """Let the site take a provider."""
    key, certificate = own_key()
    secret = home.paths.keys / "saml.secret"
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    secret.write_text(text + certificate)
    secret.chmod(0o600)
    (home.paths.root / "saml-provider.pem").write_text(keys(0)[1])
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"saml": chosen}))


@pytest.fixture
def provided(home: Home, settings: Settings) -> Home:
    """Return a home whose users come from the provider of `saml_answers`."""
    serve(home, settings, CHOSEN)
    return home


def begin(client: Client, next_page: str = "/maalepunkt/exam") -> tuple[str, etree._Element]:
    """Push the button; return the address one is sent to, and the question in it."""
    address = client.get(f"/log-ind/saml?next={next_page}")["Location"]
    asked = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
    return address, etree.fromstring(zlib.decompress(base64.b64decode(asked), wbits=-15))


def said(value: str) -> str:
    """Return the attributes of somebody with privileges."""
    name = "https://data.gov.dk/model/core/eid/fullName"
    told = {name: "Vera Vejleder", PRIVILEGES[0]: value} if value else {name: "Vera Vejleder"}
    return "".join(
        f'<saml:Attribute Name="{each}"><saml:AttributeValue>{text}</saml:AttributeValue></saml:Attribute>'
        for each, text in told.items()
    )


def send(client: Client, asked: str, value: str | None = None, **changes: Any) -> HttpResponse:
    """Send the provider's answer to a question."""
    now = timezone.now()
    times = {"begins": (now - timedelta(minutes=1)).isoformat(), "ends": (now + timedelta(minutes=5)).isoformat()}
    value = privileges(group(COUNSELLOR)) if value is None else value
    text = assertion(**{"asked": asked, "recipient": BACK, "more": said(value), **times, **changes})
    inside = etree.fromstring(sealed(signed(text)))
    form = {"SAMLResponse": base64.b64encode(answer(inside, asked=asked, to=BACK)).decode()}
    return client.post("/log-ind/saml/svar", form)


def log_in(client: Client, value: str | None = None, **changes: Any) -> HttpResponse:
    """Go all the way."""
    return send(client, begin(client)[1].get("ID", ""), value, **changes)


# ---- the question


def test_the_question_is_signed_and_asks_for_a_level(client: Client, provided: Home, db: None) -> None:
    address, question = begin(client)
    told, _, signature = urlsplit(address).query.partition("&Signature=")
    signed_with = base64.b64decode(parse_qs(f"s={signature}")["s"][0])
    own_key()[0].public_key().verify(signed_with, told.encode(), padding.PKCS1v15(), SHA256())
    assert address.startswith("https://idp.example.dk/sso?SAMLRequest=")
    assert question.get("AssertionConsumerServiceURL") == BACK
    level = question.find(".//{*}AuthnContextClassRef")
    assert level is not None
    assert level.text == "https://data.gov.dk/concept/core/nsis/loa/Substantial"


def test_two_questions_are_never_alike(client: Client, provided: Home, db: None) -> None:
    assert begin(client)[1].get("ID") != begin(client)[1].get("ID")


def test_the_question_is_kept_where_no_script_and_no_plain_line_reads_it(
    client: Client, provided: Home, db: None
) -> None:
    begin(client)
    kept = client.cookies["saml"]
    assert kept["httponly"]
    assert kept["secure"]
    assert kept["samesite"] == "None"
    assert kept["max-age"] == 600


def test_the_log_in_page_has_the_button(client: Client, provided: Home, db: None) -> None:
    assert 'href="/log-ind/saml?next=/vej"' in client.get("/log-ind?next=/vej").content.decode()


def test_without_a_provider_there_is_nothing_there(client: Client, home: Home, db: None) -> None:
    assert client.get("/log-ind/saml").status_code == 404
    assert client.get("/log-ind/saml/metadata").status_code == 404
    assert client.post("/log-ind/saml/svar").status_code == 404


# ---- the answer


def test_who_logs_in_there_is_logged_in_here(client: Client, provided: Home, db: None) -> None:
    assert log_in(client)["Location"] == "/maalepunkt/exam"
    assert client.get("/").status_code == 200
    vera = User.objects.get()
    assert (vera.user_name, vera.display_name, vera.role, vera.limited_to) == (
        "vera", "Vera Vejleder", "guidance_counsellor", None,
    )  # fmt: skip
    assert Entry.objects.filter(event="logged_in", about="saml").count() == 1


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(provided: Home, db: None) -> None:
    mallory, alice = Client(), Client()
    asked = begin(mallory)[1].get("ID", "")
    assert send(alice, asked).status_code == 403  # no cookie at all
    begin(alice)
    assert send(alice, asked).status_code == 403  # another question's
    assert alice.get("/").status_code == 302


def test_an_answer_lets_in_once(client: Client, provided: Home, db: None) -> None:
    asked = begin(client)[1].get("ID", "")
    cookie = client.cookies["saml"].value
    assert send(client, asked).status_code == 302
    client.post("/log-ud")
    assert send(client, asked).status_code == 403  # the question is taken away with the answer
    client.cookies["saml"] = cookie
    assert send(client, asked).status_code == 403  # and for whoever kept it, the assertion is known
    assert saml_asking.LASTS < COUNTS_FOR  # and is known for as long as the question lasts


def test_a_late_answer_is_refused(client: Client, provided: Home, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = begin(client)[1].get("ID", "")
    now = timezone.now()
    monkeypatch.setattr("videre.web.accounts.saml_views.timezone.now", lambda: now + timedelta(minutes=11))
    assert send(client, asked, ends=(now + timedelta(hours=1)).isoformat()).status_code == 403


def test_a_changed_cookie_is_no_question(client: Client, provided: Home, db: None) -> None:
    asked = begin(client)[1].get("ID", "")
    forged = json.dumps({"question": asked, "at": timezone.now().isoformat(), "next_page": "https://evil.dk"})
    client.cookies["saml"] = forged + ":x:y"
    assert send(client, asked).status_code == 403


@pytest.mark.parametrize("form", [{}, {"SAMLResponse": "!"}, {"SAMLResponse": "PGEvPg=="}])
def test_what_is_no_answer_is_refused_in_words(client: Client, provided: Home, db: None, form: dict[str, str]) -> None:
    begin(client)
    page = client.post("/log-ind/saml/svar", form)
    assert page.status_code == 403
    assert "/log-ind" in page.content.decode()
    assert Entry.objects.filter(is_refusal=True).count() == 1


def test_nobody_is_sent_elsewhere_after_log_in(client: Client, provided: Home, db: None) -> None:
    asked = begin(client, "https://evil.example.dk/")[1].get("ID", "")
    assert send(client, asked)["Location"] == "/"


# ---- roles and limits


UNITS_LIMIT = limit(ORG, UNIT)


@pytest.mark.parametrize(
    ("groups", "role", "limited_to"),
    [
        ([group(COUNSELLOR, UNITS_LIMIT)], "guidance_counsellor", ["uu"]),
        ([group(COUNSELLOR, UNITS_LIMIT), group(COUNSELLOR)], "guidance_counsellor", None),
        ([group(HEAD, UNITS_LIMIT), group(COUNSELLOR)], "guidance_counsellor", None),
        ([group(HEAD, limit(KLE, "17.*"), UNITS_LIMIT)], "school_head", ["uu"]),
        ([group(COUNSELLOR, limit(KLE, "27.*")), group(HEAD)], "school_head", None),
    ],
)
def test_a_role_comes_with_its_limits(
    client: Client, provided: Home, db: None, groups: list[str], role: str, limited_to: list[str] | None
) -> None:
    log_in(client, privileges(*groups))
    assert (User.objects.get().role, User.objects.get().limited_to) == (role, limited_to)


@pytest.mark.parametrize(
    "value",
    [
        "", privileges(), privileges(group(FOREIGN)), privileges(group(COUNSELLOR, limit(KLE, "27.*"))),
        privileges(group(COUNSELLOR, limit(ORG, "11111111-11c4-4ee5-b685-9f638f5cd032"))),
        privileges(group(COUNSELLOR, limit("http://sts.kombit.dk/constraints/foelsomhed/1", "3"))),
    ],
    ids=["nothing", "no group", "of another system", "other subjects", "unknown unit", "unknown limit"],
)  # fmt: skip
def test_whoever_has_no_role_that_can_be_kept_stays_out(client: Client, provided: Home, db: None, value: str) -> None:
    assert log_in(client, value).status_code == 403
    assert not User.objects.exists()


def test_a_limit_holds_against_a_place_in_another_unit(client: Client, provided: Home, db: None) -> None:
    log_in(client, privileges(group(COUNSELLOR, UNITS_LIMIT)))
    vera, today = User.objects.get(), timezone.localdate()
    for unit in ("uu", "job_centre"):
        join_unit(user=vera, unit=unit, since=BEGAN, is_leader=True, by="admin")
    jonna = User.objects.create(user_name="jonna", display_name="Jonna", role="job_centre_adviser")
    join_unit(user=jonna, unit="job_centre", since=BEGAN, by="admin")
    assert list_units_of(vera, today) == is_leader_of(vera, today) == {"uu"}
    assert members_of_units(today) == {"uu": [vera], "job_centre": [jonna]}
    assert list_to_tell(jonna, timezone.now()) == []  # who leads there leads nothing there
    assert list(list_colleagues(vera)) == [vera]
    log_in(client, privileges(group(COUNSELLOR)), id="a2")
    vera.refresh_from_db()
    assert list_units_of(vera, today) == is_leader_of(vera, today) == {"uu", "job_centre"}
    assert list_to_tell(jonna, timezone.now()) == [vera]
    assert {*list_colleagues(vera)} == {vera, jonna}


def test_a_changed_limit_ends_the_sessions_of_the_user(provided: Home, db: None) -> None:
    first, second = Client(), Client()
    log_in(first)
    log_in(second, privileges(group(COUNSELLOR, UNITS_LIMIT)), id="a2")
    assert first.get("/").status_code == 302
    assert second.get("/").status_code == 200


# ---- a real provider: npm's samlify, which reads our metadata, checks our signature and encrypts to us


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return where the provider's files lie."""
    return tmp_path_factory.mktemp("provider")


def test_a_real_provider_lets_in(client: Client, home: Home, settings: Settings, db: None, folder: Any) -> None:
    serve(home, settings, CHOSEN)
    site = client.get("/log-ind/saml/metadata").content
    vera = {"name_id": "vera", "attributes": {
        "https://data.gov.dk/concept/core/nsis/loa": "Substantial",
        "https://data.gov.dk/model/core/eid/fullName": "Vera Vejleder",
        PRIVILEGES[0]: privileges(group(COUNSELLOR, UNITS_LIMIT)),
    }}  # fmt: skip
    weak = {**vera, "attributes": {**vera["attributes"], "https://data.gov.dk/concept/core/nsis/loa": "Low"}}
    with provider_for(folder, site, {"vera": vera, "weak": weak}) as provider:
        serve(
            home, settings, CHOSEN.model_copy(update={"issuer": provider.issuer, "sign_on": f"{provider.issuer}/sso"})
        )
        assert client.post("/log-ind/saml/svar", provider.answer(begin(client)[0], "weak")).status_code == 403
        form = provider.answer(begin(client)[0], "vera")
        assert client.post("/log-ind/saml/svar", form)["Location"] == "/maalepunkt/exam"
        assert (User.objects.get().role, User.objects.get().limited_to) == ("guidance_counsellor", ["uu"])
        tampered = begin(client)[0].replace("SAMLRequest=", "SAMLRequest=A")
        assert provider.refuses(tampered, "vera")
