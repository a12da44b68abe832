"""Homes to be checked: what others refer to, and the lists that senders get."""

import csv
import io
from datetime import date
from pathlib import Path

from tests.homes import ALICE, BOB, CHARLIE, deliver

from videre.home.home import Home

CAST = (ALICE, BOB, CHARLIE)
Rows = list[dict[str, object]]


def fill(home: Home, *registers: str) -> None:
    """Deliver what others refer to."""
    rows: dict[str, Rows] = {
        "institutions": [{"institution": 101001, "name": "Skolen"}, {"institution": 280051, "name": "Gymnasiet"}],
        "programmes": [
            {"programme": 900, "name": "Grundskole", "kind": "primary_school"},
            {"programme": 920, "name": "Stx", "kind": "stx"},
        ],
        "persons": [
            {"cpr": cpr, "birth_date": f"19{cpr[4:6]}-{cpr[2:4]}-{int(cpr[:2]) - 60:02}", "sex": "M"} for cpr in CAST
        ],
        "residence": [{"cpr": cpr, "municipality": 165, "start": "2000-01-01"} for cpr in CAST],
    }
    for register in registers or rows:
        deliver(home, register, rows[register], reported=date(2014, 1, 1))


def read_list(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
