"""Milliseconds until the page of a young person has come, its line of the log written, with 50 users at once.

    createdb videre_person_page       # an empty one: the log of a database can not be emptied
    VIDERE_DATABASE_URL=postgresql://postgres@127.0.0.1:5432/videre_person_page python benchmarks/person_page.py
    [--persons 10000] [--users 50] [--seconds 20]

10,000 young people with 30 facts each, in units of 200; a served site as `videre serve` makes it (two processes of four
threads). Each user opens one after the other of those of their unit. Two runs: with a second's pause after each page,
as somebody who reads does, and without (the most that the machine gives). The users' own process runs on the same
cores. Printed besides: the processor time of the site a page, which the load of other programs does not change. The
issue asks for a p95 under 150 ms.
"""

# ruff: noqa: PLC0415 - models exist once the site is open
import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.web.canaries import Client, Connection, ask, wait_until_served

from videre.home.home import Home, make_home
from videre.home.settings import Settings

TODAY, BEGAN = date(2016, 3, 1), date(2010, 1, 1)
IN_A_UNIT, N_FACTS, AT_A_TIME = 200, 30, 5_000
WANTED_MS = 150
SERVE = """
import sys
from pathlib import Path
from videre.home.home import get_home
from videre.web.config.serving import serve_site
if __name__ == "__main__":
    home, port = get_home(Path(sys.argv[1])), int(sys.argv[2])
    serve_site(home, "127.0.0.1", port, workers=2, when_ready=lambda: print("ready", flush=True))
"""


def fill(home: Home, n_persons: int, n_users: int) -> list[list[Client]]:
    """Fill the tables, and return of each user one client for each young person of their unit."""
    from videre.web.config.serving import prepare_site

    prepare_site(home)
    from django.db import connection
    from tests.web.canary_town import session_of

    from videre.web.access.models import Involvement, Membership
    from videre.web.accounts.models import User
    from videre.web.people.models import Address, Person

    people: list[Any] = Person.objects.bulk_create(
        [
            Person(
                given_name=f"Barn{n}",
                family_name=f"Holm{n % 997}",
                search_name=f"barn{n} holm{n % 997}",
                birth_date=date(1996 + n % 6, 1 + n % 12, 1 + n % 28),
                sex="MK"[n % 2],
                here_since=date(2000, 1, 1),
            )
            for n in range(n_persons)
        ],
        batch_size=AT_A_TIME,
    )
    Address.objects.bulk_create(
        [Address(person=person, address="Skovvej 1", postal_code="2620") for person in people], batch_size=AT_A_TIME
    )
    ties = [
        Involvement(person=person, unit=f"uu:{n // IN_A_UNIT}", kind="unit", since=BEGAN, made_by="benchmark")
        for n, person in enumerate(people)
    ]
    Involvement.objects.bulk_create(ties, batch_size=AT_A_TIME)
    fill_facts(people)
    users = User.objects.bulk_create(
        [User(user_name=f"carl{n}", display_name=f"Carl {n}", role="guidance_counsellor") for n in range(n_users)]
    )
    n_units = max(1, n_persons // IN_A_UNIT)
    Membership.objects.bulk_create(
        [Membership(user=user, unit=f"uu:{n % n_units}", since=BEGAN) for n, user in enumerate(users)]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = []
    for n, user in enumerate(users):
        session, first = session_of(user), n % n_units * IN_A_UNIT
        found.append([Client("", session, str(person.pk)) for person in people[first : first + IN_A_UNIT]])
    return found


def fill_facts(people: list[Any]) -> None:
    """Give each person facts of five kinds."""
    from videre.domain.facts import FactKind
    from videre.web.people.models import CaseFact

    kinds = [FactKind.ENROLMENT, FactKind.EMPLOYMENT, FactKind.EXAM, FactKind.APPLICATION, FactKind.ACTIVITY]
    facts = (
        CaseFact(
            person=person, kind=kinds[n % len(kinds)], code=1, start=13_000 + 100 * n, stop=13_100 + 100 * n, value=1,
            place=101001, detail=0, reported=13_100 + 100 * n, review=40_000,
        )
        for person in people
        for n in range(N_FACTS)
    )  # fmt: skip
    while piece := [fact for fact, _ in zip(facts, range(AT_A_TIME), strict=False)]:
        CaseFact.objects.bulk_create(piece)


async def walk(port: int, users: list[list[Client]], seconds: float, pause: float) -> list[float]:
    """Let all users open page after page for a while, each over a connection of their own; return what each took."""
    await wait_until_served(port)
    took: list[float] = []
    clock = asyncio.get_running_loop().time
    until = clock() + seconds

    async def live(own: list[Client], place: int) -> None:
        connection = Connection(port)
        await asyncio.sleep(pause * place / len(users))
        while clock() < until:
            client = own[place % len(own)]
            began = clock()
            answer = await ask(connection, f"/unge/{client.person}", client)
            took.append(clock() - began)
            assert answer.status == 200, answer
            place += 7
            await asyncio.sleep(pause)
        await connection.close()

    await asyncio.gather(*(live(own, place) for place, own in enumerate(users)))
    return took


def processor_seconds(of: int) -> float:
    """Return the processor time of a process and those it started, in seconds (Linux)."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(folder.name) == of or int(fields[1]) == of:
            total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def tell(name: str, took: list[float], seconds: float, used: float) -> None:
    """Print a line."""
    cuts = statistics.quantiles(took, n=100)
    numbers = [1000 * each for each in (statistics.median(took), cuts[94], cuts[98], max(took), used / len(took))]
    print(f"{name:18s} {len(took):7d} {len(took) / seconds:9.0f}" + "".join(f"{each:9.1f}" for each in numbers))


def main() -> None:
    """Fill, serve, walk, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=10_000)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--port", type=int, default=8495)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="videre-person-page-") as name:
        folder = Path(name)
        settings = Settings(municipality=165, municipality_name="Albertslund", today=TODAY, is_demo=True)
        home = make_home(folder / "home", settings)
        os.environ["VIDERE_HOME"] = str(home.paths.root)
        users = fill(home, asked.persons, asked.users)
        (folder / "serve.py").write_text(SERVE, "utf-8")
        server = subprocess.Popen(
            [sys.executable, str(folder / "serve.py"), str(home.paths.root), str(asked.port)],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            assert server.stdout.readline().strip() == "ready"
            asyncio.run(walk(asked.port, users, 5, 0.2))  # templates, definitions and connections get warm
            print(f"{asked.persons:,} persons, {asked.users} users, milliseconds; wanted: p95 under {WANTED_MS}")
            heads = ("median", "p95", "p99", "most", "site cpu")
            print(f"{'':18s} {'pages':>7s} {'a second':>9s}" + "".join(f"{each:>9s}" for each in heads))
            for run, pause in (("a second's pause", 1.0), ("no pause", 0.0)):
                before, began = processor_seconds(server.pid), time.perf_counter()
                took = asyncio.run(walk(asked.port, users, asked.seconds, pause))
                tell(run, took, time.perf_counter() - began, processor_seconds(server.pid) - before)
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
