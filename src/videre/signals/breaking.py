"""Who broke off, who is at risk of it, and whose risk nobody has answered."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from videre.domain.education import Event
from videre.domain.facts import Fact, FactKind
from videre.domain.standing import was_interrupted


class Notice(NamedTuple):
    """What was told: the fact's place, the day it is about, and the day on which the municipality knew."""

    fact: int
    since: int
    known: int


def find_broken_off(facts: Sequence[Fact], day: int, days_looked_back: int) -> Notice | None:
    """Return the newest break of a course that nothing has followed, told at most so many days ago.

    A notice of interruption, or a course that its school closed as interrupted. A course or activity that began on the
    same day or later, and has begun, is what followed. Of two tellings of one break the first known counts: from then
    on the municipality was aware.
    """
    told = [
        Notice(place, on, max(on, fact.reported))
        for place, fact in enumerate(facts)
        for on in days_of_break(fact)
        if day - days_looked_back < max(on, fact.reported) <= day and on <= day
    ]
    if not told:
        return None
    newest = max(told, key=lambda each: (each.since, -each.known))
    followed = any(
        fact.kind in {FactKind.ENROLMENT, FactKind.ACTIVITY} and newest.since <= fact.start <= day for fact in facts
    )
    return None if followed else newest


def days_of_break(fact: Fact) -> Iterable[int]:
    """Yield the day of a break that a fact tells of, if it does."""
    if fact.kind == FactKind.NOTIFICATION and fact.code == Event.INTERRUPTED:
        yield fact.start
    elif was_interrupted(fact):
        yield fact.stop


def find_at_risk(facts: Sequence[Fact], day: int, days_believed: int) -> Notice | None:
    """Return the newest notice of imminent risk that is still believed and that no newer notice has overtaken.

    A notice of completion or interruption from the same institution overtakes it, and so does a new course elsewhere.
    """
    found: Notice | None = None
    for place, fact in enumerate(facts):
        if fact.kind == FactKind.NOTIFICATION and fact.code == Event.AT_RISK:
            known = max(fact.start, fact.reported)
            if known <= day < known + days_believed and not is_overtaken(facts, place, day):
                found = Notice(place, fact.start, known)
    return found


def is_overtaken(facts: Sequence[Fact], place: int, day: int) -> bool:
    """Return whether something newer than a notice of risk says how it went."""
    notice = facts[place]
    return any(
        (
            fact.kind == FactKind.NOTIFICATION
            and fact.code in {Event.INTERRUPTED, Event.COMPLETED}
            and fact.place == notice.place
            and notice.start <= fact.start <= day
        )
        or (fact.kind == FactKind.ENROLMENT and fact.place != notice.place and notice.start <= fact.start <= day)
        or (fact.kind == FactKind.ENROLMENT and fact.place == notice.place and notice.start <= fact.stop <= day)
        for fact in facts
    )


def find_unanswered(
    facts: Sequence[Fact], acted_on: Iterable[int], day: int, days_believed: int, days_to_act: int
) -> Notice | None:
    """Return the notice of risk that nobody has acted on for so many days. A flag without action is worth nothing.

    Args:
        facts: the person's facts. day: the day asked about.
        acted_on: the days on which somebody noted an act about this person, of whatever kind.
        days_believed: for how long a notice of risk is believed.
        days_to_act: how many days may pass before it stands on this list; on the next day it does.
    """
    risk = find_at_risk(facts, day, days_believed)
    if risk is None or day - risk.known <= days_to_act or any(risk.known <= acted <= day for acted in acted_on):
        return None
    return risk
