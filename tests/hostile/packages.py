"""XLSX packages, written by hand: a good table, with parts of ill will instead or beside."""

import io
import zipfile
from collections.abc import Iterable

from tests.homes import ALICE
from tests.hostile.files import NAMES

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
ROOT = RELATIONS.format(f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>')
TO_SHEET = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
WORKBOOK = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
STYLES = f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    cells = "".join(text_cell(f"{chr(65 + place)}{number}", text) for place, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


HEADER = row(1, *NAMES)
GOOD = row(2, ALICE, "kontanthjaelp", "2014-01-01", "2014-06-30")


def sheet(rows: str, before: str = "", prologue: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f"{prologue}<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>"


def package(
    parts: dict[str, str | bytes | Iterable[bytes]] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
    leave_out: tuple[str, ...] = (),
) -> bytes:
    """Return an XLSX: a good table, with these parts instead or beside."""
    every: dict[str, str | bytes | Iterable[bytes]] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(TO_SHEET),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet(HEADER + GOOD),
        **(parts or {}),
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as made:
        for name, content in every.items():
            if name in leave_out:
                continue
            if isinstance(content, str | bytes):
                made.writestr(name, content)
            else:
                with made.open(name, "w", force_zip64=True) as part:
                    part.writelines(content)
    return kept.getvalue()


def with_sheet(rows: str, **more: str) -> bytes:
    return package({"xl/worksheets/sheet1.xml": sheet(rows, **more)})


def with_cell(cell: str) -> bytes:
    """Return an XLSX whose second row has a cell of its own making for the start of the benefit."""
    rest = text_cell("A2", ALICE) + text_cell("B2", "kontanthjaelp") + cell + text_cell("D2", "2014-06-30")
    return with_sheet(f'{HEADER}<row r="2">{rest}</row>')


SHEET_BEGINS, SHEET_ENDS = sheet("|").split("|")
