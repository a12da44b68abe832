"""Killed at any instant, on a full disk, two at once, read meanwhile: the home is exactly as before or as after.

Two homes are the same when the logical content of store and ledger is (`tests.homes.content_hash`): every row that a
version named by the ledger has, and every line of the ledger; and when the same files are kept of deliveries.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.homes import ALICE, BOB, CHARLIE, content_hash, new_home, write_csv
from tests.pipeline.conftest import Ask

from videre.home.home import Home, get_home
from videre.pipeline.importing import import_delivery
from videre.store.deliveries import Ledger
from videre.store.tables import scan_rows

JUNE, JULY = date(2014, 6, 30), date(2014, 7, 31)
N_INSTANTS = 40
N_INSTANTS_AT_NIGHT = 1000
N_ROWS_AT_NIGHT = 100_000


def benefits(folder: Path, name: str, *cprs: str) -> Path:
    """Write a file of benefits, with a row that cannot be used."""
    return write_csv(folder / name, [{"cpr": cpr, "benefit": "kontanthjaelp", "start": "2014-01-01"} for cpr in cprs])


def institutions(folder: Path, name: str, *names: str) -> Path:
    """Write a snapshot of schools, each with a number by its name."""
    return write_csv(folder / name, [{"institution": 100000 + ord(name), "name": name} for name in names])


class Case:
    """A home before a delivery and the same home after it, undisturbed."""

    def __init__(self, folder: Path, register: str, first: Path, second: Path) -> None:
        self.register, self.file = register, second
        self.before = new_home(folder / "before")
        import_delivery(self.before, register, first, reported=JUNE)
        self.after = self.copy(folder / "after")
        import_delivery(self.after, register, second, reported=JULY)
        self.hash_before, self.hash_after = content_hash(self.before), content_hash(self.after)
        self.kept_after = files_kept(self.after)

    def copy(self, to: Path) -> Home:
        """Return a copy of the home before the delivery."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.before.paths.root, to)
        return get_home(to)

    def check(self, home: Home) -> bool:
        """Check a home whose import was killed, import again, and return whether the delivery had stood."""
        found = content_hash(home)
        assert found in (self.hash_before, self.hash_after)
        import_delivery(home, self.register, self.file, reported=JULY)
        assert content_hash(home) == self.hash_after
        assert files_kept(home) == self.kept_after
        assert n_data_files(home) == n_data_files(self.after), "nothing is left on the disk that nobody names"
        return found == self.hash_after


ONE_NOW = [pytest.param("increment"), pytest.param("snapshot", marks=pytest.mark.long)]
OTHER_NOW = [pytest.param("increment", marks=pytest.mark.long), pytest.param("snapshot")]


@pytest.fixture
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    """Give a delivery of an increment, or of a snapshot that takes rows back."""
    if request.param == "increment":
        first, second = benefits(tmp_path, "1.csv", ALICE), benefits(tmp_path, "2.csv", ALICE, BOB, CHARLIE, "x")
        return Case(tmp_path, "benefits", first, second)
    first, second = institutions(tmp_path, "1.csv", "A", "B"), institutions(tmp_path, "2.csv", "A", "C")
    return Case(tmp_path, "institutions", first, second)


@pytest.mark.parametrize("case", ONE_NOW, indirect=True)
def test_killed_at_every_boundary_the_home_is_as_before_or_as_after(killer: Ask, case: Case, tmp_path: Path) -> None:
    undisturbed = case.copy(tmp_path / "undisturbed")
    n_boundaries = killer(undisturbed, case.register, case.file, boundary=0)["n_boundaries"]
    assert n_boundaries > 30
    assert content_hash(undisturbed) == case.hash_after, "counting disturbs nothing"
    stood = []
    for boundary in range(1, n_boundaries + 1):
        home = case.copy(tmp_path / "killed")
        assert killer(home, case.register, case.file, boundary=boundary)["is_killed"]
        stood.append(case.check(home))
    assert stood == sorted(stood), "there is one commit point: killed before it nothing stands, after it all"
    assert {True, False} == set(stood)


def kill_at_random_instants(killer: Ask, case: Case, folder: Path, n_instants: int) -> None:
    """Kill imports at instants spread over the time that one takes, and check each."""
    takes = killer(case.copy(folder / "undisturbed"), case.register, case.file)["seconds"]
    n_killed = 0
    for part in np.random.default_rng(7).uniform(0, 1, n_instants).tolist():
        home = case.copy(folder / "killed")
        ended = killer(home, case.register, case.file, seconds=part * takes)
        n_killed += ended["is_killed"]
        case.check(home)
        if not ended["is_killed"]:  # the machine has become faster: other tests have ended
            takes = min(takes, ended["seconds"])
    assert n_killed > n_instants / 4


@pytest.mark.parametrize("case", OTHER_NOW, indirect=True)
def test_killed_at_random_instants_the_home_is_as_before_or_as_after(killer: Ask, case: Case, tmp_path: Path) -> None:
    kill_at_random_instants(killer, case, tmp_path, N_INSTANTS)


@pytest.mark.long
def test_a_large_import_killed_at_a_thousand_instants_is_as_before_or_as_after(killer: Ask, tmp_path: Path) -> None:
    cprs = [
        f"{day:02d}{month:02d}{year:02d}{number:04d}"
        for day in range(61, 89)
        for month in range(1, 13)
        for year in (95, 96)
        for number in range(1000, 1150)
    ]
    second = benefits(tmp_path, "2.csv", *cprs[:N_ROWS_AT_NIGHT], "x")
    case = Case(tmp_path, "benefits", benefits(tmp_path, "1.csv", *cprs[:100]), second)
    kill_at_random_instants(killer, case, tmp_path, N_INSTANTS_AT_NIGHT)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of its own of 1 MB; only the system's administrator may make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk can be mounted by root only; the limit of a file's size is tested beside")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("case", ["increment"], indirect=True)
def test_on_a_full_disk_nothing_is_half_written_and_room_mends_it(killer: Ask, case: Case, small_disk: Path) -> None:
    ballast, stood = small_disk / "ballast", []
    for free_kilobytes in (0, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192):
        home = case.copy(small_disk / "home")
        ballast.write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - free_kilobytes * 1024)))
        ended = killer(home, case.register, case.file)
        assert not ended["is_killed"]
        assert ended["refused"] is None or ended["refused"].startswith("DiskFull: There is no room left")
        assert content_hash(home) == (case.hash_before if ended["refused"] else case.hash_after), "reading works too"
        ballast.unlink()
        stood.append(case.check(home))
    assert {True, False} == set(stood)


@pytest.mark.parametrize("case", ["increment"], indirect=True)
def test_a_file_that_cannot_grow_leaves_the_home_as_it_was(killer: Ask, case: Case, tmp_path: Path) -> None:
    stood = []
    for most_bytes in (0, 64, 256, 1024, 4096, 8192, 32768, 65536, 1048576):
        home = case.copy(tmp_path / "killed")
        ended = killer(home, case.register, case.file, most_bytes=most_bytes)
        assert not ended["is_killed"]
        assert ended["refused"] is None or ended["refused"].startswith("DiskFull: There is no room left")
        stood.append(case.check(home))
    assert {True, False} == set(stood)


@pytest.mark.parametrize("case", ["increment"], indirect=True)
def test_of_two_imports_at_once_one_is_refused_plainly_and_nothing_is_mixed(case: Case) -> None:
    command = [sys.executable, "-c", "from videre.cli.app import main; main()", "import", case.register, str(case.file)]
    command += ["--reported", "2014-07-31", "--home", str(case.before.paths.root)]
    at_once = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _number in range(2)
    ]
    said = [process.communicate()[1] for process in at_once]
    codes = [process.returncode for process in at_once]
    assert content_hash(case.before) == case.hash_after
    for code, words in zip(codes, said, strict=True):
        assert code in (0, 1, 3)
        assert code != 1 or "Another process is writing" in words


def test_what_is_read_during_imports_is_always_some_delivery_whole(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    register = [f"6{day}0195{number}" for day in range(1, 9) for number in range(1000, 1004)]
    import_delivery(home, "benefits", benefits(tmp_path, "0.csv", register[0]), reported=JUNE)
    files = [benefits(tmp_path, f"{n}.csv", *register[: n + 1]) for n in range(1, 12)]
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from videre.home.home import get_home; from videre.pipeline.importing import import_delivery\n"
        "home = get_home(Path(sys.argv[1]))\n"
        "for file in sys.argv[2:]: import_delivery(home, 'benefits', Path(file), reported=date(2014, 6, 30))\n"
    )
    seen = set()
    with subprocess.Popen([sys.executable, "-c", script, str(home.paths.root), *map(str, files)]) as writer:
        while writer.poll() is None:
            ledger = Ledger(home.paths.ledger).pinned()
            n_rows, again = (scan_rows(home.paths, ledger, "benefits").collect().height for _time in range(2))
            assert n_rows == again == ledger.store_version(), "each delivery here brings one row more"
            seen.add(n_rows)
    assert writer.returncode == 0
    assert len(seen) > 2


def files_kept(home: Home) -> dict[str, bytes]:
    """Return every file that is kept of deliveries, by its path."""
    folder = home.paths.deliveries
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def n_data_files(home: Home) -> dict[str, int]:
    """Return how many Parquet files each table has on the disk."""
    folders = sorted(path for path in home.paths.store.iterdir() if path.is_dir())
    return {folder.name: len(list(folder.glob("*.parquet"))) for folder in folders}
