"""Real-life shapes of suppliers' files, each through the real import with a shipped mapping."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from tests.homes import ALICE, BOB, CHARLIE, new_home, stored
from tests.shared import shared_file

from videre.definitions.catalogue import Definitions
from videre.home.home import Home
from videre.pipeline.importing import ImportResult, import_delivery
from videre.store.pseudonyms import pseudonym

LATE = date(2026, 1, 31)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = new_home(tmp_path / "home")
    return replace(made, settings=made.settings.model_copy(update={"today": LATE}))


def bring(home: Home, register: str, mapping: str, content: bytes, reported: date | None = None) -> ImportResult:
    """Import a file by a shipped mapping."""
    file = home.paths.root.parent / "delivered"
    file.write_bytes(content)
    return import_delivery(home, register, file, mapping=mapping, reported=reported)


def person(home: Home, cpr: str) -> int:
    """Return what the store calls a person."""
    return pseudonym(cpr, home.key("pseudonym"), "cpr")


def problems(result: ImportResult) -> list[tuple[int, str, str]]:
    """Return row, column in the file, and rule."""
    return result.problems.select("row", "column", "rule").rows()


ABSENCE = (
    "Elev-CPR;Skolenr;Måned;Skoledage;Sygdom;Lovligt;Ulovligt;Indberettet\r\n"
    f"{ALICE[:6]}-{ALICE[6:]};101001;03-2014;21;2,5;0;1,0;05.04.2014\r\n"
    f"{BOB};101001;03-2014;21;1.5;0;0;05.04.2014\r\n"
)


def test_semicolons_decimal_commas_and_day_month_year_in_windows_1252(home: Home) -> None:
    result = bring(home, "absence", "school-system-absence", ABSENCE.encode("windows-1252"))
    (row,) = stored(home, "absence").to_dicts()
    assert (row["month"], row["days_ill"], row["reported"]) == (date(2014, 3, 1), 2.5, date(2014, 4, 5))
    assert problems(result) == [(3, "Sygdom", "not_a_number")]  # 1.5 may be fifteen; thousands are never guessed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_with_and_without_a_byte_order_mark(home: Home, encoding: str) -> None:
    text = (
        "Institutionsnummer;Skoleår;Klassetrin;Antal svar;Generel trivsel;Offentliggjort\n"
        "101001;2013/14;9;21;3,8;01-09-2014\n"
    )
    assert bring(home, "wellbeing", "national-wellbeing", text.encode(encoding)).accepted == 1
    assert stored(home, "wellbeing")["score"].to_list() == [3.8]


def test_utf_16_with_tabs_and_two_lines_above_the_names(home: Home) -> None:
    text = (
        "Ungecentret, udtræk\n\nPersonnr.\tMedarbejder\tFørste møde\tSidste møde\tRettet\n"
        f"{ALICE}\tStøtteperson\t01/02/2014\t28/02/2014\t01/03/2014\n{BOB}\tNy titel\t01/02/2014\t\t01/03/2014\n"
    )
    result = bring(home, "contacts", "ungecentre-contacts-unicode", text.encode("utf-16"))
    (row,) = stored(home, "contacts").to_dicts()
    assert (row["unit"], row["role"], row["stop"]) == ("ungecenter", "support_person", date(2014, 3, 1))
    assert problems(result) == [(5, "Medarbejder", "unknown_code")]


def workbook(rows: list[list[object]]) -> bytes:
    """Return an XLSX with these cells, dates as a spreadsheet keeps them."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "default_date_format": "dd-mm-yyyy"})
    page = book.add_worksheet("Ansøgninger")
    for place, row in enumerate(rows):
        page.write_row(place, 0, row)
    book.close()
    return kept.getvalue()


def test_a_spreadsheet_with_a_block_above_the_table_and_codes_that_lost_their_zeros(home: Home) -> None:
    names = [
        "CPR-nr.",
        "Ansøgt den",
        "Prioritet",
        "Uddannelseskode",
        "Uddannelse",
        "Institutionsnr.",
        "Status",
        "Statusdato",
    ]
    row = [ALICE, date(2014, 3, 1), 1, 963, "FGU", 280051, "Optaget", date(2014, 6, 1)]
    content = workbook([["Udtræk fra Optagelse.dk"], ["Kommune", "Albertslund"], [], names, row])
    assert bring(home, "applications", "optagelse-applications", content).accepted == 1
    (kept,) = stored(home, "applications").to_dicts()
    assert (kept["programme"], kept["outcome"], kept["applied"]) == (963, "admitted", date(2014, 3, 1))


def extract_line(kind: str, *parts: tuple[str, int]) -> str:
    """Return a line of fixed places: each part filled up to its length."""
    return kind + "".join(text.ljust(length) for text, length in parts)


def cpr_extract(*residence: str) -> bytes:
    """Return an extract that holds two persons and these lines of residence."""
    people = [
        extract_line(
            "001",
            (cpr, 10),
            (born, 8),
            (sex, 1),
            (name, 50),
            ("Ågård", 40),
            ("Bækgårdsvej 1", 34),
            ("2620", 4),
            ("0" * 8, 8),
            ("20260110", 8),
        )
        for cpr, born, sex, name in ((ALICE, "19950101", "M", "Søren"), (BOB, "19960302", "M", "Åse"))
    ]
    return "\r\n".join(["000CPR UDTRAEK 20260110", *people, *residence, "999" + "4".zfill(8), ""]).encode(
        "windows-1252"
    )


def stay(cpr: str, code: str, start: str, stop: str = "00000000") -> str:
    """Return a line of residence."""
    return extract_line("002", (cpr, 10), (code, 4), (start, 8), (stop, 8), ("20260110", 8))


def test_lines_of_fixed_width_hold_persons_and_residence_in_one_file(home: Home) -> None:
    content = cpr_extract(stay(ALICE, "0165", "19950101"), stay(BOB, "0161", "20100801", "20120801"))
    persons = bring(home, "persons", "cpr-extract-persons", content)
    assert (persons.rows_in, persons.accepted, persons.left_out) == (2, 2, 4)
    stays = bring(home, "residence", "cpr-extract-residence", content)
    assert (stays.rows_in, stays.accepted, stays.left_out) == (2, 2, 4)
    assert stored(home, "persons").sort("birth_date")["birth_date"].to_list() == [date(1995, 1, 1), date(1996, 3, 2)]
    assert stored(home, "residence").sort("start").select("municipality", "stop").rows() == [
        (165, None),
        (161, date(2012, 8, 1)),
    ]


def test_municipalities_of_before_2007_stand_for_their_successor_row_by_row(home: Home) -> None:
    lines = [
        stay(ALICE, "0189", "20040101", "20061231"),  # Værløse became Furesø
        stay(ALICE, "0190", "20070101", "20090101"),
        stay(ALICE, "0165", "20090101"),  # Albertslund kept its number
        stay(BOB, "0165", "20000101"),
        stay(BOB, "0190", "20050101"),  # no municipality had that number then
        stay(BOB, "0407", "20010101", "20021231"),  # Rønne, before Bornholm was one
    ]
    result = bring(home, "residence", "cpr-extract-residence", cpr_extract(*lines))
    kept = stored(home, "residence").sort("person", "start")
    alice = kept.filter(pl.col("person") == person(home, ALICE))["municipality"].to_list()
    assert alice == [190, 190, 165]
    assert kept.filter(pl.col("person") == person(home, BOB))["municipality"].to_list() == [165, 400]
    assert problems(result) == [(8, "KOMKOD", "unknown_code")]


@pytest.mark.shared
def test_every_municipality_of_before_2007_is_known_and_stands_for_the_one_that_the_list_names() -> None:
    # The list's letters are broken in the old names, and its first row says Frederiksberg for Copenhagen: only the
    # numbers and the new names are read.
    lines = shared_file("data/dst/municipality_codes_before_2007.csv").read_bytes().decode("utf-8", "replace")
    listed = {f"{int(row['kode_f07']):04}": row["kommune"] for row in csv.DictReader(io.StringIO(lines))}
    del listed["0101"]
    (before, after) = Definitions().mapping("cpr-extract-residence").columns["municipality"].codes_by_date.periods
    assert before.codes is not None
    assert set(listed) < set(before.codes)
    assert after.codes is None
    assert before.codes["0101"] == "101"
    assert before.codes["0165"] == "165"
    successors = {}
    for code, name in listed.items():
        successors.setdefault(name, set()).add(before.codes[code])
    assert all(len(codes) == 1 for codes in successors.values())  # one number for each new name ...
    assert len({code for codes in successors.values() for code in codes}) == len(successors) == 98  # ... of its own


def test_kontanthjaelp_and_uddannelseshjaelp_before_2014_until_2025_and_after(home: Home) -> None:
    rows = [
        (ALICE, "KTH", "01-12-2013", "31-12-2013"),
        (ALICE, "UDH", "01-01-2014", "30-06-2025"),
        (ALICE, "KTH-G", "01-07-2025", ""),
        (BOB, "UDH", "31-12-2013", ""),  # there was none yet
        (BOB, "KTH", "01-01-2014", ""),
        (CHARLIE, "UDH", "01-07-2025", ""),  # nor any more
    ]
    text = "Borger;Ydelse;Fra;Til og med;Meldt\n" + "".join(";".join((*row, "05-07-2025")) + "\n" for row in rows)
    result = bring(home, "benefits", "job-centre-benefits-all-years", text.encode("windows-1252"))
    alice = stored(home, "benefits").filter(pl.col("person") == person(home, ALICE)).sort("start")
    assert alice["benefit"].to_list() == ["kontanthjaelp", "uddannelseshjaelp", "kontanthjaelp"]
    assert alice["stop"].to_list() == [date(2014, 1, 1), date(2025, 7, 1), None]
    assert problems(result) == [(5, "Ydelse", "unknown_code"), (7, "Ydelse", "unknown_code")]


def test_egu_kuu_and_produktionsskole_became_fgu_in_2019(home: Home) -> None:
    rows = [
        (ALICE, "EGU", "01.08.2018", "31.07.2019", "Skiftet"),
        (ALICE, "EGU", "01.08.2019", "", ""),  # the track of FGU that bears the same name
        (BOB, "PRO", "01.02.2019", "31.07.2019", "Gennemført"),
        (BOB, "AGU", "05.08.2019", "", ""),
        (CHARLIE, "KUU", "01.08.2019", "", ""),  # nobody could begin it any more
    ]
    text = "CPR;Institution;Forløb;Begyndt;Sidste dag;Afslutning;Opdateret\n"
    text += "".join(";".join((row[0], "280051", *row[1:], "10.08.2019")) + "\n" for row in rows)
    result = bring(home, "enrolments", "uu-preparatory-enrolments", text.encode("windows-1252"))
    kept = stored(home, "enrolments").sort("person", "start")
    assert kept.filter(pl.col("person") == person(home, ALICE))["programme"].to_list() == [961, 965]
    assert kept.filter(pl.col("person") == person(home, BOB))["programme"].to_list() == [960, 964]
    assert problems(result) == [(6, "Forløb", "unknown_code")]


def test_several_registers_in_one_file_with_a_letter_in_front_of_each_row(home: Home) -> None:
    names = "Post;CPR;Skole;Uddannelse;Trin;Fra;Til;Afgang;Måned;Skoledage;Sygdom;Lovligt;Ulovligt;Meldt"
    lines = [
        f"E;{ALICE};101001;0010;9;10-08-2013;27-06-2014;A;;;;;;01-07-2014",
        f"F;{ALICE};101001;;;;;;03-2014;21;2,5;0;0;01-07-2014",
        f"F;{BOB};101001;;;;;;03-2014;21;0;0;0;01-07-2014",
        f"X;{BOB};101001;;;;;;;;;;;01-07-2014",
    ]
    content = "\n".join([names, *lines, ""]).encode()
    enrolments = bring(home, "enrolments", "school-extract-enrolments", content)
    assert (enrolments.rows_in, enrolments.accepted, enrolments.left_out) == (2, 1, 2)
    assert problems(enrolments) == [(5, "", "unknown_record")]
    absence = bring(home, "absence", "school-extract-absence", content)
    assert (absence.accepted, absence.left_out) == (2, 1)
    assert stored(home, "absence")["days_ill"].sort().to_list() == [0.0, 2.5]


def statbank_json(values: list[int | None]) -> bytes:
    """Return what Statbank's API answers for Albertslund's young men and women on two days."""

    def axis(*codes: str) -> dict[str, object]:
        return {"label": "x", "category": {"index": {code: place for place, code in enumerate(codes)}}}

    dimension = {
        "OMRÅDE": axis("165"),
        "KØN": axis("1", "2"),
        "ALDER": axis("15", "16"),
        "ContentsCode": axis("FOLK1A"),
        "Tid": axis("2014K1", "2014K2"),
        "id": ["OMRÅDE", "KØN", "ALDER", "ContentsCode", "Tid"],
        "size": [1, 2, 2, 1, 2],
    }
    return json.dumps({"dataset": {"dimension": dimension, "value": values}}, ensure_ascii=False).encode()


def test_json_stat_of_statbank_and_what_it_lacks(home: Home) -> None:
    result = bring(
        home,
        "official_figures",
        "statbank-population-json",
        statbank_json([1, 2, 3, 4, 5, 6, 7, None]),
        date(2014, 5, 1),
    )
    assert result.accepted == 7
    assert result.lacking == (
        "Not every value of “OMRÅDE” and “KØN” and “ALDER” and “Tid” stands with every other: 165 2 16 2014K2 lacks.",
    )
    kept = stored(home, "official_figures").sort("group", "cohort")
    assert kept.select("area", "cohort", "group", "value", "published").row(0) == (
        "Albertslund",
        "2014-01-01",
        "sex=K,age=15",
        5.0,
        2014,
    )
    assert set(kept["group"]) == {"sex=M,age=15", "sex=M,age=16", "sex=K,age=15", "sex=K,age=16"}
