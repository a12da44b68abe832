"""`videre backup`: the home in one file, without its keys."""

from pathlib import Path

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import progress_bar, say
from videre.home.home import find_home_root, get_home, today
from videre.pipeline.backing_up import back_up


def run(out: Path | None = None, *, home: Path | None = None) -> int:
    """Back the home up into one file, without keys and without the list of the erased.

    Parameters
    ----------
    out
        The file to write, or the folder to write it to; videre-backup-DAY.tar.gz in the current folder when left out.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    """
    opened = get_home(find_home_root(home))
    name = f"videre-backup-{today(opened).isoformat()}.tar.gz"
    path = Path(name) if out is None else out / name if out.is_dir() else out
    with progress_bar("Backing up") as progress:
        done = back_up(opened, path, progress)
    say(f"Backed up {done.n_files} files of store version {done.store_version} to {path}, {done.n_bytes / 1e6:.1f} MB.")
    say(f"Keep apart from it: {opened.paths.keys} and {opened.paths.tombstones}. Without them it cannot be restored.")
    if opened.settings.database_url is not None:
        say("The casework database is not in it: back it up with pg_dump (docs/how-to/back-up-and-restore.md).")
    return ExitCode.DONE
