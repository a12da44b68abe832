"""Downloads from the page of a measure, and that the page and every file hold the same suppressed table."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser

import pytest
from django.test import Client
from tests.web.site import write_tables
from tests.web.tables import MONTHS, figure, released

from videre.disclosure.released import HIDDEN_TEXT, Released
from videre.domain.figures import Unit
from videre.home.home import Home

FORMS = ("csv", "xlsx", "jsonstat", "json")


class Tables(HTMLParser):
    """Reads the tables of a page: rows of cells as a reader sees them, without what is for screen readers alone."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False
        self._skips = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self.tables[-1][-1].append("")
            self._in_cell = True
        elif tag == "span" and ("class", "sr-only") in attrs:
            self._skips += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False
        elif tag == "span" and self._skips:
            self._skips -= 1

    def handle_data(self, data: str) -> None:
        if self._in_cell and not self._skips:
            self.tables[-1][-1][-1] += data.strip()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_every_table_on_a_page_can_be_fetched_where_the_page_says(
    reader: Client, tables: list[Released], form: str
) -> None:
    for table in tables:
        if table.measure == "official_figures":
            continue
        dimension = table.name.removeprefix(f"{table.measure}_by_") if "_by_" in table.name else ""
        page = reader.get(f"/maalepunkt/{table.measure}" + (f"/fordelt/{dimension}" if dimension else ""))
        address = f"/tabel/{table.name}.{form}"
        assert f'href="{address}"' in page.content.decode()
        answer = reader.get(address)
        assert answer.status_code == 200
        assert f'{table.name}-{table.as_known_at}.{"jsonstat.json" if form == "jsonstat" else form}' in answer[
            "Content-Disposition"
        ]  # fmt: skip


def test_the_page_and_its_file_hold_the_same_table_hidden_numbers_alike(reader: Client, tables: list[Released]) -> None:
    page = Tables(reader.get("/maalepunkt/youth_15_17/fordelt/sex").content.decode()).tables[0]
    lines = csv.DictReader(
        io.StringIO(reader.get("/tabel/youth_15_17_by_sex.csv").content.decode("utf-8-sig"), newline=""), delimiter=";"
    )
    from_file = {(line["Periode"], line["Køn"]): line for line in lines}
    columns = [name for name in page[0][1:] if name != "Ud af"]
    places = [page[0].index(name) for name in columns]
    names = dict(zip(("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
                      "november", "december"), range(1, 13), strict=True))  # fmt: skip
    n_cells = 0
    for line in page[1:]:
        month, year = line[0].split()
        for column, place in zip(columns, places, strict=True):
            value = from_file[f"{year}-{names[month]:02d}", column]["Værdi"]
            shown = re.match(r"[\d,]+|" + HIDDEN_TEXT, line[place])
            assert shown is not None
            if value == HIDDEN_TEXT:
                assert shown[0] == HIDDEN_TEXT
            else:
                assert abs(float(shown[0].replace(",", ".")) - 100 * float(value.replace(",", "."))) <= 0.5
            n_cells += 1
    assert n_cells == len(MONTHS) * len(columns)


def test_a_hidden_number_is_nowhere_in_the_source_of_a_page_or_a_file(reader: Client, home: Home) -> None:
    """Not as text, label, tooltip or chart data, nor in an address; the neighbour that is shown is found this way."""
    hidden, shown = 7919, 8111
    ages = {"under_18": 3, "18_24": shown, "25_29": hidden}  # 3 would be known if only it were hidden
    rows = [
        figure("benefits", month, {"age_group": age}, n, 20_000, unit=Unit.PERSONS)
        for month in MONTHS[-3:]
        for age, n in ages.items()
    ]
    total = [figure("benefits", month, {}, sum(ages.values()), 60_000, unit=Unit.PERSONS) for month in MONTHS[-3:]]
    write_tables(home, [released("benefits", total), released("benefits_by_age_group", rows)])
    paths = ["/maalepunkt/benefits/fordelt/age_group", "/aabne-data/benefits_by_age_group", "/aabne-data/katalog.ttl"]
    paths += [f"/tabel/benefits_by_age_group.{form}" for form in ("csv", "json", "jsonstat")]
    paths += [f"/api/v1/tables/benefits_by_age_group.{form}" for form in ("csv", "json", "jsonstat")]
    sources = {path: reader.get(path).content.decode() for path in paths}
    workbook = reader.get("/tabel/benefits_by_age_group.xlsx").content
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        sources["xlsx"] = "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    for path, source in sources.items():
        assert not re.search(rf"(?<![\d.]){as_written(hidden)}(?![\d.])", source), path
        assert path.endswith("ttl") or re.search(rf"(?<![\d.]){as_written(shown)}(?![\d])", source), path


def as_written(number: int) -> str:
    """Return how a number may be written, with a sign between thousands or without."""
    return rf"{number // 1000}[.,\u00a0 ]?{number % 1000:03d}"


def test_a_file_that_the_reader_has_is_not_sent_again(reader: Client, tables: list[Released]) -> None:
    first = reader.get("/tabel/exam.csv")
    again = reader.get("/tabel/exam.csv", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_file_is_in_the_language_of_the_reader(reader: Client, tables: list[Released]) -> None:
    reader.cookies["sprog"] = "en"
    assert reader.get("/tabel/exam.csv").content.decode("utf-8-sig").startswith("Period,Value,")


@pytest.mark.parametrize("path", ["/tabel/nothing.csv", "/tabel/exam.exe", "/tabel/exam"])
def test_what_is_not_there_is_not_found(reader: Client, tables: list[Released], path: str) -> None:
    assert reader.get(path).status_code == 404


def test_whoever_is_not_logged_in_is_asked_to(client: Client, tables: list[Released], db: None) -> None:
    assert client.get("/tabel/exam.csv").status_code == 302
