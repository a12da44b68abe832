"""How long the pages of follow-up take with 100,000 open entries, for a counsellor who has 250 young people.

    createdb videre_bench        # an empty one: the log of a database can not be emptied
    VIDERE_DATABASE_URL=postgresql://postgres@127.0.0.1:5432/videre_bench python benchmarks/followup.py [ENTRIES]
    [ASKED] [IN_A_UNIT]

Measures each page with Django's own client, middleware, log and templates included, and the network left out. Wanted:
the 95th percentile under 200 ms on PostgreSQL. IN_A_UNIT: how many counsellors work in one unit, and so how large "my
unit's" lists are: 8 of them have 2,000 young people and 5,000 entries; 160 have all, which no municipality's unit has.
"""

# ruff: noqa: PLC0415 - models exist once the site is open
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

N_ENTRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
N_ASKED = int(sys.argv[2]) if len(sys.argv) > 2 else 40
N_IN_A_UNIT = int(sys.argv[3]) if len(sys.argv) > 3 else 8
TODAY = date(2016, 3, 1)
A_COUNSELLOR = 250
WANTED_MS = 200


def start() -> None:
    """Make a home and start Django on it."""
    from videre.home.home import make_home
    from videre.home.settings import Settings

    folder = Path(tempfile.mkdtemp(prefix="videre-bench-")) / "home"
    settings = Settings(municipality=165, municipality_name="Albertslund", today=TODAY, is_demo=True)
    home = make_home(folder, settings)
    os.environ["VIDERE_HOME"] = str(home.paths.root)
    os.environ["DJANGO_SETTINGS_MODULE"] = "videre.web.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def unit_of(counsellor: int) -> str:
    """Return the unit of a counsellor by number: each is guidance to the law."""
    return f"uu:{counsellor // N_IN_A_UNIT}"


def fill() -> list[int]:
    """Fill the tables; return the counsellors' keys."""
    from django.db import connection

    people, users = fill_people()
    fill_entries(people, users)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return [user.pk for user in users]


def fill_people() -> tuple[list[Any], list[Any]]:
    """Make young people, counsellors, their units, and who has to do with whom."""
    from videre.web.access.models import Involvement, Membership
    from videre.web.accounts.models import User
    from videre.web.people.models import Person

    people = [
        Person(
            given_name=f"Barn{n}",
            family_name=f"Holm{n % 997}",
            search_name=f"barn{n} holm{n % 997}",
            birth_date=date(1994 + n % 6, 1 + n % 12, 1 + n % 28),
            sex="MK"[n % 2],
            here_since=date(2000, 1, 1),
        )
        for n in range(N_ENTRIES * 2 // 5)
    ]
    users = [
        User(user_name=f"carl{n}", display_name=f"Carl {n}", role="guidance_counsellor")
        for n in range(len(people) // A_COUNSELLOR)
    ]
    began = date(2010, 1, 1)
    ties = [
        Involvement(
            person=person, unit=unit_of(n // A_COUNSELLOR), kind="responsibility", since=began, made_by="benchmark"
        )
        for n, person in enumerate(people)
    ]
    Person.objects.bulk_create(people, batch_size=5_000)
    User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        [Membership(user=user, unit=unit_of(n), since=began) for n, user in enumerate(users)]
    )
    Involvement.objects.bulk_create(ties, batch_size=5_000)
    return people, users


WHYS: dict[str, dict[str, Any]] = {
    "off_plan_15_17": {"reason": 6},
    "unknown_15_17": {"reason": 9},
    "broke_off": {"education": 20, "institution": 280051},
    "at_risk": {"education": 20, "institution": 280051},
    "leaver_some_missing": {"group": 2, "year": 2015, "school": 101001, "missing": [4, 7]},
    "about_to_lapse": {"class": 2},
    "moved_in": {"class": 8},
}


def fill_entries(people: list[Any], users: list[Any]) -> None:
    """Put the young people on lists: five places for every two of them."""
    from videre.web.followup.models import Entry

    lists = list(WHYS)
    entries = []
    for n in range(N_ENTRIES):
        place = n % len(people)
        name = lists[(n // len(people) + n) % len(lists)]
        entries.append(
            Entry(
                person=people[place],
                list_name=name,
                since=TODAY - timedelta(days=n % 90),
                known=TODAY - timedelta(days=n % 60),
                clock=1 + n % 2,
                due=TODAY + timedelta(days=n % 60 - 20) if n % 5 else None,
                why=WHYS[name],
                unit=unit_of(place // A_COUNSELLOR),
                responsible=None if n % 50 == 0 else users[min(place // A_COUNSELLOR, len(users) - 1)],
                opened=TODAY - timedelta(days=n % 60),
            )
        )
    Entry.objects.bulk_create(entries, batch_size=5_000)


def measure(users: list[int]) -> None:
    """Ask each page, as many times as wanted, each time another counsellor."""
    from django.test import Client

    from videre.web.accounts.models import User
    from videre.web.followup.models import Entry

    client = Client(SERVER_NAME="127.0.0.1")
    pages = {
        "board, mine": "/opfoelgning",
        "board, my unit's": "/opfoelgning?hvis=enheden",
        "board, nobody's": "/opfoelgning?hvis=ingen",
        "list, mine": "/opfoelgning/liste/off_plan_15_17",
        "list, my unit's": "/opfoelgning/liste/off_plan_15_17?hvis=enheden",
        "list, my unit's by name": "/opfoelgning/liste/off_plan_15_17?hvis=enheden&sorter=navn",
        "list, nobody's": "/opfoelgning/liste/off_plan_15_17?hvis=ingen",
        "referrals": "/opfoelgning/henvisninger",
    }
    print(f"{N_ENTRIES:,} open entries, {len(users)} counsellors; milliseconds of {N_ASKED} askings each")
    print(f"{'page':28} {'median':>8} {'p95':>8} {'cpu':>8}   (cpu: of this process alone, a page)")
    worst = 0.0
    for name, path in [*pages.items(), ("entry", ""), ("note a call", "")]:
        times, cpu = [], 0.0
        for n in range(N_ASKED + 2):
            user = User.objects.get(pk=users[n * 7 % len(users)])
            client.force_login(user)
            entry = Entry.objects.filter(responsible=user, list_name="off_plan_15_17")[n % 5]
            began, cpu_began = time.perf_counter(), time.process_time()
            if name == "note a call":
                answer = client.post(f"/opfoelgning/post/{entry.pk}/noter", {"kind": "called"})
            else:
                answer = client.get(path or f"/opfoelgning/post/{entry.pk}")
            if n >= 2:  # the first two warm templates, definitions and connections
                times.append((time.perf_counter() - began) * 1000)
                cpu += (time.process_time() - cpu_began) * 1000
            assert answer.status_code in {200, 302}, (name, answer.status_code)
        cuts = quantiles(times, n=20)
        worst = max(worst, cuts[18])
        print(f"{name:28} {cuts[9]:8.0f} {cuts[18]:8.0f} {cpu / N_ASKED:8.0f}")
    print(f"slowest p95: {worst:.0f} ms; wanted: under {WANTED_MS} ms")


if __name__ == "__main__":
    start()
    began = time.perf_counter()
    counsellors = fill()
    print(f"filled in {time.perf_counter() - began:.0f} s")
    measure(counsellors)
