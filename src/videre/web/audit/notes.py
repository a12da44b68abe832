"""Signed notes: the checkpoints of the log, and the statements that lines were taken out by right.

A note is text, an empty line and a signature, in the form of C2SP signed-note with Ed25519 (RFC 8032); a checkpoint is
in the form of C2SP tlog-checkpoint, so that others' programs (witnesses of transparency logs) can read and keep it.
"""

import base64
import binascii
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from videre.domain.refusals import Refused

ED25519 = b"\x01"  # the algorithm's number in a signed note
KEY_ID_BYTES = 4
SIGNATURE_MARK = "— "


class NotSigned(Refused):
    """A note does not bear the log's signature, or is not one at all."""


class Signer:
    """Signs notes with a home's key.

    name: whose log it is, e.g. `videre/165`; stands in every note, so that one home's cannot pass for another's.
    """

    def __init__(self, name: str, seed: bytes) -> None:
        self.name = name
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.reader = NoteReader(name, self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """Return a note: the text, which ends a line, with its signature."""
        if not text.endswith("\n") or "\n\n" in text:
            raise ValueError("A note is lines of text, none of them empty.")
        signature = base64.b64encode(self.reader.key_id + self._key.sign(text.encode())).decode()
        return f"{text}\n{SIGNATURE_MARK}{self.name} {signature}\n"


class NoteReader:
    """Checks notes with the public half of a home's key: what another party needs."""

    def __init__(self, name: str, public_key: bytes) -> None:
        self.name = name
        self._public_key = public_key
        self._key = Ed25519PublicKey.from_public_bytes(public_key)
        self.key_id = sha256(f"{name}\n".encode() + ED25519 + public_key).digest()[:KEY_ID_BYTES]

    @classmethod
    def told(cls, line: str) -> "NoteReader":
        """Return the reader that a line of `verifier_line` tells of; raises NotSigned."""
        try:
            name, key_id, key = line.strip().split("+", 2)
            raw = base64.b64decode(key, validate=True)
            reader = cls(name, raw[1:])
        except (ValueError, binascii.Error):
            raise NotSigned("This is not the public key of a log.") from None
        if raw[:1] != ED25519 or key_id != reader.key_id.hex():
            raise NotSigned("This is not the public key of a log.")
        return reader

    def verifier_line(self) -> str:
        """Return the public key as one line, to be given to the other party by another way."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self._public_key).decode()}"

    def read(self, note: str) -> str:
        """Return the text of a note that bears the signature; raises NotSigned."""
        text, _, signed = note.rpartition("\n\n")
        text += "\n"
        try:
            mark, name, encoded = signed.removesuffix("\n").split(" ")
            raw = base64.b64decode(encoded, validate=True)
            is_ours = mark + " " == SIGNATURE_MARK and name == self.name and raw[:KEY_ID_BYTES] == self.key_id
            if not is_ours or base64.b64encode(raw).decode() != encoded:
                raise NotSigned("The note is signed by another.")
            self._key.verify(raw[KEY_ID_BYTES:], text.encode())
        except (ValueError, InvalidSignature):
            raise NotSigned("The note does not bear the log's signature.") from None
        return text


class Checkpoint(NamedTuple):
    """How far the log had come: size leaves with this root, sealed at an instant, up to a line.

    numbers: the SHA-256 of the numbers of the batch's lines, so that no line can be given another place, or be said to
        be among those that were taken out.
    """

    origin: str
    size: int
    root: bytes
    at: datetime
    last_entry: int
    numbers: bytes

    def text(self) -> str:
        """Return the text that is signed."""
        root, numbers = base64.b64encode(self.root).decode(), base64.b64encode(self.numbers).decode()
        sealed = f"at {written(self.at)}\nlast {self.last_entry}\nnumbers {numbers}"
        return f"{self.origin}\n{self.size}\n{root}\n{sealed}\n"

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """Return the checkpoint of a text; raises NotSigned for another text."""
        try:
            origin, size, root, at, last, numbers = text.removesuffix("\n").split("\n")
            read = cls(
                origin,
                int(size),
                base64.b64decode(root, validate=True),
                datetime.fromisoformat(at.removeprefix("at ")),
                int(last.removeprefix("last ")),
                base64.b64decode(numbers.removeprefix("numbers "), validate=True),
            )
        except (ValueError, binascii.Error):
            read = None
        if read is None or read.text() != text:
            raise NotSigned("This is not a checkpoint.")
        return read


class Statement(NamedTuple):
    """That lines from one to another were taken out, when, and why: `age` or `erasure`."""

    origin: str
    first_entry: int
    last_entry: int
    at: datetime
    why: str

    def text(self) -> str:
        """Return the text that is signed; its second line tells it from a checkpoint."""
        return f"{self.origin}\ntaken out {self.first_entry} {self.last_entry}\nat {written(self.at)}\nwhy {self.why}\n"

    @classmethod
    def read(cls, text: str) -> "Statement":
        """Return the statement of a text; raises NotSigned for another text."""
        try:
            origin, lines, at, why = text.removesuffix("\n").split("\n")
            first, last = lines.removeprefix("taken out ").split(" ")
            instant = datetime.fromisoformat(at.removeprefix("at "))
            read = cls(origin, int(first), int(last), instant, why.removeprefix("why "))
        except ValueError:
            read = None
        if read is None or read.text() != text:
            raise NotSigned("This is not a statement that lines were taken out.")
        return read


def written(at: datetime) -> str:
    """Return an instant in the one form that notes have, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
