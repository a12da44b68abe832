"""`videre report`: the half-year report to the political level and Strategisk Uddannelsesforum."""

from datetime import date
from pathlib import Path
from typing import Literal

from videre.cli.casework import steering_of
from videre.cli.exit_codes import ExitCode
from videre.cli.printing import say
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.reporting import report
from videre.reports.forms import parse_forms
from videre.reports.half_years import parse_half_year


def run(
    *,
    half: str,
    home: Path | None = None,
    out: Path | None = None,
    format: str = "pdf",  # noqa: A002 - the name of the option
    language: Literal["da", "en"] = "da",
    edition: date | None = None,
) -> int:
    """Write the report of a half-year from what has been released.

    Parameters
    ----------
    half
        The half-year: 2015H1 is January to June, 2015H2 July to December.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    out
        The folder to write to; the home's own reports folder when left out.
    format
        The forms, with commas between: pdf, docx for Word, html, leaflet (one page for citizens), or all.
    language
        Danish (da) or English (en).
    edition
        Print it again as it was on that day, from the tables that had been released by then.
    """
    opened = get_home(find_home_root(home))
    forms = parse_forms(format)
    steering = steering_of(opened) if edition is None else None  # how it was said to stand earlier is not kept by day
    for path in report(opened, parse_half_year(half), today(opened), language, out, edition, forms, steering):
        say(f"Wrote {path}.")
    return ExitCode.DONE
