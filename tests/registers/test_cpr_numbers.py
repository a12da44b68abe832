"""CPR numbers by the column, held against the domain's rule, number by number."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from videre.domain.cpr import InvalidCpr, parse_cpr
from videre.registers.cpr_numbers import are_valid_cprs, birth_date_of, valid_cpr

digits = st.text("0123456789", min_size=10, max_size=10)
near_misses = st.one_of(
    digits,
    digits.map(lambda text: f"{text[:6]}-{text[6:]}"),
    st.builds(
        lambda d, m, y, s: f"{d:02d}{m:02d}{y:02d}{s:04d}",
        st.integers(1, 95),
        st.integers(0, 13),
        st.integers(0, 99),
        st.integers(0, 9999),
    ),
    st.text("0123456789- x٣", max_size=12),
)


def said_by_the_domain(text: str) -> str | None:
    try:
        parse_cpr(text)
    except InvalidCpr:
        return None
    return text.replace("-", "", 1)


@given(st.lists(near_misses.filter(lambda text: text == text.strip()), min_size=1))
def test_a_column_of_numbers_is_read_as_the_domain_reads_each(texts: list[str]) -> None:
    frame = pl.DataFrame({"cpr": texts}).select(value=valid_cpr(pl.col("cpr")))
    assert frame["value"].to_list() == [said_by_the_domain(text) for text in texts]


@given(st.lists(st.tuples(st.dates(date(1900, 1, 1), date(2057, 12, 31)), st.integers(0, 9999)), min_size=1))
def test_dates_of_birth_are_the_domain_s(born: list[tuple[date, int]]) -> None:
    numbers = [f"{day.day + 60}{day:%m%y}{serial:04d}" for day, serial in born]
    numbers = [text for text in numbers if said_by_the_domain(text) is not None]  # 29 February of another century
    dates = (
        pl.DataFrame({"cpr": numbers}, schema={"cpr": pl.String})
        .select(birth_date_of(pl.col("cpr")))
        .to_series()
        .to_list()
    )
    assert dates == [parse_cpr(text).birth_date for text in numbers]


def test_modulus_11_is_never_asked() -> None:
    without_check_digit = "6101921234"  # 1 January 1992: a date on which numbers without it were issued
    assert pl.select(valid_cpr(pl.lit(without_check_digit))).item() == without_check_digit


def test_one_number_that_is_none_makes_a_list_invalid() -> None:
    lists = pl.DataFrame({"guardians": ["6101700101,6202710202", "6101700101,6213710202", None]})
    valid = lists.select(are_valid_cprs(pl.col("guardians"), ",")).to_series().to_list()
    assert valid == ["6101700101,6202710202", None, None]
