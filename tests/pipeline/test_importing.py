"""Importing deliveries: what is taken, ignored, set aside and taken back."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.homes import ALICE, BOB, CHARLIE, content_hash, deliver, new_home, stored, write_csv

from videre.home.home import Home
from videre.pipeline import importing
from videre.pipeline.importing import import_delivery
from videre.store.deliveries import Ledger
from videre.store.pseudonyms import pseudonym
from videre.store.tables import read_known

JUNE, JULY, AUGUST = date(2014, 6, 30), date(2014, 7, 31), date(2014, 8, 31)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def benefit(cpr: str, start: str, stop: str | None = None, **more: object) -> dict[str, object]:
    """Return a row of benefits."""
    return {"cpr": cpr, "benefit": "kontanthjaelp", "start": start, "stop": stop, **more}


def school(number: int, name: str) -> dict[str, object]:
    """Return a row of institutions."""
    return {"institution": number, "name": name}


def known(home: Home, register: str, day: date) -> pl.DataFrame:
    """Return the rows as known at a day."""
    return read_known(home.paths, Ledger(home.paths.ledger), register, day)


def test_rows_are_stored_with_a_pseudonym_and_when_it_was_said(home: Home) -> None:
    result = deliver(home, "benefits", [benefit(ALICE, "2014-01-01"), benefit(BOB, "2014-02-01")], reported=JUNE)
    assert (result.rows_in, result.accepted, result.set_aside, result.ignored) == (2, 2, 0, 0)
    rows = stored(home, "benefits")
    assert set(rows["person"]) == {pseudonym(cpr, home.key("pseudonym"), "cpr") for cpr in (ALICE, BOB)}
    assert rows["reported"].unique().to_list() == [JUNE]
    assert rows["sequence"].unique().to_list() == [1]


def test_the_delivered_file_is_kept_as_it_came_and_may_not_be_written(home: Home) -> None:
    deliver(home, "benefits", [benefit(ALICE, "2014-01-01")], reported=JUNE)
    kept, how_read = sorted((home.paths.deliveries / "1").iterdir())
    assert how_read.read_text() == '{"mapping": null, "reported": "2014-06-30"}'
    assert kept.read_bytes() == (home.paths.root.parent / "benefits-delivered.csv").read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o400


def test_a_file_called_like_our_own_list_does_not_lose_its_content(home: Home, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "set-aside.csv", [benefit(ALICE, "2014-01-01"), benefit(BOB, "2014-02-31")])
    import_delivery(home, "benefits", file, reported=JUNE)
    kept = home.paths.deliveries / "1"
    assert (kept / "delivered-set-aside.csv").read_bytes() == file.read_bytes()
    assert (kept / "set-aside.csv").read_text().startswith("row,column")


def test_the_ledger_says_who_delivered_what_and_how_it_went(home: Home) -> None:
    deliver(home, "benefits", [benefit(ALICE, "2014-01-01"), benefit(BOB, "2014-02-31")], reported=JUNE)
    (delivery,) = Ledger(home.paths.ledger).deliveries()
    assert (delivery.register, delivery.sender, delivery.file_name) == (
        "benefits",
        "canonical",
        "benefits-delivered.csv",
    )
    assert (delivery.rows_in, delivery.accepted, delivery.set_aside) == (2, 1, 1)
    assert (delivery.reported_from, delivery.reported_to) == (JUNE, JUNE)
    assert delivery.imported_on == date(2016, 2, 1)


def test_the_same_file_twice_changes_nothing(home: Home) -> None:
    rows = [benefit(ALICE, "2014-01-01"), benefit(BOB, "2014-02-01")]
    deliver(home, "benefits", rows, reported=JUNE)
    before = content_hash(home)
    again = deliver(home, "benefits", rows, reported=JUNE)
    assert (again.sequence, again.ignored) == (None, 2)
    assert content_hash(home) == before
    assert [path.name for path in home.paths.deliveries.iterdir()] == ["1"]


def test_the_same_file_with_set_aside_rows_twice_changes_nothing(home: Home) -> None:
    rows = [benefit(ALICE, "2014-01-01"), benefit(BOB, "2014-02-31")]
    first = deliver(home, "benefits", rows, reported=JUNE)
    before = content_hash(home)
    again = deliver(home, "benefits", rows, reported=JUNE)
    assert (again.sequence, again.ignored, again.set_aside) == (None, 1, 1)
    assert again.list_of_set_aside == first.list_of_set_aside
    assert content_hash(home) == before


def test_rows_that_waited_for_another_register_are_taken_when_the_file_comes_again(home: Home) -> None:
    stay = {"cpr": ALICE, "institution": 101002, "programme": 1145, "start": "2014-08-01", "outcome": "ongoing"}
    deliver(home, "institutions", [school(101001, "A")], reported=JUNE)
    assert deliver(home, "enrolments", [stay], reported=AUGUST).problems["rule"].to_list() == ["unknown_reference"]
    deliver(home, "institutions", [school(101001, "A"), school(101002, "B")], reported=JULY)
    assert deliver(home, "enrolments", [stay], reported=AUGUST).accepted == 1


def test_rows_that_the_store_has_are_ignored_and_the_new_ones_taken(home: Home) -> None:
    deliver(home, "benefits", [benefit(ALICE, "2014-01-01")], reported=JUNE)
    more = deliver(home, "benefits", [benefit(ALICE, "2014-01-01"), benefit(BOB, "2014-02-01")], reported=JUNE)
    assert (more.accepted, more.ignored) == (1, 1)
    assert len(stored(home, "benefits")) == 2


def test_the_same_words_on_a_later_day_confirm_what_was_said(home: Home) -> None:
    deliver(home, "benefits", [benefit(ALICE, "2014-01-01")], reported=JUNE)
    assert deliver(home, "benefits", [benefit(ALICE, "2014-01-01")], reported=JULY).accepted == 1
    assert known(home, "benefits", AUGUST)["reported"].to_list() == [JULY]


def test_a_correction_counts_from_the_day_on_which_it_was_reported(home: Home) -> None:
    deliver(home, "benefits", [benefit(ALICE, "2014-01-01")], reported=JUNE)
    deliver(home, "benefits", [benefit(ALICE, "2014-01-01", "2014-06-01")], reported=JULY)
    assert known(home, "benefits", JUNE)["stop"].to_list() == [None]
    assert known(home, "benefits", JULY)["stop"].to_list() == [date(2014, 6, 1)]


def test_a_key_that_is_taken_back_is_known_until_then(home: Home) -> None:
    deliver(home, "benefits", [benefit(ALICE, "2014-01-01")], reported=JUNE)
    deliver(home, "benefits", [benefit(ALICE, "2014-01-01", withdrawn="true")], reported=JULY)
    assert len(known(home, "benefits", JUNE)) == 1
    assert known(home, "benefits", JULY).is_empty()


def test_a_snapshot_takes_back_what_it_leaves_out_and_repeats_nothing(home: Home) -> None:
    deliver(home, "institutions", [school(101001, "A"), school(101002, "B")], reported=JUNE)
    result = deliver(home, "institutions", [school(101002, "B"), school(101003, "C")], reported=JULY)
    assert (result.accepted, result.ignored, result.withdrawn) == (1, 1, 1)
    assert set(known(home, "institutions", JUNE)["institution"]) == {101001, 101002}
    assert set(known(home, "institutions", JULY)["institution"]) == {101002, 101003}


def test_a_snapshot_brings_back_what_an_earlier_one_took_back(home: Home) -> None:
    for number, day in ((101001, JUNE), (101002, JULY), (101001, AUGUST)):
        deliver(home, "institutions", [school(number, "A")], reported=day)
    assert known(home, "institutions", AUGUST)["institution"].to_list() == [101001]


def test_a_snapshot_that_changes_nothing_is_still_a_delivery_of_that_day(home: Home) -> None:
    deliver(home, "institutions", [school(101001, "A")], reported=JUNE)
    same_words = deliver(home, "institutions", [school(101001, "A")], reported=JULY)
    assert (same_words.accepted, same_words.ignored) == (0, 1)
    assert Ledger(home.paths.ledger).newest_reported("institutions") == JULY
    assert len(stored(home, "institutions")) == 1


def test_a_row_set_aside_in_a_snapshot_is_not_missing_from_it(home: Home) -> None:
    deliver(home, "institutions", [school(101001, "A"), school(101002, "B")], reported=JUNE)
    result = deliver(home, "institutions", [school(101001, ""), school(101002, "B")], reported=JULY)
    assert (result.set_aside, result.withdrawn) == (1, 0)


def test_nothing_is_taken_back_while_a_key_of_the_snapshot_cannot_be_read(home: Home) -> None:
    deliver(home, "institutions", [school(101001, "A"), school(101002, "B")], reported=JUNE)
    rows = [{"institution": "l01001", "name": "A"}, school(101002, "B")]
    assert deliver(home, "institutions", rows, reported=JULY).withdrawn == 0


def test_a_snapshot_takes_back_only_what_its_own_sender_said(home: Home, tmp_path: Path) -> None:
    for supplier in ("North", "South"):
        mapping = f"""
name: {supplier.lower()}
register: contacts
supplier: {supplier}
title: {{da: x, en: x}}
delivery: snapshot
columns: {{cpr: {{from: CPR}}, unit: {{from: Enhed}}, role: {{from: Rolle}}, start: {{from: Fra}}}}
"""
        folder = home.paths.definitions / "mappings"
        folder.mkdir(exist_ok=True)
        (folder / f"{supplier.lower()}.yaml").write_text(mapping)

    def bring(supplier: str, cpr: str, day: date) -> int:
        row = {"CPR": cpr, "Enhed": supplier, "Rolle": "vejleder", "Fra": "2014-01-01"}
        file = write_csv(tmp_path / "contacts.csv", [row])
        return import_delivery(home, "contacts", file, mapping=supplier, reported=day).withdrawn

    assert bring("north", ALICE, JUNE) == 0
    assert bring("south", BOB, JUNE) == 0
    assert bring("north", CHARLIE, JULY) == 1
    assert set(known(home, "contacts", JULY)["unit"]) == {"north", "south"}


def test_an_event_counts_once_however_often_it_comes(home: Home) -> None:
    event = {"event_id": "e-1", "cpr": ALICE, "event": "interrupted", "date": "2014-05-01", "institution": 101001}
    deliver(home, "notifications", [event], reported=JUNE)
    again = deliver(home, "notifications", [event], reported=JULY)
    assert (again.accepted, again.ignored) == (0, 1)
    assert known(home, "notifications", JULY)["reported"].to_list() == [JUNE]


def test_a_corrected_event_takes_the_place_of_the_first(home: Home) -> None:
    event = {"event_id": "e-1", "cpr": ALICE, "event": "interrupted", "date": "2014-05-01", "institution": 101001}
    deliver(home, "notifications", [event], reported=JUNE)
    deliver(home, "notifications", [{**event, "event": "completed"}], reported=JULY)
    assert known(home, "notifications", JULY)["event"].to_list() == ["completed"]


def test_months_school_years_and_employers_are_kept_as_the_store_says(home: Home) -> None:
    work = {"cpr": ALICE, "month": "2014-03", "hours": "80.25", "kind": "ordinary", "employer": "12345678"}
    mark = {"cpr": ALICE, "school_year": "2013/14", "grade": 9, "discipline": "danish_oral", "mark": "02"}
    deliver(home, "employment", [work], reported=JUNE)
    deliver(home, "exams", [{**mark, "status": "taken"}], reported=JUNE)
    (employed,) = stored(home, "employment").to_dicts()
    (tested,) = stored(home, "exams").to_dicts()
    assert (employed["month"], employed["hours"]) == (date(2014, 3, 1), 80.25)
    assert employed["employer"] == pseudonym("12345678", home.key("pseudonym"), "company")
    assert (tested["school_year"], tested["mark"]) == (2013, 2)


def test_a_spreadsheet_goes_the_same_way(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "benefits.xlsx"
    pl.DataFrame([benefit(ALICE, "2014-01-01"), benefit(BOB, "2014-02-31")]).write_excel(file)
    result = import_delivery(home, "benefits", file, reported=JUNE)
    assert (result.accepted, result.set_aside) == (1, 1)
    assert result.problems.row(0)[:4] == (3, "start", "start", "impossible_date")


def test_the_set_aside_rows_are_listed_beside_the_file_with_how_to_mend_them(home: Home) -> None:
    result = deliver(home, "benefits", [benefit(ALICE, "2014-01-01"), benefit(BOB, "2014-02-31")], reported=JUNE)
    assert result.list_of_set_aside == home.paths.deliveries / "1" / "set-aside.csv"
    listed = pl.read_csv(result.list_of_set_aside)
    assert listed.row(0)[:4] == (3, "start", "start", "impossible_date")
    assert listed["da"][0].startswith("Datoen")
    assert listed["en"][0].startswith("The date")


def test_progress_is_told_in_per_cent_and_never_goes_back(home: Home, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    file = write_csv(tmp_path / "benefits.csv", [benefit(ALICE, "2014-01-01")] * 20_000)
    import_delivery(home, "benefits", file, reported=JUNE, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 100)
    assert told[-1] == (100, 100)
    assert len(told) > 4
    assert told == sorted(told)


@pytest.mark.parametrize("name", ["Søren Ærøs hjem", "100% å"])
def test_a_home_may_lie_in_a_folder_with_danish_letters(tmp_path: Path, name: str) -> None:
    home = new_home(tmp_path / name)
    for cpr in (ALICE, BOB):
        deliver(home, "benefits", [{"cpr": cpr, "benefit": "kontanthjaelp", "start": "2014-01-01"}], reported=JUNE)
    assert len(stored(home, "benefits")) == 2


def test_a_file_that_is_written_to_while_it_is_read_is_refused(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_csv(tmp_path / "benefits.csv", [benefit(ALICE, "2014-01-01")])
    real = importing.find_changes

    def append_then(*asked: Any) -> Any:
        file.write_bytes(file.read_bytes() + b"more\n")
        return real(*asked)

    monkeypatch.setattr(importing, "find_changes", append_then)
    with pytest.raises(importing.FileChanged):
        import_delivery(home, "benefits", file, reported=JUNE)
    assert Ledger(home.paths.ledger).deliveries() == []
    assert not any(home.paths.deliveries.iterdir())
