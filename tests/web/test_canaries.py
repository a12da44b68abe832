"""Sessions at once at a site that is really served, each with a word of its own: no answer bears another's word."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.web.canaries import Client, Seen, ask_all
from tests.web.site import make_served_home

N_SESSIONS, N_ANSWERS, N_CONNECTIONS = (
    24,
    288,
    12,
)  # each asks every address once; benchmarks/session_canaries.py: 100,000
ROOT = Path(__file__).resolve().parents[2]
VIDERE = [sys.executable, "-c", "from videre.cli.app import main; main()"]


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    """Return what came of many sessions that asked a served site at once, over connections that they shared."""
    home = make_served_home(tmp_path)
    environment = {**os.environ, "VIDERE_HOME": str(home.paths.root), "VIDERE_DATABASE_URL": ""}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    town = [sys.executable, "-m", "tests.web.canary_town", str(N_SESSIONS)]
    made = subprocess.run(town, env=environment, check=True, capture_output=True, text=True, cwd=ROOT)
    clients = [Client(**each) for each in json.loads(made.stdout)]
    port = free_port()
    served = subprocess.Popen([*VIDERE, "serve", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL)
    try:
        with ThreadPoolExecutor(1) as beside:  # a browser of another test may have left its event loop in this thread
            return beside.submit(asyncio.run, ask_all(port, clients, N_ANSWERS, N_CONNECTIONS)).result()
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(20)


def test_no_answer_bears_the_word_of_another_session(seen: Seen) -> None:
    assert seen.n_answers == N_ANSWERS
    assert (seen.foreign, seen.unlike) == ([], [])
    assert seen.own == seen.n_answers
    assert seen.statuses == {200: N_ANSWERS * 3 // 4, 404: N_ANSWERS // 4}
