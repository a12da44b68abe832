"""Laws of checking, on random deliveries: one owner a problem; neither order nor parts of persons matter."""

import shutil
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checked import CAST, Rows, fill, read_list
from tests.homes import TODAY, deliver, new_home, write_csv

from videre.definitions.catalogue import Definitions
from videre.home.home import Home, get_home
from videre.pipeline.checking import PROBLEM, check_home
from videre.pipeline.importing import import_delivery
from videre.pipeline.problem_lists import write_lists
from videre.registers.quality import reading
from videre.registers.quality.asking import ask
from videre.registers.quality.catalogue import QUALITY_RULES
from videre.registers.quality.known import OLD_SINCE, POSITION
from videre.registers.quality.reading import list_parts, new_numbers, read_part, read_rows
from videre.store.deliveries import Ledger
from videre.store.renumbering import known_persons, number_persons
from videre.store.shapes import SHAPES
from videre.store.tables import read_known

DAYS = st.sampled_from(["2012-08-10", "2013-02-01", "2013-08-10", "2014-06-27", "2014-08-10", "2015-08-10"])
STOPS = st.none() | st.sampled_from(["2014-07-01", "2015-03-01", "2015-12-01"])
WHO = st.sampled_from(CAST)
STAYS = st.fixed_dictionaries(
    {
        "cpr": WHO,
        "institution": st.sampled_from([101001, 280051]),
        "programme": st.sampled_from([900, 920]),
        "grade": st.none() | st.integers(7, 10),
        "start": DAYS,
        "stop": STOPS,
        "outcome": st.sampled_from(["ongoing", "completed", "interrupted"]),
    }
)
BENEFITS = st.fixed_dictionaries(
    {"cpr": WHO, "benefit": st.sampled_from(["kontanthjaelp", "uddannelseshjaelp"]), "start": DAYS, "stop": STOPS}
)
ACTIVITIES = st.fixed_dictionaries(
    {"cpr": WHO, "activity": st.just("exemption"), "start": DAYS, "stop": STOPS, "review": STOPS}
)
DELIVERIES = st.lists(
    st.tuples(st.just("enrolments"), st.lists(STAYS, min_size=1, max_size=5))
    | st.tuples(st.just("benefits"), st.lists(BENEFITS, min_size=1, max_size=4))
    | st.tuples(st.just("activities"), st.lists(ACTIVITIES, min_size=1, max_size=4)),
    min_size=2,
    max_size=4,
)


def without_deliveries(problems: pl.DataFrame) -> list[tuple[object, ...]]:
    return sorted(problems.drop("delivery").iter_rows(), key=repr)


@cache
def filled() -> Path:
    """Return a home with what others refer to, made once and copied."""
    folder = Path(mkdtemp()) / "home"
    fill(new_home(folder))
    return folder


def home_with(folder: Path, deliveries: list[tuple[int, tuple[str, Rows]]]) -> Home:
    """Return a home to which numbered deliveries came in this order; each was reported on a day of its own."""
    shutil.copytree(filled(), folder)
    home = get_home(folder)
    for number, (register, rows) in deliveries:
        file = write_csv(folder.parent / f"delivery-{number}.csv", rows)
        import_delivery(home, register, file, reported=date(2015, 12, 1 + number))
    return home


@settings(max_examples=8)
@given(deliveries=DELIVERIES, order=st.randoms(use_true_random=False))
def test_the_order_of_deliveries_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, deliveries: list[tuple[str, Rows]], order: object
) -> None:
    numbered = list(enumerate(deliveries))
    shuffled = numbered.copy()
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    found = [
        check_home(home_with(tmp_path_factory.mktemp("order") / "home", way), TODAY) for way in (numbered, shuffled)
    ]
    assert without_deliveries(found[0].problems) == without_deliveries(found[1].problems)
    assert found[0].n_rows == found[1].n_rows


@settings(max_examples=8)
@given(deliveries=DELIVERIES)
def test_every_problem_has_one_owner_and_the_lists_add_up(
    tmp_path_factory: pytest.TempPathFactory, deliveries: list[tuple[str, Rows]]
) -> None:
    folder = tmp_path_factory.mktemp("owners")
    home = home_with(folder / "home", list(enumerate(deliveries)))
    checked = check_home(home, TODAY)
    senders = {delivery.sequence: delivery.sender for delivery in Ledger(home.paths.ledger).deliveries()}
    problems = checked.problems
    assert problems.schema == pl.Schema(PROBLEM)
    assert problems.select("sender", "delivery", "file", "rule", "da", "en").null_count().sum_horizontal().item() == 0
    assert all(senders[delivery] == sender for delivery, sender in problems.select("delivery", "sender").iter_rows())
    assert problems["row"].null_count() == 0  # every file of these can be read again
    named = problems.select("delivery", "row", "rule", "register")
    assert named.is_unique().all()
    listed = Counter(len(read_list(file)) for file in write_lists(checked, folder / "lists"))
    assert sum(n * times for n, times in listed.items()) == len(problems)


@settings(max_examples=8)
@given(deliveries=DELIVERIES, rows_a_part=st.integers(1, 8))
def test_parts_of_all_persons_find_what_the_whole_finds(
    tmp_path_factory: pytest.TempPathFactory, deliveries: list[tuple[str, Rows]], rows_a_part: int
) -> None:
    home = home_with(tmp_path_factory.mktemp("parts") / "home", list(enumerate(deliveries)))
    ledger, definitions = Ledger(home.paths.ledger), Definitions()

    def asked(parts: list[reading.Part]) -> list[tuple[object, ...]]:
        found = ask(QUALITY_RULES, (read_part(home, ledger, definitions, TODAY, part) for part in parts))
        return sorted(found.iter_rows(), key=repr)

    parts = list_parts(home, ledger, rows_a_part)
    assert len(parts) > 1
    assert asked(parts) == asked([reading.WHOLE])


@settings(max_examples=8)
@given(deliveries=DELIVERIES)
def test_the_rows_that_are_asked_are_the_rows_that_count(
    tmp_path_factory: pytest.TempPathFactory, deliveries: list[tuple[str, Rows]]
) -> None:
    home = home_with(tmp_path_factory.mktemp("known") / "home", list(enumerate(deliveries)))
    ledger = Ledger(home.paths.ledger)
    for register in ledger.table_versions():
        for day in (date(2015, 12, 2), TODAY):
            mine = read_rows(home, ledger, register, day).drop(POSITION, OLD_SINCE, strict=False)
            theirs = read_known(home.paths, ledger, register, day)
            key = list(SHAPES[register].key)
            assert mine.sort(key).equals(theirs.sort(key))


CHANGES = st.lists(st.tuples(WHO, WHO).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=3)


@settings(max_examples=8)
@given(deliveries=DELIVERIES, changes=CHANGES, taken_back=st.lists(BENEFITS, max_size=2))
def test_whoever_changed_number_is_read_as_histories_read_them(
    tmp_path_factory: pytest.TempPathFactory,
    deliveries: list[tuple[str, Rows]],
    changes: list[tuple[str, str]],
    taken_back: Rows,
) -> None:
    home = home_with(tmp_path_factory.mktemp("numbers") / "home", list(enumerate(deliveries)))
    for number, (old, new) in enumerate(changes, start=2):
        change = {"old_cpr": old, "new_cpr": new, "date": f"2014-01-{number:02}"}
        deliver(home, "cpr_changes", [change], reported=date(2014, 1, number))
    if taken_back:
        deliver(home, "benefits", [row | {"withdrawn": "true"} for row in taken_back], reported=date(2015, 12, 3))
    ledger = Ledger(home.paths.ledger)
    numbers = new_numbers(home, ledger, TODAY)
    with duckdb.connect() as connection:
        number_persons(connection, home.paths, ledger, TODAY)
        for register in ("persons", "residence", "enrolments", "benefits", "activities"):
            known_persons(connection, home.paths, ledger, register, TODAY)
            names = [name for name in SHAPES[register].columns if name != "withdrawn"]
            theirs = connection.table(register).select(*names).fetchall()
            mine = read_rows(home, ledger, register, TODAY, numbers=numbers)
            assert sorted(mine.select(names).rows(), key=repr) == sorted(theirs, key=repr)
