"""A cohort carried forward through yearly moves, state by state, in fractions."""

from fractions import Fraction

Moves = list[list[list[int]]]  # by year since 9th grade: rows from, columns to


class NobodyHasShown(Exception):
    """The cohort reaches a state in which nobody was observed in any year."""


def shares_after(
    initial: list[int], moves: Moves, absorbing: set[int], horizon_years: int, n_tail_years: int
) -> list[Fraction]:
    """Return the share of a cohort in each state so many years after the first."""
    states = range(len(initial))
    shares = [Fraction(n, sum(initial)) for n in initial]
    for year in range(horizon_years):
        after = [Fraction(0) for _ in states]
        for start in states:
            if shares[start]:
                for stop, chance in enumerate(chances_from(start, year, moves, absorbing, n_tail_years)):
                    after[stop] += shares[start] * chance
        shares = after
    return shares


def chances_from(start: int, year: int, moves: Moves, absorbing: set[int], n_tail_years: int) -> list[Fraction]:
    """Return where those in a state go next: as in that year; beyond the last, as in the last few together; where
    nobody was in the state then, as in all years together."""
    states = range(len(moves[0]))
    if start in absorbing:
        return [Fraction(stop == start) for stop in states]
    spoken_for = [moves[year]] if year < len(moves) else moves[-n_tail_years:]
    for years in (spoken_for, moves):
        seen = [sum(of_year[start][stop] for of_year in years) for stop in states]
        if sum(seen):
            return [Fraction(n, sum(seen)) for n in seen]
    raise NobodyHasShown
