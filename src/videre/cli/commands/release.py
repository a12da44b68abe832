"""`videre release`: the only way out for numbers."""

from datetime import date
from pathlib import Path

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import progress_bar, say
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.releasing import release
from videre.pipeline.telling_why import tell_why


def run(*tables: str, home: Path | None = None, as_known_at: date | None = None) -> int:
    """Protect and release the tables of the catalogue, for pages and reports.

    Parameters
    ----------
    tables
        Which tables of the catalogue; all when none is named.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    as_known_at
        What the registers had said by that day; today when left out.
    """
    opened = get_home(find_home_root(home))
    with progress_bar("Releasing tables") as progress:
        released = release(opened, as_known_at or today(opened), tables, progress)
        if released and not tables:
            tell_why(opened, as_known_at or today(opened))
    n_rows = sum(len(table.rows) for table in released)
    n_hidden = sum(table.n_hidden for table in released)
    say(f"Released {len(released)} tables with {n_rows} rows, {n_hidden} of them hidden.")
    return ExitCode.DONE
