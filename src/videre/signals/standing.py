"""Where somebody stands, since when, and when that lapses: the fold of measurement point 3 asked about one person."""

from collections.abc import Sequence
from typing import NamedTuple

from videre.domain.clocks import aware_on, is_off_track
from videre.domain.currency import lapse_of
from videre.domain.days import OPEN_ENDED
from videre.domain.facts import Fact, FactKind
from videre.domain.standing import StandingReason, StandingRules, StandingSpells, YouthClass, walk_standings


class Stand(NamedTuple):
    """Where a person stands on a day.

    youth_class, reason: as the fold says. fact: the place of the fact that decided it, -1 without. since: the first day
    of the spell. off_track_since: the first day from which the person has been off plan or unknown without a break; -1
    when neither. aware: the day on which the municipality became aware of that; -1 when neither.
    """

    youth_class: int
    reason: int
    fact: int
    since: int
    off_track_since: int
    aware: int


def stand_on(facts: Sequence[Fact], day: int, begin: int, rules: StandingRules) -> Stand:
    """Return where a person stands on a day, looking no further back than `begin`.

    From off plan to unknown and back is one run: a notice that grew old must not start the clocks anew. The
    municipality is aware from the first spell of the run.
    """
    room = 3 * len(facts) + 2
    spells = StandingSpells(*([0] * room for _ in StandingSpells._fields))
    n = walk_standings(facts, 0, len(facts), rules, min(begin, day), day + 1, spells, 0, [0] * len(facts))
    last = n - 1
    youth_class, reason, fact = spells.youth_class[last], spells.reason[last], spells.fact[last]
    if not is_off_track(youth_class):
        return Stand(youth_class, reason, fact, spells.since[last], -1, -1)
    first = last
    while first > 0 and is_off_track(spells.youth_class[first - 1]):
        first -= 1
    decided = facts[spells.fact[first]] if spells.fact[first] >= 0 else None
    since = spells.since[first]
    aware = aware_on(since, spells.reason[first], decided)
    return Stand(youth_class, reason, fact, spells.since[last], since, aware)


LAPSING = frozenset({FactKind.ENROLMENT, FactKind.ACTIVITY, FactKind.BENEFIT})


def lapses_on(facts: Sequence[Fact], stand: Stand, day: int, within_days: int) -> int:
    """Return the first day on which a status that holds now lapses unconfirmed; OPEN_ENDED when not within so many
    days.

    A course that ends on the day its register says so does not lapse but ends; off plan and unknown have nothing that
    can lapse. Work is told month by month, and its next month is not asked for person by person.
    """
    holds = stand.fact >= 0 and not is_off_track(stand.youth_class) and stand.reason != StandingReason.WORKS_ENOUGH
    if not holds or facts[stand.fact].kind not in LAPSING:
        return OPEN_ENDED
    fact = facts[stand.fact]
    lapse = lapse_of(fact)
    is_end = lapse == fact.stop and fact.kind != FactKind.ACTIVITY
    return lapse if not is_end and day < lapse <= day + within_days else OPEN_ENDED


CLASSES = tuple(each for each in YouthClass if each is not YouthClass.NONE)
