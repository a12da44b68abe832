"""The report in short: one card a measurement point, with all that is needed to trust its figure."""

from datetime import date

from videre.disclosure.released import HIDDEN_TEXT, ReleasedFigure
from videre.reports.content import Card, Fact
from videre.reports.headlines import Followed
from videre.reports.official import official_text
from videre.reports.pictures import sparkline_of
from videre.reports.sentences import (
    about,
    data_text,
    goal_text,
    goal_value,
    interval_text,
    message_of,
    noise_text,
    since_last,
    unknown_text,
    verdict_of,
    when,
)
from videre.reports.wording import Wording


def card_of(followed: Followed, day: date, wording: Wording) -> Card:
    """Return the card of a measurement point; where nothing is released it says that, and shows no figure."""
    row = followed.headline
    shown = row is not None and row.value is not None
    sparkline, alternative = sparkline_of(followed, wording)
    return Card(
        number=followed.point.number,
        title=wording.told(followed.point.title),
        value="" if row is None else HIDDEN_TEXT if row.value is None else wording.value(row, row.value),
        about=about(row, followed, wording) if row is not None and shown else message_of(followed, wording),
        verdict=verdict_of(followed, wording),
        facts=facts_of(followed, day, wording),
        official=official_text(followed, wording),
        sparkline=sparkline,
        sparkline_alternative=alternative,
    )


def facts_of(followed: Followed, day: date, wording: Wording) -> tuple[Fact, ...]:
    """Return goal, interval, unknown, change, the smallest change that is told, the test and the age of the data."""
    row, table = followed.headline, followed.total
    if row is None or table is None:
        return ()
    said = [
        ("fact.goal", goal_of(followed, row, wording)),
        ("fact.interval", interval_text(row, wording)),
        ("fact.unknown", unknown_text(row, wording)),
        ("fact.since", since_last(followed, wording)),
        ("fact.noise", noise_text(row, wording) if followed.target is not None else ""),
        ("fact.test", wording.told(followed.measure.test.title)),
        ("fact.data", data_text(table, day, wording)),
    ]
    return tuple(Fact(wording.say(key), text) for key, text in said if text)


def goal_of(followed: Followed, row: ReleasedFigure, wording: Wording) -> str:
    """Return the goal and the way there, where the verdict is on another figure than ours and does not say it."""
    target = followed.target
    if target is None or target.judged_by == "own":
        return ""
    goal, wanted = goal_text(target, row, wording), target.value_in(row.period)
    if wanted is None or wanted == target.goal.value:
        return goal
    way = goal_value(wanted, row, wording)
    return wording.say("goal.on_the_way", goal=goal, way=way, period=when(row.period, followed, wording))
