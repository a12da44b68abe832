"""A released table as a workbook: one sheet with the table, one about it. Nothing hidden, no formula, no kept value."""

from datetime import datetime
from io import BytesIO

import xlsxwriter

from videre.reports.exports.columns import words_of
from videre.reports.exports.described import Described
from videre.reports.wording import Language

WIDEST = 40  # characters


def render_xlsx(described: Described, language: Language) -> bytes:
    """Return the table as XLSX; the same table gives the same bytes.

    Both sheets are visible. There is no formula, so there is no cached value either; no filter, which would leave a
    hidden name; no chart, which would keep a copy of its data. Every text is written as text, whatever it looks like.
    """
    wording = described.wording(language)
    head, rows = words_of(described, language)
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    created = datetime.fromisoformat(described.table.as_known_at)
    book.set_properties({"title": described.title(language), "created": created, "author": described.municipality_name})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(wording.say("export.sheet_table"))
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, bold)
        texts = [len(str(row[column])) for row in rows if isinstance(row[column], str)]
        sheet.set_column(column, column, min(max([12, *texts]), WIDEST))
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell)
            elif cell is not None:
                sheet.write_number(place, column, cell)
    sheet.freeze_panes(1, 1)
    about = book.add_worksheet(wording.say("export.sheet_about"))
    about.set_column(0, 0, 28)
    about.set_column(1, 1, 100)
    about.write_string(0, 0, described.title(language), bold)
    for place, fact in enumerate(described.facts(language), start=2):
        about.write_string(place, 0, fact.name, bold)
        about.write_string(place, 1, fact.text, wrapped)
    book.close()
    return file.getvalue()
