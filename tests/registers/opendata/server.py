"""A server on this machine that speaks like a source of open data, oddities included. Real HTTP over loopback."""

import gzip
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SECRET = "not-a-real-key-0123456789"  # noqa: S105 - no key of anybody's


@dataclass
class Request:
    """What was asked."""

    method: str
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class Reply:
    """What is answered. raw: written as it is, after the headers, instead of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    slowly: Callable[[], Iterator[bytes]] | None = None


Answer = Callable[[Request], Reply]


def as_json(said: object, **more: Any) -> Reply:
    """Return a reply in JSON."""
    return Reply(json.dumps(said, ensure_ascii=False).encode(), headers={"Content-Type": "application/json"}, **more)


def zipped(body: bytes) -> Reply:
    """Return a reply that is packed."""
    return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"})


class Source:
    """The server: what it was asked, and what it answers. `first` are given before `answer` is asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.first: list[Reply] = []
        self.asked: list[Request] = []
        self.address = ""
        self.port = 0

    def reply(self, request: Request) -> Reply:
        """Return the next reply."""
        self.asked.append(request)
        return self.first.pop(0) if self.first else self.answer(request)

    def paths(self) -> list[str]:
        """Return what was asked for, in order."""
        return [request.path for request in self.asked]


@contextmanager
def serving(answer: Answer, certificate: ssl.SSLContext | None = None) -> Iterator[Source]:
    """Serve on a port of this machine for as long as it takes."""
    source = Source(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            split = urlsplit(self.path)
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            request = Request(
                self.command,
                split.path,
                dict(parse_qsl(split.query)),
                {name.lower(): value for name, value in self.headers.items()},
                json.loads(content) if content else None,
            )
            reply = source.reply(request)
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            if reply.slowly is None:
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            try:
                for part in (reply.body,) if reply.slowly is None else reply.slowly():
                    self.wfile.write(part)
                    self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client has had enough
            self.close_connection = True

        do_GET = do_POST = handle_any  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing: clients break off on purpose here."""

    server = Server(("127.0.0.1", 0), Handler)
    if certificate is not None:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
    source.port = server.server_address[1]
    source.address = f"http://127.0.0.1:{source.port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield source
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
