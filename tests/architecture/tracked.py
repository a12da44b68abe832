"""The files of the repository, and the sources of the package."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "videre"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return the files that git tracks and that are there; without a repository (a source archive), all but hidden."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
        paths = [ROOT / name for name in listed.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not any(part[0] == "." for part in path.relative_to(ROOT).parts)]
    return tuple(path for path in sorted(paths) if path.is_file())


@cache
def tracked_texts() -> dict[str, str]:
    """Return the text of every tracked file that is text, by its path from the root."""
    texts = {}
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            texts[path.relative_to(ROOT).as_posix()] = data.decode("utf-8", "replace")
    return texts


@cache
def sources(room: str = "") -> tuple[Path, ...]:
    """Return the Python files of a room, or of the whole package."""
    return tuple(sorted((PACKAGE / room).rglob("*.py")))
