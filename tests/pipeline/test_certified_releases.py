"""What a home releases is proved, kept in the ledger, and stays as it was published."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.pipeline.small_home import small_home, tell_of_a_break

from videre.cli.commands.attack import lines_of
from videre.definitions.catalogue import Definitions
from videre.definitions.counting import Countings
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.breaking import Broken
from videre.disclosure.released import read_released
from videre.home.home import Home
from videre.pipeline import attacking
from videre.pipeline.attacking import attack_home
from videre.pipeline.certifying import NotCovered, families_of
from videre.pipeline.examining import examine_releases
from videre.pipeline.releasing import release

WINTER, SPRING = date(2014, 11, 20), date(2015, 1, 20)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = small_home(tmp_path)
    release(made, WINTER, ("youth_15_17",))
    return made


def edit(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    fields = json.loads(path.read_text("utf-8"))
    change(fields)
    path.write_text(json.dumps(fields), "utf-8")


def test_what_is_released_is_accepted_by_the_checker_and_withstands_the_attacker(home: Home) -> None:
    found = examine_releases(home)
    assert found.refused == ()
    assert found.n_entries > 0
    assert found.n_tables == 1
    assert attack_home(home).learned == ()


def test_what_the_attacker_could_not_decide_is_told_of(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attacking, "break_group", lambda _group: Broken({}, 3))
    report = attack_home(home)
    assert report.n_undecided > 0
    assert f"NOT DECIDED within the solver's nodes: {report.n_undecided} questions" in " ".join(lines_of(report))


def test_releasing_again_writes_nothing_new_and_a_later_month_is_added(home: Home) -> None:
    ledger = home.paths.release_ledger
    before = {path: path.read_bytes() for path in ledger.glob("*/*.json")}
    release(home, WINTER, ("youth_15_17",))
    assert {path: path.read_bytes() for path in ledger.glob("*/*.json")} == before
    release(home, SPRING, ("youth_15_17",))
    after = {path: path.read_bytes() for path in ledger.glob("*/*.json")}
    assert before.items() <= after.items()
    assert len(after) > len(before)
    assert examine_releases(home).refused == ()


def test_a_published_month_stays_as_published_though_the_registers_say_otherwise_now(home: Home) -> None:
    path = home.paths.released / "youth_15_17.json"
    before = read_released(path.read_text("utf-8")).rows
    tell_of_a_break(home, reported=date(2014, 12, 1))
    release(home, SPRING, ("youth_15_17",))
    after = read_released(path.read_text("utf-8")).rows
    assert after[: len(before)] == before


def test_an_edited_table_is_refused_with_its_period(home: Home) -> None:
    def tell_one_more(fields: dict[str, object]) -> None:
        fields["rows"][0].update(numerator=17)  # type: ignore[index]

    edit(home.paths.released / "youth_15_17.json", tell_one_more)
    (reason,) = examine_releases(home).refused
    assert "the table was edited" in reason


def test_an_edited_entry_of_the_ledger_is_refused(home: Home) -> None:
    def show_what_is_hidden(fields: dict[str, object]) -> None:
        row = fields["rows"]["youth_15_17"][0]  # type: ignore[index]
        row.update(is_hidden=False, numerator=2, denominator=3, unknown=0)

    path = next(iter(sorted(home.paths.release_ledger.glob("*/*.json"))))
    edit(path, show_what_is_hidden)
    assert any("is published" in reason for reason in examine_releases(home).refused)
    path.write_text("{}", "utf-8")
    assert any("cannot be read" in reason for reason in examine_releases(home).refused)


def test_a_table_without_its_ledger_is_refused(home: Home) -> None:
    for path in home.paths.release_ledger.glob("*/*.json"):
        path.unlink()
    assert any("there is no certificate" in reason for reason in examine_releases(home).refused)


def test_every_table_of_the_catalogue_says_how_it_is_counted_or_is_not_released() -> None:
    definitions = Definitions()
    catalogue = definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    countings = definitions.definition("disclosure", "countings", Countings)
    assert {table.name for family in families_of(catalogue, countings) for table in family.tables} == {
        table.name for table in catalogue.tables
    }
    fewer = countings.model_copy(update={"countings": countings.countings[1:]})
    with pytest.raises(NotCovered, match="nobody has said how completion is counted"):
        families_of(catalogue, fewer)
