"""Milliseconds until a statistics page has come, with many users at once: a real server, real HTTP, logged-in users.

    .venv-dev/bin/python benchmarks/pages.py --home HOME --users 50 --seconds 20

HOME is a demonstration (`videre demo --no-serve`). Its site is served by two processes on loopback; as many users as
asked for log in and go through every statistics page and its breakdowns, each at a place of its own, over kept-open
connections. Two runs: without a pause (each user asks for the next page the moment one has come: the most that the
machine gives), and with a second's pause, as somebody who looks does. The users' own process runs on the same cores.
The first round, in which each server process writes its pages for the first time, is shown by itself. The last column
is the processor time that the server's processes use for a page, which other load on the machine does not change: with
50 users who never pause on two cores nobody waits for more than about 50 / 2 of it. Wanted: a p95 under 300 ms.
"""

import argparse
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from videre.home.home import Home, get_home
from videre.web.config.serving import renew_demo_users

MEASURES = (
    "completion", "benefits", "youth_15_17", "exam", "pathways", "flows", "intake", "after_completing", "alternatives",
    "given_back", "youth_18_24", "youth_25_29", "outside",
)  # fmt: skip
BREAKDOWNS = ("sex", "origin", "class", "school", "group", "age_group", "sector")
OF_THE_DOOR = ("young-person", "guardian")  # who see their own plan and no figures
HOST = "127.0.0.1"
SERVE = """
import sys
from pathlib import Path
from videre.home.home import get_home
from videre.web.config.serving import serve_site
home, port = get_home(Path(sys.argv[1])), int(sys.argv[2])
serve_site(home, "127.0.0.1", port, workers=2, when_ready=lambda: print("ready", flush=True))
"""


def statistics_pages(home: Home) -> list[str]:
    """Return the overview, each measure's page, and each breakdown that is released."""
    released = {path.stem for path in home.paths.released.glob("*.json")}
    pages = ["/", *(f"/maalepunkt/{name}" for name in MEASURES)]
    pages += [
        f"/maalepunkt/{name}/fordelt/{dimension}"
        for name in MEASURES
        for dimension in BREAKDOWNS
        if f"{name}_by_{dimension}" in released
    ]
    return pages


class User:
    """Somebody with a browser: a connection that is kept open, and a session."""

    def __init__(self, port: int, user_name: str, password: str) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=60)
        self.cookies: dict[str, str] = {}
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/log-ind"))
        assert token is not None
        form = {"csrfmiddlewaretoken": token[1].decode(), "username": user_name, "password": password, "next": "/"}
        self.ask("POST", "/log-ind", urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        assert "sessionid" in self.cookies, "the log-in was refused"

    def get(self, path: str) -> bytes:
        """Return a page's content."""
        status, content = self.ask("GET", path)
        assert status == 200, (path, status)
        return content

    def ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Return status and content, keeping cookies."""
        try:
            return self.ask_once(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):  # kept open for too long: a browser opens another
            self.connection.close()
            return self.ask_once(method, path, body, headers)

    def ask_once(self, method: str, path: str, body: str | None, headers: dict[str, str] | None) -> tuple[int, bytes]:
        """Ask over the connection that there is."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookie, **(headers or {})})
        response = self.connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        return response.status, response.read()


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process and all that it started have used."""
    used: dict[int, tuple[int, float]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        used[int(folder.name)] = (int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
    family = {pid}
    for _generation in range(4):
        family |= {each for each, (parent, _seconds) in used.items() if parent in family}
    return sum(used[each][1] for each in family if each in used)


def wait_for(port: int) -> None:
    """Wait until the server's workers answer; a loaded machine takes its time to start them."""
    until = time.perf_counter() + 120
    while True:
        try:
            socket.create_connection((HOST, port), timeout=5).close()
        except OSError:
            if time.perf_counter() > until:
                raise
            time.sleep(0.5)
        else:
            time.sleep(5)  # the second worker begins after the first
            return


def walk(user: User, pages: list[str], begin: int, until: float, pause: float, took: list[float]) -> None:
    """Ask for page after page until a time, and note how long each took."""
    place = begin
    while time.perf_counter() < until:
        began = time.perf_counter()
        user.get(pages[place % len(pages)])
        took.append(time.perf_counter() - began)
        place += 1
        if pause:
            time.sleep(pause)


def run(users: list[User], pages: list[str], seconds: float, pause: float) -> list[float]:
    """Return how long each page took with all users at once, in seconds."""
    took: list[list[float]] = [[] for _ in users]
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=walk, args=(user, pages, 7 * place, until, pause, took[place]))
        for place, user in enumerate(users)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [each for of_user in took for each in of_user]


def tell(name: str, took: list[float], seconds: float, processor: float) -> None:
    """Print a line; `processor` is what the server's processes have used meanwhile, in seconds."""
    cuts = statistics.quantiles(took, n=100)
    numbers = [1000 * each for each in (statistics.median(took), cuts[94], cuts[98], max(took))]
    print(
        f"{name:28s} {len(took):7d} {len(took) / seconds:9.0f}"
        + "".join(f"{each:9.0f}" for each in numbers)
        + f"{1000 * processor / len(took):11.1f}",
        flush=True,
    )


def main() -> None:
    """Serve, walk, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--port", type=int, default=8491)
    asked = parser.parse_args()
    home = get_home(asked.home)
    pages = statistics_pages(home)
    names = [user for user in renew_demo_users(home) if user["user_name"] not in OF_THE_DOOR]
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(asked.home), str(asked.port)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        assert server.stdout.readline().strip() == "ready"
        wait_for(asked.port)
        users = [User(asked.port, each["user_name"], each["password"]) for each in (names * asked.users)[: asked.users]]
        print(f"{len(pages)} pages, {asked.users} users, 2 server processes; milliseconds")
        print(
            f"{'':28s} {'pages':>7s} {'a second':>9s}"
            + "".join(f"{each:>9s}" for each in ("median", "p95", "p99", "most"))
            + f"{'processor':>11s}"
        )
        began, used = time.perf_counter(), processor_seconds(server.pid)
        first = []
        for page in pages:
            for user in users[:2]:
                at = time.perf_counter()
                user.get(page)
                first.append(time.perf_counter() - at)
        tell("first round, one at a time", first, time.perf_counter() - began, processor_seconds(server.pid) - used)
        for name, pause in (("no pause", 0.0), ("a second's pause", 1.0)):
            used = processor_seconds(server.pid)
            took = run(users, pages, asked.seconds, pause)
            tell(name, took, asked.seconds, processor_seconds(server.pid) - used)
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
