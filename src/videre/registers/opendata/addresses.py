"""Where open data may be asked for: one door a source, and nowhere but on the public internet.

The doors stand in code, not among the definitions: whoever may edit a definition may not send a key anywhere.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from socket import SOCK_STREAM, getaddrinfo
from typing import Final, Literal

from videre.definitions.opendata import SourceName
from videre.domain.refusals import Refused

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], tuple[str, ...]]  # host, port → numeric addresses

HOST_NAME = re.compile(r"(?!.*\.\.)[a-z0-9][a-z0-9.-]{0,250}\.[a-z]{2,24}")  # a last label of letters is no number
PLAIN_PATH = re.compile(r"/[A-Za-z0-9_-]+(?:[/.][A-Za-z0-9_-]+)*")
HANDED_OUT: Final = IPv6Network("2000::/3")  # all IPv6 that IANA has given out for the public internet
NOT_FOR_US: Final = (
    ip_network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
    ip_network("192.31.196.0/24"),  # AS112, RFC 7535
    ip_network("192.52.193.0/24"),  # AMT, RFC 7450
    ip_network("192.175.48.0/24"),  # AS112, RFC 7534
    ip_network("2001::/23"),  # protocol assignments, Teredo and ORCHID among them, RFC 2928
    ip_network("2002::/16"),  # 6to4: an IPv4 address in disguise, RFC 3056
    ip_network("3fff::/20"),  # documentation, RFC 9637
)


class NotADoor(Refused):
    """The address is none where open data may be asked for."""


class NotPublic(Refused):
    """The name of a source leads to an address that is not on the public internet."""


@dataclass(frozen=True)
class Door:
    """The one place where a source is asked.

    is_public: whether its address must be on the public internet. False only where tests speak to themselves.

    Raises:
        NotADoor: the host is no name: a number in any form, a user, a port or a path in it.
    """

    host: str
    scheme: Literal["https", "http"] = "https"
    port: int = 443
    is_public: bool = True

    def __post_init__(self) -> None:
        """Refuse what is no plain name reached by TLS."""
        if self.is_public and not (HOST_NAME.fullmatch(self.host) and self.scheme == "https" and self.port == 443):
            raise NotADoor(f"{self.host!r} is no place where open data may be asked for.")

    @property
    def address(self) -> str:
        """The address as people write it."""
        return f"{self.scheme}://{self.host}" + ("" if self.port == 443 else f":{self.port}")


DOORS: Final[dict[SourceName, Door]] = {
    "statbank": Door("api.statbank.dk"),
    "uddannelsesstatistik": Door("api.uddannelsesstatistik.dk"),
    "jobindsats": Door("api.jobindsats.dk"),
}


TEST_DOOR: Final = "VIDERE_TEST_DOOR"  # the environment variable that names a server on this machine
LOOPBACK = re.compile(r"http://(127\.0\.0\.1|\[::1\]):(\d{1,5})")


def door_of(source: SourceName, environment: Mapping[str, str]) -> Door:
    """Return where a source is asked: its own door, or a server on this machine where the environment names one.

    Raises:
        NotADoor: what is named is no server on this machine, so a key might leave it.
    """
    named = environment.get(TEST_DOOR, "")
    if not named:
        return DOORS[source]
    match = LOOPBACK.fullmatch(named)
    if match is None:
        raise NotADoor(f"{TEST_DOOR} names no server on this machine. Write http://127.0.0.1:PORT, or take it away.")
    return Door(match[1].strip("[]"), "http", int(match[2]), is_public=False)


def check_path(path: str) -> None:
    """Raise NotADoor for a path that a server might read as anything but a plain path below its own root."""
    if not PLAIN_PATH.fullmatch(path):
        raise NotADoor(f"{path!r} is no plain path at a source of open data.")


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the numeric addresses of a host, as the operating system knows them, in its order."""
    found = getaddrinfo(host, port, type=SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def check_public(host: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses of a host when every one of them is public; raises NotPublic when any is not.

    One that is not among several that are would be tried sooner or later.
    """
    if not addresses or not all(is_public(address) for address in addresses):
        raise NotPublic(
            f"{host} leads to an address that is not on the public internet. Nothing was sent. Ask those who run the "
            "network what answers for that name."
        )
    return addresses


def is_public(address: str) -> bool:
    """Return whether a numeric address is one host on the public internet."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if isinstance(number, IPv6Address) and (number.scope_id is not None or number not in HANDED_OUT):
        return False
    kept_apart = number.is_multicast or number.is_reserved or any(number in net for net in NOT_FOR_US)
    return number.is_global and not kept_apart
