"""RFC 6962, section 2.1, as it is written there: slow, and with nothing kept between calls."""

from collections.abc import Sequence
from hashlib import sha256


def root(leaves: Sequence[bytes]) -> bytes:
    """Return MTH(D[n]) of leaves given as what they hold."""
    n = len(leaves)
    if n == 0:
        return sha256(b"").digest()
    if n == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = max(2**i for i in range(n.bit_length()) if 2**i < n)
    return sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:])).digest()
