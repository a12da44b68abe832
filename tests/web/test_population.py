"""What a statistics page costs does not depend on how many people live in the municipality.

Counted, not timed: the calls of Python functions that a page takes, and the files that it opens.
"""

import cProfile
import json
import pstats
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client

from videre.disclosure.released import Released
from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.figures import keeping

TIMES = 1000  # 1,140 young people of 15-17 become 1.14 million
PAGES = (
    "/",
    "/maalepunkt/completion",
    "/maalepunkt/benefits/fordelt/age_group",
    "/maalepunkt/youth_15_17/fordelt/school",
    "/maalepunkt/flows",
    "/givet-tilbage",
)
COUNTS = ("numerator", "denominator", "unknown")


def enlarge(home: Home) -> None:
    """Write the home's tables again as of so many times more people: every number of persons is multiplied."""
    for path in home.paths.released.glob("*.json"):
        table = json.loads(path.read_text("utf-8"))
        for row in table["rows"]:
            names = (*COUNTS, "value", "bounds_low", "bounds_high") if row["unit"] != "share" else COUNTS
            row |= {name: row[name] * TIMES for name in names if row[name] is not None}
        path.write_text(json.dumps(table), "utf-8")


def calls_of(reader: Client, path: str) -> int:
    """Return how many calls of Python functions a page takes that is made anew, once all that is read is read."""
    reader.get(path)
    keeping._kept.clear()
    profile = cProfile.Profile()
    profile.enable()
    response = reader.get(path)
    profile.disable()
    assert response.status_code == 200
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_a_page_takes_the_same_work_for_a_thousand_times_as_many_people(
    reader: Client, home: Home, tables: list[Released]
) -> None:
    small = {path: calls_of(reader, path) for path in PAGES}
    enlarge(home)
    assert "1.140.000" in reader.get("/").text
    large = {path: calls_of(reader, path) for path in PAGES}
    for path in PAGES:
        assert large[path] == pytest.approx(small[path], rel=0.1), path  # longer numbers have more thousands to mark


def test_a_page_that_is_kept_takes_less_than_a_fifth_of_the_work(reader: Client, tables: list[Released]) -> None:
    made = calls_of(reader, "/maalepunkt/youth_15_17/fordelt/class")
    profile = cProfile.Profile()
    profile.enable()
    reader.get("/maalepunkt/youth_15_17/fordelt/class")
    profile.disable()
    assert pstats.Stats(profile).total_calls < made / 5  # type: ignore[attr-defined]


_opened: list[str] | None = None


def note_opened(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None and isinstance(arguments[0], str | Path):
        _opened.append(str(arguments[0]))


sys.addaudithook(note_opened)  # it cannot be taken away again, so it does nothing outside `opening`


@contextmanager
def opening() -> Iterator[list[str]]:
    """Give the files that are opened meanwhile."""
    global _opened  # noqa: PLW0603 - the hook is one for the process
    _opened = found = []
    try:
        yield found
    finally:
        _opened = None


def test_a_page_opens_released_tables_and_nothing_of_the_registers(
    reader: Client, home: Home, tables: list[Released], alice: User
) -> None:
    with opening() as opened:
        for path in PAGES:
            assert reader.get(path).status_code == 200
    of_home = {Path(path).relative_to(home.paths.root).parts[0] for path in opened if str(home.paths.root) in path}
    assert "released" in of_home
    assert not of_home & {"store", "histories", "deliveries", "keys"}
