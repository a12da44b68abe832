"""Numbers and protected addresses: found by a keyed hash, read with a key that lies in the home and in no backup."""

from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from videre.home.home import Home
from videre.store.pseudonyms import pseudonym

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
FORM: Final = b"\x01"  # the way of encrypting, so that another can follow


class Secrets:
    """The two keys of casework, both derived from the home's `casework.key` (RFC 5869)."""

    def __init__(self, key: bytes) -> None:
        self.blind_key = derived(key, b"blind index")
        self._cipher = AESGCM(derived(key, b"encryption"))

    def blind(self, digits: str) -> int:
        """Return the blind index of a CPR number, ten digits: a keyed BLAKE2b hash of 63 bits (RFC 7693)."""
        return pseudonym(digits, self.blind_key, "cpr")

    def encrypt(self, text: str, nonce: bytes, belongs_to: str) -> bytes:
        """Return a text encrypted (AES-256-GCM), with the way and the nonce in front.

        Args:
            text: what is secret.
            nonce: twelve random bytes, used once.
            belongs_to: which kind of field it is; what was encrypted for one field cannot be read as another.
        """
        return FORM + nonce + self._cipher.encrypt(nonce, text.encode(), belongs_to.encode())

    def decrypt(self, kept: bytes | memoryview, belongs_to: str) -> str:
        """Return the text; raises InvalidTag when key, field or content is not the right one."""
        kept = bytes(kept)
        nonce, content = kept[1 : 1 + NONCE_BYTES], kept[1 + NONCE_BYTES :]
        return self._cipher.decrypt(nonce, content, belongs_to.encode()).decode()


def derived(key: bytes, what: bytes) -> bytes:
    """Return a key for one use, derived from the home's."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"videre casework " + what).derive(key)


def secrets_of(home: Home) -> Secrets:
    """Return the secrets of a home."""
    return Secrets(home.key("casework"))
