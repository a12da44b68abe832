"""Whether follow-up helps: flagged, seen, acted on, where they stood after 3 and 12 months; and who was never flagged.

Counted from the entries, for each year and list, and shown to leaders only as a released table.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from videre.disclosure.released import Released
from videre.disclosure.threshold import release_by_threshold
from videre.domain.asked import Asked, persons_figure, share_figure
from videre.domain.figures import Figure, Provenance
from videre.domain.standing import YouthClass
from videre.web.followup.models import CourseBreak, Entry
from videre.web.installation import current_definitions, current_home

TABLE: Final = "follow_up_loop"
SEEN_WITHIN_DAYS: Final = 7
ACTED_WITHIN_DAYS: Final = 14
STEPS: Final = ("flagged", "seen", "acted", "after_3", "after_12")
BREAKS: Final = "breaks"  # in place of a list's name
NEVER_FLAGGED: Final = "never_flagged"
RULE: Final = {
    "da": "Antal unge under {n} er skjult, og hvor kun ét tal i en opdeling ville være skjult, skjules et til.",
    "en": "Numbers of young people under {n} are hidden, and where only one of a breakdown would be, one more is.",
}


class Flagged(NamedTuple):
    """What the loop asks of one entry. The days are None where it has not happened."""

    list_name: str
    opened: date
    seen_on: date | None
    acted_on: date | None
    class_after_3: int
    class_after_12: int


def count_loop(
    flagged: Collection[Flagged],
    breaks: Collection[tuple[date, bool]],
    day: date,
    met: Collection[YouthClass],
    asked: Asked,
) -> Iterator[Figure]:
    """Yield the figures of the loop, for each year in which entries came on lists of work.

    Args:
        flagged: entries, open and closed. breaks: the day of each break, and whether an early sign came before it.
        day: the day asked about; whoever was flagged too lately for a step is unknown to it.
        met: the classes that count as being well after 3 or 12 months. asked: what the figures are called.
    """
    for year in sorted({each.opened.year for each in flagged}):
        of_year = [each for each in flagged if each.opened.year == year]
        for name in sorted({each.list_name for each in of_year}):
            own = [each for each in of_year if each.list_name == name]
            yield from figures_of_list(own, name, str(year), day, met, asked)
    for year in sorted({on.year for on, _was_flagged in breaks}):
        told = [was_flagged for on, was_flagged in breaks if on.year == year]
        breakdown = {"list": BREAKS, "step": NEVER_FLAGGED}
        yield share_figure(asked, str(year), breakdown, told.count(False), len(told), 0)


def figures_of_list(
    own: Sequence[Flagged], name: str, period: str, day: date, met: Collection[YouthClass], asked: Asked
) -> Iterator[Figure]:
    """Yield the steps of one list in one year; the denominator of each is everybody flagged, the unknown among them."""
    n = len(own)
    yield persons_figure(asked, period, {"list": name, "step": "flagged"}, n, n)
    for step, within, days in (
        ("seen", SEEN_WITHIN_DAYS, [each.seen_on for each in own]),
        ("acted", ACTED_WITHIN_DAYS, [each.acted_on for each in own]),
    ):
        limit = timedelta(days=within)
        in_time = sum(on is not None and on - each.opened <= limit for each, on in zip(own, days, strict=True))
        too_soon = sum(on is None and day - each.opened < limit for each, on in zip(own, days, strict=True))
        yield share_figure(asked, period, {"list": name, "step": step}, in_time, n, too_soon)
    for step, classes in (
        ("after_3", [each.class_after_3 for each in own]),
        ("after_12", [each.class_after_12 for each in own]),
    ):
        n_well = sum(each in met for each in classes)
        n_unknown = sum(each in {YouthClass.NONE, YouthClass.UNKNOWN} for each in classes)
        yield share_figure(asked, period, {"list": name, "step": step}, n_well, n, n_unknown)


def release_loop(day: date) -> Released | None:
    """Return the loop as a table that may be shown to leaders; None while nobody has been flagged."""
    fields = ("list_name", "opened", "seen_on", "acted_on", "class_after_3", "class_after_12")
    flagged = [Flagged(*row) for row in Entry.objects.filter(is_work=True).values_list(*fields)]
    breaks = list(CourseBreak.objects.values_list("on", "was_flagged"))
    if not flagged:
        return None
    definitions, settings = current_definitions(), current_home().settings
    test = definitions.standing_test("18_hours_a_week")
    provenance = Provenance(day.isoformat(), day.isoformat(), "casework", definitions.content_hash(), test.name)
    asked = Asked(TABLE, settings.municipality, 0, 0, ("list", "step"), provenance)
    figures = list(count_loop(flagged, breaks, day, test.met_classes(), asked))
    rule = {language: text.format(n=settings.smallest_count) for language, text in RULE.items()}
    return release_by_threshold(TABLE, ("list", "step"), figures, settings.smallest_count, rule)
