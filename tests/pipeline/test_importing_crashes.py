"""Killed while importing: the home is as before, and the next import ends as if nothing had happened."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, BOB, CHARLIE, content_hash, new_home, write_csv

from videre.home.home import Home, HomeIsBusy, writing
from videre.pipeline.importing import import_delivery

JUNE, JULY = date(2014, 6, 30), date(2014, 7, 31)

# Runs an import in a process of its own that kills itself (SIGKILL: nothing is tidied up) where a function is called.
KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from videre.home.home import get_home
from videre.pipeline import importing

def die(*_args, **_more):
    os.kill(os.getpid(), signal.SIGKILL)

before, after = sys.argv[3], sys.argv[4]
if before:
    if before == "commit":
        importing.Ledger.commit = die
    else:
        setattr(importing, before, die)
else:
    real = getattr(importing, after)
    setattr(importing, after, lambda *args, **more: (real(*args, **more), die()))
importing.import_delivery(get_home(Path(sys.argv[1])), "benefits", Path(sys.argv[2]), reported=date(2014, 7, 31))
"""


def benefits(folder: Path, name: str, *cprs: str) -> Path:
    """Write a file of benefits."""
    rows = [{"cpr": cpr, "benefit": "kontanthjaelp", "start": "2014-01-01"} for cpr in cprs]
    return write_csv(folder / name, [*rows, {"cpr": "x", "benefit": "kontanthjaelp", "start": "2014-01-01"}])


def die_while_importing(home: Home, file: Path, *, before: str = "", after: str = "") -> None:
    """Import in another process that is killed before or after a function."""
    command = [sys.executable, "-c", KILLED, str(home.paths.root), str(file), before, after]
    ended = subprocess.run(command, check=False, capture_output=True)
    assert ended.returncode == -9, ended.stderr.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("keep_delivery", ""),
        ("", "keep_delivery"),
        ("append_rows", ""),
        ("", "append_rows"),
        ("commit", ""),
    ],
)
@pytest.mark.parametrize("has_delivered_before", [False, True])
def test_killed_before_the_commit_the_home_is_as_before_and_the_rerun_as_undisturbed(
    tmp_path: Path, before: str, after: str, has_delivered_before: bool
) -> None:
    first, second = benefits(tmp_path, "first.csv", ALICE), benefits(tmp_path, "second.csv", ALICE, BOB)
    undisturbed, killed = new_home(tmp_path / "undisturbed"), new_home(tmp_path / "killed")
    if has_delivered_before:
        for home in (undisturbed, killed):
            import_delivery(home, "benefits", first, reported=JUNE)
    as_before = content_hash(killed)
    die_while_importing(killed, second, before=before, after=after)
    assert content_hash(killed) == as_before
    for home in (undisturbed, killed):
        import_delivery(home, "benefits", second, reported=JULY)
    assert content_hash(killed) == content_hash(undisturbed)
    assert files_kept(killed) == files_kept(undisturbed)


def test_another_delivery_after_a_crash_takes_the_place_of_the_lost_one(tmp_path: Path) -> None:
    undisturbed, killed = new_home(tmp_path / "undisturbed"), new_home(tmp_path / "killed")
    lost, other = benefits(tmp_path, "lost.csv", ALICE, BOB), benefits(tmp_path, "other.csv", CHARLIE)
    die_while_importing(killed, lost, after="append_rows")
    for home in (undisturbed, killed):
        import_delivery(home, "benefits", other, reported=JULY)
    assert content_hash(killed) == content_hash(undisturbed)
    assert files_kept(killed) == files_kept(undisturbed)


def test_killed_after_the_commit_the_delivery_stands(tmp_path: Path) -> None:
    file = benefits(tmp_path, "first.csv", ALICE)
    undisturbed, killed = new_home(tmp_path / "undisturbed"), new_home(tmp_path / "killed")
    die_while_importing(killed, file, after="keep")
    import_delivery(undisturbed, "benefits", file, reported=JULY)
    assert content_hash(killed) == content_hash(undisturbed)


def test_two_imports_at_once_are_refused_rather_than_mixed(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    with writing(home), pytest.raises(HomeIsBusy):
        import_delivery(home, "benefits", benefits(tmp_path, "a.csv", ALICE), reported=JUNE)
    assert import_delivery(home, "benefits", tmp_path / "a.csv", reported=JUNE).accepted == 1


def files_kept(home: Home) -> dict[str, bytes]:
    """Return every file that is kept of deliveries, by its path."""
    folder = home.paths.deliveries
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
