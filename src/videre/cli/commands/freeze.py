"""`videre freeze`: close a month, so that what was said of it stays said."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import say
from videre.domain.periods import parse_period
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.freezing import freeze


def run(
    *names: str,
    home: Path | None = None,
    period: str | None = None,
    as_known_at: date | None = None,
    by: Annotated[str, Parameter(help="Dimensions, separated by commas.")] = "",
) -> int:
    """Freeze the figures of a month or cohort as they are now; what is released is frozen by itself.

    A frozen figure is a stored value. `videre revisions` shows what it would be now, and which delivery changed it.

    Parameters
    ----------
    names
        Which measures; all when none is named.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    period
        2014-03, 2014, 2015H2 or 2013-12..2014-06; the newest when left out.
    as_known_at
        What the registers had said by that day; today when left out.
    by
        Dimensions, separated by commas.
    """
    opened = get_home(find_home_root(home))
    months = parse_period(period) if period else None
    dimensions = tuple(name for name in by.split(",") if name)
    n_new, n_before = freeze(opened, names, months, dimensions, as_known_at or today(opened))
    say(f"Froze {n_new} figures; {n_before} were frozen already and stay as they were.")
    return ExitCode.DONE
