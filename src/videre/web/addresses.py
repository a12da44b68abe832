"""Addresses at which a site may be served. Knows no Django, so that the command line can ask before it loads any."""

import socket
from ipaddress import ip_address

from videre.domain.refusals import Refused


class NotOnLoopback(Refused):
    """A demonstration was to be served where others than this machine could reach it."""


class PortTaken(Refused):
    """Something answers already at the port at which the site was to be served."""


def is_loopback(host: str) -> bool:
    """Return whether a host name or address is this machine's own.

    >>> is_loopback("127.0.0.1"), is_loopback("[::1]"), is_loopback("localhost"), is_loopback("10.0.0.8")
    (True, True, True, False)
    """
    bare = host.strip("[]")
    if bare == "localhost":
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


def check_address(host: str, port: int, *, is_demo: bool) -> None:
    """Refuse an address at which the site cannot, or must not, be served; raises NotOnLoopback or PortTaken."""
    if is_demo and not is_loopback(host):
        raise NotOnLoopback(
            f"This is a demonstration: its users have printed passwords, so it is not served at {host}. "
            "Leave out --host, or make a home of your own with `videre init`."
        )
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise PortTaken(
                f"The site cannot be served at {host}, port {port}: {error.strerror}. Choose another with --port."
            ) from error
