"""`videre restore`: a home from a backup, without those who have been erased since."""

from pathlib import Path

from videre.cli.casework import places_of
from videre.cli.exit_codes import ExitCode
from videre.cli.printing import say
from videre.home.home import find_home_root
from videre.pipeline.restoring import restore


def run(backup: Path, *, home: Path | None = None, keys: Path | None = None) -> int:
    """Restore a backup to where the home is, and erase again who has been erased since it was made.

    The former home is kept beside, with .before-restore- in its name.

    Parameters
    ----------
    backup
        A file that `videre backup` wrote.
    home
        Where the home is, or shall be; $VIDERE_HOME or ./videre-home when left out.
    keys
        The folder with the keys, and tombstones.json beside them; the home's own when left out.
    """
    done = restore(backup, find_home_root(home), keys, places_of)
    say(f"Restored store version {done.store_version} to {done.home.paths.root}.")
    say(f"{done.erased.n_persons} persons who had been erased since were erased again.")
    if done.former is not None:
        say(f"The former home is at {done.former}. Remove it when you have looked at this one.")
    return ExitCode.DONE
