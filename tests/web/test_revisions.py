"""What was revised stands on the page of a measurement point: which figure, before and since, edition by edition."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from videre.disclosure.released import Released
from videre.home.home import Home
from videre.pipeline.freezing import EDITIONS

PAGE = "/maalepunkt/youth_15_17"


def keep_edition(
    home: Home, name: str, day: str, change: Callable[[list[dict[str, object]]], object] = lambda _rows: None
) -> None:
    """Keep the table of the home as the edition of a day, with some rows told otherwise."""
    table = json.loads((home.paths.released / f"{name}.json").read_text("utf-8"))
    change(table["rows"])
    folder = home.paths.released / EDITIONS / day
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps({**table, "as_known_at": day}), "utf-8")


def section_of(page: str) -> str:
    return page.split('aria-labelledby="revisions"')[1].split("</section>", maxsplit=1)[0]


def test_a_table_that_was_released_once_has_no_revision(reader: Client, home: Home, tables: list[Released]) -> None:
    assert 'id="revisions"' not in reader.get(PAGE).text  # a home without editions
    keep_edition(home, "youth_15_17", "2016-02-29")
    said = section_of(reader.get(PAGE).text)
    assert "Tabellen er udgivet én gang, med det, der var kendt 29. februar 2016" in said
    assert "<table" not in said


def test_a_revised_figure_stands_with_before_and_since_under_the_edition_that_revised_it(
    reader: Client, home: Home, tables: list[Released]
) -> None:
    def other(rows: list[dict[str, object]]) -> None:
        next(row for row in rows if row["period"] == "2014-03")["value"] = 0.5

    keep_edition(home, "youth_15_17", "2015-12-31", other)
    keep_edition(home, "youth_15_17", "2016-01-31")
    keep_edition(home, "youth_15_17", "2016-02-29")
    said = section_of(reader.get(PAGE).text)
    assert "1 tal er rettet i udgaverne siden 31. december 2015." in said
    assert "Rettet i udgaven 31. januar 2016" in said
    assert "Rettet i udgaven 29. februar 2016" not in said
    assert said.count("<tr>") == 2
    assert "marts 2014" in said
    assert "50\u00a0%" in said
    assert "/api/v1/editions/2015-12-31/tables/youth_15_17.csv" in said
    assert reader.get("/api/v1/editions/2015-12-31/tables/youth_15_17.csv").status_code == 200


def test_what_a_page_holds_fixed_decides_which_revisions_it_shows(
    reader: Client, home: Home, tables: list[Released]
) -> None:
    def other(rows: list[dict[str, object]]) -> None:
        next(row for row in rows if row["breakdown"]["horizon"] == "before 25")["value"] = 0.123  # type: ignore[index]

    keep_edition(home, "completion", "2016-01-31", other)
    keep_edition(home, "completion", "2016-02-29")
    assert "12\u00a0%" in section_of(reader.get("/maalepunkt/completion?horisont=before+25&definition=" + COUNTS).text)
    assert "Ingen tal er rettet" in section_of(reader.get("/maalepunkt/completion?horisont=25+years").text)


COUNTS = "a_youth_education"


@pytest.mark.parametrize("n_changed", [12, 15])
def test_many_revisions_are_counted_and_the_first_are_shown(
    reader: Client, home: Home, tables: list[Released], n_changed: int
) -> None:
    def other(rows: list[dict[str, object]]) -> None:
        for row in rows[:n_changed]:
            row["denominator"] = 1

    keep_edition(home, "youth_15_17", "2016-01-31", other)
    keep_edition(home, "youth_15_17", "2016-02-29")
    said = section_of(reader.get(PAGE).text)
    assert said.count("<tr>") == 1 + 12
    assert ("3 tal mere er rettet." in said) is (n_changed == 15)
