"""A backup brings back everything but the keys, and nobody who has been erased since; else the home is as it was."""

import shutil
import tarfile
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, content_hash, deliver, new_home
from tests.pipeline.test_erasing import OTHER, Casework, deliver_everything, found_in
from tests.pipeline.test_importing_privacy import NAME

from videre.cli.exit_codes import ExitCode
from videre.cli.refusals import refusal_of
from videre.home.home import Home, HomeIsBusy, get_home, writing
from videre.pipeline.backing_up import BackupExists, back_up
from videre.pipeline.erasing import erase
from videre.pipeline.restoring import BackupUnusable, KeysMissing, TombstonesMissing, restore
from videre.store.deliveries import Ledger
from videre.store.tombstones import Tombstones


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Give a home to which everything was delivered, to be copied."""
    home = new_home(tmp_path_factory.mktemp("delivered") / "home")
    deliver_everything(home)
    return home


@pytest.fixture
def home(delivered: Home, tmp_path: Path) -> Home:
    shutil.copytree(delivered.paths.root, tmp_path / "home")
    return get_home(tmp_path / "home")


def kept(home: Home) -> dict[str, bytes]:
    """Return every file of a home that is kept of deliveries, settings and definitions."""
    folders = (home.paths.deliveries, home.paths.definitions, home.paths.released)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(home.paths.root)): path.read_bytes() for path in [*files, home.paths.settings]}


def test_what_was_backed_up_is_restored_and_what_came_after_is_gone(home: Home, tmp_path: Path) -> None:
    before, files = content_hash(home), kept(home)
    back_up(home, tmp_path / "b.tar.gz")
    benefit = {"cpr": OTHER, "benefit": "kontanthjaelp", "start": "2015-01-01"}
    deliver(home, "benefits", [benefit], reported=date(2015, 1, 31))
    restored = restore(tmp_path / "b.tar.gz", home.paths.root)
    assert (content_hash(restored.home), kept(restored.home)) == (before, files)
    assert restored.former is not None
    assert content_hash(get_home(restored.former)) != before
    assert deliver(restored.home, "benefits", [benefit], reported=date(2015, 1, 31)).accepted == 1


def test_an_old_backup_does_not_bring_back_who_has_been_erased_since(home: Home, tmp_path: Path) -> None:
    back_up(home, tmp_path / "b.tar.gz")
    erase(home, [ALICE])
    casework = Casework()
    restored = restore(tmp_path / "b.tar.gz", home.paths.root, places=lambda _home: [casework])
    assert (restored.erased.n_persons, restored.erased.n_elsewhere) == (1, 1)
    assert found_in(restored.home, [ALICE], [NAME]) == []
    assert len(found_in(restored.home, [OTHER])) > 5
    assert Ledger(restored.home.paths.ledger).n_erased_since(0) == 1
    assert restored.former is not None
    assert found_in(get_home(restored.former), [ALICE], [NAME]) == []


def test_no_key_and_no_tombstone_is_in_a_backup(home: Home, tmp_path: Path) -> None:
    erase(home, [ALICE])
    back_up(home, tmp_path / "b.tar.gz")
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o077 == 0
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        contents = {entry.name: archive.extractfile(entry) for entry in archive}
        held = b"".join(file.read() for file in contents.values() if file is not None)
    assert not [name for name in contents if "key" in name or "tombstone" in name or "histories" in name]
    for name in ("pseudonym", "web", "tombstone"):
        key = (home.paths.keys / f"{name}.key").read_text().strip()
        assert key.encode() not in held
        assert bytes.fromhex(key) not in held


def test_a_bare_machine_needs_the_keys_and_the_list_of_the_erased(home: Home, tmp_path: Path) -> None:
    erase(home, [ALICE])
    back_up(home, tmp_path / "b.tar.gz")
    before, bare, keys = content_hash(home), tmp_path / "new" / "home", tmp_path / "keys"
    with pytest.raises(KeysMissing, match="--keys"):
        restore(tmp_path / "b.tar.gz", bare)
    shutil.copytree(home.paths.keys, keys)
    with pytest.raises(TombstonesMissing, match="erased persons would come back"):
        restore(tmp_path / "b.tar.gz", bare, keys)
    assert not bare.exists()
    shutil.copy(home.paths.tombstones, keys)
    restored = restore(tmp_path / "b.tar.gz", bare, keys)
    assert content_hash(restored.home) == before
    assert Tombstones(restored.home).is_erased_cpr(ALICE)
    assert restored.home.key("web") == home.key("web")


def test_with_the_keys_of_another_home_nothing_is_restored(home: Home, tmp_path: Path) -> None:
    back_up(home, tmp_path / "b.tar.gz")
    other = new_home(tmp_path / "other", pseudonym_key="33" * 32)
    with pytest.raises(KeysMissing, match="not those"):
        restore(tmp_path / "b.tar.gz", home.paths.root, other.paths.keys)
    assert content_hash(get_home(home.paths.root)) == content_hash(home)


def damaged(content: bytes) -> dict[str, bytes]:
    """Return what may be wrong with a backup."""
    middle = len(content) // 2
    return {
        "cut off": content[:middle],
        "a bit turned": content[:middle] + bytes([content[middle] ^ 0x10]) + content[middle + 1 :],
        "empty": b"",
        "no backup": b"cpr;benefit\n",
    }


def test_a_damaged_backup_is_refused_and_the_home_stays_as_it_is(home: Home, tmp_path: Path) -> None:
    before = content_hash(home)
    back_up(home, tmp_path / "b.tar.gz")
    for what, content in damaged((tmp_path / "b.tar.gz").read_bytes()).items():
        file = tmp_path / "damaged.tar.gz"
        file.write_bytes(content)
        with pytest.raises(BackupUnusable) as refused:
            restore(file, home.paths.root)
        refusal = refusal_of(refused.value)
        assert refusal is not None, what
        assert refusal[0] is ExitCode.REFUSED
        assert content_hash(get_home(home.paths.root)) == before
        assert [path.name for path in tmp_path.iterdir() if "restor" in path.name] == []


def test_a_backup_that_holds_more_than_its_list_is_refused(home: Home, tmp_path: Path) -> None:
    back_up(home, tmp_path / "b.tar.gz")
    with tarfile.open(tmp_path / "b.tar.gz") as archive, tarfile.open(tmp_path / "c.tar.gz", "w:gz") as changed:
        for entry in archive:
            changed.addfile(entry, archive.extractfile(entry))
        changed.add(home.paths.settings, "../settings.yaml")
    with pytest.raises(BackupUnusable, match="does not name"):
        restore(tmp_path / "c.tar.gz", home.paths.root)


def test_a_backup_is_taken_between_two_writers_and_never_over_another(home: Home, tmp_path: Path) -> None:
    with writing(home), pytest.raises(HomeIsBusy):
        back_up(home, tmp_path / "b.tar.gz")
    assert not list(tmp_path.glob("b.tar.gz*"))
    back_up(home, tmp_path / "b.tar.gz")
    with pytest.raises(BackupExists):
        back_up(home, tmp_path / "b.tar.gz")
    with writing(home), pytest.raises(HomeIsBusy):
        restore(tmp_path / "b.tar.gz", home.paths.root)
