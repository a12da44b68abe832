"""How many of so many random tamperings with a log are found: 100,000 take some ten minutes.

    .venv-dev/bin/python benchmarks/log_tampering.py --times 100000

A log of 46 lines in four seals, from which lines were taken out by age and by erasure, is tampered with as somebody who
owns the database may (`tests/web/tampering.py` says how), verified beside the exported checkpoints, and put back. The
database is SQLite in memory; $VIDERE_DATABASE_URL names another. Ends with 1 when anything was not found.
"""

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

import django
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # what makes a log stands in tests/web
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "videre.web.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - the tables are known only now
from django.db import connection, transaction  # noqa: E402
from tests.web.log import kinds, make_log  # noqa: E402
from tests.web.tampering import draw  # noqa: E402

from videre.web.audit.guards import take_guards  # noqa: E402


def main() -> int:
    """Tamper so many times, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=6962)
    arguments = parser.parse_args()
    call_command("migrate", verbosity=0)
    rng = np.random.default_rng(arguments.seed)
    made, found, undetected = Counter[str](), Counter[str](), []
    begin = time.perf_counter()
    with transaction.atomic():
        exported = make_log()
        take_guards(connection)
        assert kinds(exported) == set(), "a log that nobody touched is whole"
        while made.total() < arguments.times:
            point = transaction.savepoint()
            done = draw(rng)
            if done:
                kinds_found = kinds(exported)
                made[done.split(" and ")[0]] += 1
                found.update(kind.value for kind in kinds_found)
                if not kinds_found:
                    undetected.append(done)
            transaction.savepoint_rollback(point)
            transaction.savepoint_commit(point)  # else savepoints pile up, and each is slower than the one before
            if made.total() % 500 == 0 and sys.stderr.isatty():
                print(f"\r{made.total():,} of {arguments.times:,}", end="", file=sys.stderr)
        transaction.set_rollback(True)
    print(f"\n{made.total():,} tamperings in {time.perf_counter() - begin:.0f} s; not found: {len(undetected)}")
    for name, n in made.most_common():
        print(f"  made  {n:8,}  {name}")
    for name, n in found.most_common():
        print(f"  found {n:8,}  {name}")
    print(*undetected[:20], sep="\n")
    return 1 if undetected else 0


if __name__ == "__main__":
    sys.exit(main())
