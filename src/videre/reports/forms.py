"""The forms of a half-year report: for print, to write on in, to read on a screen, and one page for citizens."""

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from videre.domain.refusals import Refused
from videre.reports.content import Report
from videre.reports.half_years import HalfYear
from videre.reports.page import render_html
from videre.reports.pdf import render_leaflet, render_pdf
from videre.reports.word import render_docx
from videre.reports.wording import Language

FormName = Literal["pdf", "docx", "html", "leaflet"]


class NoSuchForm(Refused):
    """A report was asked for in a form that there is not."""


class ReportForm(NamedTuple):
    """A form: what its file is called in each language, its media type, and what makes it."""

    file_names: Mapping[Language, str]
    media_type: str
    render: Callable[[Report], bytes]


NAMES: Final[Mapping[Language, str]] = {"da": "halvaarsrapport-{half}", "en": "half-year-report-{half}"}
LEAFLET_NAMES: Final[Mapping[Language, str]] = {"da": "borgerudgave-{half}.pdf", "en": "citizens-page-{half}.pdf"}
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def named(ending: str) -> Mapping[Language, str]:
    """Return the names of a report's file with an ending."""
    return {language: f"{name}.{ending}" for language, name in NAMES.items()}


FORMS: Final[Mapping[FormName, ReportForm]] = {
    "pdf": ReportForm(named("pdf"), "application/pdf", render_pdf),
    "docx": ReportForm(named("docx"), WORD, render_docx),
    "html": ReportForm(named("html"), "text/html; charset=utf-8", render_html),
    "leaflet": ReportForm(LEAFLET_NAMES, "application/pdf", render_leaflet),
}


def file_name(form: FormName, half: HalfYear, language: Language) -> str:
    """Return what the file of a half-year's report is called."""
    return FORMS[form].file_names[language].format(half=half)


def parse_forms(text: str) -> tuple[FormName, ...]:
    """Return the forms that a text names with commas between, each once; `all` names every one; raises NoSuchForm."""
    asked = [each.strip() for each in text.split(",")]
    if "all" in asked:
        return tuple(FORMS)
    unknown = [each for each in asked if each not in FORMS]
    if unknown:
        raise NoSuchForm(
            f"There is no form {unknown[0]!r}. Write {', '.join(FORMS)} or all; several with commas between."
        )
    return tuple(name for name in FORMS if name in asked)
