"""Opening an assertion that is encrypted to this site (XML Encryption 1.1, as OIOSAML 3.0.3 narrows it).

Only what proves that nobody has changed it is opened: AES-GCM under RSA-OAEP. AES-CBC is refused, since a site that
answers whether the padding was right tells the text away (Jager and Somorovsky 2011). The signature is checked after.
"""

import base64
import binascii
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm
from django.utils.translation import gettext as _
from lxml import etree

from videre.domain.refusals import Refused
from videre.web.accounts.hardened_xml import read_xml

XENC: Final = "{http://www.w3.org/2001/04/xmlenc#}"
XENC11: Final = "{http://www.w3.org/2009/xmlenc11#}"
DSIG: Final = "{http://www.w3.org/2000/09/xmldsig#}"
BYTES_OF_KEY: Final = {
    "http://www.w3.org/2009/xmlenc11#aes128-gcm": 16,
    "http://www.w3.org/2009/xmlenc11#aes256-gcm": 32,
}
DIGESTS: Final[dict[str, type[HashAlgorithm]]] = {
    "http://www.w3.org/2000/09/xmldsig#sha1": SHA1,  # OAEP needs no collision resistance (RFC 8017, B.1)
    "http://www.w3.org/2001/04/xmlenc#sha256": SHA256,
}
MASKS: Final[dict[str, type[HashAlgorithm]]] = {
    "http://www.w3.org/2009/xmlenc11#mgf1sha1": SHA1,
    "http://www.w3.org/2009/xmlenc11#mgf1sha256": SHA256,
}
OAEP: Final = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"
OAEP11: Final = "http://www.w3.org/2009/xmlenc11#rsa-oaep"
NONCE_BYTES: Final = 12


class NotOpened(Refused):
    """An assertion is not encrypted to this site, or not in a way that is opened here."""


def open_sealed(sealed: etree._Element, key: RSAPrivateKey) -> etree._Element:
    """Return the element inside an EncryptedAssertion; raises NotOpened, with one sentence whatever is wrong."""
    try:
        data = only(sealed, f"{XENC}EncryptedData")
        wrapped = only(sealed, f".//{XENC}EncryptedKey")
        length = BYTES_OF_KEY[algorithm_of(data)]
        secret = key.decrypt(value_of(wrapped), padding_of(only(wrapped, f"{XENC}EncryptionMethod")))
        value = value_of(data)
        cipher = AESGCM(secret) if len(secret) == length else None
        opened = cipher.decrypt(value[:NONCE_BYTES], value[NONCE_BYTES:], None) if cipher else b""
        return read_xml(opened)
    except (KeyError, ValueError, InvalidTag, binascii.Error, Refused):
        raise NotOpened(_("The assertion can not be opened with this site's key.")) from None


def padding_of(method: etree._Element) -> padding.OAEP:
    """Return the padding that a method names; raises KeyError or ValueError for another than OAEP."""
    algorithm = method.get("Algorithm")
    digest = method.find(f"{DSIG}DigestMethod")
    mask = method.find(f"{XENC11}MGF")
    if algorithm not in {OAEP, OAEP11} or (mask is not None and algorithm == OAEP):
        raise ValueError
    chosen = SHA1 if digest is None else DIGESTS[digest.get("Algorithm", "")]
    masked = SHA1 if mask is None else MASKS[mask.get("Algorithm", "")]
    return padding.OAEP(padding.MGF1(masked()), chosen(), label=None)


def algorithm_of(element: etree._Element) -> str:
    """Return the algorithm of an encrypted element."""
    return str(only(element, f"{XENC}EncryptionMethod").get("Algorithm", ""))


def value_of(element: etree._Element) -> bytes:
    """Return the encrypted bytes of an element; raises ValueError."""
    text = only(element, f"{XENC}CipherData/{XENC}CipherValue").text or ""
    return base64.b64decode("".join(text.split()), validate=True)


def only(element: etree._Element, path: str) -> etree._Element:
    """Return what stands at a path, once; raises ValueError."""
    found = element.findall(path)
    if len(found) != 1:
        raise ValueError
    return found[0]
