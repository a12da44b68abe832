from pathlib import Path

import pytest

from videre.cli.commands.synth import run
from videre.cli.exit_codes import ExitCode
from videre.cli.refusals import refusal_of
from videre.pipeline.synthesising import synthesise
from videre.synth.people.parameters import read_stock
from videre.synth.request import SIZES, FolderNotEmpty, NotPossible, Request


def test_the_command_writes_a_municipality_of_any_number_of_persons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(out=tmp_path / "registers", persons=300, seed=5) == ExitCode.DONE
    assert (tmp_path / "registers" / "truth.json").exists()
    assert '"n_persons": 300' in (tmp_path / "registers" / "truth.json").read_text("utf-8")
    assert capsys.readouterr().out == ""  # sentences for people go to the error stream


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderNotEmpty) as refused:
        synthesise(Request(300, 1, 2006, 2016), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert refusal_of(refused.value) == (ExitCode.REFUSED, str(refused.value))


@pytest.mark.parametrize(
    ("n_persons", "first", "last"), [(300, 2003, 2016), (300, 2016, 2016), (300, 2016, 2010), (20, 2006, 2016)]
)
def test_years_and_numbers_that_the_stock_cannot_give_are_refused(n_persons: int, first: int, last: int) -> None:
    with pytest.raises(NotPossible, match="must be"):
        Request(n_persons, 1, first, last)


@pytest.mark.parametrize(("first", "last"), [(2004, 2006), (2013, 2015), (2015, 2017), (2018, 2027)])
def test_other_periods_can_be_had(tmp_path: Path, first: int, last: int) -> None:
    synthesise(Request(400, 3, first, last), tmp_path)
    programmes = (tmp_path / "uddannelser.csv").read_text("utf-8")
    assert ("FGU" in programmes) == (last >= 2020)
    assert ("GF2" in programmes) == (last >= 2016)


def test_the_municipality_has_albertslunds_size() -> None:
    assert SIZES["municipality"] == read_stock().sum()
