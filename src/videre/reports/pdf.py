"""A report as PDF: set by Typst from a template, tagged, with the same bytes for the same report."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import typst

from videre.reports.content import Report

TEMPLATE: Final = Path(__file__).parent / "template" / "report.typ"
LEAFLET: Final = TEMPLATE.with_name("leaflet.typ")
FONTS: Final = Path(__file__).parent / "fonts"
STANDARDS: Final = ["ua-1", "a-2a"]  # read aloud by a screen reader, and readable in an archive in fifty years


def render_pdf(report: Report) -> bytes:
    """Return a report as PDF/UA-1 and PDF/A-2a.

    The content goes in as JSON and is never part of the markup. Fonts are the shipped ones, whatever the machine has,
    and the only date is the report's own day, so that an approved report can be printed again with the same bytes.

    Raises:
        typst.TypstError: the report breaks one of the two standards, which would be a fault of the template.
    """
    pdf = typst.compile(**arguments_for(report))
    assert isinstance(pdf, bytes)
    return pdf


def render_leaflet(report: Report) -> bytes:
    """Return the page for citizens, by the same two standards: a sentence a point, and how it stands."""
    pdf = typst.compile(**arguments_for(report, LEAFLET))
    assert isinstance(pdf, bytes)
    return pdf


def arguments_for(report: Report, template: Path = TEMPLATE) -> dict[str, Any]:
    """Return what Typst is called with."""
    return {
        "input": template,
        "format": "pdf",
        "root": TEMPLATE.parent,
        "font_paths": [FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"report": json.dumps(asdict(report), ensure_ascii=False)},
        "pdf_standards": STANDARDS,
    }
