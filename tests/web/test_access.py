"""Who gets in: nobody unless the view says what it needs and the role gives it; a demonstration's users on loopback."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings
from tests.web.site import make_alice, make_served_home

from videre.definitions.roles import Role
from videre.home.home import Home
from videre.web.accounts.actions import NoSuchRole, NotADemonstration, UserExists, make_demo_users, make_user
from videre.web.accounts.loopback import comes_from_loopback
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.queries import list_permissions, list_roles
from videre.web.audit.models import Entry
from videre.web.config import urls

PAGES = ("/", "/maalepunkt/benefits", "/maalepunkt/exam/fordelt/sex")


def says_nothing(_request: HttpRequest) -> HttpResponse:
    """Answer, as a view whose author forgot to say what it needs."""
    return HttpResponse("shown")


@needs(Permission.PUBLIC)
def is_public(_request: HttpRequest) -> HttpResponse:
    """Answer to everybody."""
    return HttpResponse("shown")


urlpatterns = [*urls.urlpatterns, path("glemt", says_nothing), path("aaben", is_public)]
handler403 = urls.handler403


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_log_in_and_comes_back(client: Client, home: Home, db: None, page: str) -> None:
    response = client.get(page)
    assert response.status_code == 302
    assert response["Location"] == f"/log-ind?next={page}"


@pytest.mark.urls(__name__)
def test_a_view_that_says_nothing_is_shown_to_nobody(reader: Client) -> None:
    response = reader.get("/glemt")
    assert response.status_code == 403
    assert "Du har ikke adgang" in response.text
    assert reader.get("/aaben").text == "shown"


@pytest.mark.urls(__name__)
def test_a_view_that_says_nothing_is_not_shown_to_a_stranger_either(client: Client, home: Home, db: None) -> None:
    assert client.get("/glemt").status_code == 302
    assert client.get("/aaben").text == "shown"


def test_a_role_that_gives_nothing_shows_nothing(client: Client, home: Home, db: None) -> None:
    folder = home.paths.definitions / "roles"
    folder.mkdir()
    words = '{ da: "Gæst", en: "Guest" }'
    (folder / "guest.yaml").write_text(f"name: guest\ntitle: {words}\ndescription: {words}\npermissions: []\n", "utf-8")
    client.force_login(make_alice("guest"))
    assert client.get("/").status_code == 403


def test_a_role_that_is_no_longer_there_gives_nothing(client: Client, home: Home, db: None) -> None:
    alice = make_alice("chief_of_everything")
    assert list_permissions(alice) == frozenset()
    client.force_login(alice)
    assert client.get("/").status_code == 403


def test_a_closed_user_is_out_at_once(reader: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert reader.get("/").status_code == 302


def test_the_roles_are_there_in_both_languages(home: Home) -> None:
    roles = {role.name: role for role in list_roles()}
    assert {"steering_group", "project_lead", "school_head", "guidance_counsellor", "analyst", "data_manager",
            "council_reader", "administrator"} <= set(roles)  # fmt: skip
    assert isinstance(roles["analyst"], Role)
    assert all(role.title.da and role.title.en and role.description.da for role in roles.values())


def test_making_a_user_gives_a_password_once_and_is_logged(home: Home, db: None) -> None:
    made = make_user(user_name="Bob", display_name="Bob", role="analyst", by="test")
    bob = User.objects.get()
    assert bob.user_name == made.user_name == "bob"
    assert bob.check_password(made.password)
    assert made.password not in bob.password
    assert [(entry.event, entry.about, entry.by) for entry in Entry.objects.all()] == [("user_made", "bob", "test")]


def test_a_user_is_not_made_twice_nor_with_a_role_that_is_not_there(home: Home, db: None) -> None:
    make_user(user_name="bob", display_name="Bob", role="analyst", by="test")
    with pytest.raises(UserExists, match="bob"):
        make_user(user_name="BOB", display_name="Bob", role="analyst", by="test")
    with pytest.raises(NoSuchRole, match="steering_group"):
        make_user(user_name="charlie", display_name="Charlie", role="king", by="test")
    assert User.objects.count() == Entry.objects.count() == 1


def test_a_demonstration_has_one_user_a_role_with_new_passwords_each_time(home: Home, db: None) -> None:
    first = make_demo_users(by="test")
    second = make_demo_users(by="test")
    assert len(first) == len(second) == len(list_roles()) == User.objects.count()
    assert {made.user_name for made in first} == {made.user_name for made in second}
    assert not {made.password for made in first} & {made.password for made in second}
    assert all(User.objects.get(user_name=made.user_name).check_password(made.password) for made in second)


def test_a_home_that_is_no_demonstration_gets_no_printed_passwords(
    tmp_path: object, settings: Settings, home: Home, db: None
) -> None:
    settings.VIDERE_HOME = make_served_home(home.paths.root.parent / "other", is_demo=False)
    with pytest.raises(NotADemonstration):
        make_demo_users(by="test")
    assert not User.objects.exists()


LOOPBACK = {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}


@pytest.mark.parametrize(
    ("elsewhere", "status"),
    [
        ({}, 200),
        ({"SERVER_NAME": "localhost"}, 200),
        ({"REMOTE_ADDR": "192.168.1.20"}, 302),
        ({"HTTP_HOST": "videre.example.org"}, 302),
        ({"HTTP_X_FORWARDED_FOR": "192.168.1.20"}, 302),
    ],
)
def test_a_demonstrations_user_is_let_in_on_loopback_only(
    client: Client, home: Home, db: None, settings: Settings, elsewhere: dict[str, str], status: int
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    make_demo_users(by="test")
    client.force_login(User.objects.get(role="analyst"))
    assert client.get("/", **{**LOOPBACK, **elsewhere}).status_code == status  # type: ignore[arg-type]


def test_a_demonstrations_user_is_out_when_the_home_is_none_any_more(
    client: Client, home: Home, db: None, settings: Settings
) -> None:
    make_demo_users(by="test")
    client.force_login(User.objects.get(role="analyst"))
    settings.VIDERE_HOME = make_served_home(home.paths.root.parent / "other", is_demo=False)
    assert client.get("/", **LOOPBACK).status_code == 302  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "[::1]", "127.0.0.1"])
def test_every_way_of_writing_loopback_is_known(host: str, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert comes_from_loopback(RequestFactory().get("/", HTTP_HOST=host, REMOTE_ADDR="::1"))


def test_a_user_of_a_real_home_is_let_in_from_elsewhere(reader: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    response = reader.get("/", REMOTE_ADDR="192.168.1.20", HTTP_HOST="videre.example.org")
    assert response.status_code == 200
