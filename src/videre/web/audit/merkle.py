"""A Merkle tree over lines, hashed as RFC 6962 (Certificate Transparency), section 2.1, has it.

A leaf is hashed with a zero byte before it and a pair with a one byte, so that no leaf can pass for a pair. The root of
n leaves is the root of the largest full tree that is smaller than n, paired with the root of the rest.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

HASH_BYTES = 32
LEAF = b"\x00"
PAIR = b"\x01"
EMPTY = sha256(b"").digest()


class Peak(NamedTuple):
    """The root of a full tree over 2**height leaves."""

    height: int
    root: bytes


def hash_leaf(content: bytes) -> bytes:
    """Return the hash of one leaf, 32 bytes."""
    return sha256(LEAF + content).digest()


def hash_pair(left: bytes, right: bytes) -> bytes:
    """Return the hash of two trees side by side, 32 bytes."""
    return sha256(PAIR + left + right).digest()


class Tree:
    """A tree that grows: only the peaks of its full trees are kept, at most 64 of them.

    Assumes that leaves are added in their order and never taken away.
    """

    def __init__(self, peaks: Iterable[Peak] = ()) -> None:
        self.peaks = list(peaks)
        self.size = sum(1 << peak.height for peak in self.peaks)

    @classmethod
    def at_size(cls, size: int, roots: bytes) -> "Tree":
        """Return the tree of a size whose peaks have been kept as bytes, the largest first; raises ValueError."""
        heights = [height for height in reversed(range(size.bit_length())) if size >> height & 1]
        if len(roots) != HASH_BYTES * len(heights):
            raise ValueError("These are not the peaks of a tree of that size.")
        return cls(Peak(height, roots[32 * i : 32 * i + 32]) for i, height in enumerate(heights))

    def add(self, leaves: bytes) -> None:
        """Add leaves, given as their hashes one after the other.

        They are taken in the largest full trees that fit where the tree ends: a pair costs one hash and no walk.
        """
        n_leaves, rest = divmod(len(leaves), HASH_BYTES)
        if rest:
            raise ValueError("Hashes of leaves are 32 bytes each.")
        taken = 0
        while taken < n_leaves:
            height = (n_leaves - taken).bit_length() - 1
            if self.size:
                height = min(height, (self.size & -self.size).bit_length() - 1)
            end = taken + (1 << height)
            self.push(Peak(height, root_of_full(leaves[HASH_BYTES * taken : HASH_BYTES * end])))
            taken = end

    def push(self, peak: Peak) -> None:
        """Put a full tree at the end, and pair those of the same height."""
        self.size += 1 << peak.height
        while self.peaks and self.peaks[-1].height == peak.height:
            left = self.peaks.pop()
            peak = Peak(peak.height + 1, hash_pair(left.root, peak.root))
        self.peaks.append(peak)

    def root(self) -> bytes:
        """Return the root of all leaves so far; the hash of nothing when there are none."""
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1].root
        for peak in reversed(self.peaks[:-1]):
            root = hash_pair(peak.root, root)
        return root

    def kept(self) -> bytes:
        """Return the peaks as bytes, for `at_size`."""
        return b"".join(peak.root for peak in self.peaks)


def root_of_full(hashes: bytes) -> bytes:
    """Return the root of a full tree, given its leaves' hashes one after the other: a power of two of them."""
    while len(hashes) > HASH_BYTES:
        hashes = b"".join([sha256(PAIR + hashes[i : i + 64]).digest() for i in range(0, len(hashes), 64)])
    return hashes


def root_of(leaves: bytes) -> bytes:
    """Return the root of leaves, given as their hashes one after the other."""
    tree = Tree()
    tree.add(leaves)
    return tree.root()
