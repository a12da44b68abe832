"""A report as a Word file: real headings, real tables, pictures with words for whoever cannot see them.

The secretariat goes on writing in it, so everything is by Word's own styles and nothing is set by hand.
"""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

import vl_convert
from docx import Document
from docx.document import Document as Book
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

from videre.reports.content import Block, Card, Cell, Facts, Grid, Heading, Items, Paragraph, Picture, Report, Section
from videre.reports.pdf import FONTS

FONT: Final = "IBM Plex Sans"  # Word takes another where it is not installed
ACCENT: Final = RGBColor(0x08, 0x51, 0x9C)
PICTURE_WIDTH: Final = Cm(16)
SPARKLINE_WIDTH: Final = Cm(4)
TABLE_WIDTH_CM: Final = 16.6  # the page of 21 cm within its margins
SHARPNESS: Final = 2.0  # picture points per point of the SVG: clear in print, and a report of some 400 kB
ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can tell: the same report is the same bytes
LANGUAGES: Final = {"da": "da-DK", "en": "en-GB"}


def render_docx(report: Report) -> bytes:
    """Return a report as DOCX; the same report gives the same bytes."""
    book = Document()
    set_up(book, report)
    front = report.front
    book.add_paragraph(front.municipality, style="Subtitle")
    book.add_paragraph(front.title, style="Title")
    book.add_paragraph(front.half, style="Subtitle")
    book.add_paragraph(f"{front.strategy}. {front.vision}")
    add_facts(book, Facts(front.facts))
    for note in (*front.notes, front.warning):
        if note:
            book.add_paragraph(note)
    book.add_heading(report.labels.short, 1).paragraph_format.page_break_before = True
    book.add_paragraph(report.labels.short_intro)
    for card in report.cards:
        add_card(book, card, report)
    for part in report.first_parts:
        add_part(book, part.title, part.blocks)
    for section in report.sections:
        add_section(book, section, report)
    for part in report.parts:
        add_part(book, part.title, part.blocks)
    add_part(book, report.annex.title, report.annex.blocks)
    return same_bytes(book)


def set_up(book: Book, report: Report) -> None:
    """Set title, author, day, language and the look of the styles."""
    written = datetime.fromisoformat(report.day)
    told = book.core_properties
    told.title, told.author, told.language = report.title, report.author, LANGUAGES[report.language]
    told.created = told.modified = written
    told.last_modified_by, told.revision = report.author, 1
    told.comments = ""
    for style in book.styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH and style.font is not None:
            set_font(style)
    normal = book.styles["Normal"]
    normal.font.size = Pt(10)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGES[report.language])
    normal.element.get_or_add_rPr().append(language)
    for section in book.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2.2)


def set_font(style: object) -> None:
    """Give a style our font, and the headings our blue."""
    style.font.name = FONT  # type: ignore[attr-defined]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    for letters in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(letters), FONT)
    if str(style.name).startswith(("Heading", "Title", "Subtitle")):  # type: ignore[attr-defined]
        style.font.color.rgb = ACCENT  # type: ignore[attr-defined]


def add_card(book: Book, card: Card, report: Report) -> None:
    """Add a point in short."""
    book.add_heading(f"{card.number}. {card.title}", 2)
    line = book.add_paragraph()
    if card.value:
        line.add_run(f"{card.value} ").bold = True
    line.add_run(card.about)
    verdict = book.add_paragraph()
    verdict.add_run(f"{card.verdict.label}. ").bold = True
    verdict.add_run(card.verdict.sentence)
    if card.sparkline:
        add_image(book, card.sparkline, card.sparkline_alternative, SPARKLINE_WIDTH)
    add_facts(book, Facts(card.facts))
    if card.official:
        official = book.add_paragraph()
        official.add_run(f"{report.labels.official}: ").bold = True
        official.add_run(card.official)


def add_section(book: Book, section: Section, report: Report) -> None:
    """Add a point in full, on a page of its own."""
    heading = book.add_heading(f"{section.number}. {section.title}", 1)
    heading.paragraph_format.page_break_before = True
    book.add_paragraph(f"{report.labels.question}: {section.question}")
    book.add_paragraph(section.message).runs[0].bold = True
    verdict = book.add_paragraph()
    verdict.add_run(f"{section.verdict.label}. ").bold = True
    verdict.add_run(section.verdict.sentence)
    for block in (*section.blocks, *section.background):
        add_block(book, block)


def add_part(book: Book, title: str, blocks: Sequence[Block]) -> None:
    """Add what is said across the points."""
    book.add_heading(title, 1)
    for block in blocks:
        add_block(book, block)


def add_block(book: Book, block: Block) -> None:
    """Add one block by its kind."""
    if isinstance(block, Paragraph):
        book.add_paragraph(block.text)
    elif isinstance(block, Heading):
        book.add_heading(block.text, 2)
    elif isinstance(block, Items):
        for item in block.items:
            book.add_paragraph(item, style="List Bullet")
    elif isinstance(block, Facts):
        add_facts(book, block)
    elif isinstance(block, Picture):
        caption = book.add_paragraph(block.caption, style="Caption")
        caption.paragraph_format.keep_with_next = True
        add_image(book, block.svg, block.alternative, PICTURE_WIDTH)
    else:
        add_grid(book, block)


def add_facts(book: Book, facts: Facts) -> None:
    """Add named lines as paragraphs, which a screen reader reads in order."""
    for fact in facts.facts:
        line = book.add_paragraph()
        line.add_run(f"{fact.name}: ").bold = True
        line.add_run(fact.text)


def add_image(book: Book, svg: str, alternative: str, width: int) -> None:
    """Add a picture with the words that stand for it."""
    vl_convert.register_font_directory(str(FONTS))
    picture = book.add_picture(BytesIO(vl_convert.svg_to_png(on_white(svg), scale=SHARPNESS)), width=width)
    picture._inline.docPr.set("descr", alternative)  # noqa: SLF001 - python-docx has no other way to alternative text


def on_white(svg: str) -> str:
    """Return a picture on white paper: LibreOffice prints a band that shines through nothing as grey."""
    begin = svg.index(">", svg.index("<svg")) + 1
    return f'{svg[:begin]}<rect width="100%" height="100%" fill="#ffffff"/>{svg[begin:]}'


def add_grid(book: Book, grid: Grid) -> None:
    """Add a table with a caption, a head that is repeated on each page, and its note."""
    caption = book.add_paragraph(grid.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = book.add_table(rows=1 + len(grid.lines), cols=len(grid.head), style="Light List Accent 1")
    mark_head(table)
    set_widths(table, grid)
    for line_cells, row in zip(
        (grid.head, *((line.name, *line.cells) for line in grid.lines)), table.rows, strict=True
    ):
        for place, (cell, box) in enumerate(zip(line_cells, row.cells, strict=True)):
            paragraph = box.paragraphs[0]
            run = paragraph.add_run(written(cell))
            run.font.size = Pt(8.5)
            if place and grid.holds == "numbers":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    book.add_paragraph(grid.note)


def set_widths(table: Table, grid: Grid) -> None:
    """Give each column its share of the page: as the table asks, else twice as much to the names as to a number."""
    shares = grid.widths or (2.0, *(1.0 for _ in grid.head[1:]))
    table.autofit = False
    for place, share in enumerate(shares):
        width = Cm(TABLE_WIDTH_CM * share / sum(shares))
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width


def mark_head(table: Table) -> None:
    """Say that the first row is the head: repeated on each page, and read by a screen reader with each number."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - python-docx has no other way to a repeated head
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - nor to a style without bold names in the first column
    if look is not None:
        look.set(qn("w:firstColumn"), "0")
        look.set(qn("w:val"), "0420")  # the head and the bands of rows, as older programs read it
    for row in table.rows:
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001 - nor to a row that stays on one page


def written(cell: Cell) -> str:
    """Return a cell's text with of how many."""
    return f"{cell.text} {cell.of_text}".strip()


def same_bytes(book: Book) -> bytes:
    """Return the file with every part's time set to the same, in the order in which Word's own files have them."""
    made, packed = BytesIO(), BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, ZIP_DAY), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
