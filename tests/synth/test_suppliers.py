"""Files in suppliers' forms: what a mapping says forwards is what was written backwards."""

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from tests.synth.conftest import VILLAGE

from videre.definitions.mapping import Mapping
from videre.registers.canonical import bring_to_schema, find_sources
from videre.registers.catalogue import get_register
from videre.registers.files import read_table
from videre.registers.schema import ValueType
from videre.synth.municipality import make_municipality
from videre.synth.told.registers import canonical, registers
from videre.synth.told.suppliers import Delivery, as_supplier_writes, read_deliveries, read_mapping

COMPARED = {ValueType.DATE, ValueType.MONTH, ValueType.CODE, ValueType.TEXT, ValueType.DECIMAL, ValueType.INTEGER}


@pytest.fixture(scope="session")
def village_told() -> dict[str, pl.DataFrame]:
    made = make_municipality(VILLAGE)
    return {name: canonical(rows(), made.people) for name, rows in registers(made).items()}


def mapping_of(delivery: Delivery) -> Mapping | None:
    return read_mapping(delivery.mapping) if delivery.mapping else None


@pytest.mark.parametrize("delivery", read_deliveries(), ids=lambda delivery: delivery.file)
def test_what_is_read_by_the_mapping_is_what_was_told(
    delivery: Delivery, village_folder: Path, village_told: dict[str, pl.DataFrame]
) -> None:
    mapping, register = mapping_of(delivery), get_register(delivery.register_name)
    table = read_table((village_folder / delivery.file).read_bytes(), mapping.file if mapping else None)
    rows = bring_to_schema(register, mapping, table, find_sources(register, mapping, table), None)
    told = village_told[delivery.makes]
    assert len(rows) == len(told)
    assert not rows["beyond"].any()
    for column in register.columns:
        if column.name not in told.columns or column.type not in COMPARED:
            continue
        expected = told[column.name]
        if column.type is ValueType.DECIMAL:
            assert rows[column.name].to_list() == pytest.approx(expected.cast(pl.Float64).to_list(), abs=1e-9)
        else:
            assert rows[column.name].cast(pl.String).to_list() == expected.cast(pl.String).to_list(), column.name
    assert rows["reported"].to_list() == told["reported"].to_list()


def test_the_manifest_names_every_file_in_import_order(village_folder: Path) -> None:
    manifest: list[dict[str, Any]] = yaml.safe_load((village_folder / "deliveries.yaml").read_text("utf-8"))
    files = {path.name for path in village_folder.iterdir()} - {"deliveries.yaml", "truth.json"}
    assert {row["file"] for row in manifest} == files
    assert len(manifest) == len(files)
    assert {row["reported"] for row in manifest} == {"2016-01-31"}
    order = [row["register"] for row in manifest]
    assert max(order.index("institutions"), order.index("programmes")) < order.index("enrolments")
    for row in manifest:
        assert row["mapping"] is None or read_mapping(row["mapping"]).register_name == row["register"]


def test_suppliers_write_in_different_ways(village_folder: Path) -> None:
    school = (village_folder / "skole-indskrivninger.csv").read_bytes()
    assert "Sidste skoledag".encode("windows-1252") in school
    assert re.search(rb";\d\.\d\.2\d{3};", school)
    assert (village_folder / "institutioner.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert ";0165;" in (village_folder / "cpr-bopael.csv").read_text("windows-1252")
    months = (village_folder / "eindkomst.csv").read_text("utf-8").splitlines()[1].split(";")
    assert months[1] == "200601"
    assert "," in months[2]
    with pytest.raises(UnicodeDecodeError):
        (village_folder / "proevekarakterer.csv").read_bytes().decode("utf-8")


def test_an_inclusive_last_day_is_written_a_day_before_the_half_open_stop(
    village_told: dict[str, pl.DataFrame],
) -> None:
    (delivery,) = (one for one in read_deliveries() if one.register_name == "benefits")
    ended = village_told["benefits"].filter(pl.col("stop").is_not_null())
    text = as_supplier_writes(ended, read_mapping("job-centre-benefits"), delivery)
    last = text["Til dato"].str.to_date("%d-%m-%Y")
    assert ((ended["stop"] - last).dt.total_days() == 1).all()


def test_a_code_that_two_columns_share_says_both(village_told: dict[str, pl.DataFrame]) -> None:
    (delivery,) = (one for one in read_deliveries() if one.register_name == "exams")
    exams = village_told["exams"]
    text = as_supplier_writes(exams, read_mapping("exam-marks"), delivery)
    assert set(text["Karakter"].unique()) == {"-3", "00", "02", "4", "7", "10", "12", "Fritaget", "Udeblevet"}
    assert (exams.filter(text["Karakter"] == "Fritaget")["status"] == "exempted").all()
    assert (exams.filter(text["Karakter"] == "02")["mark"] == 2).all()
