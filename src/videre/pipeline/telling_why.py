"""Why each point's figure moved: asked of the ledger or the decomposition, and released without numbers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.reasons import Reason, ReleasedReasons, release_reasons
from videre.disclosure.released import ReleasedFigure
from videre.domain.days import month_from_iso
from videre.domain.figures import Unit
from videre.domain.periods import Period
from videre.domain.refusals import Refused
from videre.home.home import Home
from videre.measures.ledger_entries import CLOSING, OPENING, Entry
from videre.pipeline.accounting import LEDGERS, account
from videre.pipeline.gathering import gather
from videre.pipeline.projecting import HORIZONS, set_up
from videre.pipeline.reporting import gather_material, read_tables, write_whole
from videre.pipeline.why_it_moved import explain_change
from videre.reports.half_year import follow
from videre.reports.half_years import HalfYear
from videre.reports.headlines import Followed
from videre.reports.reasons import reason_words

HALF_A_YEAR: Final = 6  # months: looked back over where nothing is newer than the last report


def tell_why(home: Home, day: date) -> list[ReleasedReasons]:
    """Release why the newest figure of each point moved, and keep it in the home; return what was released.

    Monthly figures are explained by their ledger, since the month that the last half-year's report shows. A projected
    share is explained by its decomposition, since the cohort before. Of a point whose figure is hidden, or has none
    before it, nothing is told, and what was told of it before is taken away.

    Args:
        home: an opened home with released tables. day: what the registers had said by then; it is also today.
    """
    material = gather_material(home, HalfYear(day.year, 1 if day.month <= 6 else 2), day, read_tables(home))
    rule = gather(home, day).definitions.definition("disclosure", "catalogue", ReleaseCatalogue).rule_for("public")
    smallest_count = max(rule.smallest_count, home.settings.smallest_count)
    released = []
    for point in material.strategy.measurement_points:
        if point.measure is None:
            continue
        followed = follow(point, material, material.measures[point.measure])
        path = path_of(home, point.measure)
        found = reasons_of(home, followed, day)
        if found is None:
            path.unlink(missing_ok=True)
            continue
        earlier, later, reasons = found
        told = release_reasons(
            measure=point.measure,
            earlier=earlier,
            later=later,
            reasons=reasons,
            smallest_count=smallest_count,
            as_known_at=day.isoformat(),
        )
        path.parent.mkdir(exist_ok=True)
        write_whole(path, told.as_json().encode())
        released.append(told)
    return released


def path_of(home: Home, measure: str) -> Path:
    """Return where the reasons of a measure are kept."""
    return home.paths.reasons / f"{measure}.json"


def reasons_of(home: Home, followed: Followed, day: date) -> tuple[str, str, list[Reason]] | None:
    """Return the periods between which a point's figure moved, and why; None where that cannot be told."""
    now = followed.headline
    if now is None or now.value is None:
        return None
    name = followed.measure.name
    if followed.measure.period.kind == "month" and name in LEDGERS:
        before = month_before(followed, now)
        return None if before is None else (before.period, now.period, reasons_of_ledger(home, name, before, now, day))
    if name == "completion":
        earlier = cohort_before(followed, now)
        return None if earlier is None else (earlier.period, now.period, reasons_of_projection(home, earlier, now, day))
    return None


def month_before(followed: Followed, now: ReleasedFigure) -> ReleasedFigure | None:
    """Return the figure of the last report, or of half a year ago where nothing is newer; None where it is hidden."""
    before = followed.earlier
    if before is None or before.period == now.period:
        month = month_from_iso(now.period) - HALF_A_YEAR
        before = next((row for row in followed.known(followed.half) if month_from_iso(row.period) == month), None)
    return before if before is not None and before.value is not None else None


def cohort_before(followed: Followed, now: ReleasedFigure) -> ReleasedFigure | None:
    """Return the figure of the cohort before, or None."""
    known = [row for row in followed.known(followed.half) if row.value is not None and row.period != now.period]
    return known[-1] if known else None


def reasons_of_ledger(home: Home, name: str, before: ReleasedFigure, now: ReleasedFigure, day: date) -> list[Reason]:
    """Return what the ledger of the months after one figure up to another says, code by code."""
    first = month_from_iso(before.period) + 1
    period = Period(first, month_from_iso(now.period) - first + 1)
    (ledger,) = account(home, (name,), period, (), day, None)
    share = (before.value or 0.0) if now.unit == Unit.SHARE else 0.0
    return reasons_of_entries(ledger.entries, share)


def reasons_of_entries(entries: Sequence[Entry], share: float) -> list[Reason]:
    """Return for each code by how many persons it moved the figure, and how many persons it is about.

    Whoever joins numerator and denominator raises a share by what a member is above the share: 1 - share. Of a count,
    `share` is 0: then every member of the numerator is one.
    """
    effects: dict[str, float] = defaultdict(float)
    persons: dict[str, int] = defaultdict(int)
    for entry in entries:
        if entry.code in (OPENING, CLOSING):
            continue
        effects[entry.code] += entry.numerator - share * entry.denominator
        of_numerator = entry.numerator_joined + entry.numerator_left
        of_denominator = entry.denominator_joined + entry.denominator_left
        persons[entry.code] += max(of_numerator, of_denominator) if share else of_numerator
    codes = reason_words().codes
    return [Reason(codes[code].model_dump(), effect, persons[code]) for code, effect in effects.items()]


def reasons_of_projection(home: Home, before: ReleasedFigure, now: ReleasedFigure, day: date) -> list[Reason]:
    """Return the parts of a projected share's change, in persons of the cohort."""
    horizon = now.breakdown["horizon"]
    try:
        found = explain_change(
            set_up(gather(home, day)),
            int(before.period),
            int(now.period),
            now.breakdown["definition"],
            (horizon, HORIZONS[horizon]),
        )
    except Refused:
        return []
    n_persons = now.denominator or 0.0
    return [Reason(part.text.model_dump(), part.points * n_persons, None) for part in found.parts]
