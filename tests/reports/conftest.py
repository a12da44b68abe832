"""The report of the small made-up Albertslund, as PDF: rendered once a language."""

from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.reports.tables import material

from videre.reports.half_year import make_report
from videre.reports.pdf import render_pdf
from videre.reports.wording import Language


@cache
def pdf_of(language: Language) -> bytes:
    return render_pdf(make_report(material(is_demo=True), language))


@pytest.fixture(params=["da", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def pdf(language: Language) -> bytes:
    return pdf_of(language)


@pytest.fixture
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))
