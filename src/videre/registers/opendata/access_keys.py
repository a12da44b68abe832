"""The key that a source wants: from the environment, or a file in the home that only its owner can read."""

import re
from collections.abc import Mapping

from videre.definitions.opendata import SourceName
from videre.domain.refusals import NeedsAttention, Refused
from videre.home.home import HomeNotUsable
from videre.home.paths import HomePaths

WANTS_KEY: tuple[SourceName, ...] = ("uddannelsesstatistik", "jobindsats")
PRINTABLE = re.compile(r"[!-~]{8,512}")  # one word of ASCII: nothing that could end a header and begin another


class NoAccessKey(Refused):
    """The source wants a key, and there is none."""


class NotAnAccessKey(NeedsAttention):
    """What stands where the key should stand cannot be one."""


class AccessKey:
    """A key to a source. It shows itself to nobody but the one who sends it."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def for_header(self) -> bytes:
        """Return the key as it is sent."""
        return self._words.encode("ascii")

    def is_in(self, words: str) -> bool:
        """Return whether somebody's words repeat the key."""
        return self._words in words

    def __repr__(self) -> str:
        """Return no more than that it is a key."""
        return "AccessKey(hidden)"

    def __reduce__(self) -> str:
        """Refuse to be written anywhere."""
        raise TypeError("an access key is not written anywhere")


def find_access_key(paths: HomePaths, source: SourceName, environment: Mapping[str, str]) -> AccessKey | None:
    """Return the key to a source; None where the source wants none.

    Raises:
        NoAccessKey: it wants one, and neither the environment nor the home has it.
        HomeNotUsable: others may read the file.
        NotAnAccessKey: what stands there is no key.
    """
    if source not in WANTS_KEY:
        return None
    variable, path = f"VIDERE_{source.upper()}_KEY", paths.keys / f"{source}.key"
    words = environment.get(variable, "").strip()
    where = f"The environment variable {variable}"
    if not words:
        if not path.exists():
            raise NoAccessKey(
                f"{source} wants a key. Put it in the environment variable {variable}, or in {path} with: chmod 600. "
                "docs/how-to/fetch-open-data.md says how to get one."
            )
        if path.stat().st_mode & 0o077:
            raise HomeNotUsable(f"{path} may be read by others than its owner. Mend it with: chmod 600 {path}")
        words, where = path.read_text("utf-8", errors="replace").strip(), str(path)
    if not PRINTABLE.fullmatch(words):
        raise NotAnAccessKey(f"{where} holds no key: one word of 8 to 512 letters, digits and signs, without spaces.")
    return AccessKey(words)
