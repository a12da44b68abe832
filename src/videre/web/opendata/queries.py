"""Which tables are public: those that the catalogue of releases names for the public, and others' published figures."""

from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.released import Released
from videre.web.figures.queries import OTHERS, find_table, find_table_of_edition, list_editions
from videre.web.installation import current_definitions

PUBLIC = "public"


def list_public_names() -> tuple[str, ...]:
    """Return the names of the tables that are for the public, in the catalogue's order, released or not."""
    catalogue = current_definitions().definition("disclosure", "catalogue", ReleaseCatalogue)
    return (*(table.name for table in catalogue.tables if table.audience == PUBLIC), *OTHERS)


def list_public_tables() -> tuple[Released, ...]:
    """Return the public tables that have been released, in the catalogue's order."""
    found = (find_table(name) for name in list_public_names())
    return tuple(table for table in found if table is not None)


def find_public_table(name: str) -> Released | None:
    """Return a public table as it is now; None where there is none, or where it is not for the public."""
    return find_table(name) if name in list_public_names() else None


def find_public_edition(name: str, day: str) -> Released | None:
    """Return a public table as it was known on a day; a table that is not for the public now never was."""
    return find_table_of_edition(name, day) if name in list_public_names() else None


def list_public_editions() -> dict[str, tuple[str, ...]]:
    """Return the tables of each edition by its day, the newest day first."""
    found: dict[str, list[str]] = {}
    for name in list_public_names():
        for day in list_editions(name):
            found.setdefault(day, []).append(name)
    return {day: tuple(found[day]) for day in sorted(found, reverse=True)}
