"""Every answer about people is the oracle's: random municipalities, through every address and method that shows them.

`VIDERE_ANSWERS=1000000` asks for more (`benchmarks/access_oracle.py` does so, and tells how far it has come).
"""

import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random  # noqa: TID251 - a seed a municipality, written down in what is wrong

import pytest
from django.core import mail
from tests.architecture.test_urls import ADDRESSES
from tests.oracles import access as oracle
from tests.oracles.young_people import World
from tests.web.access.asking import Asking
from tests.web.access.undoing import undone
from tests.web.access.worlds import make_world
from tests.web.access.writing import write_world

from videre.home.home import Home
from videre.web import installation
from videre.web.accounts.permissions import Permission, find_need
from videre.web.audit.models import Entry

pytestmark = pytest.mark.django_db
WANTED = int(os.environ.get("VIDERE_ANSWERS", "20000"))
TELL_EVERY = 10_000
ABOUT_PEOPLE = {Permission.SEE_PEOPLE, Permission.OWN_PLAN, Permission.BREAK_GLASS, Permission.WORK_LISTS}
SHOW_NOBODY = {"opfoelgning/ansvar", "opfoelgning/besked"}  # a table of definitions, and the user's own mail address
EVERY_METHOD = {
    "get_person",
    "list_facts",
    "list_absence",
    "find_decision",
    "list_people",
    "list_people(search)",
    "show_people",
    "histories_of",
}


def stand_still(instant: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be an instant, whatever the clock says."""
    monkeypatch.setattr(installation, "now", lambda: instant)
    monkeypatch.setattr(installation, "today", lambda _home: instant.date())


def ask_world(seed: int, home: Home, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Make a municipality, ask everything of everybody, and leave nothing of it."""
    world = make_world(seed)
    stand_still(world.instant, monkeypatch)
    lot = Random(seed)  # noqa: S311 - no secret
    with undone(), kept_log_lines() as lines:
        asked = Asking(world, write_world(world, home), lot).everything()
        for where, said in (("the program's log", lines), ("the log of looks", log_of_looks()), ("a mail", mails())):
            asked.compare_canaries(where, said)
        return asked


@contextmanager
def kept_log_lines() -> Iterator[list[str]]:
    """Keep what the program writes to its log, thousands of refusals among it, in place of showing it."""
    kept: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: kept.append(f"{record.getMessage()} {record.exc_info}")  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("django.request", "videre")]
    for each in loggers:
        each.addHandler(handler)
        each.propagate = False
    try:
        yield kept
    finally:
        for each in loggers:
            each.removeHandler(handler)
            each.propagate = True


def log_of_looks() -> list[str]:
    """Return every field of every line of the log of looks."""
    return [
        " ".join(map(str, line)) for line in Entry.objects.values_list("by", "role", "unit", "event", "about", "reason")
    ]


def mails() -> list[str]:
    """Return what has been sent by mail."""
    return [f"{each.subject} {each.to} {each.body}" for each in mail.outbox]


def test_every_answer_is_the_oracles(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: Counter[str] = Counter()
    wrong: list[str] = []
    told = 0
    seed = int(os.environ.get("VIDERE_SEED", "0"))
    while answers.total() < WANTED:
        asked = ask_world(seed, home, monkeypatch)
        answers += asked.answers
        wrong += [f"municipality {seed}: {each}" for each in asked.wrong]
        seed += 1
        if answers.total() >= told + TELL_EVERY:
            told = answers.total()
            print(f"{told:,} answers, {len(wrong):,} of them wrong, up to municipality {seed:,}", file=sys.stderr)
    first_of_each = {each.split(": ")[1]: each for each in reversed(wrong)}
    assert not wrong, f"{len(wrong)} of {answers.total()} answers:\n" + "\n".join(first_of_each.values())
    assert answers.total() >= WANTED
    assert set(answers) >= EVERY_METHOD | addresses_about_people(), "a new address about people: ask it in asking.py"


def addresses_about_people() -> set[str]:
    """Return every address about people, as the answers name them."""
    return {
        "/" + path.replace("<slug:", "<").replace("<uuid:", "<").replace("<int:", "<")
        for path, each in ADDRESSES.items()
        if (find_need(each.callback) in ABOUT_PEOPLE or "person" in path or path == "unge-at-spoerge")
        and path not in SHOW_NOBODY
    }


def test_the_oracle_is_no_longer_than_the_rules_it_states() -> None:
    assert len(Path(oracle.__file__).read_text("utf-8").splitlines()) <= 300


def test_a_canary_that_got_out_is_found() -> None:
    world = make_world(1)
    child = world.children[0]
    asking = Asking(World(world.instant, [], [child]), {}, Random(1))  # noqa: S311 - no secret
    asking.compare_canaries("a log", ["nothing to tell", f"could not read {child.number[:6]}-{child.number[6:]}"])
    asking.compare_canaries("a page", [child.family], only_secrets=True)
    assert [each.split(":")[0] for each in asking.wrong] == ["a log"]
