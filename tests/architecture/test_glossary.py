"""Every code of the domain has its Danish and English name in GLOSSARY.md, and nothing stands there that is no code."""

import enum
import importlib
import pkgutil
import re

import pytest
from tests.architecture.tracked import ROOT

import videre.domain
from videre.definitions.catalogue import Definitions

GLOSSARY = (ROOT / "GLOSSARY.md").read_text("utf-8")
COLUMNS = ["code", "dansk", "English", "means", "source"]


def enums_of_the_domain() -> dict[str, type[enum.Enum]]:
    modules = [
        importlib.import_module(f"videre.domain.{module.name}")
        for module in pkgutil.iter_modules(videre.domain.__path__)
    ]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, enum.Enum) and value.__module__ == module.__name__
    }


def rows_under(heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading, its head first and without the line below it."""
    parts = re.split(rf"^### {heading}$", GLOSSARY, flags=re.MULTILINE)
    if len(parts) == 1:
        return []
    section = re.split(r"^##", parts[1], flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|") and not line.startswith("| ---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


ENUMS = enums_of_the_domain()


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_every_member_of_an_enum_stands_in_the_glossary_and_nothing_else(name: str) -> None:
    head, *rows = rows_under(name) or [COLUMNS]
    assert head == COLUMNS
    assert [row[0].strip("`") for row in rows] == [member.name for member in ENUMS[name]]


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_every_code_has_a_danish_and_an_english_name_a_meaning_and_a_source(name: str) -> None:
    for row in rows_under(name)[1:]:
        assert len(row) == len(COLUMNS)
        assert all(row), row


def test_no_table_is_about_an_enum_that_there_is_not() -> None:
    assert set(re.findall(r"^### (\w+)$", GLOSSARY, flags=re.MULTILINE)) == set(ENUMS)


def test_a_source_is_a_section_of_the_definitions_page() -> None:
    page = (ROOT / "docs" / "reference" / "definitions.md").read_text("utf-8")
    sections = set(re.findall(r"^## (.+)$", page, flags=re.MULTILINE))
    named = {row[4] for name in ENUMS for row in rows_under(name)[1:]}
    words = re.split(r"^## ", GLOSSARY, flags=re.MULTILINE)[1]
    named |= {line.strip("| ").split(" | ")[-1] for line in words.splitlines() if line.startswith("|")}
    assert named - {"source", "---", "house", "strategy", "strategy, note 6", "standing.md"} <= sections


def test_kinds_and_benefits_bear_the_names_of_their_definitions() -> None:
    definitions = Definitions()
    names = {row[0].strip("`"): (row[1], row[2]) for row in rows_under("EducationKind")[1:]}
    assert names == {code: (kind.name.da, kind.name.en) for code, kind in definitions.programme_kinds().kinds.items()}
    names = {row[0].strip("`"): (row[1], row[2]) for row in rows_under("BenefitKind")[2:]}
    assert names == {code: (each.name.da, each.name.en) for code, each in definitions.benefits().benefits.items()}
