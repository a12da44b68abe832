"""`videre revisions`: which frozen figures come out otherwise now, and by which delivery."""

from datetime import date
from pathlib import Path
from typing import Literal

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_rows
from videre.domain.periods import parse_period
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.revising import COMPARED, Revision, revisions

COLUMNS = (
    "measure",
    "test",
    "period",
    "breakdown",
    "frozen_on",
    "value",
    "value_now",
    "by",
    "numerator",
    "denominator",
)
NO_DELIVERY = "no delivery: method, definitions or erasure"


def run(
    *names: str,
    home: Path | None = None,
    period: str | None = None,
    as_known_at: date | None = None,
    format: Literal["table", "json", "csv"] = "table",  # noqa: A002 - the name of the option
) -> int:
    """Show what was revised since figures were frozen: one row a figure and delivery that changed it.

    Parameters
    ----------
    names
        Which measures; all when none is named.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    period
        2014-03, 2014, 2015H2 or 2013-12..2014-06; everything that is frozen when left out.
    as_known_at
        What the registers had said by that day; today when left out.
    format
        How it is printed.
    """
    opened = get_home(find_home_root(home))
    found = revisions(opened, names, parse_period(period) if period else None, as_known_at or today(opened))
    rows = [row for revision in found for row in rows_of(revision)]
    print_rows(rows, COLUMNS, format)
    return ExitCode.DONE


def rows_of(revision: Revision) -> list[dict[str, object]]:
    """Return a row for each delivery that changed a frozen figure."""
    figure, now = revision.frozen.figure, revision.now
    same = {
        "measure": figure["measure"],
        "test": figure.get("test", ""),
        "period": figure["period"],
        "breakdown": figure["breakdown"],
        "unit": figure["unit"],
        "figure_id": figure["figure_id"],
        "frozen_on": revision.frozen.frozen_on.isoformat(),
        "value": figure["value"],
        "value_now": None if now is None else now.value,
    }
    rows: list[dict[str, object]] = []
    for step in revision.steps:
        delivery = step.delivery
        by = ", ".join(f"{each.sequence} {each.register} from {each.sender}" for each in step.told_later)
        by = f"told later by {by}" if by else NO_DELIVERY
        if delivery is not None:
            by = f"{delivery.sequence} {delivery.register} from {delivery.sender}"
        changes = {name: step.changes.get(name, 0.0) for name in COMPARED if name != "value"}
        imported = None if delivery is None else delivery.imported_on.isoformat()
        rows.append({**same, "by": by, "imported_on": imported, **changes})
    return rows
