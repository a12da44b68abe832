"""Reporting: a half-year's released tables and the home's definitions become a report, written whole or not at all."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from videre.definitions.catalogue import Definitions
from videre.definitions.parts_of_change import titles_of_parts
from videre.definitions.pathways import PathwayGroups
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.released import Released, read_released
from videre.domain.days import date_of_day, first_day
from videre.home.home import Home
from videre.pipeline.freezing import read_edition
from videre.pipeline.projecting import STATES
from videre.registers.catalogue import REGISTERS
from videre.reports.forms import FORMS, FormName, file_name
from videre.reports.half_year import Material, make_report
from videre.reports.half_years import HalfYear, NoHalfYear, NothingToReport
from videre.reports.steering import Steering
from videre.reports.wording import Language


def report(
    home: Home,
    half: HalfYear,
    day: date,
    language: Language = "da",
    folder: Path | None = None,
    edition: date | None = None,
    forms: Sequence[FormName] = ("pdf",),
    steering: Steering | None = None,
) -> list[Path]:
    """Write the report of a half-year and return where its forms are; the same home and day give the same bytes.

    Args:
        home: an opened home; only its released tables, settings and definitions are read.
        half: the half-year that the report is about.
        day: the day on which it is written.
        language: Danish or English.
        folder: where to write it, made when it is not there; the home's reports folder when None.
        edition: print it again as it was on that day: its released tables, and it for the day; today's when None.
        forms: pdf, docx, html, leaflet (a page for citizens).
        steering: what the steering group's records say; None where nobody keeps any.

    Raises:
        NothingToReport: the home has no released table. NoHalfYear: the half-year has not begun. NoEdition: nothing had
            been released by the edition's day.
    """
    tables = read_tables(home) if edition is None else read_edition(home, edition)
    content = make_report(gather_material(home, half, edition or day, tables, steering), language)
    rendered = {file_name(form, half, language): FORMS[form].render(content) for form in forms}
    target = folder or home.paths.reports
    target.mkdir(parents=True, exist_ok=True)
    for name, file in rendered.items():
        write_whole(target / name, file)
    return [target / name for name in rendered]


def gather_material(
    home: Home, half: HalfYear, day: date, tables: dict[str, Released], steering: Steering | None = None
) -> Material:
    """Return what a half-year report is made of; tables that are for each school about itself are not."""
    if date_of_day(first_day(half.first_month)) > day:
        raise NoHalfYear(f"{half} has not begun on {day}. Ask for an earlier half-year.")
    if not tables:
        raise NothingToReport(
            "Nothing has been released in this home yet, so there is nothing to report: run `videre release` first."
        )
    definitions = Definitions(home.paths.definitions)
    catalogue = definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    strategy = definitions.strategy(home.settings.strategy)
    names = [point.measure for point in strategy.measurement_points if point.measure is not None]
    return Material(
        tables={name: table for name, table in tables.items() if catalogue.audience_of(name) != "school"},
        strategy=strategy,
        measures={name: definitions.measure(name) for name in names},
        groups=definitions.definition("programmes", "groups", PathwayGroups),
        registers={name: register.title for name, register in REGISTERS.items()},
        municipality_name=home.settings.municipality_name,
        half=half,
        day=day,
        is_demo=home.settings.is_demo,
        change_parts=titles_of_parts(definitions.state_space(STATES)),
        beside=tuple(measure for measure in definitions.list_measures() if measure.beside in names),
        steering=steering or Steering(),
    )


def read_tables(home: Home) -> dict[str, Released]:
    """Return every released table of a home, by name."""
    paths = sorted(home.paths.released.glob("*.json"))
    return {path.stem: read_released(path.read_text("utf-8")) for path in paths}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step, so that nobody ever opens half a report."""
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
