"""`videre nightly`: what a scheduler runs."""

from functools import partial
from pathlib import Path
from typing import Literal

from videre.cli.casework import places_of, settle_casework
from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_json, print_lines
from videre.home.home import Home, find_home_root, get_home
from videre.pipeline.nightly import StepDone, run_nightly
from videre.web.config.serving import keep_by_rules, keep_log, mail_subscribers, make_lists


def run(*, home: Path | None = None, format: Literal["text", "json"] = "text") -> int:  # noqa: A002 - the option's name
    """Do what is to be done each night.

    Finishes erasures, imports events, removes old files, checks, releases when a month has ended, archives and erases
    what is due by the rules of retention, brings casework forward and removes what it may not hold any more, makes the
    follow-up lists and tells of them by mail, seals and verifies the log of the site, examines, and mails subscribers
    what is new. A step that is refused does not stop the others. Ends with 5 when the home needs attention, with 1 when
    a step was refused.

    Parameters
    ----------
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    format
        text for people, json for programs.
    """
    opened = get_home(find_home_root(home))
    also = {
        "retaining": partial(keep_by_rules, opened),
        "casework": partial(settle_casework, opened),
        "listing": partial(make_lists, opened),
        "logging": partial(keep_log, opened),
    }
    steps = [*run_nightly(opened, places_of, also=also), mail(opened)]
    if format == "json":
        print_json([step._asdict() for step in steps])
    else:
        print_lines([f"{step.name:10} {'REFUSED: ' if step.is_refused else ''}{step.said}" for step in steps])
    if any(step.needs_attention for step in steps):
        return ExitCode.HOME_NEEDS_ATTENTION
    return ExitCode.REFUSED if any(step.is_refused for step in steps) else ExitCode.DONE


def mail(home: Home) -> StepDone:
    """Mail subscribers what is new."""
    mailed = mail_subscribers(home)
    if mailed is None:
        return StepDone("mailing", "Nobody can subscribe yet: the site has not been served.")
    sent, failed = mailed
    if failed:
        said = f"{sent} mails were sent; {failed} were not taken by the mail server, and are tried again tomorrow."
        return StepDone("mailing", said, is_refused=True)
    return StepDone("mailing", f"{sent} mails were sent.")
