"""`videre ledger`: why a count changed, with a code for everybody who joined or left."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_rows
from videre.domain.periods import parse_period
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.accounting import LedgerOf, account

COLUMNS = (
    "measure",
    "test",
    "period",
    "breakdown",
    "code",
    "numerator",
    "numerator_joined",
    "numerator_left",
    "denominator",
    "denominator_joined",
    "denominator_left",
    "unknown",
)


def run(
    *names: str,
    home: Path | None = None,
    period: str | None = None,
    as_known_at: date | None = None,
    known_earlier: date | None = None,
    by: Annotated[str, Parameter(help="Dimensions, separated by commas.")] = "",
    format: Literal["table", "json", "csv"] = "table",  # noqa: A002 - the name of the option
) -> int:
    """Show each change of a count as those who joined and those who left, with a code.

    In each period and breakdown every column adds up from opening to closing.

    Parameters
    ----------
    names
        Which measures; all that have a ledger when none is named.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    period
        2014-03, 2014, 2015H2 or 2013-12..2014-06; the newest when left out. For cohorts, their years.
    as_known_at
        What the registers had said by that day; today when left out.
    known_earlier
        An earlier day: the first opening is then what was known on it, and what was told otherwise since, `corrected`.
    by
        Dimensions, separated by commas, e.g. sex or class.
    format
        How it is printed.
    """
    opened = get_home(find_home_root(home))
    ledgers = account(
        opened,
        names,
        parse_period(period) if period else None,
        tuple(name for name in by.split(",") if name),
        as_known_at or today(opened),
        known_earlier,
    )
    rows = [row for ledger in ledgers for row in rows_of(ledger)]
    print_rows(rows, COLUMNS, format)
    return ExitCode.DONE


def rows_of(ledger: LedgerOf) -> list[dict[str, object]]:
    """Return the entries with the names that each must bear."""
    name = {"measure": ledger.definition.name, "test": ledger.definition.test.name}
    known = {
        "as_known_at": ledger.as_known_at.isoformat(),
        "known_earlier": ledger.known_earlier.isoformat() if ledger.known_earlier else None,
    }
    return [{**name, **entry._asdict(), "breakdown": dict(entry.breakdown), **known} for entry in ledger.entries]
