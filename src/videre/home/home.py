"""Opening and making a home."""

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from videre import __version__
from videre.domain.refusals import NeedsAttention, Refused
from videre.home.paths import HomePaths
from videre.home.room import refusing_a_full_disk
from videre.home.settings import Settings, read_settings

HOME_FORM = 4  # raised when the lay-out of a home changes; an older home is then upgraded by a named step
KEY_BYTES = 32
KEYS_SINCE = {"pseudonym": 1, "web": 1, "tombstone": 2, "log": 3, "casework": 4}  # the form that brought each
KEYS = tuple(KEYS_SINCE)


class NoHome(Refused):
    """There is no home where one was looked for."""


class HomeExists(Refused):
    """There is something already where a home was to be made."""


class HomeNotUsable(NeedsAttention):
    """The home was made by another form of the program, or its keys are open to others."""


class HomeIsBusy(Refused):
    """Another process is writing to the home."""


@dataclass(frozen=True)
class Home:
    """An opened home: its places and its settings."""

    paths: HomePaths
    settings: Settings

    def key(self, name: str) -> bytes:
        """Return a secret key of the home; refuses a key file that others may read."""
        return bytes.fromhex(read_private(self.paths.keys / f"{name}.key"))

    def secret(self, name: str) -> str:
        """Return a secret that somebody else gave the municipality; refuses a file that others may read, or none."""
        path = self.paths.keys / f"{name}.secret"
        if not path.exists():
            raise HomeNotUsable(f"{path} is not there. Write the secret to it, and run: chmod 600 {path}")
        return read_private(path)


def read_private(path: Path) -> str:
    """Return the text of a file that only its owner may read; raises HomeNotUsable for another."""
    if path.stat().st_mode & 0o077:
        raise HomeNotUsable(f"{path} may be read by others than its owner. Mend it with: chmod 600 {path}")
    return path.read_text("utf-8").strip()


def find_home_root(wanted: Path | None) -> Path:
    """Return where the home is: the argument, else $VIDERE_HOME, else ./videre-home."""
    return (wanted or Path(os.environ.get("VIDERE_HOME", "videre-home"))).absolute()


def get_home(root: Path) -> Home:
    """Return an opened home; raises NoHome or HomeNotUsable with what to do."""
    paths = HomePaths(root)
    if not paths.stamp.exists():
        raise NoHome(
            f"There is no Videre home at {root}. Make one with `videre init`, or see it all with `videre demo`."
        )
    home = Home(paths, read_settings(paths.settings))
    if read_form(paths) != HOME_FORM:
        upgrade(home)
    return home


def read_form(paths: HomePaths) -> int:
    """Return the form that a home's stamp says; raises HomeNotUsable when it says none."""
    try:
        return int(json.loads(paths.stamp.read_text("utf-8"))["form"])
    except (ValueError, KeyError, TypeError):
        raise HomeNotUsable(f"{paths.stamp} does not say which form the home has. Put it back from a backup.") from None


def upgrade(home: Home) -> None:
    """Bring a home of an earlier form to this program's, step by step; the stamp says after each how far it came.

    A step may be done again: a process that is killed between a step and its stamp does no harm.

    Raises:
        HomeNotUsable: the home is of a newer form, or of one that no step leads on from. HomeIsBusy.
    """
    form = read_form(home.paths)
    if form > HOME_FORM or any(each not in STEPS for each in range(form, HOME_FORM)):
        raise HomeNotUsable(
            f"The home at {home.paths.root} has form {form}; this program (videre {__version__}) reads form "
            f"{HOME_FORM} and upgrades from {min(STEPS)}. Use the program that wrote it, or restore an earlier "
            "backup with `videre restore`."
        )
    with writing(home):
        for each in range(read_form(home.paths), HOME_FORM):
            STEPS[each](home)
            write_stamp(home.paths, each + 1)


def add_tombstone_key(home: Home) -> None:
    """From form 1 to 2: a key for the tombstones of the erased."""
    path = home.paths.keys / "tombstone.key"
    if not path.exists():
        write_key(path)


def add_log_key(home: Home) -> None:
    """From form 2 to 3: a key with which the log of the site is sealed."""
    path = home.paths.keys / "log.key"
    if not path.exists():
        write_key(path)


def add_casework_key(home: Home) -> None:
    """From form 3 to 4: a key for the numbers and protected addresses of casework."""
    path = home.paths.keys / "casework.key"
    if not path.exists():
        write_key(path)


STEPS: dict[int, Callable[[Home], None]] = {  # from that form to the next
    1: add_tombstone_key,
    2: add_log_key,
    3: add_casework_key,
}


def write_stamp(paths: HomePaths, form: int) -> None:
    """Say in the stamp which form a home has, in one step."""
    unfinished = paths.stamp.with_suffix(".unfinished")
    unfinished.write_text(json.dumps({"form": form, "made_by": __version__}) + "\n", "utf-8")
    unfinished.replace(paths.stamp)


def make_home(root: Path, settings: Settings) -> Home:
    """Make a home from nothing and return it; raises HomeExists when the folder holds anything.

    Keys come from the operating system's source of randomness and can be read by the owner only.
    """
    paths = HomePaths(root)
    if root.exists() and any(root.iterdir()):
        raise HomeExists(f"{root} is not empty. Choose another folder with --home, or remove it first.")
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o700)
    for folder in (paths.keys, paths.deliveries, paths.store, paths.histories, paths.released, paths.reports):
        folder.mkdir(mode=0o700)
    paths.definitions.mkdir()
    for name in KEYS:
        write_key(paths.keys / f"{name}.key")
    values = settings.model_dump(mode="json", exclude_none=True)
    paths.settings.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), "utf-8")
    write_stamp(paths, HOME_FORM)
    return get_home(root)


def write_key(path: Path) -> None:
    """Write a new secret key that only its owner can read, whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(descriptor)
    unfinished.rename(path)


@contextmanager
def writing(home: Home) -> Iterator[None]:
    """Hold the writer's lock of a home; raises HomeIsBusy at once when another process has it.

    A disk that is full while it is held raises DiskFull.

    The operating system lets go of the lock when the process ends, however it ends, so a crash never leaves it behind.
    """
    with home.paths.lock.open("a") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise HomeIsBusy(
                f"Another process is writing to {home.paths.root}. Wait until it has finished, and try again."
            ) from None
        try:
            with refusing_a_full_disk():
                yield
        finally:
            flock(file, LOCK_UN)


def today(home: Home) -> date:
    """Return the day that counts as today: the settings' day, else the clock's day in Denmark.

    This file is the only place where the clock is read. Everything below takes the day as an argument.
    """
    if home.settings.today is not None:
        return home.settings.today
    return now().date()


def now() -> datetime:
    """Return the instant, in Denmark, for what must say when it happened. Read beside `today`, and nowhere else."""
    return datetime.now(ZoneInfo("Europe/Copenhagen"))  # noqa: TID251 - the one place
