"""The description of the API, by OpenAPI 3.1: made here, and held against the addresses by a test."""

from typing import Any

from videre import __version__
from videre.reports.exports.described import NUMBERS

TEXT = {"type": "string"}
NUMBER_OR_NOTHING = {"type": ["number", "null"], "description": "null where it is hidden, or where there is none"}
BOTH = {"type": "object", "properties": {"da": TEXT, "en": TEXT}}
LANG = {
    "name": "lang",
    "in": "query",
    "description": "The language of labels in JSON-stat. JSON has both; CSV has codes.",
    "schema": {"type": "string", "enum": ["da", "en"], "default": "da"},
}
SEEN = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of what the reader has; the answer is 304 where it still holds.",
    "schema": TEXT,
}


def openapi_of(address: str) -> dict[str, Any]:
    """Return the description of the API at an address of a site."""
    table = {
        "application/json": {"schema": {"oneOf": [{"$ref": "#/components/schemas/Table"}, JSON_STAT]}},
        "text/csv": {"schema": TEXT},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Videre: open data",
            "version": "1",
            "description": (
                "Released tables of a municipality's youth strategy. Every number is protected before it is released; "
                "what is hidden is null and says so. Reading only; no key is needed."
            ),
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
            "x-program-version": __version__,
        },
        "servers": [{"url": address}],
        "paths": {
            "/api/v1/openapi.json": {"get": operation("get_openapi", "This description", object_of({}))},
            "/api/v1/tables": {
                "get": operation(
                    "list_tables", "Every public table, and where it is", object_of({"tables": list_of(ABOUT)})
                )
            },
            "/api/v1/tables/{name}.{form}": {
                "get": operation("get_table", "A table as it is now", None, [NAME, FORM, LANG], table)
            },
            "/api/v1/editions": {
                "get": operation(
                    "list_editions", "Every edition and its tables", object_of({"editions": list_of(EDITION)})
                )
            },
            "/api/v1/editions/{day}/tables/{name}.{form}": {
                "get": operation(
                    "get_edition", "A table as it was known on a day", None, [DAY, NAME, FORM, LANG], table
                )
            },
        },
        "components": {"schemas": {"Table": TABLE, "Problem": PROBLEM}},
    }


def operation(
    name: str,
    summary: str,
    schema: dict[str, Any] | None,
    parameters: list[dict[str, Any]] | None = None,
    content: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return one operation: what it answers, and that it may answer 304, 400 or 404."""
    answers: dict[str, Any] = {
        "200": {
            "description": summary,
            "headers": {"ETag": {"schema": TEXT}, "Cache-Control": {"schema": TEXT}},
            "content": content or {"application/json": {"schema": schema}},
        },
        "304": {"description": "What the reader has still holds"},
    }
    if parameters:
        wrong = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers["400"] = {"description": "No such language", "content": wrong}
        answers["404"] = {"description": "No such table, edition or form", "content": wrong}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [*(parameters or []), SEEN],
        "responses": answers,
    }


def parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return a part of an address."""
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def object_of(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object."""
    return {"type": "object", "properties": properties}


def list_of(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


NAME = parameter("name", "The table's name, e.g. youth_15_17_by_sex", {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"})
FORM = parameter("form", "The form of the answer", {"type": "string", "enum": ["json", "csv", "jsonstat"]})
DAY = parameter("day", "The day that the edition was known at", {"type": "string", "format": "date"})
JSON_STAT = {
    "type": "object",
    "description": "A JSON-stat 2.0 dataset",
    "properties": {"version": {"const": "2.0"}, "class": {"const": "dataset"}},
    "required": ["version", "class", "id", "size", "dimension", "value"],
}
ROW = {
    "type": "object",
    "properties": {
        "period": TEXT,
        "breakdown": {"type": "object", "additionalProperties": TEXT},
        "hidden": {"type": "boolean"},
        **dict.fromkeys(NUMBERS, NUMBER_OR_NOTHING),
        "interval_kind": TEXT,
        "unit": TEXT,
        "figure_id": TEXT,
    },
    "required": ["period", "breakdown", "hidden", "value", "unit"],
}
DESCRIBED = {
    "name": TEXT,
    "measure": TEXT,
    "title": BOTH,
    "municipality": TEXT,
    "as_known_at": {"type": "string", "format": "date"},
    "oldest_source": TEXT,
    "store_version": TEXT,
    "method_version": TEXT,
    "test": TEXT,
    "rule": BOTH,
    "n_rows": {"type": "integer"},
    "n_hidden": {"type": "integer"},
    "hidden_sign": TEXT,
    "about": {"type": "object"},
}
ABOUT = object_of({**DESCRIBED, "forms": {"type": "object", "additionalProperties": TEXT}, "editions": list_of(TEXT)})
EDITION = object_of({"edition": TEXT, "tables": {"type": "object"}})
TABLE = {
    "type": "object",
    "properties": {**DESCRIBED, "dimensions": list_of({"type": "object"}), "rows": list_of(ROW)},
    "required": ["name", "measure", "dimensions", "rows"],
}
PROBLEM = object_of({"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT})
