"""Mapping a supplier's columns to a register's: which column is which, in which code; refusals say no value."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from tests.homes import ALICE, BOB

from videre.definitions.mapping import Mapping
from videre.registers.canonical import (
    MappingDoesNotFit,
    MissingColumn,
    ReportedUnknown,
    UnknownColumn,
    bring_to_schema,
    find_sources,
)
from videre.registers.catalogue import get_register
from videre.registers.files import read_table
from videre.registers.written import UNMAPPED

REPORTED = date(2014, 9, 1)


def mapping(register: str = "benefits", **changes: Any) -> Mapping:
    """Return a job centre's mapping of benefits, changed where a test says so."""
    form = {
        "name": "job-centre",
        "register": register,
        "supplier": "Jobcentret",
        "title": {"da": "Ydelser", "en": "Benefits"},
        "columns": {
            "cpr": {"from": "CPR", "pad": 10},
            "benefit": {"from": "Kode", "codes": {"2.1": "kontanthjaelp", "2.2": "uddannelseshjaelp"}},
            "start": {"from": "Fra", "date": "%d-%m-%Y"},
            "stop": {"from": "Til", "date": "%d-%m-%Y", "days_after": 1},
        },
    }
    return Mapping.model_validate(form | changes)


def brought(
    text: str, form: Mapping | None, register: str = "benefits", reported: date | None = REPORTED
) -> pl.DataFrame:
    """Return a file brought to a register's columns."""
    table = read_table(text.encode(), form.file if form is not None else None)
    asked = get_register(register)
    return bring_to_schema(asked, form, table, find_sources(asked, form, table), reported)


def test_columns_codes_and_dates_become_the_register_s() -> None:
    rows = brought(f"Til;Kode;CPR;Fra\n31-12-2014;2.1;{ALICE};01-08-2014\n", mapping())
    assert rows.select("cpr", "benefit", "start", "stop", "reported", "withdrawn").rows() == [
        (ALICE, "kontanthjaelp", date(2014, 8, 1), date(2015, 1, 1), REPORTED, False)
    ]


def test_a_code_that_the_mapping_does_not_know_is_marked_and_never_guessed() -> None:
    rows = brought(f"Til;Kode;CPR;Fra\n;2.9;{ALICE};01-08-2014\n;;{BOB};01-08-2014\n", mapping())
    assert rows["benefit"].to_list() == [UNMAPPED, None]


def test_empty_text_is_a_code_where_the_mapping_says_so() -> None:
    columns = mapping().model_dump(by_alias=True)["columns"]
    columns["benefit"]["codes"] = {"": "kontanthjaelp", "9": ""}
    rows = brought(f"Til;Kode;CPR;Fra\n;;{ALICE};01-08-2014\n;9;{BOB};01-08-2014\n", mapping(columns=columns))
    assert rows["benefit"].to_list() == ["kontanthjaelp", None]


def test_a_constant_stands_in_every_row() -> None:
    columns = mapping().model_dump(by_alias=True)["columns"] | {"benefit": {"constant": "sygedagpenge"}}
    rows = brought(f"Til;CPR;Fra\n;{ALICE};01-08-2014\n;{BOB};01-08-2014\n", mapping(columns=columns))
    assert rows["benefit"].to_list() == ["sygedagpenge", "sygedagpenge"]


def test_zeros_that_a_spreadsheet_ate_are_put_back() -> None:
    columns = mapping().model_dump(by_alias=True)["columns"]
    rows = brought("Til;Kode;CPR;Fra\n;2.1;713010004;01-08-2014\n", mapping(columns=columns))
    assert rows["cpr.text"].to_list() == ["0713010004"]  # no date, so nobody's


def test_a_row_s_own_day_of_report_goes_before_the_file_s() -> None:
    form = mapping(reported={"from": "Meldt", "date": "%d-%m-%Y"})
    text = f"Til;Kode;CPR;Fra;Meldt\n;2.1;{ALICE};01-08-2014;20-08-2014\n;2.1;{BOB};01-08-2014;\n"
    assert brought(text, form)["reported"].to_list() == [date(2014, 8, 20), REPORTED]
    assert brought(text, form, reported=None)["reported"].to_list() == [date(2014, 8, 20), None]


def test_without_any_day_of_report_a_file_is_refused() -> None:
    with pytest.raises(ReportedUnknown, match="--reported"):
        brought(f"Til;Kode;CPR;Fra\n;2.1;{ALICE};01-08-2014\n", mapping(), reported=None)


def test_a_row_that_takes_back_its_key_says_nothing_else() -> None:
    form = mapping(withdrawn={"from": "Status", "values": ["Slettet"]})
    text = f"Til;Kode;CPR;Fra;Status\n31-12-2014;2.1;{ALICE};01-08-2014;Slettet\n31-12-2014;2.1;{BOB};01-08-2014;\n"
    rows = brought(text, form)
    assert rows["withdrawn"].to_list() == [True, False]
    assert rows["stop"].to_list() == [None, date(2015, 1, 1)]
    assert rows["start"].null_count() == 0


def test_a_canonical_file_may_leave_out_what_is_not_required() -> None:
    rows = brought(f"start,benefit,cpr\n2014-08-01,kontanthjaelp,{ALICE}\n", None)
    assert rows["stop"].to_list() == [None]


def test_a_canonical_file_may_say_day_of_report_and_withdrawal() -> None:
    text = f"cpr,benefit,start,reported,withdrawn\n{ALICE},kontanthjaelp,2014-08-01,2014-08-20,true\n"
    rows = brought(text, None, reported=None)
    assert rows.select("reported", "withdrawn").rows() == [(date(2014, 8, 20), True)]


def test_a_column_that_nobody_has_spoken_of_is_refused_by_name() -> None:
    with pytest.raises(UnknownColumn, match="Sagsbehandler"):
        brought(f"Til;Kode;CPR;Fra;Sagsbehandler\n;2.1;{ALICE};01-08-2014;XX\n", mapping())
    form = mapping(ignore=["Sagsbehandler"])
    assert len(brought(f"Til;Kode;CPR;Fra;Sagsbehandler\n;2.1;{ALICE};01-08-2014;XX\n", form)) == 1


@pytest.mark.parametrize("form", [mapping(), None])
def test_a_missing_column_is_refused_by_name(form: Mapping | None) -> None:
    text = f"Til;CPR;Fra\n;{ALICE};01-08-2014\n" if form else f"cpr;start\n{ALICE};2014-08-01\n"
    with pytest.raises(MissingColumn, match="Kode" if form else "benefit"):
        brought(text, form)


def test_a_file_without_a_header_is_refused_without_repeating_its_first_row() -> None:
    with pytest.raises(MissingColumn) as refused:
        brought(f"01-01-2015;2.1;{ALICE};Alice\n01-01-2015;2.1;{BOB};Bob\n", mapping())
    assert ALICE not in str(refused.value)
    assert "Alice" not in str(refused.value)


def test_a_column_named_like_a_cpr_number_is_not_repeated() -> None:
    with pytest.raises(UnknownColumn) as refused:
        brought(f"Til;Kode;CPR;Fra;{ALICE}\n;2.1;{ALICE};01-08-2014;x\n", mapping())
    assert ALICE not in str(refused.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"register": "residence"},
        {"columns": {"cpr": {"from": "CPR"}}},
        {"columns": mapping().model_dump(by_alias=True)["columns"] | {"benefits": {"from": "Kode"}}},
    ],
)
def test_a_mapping_that_does_not_fit_the_register_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(MappingDoesNotFit):
        brought(f"Til;Kode;CPR;Fra\n;2.1;{ALICE};01-08-2014\n", mapping(**changes))
