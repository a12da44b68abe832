"""Workbooks with cells, formulas, links, lists of parts and XML of ill will."""

import io
import struct
import zipfile

from tests.homes import ALICE
from tests.hostile.files import CANARY, hostile, repeated
from tests.hostile.packages import (
    GOOD,
    HEADER,
    MAIN,
    OFFICE,
    RELATIONS,
    SHEET_BEGINS,
    TO_SHEET,
    package,
    row,
    sheet,
    text_cell,
    with_cell,
    with_sheet,
)


def column_name(place: int) -> str:
    """Return the letters of a column, from 0."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


@hostile()
def table_of_16384_columns() -> bytes:
    cells = "".join(text_cell(f"{column_name(place)}1", f"k{place}") for place in range(2**14))
    return with_sheet(f'<row r="1">{cells}</row>' + GOOD)


@hostile()
def cells_in_the_first_and_the_last_corner() -> bytes:
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_sheet(HEADER + GOOD + last, before='<dimension ref="A1:XFD1048576"/>')


@hostile()
def two_cells_and_a_claim_of_17_billion() -> bytes:
    return with_sheet(HEADER + GOOD, before='<dimension ref="A1:XFD1048576"/>')


@hostile()
def column_beyond_the_last() -> bytes:
    return with_sheet(f'{HEADER}<row r="2">{text_cell("A2", ALICE)}<c r="ZZZ2"><v>1</v></c></row>')


@hostile()
def column_with_eight_letters() -> bytes:
    return with_sheet(f'{HEADER}<row r="2"><c r="ZZZZZZZZ2"><v>1</v></c></row>')


@hostile()
def row_number_without_end() -> bytes:
    return with_sheet(f'{HEADER}<row r="{"9" * 400}"><c><v>1</v></c></row>')


@hostile()
def rows_that_go_backwards() -> bytes:
    return with_sheet(HEADER + GOOD + GOOD)


@hostile()
def formula_with_a_stored_value() -> bytes:
    return with_cell('<c r="C2" s="1"><f>TODAY()</f><v>41640</v></c>')


@hostile()
def formula_without_a_stored_value() -> bytes:
    return with_cell('<c r="C2"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c>')


@hostile()
def formula_that_starts_a_program() -> bytes:
    return with_cell(f'<c r="C2" t="str"><f>cmd|\' /C calc\'!A0</f><v>{CANARY}</v></c>')


@hostile()
def links_to_other_workbooks() -> bytes:
    link = '<externalLink><externalBook r:id="rId1"/></externalLink>'
    outside = f'<Relationship Id="rId1" Type="{OFFICE}/x" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/>'
    parts = {"xl/externalLinks/externalLink1.xml": link}
    return package({**parts, "xl/externalLinks/_rels/externalLink1.xml.rels": RELATIONS.format(outside)})


@hostile()
def sheet_that_lies_on_the_network() -> bytes:
    outside = TO_SHEET.replace("worksheets/sheet1.xml", "http://127.0.0.1:9/sheet1.xml")
    return package({"xl/_rels/workbook.xml.rels": RELATIONS.format(outside)})


@hostile()
def sheet_outside_the_package() -> bytes:
    outside = TO_SHEET.replace("worksheets/sheet1.xml", "../../../../../../etc/passwd")
    return package({"xl/_rels/workbook.xml.rels": RELATIONS.format(outside)})


@hostile()
def parts_whose_names_lead_out_of_the_package() -> bytes:
    return package({"../../../../tmp/videre-was-here": "x", "/etc/videre-was-here": "x", "..\\..\\videre": "x"})


@hostile()
def the_same_part_twice() -> bytes:
    kept = io.BytesIO(package())
    with zipfile.ZipFile(kept, "a") as made:
        made.writestr("XL/worksheets/SHEET1.xml", sheet(HEADER))
    return kept.getvalue()


@hostile()
def workbook_with_a_password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000


@hostile()
def part_that_says_it_is_encrypted() -> bytes:
    made = bytearray(package())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := made.find(signature, start + 1)) >= 0:
            made[start + at] |= 1
    return bytes(made)


@hostile()
def workbook_with_macros() -> bytes:
    return package({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Auto_Open" * 1000})


@hostile()
def truncated_workbook() -> bytes:
    return package()[:-200]


@hostile()
def workbook_cut_in_half_with_an_end() -> bytes:
    content = package()
    return content[: len(content) // 3] + content[content.rfind(b"PK\x05\x06") :]


@hostile()
def list_of_parts_in_64_bits() -> bytes:
    content = package()
    end = content.rfind(b"PK\x05\x06")
    large = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, 2**40, 2**40, 2**40, 0)
    return content[:end] + large + struct.pack("<IIQI", 0x07064B50, 0, end, 1) + content[end:]


@hostile()
def workbook_of_50000_parts() -> bytes:
    return package({f"xl/{number}": "" for number in range(50_000)})


@hostile()
def list_of_parts_that_says_it_is_larger() -> bytes:
    made = bytearray(package())
    end = made.rfind(b"PK\x05\x06")
    made[end + 12 : end + 16] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(made)


@hostile()
def parts_packed_another_way() -> bytes:
    return package(method=zipfile.ZIP_LZMA)


@hostile()
def shared_texts_that_claim_to_be_billions() -> bytes:
    texts = f'<sst {MAIN} count="4294967295" uniqueCount="4294967295"><si><t>x</t></si></sst>'
    return package({"xl/sharedStrings.xml": texts})


@hostile()
def shared_text_that_is_not_there() -> bytes:
    return with_cell('<c r="C2" t="s"><v>4294967295</v></c>')


@hostile()
def shared_text_before_the_first() -> bytes:
    return with_cell('<c r="C2" t="s"><v>-1</v></c>')


@hostile()
def style_that_is_not_there() -> bytes:
    return with_cell('<c r="C2" s="4294967295"><v>41640</v></c>')


@hostile()
def cell_of_an_unknown_type() -> bytes:
    return with_cell('<c r="C2" t="code"><v>1</v></c>')


@hostile()
def tags_a_million_deep() -> bytes:
    return package({"xl/worksheets/sheet1.xml": repeated("", "<a>", 4)})


@hostile()
def tag_without_end() -> bytes:
    return package({"xl/worksheets/sheet1.xml": repeated('<worksheet x="', "0123456789abcdef", 30)}, zipfile.ZIP_STORED)


@hostile()
def cell_of_30_megabytes() -> bytes:
    beginning = f'{SHEET_BEGINS}{HEADER}<row r="2"><c r="A2" t="str"><v>'
    parts = {"xl/worksheets/sheet1.xml": repeated(beginning, "0123456789abcdef", 30)}
    return package(parts, zipfile.ZIP_STORED)


@hostile()
def sheet_in_utf_16() -> bytes:
    return package({"xl/worksheets/sheet1.xml": sheet(HEADER + GOOD, prologue="").encode("utf-16")})


@hostile()
def sheet_in_an_encoding_that_nobody_has() -> bytes:
    return with_sheet(HEADER + GOOD, prologue='<?xml version="1.0" encoding="utf-7"?>')


@hostile()
def nothing_bytes_in_a_sheet() -> bytes:
    return with_sheet(HEADER + row(2, ALICE, "\0", "2014-01-01"))


@hostile()
def tags_that_do_not_close() -> bytes:
    return with_sheet(HEADER + "<row><c><v>1</row>")


@hostile()
def day_beyond_all_calendars() -> bytes:
    return with_cell('<c r="C2" s="1"><v>1e300</v></c>')


@hostile()
def day_before_all_calendars() -> bytes:
    return with_cell('<c r="C2" s="1"><v>-1e300</v></c>')


@hostile()
def day_that_is_no_number() -> bytes:
    return with_cell('<c r="C2" s="1"><v>nan</v></c>')


@hostile()
def workbook_without_sheets() -> bytes:
    return package({"xl/workbook.xml": f"<workbook {MAIN}/>"})


@hostile()
def sheet_that_is_named_and_missing() -> bytes:
    return package(leave_out=("xl/worksheets/sheet1.xml",))


@hostile()
def open_document_instead() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", "<x/>")
    return kept.getvalue()


@hostile()
def binary_workbook_instead() -> bytes:
    return package({"xl/workbook.bin": b"\x83\x01\0"}, leave_out=("xl/workbook.xml",))
