"""Texts, numbers and dates in the reader's language. All texts of reports stand in `texts.yaml`, in both languages."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from videre.definitions.files import Strict, Text, read_definition
from videre.disclosure.released import HIDDEN_TEXT, ReleasedFigure
from videre.domain.figures import Unit

Language = Literal["da", "en"]
TEXTS: Final = Path(__file__).parent / "texts.yaml"
DAYS_A_MONTH: Final = 30.44
NO_BREAK: Final = "\u00a0"
REASON: Final = "reason."  # keys of reasons for a difference to the ministry's figure begin so
ENDS_OF_A_FLOW: Final = ("from", "to")
# Dimensions whose values are kinds of education, groups of them or courses: named by the definitions.
KINDS: Final = ("kind", "sector", "youth_education", "course", *ENDS_OF_A_FLOW)


class Catalogue(Strict):
    """All texts of reports.

    texts: sentences by key, with the names of what is put into them in braces.
    dimensions: what a breakdown is called. values: what each value of one is called, by `dimension.value`.
    months: the twelve months.
    """

    texts: dict[str, Text]
    dimensions: dict[str, Text]
    values: dict[str, Text]
    months: tuple[Text, ...]


@cache
def catalogue() -> Catalogue:
    """Return the texts of reports; read once."""
    return read_definition(TEXTS, Catalogue)


class Wording:
    """Everything that a report says, in one language.

    Args:
        language: `da` or `en`.
        kinds: what each kind of education is called, as the definitions have it.
    """

    def __init__(self, language: Language, kinds: Mapping[str, Text] = MappingProxyType({})) -> None:
        self.language: Final = language
        self.kinds: Final = kinds

    def told(self, text: Text) -> str:
        """Return a text of a definition."""
        return text.da if self.language == "da" else text.en

    def say(self, key: str, **values: object) -> str:
        """Return a text of the catalogue with values put in; KeyError when there is no such text."""
        return self.told(catalogue().texts[key]).format(**values)

    def reasons_for_difference(self, published: object) -> tuple[str, ...]:
        """Return why the ministry's figure and ours may differ: the one list is that of the catalogue, in its order.

        Args:
            published: the year in which the ministry's figure was published.
        """
        keys = (key for key in catalogue().texts if key.startswith(REASON))
        return tuple(self.say(key, published=published) for key in keys)

    def has(self, key: str) -> bool:
        """Return whether the catalogue has a text."""
        return key in catalogue().texts

    def dimension(self, name: str) -> str:
        """Return what a breakdown is called; one without a name here (a municipality's own) is called as it is."""
        return self.told(catalogue().dimensions.get(name, Text(da=name, en=name)))

    def value_name(self, dimension: str, value: str) -> str:
        """Return what a value of a breakdown is called."""
        if value == "unknown":
            return self.say("name.unknown")
        if dimension == "school" and value.isdigit():
            return self.say("name.school", number=value)
        if dimension in ("months", "months_after"):
            return self.say("name.month" if value == "1" else "name.months", n=value)
        if dimension in KINDS and value in self.kinds:
            return self.told(self.kinds[value])
        values = catalogue().values
        named = values.get(f"{dimension}.{value}")
        if named is None and dimension in ENDS_OF_A_FLOW:
            named = values.get(f"place.{value}")
        return self.told(named or Text(da=value, en=value))

    def names(self, breakdown: Mapping[str, str]) -> str:
        """Return what the values of a breakdown are called together."""
        names = [self.value_name(dimension, value) for dimension, value in sorted(breakdown.items())]
        return ", ".join([*names[:1], *(name[:1].lower() + name[1:] for name in names[1:])])

    def count(self, number: float) -> str:
        """Return a number of persons, with a sign between thousands."""
        return self.number(number, 0)

    def number(self, number: float, decimals: int) -> str:
        """Return a number with decimals in the language's form: 1.174,5 in Danish, 1,174.5 in English."""
        text = f"{number:,.{decimals}f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "da" else text

    def percentage(self, share: float, decimals: int = 1) -> str:
        """Return a share as a percentage; nobody and everybody need no decimal."""
        text = self.number(share * 100, 0 if share in (0.0, 1.0) else decimals)
        return f"{text}{NO_BREAK}%" if self.language == "da" else f"{text}%"

    def value(self, row: ReleasedFigure, value: float | None) -> str:
        """Return a value of a figure's own unit, or the sign for a hidden one.

        A share of everybody has one decimal. An estimate has none: its interval is some percentage points wide.
        """
        if value is None:
            return HIDDEN_TEXT
        if row.unit != Unit.SHARE:
            return self.count(value)
        return self.percentage(value, decimals_of(row))

    def interval(self, low: float, high: float) -> str:
        """Return an interval of shares."""
        return f"{self.number(low * 100, 0)}–{self.percentage(high, 0)}"

    def month(self, number: int) -> str:
        """Return a month number as people say it: december 2013."""
        return f"{self.told(catalogue().months[number % 12])} {number // 12}"

    def period(self, period: str) -> str:
        """Return a period as people say it: `december 2013`, `2014/15`, `2012`."""
        if len(period) == len("2013-12") and period[4] == "-":
            return self.month(int(period[:4]) * 12 + int(period[5:]) - 1)
        return period

    def day(self, iso: str) -> str:
        """Return an ISO date as people write it: 31. december 2015."""
        day = date.fromisoformat(iso)
        month = self.month(day.year * 12 + day.month - 1)
        return f"{day.day}. {month}" if self.language == "da" else f"{day.day} {month}"

    def age(self, iso: str, day: date) -> str:
        """Return how old something of a day is: today, days to two months, then months to two years, then years."""
        days = (day - date.fromisoformat(iso)).days
        if days < 1:
            return self.say("age.today")
        if days < 2 * DAYS_A_MONTH:
            return self.say("age.day" if days == 1 else "age.days", n=days)
        months = round(days / DAYS_A_MONTH)
        if months < 24:
            return self.say("age.months", n=months)
        return self.say("age.years", n=self.number(days / 365.25, 0))


def decimals_of(row: ReleasedFigure) -> int:
    """Return with how many decimals a share is told: none for an estimate, or for what others published as whole."""
    is_count_of_everybody = row.interval_low is None and row.denominator is not None
    is_published_with_more = row.denominator is None and row.value is not None and round(row.value * 1000) % 10 != 0
    return int(is_count_of_everybody or is_published_with_more)
