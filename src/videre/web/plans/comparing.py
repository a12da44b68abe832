"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

WORD = re.compile(r"\s+|\S+")


class Piece(NamedTuple):
    """A run of words. kind: same, gone or new."""

    kind: str
    words: str


def compare(before: str, after: str) -> list[Piece]:
    """Return the pieces of two texts in order: put together, same and gone are the one, same and new the other."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces = []
    for kind, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        pieces += [Piece("gone", "".join(old[i:j]))] * (j > i) + [Piece("new", "".join(new[m:n]))] * (n > m)
    return pieces
