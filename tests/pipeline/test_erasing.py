"""Erased for good: no byte below the home says who it was, in any register, form, version or number."""

import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tests.homes import ALICE, BOB, CHARLIE, TODAY, content_hash, deliver, new_home, stored
from tests.pipeline.conftest import Ask
from tests.pipeline.test_importing_privacy import NAME, ROWS

from videre.definitions.catalogue import Definitions
from videre.home.home import Home, get_home
from videre.pipeline.erasing import NoCpr, erase, finish_erasing
from videre.pipeline.receiving import import_received, receive
from videre.store.deliveries import Ledger
from videre.store.forgetting import Reading, forget_in_file, forget_in_text
from videre.store.histories import get_history
from videre.store.pseudonyms import pseudonym
from videre.store.tombstones import Tombstones

JUNE, JULY = date(2014, 6, 30), date(2014, 7, 31)
OTHER = "6304970303"
NEWER = "6101950119"


def forms_of(home: Home, cpr: str) -> list[bytes]:
    """Return every way in which a person could stand in a file: number, pseudonym as text and as eight bytes."""
    person = pseudonym(cpr, home.key("pseudonym"), "cpr")
    texts = [cpr, f"{cpr[:6]}-{cpr[6:]}", f"{cpr[:6]} {cpr[6:]}", str(person)]
    wide = [text.encode("utf-16-le") for text in texts] + [text.encode("utf-16-be") for text in texts]
    return [text.encode() for text in texts] + wide + [person.to_bytes(8, "little"), person.to_bytes(8, "big")]


def found_in(home: Home, cprs: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """Return the files below a home in which one of the persons stands, compressed columns and cells looked into."""
    persons = {pseudonym(cpr, home.key("pseudonym"), "cpr") for cpr in cprs}
    secrets = [form for cpr in cprs for form in forms_of(home, cpr)] + [name.encode() for name in names]
    found = []
    for path in sorted(home.paths.root.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        if any(secret in content for secret in secrets):
            found.append(path.name)
        if path.suffix == ".parquet":
            frame = pl.read_parquet(path)
            columns = [frame[name] for name in frame.columns if frame[name].dtype == pl.Int64]
            if any(column.is_in(list(persons)).any() for column in columns):
                found.append(path.name)
        if path.suffix == ".xlsx":
            cells = str([list(sheet.values) for sheet in load_workbook(path)]).encode()
            found += [path.name] if any(secret in cells for secret in secrets) else []
    return found


def deliver_everything(home: Home) -> None:
    """Deliver every register twice about Alice and somebody else, Bob's guardian among them."""
    for register, row in ROWS.items():
        other = {name: OTHER if value in (ALICE, f"{ALICE[:6]}-{ALICE[6:]}") else value for name, value in row.items()}
        if register == "persons":
            other |= {"given_name": "Anden", "family_name": "Anden", "address": "Vej 2", "birth_date": "1997-04-03"}
            other |= {"guardians": f"{ALICE} {BOB}", "sex": "M"}
        if register == "cpr_changes":
            continue
        deliver(home, register, [row, other], reported=JUNE)
        deliver(home, register, [row, other], reported=JULY)


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Give a home to which everything was delivered, to be copied."""
    home = new_home(tmp_path_factory.mktemp("delivered") / "home")
    deliver_everything(home)
    return home


@pytest.fixture
def home(delivered: Home, tmp_path: Path) -> Home:
    shutil.copytree(delivered.paths.root, tmp_path / "home")
    return get_home(tmp_path / "home")


def test_no_byte_below_the_home_says_who_was_erased(home: Home) -> None:
    definitions = Definitions()
    history = get_history(home, Ledger(home.paths.ledger), definitions, TODAY)
    assert len(history.persons) == 2
    assert len(found_in(home, [ALICE], [NAME])) > 2 * len(ROWS), "the search finds a person where one is"
    others = {register: len(stored(home, register)) for register in ROWS}
    done = erase(home, [f"{ALICE[:6]}-{ALICE[6:]}"])
    assert (done.n_numbers, done.n_persons) == (1, 1)
    assert found_in(home, [ALICE], [NAME]) == []
    assert len(found_in(home, [OTHER])) > len(ROWS), "everybody else is still there"
    for register, n_rows in others.items():
        assert len(stored(home, register)) == n_rows / 2, register
    assert len(get_history(home, Ledger(home.paths.ledger), definitions, TODAY).persons) == 1


def test_a_child_s_row_stays_without_its_erased_guardian(home: Home) -> None:
    erase(home, [ALICE])
    kept = next(path for path in home.paths.deliveries.rglob("persons-delivered.csv")).read_text()
    assert OTHER in kept
    assert BOB in kept
    assert ALICE not in kept


def test_erasing_again_changes_nothing_and_nobody_is_found(home: Home) -> None:
    erase(home, [ALICE])
    before = content_hash(home), Ledger(home.paths.ledger).store_version()
    assert erase(home, [ALICE]) == (0, 0, 0, 0)
    assert (content_hash(home), Ledger(home.paths.ledger).store_version()) == before


def test_all_numbers_of_a_person_are_erased_together(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    for cpr in (ALICE, NEWER, OTHER):
        deliver(home, "benefits", [{"cpr": cpr, "benefit": "kontanthjaelp", "start": "2014-01-01"}], reported=JUNE)
    changes = [{"old_cpr": ALICE, "new_cpr": NEWER, "date": "2014-01-01"}]
    deliver(home, "cpr_changes", changes, reported=JUNE)
    assert erase(home, [NEWER])[:2] == (2, 1)
    assert found_in(home, [ALICE, NEWER]) == []
    assert len(stored(home, "benefits")) == 1


def test_whoever_only_seemed_to_be_the_same_person_is_not_erased(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    for cpr in (ALICE, OTHER):
        deliver(home, "benefits", [{"cpr": cpr, "benefit": "kontanthjaelp", "start": "2014-01-01"}], reported=JUNE)
    change = {"old_cpr": ALICE, "new_cpr": OTHER, "date": "2014-01-01"}
    deliver(home, "cpr_changes", [change], reported=JUNE)
    deliver(home, "cpr_changes", [{**change, "withdrawn": "true"}], reported=JULY)
    erase(home, [ALICE])
    assert found_in(home, [ALICE]) == []
    assert len(stored(home, "benefits")) == 1


def test_what_is_no_number_erases_nobody_and_is_not_repeated(home: Home) -> None:
    before = content_hash(home)
    with pytest.raises(NoCpr, match="Number 2") as refused:
        erase(home, [ALICE, "610195"])
    assert "610195" not in str(refused.value)
    assert content_hash(home) == before
    assert len(Tombstones(home)) == 0


def test_the_ledger_says_how_many_have_been_erased_since_a_version(home: Home) -> None:
    ledger = Ledger(home.paths.ledger)
    version = ledger.store_version()
    erase(home, [ALICE])
    erase(home, [OTHER])
    assert ledger.n_erased_since(version) == 2
    assert ledger.n_erased_since(version + 1) == 1
    assert ledger.n_erased_since(ledger.store_version()) == 0


def test_an_erasure_that_was_interrupted_is_finished_by_the_next(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    undisturbed = copy_of(home)
    erase(undisturbed, [ALICE])
    for function in ("rewrite_without", "bring_all_back", "find_persons"):
        interrupted = copy_of(home)
        with monkeypatch.context() as patched:
            patched.setattr(f"videre.pipeline.erasing.{function}", stop)
            with pytest.raises(KeyboardInterrupt):
                erase(interrupted, [ALICE])
        assert Tombstones(interrupted).pending() == 1
        finish_erasing(interrupted)
        assert Tombstones(interrupted).pending() == 0
        assert found_in(interrupted, [ALICE], [NAME]) == []
        assert content_hash(interrupted) == content_hash(undisturbed)


EVERY = [pytest.param(7), pytest.param(1, marks=pytest.mark.long)]  # every seventh boundary by day, each at night


@pytest.mark.parametrize("step", EVERY)
def test_an_erasure_killed_at_a_boundary_is_before_or_after_and_is_finished(
    killer: Ask, tmp_path: Path, step: int
) -> None:
    home = new_home(tmp_path / "home")
    for register in ("benefits", "residence"):
        deliver(home, register, [ROWS[register], ROWS[register] | {"cpr": OTHER}], reported=JUNE)
    before, after = content_hash(home), copy_of(home)
    n_boundaries = killer(after, erase=ALICE, boundary=0)["n_boundaries"]
    assert n_boundaries > 50
    for boundary in range(1, n_boundaries + 1, step):
        killed = copy_of(home)
        assert killer(killed, erase=ALICE, boundary=boundary)["is_killed"]
        assert content_hash(killed) in (before, content_hash(after))
        erase(killed, [ALICE])
        assert content_hash(killed) == content_hash(after)
        assert found_in(killed, [ALICE]) == []
        assert Tombstones(killed).pending() == 0
        shutil.rmtree(killed.paths.root)


def stop(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


def copy_of(home: Home) -> Home:
    """Return a copy of a home."""
    folder = home.paths.root.with_name(f"copy-{len(list(home.paths.root.parent.iterdir()))}")
    shutil.copytree(home.paths.root, folder)
    return Home(type(home.paths)(folder), home.settings)


def test_what_a_killed_import_left_behind_is_erased_too(home: Home) -> None:
    left = home.paths.deliveries / "99.unfinished"
    left.mkdir()
    (left / "a.csv").write_text(ALICE)
    (home.paths.store / "benefits" / "orphan.parquet").write_bytes(ALICE.encode())
    erase(home, [ALICE])
    assert found_in(home, [ALICE], [NAME]) == []


def test_a_sender_who_goes_on_sending_an_erased_person_brings_nothing_back(home: Home) -> None:
    erase(home, [ALICE])
    august = date(2014, 8, 31)
    for register, row in ROWS.items():
        if register != "cpr_changes":
            result = deliver(
                home,
                register,
                [
                    row,
                    {**row, "cpr": BOB, "birth_date": "1996-03-02", "sex": "K"}
                    if register == "persons"
                    else {**row, "cpr": BOB},
                ],
                reported=august,
            )
            assert result.set_aside == 1, register
            assert set(result.problems["rule"]) == {"erased_person"}
            assert result.rows_in == result.accepted + result.set_aside + result.ignored
            again = deliver(home, register, [row], reported=august)
            assert (again.accepted, again.set_aside) == (0, 1)
    assert found_in(home, [ALICE], []) == []


def test_a_change_of_number_does_not_bring_an_erased_person_back(home: Home) -> None:
    erase(home, [ALICE])
    result = deliver(home, "cpr_changes", [{"old_cpr": ALICE, "new_cpr": NEWER, "date": "2014-01-01"}], reported=JULY)
    assert result.set_aside == 1
    assert found_in(home, [ALICE]) == []


def test_events_that_wait_to_be_imported_are_erased_too_and_the_others_still_come_in(home: Home) -> None:
    before = len(stored(home, "notifications"))
    events = [
        {"event_id": cpr, "cpr": cpr, "event": "at_risk", "date": "2015-05-01", "institution": "280051"}
        for cpr in (ALICE, BOB)
    ]
    receive(home, [json.dumps(event) for event in events], received=date(2015, 5, 2))
    erase(home, [ALICE])
    assert found_in(home, [ALICE], [NAME]) == []
    imported = import_received(home)
    assert (imported.n_torn, [result.accepted for result in imported.results]) == (0, [1])
    assert len(stored(home, "notifications")) == before - 1 + 1


class Casework:
    """A place beside the store that knows two persons."""

    def __init__(self) -> None:
        self.persons = [ALICE, OTHER]
        self.asked: list[str] = []

    def check_may_be_erased(self, is_erased) -> None:
        self.asked = [cpr for cpr in self.persons if is_erased(cpr)]

    def erase(self, is_erased) -> int:
        n_before = len(self.persons)
        self.persons = [cpr for cpr in self.persons if not is_erased(cpr)]
        return n_before - len(self.persons)


def test_the_casework_database_is_asked_too(home: Home) -> None:
    casework = Casework()
    assert erase(home, [ALICE], lambda _home: [casework]).n_elsewhere == 1
    assert casework.asked == [ALICE]  # before a tombstone is put up
    assert casework.persons == [OTHER]


def test_a_second_place_for_the_tombstones_is_written_first_and_read_too(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    copy = tmp_path / "safe" / "tombstones.json"
    home = Home(home.paths, home.settings.model_copy(update={"tombstones_copy": str(copy)}))
    with pytest.raises(Exception, match="Nothing was erased"):
        erase(home, [ALICE])
    assert not home.paths.tombstones.exists()
    copy.parent.mkdir()
    erase(home, [ALICE])
    home.paths.tombstones.unlink()
    assert Tombstones(home).is_erased_cpr(ALICE)


TEXT = 'Udtræk af 1. juli\r\ncpr;navn;værge\r\n{a};Ægir;{b}\r\n{b};Bo;{a} {c}\r\n{c};"Ca\r\nrl";\r\n'
KEPT = 'Udtræk af 1. juli\r\ncpr;navn;værge\r\n{b};Bo;{c}\r\n{c};"Ca\r\nrl";\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("hyphen", ["", "-"])
def test_in_a_text_of_any_encoding_the_other_rows_stay_as_they_are(encoding: str, hyphen: str) -> None:
    written = {name: cpr[:6] + hyphen + cpr[6:] for name, cpr in (("a", ALICE), ("b", BOB), ("c", CHARLIE))}
    content = TEXT.format(**written).encode(encoding)
    reading = Reading(frozenset({"værge"}), encoding)
    kept = forget_in_text(content, lambda digits: digits == ALICE, reading)
    assert kept == KEPT.format(**written).encode(encoding)


@given(rows=st.lists(st.lists(st.sampled_from([ALICE, BOB, CHARLIE, "x", "æ", '"a\nb"']), min_size=1, max_size=4)))
def test_after_forgetting_a_number_is_nowhere_and_rows_without_it_are_all_there(rows: list[list[str]]) -> None:
    lines = [";".join(row) + "\n" for row in rows]
    kept = forget_in_text("".join(lines).encode(), lambda digits: digits == ALICE, Reading()).decode()
    assert kept == "".join(line for line in lines if ALICE not in line)


def test_in_a_line_of_fixed_places_a_number_is_found_between_other_digits() -> None:
    content = f"20140630{ALICE}165\n20140630{BOB}165\n".encode()
    reading = Reading(quoted=False)
    assert forget_in_text(content, lambda digits: digits == ALICE, reading) == f"20140630{BOB}165\n".encode()


def test_in_a_workbook_rows_are_left_out_and_the_other_cells_keep_their_values(tmp_path: Path) -> None:
    born_early = "0" + ALICE[1:]
    book = Workbook()
    sheet = book.active
    for row in [["cpr", "fra"], [int(born_early), date(2014, 1, 1)], [BOB, date(2014, 2, 1)], [3.5, "=1+1"]]:
        sheet.append(row)
    file = tmp_path / "a.xlsx"
    book.save(file)
    assert forget_in_file(file, lambda digits: digits == born_early, Reading())
    cells = load_workbook(file).active.values
    assert [str(row[0]) for row in cells] == ["cpr", BOB, "3.5"]
    assert not forget_in_file(file, lambda digits: digits == born_early, Reading())


def test_tombstones_say_nothing_without_the_keys(home: Home) -> None:
    erase(home, [ALICE])
    stones = json.loads(home.paths.tombstones.read_text())["tombstones"]
    assert len(stones) == 1
    (home.paths.keys / "tombstone.key").write_text("22" * 32)
    assert not Tombstones(home).is_erased_cpr(ALICE)
