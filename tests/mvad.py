"""The 712 school leavers of mvad: from one status a month to suppliers' files, with replacement CPR numbers.

McVicar and Anyadike-Danes 2002; TraMineR's data set `mvad`. The published study begins in September 1993; the file has
two months more before it.
"""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from tests.shared import shared_file

from videre.domain.days import first_day, iso_from_day, iso_from_month, month_number

N_MONTHS_IN_FILE = 72
FIRST_MONTH_IN_FILE = month_number(1993, 7)
FIRST_MONTH = month_number(1993, 9)
N_MONTHS = 70
NAMES = ("employment", "FE", "HE", "joblessness", "school", "training")
KEYS = {
    "employment": "any/employment/1",
    "FE": "any/further/1",
    "HE": "any/higher/1",
    "joblessness": "any/jobless/1",
    "school": "any/school/1",
    "training": "any/training/1",
}


def activity(title: str, **parts: Any) -> dict[str, Any]:
    return {"title": {"da": title, "en": title}, "years": 1, "at": {"any": {}}, **parts}


STATES: dict[str, Any] = {
    "name": "mvad",
    "title": {"da": "Seks aktiviteter", "en": "Six activities"},
    "looked_at": {"every_months": 1},
    "breaks": {"months": 0, "level": "kind"},
    "levels": {
        "any": {
            "title": {"da": "Alle", "en": "All"},
            "gaps": {"jobless": {"years": 1, "title": {"da": "U", "en": "J"}}},
        }
    },
    "activities": {
        "employment": activity("Employment", facts="employment"),
        "further": activity("FE", kinds=["HF"]),
        "higher": activity("HE", kinds=["HIGHER_MEDIUM"]),
        "school": activity("School", kinds=["STX"]),
        "training": activity("Training", kinds=["EUD_MAIN"]),
    },
}


class Leaver(NamedTuple):
    """One row of the file. number: from 1. statuses: one a month, of all 72 months. said: every column."""

    number: int
    weight_x100: int
    statuses: list[str]
    said: dict[str, str]

    @property
    def cpr(self) -> str:
        """A replacement number (60 is added to the day) of somebody born in 1977, who left school at 16."""
        return f"{self.number % 28 + 61:02}{self.number // 28 % 12 + 1:02}77{self.number:04}"

    @property
    def born(self) -> str:
        """The birthday that the number says."""
        return f"1977-{self.cpr[2:4]}-{int(self.cpr[:2]) - 60:02}"


def list_leavers() -> list[Leaver]:
    """Return the leavers in the order of the file; skips the test without ../shared."""
    with shared_file("data/mvad/mvad.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Leaver(number, round(float(row["weight"]) * 100), list(row.values())[-N_MONTHS_IN_FILE:], row)
        for number, row in enumerate(rows, 1)
    ]


def spells_of(leaver: Leaver) -> Iterator[tuple[str, int, int]]:
    """Yield somebody's months as spells: status, first month, and the month after the last."""
    month = FIRST_MONTH_IN_FILE
    for status, months in groupby(leaver.statuses):
        after = month + len(list(months))
        yield status, month, after
        month = after


SUPPLIER = "supplier: TraMineR\ntitle: {da: mvad, en: mvad}\n"
WHEN = 'start: {from: Fra, date: "%d-%m-%Y"}, stop: {from: Til og med, date: "%d-%m-%Y", days_after: 1}'
KINDS = "{school: '1', FE: '2', HE: '3', training: '4'}"
MAPPINGS = {
    "mvad-people": f"""register: persons\n{SUPPLIER}ignore: [Grammar]
columns: {{cpr: {{from: CPR}}, birth_date: {{from: Born}}, sex: {{from: male, codes: {{"yes": M, "no": K}}}}}}""",
    "mvad-schools": f"""register: enrolments\n{SUPPLIER}ignore: [Born, male]
columns: {{cpr: {{from: CPR}}, institution: {{from: Grammar, codes: {{"yes": "101001", "no": "101002"}}}},
  programme: {{constant: "9"}}, grade: {{constant: "9"}}, start: {{constant: "1992-08-01"}},
  stop: {{constant: "1993-07-01"}}, outcome: {{constant: completed}}}}""",
    "mvad-courses": f"""register: enrolments\n{SUPPLIER}
file: {{records: {{column: Status, take: [school, FE, HE, training], leave: [employment, joblessness]}}}}
columns: {{cpr: {{from: CPR}}, institution: {{constant: "280051"}}, programme: {{from: Status, codes: {KINDS}}},
  {WHEN}, outcome: {{constant: interrupted}}}}""",
    "mvad-benefits": f"""register: benefits\n{SUPPLIER}
file: {{records: {{column: Status, take: [joblessness], leave: [school, FE, HE, training, employment]}}}}
columns: {{cpr: {{from: CPR}}, benefit: {{constant: arbejdsloeshedsdagpenge}}, {WHEN}}}""",
    "mvad-work": f"""register: employment\n{SUPPLIER}
columns: {{cpr: {{from: CPR}}, month: {{from: Maaned, date: "%m.%Y"}}, hours: {{from: Timer, decimal: ","}},
  kind: {{constant: ordinary}}}}""",
}
PROGRAMMES = "programme;name;kind\n1;School;stx\n2;FE;hf\n3;HE;higher_medium\n4;Training;eud_main\n9;9;primary_school\n"


def write_files(folder: Path, leavers: list[Leaver]) -> dict[str, Path]:
    """Write what suppliers would have delivered: people, spells of all statuses in one file, and months of work."""
    people = [f"{each.cpr};{each.born};{each.said['male']};{each.said['Grammar']}" for each in leavers]
    spells = [
        f"{each.cpr};{status};{day_text(first_day(begin))};{day_text(first_day(after) - 1)}"
        for each in leavers
        for status, begin, after in spells_of(each)
    ]
    work = [
        f"{each.cpr};{iso_from_month(month)[5:]}.{iso_from_month(month)[:4]};160,33"
        for each in leavers
        for month, status in enumerate(each.statuses, FIRST_MONTH_IN_FILE)
        if status == "employment"
    ]
    contents = {
        "people": ["CPR;Born;male;Grammar", *people],
        "spells": ["CPR;Status;Fra;Til og med", *spells],
        "work": ["CPR;Maaned;Timer", *work],
        "residence": ["cpr;municipality;start", *(f"{each.cpr};165;{each.born}" for each in leavers)],
    }
    files = {name: folder / f"{name}.csv" for name in contents}
    for name, lines in contents.items():
        files[name].write_text("\n".join([*lines, ""]))
    files["programmes"] = folder / "programmes.csv"
    files["programmes"].write_text(PROGRAMMES)
    return files


def day_text(day: int) -> str:
    """Return a day as Danes write it."""
    year, month, date = iso_from_day(day).split("-")
    return f"{date}-{month}-{year}"
