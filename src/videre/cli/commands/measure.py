"""`videre measure`: the measurement points, raw, for those who work inside the wall."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_rows
from videre.domain.periods import parse_period
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.measuring import FollowsNobody, measure, parse_months
from videre.pipeline.on_cluster import measure_home_on_cluster

COLUMNS = (
    "measure",
    "test",
    "period",
    "breakdown",
    "value",
    "numerator",
    "denominator",
    "unknown",
    "bounds_high",
    "target",
    "smallest_change",
    "figure_id",
)


def run(
    *names: str,
    home: Path | None = None,
    period: str | None = None,
    as_known_at: date | None = None,
    by: Annotated[str, Parameter(help="Dimensions, separated by commas.")] = "",
    months: Annotated[str, Parameter(help="Months since leaving, separated by commas.")] = "",
    cluster: str | None = None,
    format: Literal["table", "json", "csv"] = "table",  # noqa: A002 - the name of the option
) -> int:
    """Compute the measurement points.

    Raw figures, for those who work inside the wall; what leaves the house goes through `videre release`.

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
        Dimensions, separated by commas, e.g. sex,origin.
    months
        Months since leaving (completing, being sent on), e.g. 7,19 or 0-24; the definition's when left out.
    cluster
        A Spark cluster to count on, e.g. spark://127.0.0.1:7077, for a country's registers; this machine when left out.
    format
        How the figures are printed.
    """
    opened = get_home(find_home_root(home))
    asked_period = parse_period(period) if period else None
    dimensions = tuple(name for name in by.split(",") if name)
    known_at = as_known_at or today(opened)
    followed = parse_months(months)
    if cluster is None:
        figures = measure(opened, names, asked_period, dimensions, known_at, followed)
    elif followed:
        raise FollowsNobody("Months are asked for on one machine. Leave out --cluster, or --months.")
    else:
        figures = measure_home_on_cluster(opened, cluster, names, asked_period, dimensions, known_at)
    rows = [figure.as_dict() for figure in figures]
    print_rows(rows, COLUMNS, format)
    return ExitCode.DONE
