"""What was published is published anew once a year, old and new together, and the home says what was revised."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.homes import deliver, new_home

from videre.cli.commands import release as command
from videre.cli.exit_codes import ExitCode
from videre.disclosure.released import Released, read_released
from videre.home.home import Home
from videre.pipeline import releasing_anew
from videre.pipeline.attacking import attack_home
from videre.pipeline.examining import examine_releases
from videre.pipeline.releasing import release
from videre.pipeline.releasing_anew import FamilyAnew, NotRevisable, RevisedAlready, release_anew
from videre.store.release_ledger import ReleaseLedger

STX, COLLEGE = 1145, 280051
N_PERSONS = 40
AUTUMN, NEXT_AUTUMN, SUMMER, YEAR_LATER = date(2014, 11, 20), date(2015, 11, 20), date(2016, 8, 20), date(2016, 11, 20)
TABLE = "youth_15_17"
MONTH = "2014-10"


def cpr(number: int) -> str:
    """Return a replacement number of a girl or boy born in February 1998."""
    return f"{61 + number % 28:02d}0298{2000 + number:04d}"


def course(number: int, stop: str | None = None, outcome: str = "ongoing") -> dict[str, object]:
    return {
        "cpr": cpr(number),
        "institution": COLLEGE,
        "programme": STX,
        "start": "2014-08-10",
        "stop": stop,
        "outcome": outcome,
    }


def tell_of_breaks(home: Home, numbers: range, reported: date) -> None:
    rows = [course(number, "2014-09-15", "interrupted") for number in numbers]
    assert deliver(home, "enrolments", rows, reported=reported).accepted == len(rows)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home where forty young people are in education, and seven of them turn out not to be."""
    made = new_home(tmp_path / "home")
    programme = {"programme": STX, "name": "stx", "kind": "stx", "level": "H20", "counts_as_youth_education": "true"}
    deliver(made, "programmes", [programme], reported=date(2013, 1, 1))
    deliver(made, "institutions", [{"institution": COLLEGE, "name": "Gymnasiet"}], reported=date(2013, 1, 1))
    people: list[dict[str, object]] = [
        {
            "cpr": cpr(number),
            "given_name": "A",
            "family_name": "B",
            "birth_date": f"1998-02-{1 + number % 28:02d}",
            "sex": "MK"[number % 2],
            "origin": "danish",
        }
        for number in range(N_PERSONS)
    ]
    assert deliver(made, "persons", people, reported=date(2014, 1, 1)).accepted == N_PERSONS
    homes: list[dict[str, object]] = [
        {"cpr": each["cpr"], "municipality": 165, "start": each["birth_date"]} for each in people
    ]
    deliver(made, "residence", homes, reported=date(2014, 1, 1))
    deliver(made, "enrolments", [course(number) for number in range(N_PERSONS)], reported=date(2014, 9, 5))
    release(made, AUTUMN, (TABLE,))
    tell_of_breaks(made, range(7), date(2014, 12, 1))
    return made


def kept(home: Home) -> Released:
    return read_released((home.paths.released / f"{TABLE}.json").read_text("utf-8"))


def told_of(home: Home, period: str) -> float | None:
    row = kept(home).find_row(period, {})
    assert row is not None
    return row.numerator


def test_a_changed_month_is_published_anew_and_both_editions_stay_in_the_ledger(home: Home) -> None:
    assert told_of(home, MONTH) == N_PERSONS
    anew = release_anew(home, NEXT_AUTUMN, (TABLE,))
    assert (TABLE, MONTH) in anew.revised
    assert told_of(home, MONTH) == N_PERSONS - 7
    assert [table.name for table in anew.released] == [TABLE]  # no other table of the family had been asked for
    editions = ReleaseLedger(home.paths.release_ledger).list_editions(TABLE, MONTH)
    assert [entry.edition for entry in editions] == [1, 2]
    assert [entry.rows[TABLE][0].numerator for entry in editions] == [N_PERSONS, N_PERSONS - 7]
    assert examine_releases(home).refused == ()
    assert attack_home(home).learned == ()


def test_the_table_says_what_was_revised_and_when(home: Home) -> None:
    assert not kept(home).revised
    release_anew(home, NEXT_AUTUMN, (TABLE,))
    table = kept(home)
    assert table.revised[MONTH] == NEXT_AUTUMN.isoformat()
    assert f"{MONTH} ({NEXT_AUTUMN})" in table.rule["da"]
    assert f"{MONTH} ({NEXT_AUTUMN})" in table.rule["en"]
    release(home, SUMMER, (TABLE,))
    assert kept(home).revised[MONTH] == NEXT_AUTUMN.isoformat()
    assert told_of(home, MONTH) == N_PERSONS - 7


def test_a_second_revision_within_a_year_is_refused_and_one_after_it_is_made(home: Home) -> None:
    release_anew(home, NEXT_AUTUMN, (TABLE,))
    before = {path: path.read_bytes() for path in home.paths.release_ledger.glob("*/*.json")}
    tell_of_breaks(home, range(7, 14), date(2015, 3, 1))
    with pytest.raises(RevisedAlready, match=f"at most once in 12 months.*{MONTH}.*{NEXT_AUTUMN}"):
        release_anew(home, SUMMER, (TABLE,))
    assert {path: path.read_bytes() for path in home.paths.release_ledger.glob("*/*.json")} == before
    release_anew(home, YEAR_LATER, (TABLE,))
    assert told_of(home, MONTH) == N_PERSONS - 14
    assert [e.edition for e in ReleaseLedger(home.paths.release_ledger).list_editions(TABLE, MONTH)] == [1, 2, 3]
    assert examine_releases(home).refused == ()


def test_the_year_is_counted_from_the_day_of_the_first_publication_too(home: Home) -> None:
    """Though something came to the month since: it was published on that day all the same."""
    path = home.paths.release_ledger / TABLE / f"{MONTH}.001.json"
    added = json.loads(path.read_text("utf-8")) | {"number": 2, "known_at": "2015-03-01"}
    path.with_name(f"{MONTH}.002.json").write_text(json.dumps(added), "utf-8")
    with pytest.raises(RevisedAlready, match=rf"{MONTH} \(on {AUTUMN}\)"):
        release_anew(home, NEXT_AUTUMN - timedelta(days=1), (TABLE,))
    assert told_of(home, MONTH) == N_PERSONS
    assert (TABLE, MONTH) in release_anew(home, NEXT_AUTUMN, (TABLE,)).revised


def test_what_cannot_be_proved_is_told_of_though_the_rest_is_too_soon(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def revise_none(*_args: object) -> FamilyAnew:
        return FamilyAnew((), (), ((MONTH, "2014-11-20"),), ("2014-11",))

    monkeypatch.setattr(releasing_anew, "revise_family", revise_none)
    anew = release_anew(home, NEXT_AUTUMN, (TABLE,))
    assert anew.too_soon == ((TABLE, MONTH, "2014-11-20"),)
    assert anew.unproved == ((TABLE, "2014-11"),)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("completion", "expected numbers, which are not published anew"),
        ("completion_fan", "keeps nothing as it was published"),
        ("official_figures", "keeps nothing as it was published"),
        ("youth_15_71", "no table youth_15_71 in the catalogue"),
    ],
)
def test_a_table_that_is_never_published_anew_is_refused_with_the_reason(home: Home, table: str, reason: str) -> None:
    with pytest.raises(NotRevisable, match=reason):
        release_anew(home, NEXT_AUTUMN, (TABLE, table))


def test_what_has_not_changed_is_not_published_anew(home: Home) -> None:
    release_anew(home, NEXT_AUTUMN, (TABLE,))
    assert release_anew(home, NEXT_AUTUMN, (TABLE,)).revised == ()
    assert "2014-07" not in kept(home).revised


def test_an_entry_that_forgets_what_the_old_edition_tells_is_refused(home: Home) -> None:
    release_anew(home, NEXT_AUTUMN, (TABLE,))
    path = home.paths.release_ledger / TABLE / f"{MONTH}.002.json"
    path.write_text(path.read_text("utf-8").replace(f'"{TABLE}[] persons":{N_PERSONS}', f'"{TABLE}[] persons":39', 1))
    assert any(MONTH in reason for reason in examine_releases(home).refused)


def test_the_command_says_what_is_published_anew(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(TABLE, home=home.paths.root, as_known_at=NEXT_AUTUMN, revise=True) == ExitCode.DONE
    assert f"{TABLE} {MONTH} is published anew." in capsys.readouterr().err
