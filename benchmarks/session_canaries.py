"""2,000 sessions at once, each with a word of its own: no answer bears another's word.

    createdb videre_canaries       # an empty one: the log of a database can not be emptied
    VIDERE_DATABASE_URL=postgresql://postgres@127.0.0.1:5432/videre_canaries python benchmarks/session_canaries.py
    [--sessions 2000] [--answers 100000] [--connections 200] [--seconds 3600]

Makes 2,000 counsellors, each with a young person, a plan and a place on a list that nobody else sees, and a word that
stands in all of these and in the user's own name. The site is served as `videre serve` does (two processes of four
threads), as a database role before which the second wall is put up. All sessions ask at once, over connections that
they share as behind a proxy: own pages, pages that are kept for everybody, and another's young person. Prints how many
answers came and how many bore a foreign word; ends with 1 when any did, or when an answer was not the one that is due.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.web.canaries import Client, Seen, ask_all

from videre.home.home import Home, make_home
from videre.home.settings import Settings

ROLE = "videre_canaries_site"
SERVE = """
import sys
from pathlib import Path
from videre.home.home import get_home
from videre.web.config.serving import serve_site
if __name__ == "__main__":
    home, port = get_home(Path(sys.argv[1])), int(sys.argv[2])
    serve_site(home, "127.0.0.1", port, workers=2, when_ready=lambda: print("ready", flush=True))
"""


def prepare(folder: Path, url: str, n_sessions: int) -> tuple[Home, list[Client]]:
    """Make a home and the town, and the role that the site is served as."""
    settings = Settings(municipality=165, municipality_name="Albertslund", today=date(2016, 3, 1), is_demo=True)
    home = make_home(folder / "home", settings)
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone() is None:
            connection.execute(f"CREATE ROLE {ROLE} LOGIN")
    environment = os.environ | {"VIDERE_HOME": str(home.paths.root), "VIDERE_DATABASE_URL": url}
    command = [sys.executable, "-m", "tests.web.canary_town", str(n_sessions), ROLE]
    made = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return home, [Client(**each) for each in json.loads(made.stdout)]


def tell(seen: Seen, n_sessions: int, seconds: float) -> int:
    """Print what came, and return the exit code."""
    print(
        f"{n_sessions:,} sessions, {seen.n_answers:,} answers in {seconds:.0f} s: {dict(sorted(seen.statuses.items()))}"
    )
    print(f"{seen.own:,} bore the asker's own word; {len(seen.foreign)} a foreign one; {len(seen.unlike)} were unlike")
    for each in [*seen.foreign[:5], *seen.unlike[:5]]:
        print(each)
    return 1 if seen.foreign or seen.unlike or not seen.own else 0


def main() -> int:
    """Serve, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=2_000)
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--seconds", type=float, help="stop after so many, with the answers that have come by then")
    parser.add_argument("--port", type=int, default=8493)
    asked = parser.parse_args()
    owner = os.environ["VIDERE_DATABASE_URL"]
    host = urlsplit(owner).netloc.rpartition("@")[2]
    with tempfile.TemporaryDirectory(prefix="videre-canaries-") as folder:
        home, clients = prepare(Path(folder), owner, asked.sessions)
        site = f"postgresql://{ROLE}@{host}{urlsplit(owner).path}"
        script = Path(folder) / "serve.py"
        script.write_text(SERVE, "utf-8")
        server = subprocess.Popen(
            [sys.executable, str(script), str(home.paths.root), str(asked.port)],
            env=os.environ | {"VIDERE_DATABASE_URL": site},
            stdout=subprocess.PIPE,
            stderr=(Path(folder) / "stderr.txt").open("w"),
            text=True,
        )
        try:
            assert server.stdout is not None
            assert server.stdout.readline().strip() == "ready"
            began = time.perf_counter()
            seen = asyncio.run(ask_all(asked.port, clients, asked.answers, asked.connections, asked.seconds))
            return tell(seen, asked.sessions, time.perf_counter() - began)
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    sys.exit(main())
