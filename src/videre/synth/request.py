"""What municipality is asked for, and what cannot be had."""

from dataclasses import dataclass

from videre.domain.days import day_number
from videre.domain.refusals import Refused

FEWEST_PERSONS = 100
FIRST_YEAR = 2004  # the stock of 2014 is 40 at most, so that before 2004 there would be no 30-year-olds


SIZES = {  # people aged 0 to 40; the municipality is Albertslund on 1 January 2014
    "village": 1_500,
    "municipality": 14_789,
    "city": 300_000,
}
DEFAULT_SEED = 2014


class NotPossible(Refused):
    """A municipality was asked for that the stock of 2014 cannot give: years, or a number of persons."""


class FolderNotEmpty(Refused):
    """Registers were to be written where there is something already."""


@dataclass(frozen=True)
class Period:
    """The days of which the registers tell: from `begin` up to, not including, `end`."""

    begin: int
    end: int


@dataclass(frozen=True)
class Request:
    """What municipality is asked for.

    n_persons: people aged 0 to 40 on 1 January 2014.
    from_year: registers begin on 1 January of it.
    to_year: registers are known up to, and with, 31 January of it.
    """

    n_persons: int
    seed: int
    from_year: int
    to_year: int

    def __post_init__(self) -> None:
        """Refuse what cannot be made."""
        if self.n_persons < FEWEST_PERSONS:
            raise NotPossible(f"--persons must be {FEWEST_PERSONS} or more: fewer are no municipality.")
        if not FIRST_YEAR <= self.from_year < self.to_year:
            raise NotPossible(
                f"--from must be {FIRST_YEAR} or later and --to a later year, not {self.from_year} and {self.to_year}."
            )

    @property
    def period(self) -> Period:
        """The days of which the registers tell."""
        return Period(day_number(self.from_year, 1, 1), day_number(self.to_year, 2, 1))
