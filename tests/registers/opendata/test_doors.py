"""Where open data may be asked for: known doors, by TLS, on the public internet, with a key that nobody sees."""

import copy
import datetime as dt
import io
import ipaddress
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.homes import new_home
from tests.registers.opendata.server import Source, as_json, serving

from videre.home.home import HomeNotUsable
from videre.registers.opendata.access_keys import AccessKey, NoAccessKey, NotAnAccessKey, find_access_key
from videre.registers.opendata.addresses import (
    DOORS,
    Door,
    NotADoor,
    NotPublic,
    check_path,
    check_public,
    door_of,
    is_public,
)
from videre.registers.opendata.client import Client, NoAnswer, Patience, Question

HOST = "api.statbank.dk"
WAY = Question("/v1/tables")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate, with its key, of a server that calls itself api.statbank.dk."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


def as_server(certificate: Path) -> ssl.SSLContext:
    """Return how a server shows its certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def client_of(source: Source, host: str, trust: ssl.SSLContext | None) -> Client:
    """Return a client that looks a name up as this machine."""
    door = Door(host, "https", source.port, is_public=False)
    return Client(door, patience=Patience(waits=()), trust=trust, resolve=lambda _host, _port: ("127.0.0.1",))


def test_a_certificate_that_is_believed_and_has_the_name_is_enough(certificate: Path) -> None:
    trust = ssl.create_default_context(cafile=str(certificate))
    with serving(lambda _request: as_json([1]), as_server(certificate)) as source:
        into = io.BytesIO()
        client_of(source, HOST, trust).ask(WAY, into)
        assert into.getvalue() == b"[1]"


def test_a_certificate_that_nobody_believes_or_of_another_name_is_refused_before_anything_is_sent(
    certificate: Path,
) -> None:
    trust = ssl.create_default_context(cafile=str(certificate))
    with serving(lambda _request: as_json([1]), as_server(certificate)) as source:
        for client in (client_of(source, HOST, None), client_of(source, "api.jobindsats.dk", trust)):
            with pytest.raises(NoAnswer, match=r"(?i)certificate"):
                client.ask(WAY, io.BytesIO())
        assert source.asked == []


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "127.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
     "255.255.255.255", "192.0.2.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
     "2002:a00:1::", "2001:db8::1", "2001:0:a00:1::", "ff02::1", "not a number", ""],
)  # fmt: skip
def test_an_address_that_is_not_on_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(NotPublic, match="Nothing was sent"):
        check_public(HOST, ("198.41.0.4", address))


@pytest.mark.parametrize("address", ["198.41.0.4", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)
    assert ipaddress.ip_address(address).is_global


def test_a_name_that_leads_into_the_house_is_refused_and_nothing_is_sent() -> None:
    client = Client(DOORS["statbank"], resolve=lambda _host, _port: ("127.0.0.1",))
    with pytest.raises(NotPublic, match="not on the public internet"):
        client.ask(WAY, io.BytesIO())


def test_the_doors_are_three_and_each_is_reached_by_tls() -> None:
    assert {door.address for door in DOORS.values()} == {
        "https://api.statbank.dk",
        "https://api.uddannelsesstatistik.dk",
        "https://api.jobindsats.dk",
    }


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "localhost", "a@b.dk", "api.statbank.dk:80", "[::1]", "x..dk"]
)
def test_what_is_no_plain_name_is_no_door(host: str) -> None:
    with pytest.raises(NotADoor):
        Door(host)


@pytest.mark.parametrize("path", ["", "v1", "/v1/../x", "//evil.dk/", "/v1?x", "/v1#x", "/v1 x", "/v1/%2e%2e", "/ø"])
def test_what_is_no_plain_path_is_never_asked_for(path: str) -> None:
    with pytest.raises(NotADoor):
        check_path(path)


def test_a_test_door_is_a_server_on_this_machine_and_nothing_else() -> None:
    assert door_of("statbank", {}) == DOORS["statbank"]
    assert door_of("statbank", {"VIDERE_TEST_DOOR": "http://127.0.0.1:8765"}).address == "http://127.0.0.1:8765"
    for elsewhere in ("http://10.0.0.1:80", "https://evil.dk", "http://127.0.0.1@evil.dk:80", "http://127.0.0.1:80/x"):
        with pytest.raises(NotADoor, match="no server on this machine"):
            door_of("statbank", {"VIDERE_TEST_DOOR": elsewhere})


def test_the_key_is_read_from_the_environment_or_a_file_that_only_its_owner_can_read(tmp_path: Path) -> None:
    paths = new_home(tmp_path / "home").paths
    assert find_access_key(paths, "statbank", {}) is None
    with pytest.raises(NoAccessKey, match="VIDERE_JOBINDSATS_KEY"):
        find_access_key(paths, "jobindsats", {})
    file = paths.keys / "jobindsats.key"
    file.write_text("from-the-home\n")
    file.chmod(0o644)
    with pytest.raises(HomeNotUsable, match="chmod 600"):
        find_access_key(paths, "jobindsats", {})
    file.chmod(0o600)
    found = find_access_key(paths, "jobindsats", {})
    assert found is not None
    assert found.for_header() == b"from-the-home"
    other = find_access_key(paths, "jobindsats", {"VIDERE_JOBINDSATS_KEY": "from-the-environment"})
    assert other is not None
    assert other.for_header() == b"from-the-environment"


@pytest.mark.parametrize("words", ["two words", "line\nbreak-12345", "kort", "nøgle-med-ø-0123", "x" * 513])
def test_what_cannot_be_a_key_is_refused_without_being_shown(tmp_path: Path, words: str) -> None:
    with pytest.raises(NotAnAccessKey) as refused:
        find_access_key(new_home(tmp_path / "home").paths, "jobindsats", {"VIDERE_JOBINDSATS_KEY": words})
    assert words not in str(refused.value)


def test_a_key_shows_itself_to_nobody() -> None:
    key = AccessKey("a-very-secret-word")
    assert "secret" not in f"{key!r} {key}"
    with pytest.raises(TypeError, match="not written anywhere"):
        copy.copy(key)
