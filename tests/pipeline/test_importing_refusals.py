"""Files that are refused as a whole: each with one clear exception, and nothing written."""

from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, new_home

from videre.cli.exit_codes import ExitCode
from videre.cli.refusals import refusal_of
from videre.definitions.files import NoSuchDefinition
from videre.home.home import Home
from videre.pipeline.importing import MappingNotYetValid, NoSuchFile, StaleSnapshot, import_delivery
from videre.registers.canonical import MappingDoesNotFit, MissingColumn, ReportedUnknown, UnknownColumn
from videre.registers.catalogue import UnknownRegister
from videre.registers.unreadable import EmptyFile, NotATable, OnlyHeader, WrongEncoding

JUNE, JULY = date(2014, 6, 30), date(2014, 7, 31)
HEADER = b"cpr;benefit;start\n"
ROW = f"{ALICE};kontanthjaelp;2014-01-01\n".encode()

REFUSED: list[tuple[bytes, type[Exception], ExitCode]] = [
    (b"cpr;benefit;start;sagsbehandler\n" + ROW, UnknownColumn, ExitCode.REFUSED),
    (b"cpr;start\n" + ROW, MissingColumn, ExitCode.REFUSED),
    (ROW + ROW, MissingColumn, ExitCode.REFUSED),
    (HEADER + ROW.replace(b"kontanthj", "kontanthjæ".encode("windows-1252")), WrongEncoding, ExitCode.REFUSED),
    (b"", EmptyFile, ExitCode.NOTHING_TAKEN),
    (HEADER, OnlyHeader, ExitCode.NOTHING_TAKEN),
    (b"%PDF-1.7 ...", NotATable, ExitCode.REFUSED),
    (b"\x89PNG\r\n\x1a\n\0\0\0", NotATable, ExitCode.REFUSED),
    (b"PK\x03\x04 no spreadsheet", NotATable, ExitCode.REFUSED),
    (HEADER + b'"' + ROW, NotATable, ExitCode.REFUSED),
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def is_untouched(home: Home) -> bool:
    """Return whether nothing was ever written into the home's store, ledger and deliveries."""
    return not any(home.paths.store.iterdir()) and not any(home.paths.deliveries.iterdir())


@pytest.mark.parametrize(("content", "kind", "code"), REFUSED)
def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_written(
    home: Home, tmp_path: Path, content: bytes, kind: type[Exception], code: ExitCode
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    with pytest.raises(kind) as refused:
        import_delivery(home, "benefits", file, reported=JUNE)
    refusal = refusal_of(refused.value)
    assert refusal is not None
    assert refusal[0] is code
    assert ALICE not in refusal[1]
    assert is_untouched(home)


def test_last_year_s_snapshot_is_refused(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "institutions.csv"
    file.write_text("institution;name\n101001;A\n")
    import_delivery(home, "institutions", file, reported=JULY)
    file.write_text("institution;name\n101002;B\n")
    with pytest.raises(StaleSnapshot, match="2014-06-30"):
        import_delivery(home, "institutions", file, reported=JUNE)


def test_an_older_increment_is_taken_since_late_reports_are_the_normal_case(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "benefits.csv"
    file.write_bytes(HEADER + ROW)
    import_delivery(home, "benefits", file, reported=JULY)
    assert import_delivery(home, "benefits", file, reported=JUNE).accepted == 1


def mapping(home: Home, text: str) -> None:
    """Write a mapping `own` of the municipality's own."""
    folder = home.paths.definitions / "mappings"
    folder.mkdir(exist_ok=True)
    (folder / "own.yaml").write_text(f"name: own\nsupplier: Jobcentret\ntitle: {{da: x, en: x}}\n{text}")


def test_a_mapping_of_another_time_or_register_is_refused(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "benefits.csv"
    file.write_bytes(HEADER + ROW)
    columns = "columns: {cpr: {from: cpr}, benefit: {from: benefit}, start: {from: start}}\n"
    mapping(home, f"register: benefits\nvalid_from: 2014-07-01\n{columns}")
    with pytest.raises(MappingNotYetValid):
        import_delivery(home, "benefits", file, mapping="own", reported=JUNE)
    with pytest.raises(MappingDoesNotFit):
        import_delivery(home, "residence", file, mapping="own", reported=JUNE)
    with pytest.raises(NoSuchDefinition):
        import_delivery(home, "benefits", file, mapping="nobody", reported=JUNE)
    assert is_untouched(home)
    assert import_delivery(home, "benefits", file, mapping="own", reported=JULY).accepted == 1


def test_a_register_or_a_file_that_is_not_there_is_refused(home: Home, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile):
        import_delivery(home, "benefits", tmp_path / "nowhere.csv", reported=JUNE)
    with pytest.raises(NoSuchFile):
        import_delivery(home, "benefits", tmp_path, reported=JUNE)
    with pytest.raises(UnknownRegister):
        import_delivery(home, "benefit", tmp_path / "nowhere.csv", reported=JUNE)


def test_without_a_day_of_report_a_file_is_refused(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "benefits.csv"
    file.write_bytes(HEADER + ROW)
    with pytest.raises(ReportedUnknown, match="--reported"):
        import_delivery(home, "benefits", file)
    assert is_untouched(home)


def test_a_file_of_which_every_row_is_set_aside_is_kept_and_adds_nothing(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "benefits.csv"
    file.write_bytes(HEADER + b"x;kontanthjaelp;2014-01-01\n")
    result = import_delivery(home, "benefits", file, reported=JUNE)
    assert (result.accepted, result.ignored, result.set_aside) == (0, 0, 1)
    assert result.list_of_set_aside is not None
    assert result.list_of_set_aside.exists()
    assert not any(home.paths.store.iterdir())
