"""`videre compare`: the official figures of the country, the municipality and its neighbours, beside each other."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_csv, print_json, print_table, say
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.comparing import compare

COLUMNS = ("indicator", "period", "group", "area", "value", "share", "per_country", "published")


def run(
    *measures: str,
    by: Annotated[str, Parameter(help="Dimensions, separated by commas.")] = "",
    periods: int = 1,
    as_known_at: date | None = None,
    home: Path | None = None,
    format: Literal["table", "json", "csv"] = "table",  # noqa: A002 - the option's name
) -> int:
    """Compare the official figures that stand beside the measurement points, place by place.

    An empty value is not published; it is never 0. Figures come in by `videre fetch` and `videre import`.

    Parameters
    ----------
    measures
        Which measures; all when none is named.
    by
        Dimensions, separated by commas, e.g. sex,age.
    periods
        How many of the newest periods.
    as_known_at
        What had been published by that day; today when left out.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    format
        How the figures are printed.
    """
    opened = get_home(find_home_root(home))
    dimensions = [name for name in by.split(",") if name]
    rows = [row._asdict() for row in compare(opened, measures, as_known_at or today(opened), dimensions, periods)]
    if not rows:
        say("No official figure stands beside these measures yet. Fetch some with `videre fetch statbank`.")
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows)
    elif rows:
        print_table(rows, COLUMNS)
    return ExitCode.DONE
