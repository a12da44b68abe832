"""The forms that a released table can be had in, by the ending of its address."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from videre.reports.exports.as_csv import render_excel_csv, render_plain_csv
from videre.reports.exports.as_json import render_json
from videre.reports.exports.as_jsonstat import render_jsonstat
from videre.reports.exports.as_xlsx import render_xlsx
from videre.reports.exports.described import Described
from videre.reports.wording import Language

Render = Callable[[Described, Language], bytes]


class Form(NamedTuple):
    """A form: its ending in an address and in a file's name, its media type, and what makes it."""

    ending: str
    file_ending: str
    media_type: str
    render: Render


CSV_FOR_EXCEL: Final = Form("csv", "csv", "text/csv; charset=utf-8", render_excel_csv)
CSV: Final = Form("csv", "csv", "text/csv; charset=utf-8", lambda described, _language: render_plain_csv(described))
XLSX: Final = Form("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx)
JSON: Final = Form("json", "json", "application/json", lambda described, _language: render_json(described))
JSON_STAT: Final = Form("jsonstat", "jsonstat.json", "application/json", render_jsonstat)

DOWNLOADS: Final[Mapping[str, Form]] = {form.ending: form for form in (CSV_FOR_EXCEL, XLSX, JSON_STAT, JSON)}
OPEN_DATA: Final[Mapping[str, Form]] = {form.ending: form for form in (JSON, CSV, JSON_STAT)}
