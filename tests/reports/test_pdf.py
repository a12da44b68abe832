"""The report as PDF: accessible, archivable, the same bytes again, and with nothing in it that is hidden."""

import re
from collections.abc import Iterator
from io import BytesIO

import typst
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject
from tests.reports.conftest import pdf_of
from tests.reports.tables import LATER, NOBODYS_BUSINESS, material

from videre.reports.content import Grid, Picture
from videre.reports.half_year import make_report
from videre.reports.pdf import arguments_for, render_pdf
from videre.reports.wording import Language


def text_of(reader: PdfReader) -> str:
    """Return the text of all pages, spaces and line breaks made one."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def elements(node: object) -> Iterator[DictionaryObject]:
    """Yield every element of the structure tree."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tags(reader: PdfReader) -> list[DictionaryObject]:
    return list(elements(reader.root_object["/StructTreeRoot"]["/K"]))  # type: ignore[index]


def test_it_says_that_it_is_pdf_ua_1_and_pdf_a_2a(reader: PdfReader, language: Language) -> None:
    metadata = reader.root_object["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    xmp = metadata.get_data().decode()
    assert re.search(r"pdfuaid:part[>=\"]+1", xmp)
    assert re.search(r"pdfaid:part[>=\"]+2", xmp)
    assert re.search(r"pdfaid:conformance[>=\"]+A", xmp)
    assert reader.root_object["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean  # type: ignore[index]
    assert str(reader.root_object["/Lang"]).startswith(language)
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 # type: ignore[index]


def test_it_is_tagged_with_headings_tables_with_heads_and_figures_with_words(
    reader: PdfReader, language: Language
) -> None:
    found = tags(reader)
    names = [str(each["/S"]) for each in found]
    report = make_report(material(is_demo=True), language)
    parts = (*report.first_parts, *report.sections, *report.parts, report.annex)
    blocks = [block for part in parts for block in part.blocks]
    n_grids = sum(isinstance(block, Grid) for block in blocks)
    assert names.count("/H1") == 1 + len(parts)
    assert names.count("/H2") > 20
    assert names.count("/Table") == n_grids
    assert names.count("/THead") == n_grids
    words = [str(each["/Alt"]) for each in found if each["/S"] == "/Figure"]
    sparklines = [card.sparkline_alternative for card in report.cards]
    assert words == sparklines + [block.alternative for block in blocks if isinstance(block, Picture)]


def test_every_number_of_the_content_stands_in_the_file(reader: PdfReader, language: Language) -> None:
    text = text_of(reader).replace("\u00a0", " ")
    report = make_report(material(is_demo=True), language)
    for section in report.sections:
        assert section.title in text
        for block in section.blocks:
            cells = [cell for line in block.lines for cell in line.cells] if isinstance(block, Grid) else []
            assert all(cell.text.replace("\u00a0", " ") in text for cell in cells)
    for card in report.cards:
        assert card.value.replace("\u00a0", " ") in text


def test_the_charts_are_drawn_with_their_texts(reader: PdfReader, language: Language) -> None:
    assert {"da": "Vores tal", "en": "Our figures"}[language] in text_of(reader)


def streams(pdf: bytes) -> Iterator[bytes]:
    """Yield every stream of a file, decompressed, except fonts."""
    reader = PdfReader(BytesIO(pdf))
    for number in range(1, len(reader.xref[0]) + sum(map(len, reader.xref_objStm.values())) + 1):
        found = reader.get_object(number)
        if isinstance(found, StreamObject) and "/Length1" not in found:
            yield found.get_data()


def test_hidden_and_later_numbers_are_nowhere_in_the_file(pdf: bytes, reader: PdfReader, language: Language) -> None:
    everything = text_of(reader) + arguments_for(make_report(material(is_demo=True), language))["sys_inputs"]["report"]
    for number in (NOBODYS_BUSINESS, LATER):
        for form in (str(number), f"{number:,}", f"{number:,}".replace(",", ".")):
            as_number = rf"(?<![\d.]){re.escape(form)}(?![\d.])"  # not the digits of a coordinate
            assert not re.search(as_number, everything)
            assert not re.search(as_number.encode(), b"\n".join(streams(pdf)))
    assert {"da": "8.111", "en": "8,111"}[language] in everything  # its neighbour, which is shown, is found this way
    assert any(b"BT" in stream for stream in streams(pdf))


def test_the_same_report_gives_the_same_bytes(pdf: bytes, language: Language) -> None:
    assert render_pdf(make_report(material(is_demo=True), language)) == pdf


def test_another_day_gives_other_bytes() -> None:
    other = material(is_demo=True).__class__(**{**vars(material(is_demo=True)), "day": material().day.replace(day=6)})
    assert render_pdf(make_report(other, "da")) != pdf_of("da")


def test_the_only_date_is_the_reports_own(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date().isoformat() == "2016-02-05"
    assert (
        reader.metadata.title == make_report(material(), "da" if "Halv" in str(reader.metadata.title) else "en").title
    )


def test_only_the_shipped_font_is_used(reader: PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"].get_object().get("/Font", {}).values()  # type: ignore[union-attr]
    }
    assert fonts
    assert all(name.startswith("IBMPlexSans") for name in fonts)


def test_the_template_compiles_without_a_warning(language: Language) -> None:
    arguments = arguments_for(make_report(material(is_demo=True), language))
    _, warnings = typst.compile_with_warnings(**arguments)
    assert warnings == []


def test_a_report_without_any_released_figure_can_be_printed() -> None:
    assert render_pdf(make_report(material([]), "da")).startswith(b"%PDF-1.7")


def test_pages_are_numbered_and_the_demonstration_says_so_on_each(reader: PdfReader, language: Language) -> None:
    n = len(reader.pages)
    word, of = {"da": ("Side", "af"), "en": ("Page", "of")}[language]
    for number, page in enumerate(list(reader.pages)[1:], start=2):
        text = re.sub(r"\s+", " ", page.extract_text())
        assert f"{word} {number} {of} {n}" in text
        assert {"da": "opdigtede", "en": "made up"}[language] in text
