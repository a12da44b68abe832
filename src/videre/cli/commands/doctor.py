"""`videre doctor`: whether the home is well, and what to do where it is not."""

from pathlib import Path
from typing import Literal

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import print_json, print_lines, say
from videre.home.home import find_home_root
from videre.pipeline.doctoring import examine


def run(*, home: Path | None = None, format: Literal["text", "json"] = "text") -> int:  # noqa: A002 - the option's name
    """Examine the home: stamp, keys, databases, store against ledger, what was left over, erasures, room on the disk.

    Ends with 5 when something needs attention.

    Parameters
    ----------
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    format
        text for people, json for programs.
    """
    found = examine(find_home_root(home))
    if format == "json":
        print_json([finding._asdict() for finding in found])
    for finding in found if format == "text" else ():
        mark = "ATTENTION" if finding.needs_attention else "note"
        print_lines([f"{mark}: {finding.place} {finding.what}", f"  {finding.do}"])
    n_wanted = sum(finding.needs_attention for finding in found)
    say(f"{n_wanted} things need attention." if n_wanted else "The home is well.")
    return ExitCode.HOME_NEEDS_ATTENTION if n_wanted else ExitCode.DONE
