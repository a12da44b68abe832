"""No number in the repository can be a living person's CPR number: only replacement numbers (first digit + 6)."""

import re
from collections.abc import Iterator

import pytest
from tests.architecture.tracked import tracked_texts

from videre.domain.cpr import InvalidCpr, parse_cpr

OLDEST_LIVING_BORN = 1900
TEN_DIGITS = re.compile(r"(?<![\w.,/-])\d{6}-?\d{4}(?![\w]|[.,]\d)")


def possible_cpr_numbers(text: str) -> Iterator[str]:
    """Yield each ten-digit number in a text that gives a birth date and is no replacement number."""
    for match in TEN_DIGITS.finditer(text):
        try:
            cpr = parse_cpr(match[0])
        except InvalidCpr:
            continue
        if not cpr.is_replacement and cpr.birth_date.year >= OLDEST_LIVING_BORN:
            yield match[0]


@pytest.mark.parametrize("path", tracked_texts())
def test_a_file_holds_no_number_that_could_be_somebodys(path: str) -> None:
    lines = [
        number
        for number, line in enumerate(tracked_texts()[path].splitlines(), start=1)
        for _ in possible_cpr_numbers(line)
    ]
    assert lines == [], f"{path}, lines {lines}: use replacement numbers (first digit + 6)"


@pytest.mark.parametrize("born", ["010203", "311299"])
@pytest.mark.parametrize("frame", ["{}", '"{}"', "cpr={}", "({})", "{},K", "x {} y", "{}."])
def test_the_search_finds_a_number_in_any_frame(born: str, frame: str) -> None:
    serial = "1234"  # joined here, so that this file holds none
    assert list(possible_cpr_numbers(frame.format(born + serial)))
    assert list(possible_cpr_numbers(frame.format(f"{born}-{serial}")))


@pytest.mark.parametrize(
    "text", ["7102031234", "710203-1234", "0.3061234567", "a0102031234", "9999999999", "01020312345", "/0102031234"]
)
def test_the_search_passes_over_what_is_no_persons_number(text: str) -> None:
    assert not list(possible_cpr_numbers(text))
