"""The report as Word, as a page and as one page for citizens: the same content, readable by all, the same bytes."""

import io
import re
import shutil
import subprocess
import time
import zipfile
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from tests.reports.png import points
from tests.reports.tables import LATER, NOBODYS_BUSINESS, material

from videre.reports.content import Block, Grid, Heading, Picture, Report
from videre.reports.forms import FORMS, FormName
from videre.reports.half_year import make_report
from videre.reports.wording import Language

LANGUAGES: list[Language] = ["da", "en"]


@cache
def report_in(language: Language) -> Report:
    return make_report(material(is_demo=True), language)


@cache
def file_in(form: FormName, language: Language) -> bytes:
    return FORMS[form].render(report_in(language))


def blocks(report: Report) -> list[Block]:
    parts = (*report.first_parts, *report.sections, *report.parts, report.annex)
    found: list[Block] = []
    for part in parts:
        found += [*part.blocks, *getattr(part, "background", ())]
    return found


def texts_of_grid(grid: Grid) -> list[list[str]]:
    lines = [grid.head, *((line.name, *line.cells) for line in grid.lines)]
    return [[f"{cell.text} {cell.of_text}".strip() for cell in line] for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_the_headings_by_their_styles_and_skips_no_level(language: Language) -> None:
    book = Document(io.BytesIO(file_in("docx", language)))
    report = report_in(language)
    headings = [(p.style.name, p.text) for p in book.paragraphs if p.style.name.startswith("Heading")]
    firsts = [text for style, text in headings if style == "Heading 1"]
    assert firsts == [
        report.labels.short,
        *(part.title for part in report.first_parts),
        *(f"{section.number}. {section.title}" for section in report.sections),
        *(part.title for part in report.parts),
        report.annex.title,
    ]
    seconds = [text for style, text in headings if style == "Heading 2"]
    assert seconds == [f"{card.number}. {card.title}" for card in report.cards] + [
        block.text for block in blocks(report) if isinstance(block, Heading)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_every_table_cell_for_cell_with_a_head_that_repeats(language: Language) -> None:
    book = Document(io.BytesIO(file_in("docx", language)))
    grids = [block for block in blocks(report_in(language)) if isinstance(block, Grid)]
    assert len(book.tables) == len(grids) >= 20
    for table, grid in zip(book.tables, grids, strict=True):
        assert [[cell.text for cell in row.cells] for row in table.rows] == texts_of_grid(grid)
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_every_picture_with_its_words_and_says_its_language_and_title(language: Language) -> None:
    content = file_in("docx", language)
    book, report = Document(io.BytesIO(content)), report_in(language)
    words = [shape._inline.docPr.get("descr") for shape in book.inline_shapes]
    pictures = [block.alternative for block in blocks(report) if isinstance(block, Picture)]
    assert words == [card.sparkline_alternative for card in report.cards if card.sparkline] + pictures
    assert book.core_properties.title == report.title
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {"da": "da-DK", "en": "en-GB"}[language] in packed.read("word/styles.xml").decode()


def test_nothing_shines_through_a_picture_in_word() -> None:
    """LibreOffice prints a band that shines through nothing as grey: the picture lies on white paper."""
    with zipfile.ZipFile(io.BytesIO(file_in("docx", "da"))) as packed:
        media = [packed.read(name) for name in packed.namelist() if name.startswith("word/media/")]
    found = set(points(min(media, key=len)))
    assert {opaque for _red, _green, _blue, opaque in found} == {255}
    assert (255, 255, 255, 255) in found
    assert any(blue > red + 50 for red, _green, blue, _opaque in found)  # and the line is blue still


class Page(HTMLParser):
    """Reads the headings, tables and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[str, str]] = []
        self.tables: list[list[list[str]]] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.regions: list[str] = []
        self.tags: list[str] = []
        self._at = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.names |= {given["id"] or ""} if "id" in given else set()
        self.regions += [given["aria-label"] or ""] if given.get("role") == "region" else []
        self.links += [given["href"] or ""] if tag == "a" else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, ""))
            self._at = tag
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._at = "cell"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td", "h1", "h2", "h3"):
            self._at = ""

    def handle_data(self, data: str) -> None:
        if self._at == "cell":
            self.tables[-1][-1][-1] += data
        elif self._at:
            self.headings[-1] = (self._at, self.headings[-1][1] + data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_the_same_tables_and_its_links_lead_somewhere(language: Language) -> None:
    page = Page(file_in("html", language).decode())
    grids = [block for block in blocks(report_in(language)) if isinstance(block, Grid)]
    assert page.tables == [texts_of_grid(grid) for grid in grids]
    assert [tag for tag, _ in page.headings].count("h1") == 1
    levels = [int(tag[1]) for tag, _ in page.headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.regions) == len(set(page.regions)) >= len(grids)
    assert {link.removeprefix("#") for link in page.links} <= page.names


def test_the_page_needs_no_other_file_and_runs_nothing() -> None:
    page = Page(file_in("html", "da").decode())
    assert not {"script", "link", "iframe", "object", "img"} & set(page.tags)
    assert "@import" not in file_in("html", "da").decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_citizens_version_is_one_tagged_page_with_a_sentence_a_point(language: Language) -> None:
    reader = PdfReader(io.BytesIO(file_in("leaflet", language)))
    assert len(reader.pages) == 1
    assert "/StructTreeRoot" in reader.root_object
    text = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    for section in report_in(language).sections:
        assert section.title in text
        assert section.message.replace("\u00a0", " ") in text


@pytest.mark.parametrize("form", FORMS)
def test_no_form_has_a_hidden_number_or_one_of_a_later_month(form: FormName) -> None:
    content = file_in(form, "da")
    parts = [content]
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [packed.read(name) for name in packed.namelist() if name.endswith(".xml")]
    if form in ("pdf", "leaflet"):
        parts = [page.extract_text().encode() for page in PdfReader(io.BytesIO(content)).pages]
    for number in (NOBODYS_BUSINESS, LATER):
        shown = rf"(?<![\d.]){number // 1000}\.?{number % 1000:03d}(?![\d.])"
        assert not any(re.search(shown.encode(), part) for part in parts)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_report_is_the_same_bytes_in_every_form(form: FormName) -> None:
    assert FORMS[form].render(report_in("da")) == file_in(form, "da")


def test_all_forms_take_less_than_twenty_seconds() -> None:
    began = time.perf_counter()
    content = make_report(material(), "da")
    assert all(form.render(content) for form in FORMS.values())
    assert time.perf_counter() - began < 20


@pytest.mark.long
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice: apt-get install libreoffice-writer-nogui"
)
def test_libreoffice_opens_the_word_file_and_shows_the_same(tmp_path: Path) -> None:
    """LibreOffice writes the Word file as PDF; every cell of every table and every heading stands in it."""
    path = tmp_path / "report.docx"
    path.write_bytes(file_in("docx", "da"))
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = PdfReader(tmp_path / "report.pdf").pages
    text = re.sub(r"[\s\u00ad-]+", "", "".join(page.extract_text() for page in pages))
    for block in blocks(report_in("da")):
        said = [cell for line in texts_of_grid(block) for cell in line] if isinstance(block, Grid) else []
        said += [block.text] if isinstance(block, Heading) else []
        for each in said:
            assert re.sub(r"[\s\u00ad-]+", "", each) in text, each
