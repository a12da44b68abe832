"""What came of asking a source: raw files, and all that is needed to read them later without asking again."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal, NamedTuple

from videre.definitions.opendata import OpenTable, Places, SourceName
from videre.registers.opendata.choosing import AskedAxis
from videre.registers.opendata.client import Client
from videre.registers.opendata.remembered import Remembered

Form = Literal["jsonstat", "bulk", "uddannelsesstatistik", "jobindsats"]
MOST_CELLS: Final = 1_000_000  # of an answer that is not streamed; Statistics Denmark, April 2025


class Surroundings(NamedTuple):
    """What a connector works with.

    client: the way to the source. remembered: what the sources have said of their tables.
    places: the places that are compared.
    scratch: a folder for raw answers; removed when what came was refused.
    known: whether the answer to a question, as published at an instant, is kept already; then data are not asked for.
    most_cells: how large an answer may be before Statbank is asked to stream it.
    """

    client: Client
    remembered: Remembered
    places: Places
    scratch: Path
    known: "Known"
    most_cells: int = MOST_CELLS


class Unchanged(Exception):
    """What would be asked for is kept already. Never seen by a user.

    published: as the source wrote the instant.
    """

    def __init__(self, published: str) -> None:
        super().__init__(published)
        self.published = published


class Answer(NamedTuple):
    """What a source answered.

    form: how the raw files are to be read.
    address, query: what was asked, where; never with a key.
    published: the instant at which the source says it published, as it writes it; None when it does not say.
    axes: as they were asked for.
    parts: the raw files, in order.
    """

    form: Form
    address: str
    query: Mapping[str, object]
    published: str | None
    axes: tuple[AskedAxis, ...]
    parts: tuple[Path, ...]


Known = Callable[[Mapping[str, object], str | None], bool]  # query, published → is it kept already
Connector = Callable[[OpenTable, Surroundings], Answer]


class Terms(NamedTuple):
    """On what terms a source gives its figures, and how it wants to be named.

    credit: with the table, and the day of fetching where the source wants it named.
    mapping: the form in which its figures are imported: a file in definitions/mappings/.
    """

    credit: str
    licence: str
    mapping: str

    def credit_of(self, table: str, day: date) -> str:
        """Return how the source is named beside figures of a table that was fetched on a day."""
        return self.credit.format(table=table, day=f"{day:%d.%m.%Y}")


TERMS: Mapping[SourceName, Terms] = {
    "statbank": Terms("Kilde: Danmarks Statistik, Statistikbanken, tabel {table}", "CC BY 4.0", "statbank-figures"),
    "uddannelsesstatistik": Terms(
        "Kilde: Uddannelsesstatistik.dk, {table}, hentet {day}",
        "Fri anvendelse med kildeangivelse",
        "uddannelsesstatistik-figures",
    ),
    "jobindsats": Terms(
        "Kilde: Jobindsats.dk, Styrelsen for Arbejdsmarked og Rekruttering, måling {table}",
        "Fri anvendelse med kildeangivelse (vilkår ikke set)",
        "jobindsats-figures",
    ),
}
