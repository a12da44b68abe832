"""Reading released tables, and what stands around them. A file is read once for each time it is written."""

import hashlib
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from videre.definitions.catalogue import Definitions
from videre.definitions.files import Text
from videre.definitions.release import Audience, ReleaseCatalogue
from videre.disclosure.released import Released, read_released
from videre.pipeline.freezing import EDITIONS
from videre.registers.catalogue import REGISTERS
from videre.reports.exports.described import Described
from videre.reports.exports.forms import Form
from videre.reports.wording import Language
from videre.web.installation import current_definitions, current_home

OFFICIAL = "official_figures"  # others' published figures: of no measure of ours
SCHOOL: Final = "school"  # the audience of tables that each school is shown of itself
OTHERS = (OFFICIAL, "compared_places")


def find_table(name: str) -> Released | None:
    """Return a released table that readers of figures see whole; None where there is none, or it is for schools."""
    return None if audience_of(name) == SCHOOL else find_whole_table(name)


def find_own_table(name: str, own: Mapping[str, Collection[str]]) -> Released | None:
    """Return what a reader may see of a released table; None where it has not been released.

    The whole of a table for the public or the council. Of one that is for each school about itself, the rows of the
    reader's own.

    Args:
        name: of the table. own: by dimension, the values that are the reader's own or everybody's together.
    """
    table = find_whole_table(name)
    if table is None or audience_of(name) != SCHOOL:
        return table
    return table.part(lambda row: all(row.breakdown.get(key) in values for key, values in own.items()))


def audience_of(name: str) -> Audience:
    """Return for whom a table is, as the data-protection officer's catalogue says."""
    return current_definitions().definition("disclosure", "catalogue", ReleaseCatalogue).audience_of(name)


def find_whole_table(name: str) -> Released | None:
    """Return a released table by its name in the catalogue, or None where it has not been released."""
    path = current_home().paths.released / f"{name}.json"
    try:
        written = path.stat()
    except FileNotFoundError:
        return None
    return read_table(path, written.st_mtime_ns, written.st_size)


def find_table_of_edition(name: str, day: str) -> Released | None:
    """Return a table as it was released with what was known on a day, or None where none was released then."""
    path = current_home().paths.released / EDITIONS / day / f"{name}.json"
    try:
        written = path.stat()
    except FileNotFoundError:
        return None
    return read_table(path, written.st_mtime_ns, written.st_size)


def list_editions(name: str) -> tuple[str, ...]:
    """Return the days of which a table has an edition, the newest first."""
    folders = (current_home().paths.released / EDITIONS).glob("*")
    return tuple(sorted((each.name for each in folders if (each / f"{name}.json").is_file()), reverse=True))


def list_table_names() -> tuple[str, ...]:
    """Return the names of the released tables that every reader of figures may see whole, sorted."""
    names = sorted(path.stem for path in current_home().paths.released.glob("*.json"))
    return tuple(name for name in names if audience_of(name) != SCHOOL)


@lru_cache(maxsize=128)
def read_table(path: Path, _written_ns: int, _n_bytes: int) -> Released:
    """Return the table in a file that was written at a time: the time and the size tell a new one."""
    return read_released(path.read_text("utf-8"))


def describe_table(table: Released) -> Described:
    """Return a released table with the words that stand around it in a file or on a public page."""
    definitions = current_definitions()
    measure = definitions.measure(table.measure) if table.measure in definitions.names("measures") else None
    return Described(
        table=table,
        measure=measure,
        municipality_name=current_home().settings.municipality_name,
        kinds=titles_of_kinds(definitions),
        registers={name: register.title for name, register in REGISTERS.items()},
    )


@lru_cache(maxsize=8)
def titles_of_kinds(definitions: Definitions) -> Mapping[str, Text]:
    """Return what each kind of education is called, at every level of grouping, and each alternative course."""
    groups = definitions.pathway_levels()
    courses = {course.key: course.title for course in groups.alternatives}
    finest_last = reversed(list(groups.levels.values()))  # `stu` is a kind and a sector: the kind's own title counts
    return courses | {key: title for level in finest_last for key, title in level.titles().items()}


class Rendered(NamedTuple):
    """A table as a file: its bytes, and the tag by which a cache knows them again."""

    content: bytes
    tag: str


def render_table(table: Released, form: Form, language: Language) -> Rendered:
    """Return a released table in a form and language; made once for each table that is kept."""
    return _render(SameTable(table), form, language)


class SameTable:
    """A table that is compared by being the same object: those that are kept are read once, and comparing is slow."""

    def __init__(self, table: Released) -> None:
        self.table = table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameTable) and other.table is self.table

    def __hash__(self) -> int:
        return id(self.table)


@lru_cache(maxsize=256)
def _render(same: SameTable, form: Form, language: Language) -> Rendered:
    content = form.render(describe_table(same.table), language)
    return Rendered(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
