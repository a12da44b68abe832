"""Lines a second of verifying a whole log: 10 million lines on PostgreSQL, beside the goal of 60 seconds.

    VIDERE_DATABASE_URL=postgresql://... .venv-dev/bin/python benchmarks/log_verifying.py --lines 10000000

Makes the lines in the named database (an empty one), seals them,
and verifies everything as `videre manage verify-log` does: every line hashed, every tree grown anew, every signature
checked. `make` and `seal` are not what is measured. A second run finds the lines already there.
"""

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # what makes a log stands in tests/web
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "videre.web.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - the tables are known only now
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web.log import SIGNER, exported_now  # noqa: E402

from videre.web.audit.models import Seal  # noqa: E402
from videre.web.audit.sealing import seal  # noqa: E402
from videre.web.audit.sharing import in_processes  # noqa: E402
from videre.web.audit.verifying import verify  # noqa: E402

MAKE = """
INSERT INTO audit_entry (at, by, role, unit, event, about, person, purpose, reason, is_refusal, salt)
SELECT now() - interval '5 minutes', 'user' || (i %% 997), 'guidance_counsellor', 'Ungecenter Albertslund',
       'person_seen', '', gen_random_uuid()::text, 'guidance', 'klasselærer i 9.b på Herstedlund', i %% 50 = 0,
       decode(md5(random()::text), 'hex')
FROM generate_series(1, %s) AS i
"""


def main() -> None:
    """Make, seal and verify, and say how long each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    call_command("migrate", verbosity=0)
    if not Seal.objects.exists():
        begin = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(MAKE, [arguments.lines])
        print(f"made    {time.perf_counter() - begin:7.1f} s")
        begin = time.perf_counter()
        seal(signer=SIGNER, now=timezone.now())
        print(f"sealed  {time.perf_counter() - begin:7.1f} s")
    begin = time.perf_counter()
    progress = partial(print, end=" lines\r", file=sys.stderr)
    done = verify(SIGNER.reader, exported_now(), partial(in_processes, workers=arguments.workers, progress=progress))
    seconds = time.perf_counter() - begin
    print(f"verified {done.n_sealed:,} lines in {seconds:.1f} s: {done.n_sealed / seconds:,.0f} a second, ", end="")
    print(f"{arguments.workers} workers, {len(done.findings)} findings")


if __name__ == "__main__":
    main()
