"""One young person's plan on paper: set by Typst, tagged, of exactly what is handed in."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

import typst

from videre.reports.pdf import FONTS, STANDARDS, TEMPLATE

PLAN_TEMPLATE: Final = TEMPLATE.with_name("plan.typ")


@dataclass(frozen=True)
class PrintedQuestion:
    """A question and the words to it."""

    title: str
    words: str


@dataclass(frozen=True)
class PrintedSection:
    """A section with the questions that say something."""

    title: str
    questions: tuple[PrintedQuestion, ...]


@dataclass(frozen=True)
class PrintedSteps:
    """A transition ahead, with its steps."""

    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class PrintedLabels:
    """The words that the page itself says. head: of the four columns of facts."""

    agreements: str
    contact: str
    facts: str
    head: tuple[str, str, str, str]
    closed: str


@dataclass(frozen=True)
class PlanPrint:
    """All that stands on the paper: whoever makes it has left out what its reader may not see.

    why: for whom it was printed and by which right. notice: at the foot of each page. facts: period, what, kind, age.
    closed: the titles of what is left out.
    """

    language: str
    municipality: str
    title: str
    day: date
    why: str
    notice: str
    labels: PrintedLabels
    sections: tuple[PrintedSection, ...] = ()
    agreements: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    transitions: tuple[PrintedSteps, ...] = ()
    facts: tuple[tuple[str, str, str, str], ...] = ()
    closed: tuple[str, ...] = ()


def render_plan(plan: PlanPrint) -> bytes:
    """Return a plan as PDF/UA-1 and PDF/A-2a; the same plan gives the same bytes.

    Raises:
        typst.TypstError: the page breaks one of the two standards, which would be a fault of the template.
    """
    said = json.dumps(asdict(plan), ensure_ascii=False, default=date.isoformat)
    arguments: dict[str, Any] = {
        "input": PLAN_TEMPLATE,
        "format": "pdf",
        "root": PLAN_TEMPLATE.parent,
        "font_paths": [FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"plan": said},
        "pdf_standards": STANDARDS,
    }
    pdf = typst.compile(**arguments)
    assert isinstance(pdf, bytes)
    return pdf
