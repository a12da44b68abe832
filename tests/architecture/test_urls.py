"""Every address says which permission it needs, in Danish words that are the same in both languages."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from videre.definitions.catalogue import Definitions
from videre.definitions.roles import Role
from videre.web.accounts.permissions import Permission, find_need

PUBLIC = {
    "log-ind",
    "log-ind/kode",
    "log-ind/app",
    "log-ind/kommune",
    "log-ind/kommune/svar",
    "log-ind/saml",
    "log-ind/saml/metadata",
    "log-ind/saml/svar",
    "log-ud",
    "min-plan/log-ind",
    "min-plan/log-ind/<slug:who>",
    "min-plan/svar",
    "sprog",
    "sundhed",
    "aabne-data",
    "aabne-data/katalog.<slug:form>",
    "aabne-data/<slug:name>",
    "api/v1/openapi.json",
    "api/v1/tables",
    "api/v1/tables/<slug:name>.<slug:form>",
    "api/v1/editions",
    "api/v1/editions/<slug:day>/tables/<slug:name>.<slug:form>",
}
WORD = r"(<(slug|str|int|uuid):[a-z_]+>|[a-z0-9-]+)"
PART = re.compile(rf"^{WORD}(\.{WORD})?$")  # a file has an ending that says its form


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the site with its pattern."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, path)
        else:
            yield path, pattern


ADDRESSES = dict(walk(get_resolver()))


def test_the_walk_finds_the_pages() -> None:
    assert {"", "maalepunkt/<slug:name>", "log-ind"} <= set(ADDRESSES)


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_address_says_which_permission_it_needs(path: str) -> None:
    assert find_need(ADDRESSES[path].callback) is not None, "put @needs(Permission....) on the view"


def test_only_these_addresses_can_be_seen_without_logging_in() -> None:
    assert {path for path, each in ADDRESSES.items() if find_need(each.callback) is Permission.PUBLIC} == PUBLIC


@pytest.mark.parametrize("path", ADDRESSES)
def test_only_a_public_view_is_exempt_from_logging_in(path: str) -> None:
    view = ADDRESSES[path].callback
    assert getattr(view, "login_required", True) is (find_need(view) is not Permission.PUBLIC)


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_is_plain_words(path: str) -> None:
    assert all(PART.match(part) for part in path.split("/") if part), path


def test_addresses_are_the_same_in_both_languages() -> None:
    with translation.override("en"):
        assert dict(walk(get_resolver())).keys() == ADDRESSES.keys()


@pytest.mark.parametrize("permission", [each for each in Permission if each is not Permission.PUBLIC])
def test_a_permission_is_asked_for_by_an_address_and_given_by_a_role(permission: Permission) -> None:
    definitions = Definitions()
    given = {
        name for role in definitions.names("roles") for name in definitions.definition("roles", role, Role).permissions
    }
    assert permission in {find_need(each.callback) for each in ADDRESSES.values()}
    assert permission in given


@pytest.mark.parametrize("role", Definitions().names("roles"))
def test_a_role_gives_permissions_that_there_are_and_never_public(role: str) -> None:
    permissions = Definitions().definition("roles", role, Role).permissions
    assert {Permission(name) for name in permissions} <= set(Permission) - {Permission.PUBLIC}
