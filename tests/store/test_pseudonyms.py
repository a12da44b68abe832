"""Pseudonyms: equal for equal numbers, and of no use to whoever lacks the key."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.homes import ALICE, BOB

from videre.store.pseudonyms import pseudonym, pseudonyms, without_cprs

KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def test_a_pseudonym_has_63_bits_and_the_same_number_the_same_one() -> None:
    assert pseudonym(ALICE, KEY, "cpr") == pseudonym(ALICE, KEY, "cpr")
    assert 0 <= pseudonym(ALICE, KEY, "cpr") < 2**63


def test_another_key_person_or_kind_of_number_gives_another_pseudonym() -> None:
    different = {
        pseudonym(ALICE, KEY, "cpr"),
        pseudonym(ALICE, OTHER_KEY, "cpr"),
        pseudonym(BOB, KEY, "cpr"),
        pseudonym(ALICE, KEY, "opaque"),
    }
    assert len(different) == 4


@given(st.lists(st.none() | st.text("0123456789", max_size=10)))
def test_a_column_is_hashed_as_each_number_is(texts: list[str | None]) -> None:
    column = pseudonyms(pl.Series("cpr", texts, dtype=pl.String), KEY, "cpr")
    assert column.dtype == pl.Int64
    assert column.to_list() == [None if text is None else pseudonym(text, KEY, "cpr") for text in texts]


def test_names_of_files_lose_what_looks_like_a_cpr_number() -> None:
    assert without_cprs(f"elev_{ALICE}.csv") == "elev_cpr.csv"
    assert without_cprs(f"{ALICE[:6]}-{ALICE[6:]} plan.xlsx") == "cpr plan.xlsx"
    assert without_cprs("enrolments-2014-08.csv") == "enrolments-2014-08.csv"
