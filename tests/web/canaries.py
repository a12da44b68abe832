"""Many sessions at once, each with a word of its own: whose words come with whose answers.

Requests of all sessions go over few connections that are kept open, as through a proxy: the next request on a
connection is of anybody, so whatever a server process remembers of the last one would show.
"""

import asyncio
import re
from collections import Counter
from contextlib import suppress
from typing import NamedTuple

WORD = re.compile(rb"Kanarie[0-9a-f]{12}")
LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
SECONDS = 120  # a busy machine


class Client(NamedTuple):
    """Somebody who is logged in: their word, their session, and their young person's public id."""

    word: str
    session: str
    person: str


class Answer(NamedTuple):
    """An answer: its status, and all words in it, head and body."""

    status: int
    words: frozenset[str]


class Seen(NamedTuple):
    """What many answers came to. own: how many had the asker's word. foreign: words of others, with the address."""

    statuses: Counter[int]
    own: int
    foreign: list[tuple[str, str]]
    unlike: list[tuple[str, int]]

    @property
    def n_answers(self) -> int:
        """How many answers there were."""
        return sum(self.statuses.values())


def addresses(client: Client, other: Client) -> list[tuple[str, int]]:
    """Return what a client asks for, in turn, with the status that must come: own pages, kept pages, and another's."""
    return [
        ("/unge", 200),
        (f"/unge/{client.person}", 200),
        (f"/unge/{other.person}", 404),
        (f"/plan/{client.person}", 200),
        ("/opfoelgning", 200),
        (f"/plan/{other.person}", 404),
        (f"/unge/{client.person}/opslag", 200),
        ("/opfoelgning/liste/off_plan_15_17", 200),
        (f"/plan/{client.person}/historik/own_words/dreams", 200),
        ("/", 200),
        (f"/plan/{other.person}/historik/own_words/dreams", 404),
        ("/maalepunkt/youth_15_17", 200),
    ]


async def ask(streams: "Connection", path: str, client: Client) -> Answer:
    """Return the answer to one request of one client, over a connection that others use too."""
    reader, writer = await streams.open()
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={client.session}\r\n\r\n".encode("ascii")
    )
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    body = await reader.readexactly(int(length[1])) if length else b""
    words = frozenset(each.decode() for each in WORD.findall(head + body))
    return Answer(int(head.split(b" ", 2)[1]), words)


class Connection:
    """A connection that is kept open, and opened anew where the server has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return what is read from and written to."""
        if self._streams is not None and (self._streams[0].at_eof() or self._streams[1].is_closing()):
            await self.close()
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 24)
        return self._streams

    async def close(self) -> None:
        """Let it go."""
        if self._streams is not None:
            writer = self._streams[1]
            self._streams = None
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


async def wait_until_served(port: int) -> None:
    """Wait until a server process answers; a spawned one loads everything anew."""
    for _ in range(SECONDS * 10):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            await writer.wait_closed()
            return


async def ask_all(
    port: int, clients: list[Client], n_answers: int, n_connections: int, seconds: float | None = None
) -> Seen:
    """Let all clients ask at once, each one address after the other, until so many answers have come.

    seconds: ask nothing more after so many, however many answers there are by then.
    """
    await wait_until_served(port)
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(n_connections):
        free.put_nowait(Connection(port))
    seen = Seen(Counter(), 0, [], [])
    n_own = 0
    each_asks = -(-n_answers // len(clients))
    clock = asyncio.get_running_loop().time
    ends = None if seconds is None else clock() + seconds

    async def live(place: int) -> None:
        nonlocal n_own
        client, other = clients[place], clients[(place + 1 + place % 7) % len(clients)]
        asked = addresses(client, other)
        for turn in range(each_asks):
            path, wanted = asked[(turn + place) % len(asked)]
            connection = await free.get()
            if ends is not None and clock() > ends:
                free.put_nowait(connection)
                return
            try:
                answer = await asyncio.wait_for(ask(connection, path, client), SECONDS)
            except BaseException:
                await connection.close()
                raise
            finally:
                free.put_nowait(connection)
            seen.statuses[answer.status] += 1
            n_own += client.word in answer.words
            seen.foreign.extend((word, path) for word in answer.words - {client.word})
            if answer.status != wanted or (answer.status == 200 and client.word not in answer.words):
                seen.unlike.append((path, answer.status))

    await asyncio.gather(*(live(place) for place in range(len(clients))))
    while not free.empty():
        await free.get_nowait().close()
    return seen._replace(own=n_own)
