"""Reading a PNG picture as its points, with the standard library alone (W3C, PNG, section 9)."""

import struct
import zlib
from collections.abc import Iterator

N_CHANNELS = 4  # red, green, blue, and how much shines through


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and content of each part of a PNG file."""
    at = 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length


def points(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each point of a picture with eight bits a channel: red, green, blue, and how opaque it is."""
    parts = list(chunks(content))
    width, height, depth, kind = struct.unpack(">IIBB", dict(parts)[b"IHDR"][:10])
    assert (depth, kind) == (8, 6)
    raw = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    stride = width * N_CHANNELS
    above = bytes(stride)
    for row in range(height):
        begin = row * (stride + 1)
        line = bytearray(raw[begin + 1 : begin + 1 + stride])
        for place in range(stride):
            left = line[place - N_CHANNELS] if place >= N_CHANNELS else 0
            corner = above[place - N_CHANNELS] if place >= N_CHANNELS else 0
            line[place] = (line[place] + guess(raw[begin], left, above[place], corner)) % 256
        yield from zip(*[iter(line)] * N_CHANNELS, strict=True)
        above = bytes(line)


def guess(filter_type: int, left: int, up: int, corner: int) -> int:
    """Return what a filter takes a byte to be, from its neighbours."""
    if filter_type == 4:
        nearest = left + up - corner
        return min((left, up, corner), key=lambda each: abs(nearest - each))
    return (0, left, up, (left + up) // 2)[filter_type]
