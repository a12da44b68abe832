"""Rows of several sorts, printed for programs."""

import csv
import io

import pytest

from videre.cli.printing import print_csv


def test_rows_of_several_sorts_have_all_their_columns_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv([{"what": "projection", "value": 0.5}, {"what": "cell", "parts": [{"sex": "M"}]}])
    first, second = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert first == {"what": "projection", "value": "0.5", "parts": ""}
    assert (second["what"], second["value"], second["parts"]) == ("cell", "", '[{"sex": "M"}]')
    print_csv([])
    assert capsys.readouterr().out == ""
