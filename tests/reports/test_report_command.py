"""`videre report`: from a home with released tables to a file, or to a sentence that says what to do."""

from datetime import date
from pathlib import Path

import pytest
from tests.reports.tables import all_tables

from videre.cli.app import main
from videre.home.home import Home, make_home
from videre.home.settings import Settings
from videre.pipeline.reporting import report
from videre.reports.half_years import HalfYear, NoHalfYear, NothingToReport

DAY = date(2016, 2, 5)

pytestmark = pytest.mark.usefixtures("without_casework")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which nothing is released."""
    return make_home(
        tmp_path / "home", Settings(municipality=165, municipality_name="Albertslund", today=DAY, is_demo=True)
    )


@pytest.fixture
def filled(home: Home) -> Home:
    """Return the home with every table released, as `videre release` keeps them."""
    for table in all_tables():
        (home.paths.released / f"{table.name}.json").write_text(table.as_json(), "utf-8")
    return home


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Return the exit code of `videre` with some arguments."""
    monkeypatch.setattr("sys.argv", ["videre", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(str(ended.value.code))


def test_the_report_lies_in_the_homes_reports(
    filled: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "report", "--half", "2015H2", "--home", str(filled.paths.root)) == 0
    path = filled.paths.reports / "halvaarsrapport-2015H2.pdf"
    assert path.read_bytes().startswith(b"%PDF-1.7")
    assert path.name in capsys.readouterr().err
    assert list(filled.paths.reports.iterdir()) == [path]


def test_it_goes_where_it_is_asked_to_in_english_too(
    filled: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "council" / "papers"
    arguments = ("--half", "2015H2", "--home", str(filled.paths.root), "--out", str(out), "--language", "en")
    assert call(monkeypatch, "report", *arguments) == 0
    assert [path.name for path in out.iterdir()] == ["half-year-report-2015H2.pdf"]


@pytest.mark.parametrize(
    ("asked", "endings"), [("pdf,docx", {".pdf", ".docx"}), ("html", {".html"}), ("all", {".pdf", ".docx", ".html"})]
)
def test_several_forms_are_asked_for_at_once(
    filled: Home, monkeypatch: pytest.MonkeyPatch, asked: str, endings: set[str]
) -> None:
    home = str(filled.paths.root)
    assert call(monkeypatch, "report", "--half", "2015H2", "--format", asked, "--home", home) == 0
    assert {path.suffix for path in filled.paths.reports.iterdir()} == endings


def test_a_form_that_there_is_not_is_refused_with_those_there_are(
    filled: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(filled.paths.root)
    assert call(monkeypatch, "report", "--half", "2015H2", "--format", "pdf,odt", "--home", home) == 1
    assert "There is no form 'odt'. Write pdf, docx, html, leaflet or all" in capsys.readouterr().err


def test_the_same_home_gives_the_same_bytes(filled: Home) -> None:
    first = report(filled, HalfYear(2015, 2), DAY)[0].read_bytes()
    assert report(filled, HalfYear(2015, 2), DAY)[0].read_bytes() == first


@pytest.mark.parametrize(
    ("half", "sentence"),
    [("2015", "is no half-year"), ("2016H2", "2016H2 has not begun on 2016-02-05")],
)
def test_what_is_no_half_year_or_has_not_begun_is_refused(
    half: str,
    sentence: str,
    filled: Home,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call(monkeypatch, "report", "--half", half, "--home", str(filled.paths.root)) == 1
    assert sentence in capsys.readouterr().err
    assert list(filled.paths.reports.iterdir()) == []


def test_a_half_year_may_be_reported_from_its_first_day(filled: Home) -> None:
    assert report(filled, HalfYear(2016, 1), date(2016, 1, 1))[0].exists()
    with pytest.raises(NoHalfYear):
        report(filled, HalfYear(2016, 1), date(2015, 12, 31))


def test_where_nothing_is_released_the_sentence_says_what_to_do(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "report", "--half", "2015H2", "--home", str(home.paths.root)) == 1
    assert "run `videre release` first" in capsys.readouterr().err
    with pytest.raises(NothingToReport):
        report(home, HalfYear(2015, 2), DAY)


def test_an_unfinished_write_leaves_the_old_report(filled: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = report(filled, HalfYear(2015, 2), DAY)[0]
    before = path.read_bytes()

    def fails(descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(OSError, match="No space"):
        report(filled, HalfYear(2015, 2), date(2016, 2, 6))
    assert path.read_bytes() == before
