"""Packages that unpack to more than they say, hold others, or declare entities."""

import io
import struct
import zipfile

from tests.homes import ALICE
from tests.hostile.files import MEGABYTE, hostile, repeated
from tests.hostile.packages import (
    HEADER,
    MAIN,
    RELATIONS,
    SHEET_BEGINS,
    SHEET_ENDS,
    STYLES,
    TO_SHEET,
    package,
    row,
    sheet,
    with_sheet,
)


@hostile()
def bomb_of_spaces_in_the_sheet() -> bytes:
    return package({"xl/worksheets/sheet1.xml": repeated(SHEET_BEGINS, " " * 64, 300, SHEET_ENDS)})


@hostile()
def bomb_of_empty_rows() -> bytes:
    return package({"xl/worksheets/sheet1.xml": repeated(SHEET_BEGINS + HEADER, "<row/>", 200, SHEET_ENDS)})


@hostile()
def bomb_of_cells_in_one_row() -> bytes:
    return package({"xl/worksheets/sheet1.xml": repeated(SHEET_BEGINS + "<row>", "<c><v>1</v></c>", 200, "</row>")})


@hostile()
def bomb_in_the_shared_texts() -> bytes:
    return package({"xl/sharedStrings.xml": repeated(f"<sst {MAIN}>", "<si><t>x</t></si>", 200, "</sst>")})


@hostile()
def bomb_in_one_shared_text() -> bytes:
    return package({"xl/sharedStrings.xml": repeated(f"<sst {MAIN}><si><t>", "x" * 64, 200, "</t></si></sst>")})


@hostile()
def bomb_in_the_styles() -> bytes:
    return package(
        {"xl/styles.xml": repeated(f"<styleSheet {MAIN}><cellXfs>", '<xf numFmtId="14"/>', 100, "</cellXfs>")}
    )


@hostile()
def bomb_in_the_workbook() -> bytes:
    return package({"xl/workbook.xml": repeated(f"<workbook {MAIN}>", "<x/>", 100, "</workbook>")})


@hostile()
def bomb_in_the_relations() -> bytes:
    return package({"xl/_rels/workbook.xml.rels": repeated("<Relationships>", TO_SHEET, 100, "</Relationships>")})


@hostile()
def bomb_that_nobody_opens() -> bytes:
    return package({"xl/media/image1.png": repeated("", "\0" * 64, 300)})


def patched_sizes(content: bytes, part: str, declared: int) -> bytes:
    """Return a package that lies about how large a part is, in both places where it says so."""
    made = bytearray(content)
    for signature, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        start = -1
        while (start := made.find(signature, start + 1)) >= 0:
            if made[start + name_at : start + name_at + len(part)] == part.encode():
                made[start + size_at : start + size_at + 4] = struct.pack("<I", declared)
    return bytes(made)


@hostile()
def sheet_that_says_it_is_small() -> bytes:
    bomb = package({"xl/worksheets/sheet1.xml": b"".join(repeated(SHEET_BEGINS, " " * 64, 40, SHEET_ENDS))})
    return patched_sizes(bomb, "xl/worksheets/sheet1.xml", 100)


@hostile()
def sheet_that_says_it_is_4_gigabytes() -> bytes:
    return patched_sizes(package(), "xl/worksheets/sheet1.xml", 0xFFFFFFF0)


@hostile()
def part_whose_check_sum_is_wrong() -> bytes:
    made = bytearray(package(method=zipfile.ZIP_STORED))
    made[made.find(b"kontanthjaelp")] ^= 1
    return bytes(made)


@hostile()
def nested_package_in_an_embedding() -> bytes:
    inner = package({"xl/worksheets/sheet1.xml": repeated(SHEET_BEGINS, " " * 64, 100, SHEET_ENDS)})
    return package({"xl/embeddings/inner.xlsx": inner})


@hostile()
def package_that_holds_only_another() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("inner.xlsx", package())
    return kept.getvalue()


@hostile()
def package_in_package_in_package() -> bytes:
    content = package({"xl/media/zeros": repeated("", "\0" * 64, 20)})
    for depth in range(8):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
            for copy in range(8):
                made.writestr(f"{depth}-{copy}.zip", content)
        content = kept.getvalue()
        if len(content) > 4 * MEGABYTE:
            break
    return content


XXE = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet {MAIN}><sheetData>{HEADER}'


@hostile()
def entity_that_reads_a_file() -> bytes:
    return package({"xl/worksheets/sheet1.xml": f"{XXE}{row(2, ALICE, '&e;', '2014-01-01')}</sheetData></worksheet>"})


@hostile()
def entity_that_reads_a_file_in_the_shared_texts() -> bytes:
    texts = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst {MAIN}><si><t>&e;</t></si></sst>'
    return package({"xl/sharedStrings.xml": texts})


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))


@hostile()
def billion_laughs_in_the_workbook() -> bytes:
    return package({"xl/workbook.xml": f"{LAUGHS}]><workbook {MAIN}>&a11;</workbook>"})


@hostile()
def billion_laughs_in_a_cell() -> bytes:
    return package({"xl/worksheets/sheet1.xml": f"{LAUGHS}]>{sheet(row(1, '&a11;'), prologue='')}"})


@hostile()
def entity_that_is_long_and_used_often() -> bytes:
    declared = f"<!DOCTYPE x [<!ENTITY a '{'x' * 50_000}'>]>"
    return package({"xl/worksheets/sheet1.xml": declared + sheet(row(1, "&a;" * 20_000), prologue="")})


@hostile()
def document_type_from_the_network() -> bytes:
    return package({"xl/styles.xml": f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">{STYLES}'})


@hostile()
def parameter_entity_in_the_relations() -> bytes:
    declared = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
    return package({"xl/_rels/workbook.xml.rels": declared + RELATIONS.format(TO_SHEET)})


@hostile()
def entity_that_nobody_declared() -> bytes:
    return with_sheet(HEADER + row(2, ALICE, "&kontanthjaelp;", "2014-01-01", "2014-06-30"))
