"""The states and moves that follow from a state file, numbered: what is counted and carried forward."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from videre.definitions.files import InvalidDefinition, Text
from videre.definitions.programmes import ProgrammeKinds
from videre.definitions.states import Activity, StateFile
from videre.domain.days import month_number
from videre.domain.education import EducationKind
from videre.domain.states import KEEPS, N_CODES, NOT_FOLLOWED, Doing, Gap, StateRules

BEGINS, ABROAD, DEAD = "begins", "abroad", "dead"
NOWHERE = Gap(-1, 0)
NOTHING_HERE = Doing(NOT_FOLLOWED, 0, -1, 0, 0, 0, KEEPS, KEEPS, -1)


class State(NamedTuple):
    """One state.

    level: its level. activity, gap: what is going on, or which sort of gap; both None for the beginning and elsewhere.
    year: the step in it, from 1. is_last: whether longer ones stand here too.
    """

    key: str
    level: str
    activity: str | None
    gap: str | None
    year: int
    is_last: bool


class StateSpace:
    """All states of a file, by number: the beginning, then level by level gaps and activities, then elsewhere.

    states, numbers: the states, and the number of each by its key.
    moves: every possible move as a pair of numbers, sorted. All others are impossible.

    Raises:
        InvalidDefinition: no move leads to a state.
    """

    def __init__(self, file: StateFile) -> None:
        self.file = file
        self.first_level = next(iter(file.levels))
        self.states = tuple(self._list_states())
        self.numbers = {state.key: number for number, state in enumerate(self.states)}
        self.gap_sorts = tuple(dict.fromkeys(sort for level in file.levels.values() for sort in level.gaps))
        leads_to = {state.key: set(self._moves_from(state)) for state in self.states}
        self._check_reached(leads_to)
        self.moves = tuple(sorted((self.numbers[key], self.numbers[to]) for key in leads_to for to in leads_to[key]))

    def _list_states(self) -> Iterator[State]:
        """Yield the states in order."""
        if self.file.begins:
            yield State(BEGINS, self.first_level, None, None, 1, True)
        for level, about in self.file.levels.items():
            for sort, gap in about.gaps.items():
                yield from steps(level, None, sort, gap.years)
            for name, activity in self.file.activities.items():
                if level in activity.at:
                    yield from steps(level, name, None, activity.years)
        if self.file.elsewhere:
            yield State(ABROAD, self.first_level, None, None, 1, True)
            yield State(DEAD, self.first_level, None, None, 1, True)

    def _check_reached(self, leads_to: dict[str, set[str]]) -> None:
        """Raise InvalidDefinition for a state to which no way leads from the beginning."""
        waiting = [BEGINS] if self.file.begins else [*self._entries_of(self.first_level)]
        reached: set[str] = set()
        while waiting:
            key = waiting.pop()
            if key not in reached:
                reached.add(key)
                waiting += leads_to[key]
        lost = [state.key for state in self.states if state.key not in reached]
        if lost:
            raise InvalidDefinition(
                f"states/{self.file.name}.yaml: nothing leads to {', '.join(lost)}. Let an activity be completed into "
                "the level, or take the level away."
            )

    def _level_begun(self, level: str) -> str:
        """Return the level of somebody who begins something more at a level."""
        return self.file.levels[level].then or level

    def _gap_after(self, level: str, mark: str | None) -> str | None:
        """Return the sort of gap that a mark leads to at a level: itself, else the level's only one, else None."""
        gaps = self.file.levels[level].gaps
        if mark in gaps:
            return mark
        return next(iter(gaps)) if len(gaps) == 1 else None

    def _entries_of(self, level: str) -> Iterator[str]:
        """Yield the states in which one may newly stand who begins something at a level, or begins and leaves it."""
        begun = self._level_begun(level)
        for name, activity in self.file.activities.items():
            if begun in activity.at:
                yield f"{begun}/{name}/1"
                for mark in (activity.left, activity.completed):
                    sort = self._gap_after(begun, mark)
                    if sort is not None:
                        yield f"{begun}/{sort}/1"

    def _moves_from(self, state: State) -> Iterator[str]:
        """Yield the states to which one step may lead."""
        if state.key == DEAD:
            yield DEAD
            return
        if state.level == self.first_level and self.file.elsewhere:
            yield from (ABROAD, DEAD)
        if state.key == ABROAD:
            yield from (each.key for each in self.states if each.level == state.level and each.gap)
        elif state.activity or state.gap:
            stem = state.key.rpartition("/")[0]
            yield state.key if state.is_last else f"{stem}/{state.year + 1}"
        yield from self._entries_of(state.level)
        yield from (f"{state.level}/{sort}/1" for sort in self._gaps_left_for(state))
        if state.activity:
            yield from self._completed_from(state.level, self.file.activities[state.activity])

    def _gaps_left_for(self, state: State) -> Iterator[str]:
        """Yield the sorts of gap that may newly begin for somebody who was in a state and stays at its level."""
        gaps = self.file.levels[state.level].gaps
        if state.gap:
            yield state.gap
        elif state.activity is None:
            yield from [*gaps][:1]
        else:
            activity = self.file.activities[state.activity]
            marks = {self._gap_after(state.level, mark) for mark in (activity.left, activity.completed)}
            yield from gaps if None in marks else (mark for mark in marks if mark is not None)

    def _completed_from(self, level: str, activity: Activity) -> Iterator[str]:
        """Yield the states in which somebody may stand who has completed an activity in the step."""
        for gives in {activity.level_completed(level, name) for name in activity.codes()} - {level}:
            yield from (f"{gives}/{sort}/1" for sort in self.file.levels[gives].gaps)
            yield from self._entries_of(gives)

    def counted(self, name: str, kinds: ProgrammeKinds, day: date) -> tuple[int, ...]:
        """Return the numbers of the states that a count counts, by what their kinds count as on a day."""
        counted = set(counting(self.file, self.file.counts[name].levels, kinds, day))
        return tuple(
            n for n, state in enumerate(self.states) if state.level in counted and (state.activity or state.gap)
        )

    def first_completed(self, name: str, kinds: ProgrammeKinds, day: date) -> tuple[int, ...]:
        """Return the numbers of the moves by which a count's levels are completed from the first level, on a day.

        Whoever completes and begins the next in one step stands where those are counted who begin something more: so
        it is the activity left that says what was completed.
        """
        counted = counting(self.file, self.file.counts[name].first_completed, kinds, day)
        return tuple(sorted(move for level in counted for move in self.moves_completing[level]))

    @cached_property
    def moves_completing(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the moves by which each level is completed from the first level."""
        completing: dict[str, list[int]] = {level: [] for level in self.file.levels}
        for number, (before, after) in enumerate(self.moves):
            origin, level = self.states[before], self.states[after].level
            if origin.level == self.first_level and origin.activity is not None and level != self.first_level:
                for given in self.file.activities[origin.activity].levels_given(self.first_level):
                    if level in {given, self._level_begun(given)}:
                        completing[given].append(number)
        return {level: tuple(moves) for level, moves in completing.items()}

    def title(self, state: State) -> Text:
        """Return what a state is called."""
        if state.key == BEGINS and self.file.begins:
            return self.file.begins
        if state.key in (ABROAD, DEAD) and self.file.elsewhere:
            return self.file.elsewhere.abroad.title if state.key == ABROAD else self.file.elsewhere.dead.title
        parts = [text for text in (self._level_shown(state), self._doing_shown(state)) if text is not None]
        named = Text(da="; ".join(part.da for part in parts), en="; ".join(part.en for part in parts))
        if state.is_last and state.year == 1:
            return named
        later = (" og senere", " and later") if state.is_last else ("", "")
        return Text(da=f"{named.da}, {state.year}. år{later[0]}", en=f"{named.en}, year {state.year}{later[1]}")

    def _level_shown(self, state: State) -> Text | None:
        """Return a state's level in words; None where the activity or gap says enough."""
        says_enough = state.level == self.first_level and self._doing_shown(state) is not None
        return None if says_enough else self.file.levels[state.level].title

    def _doing_shown(self, state: State) -> Text | None:
        """Return a state's activity or gap in words; None where it has none."""
        if state.activity:
            return self.file.activities[state.activity].title
        return self.file.levels[state.level].gaps[state.gap].title if state.gap else None

    def rules(self, group_of_kind: tuple[int, ...] = ()) -> StateRules:
        """Return the file as the fold takes it.

        Args:
            group_of_kind: for each EducationKind its group at the file's level of breaks; 0: a group of its own.
        """
        gaps = [
            Gap(self.numbers[f"{level}/{sort}/1"], about.gaps[sort].years) if sort in about.gaps else NOWHERE
            for level, about in self.file.levels.items()
            for sort in self.gap_sorts
        ]
        looked_at, elsewhere = self.file.looked_at, self.file.elsewhere
        return StateRules(
            doings=[doing for level in self.file.levels for doing in self._doings_at(level, group_of_kind)],
            gaps=gaps,
            n_gaps=len(self.gap_sorts),
            first_gap=0,
            step_months=looked_at.every_months,
            phase=month_number(0, looked_at.month) % looked_at.every_months,
            break_months=self.file.breaks.months,
            abroad_place=elsewhere.abroad.place if elsewhere else 0,
            abroad_state=self.numbers.get(ABROAD, -1),
            dead_place=elsewhere.dead.place if elsewhere else 0,
            dead_state=self.numbers.get(DEAD, -1),
        )

    def _doings_at(self, level: str, group_of_kind: tuple[int, ...]) -> list[Doing]:
        """Return what each code means for somebody who has a level."""
        begun, levels = self._level_begun(level), list(self.file.levels)
        doings = [NOTHING_HERE] * N_CODES
        for rank, (name, activity) in enumerate(self.file.activities.items(), start=1):
            for kind, code in activity.codes().items() if begun in activity.at else ():
                completed = activity.level_completed(begun, kind)
                doings[code] = Doing(
                    activity=rank,
                    rank=rank,
                    first_state=self.numbers[f"{begun}/{name}/1"],
                    n_years=activity.years,
                    level_begun=levels.index(begun),
                    level_completed=levels.index(completed),
                    gap_left=self._number_of_gap(self._gap_after(begun, activity.left)),
                    gap_completed=self._number_of_gap(self._gap_after(completed, activity.completed)),
                    group=(group_of_kind[code] if code < len(group_of_kind) else 0) or N_CODES + code,
                )
        return doings

    def _number_of_gap(self, sort: str | None) -> int:
        """Return the number of a sort of gap; None keeps the sort before."""
        return KEEPS if sort is None else self.gap_sorts.index(sort)


def steps(level: str, activity: str | None, gap: str | None, years: int) -> Iterator[State]:
    """Yield the states of one activity or gap, a step each."""
    for year in range(1, years + 1):
        yield State(f"{level}/{activity or gap}/{year}", level, activity, gap, year, year == years)


def counting(file: StateFile, levels: Iterable[str], kinds: ProgrammeKinds, day: date) -> list[str]:
    """Return those of some levels that count on a day: all without a kind, and those whose kind counts then."""
    return [
        level
        for level in levels
        if (kind := file.levels[level].kind) is None or kinds.get(EducationKind[kind]).counts_on(day)
    ]
