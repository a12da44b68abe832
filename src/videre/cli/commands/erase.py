"""`videre erase`: remove persons for good."""

import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from videre.cli.casework import places_of
from videre.cli.exit_codes import ExitCode
from videre.cli.printing import say
from videre.home.home import find_home_root, get_home
from videre.pipeline.erasing import erase, finish_erasing


def run(
    *,
    home: Path | None = None,
    cprs: Annotated[Path | None, Parameter(allow_leading_hyphen=True)] = None,
    finish: Annotated[bool, Parameter(negative=())] = False,
    yes: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Erase persons for good: from delivered files, the store, derived histories and the casework database.

    The CPR number is asked for at the terminal, so that it stands in no history of commands. All numbers that a person
    has had are erased together. Figures that were frozen or released stay. It cannot be undone.

    Parameters
    ----------
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    cprs
        A file with a CPR number a line; - reads them from the input. Left out, one number is asked for.
    finish
        Erase nobody new, but finish what was interrupted.
    yes
        Do not ask whether it is meant.
    """
    opened = get_home(find_home_root(home))
    if finish:
        done = finish_erasing(opened, places_of)
    else:
        numbers = read_numbers(cprs)
        if not numbers:
            say("No CPR number was given. Nothing was erased.")
            return ExitCode.WRONG_CALL
        if not yes and not is_meant(len(numbers)):
            say("Nothing was erased.")
            return ExitCode.REFUSED
        done = erase(opened, numbers, places_of)
    say(
        f"Erased: {done.n_numbers} numbers have a new tombstone; {done.n_persons} persons were in the store,"
        f" and {done.n_files} kept files were rewritten."
    )
    say(f"Copy {opened.paths.tombstones} to where the keys are kept: a restored backup needs it.")
    return ExitCode.DONE


def read_numbers(file: Path | None) -> list[str]:
    """Return the numbers of a file or the input, without empty lines; asks for one without echo when there is none."""
    if file is None:
        lines = [getpass("CPR number: ")]
    elif str(file) == "-":
        lines = sys.stdin.read().splitlines()
    else:
        lines = file.read_text("utf-8-sig").splitlines()
    return [line.strip() for line in lines if line.strip()]


def is_meant(n_numbers: int) -> bool:
    """Ask whether so many persons are to be erased."""
    say(f"{n_numbers} persons are erased for good. This cannot be undone. Write erase to go on:")
    return sys.stdin.readline().strip() == "erase"
