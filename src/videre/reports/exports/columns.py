"""The columns of a released table as a file: in words for people, in codes for programs. The rows are the same."""

from videre.disclosure.released import HIDDEN_TEXT
from videre.reports.exports.described import NUMBERS, Described, number_of
from videre.reports.wording import Language

Rows = list[list[str | float | None]]


def words_of(described: Described, language: Language) -> tuple[list[str], Rows]:
    """Return head and rows in words; a hidden number is the sign for it, and one that there is not is empty."""
    wording, table = described.wording(language), described.table
    head = [wording.say("export.period")]
    head += [wording.dimension(name) for name in table.dimensions]
    head += [wording.say(f"export.{name}") for name in NUMBERS]
    head += [wording.say("export.unit"), wording.say("export.figure_id")]
    rows: Rows = []
    for row in table.rows:
        cells: list[str | float | None] = [row.period]
        cells += [wording.value_name(name, row.breakdown.get(name, "")) for name in table.dimensions]
        for name in NUMBERS:
            number = number_of(row, name)
            cells.append(HIDDEN_TEXT if number is None and row.is_hidden and name not in NEVER_HIDDEN else number)
        rows.append([*cells, wording.value_name("unit", row.unit), row.figure_id])
    return head, rows


NEVER_HIDDEN = frozenset(
    {"interval_low", "interval_high", "target"}
)  # a count has no interval, a point may lack a target


def codes_of(described: Described) -> tuple[list[str], Rows]:
    """Return head and rows in codes; `hidden` says true or false, and a hidden number is None."""
    table = described.table
    head = ["period", *table.dimensions, "hidden", *NUMBERS, "interval_kind", "unit", "figure_id"]
    rows: Rows = []
    for row in table.rows:
        cells: list[str | float | None] = [row.period, *(row.breakdown.get(name, "") for name in table.dimensions)]
        cells.append("true" if row.is_hidden else "false")
        cells += [number_of(row, name) for name in NUMBERS]
        rows.append([*cells, row.interval_kind, row.unit, row.figure_id])
    return head, rows
