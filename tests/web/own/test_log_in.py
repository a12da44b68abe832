"""Coming in by the door through a real provider: the number decides who it is, and the log-in must be strong."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.access.people import make_person
from tests.web.own.doors import know_guardian, know_number, number_of
from tests.web.provider import SITE, provider_that_sends_to, way_back

from videre.home.home import Home
from videre.home.log_in import Citizens
from videre.web.access.models import Door
from videre.web.accounts.models import User
from videre.web.accounts.oidc import NotLoggedIn
from videre.web.audit.models import Entry
from videre.web.own.log_in import number_in

CHOSEN = Citizens(issuer="https://mitid.example.dk", client_id="videre", levels=("Substantial", "High"))
YOUNG, PARENT = "/min-plan/log-ind/ung", "/min-plan/log-ind/foraelder"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Return the address of a provider that runs as long as these tests."""
    with provider_that_sends_to(f"{SITE}/min-plan/svar") as address:
        yield address


@pytest.fixture
def provided(home: Home, settings: Settings, issuer: str) -> Home:
    """Return a home whose young people and parents come from the provider."""
    chosen = {"client_id": "videre", "scope": "openid mitid", "level_claim": "loa", "levels": ("Substantial",)}
    secret = home.paths.keys / "citizens.secret"
    secret.write_text("a-secret-of-tests\n")
    secret.chmod(0o600)
    citizens = Citizens(issuer=issuer, **chosen)
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"citizens": citizens}))
    return home


def test_whoever_has_the_number_comes_to_the_own_plan_and_to_no_other(client: Client, provided: Home, db: None) -> None:
    asta, bo = make_person(), make_person("Bo")
    digits = know_number(provided, asta, 1)
    assert client.get(way_back(client, f"citizen_{digits}", YOUNG))["Location"] == "/min-plan"
    assert "Hej Asta" in client.get("/min-plan", follow=True).text
    assert client.get(f"/min-plan/{bo.pk}").status_code == 404
    user = User.objects.get()
    assert (user.role, user.display_name) == ("young_person", "Den unge")
    kept = " ".join(map(str, [*vars(user).values(), *vars(Door.objects.get()).values()]))
    lines = " ".join(str(vars(line)) for line in Entry.objects.all())
    assert digits not in kept + lines + str(dict(client.session)), "the number is kept nowhere"
    client.post("/log-ud")
    client.get(way_back(client, f"citizen_{digits}", YOUNG))
    assert User.objects.count() == 1


def test_a_parent_sees_those_below_18_of_whom_the_registers_say_custody(
    client: Client, provided: Home, db: None
) -> None:
    asta, adult = make_person(), make_person("Emil", born=date(1998, 3, 1))
    digits = know_guardian(provided, asta, 50)
    know_guardian(provided, adult, 50)
    client.get(way_back(client, f"citizen_{digits}", PARENT))
    assert client.get("/min-plan")["Location"] == f"/min-plan/{asta.pk}"
    assert [door.person_id for door in Door.objects.all()] == [asta.pk]
    assert client.get(f"/min-plan/{adult.pk}").status_code == 404
    assert client.get(way_back(client, f"citizen_{digits}", YOUNG)).status_code == 403, "no plan of their own"


def test_a_weak_log_in_and_a_number_that_nobody_has_stay_out(client: Client, provided: Home, db: None) -> None:
    digits = know_number(provided, make_person(), 1)
    answer = client.get(way_back(client, f"weak_{digits}", YOUNG))
    assert answer.status_code == 403
    assert "Brug MitID" in answer.text
    answer = client.get(way_back(client, f"citizen_{number_of(2)}", YOUNG))
    assert "Vi kender ingen plan for dig" in answer.text
    assert client.get(way_back(client, "vera", YOUNG)).status_code == 403
    assert not User.objects.exists()
    assert Entry.objects.filter(event="log_in_refused", is_refusal=True).count() == 3


def test_an_answer_counts_once_and_in_the_session_that_asked(client: Client, provided: Home, db: None) -> None:
    digits = know_number(provided, make_person(), 1)
    address = way_back(client, f"citizen_{digits}", YOUNG)
    assert Client().get(address).status_code == 403
    assert client.get(address).status_code == 302
    assert client.get(address).status_code == 403
    assert client.get("/min-plan/log-ind/nogen").status_code == 404


def test_without_a_provider_the_door_says_so(client: Client, home: Home, db: None) -> None:
    assert "ikke åbnet for log-in med MitID" in client.get("/min-plan/log-ind").text
    assert client.get(YOUNG).status_code == 404
    assert client.get("/min-plan")["Location"].startswith("/log-ind")


def test_the_page_where_one_logs_in_leads_to_the_door(client: Client, provided: Home, db: None) -> None:
    assert 'href="/min-plan/log-ind"' in client.get("/log-ind").text
    assert "Jeg er ung: MitID" in client.get("/min-plan/log-ind").text


@pytest.mark.parametrize(
    "claims",
    [{}, {"acr": "Low"}, {"acr": ["Substantial"], "dk.cpr": 1}, {"acr": "High"}, {"acr": "High", "dk.cpr": "123"},
     {"acr": "High", "dk.cpr": int(number_of(1))}, {"acr": None, "dk.cpr": "x"}],
)  # fmt: skip
def test_claims_that_do_not_tell_a_number_strongly_are_refused_without_repeating_it(claims: dict[str, object]) -> None:
    with pytest.raises(NotLoggedIn) as refused:
        number_in(CHOSEN, claims)
    assert "123" not in str(refused.value)


def test_a_number_is_taken_with_and_without_a_hyphen() -> None:
    digits = number_of(1)
    for written in (digits, f"{digits[:6]}-{digits[6:]}", f" {digits} "):
        assert number_in(CHOSEN, {"acr": "High", "dk.cpr": written}) == digits
