"""A released table as JSON: its rows with codes, and what codes and numbers mean, in both languages."""

import json
from typing import Any, Final

from videre.disclosure.released import HIDDEN_TEXT
from videre.reports.exports.described import NUMBERS, Described, number_of
from videre.reports.wording import Language

LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")


def render_json(described: Described) -> bytes:
    """Return the table as JSON; a hidden number is null, and its row says `hidden`."""
    table = described.table
    content = {
        **about(described),
        "dimensions": [dimension_of(described, name) for name in table.dimensions],
        "rows": [
            {
                "period": row.period,
                "breakdown": dict(row.breakdown),
                "hidden": row.is_hidden,
                **{name: number_of(row, name) for name in NUMBERS},
                "interval_kind": row.interval_kind,
                "unit": row.unit,
                "figure_id": row.figure_id,
            }
            for row in table.rows
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def about(described: Described) -> dict[str, Any]:
    """Return what a table is, in both languages: the same in every list of tables."""
    table = described.table
    return {
        "name": table.name,
        "measure": table.measure,
        "title": {language: described.title(language) for language in LANGUAGES},
        "municipality": described.municipality_name,
        "as_known_at": table.as_known_at,
        "oldest_source": table.oldest_source,
        "store_version": table.store_version,
        "method_version": table.method_version,
        "test": table.test,
        "rule": dict(table.rule),
        "n_rows": len(table.rows),
        "n_hidden": table.n_hidden,
        "hidden_sign": HIDDEN_TEXT,
        "about": {language: {fact.name: fact.text for fact in described.facts(language)} for language in LANGUAGES},
    }


def dimension_of(described: Described, name: str) -> dict[str, Any]:
    """Return a dimension with its values, in the table's order, and what they are called."""
    wordings = {language: described.wording(language) for language in LANGUAGES}
    values = dict.fromkeys(row.breakdown.get(name, "") for row in described.table.rows)
    return {
        "name": name,
        "title": {language: wording.dimension(name) for language, wording in wordings.items()},
        "values": [
            {"code": value, "label": {lang: wording.value_name(name, value) for lang, wording in wordings.items()}}
            for value in values
        ],
    }
