"""Checking a home: each problem has one owner, who can find the row; the order of deliveries does not matter."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.checked import CAST, fill, read_list
from tests.homes import ALICE, BOB, TODAY, content_hash, deliver, new_home, write_csv

from videre.home.home import Home
from videre.pipeline.checking import check_home, feed_health
from videre.pipeline.gathering import NothingDelivered
from videre.pipeline.importing import import_delivery
from videre.pipeline.problem_lists import CannotWrite, write_lists
from videre.registers.quality.feeds import FeedState
from videre.registers.quality.reading import read_rows
from videre.store.deliveries import Ledger


def school_file(path: Path, rows: list[tuple[str, str, str, str, str]]) -> Path:
    """Write a file as the school system does, each row with an unreadable one above it."""
    names = "Elev-CPR;Skolenr;Uddannelse;Uddannelsesdel;Klassetrin;Startdato;Sidste skoledag;Afgang;Indberettet;Klasse"
    lines = [names]
    for cpr, start, last, outcome, reported in rows:
        lines.append(f"{cpr};101001;900;;10;31.2.2014;{last};{outcome};{reported};A")
        lines.append(f"{cpr};101001;900;;10;{start};{last};{outcome};{reported};A")
    path.write_bytes(("\n".join(lines) + "\n").encode("windows-1252"))
    return path


def import_school(home: Home, rows: list[tuple[str, str, str, str, str]], name: str = "elever.csv") -> None:
    file = school_file(home.paths.root.parent / name, rows)
    import_delivery(home, "enrolments", file, mapping="school-system-enrolments")


def test_a_problem_names_sender_file_row_and_column_as_the_sender_knows_them(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    import_school(
        home,
        [
            (ALICE, "11.8.2013", "27.6.2014", "A", "1.7.2014"),
            (BOB, "11.8.2014", "", "A", "1.9.2014"),  # says how it ended, and not when
        ],
    )
    (problem,) = check_home(home, date(2014, 9, 2)).problems.iter_rows(named=True)
    assert (problem["sender"], problem["file"], problem["row"]) == ("Skolesystemet", "elever.csv", 5)
    assert (problem["rule"], problem["column"], problem["severity"]) == (
        "outcome_without_end",
        "Sidste skoledag",
        "wrong",
    )
    assert "“Sidste skoledag”" in problem["da"]
    assert "“Sidste skoledag”" in problem["en"]
    assert problem["place"] == ""


def test_what_was_mended_is_gone_and_its_file_is_the_new_one(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    import_school(home, [(ALICE, "11.8.2014", "", "A", "1.9.2014"), (BOB, "11.8.2014", "", "A", "1.9.2014")])
    import_school(home, [(BOB, "11.8.2014", "", "S", "2.9.2014"), (ALICE, "11.8.2014", "", "I", "2.9.2014")], "ny.csv")
    before, after = (check_home(home, day).problems for day in (date(2014, 9, 1), date(2014, 9, 3)))
    assert before.select("file", "row").rows() == [("elever.csv", 3), ("elever.csv", 5)]
    assert after.select("file", "row").rows() == [("ny.csv", 3)]


def test_no_value_that_tells_who_somebody_is_stands_in_a_list(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    import_school(home, [(ALICE, "11.8.2014", "", "A", "1.9.2014")])
    text = check_home(home, TODAY).problems.write_csv()
    assert ALICE not in text
    known = read_rows(home, Ledger(home.paths.ledger), "enrolments", TODAY)
    assert str(known["person"].item()) not in text


def test_a_row_whose_file_cannot_be_read_again_is_named_by_its_key_without_the_person(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    import_school(home, [(ALICE, "11.8.2014", "", "A", "1.9.2014")])
    (kept,) = home.paths.deliveries.glob("*/elever.csv")
    kept.unlink()
    (problem,) = check_home(home, date(2014, 9, 2)).problems.iter_rows(named=True)
    assert (problem["file"], problem["row"]) == ("elever.csv", None)
    assert problem["place"] == "institution 101001, programme 900, start 2014-08-11"


def test_a_school_that_delivered_nothing_is_named_by_its_number(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    cprs = [f"61019501{number:02}" for number in range(10, 21)]
    import_school(home, [(cpr, "11.8.2013", "27.6.2014", "A", "1.7.2014") for cpr in cprs])
    problems = check_home(home, date(2014, 11, 1)).problems
    (nothing,) = problems.filter(pl.col("rule") == "school_delivered_nothing").iter_rows(named=True)
    assert (nothing["sender"], nothing["place"], nothing["row"]) == ("Skolesystemet", "institution 101001", None)


def test_somebody_who_changed_number_is_one_person(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    deliver(home, "cpr_changes", [{"old_cpr": ALICE, "new_cpr": BOB, "date": "2014-01-01"}], reported=date(2014, 1, 2))
    benefit = {"benefit": "kontanthjaelp", "start": "2014-04-01", "stop": "2015-01-01"}
    deliver(home, "benefits", [benefit | {"cpr": ALICE}], reported=date(2015, 1, 2))
    overlapping = [benefit | {"cpr": BOB, "start": "2014-06-01"}, benefit | {"cpr": BOB}]
    deliver(home, "benefits", overlapping, reported=date(2015, 1, 3))
    found = check_home(home, TODAY).problems.select("rule", "delivery", "row").rows()
    assert found == [("overlapping_benefit", 7, 3)]  # what was said under both numbers counts once


def test_an_old_number_that_is_still_used_is_shown(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    deliver(home, "cpr_changes", [{"old_cpr": ALICE, "new_cpr": BOB, "date": "2014-01-01"}], reported=date(2014, 1, 2))
    stay = {"cpr": ALICE, "benefit": "kontanthjaelp", "start": "2014-04-01", "stop": "2015-01-01"}
    deliver(home, "benefits", [stay], reported=date(2015, 1, 2))
    assert check_home(home, TODAY).problems["rule"].to_list() == ["old_number_used"]


def test_numbers_changed_in_a_circle_are_shown(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    changes = [
        {"old_cpr": ALICE, "new_cpr": BOB, "date": "2014-01-01"},
        {"old_cpr": BOB, "new_cpr": ALICE, "date": "2014-01-05"},
    ]
    deliver(home, "cpr_changes", changes, reported=date(2014, 1, 6))
    assert set(check_home(home, TODAY).problems["rule"]) == {"number_changed_back"}


def test_feeds_count_rows_persons_and_days_by_register_and_sender(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    import_school(home, [(ALICE, "11.8.2013", "27.6.2014", "A", "1.7.2014"), (BOB, "11.8.2014", "", "I", "1.9.2014")])
    canonical = {"cpr": ALICE, "institution": 280051, "programme": 920, "start": "2014-08-10", "outcome": "ongoing"}
    deliver(home, "enrolments", [canonical], reported=date(2014, 9, 3))
    feeds = {(feed.register, feed.sender): feed for feed in check_home(home, date(2014, 9, 16)).feeds}
    school, other = feeds["enrolments", "Skolesystemet"], feeds["enrolments", "canonical"]
    assert (school.rows, school.set_aside, school.n_persons, school.deliveries) == (4, 2, 2, 1)
    assert (school.last_reported, school.rhythm) == (date(2014, 9, 1), "weekly")
    assert (school.state, school.late_since) == (FeedState.LATE, date(2014, 9, 16))  # a week, a week's grace, a day
    assert (other.state, other.late_since, other.n_persons) == (FeedState.ON_TIME, None, 1)
    assert feeds["benefits", None].state is FeedState.NEVER
    assert feeds["institutions", "canonical"].n_persons is None
    assert list(feeds.values()) == feed_health(home, date(2014, 9, 16))


def test_checking_changes_nothing_and_suspected_duplicates_stay_two(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    twins = [{"cpr": cpr, "birth_date": "1995-01-01", "sex": "M"} for cpr in (ALICE, "6101950103")]
    deliver(home, "persons", twins, reported=date(2014, 1, 2))
    disciplines = ("danish_oral", "danish_reading", "danish_spelling", "danish_written", "english_oral")
    marks = [
        {"cpr": twin["cpr"], "school_year": "2010/11", "grade": 9, "discipline": name, "mark": 7, "status": "taken"}
        for twin in twins
        for name in disciplines
    ]
    deliver(home, "exams", marks, reported=date(2014, 1, 2))
    before = content_hash(home)
    problems = check_home(home, TODAY).problems
    assert problems.filter(pl.col("rule") == "suspected_same_person").height == 2
    assert content_hash(home) == before
    assert read_rows(home, Ledger(home.paths.ledger), "persons", TODAY).height == len(CAST) + 1


def test_a_delivery_that_comes_while_a_home_is_checked_does_not_count(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    lapsed = {"cpr": ALICE, "activity": "bridge_building", "start": "2015-08-01", "review": "2015-09-01"}
    deliver(home, "activities", [lapsed], reported=date(2015, 8, 1))

    def deliver_more(done: int, _of: int) -> None:
        deliver(home, "activities", [lapsed | {"cpr": BOB}], reported=date(2015, 8, 2 + done))

    before = check_home(home, TODAY)
    meanwhile = check_home(home, TODAY, deliver_more)
    assert meanwhile.problems.rows() == before.problems.rows()
    assert meanwhile.feeds == before.feeds
    assert len(check_home(home, TODAY).problems) == 2


def test_an_empty_home_is_refused_with_what_to_do(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    with pytest.raises(NothingDelivered, match="videre import"):
        check_home(home, TODAY)


def test_lists_of_an_earlier_day_are_replaced_and_a_clean_sender_gets_an_empty_one(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    import_school(home, [(ALICE, "11.8.2014", "", "A", "1.9.2014")])
    for day, n_rows in ((date(2014, 9, 2), 1), (date(2014, 8, 1), 0)):
        files = write_lists(check_home(home, day), tmp_path / "lists")
        assert [file.name for file in files] == ["canonical.csv", "skolesystemet.csv"]
        assert [len(read_list(file)) for file in files] == [0, n_rows]


def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    (tmp_path / "a-file").write_text("")
    with pytest.raises(CannotWrite, match="--out"):
        write_lists(check_home(home, TODAY), tmp_path / "a-file" / "lists")


def test_a_cell_that_a_spreadsheet_would_compute_is_text(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    fill(home)
    file = write_csv(tmp_path / "=cmd.csv", [{"cpr": ALICE, "activity": "bridge_building", "start": "2015-08-01"}])
    import_delivery(home, "activities", file, reported=date(2015, 9, 1))
    (problem,) = read_list(write_lists(check_home(home, TODAY), tmp_path / "lists")[0])
    assert problem["file"] == "'=cmd.csv"
