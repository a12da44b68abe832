"""`videre check`: what is wrong in the registers, who can mend it, and which deliveries are late."""

from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_lines, print_object, print_table, progress_bar
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.checking import Checked, check_home, summary_of
from videre.pipeline.data_health import keep_data_health
from videre.pipeline.problem_lists import write_lists
from videre.registers.quality.catalogue import QUALITY_RULES
from videre.registers.quality.feeds import Feed, FeedState

FEED_COLUMNS = (
    *("register", "sender", "state", "told of until", "imported", "expected", "late since"),
    *("rows", "set aside", "persons"),
)
STATES = {
    FeedState.ON_TIME: "on time",
    FeedState.LATE: "LATE",
    FeedState.ENDED: "ended",
    FeedState.NEVER: "never delivered",
}


def run(
    *,
    out: Path | None = None,
    as_known_at: date | None = None,
    home: Path | None = None,
    format: Literal["text", "json"] = "text",  # noqa: A002 - the option's name
) -> int:
    """Check the quality of the data, and whether each delivery comes when it should.

    Prints a summary; with --out also writes the list of what is to be mended, a file for each sender.

    Parameters
    ----------
    out
        A folder for the lists, one CSV a sender. Lists of the same names are replaced.
    as_known_at
        What the registers had said by that day; it is also the day on which a delivery is late. Today when left out.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    format
        text for people, json for programs.
    """
    opened = get_home(find_home_root(home))
    with progress_bar("Checking") as progress:
        if as_known_at is None:
            checked = keep_data_health(opened, today(opened), progress)
        else:
            checked = check_home(opened, as_known_at, progress)
    files = write_lists(checked, out) if out is not None else []
    if format == "json":
        print_object(as_object(checked, files))
    else:
        print_summary(checked, files, out)
    is_late = any(feed.state is FeedState.LATE for feed in checked.feeds)
    return ExitCode.SOME_SET_ASIDE if is_late or len(checked.problems) else ExitCode.DONE


def as_object(checked: Checked, files: list[Path]) -> dict[str, object]:
    """Return the result with the keys of the documented JSON."""
    return {
        "as_known_at": checked.known_at.isoformat(),
        "rows": checked.n_rows,
        "rules": len(QUALITY_RULES),
        "problems": len(checked.problems),
        "by_rule": summary_of(checked.problems).to_dicts(),
        "feeds": [feed.as_dict() for feed in checked.feeds],
        "lists": [str(file) for file in files],
    }


def print_summary(checked: Checked, files: list[Path], out: Path | None) -> None:
    """Print the feeds, then what each sender can mend."""
    print_lines([f"As known at {checked.known_at}: {checked.n_rows:,} rows, {len(QUALITY_RULES)} rules.", "", "Feeds"])
    print_table([as_row(feed) for feed in checked.feeds], FEED_COLUMNS)
    summary = summary_of(checked.problems)
    owners = set(summary["sender"])
    for sender in checked.senders:
        if sender in owners:
            print_lines(["", *lines_of(sender, summary.filter(pl.col("sender") == sender))])
    clean = [sender for sender in checked.senders if sender not in owners]
    if clean:
        print_lines(["", f"Nothing to mend: {', '.join(clean)}."])
    if out is not None:
        print_lines(["", f"The lists, one for each sender: {out}", *(f"  {file.name}" for file in files)])
    elif len(checked.problems):
        print_lines(
            ["", "With --out FOLDER each sender's list is written to a file: file, row, column and how to mend."]
        )


def as_row(feed: Feed) -> dict[str, object]:
    """Return a feed as a row of the table for people."""
    return {
        "register": feed.register,
        "sender": feed.sender,
        "state": STATES[feed.state],
        "told of until": feed.last_reported,
        "imported": feed.last_imported,
        "expected": feed.rhythm,
        "late since": feed.late_since,
        "rows": f"{feed.rows:,}",
        "set aside": f"{feed.set_aside:,}",
        "persons": "" if feed.n_persons is None else f"{feed.n_persons:,}",
    }


def lines_of(sender: str, summary: pl.DataFrame) -> list[str]:
    """Return what one sender can mend, the most grave first: how many, and what is wrong in one sentence."""
    lines = [f"{sender}: {summary['n'].sum():,} to mend."]
    for row in summary.iter_rows(named=True):
        wrong = row["en"].partition(". ")[0].removesuffix(".")
        lines.append(f"  {row['n']:>7,}  {row['severity']:<8}  {row['register']}, {row['rule']}: {wrong}.")
    return lines
