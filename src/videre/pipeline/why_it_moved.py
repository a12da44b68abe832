"""Why a projected share moved between two cohorts: parts that sum to the change, and sentences."""

from collections import defaultdict
from dataclasses import asdict, dataclass

import numpy as np

from videre.definitions.files import Text
from videre.definitions.happenings import Happening, Meaning, say
from videre.pipeline.behaviour import Counted
from videre.pipeline.setting import Setting, groups_of
from videre.projection.decomposing import Decomposed, Side, decompose

MAKE_UP = Text(da="årgangens sammensætning", en="the cohort's make-up")  # over the cells of behaviour
TOLD_IN_WORDS = 3  # parts told in the sentence; the list has all


@dataclass(frozen=True)
class Part:
    """A part of a change, in points of share (fractions of 1), and what it is."""

    text: Text
    points: float


@dataclass(frozen=True)
class Explanation:
    """A change of a share between two cohorts; the parts sum to it exactly."""

    count: str
    horizon: str
    earlier: int
    later: int
    before: float
    after: float
    parts: tuple[Part, ...]

    @property
    def sentence(self) -> Text:
        """The change in words, with its greatest parts in its own direction."""
        change = self.after - self.before
        own_way = [part for part in self.parts if part.points * change > 0][:TOLD_IN_WORDS]
        against = [part for part in self.parts if part.points * change < 0][:1]
        da, en = ("steget", "risen") if change > 0 else ("faldet", "fallen")
        da = f"Andelen er {da} {points(change, ',')} point fra {self.earlier} til {self.later}."
        en = f"The share has {en} by {points(change, '.')} points from {self.earlier} to {self.later}."
        if own_way:
            da += f" Af dem kommer {listed(own_way, 'da', 'fra')}."
            en += f" Of them {listed(own_way, 'en', 'come from')}."
        if against:
            da += f" Imod trækker {against[0].text.da} ({points(against[0].points, ',')})."
            en += f" Against it: {against[0].text.en} ({points(against[0].points, '.')})."
        return Text(da=da, en=en)

    def as_dict(self) -> dict[str, object]:
        """Return it with the keys of the documented JSON."""
        parts = [{"da": part.text.da, "en": part.text.en, "points": part.points} for part in self.parts]
        said = self.sentence
        return {**asdict(self), "parts": parts, "sentence": {"da": said.da, "en": said.en}}


def points(share: float, mark: str) -> str:
    """Return a share as points with one decimal, without its sign."""
    return f"{abs(share) * 100:.1f}".replace(".", mark)


def listed(parts: list[Part], language: str, word: str) -> str:
    """Return parts as a list in words."""
    mark = "," if language == "da" else "."
    return ", ".join(f"{points(part.points, mark)} {word} {getattr(part.text, language)}" for part in parts)


def explain_change(setting: Setting, earlier: int, later: int, count: str, horizon: tuple[str, int]) -> Explanation:
    """Return why a share moved from one cohort to another. What counts is what counts for the later one.

    Raises:
        NoSuchCohort, NoBehaviour.
    """
    counted, sides = setting.counted, []
    for cohort in (earlier, later):
        ((_, initial),), _ = groups_of(setting, cohort, ())
        sides.append(Side(setting.behaviour(cohort).place.rates, initial))
    asked = setting.ask(sides[1].initial, count, later, horizon[1])
    found = decompose(counted.moves, sides[0], sides[1], asked)
    parts = [*parts_of_moves(counted, found, sides), *parts_of_beginning(counted, found, sides)]
    summed: dict[str, Part] = {}
    for part in parts:
        known = summed.get(part.text.en)
        summed[part.text.en] = Part(part.text, part.points + (known.points if known else 0.0))
    ordered = sorted(summed.values(), key=lambda part: -abs(part.points))
    return Explanation(count, horizon[0], earlier, later, found.before, found.after, tuple(ordered))


def parts_of_moves(counted: Counted, found: Decomposed, sides: list[Side]) -> list[Part]:
    """Return the parts of moves: by what happens and in which activity, more or less of it."""
    by_move = found.of_moves.sum(axis=(0, 1))
    change = (sides[1].rates.share - sides[0].rates.share).sum(axis=(0, 1))
    totals: dict[Meaning, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for meaning, contribution, moved in zip(counted.meanings, by_move.tolist(), change.tolist(), strict=True):
        totals[meaning][0] += contribution
        totals[meaning][1] += moved
    return [
        Part(say(counted.space, meaning, more=moved > 0), contribution)
        for meaning, (contribution, moved) in totals.items()
        if contribution
    ]


def parts_of_beginning(counted: Counted, found: Decomposed, sides: list[Side]) -> list[Part]:
    """Return the parts of where the cohort stood on its first 1 October: its mix of people, and what they chose."""
    start, stop = (side.initial / side.initial.sum() for side in sides)
    weights = [share.sum(axis=1, keepdims=True) for share in (start, stop)]
    within = [
        np.divide(share, weight, out=np.zeros_like(share), where=weight > 0)
        for share, weight in zip((start, stop), weights, strict=True)
    ]
    mix = found.worth * (weights[1] - weights[0]) * (within[0] + within[1]) / 2
    choice = found.worth * (within[1] - within[0]) * (weights[0] + weights[1]) / 2
    parts = [Part(MAKE_UP, float(mix.sum()))]
    for activity in dict.fromkeys(state.activity for state in counted.space.states):
        own = np.array([state.activity == activity for state in counted.space.states])
        contribution, moved = float(choice[:, own].sum()), float((stop - start)[:, own].sum())
        happening = Happening.GOES_ON if activity is None else Happening.BEGINS
        if contribution:
            parts.append(Part(say(counted.space, Meaning(happening, activity), more=moved > 0), contribution))
    return parts
