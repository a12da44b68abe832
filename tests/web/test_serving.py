"""`videre serve` and `videre manage`, as a user starts them."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pytest
from django.core.management import call_command
from tests.web.site import kept_tables, make_served_home, write_tables

from videre.home.home import Home
from videre.web.addresses import NotOnLoopback, PortTaken, check_address

VIDERE = [sys.executable, "-c", "from videre.cli.app import main; main()"]
LONGEST_START_SECONDS = 60  # a busy machine; alone it takes under 2


@pytest.fixture
def served_home(tmp_path: Path) -> Home:
    """Return a home with everything released."""
    home = make_served_home(tmp_path)
    write_tables(home, kept_tables())
    return home


@pytest.fixture
def port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(home: Home) -> dict[str, str]:
    """Return the environment of a command on a home, without what this process was given."""
    return {**os.environ, "VIDERE_HOME": str(home.paths.root), "VIDERE_DATABASE_URL": ""}


def fetch(address: str) -> tuple[int, str, str]:
    """Return status, text and caching of what stands at an address."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - the loopback address of this test
        return answer.status, answer.read().decode("utf-8", "replace"), answer.headers["Cache-Control"]


@pytest.fixture
def served(served_home: Home, port: int) -> Iterator[str]:
    """Return the address of a site that is being served; it ends when it is asked to."""
    process = subprocess.Popen(
        [*VIDERE, "serve", "--port", str(port)], env=environment(served_home), stderr=subprocess.PIPE, text=True
    )
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            fetch(f"{address}/sundhed")
            break
        except OSError:
            time.sleep(0.05)
    yield address
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert f"Videre for Albertslund is at {address}/" in said


def test_the_site_is_served_with_style_that_browsers_may_keep_for_ever(served: str) -> None:
    status, page, caching = fetch(f"{served}/log-ind")
    assert status == 200
    assert "Log ind" in page
    assert "no-store" in caching
    sheets = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', page)
    assert len(sheets) == 2
    for sheet in sheets:
        assert re.search(r"\.[0-9a-f]{12}\.css$", sheet)
        status, text, caching = fetch(served + sheet)
        assert status == 200
        assert len(text) > 1000
        assert "immutable" in caching
        for name in re.findall(r'url\("?([^")]+)"?\)', text):
            assert fetch(urljoin(served + sheet, name))[0] == 200


def test_what_is_not_there_is_not_served(served: str) -> None:
    for path in ("/static/", "/static/../settings.yaml", "/settings.yaml", "/static/vendor/dkfds/nothing.css"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            fetch(served + path)
        with refused.value as answer:
            assert answer.code in {400, 404}


def run(home: Home, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `videre` on a home."""
    return subprocess.run(
        [*VIDERE, *arguments], check=False, env=environment(home), capture_output=True, text=True, timeout=120
    )


def test_a_demonstration_is_not_served_to_others(served_home: Home, port: int) -> None:
    answer = run(served_home, "serve", "--host", "0.0.0.0", "--port", str(port))  # noqa: S104 - refused
    assert answer.returncode == 1
    assert "printed passwords" in answer.stderr


def test_a_port_that_is_taken_is_said_so(served_home: Home) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = run(served_home, "serve", "--port", str(taken.getsockname()[1]))
    assert answer.returncode == 1
    assert "--port" in answer.stderr


def test_the_first_user_is_made_from_the_command_line(served_home: Home) -> None:
    answer = run(served_home, "manage", "make_user", "Bob", "--role", "analyst", "--unit", "Skole & Uddannelse")
    assert answer.returncode == 0, answer.stderr
    assert re.fullmatch(r"bob  \S{16}  \(Analytiker\)\n", answer.stdout)
    again = run(served_home, "manage", "make_user", "bob", "--role", "analyst")
    assert again.returncode == 1
    assert "There is a user bob already." in again.stderr


def test_without_a_home_the_answer_says_how_to_make_one(tmp_path: Path, served_home: Home) -> None:
    answer = run(served_home, "serve", "--home", str(tmp_path / "nothing"))
    assert answer.returncode == 1
    assert "videre init" in answer.stderr


def test_addresses_are_checked_before_anything_is_started(port: int) -> None:
    check_address("127.0.0.1", port, is_demo=True)
    check_address("::1", port, is_demo=True)
    with pytest.raises(NotOnLoopback):
        check_address("10.0.0.1", port, is_demo=True)
    with pytest.raises(PortTaken):
        check_address("192.0.2.1", port, is_demo=False)  # an address that is not this machine's


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_demonstrations_users_are_printed_once_with_their_passwords(served_home: Home) -> None:
    answer = run(served_home, "manage", "migrate")
    assert answer.returncode == 0, answer.stderr
    first, second = (json.loads(run(served_home, "manage", "make_demo_users").stdout) for _ in range(2))
    assert {user["user_name"] for user in first} >= {"steering-group", "analyst", "administrator"}
    assert all(len(user["password"]) == 16 and user["role"] for user in first)
    assert not {user["password"] for user in first} & {user["password"] for user in second}


DRAWN_BEFORE = """
import sys
from pathlib import Path
from videre.home.home import get_home
from videre.reports.charts.drawing import frame, render_svg
from videre.web.config.serving import renew_demo_users, serve_site

if __name__ == "__main__":
    spec = {**frame(40), "data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x"}}}
    render_svg(spec, "En prik", "da")
    home = get_home(Path(sys.argv[1]))
    user = next(each for each in renew_demo_users(home) if each["user_name"] == "analyst")
    serve_site(home, "127.0.0.1", int(sys.argv[2]), when_ready=lambda: print(user["password"], flush=True))
"""


def test_a_page_with_charts_is_shown_where_charts_were_drawn_before_the_site_was_served(
    served_home: Home, port: int, tmp_path: Path
) -> None:
    """So does `videre demo`: it writes the report, then serves. A forked worker waited for ever."""
    script = tmp_path / "drawn_before.py"
    script.write_text(DRAWN_BEFORE, "utf-8")
    command = [sys.executable, str(script), str(served_home.paths.root), str(port)]
    process = subprocess.Popen(command, env=environment(served_home), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        password = process.stdout.readline().strip()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        address = f"http://127.0.0.1:{port}"
        form = wait_for(browser, f"{address}/log-ind")
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[0]
        sent = urlencode({"csrfmiddlewaretoken": token, "username": "analyst", "password": password, "next": ""})
        page = browser.open(f"{address}/log-ind", sent.encode(), timeout=LONGEST_START_SECONDS).read().decode()
        assert "<svg role=" in page
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def wait_for(browser: urllib.request.OpenerDirector, address: str) -> str:
    """Return what stands at an address, as soon as the site answers."""
    until = time.monotonic() + LONGEST_START_SECONDS
    while True:
        try:
            return str(browser.open(address, timeout=10).read().decode())
        except OSError:
            assert time.monotonic() < until, "the site did not answer"
            time.sleep(0.05)
