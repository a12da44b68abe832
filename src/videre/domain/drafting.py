"""Two people write in the same place: nobody's words are lost, and nothing is overwritten unseen.

Whoever saves says which revision they had before them. When somebody else has written in the meantime, both texts are
shown and the writer chooses. Every text that was ever sent stands in the history, chosen or not.
"""

from enum import Enum
from typing import NamedTuple


class Saving(Enum):
    """What became of words that were sent."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    CLASH = "clash"


class Sent(NamedTuple):
    """Words as somebody sent them.

    number: counts from 1 in the order in which they came. seen: the revision that the writer had before them (0: none).
    revision: the one that these words became; 0 where a clash set them aside, to wait for a choice, and in
    the note that somebody let the other's words stand.
    """

    number: int
    by: str
    seen: int
    words: str
    revision: int


class Place(NamedTuple):
    """One place to write in: all that was ever sent, in order. The newest revision is what stands there."""

    history: tuple[Sent, ...] = ()

    @property
    def revision(self) -> int:
        """The newest revision, 0 for a place in which nothing has been written."""
        return max((sent.revision for sent in self.history), default=0)

    @property
    def words(self) -> str:
        """What stands there."""
        standing = self.revision
        return next((sent.words for sent in self.history if sent.revision == standing and standing), "")

    def find_waiting(self, by: str) -> Sent | None:
        """Return the newest words of somebody that a clash set aside and that they have not chosen about, or None."""
        own = [sent for sent in self.history if sent.by == by]
        return own[-1] if own and not own[-1].revision and not self.is_left(own[-1]) else None

    def is_left(self, sent: Sent) -> bool:
        """Return whether something sent is the note that the other's words, which had been seen, were let stand."""
        return not sent.revision and sent.seen == Place(self.history[: sent.number - 1]).revision


def save(place: Place, words: str, *, seen: int, by: str) -> tuple[Place, Saving]:
    """Return the place after words were sent, and what became of them.

    Args:
        place: as it is now. words: the whole text as the writer wants it.
        seen: the revision before the writer's eyes when they sent; after a clash, that of the text shown beside theirs.
        by: who writes.

    Returns:
        SAVED: the words stand there. UNCHANGED: they stood there already, and nothing is kept twice. CLASH: somebody
        has written since `seen`; the words are kept in the history, and what stands there is untouched.
    """
    if words == place.words and (place.revision or not words):
        return place, Saving.UNCHANGED
    is_seen = seen == place.revision
    sent = Sent(len(place.history) + 1, by, seen, words, place.revision + 1 if is_seen else 0)
    return Place((*place.history, sent)), Saving.SAVED if is_seen else Saving.CLASH


def leave(place: Place, *, by: str) -> Place:
    """Return the place after somebody let the other's words stand, having seen them: nothing of theirs waits then."""
    return Place((*place.history, Sent(len(place.history) + 1, by, place.revision, place.words, 0)))


def both(theirs: str, mine: str) -> str:
    """Return two texts under each other, for whoever wants to keep both."""
    return "\n\n".join(text for text in (theirs.strip(), mine.strip()) if text)
