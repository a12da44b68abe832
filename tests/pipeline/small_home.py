"""A home with three young people of Albertslund, told in a few deliveries: small enough to count by hand."""

from datetime import date
from pathlib import Path

from tests.homes import deliver, new_home

from videre.home.home import Home

STX, SCHOOL_PROGRAMME = 1145, 110
COLLEGE, SCHOOL = 280051, 101001
ALICE, BOB, CHARLIE = "7002981111", "8006981112", "9009981113"  # replacement numbers: day + 60
BORN = {ALICE: "1998-02-10", BOB: "1998-06-20", CHARLIE: "1998-09-30"}
TOLD = date(2014, 9, 5)


def course(cpr: str, start: str, stop: str | None = None, outcome: str = "ongoing") -> dict[str, object]:
    """Return a stay in upper secondary education."""
    return {
        "cpr": cpr,
        "institution": COLLEGE,
        "programme": STX,
        "start": start,
        "stop": stop,
        "outcome": outcome,
    }


def told(home: Home, register: str, rows: list[dict[str, object]], reported: date) -> None:
    """Deliver rows that must all be taken."""
    result = deliver(home, register, rows, reported=reported)
    assert (result.accepted, result.set_aside) == (len(rows), 0), (register, result)


def small_home(folder: Path) -> Home:
    """Return the home: all three live here and are in upper secondary education from August 2014."""
    home = new_home(folder / "home")
    programmes = [
        {"programme": STX, "name": "stx", "kind": "stx", "level": "H20", "counts_as_youth_education": "true"},
        {"programme": SCHOOL_PROGRAMME, "name": "folkeskole", "kind": "primary_school", "level": "H10"},
    ]
    told(home, "programmes", programmes, date(2013, 1, 1))
    schools = [{"institution": COLLEGE, "name": "Gymnasiet"}, {"institution": SCHOOL, "name": "Skolen"}]
    told(home, "institutions", schools, date(2013, 1, 1))
    people = [
        {"cpr": cpr, "given_name": "A", "family_name": "B", "birth_date": born, "sex": "K", "origin": "danish"}
        for cpr, born in BORN.items()
    ]
    told(home, "persons", people, date(2014, 1, 1))
    homes = [{"cpr": cpr, "municipality": 165, "start": born} for cpr, born in BORN.items()]
    told(home, "residence", homes, date(2014, 1, 1))
    told(home, "enrolments", [course(cpr, "2014-08-10") for cpr in BORN], TOLD)
    return home


def tell_of_a_break(home: Home, cpr: str = BOB, stop: str = "2014-10-15", reported: date = date(2014, 12, 1)) -> None:
    """Deliver, weeks later, that a course had been broken off."""
    told(home, "enrolments", [course(cpr, "2014-08-10", stop, "interrupted")], reported)
