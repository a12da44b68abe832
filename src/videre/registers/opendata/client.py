"""Asking one source at its one door: time-outs, retries, limits, and refusals that say what to do.

A redirect is never followed: the doors are known, and a key goes to no other place. Nothing here writes a log.
"""

import json
import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import BinaryIO, Final, Literal, NamedTuple
from urllib.parse import urlencode

import httpcore

from videre.domain.refusals import Refused
from videre.registers.opendata.access_keys import AccessKey
from videre.registers.opendata.addresses import Door, Resolve, check_path, resolve
from videre.registers.opendata.contents import Packed, readable, unpacked
from videre.registers.opendata.network import CheckedNetwork, Deadline, Seconds

MOST_BYTES_IN_MEMORY: Final = 32 * 2**20  # JSON-stat of 1,000,000 cells is under 10 MB
MOST_BYTES_IN_FILE: Final = 2**30  # BULK of 14 million cells (all of FOLK1A) is about 400 MB
MOST_BYTES_OF_ERROR: Final = 2**14
AGENT: Final = b"videre (open-source; municipal statistics)"
BUSY: Final = (429, 500, 502, 503, 504)
BROKEN: Final = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, Packed)


class NoAnswer(Refused):
    """A source does not answer, or only in part."""


class SourceBusy(Refused):
    """A source asks to be left alone for a while, or is out of order."""


class KeyRefused(Refused):
    """A source does not accept the key."""


class NotThere(Refused):
    """A source does not have what was asked for."""


class AskedWrongly(Refused):
    """A source does not understand the question."""


class SentElsewhere(Refused):
    """A source points to another address."""


class TooLarge(Refused):
    """An answer is larger than any real one."""


class TryAgain(Exception):
    """An attempt failed in a way that passes.

    answer: what to tell the user when it does not pass.
    wait: how long the source asks to be left alone; None when it does not say.
    """

    def __init__(self, answer: Refused, wait: Seconds | None = None) -> None:
        super().__init__(str(answer))
        self.answer = answer
        self.wait = wait


@dataclass(frozen=True)
class Patience:
    """How long a source is waited for.

    waits: between one attempt and the next; so many retries.
    longest_wait: that a source may ask for; beyond it the user is told instead.
    step, whole: for one step of an exchange, and for an attempt as a whole.
    """

    waits: tuple[Seconds, ...] = (1, 3, 9)
    longest_wait: Seconds = 120
    step: Seconds = 30
    whole: Seconds = 600


class Question(NamedTuple):
    """What is asked of a source.

    body: sent as JSON; None asks with GET.
    """

    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    body: Mapping[str, object] | None = None

    @property
    def target(self) -> str:
        """The path with its parameters, as they are sent."""
        return self.path + ("?" + urlencode(self.parameters, safe="*:,/") if self.parameters else "")


@dataclass(frozen=True)
class Client:
    """Asks one source.

    key, bearer: the key, and whether the header says Bearer before it.
    trust: certificates that are believed; those of the certifi package when None.
    sleep, clock: how time passes; tests bring their own.
    """

    door: Door
    key: AccessKey | None = None
    bearer: bool = True
    patience: Patience = Patience()
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    resolve: Resolve = resolve
    sleep: Callable[[Seconds], None] = time.sleep
    clock: Callable[[], Seconds] = time.monotonic

    def ask(self, question: Question, into: BinaryIO, most_bytes: int = MOST_BYTES_IN_MEMORY) -> None:
        """Write the answer to a question into a file, from its beginning.

        Args:
            question: it changes nothing at the source, so it may be asked again.
            into: what a failed attempt has written is taken away.
            most_bytes: of the answer, unpacked.

        Raises:
            NoAnswer, SourceBusy, KeyRefused, NotThere, AskedWrongly, SentElsewhere, TooLarge, NotPublic.
        """
        check_path(question.path)
        for wait in (*self.patience.waits, None):
            into.seek(0)
            into.truncate()
            try:
                self._attempt(question, into, most_bytes)
            except TryAgain as failed:
                asked_for = failed.wait if failed.wait is not None else wait
                if wait is None or asked_for is None or asked_for > self.patience.longest_wait:
                    raise failed.answer from None
                self.sleep(max(wait, asked_for))
            else:
                return

    def _attempt(self, question: Question, into: BinaryIO, most_bytes: int) -> None:
        """Ask once; raises TryAgain for what may pass."""
        deadline = Deadline(self.patience.whole, self.clock)
        network = CheckedNetwork(self.door, deadline, self.resolve)
        body = None if question.body is None else json.dumps(question.body, ensure_ascii=False).encode()
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self.patience.step)
        url = httpcore.URL(
            scheme=self.door.scheme, host=self.door.host, port=self.door.port, target=question.target.encode("ascii")
        )
        try:
            with (
                httpcore.ConnectionPool(self.trust, max_connections=1, network_backend=network) as pool,
                pool.stream(
                    "GET" if body is None else "POST",
                    url,
                    headers=self._headers(has_body=body is not None),
                    content=body,
                    extensions={"timeout": timeouts},
                ) as response,
            ):
                self._check(response, question)
                for part in unpacked(response.iter_stream(), packing(response)):
                    into.write(part)
                    if into.tell() > most_bytes:
                        raise TooLarge(
                            f"{self.door.address} answers with more than {most_bytes / 2**20:,.0f} MB. Nothing of it "
                            "was kept. Ask for less: fewer periods, fewer codes."
                        )
        except BROKEN as error:
            raise TryAgain(self._no_answer(error)) from None

    def _headers(self, *, has_body: bool) -> list[tuple[bytes, bytes]]:
        """Return the headers of a question."""
        headers = [
            (b"Host", self.door.host.encode() + (b"" if self.door.port == 443 else b":%d" % self.door.port)),
            (b"User-Agent", AGENT),
            (b"Accept", b"application/json, text/csv;q=0.9"),
            (b"Accept-Encoding", b"gzip"),
            (b"Connection", b"close"),
        ]
        if has_body:
            headers.append((b"Content-Type", b"application/json; charset=utf-8"))
        if self.key is not None:
            headers.append((b"Authorization", (b"Bearer " if self.bearer else b"") + self.key.for_header()))
        return headers

    def _no_answer(self, error: Exception) -> NoAnswer:
        """Return what to tell about a connection that failed."""
        reason = re.sub(r"[^\w\s.,:;'()\[\]-]", "", str(error))[:160] or type(error).__name__
        return NoAnswer(
            f"{self.door.address} gives no whole answer ({reason}). Nothing of it was kept; what was fetched before "
            "stands. Look whether this machine may reach it (no proxy is used), and try later. Without a network, "
            "fetch on another machine and bring the files: docs/how-to/fetch-open-data.md says how."
        )

    def _check(self, response: httpcore.Response, question: Question) -> None:
        """Raise for an answer that is no answer."""
        status, where = response.status, f"{self.door.address}{question.path}"
        if status == 200:
            return
        words = said_in(response)
        said = "" if self.key is not None and self.key.is_in(words) else words
        if status in BUSY:
            busy = SourceBusy(f"{where} is busy or out of order (HTTP {status}){said}. Try again later.")
            raise TryAgain(busy, retry_after(response))
        if 300 <= status < 400:
            raise SentElsewhere(
                f"{where} points to another address (HTTP {status}), which is never followed. The source may have "
                "moved; look for a newer version of Videre."
            )
        if status in {401, 403}:
            raise KeyRefused(f"{where} does not accept the key (HTTP {status}). Look whether it is the right one.")
        if status in {404, 410}:
            raise NotThere(f"{where} is not there (HTTP {status}){said}. Look whether the table's name is right.")
        raise AskedWrongly(f"{where} does not understand the question (HTTP {status}){said}.")


def packing(response: httpcore.Response) -> Literal["gzip", "identity"]:
    """Return how an answer is packed; raises Packed for a way that was not asked for."""
    said = header(response, b"content-encoding").lower()
    if said in {"gzip", "x-gzip"}:
        return "gzip"
    if said in {"", "identity"}:
        return "identity"
    raise Packed("the answer is packed in a way that was not asked for")


def header(response: httpcore.Response, name: bytes) -> str:
    """Return a header of an answer, empty where it has none."""
    return next((value.decode("latin-1").strip() for key, value in response.headers if key.lower() == name), "")


def retry_after(response: httpcore.Response) -> Seconds | None:
    """Return how long an answer asks to be left alone, from its seconds or from its two dates; None when it does not.

    A date is held against the answer's own date, so that our clock plays no part.
    """
    said = header(response, b"retry-after")
    if re.fullmatch(r"\d{1,6}", said):
        return float(said)
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(header(response, b"date"))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):  # not a date, or one with a time zone and the other without
        return None


def said_in(response: httpcore.Response) -> str:
    """Return a source's own words about what is wrong, as part of a sentence; empty where they are no words."""
    content = b""
    for part in response.iter_stream():
        content += part
        if len(content) > MOST_BYTES_OF_ERROR:
            return ""
    words = readable(content)
    return f": {words}" if words else ""
