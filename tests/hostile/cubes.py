"""JSON-stat of ill will."""

from collections.abc import Iterable

from tests.hostile.files import CANARY, hostile, repeated


@hostile(mapping="json-stat", register="official_figures")
def json_that_is_none() -> bytes:
    return b"{" + CANARY.encode()


@hostile(mapping="json-stat", register="official_figures")
def brackets_a_million_deep() -> Iterable[bytes]:
    return repeated("", "[", 1)


@hostile(mapping="json-stat", register="official_figures")
def json_without_end() -> Iterable[bytes]:
    return repeated('{"x": [', "{},", 100)


@hostile(mapping="json-stat", register="official_figures")
def json_of_empty_objects() -> Iterable[bytes]:
    return [b'{"x": [', b"{}," * 600_000, b"{}]}"]


@hostile(mapping="json-stat", register="official_figures")
def table_that_claims_a_trillion_values() -> bytes:
    axis = '{"category": {"label": {"0": "x"}}}'
    dimension = f'{{"a": {axis}, "b": {axis}}}'
    return f'{{"id": ["a", "b"], "size": [1000000, 1000000], "dimension": {dimension}, "value": {{}}}}'.encode()


@hostile(mapping="json-stat", register="official_figures")
def value_that_is_no_number_of_json() -> bytes:
    return b'{"id": ["a"], "size": [1], "dimension": {"a": {"category": {"label": {"0": "x"}}}}, "value": [NaN]}'


@hostile(mapping="json-stat", register="official_figures")
def number_without_end_in_json() -> bytes:
    dimension = '{"a": {"category": {"label": {"0": "x"}}}}'
    return f'{{"id": ["a"], "size": [1], "dimension": {dimension}, "value": [{"9" * 1_000_000}]}}'.encode()
