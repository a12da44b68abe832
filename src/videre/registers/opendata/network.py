"""The connection itself: to an address that was checked, and no longer than was agreed.

The check stands where the connection is made, so the address that was looked at is the one that is used: a name that
leads elsewhere a moment later (rebinding) changes nothing. No proxy is used, whatever the environment says.
"""

import ssl
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from videre.registers.opendata.addresses import Door, Resolve, check_public

Seconds = float


class Deadline:
    """When an exchange must be over, however it is spread out.

    Args:
        seconds: for the exchange as a whole.
        clock: seconds that pass, from any beginning.
    """

    def __init__(self, seconds: Seconds, clock: Callable[[], Seconds]) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def within(self, timeout: Seconds | None) -> Seconds:
        """Return how long one step may take; raises ReadTimeout when the time is up."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long in all")
        return left if timeout is None else min(left, timeout)


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step keeps to one deadline: a drop every few seconds is not endless."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: Seconds | None = None) -> bytes:
        """Return what has come."""
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: Seconds | None = None) -> None:
        """Send."""
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        """Close."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: Seconds | None = None
    ) -> httpcore.NetworkStream:
        """Return the connection under TLS; the certificate is checked against the name, not against the number."""
        secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows about itself."""
        return self._inner.get_extra_info(info)


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to one door, at an address that was resolved once and checked."""

    def __init__(self, door: Door, deadline: Deadline, resolve: Resolve) -> None:
        self._door = door
        self._deadline = deadline
        self._resolve = resolve
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: Seconds | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the door.

        Raises:
            NotPublic: the name leads elsewhere than to the public internet.
            httpcore.ConnectError, httpcore.ConnectTimeout: nobody answers at the last of its addresses.
        """
        assert (host, port) == (self._door.host, self._door.port), "a connection is asked for by its door"
        try:
            addresses = self._resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"the name cannot be looked up ({error.strerror})") from None
        if self._door.is_public:
            check_public(host, addresses)
        *first, last = addresses
        for address in first:
            try:
                return self._connect(address, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, timeout, local_address, socket_options)

    def _connect(
        self,
        address: str,
        timeout: Seconds | None,
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> TimedStream:
        """Return a connection to one numeric address."""
        within = self._deadline.within(timeout)
        stream = self._inner.connect_tcp(address, self._door.port, within, local_address, socket_options)
        return TimedStream(stream, self._deadline)
