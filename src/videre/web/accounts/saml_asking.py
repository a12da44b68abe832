"""How this site asks a SAML provider who somebody is, and what it tells the provider of itself (OIOSAML 3.0.3).

The question goes by the browser's address (HTTP-Redirect binding, SAML 2.0 bindings 3.4), signed with the site's key;
it asks for a least level of assurance (NSIS), which the answer's own attribute then has to show.
"""

import base64
import secrets
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlencode, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from lxml import etree

from videre.home.home import HomeNotUsable
from videre.home.log_in import Saml

LASTS: Final = timedelta(minutes=10)  # from the button to the way back
RSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
POST: Final = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
LEVELS: Final = "https://data.gov.dk/concept/core/nsis/loa/"
ASSERTION: Final = "urn:oasis:names:tc:SAML:2.0:assertion"
PROTOCOL: Final = "urn:oasis:names:tc:SAML:2.0:protocol"
METADATA: Final = "urn:oasis:names:tc:SAML:2.0:metadata"
DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
ENCRYPTION: Final = (
    "http://www.w3.org/2009/xmlenc11#aes256-gcm",
    "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
)


@dataclass(frozen=True)
class OwnKey:
    """The key with which this site signs what it asks, and opens what it is sent; and its certificate."""

    private: RSAPrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True)
class Asked:
    """What the browser keeps between the button and the way back."""

    question: str
    at: str
    next_page: str

    def is_late(self, now: datetime) -> bool:
        """Return whether the answer comes too long after the question."""
        return not timedelta(0) <= now - datetime.fromisoformat(self.at) <= LASTS


def read_own_key(text: str) -> OwnKey:
    """Return the key and certificate of a text with both in PEM; raises HomeNotUsable with what is missing."""
    try:
        private = load_pem_private_key(text.encode(), password=None)
        certificate = x509.load_pem_x509_certificate(text[text.index("-----BEGIN CERTIFICATE-----") :].encode())
    except (ValueError, TypeError):
        raise HomeNotUsable("keys/saml.secret must hold this site's private key and certificate, both PEM.") from None
    if not isinstance(private, RSAPrivateKey):
        raise HomeNotUsable("The key in keys/saml.secret must be an RSA key: OIOSAML encrypts to it.")
    if certificate.public_key() != private.public_key():
        raise HomeNotUsable("The certificate in keys/saml.secret belongs to another key than the one beside it.")
    return OwnKey(private, certificate)


def ask(chosen: Saml, own: OwnKey, recipient: str, next_page: str, now: datetime) -> tuple[str, Asked]:
    """Return the address to go to, and what must be kept until the way back."""
    asked = Asked("_" + secrets.token_hex(20), now.isoformat(), next_page)
    question = base64.b64encode(deflate(etree.tostring(write_question(chosen, asked.question, recipient, now))))
    told = urlencode({"SAMLRequest": question.decode(), "SigAlg": RSA_SHA256})
    signature = base64.b64encode(own.private.sign(told.encode(), padding.PKCS1v15(), SHA256())).decode()
    separator = "&" if urlsplit(chosen.sign_on).query else "?"
    return f"{chosen.sign_on}{separator}{told}&{urlencode({'Signature': signature})}", asked


def write_question(chosen: Saml, question: str, recipient: str, now: datetime) -> etree._Element:
    """Return an AuthnRequest: where the answer goes, and the least level that is asked for."""
    root = etree.Element(
        f"{{{PROTOCOL}}}AuthnRequest",
        {
            "ID": question,
            "Version": "2.0",
            "IssueInstant": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "Destination": chosen.sign_on,
            "AssertionConsumerServiceURL": recipient,
            "ProtocolBinding": POST,
        },
        nsmap={"samlp": PROTOCOL, "saml": ASSERTION},
    )
    etree.SubElement(root, f"{{{ASSERTION}}}Issuer").text = chosen.entity_id
    wanted = etree.SubElement(root, f"{{{PROTOCOL}}}RequestedAuthnContext", {"Comparison": "minimum"})
    etree.SubElement(wanted, f"{{{ASSERTION}}}AuthnContextClassRef").text = LEVELS + chosen.least_level
    return root


def deflate(data: bytes) -> bytes:
    """Return data compressed without a head, as the binding wants it (RFC 1951)."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def write_metadata(chosen: Saml, own: OwnKey, recipient: str) -> bytes:
    """Return what this site tells a provider of itself: who it is, its certificate, and where answers go."""
    root = etree.Element(
        f"{{{METADATA}}}EntityDescriptor", {"entityID": chosen.entity_id}, {None: METADATA, "ds": DSIG}
    )
    site = etree.SubElement(
        root,
        f"{{{METADATA}}}SPSSODescriptor",
        {
            "AuthnRequestsSigned": "true",
            "WantAssertionsSigned": "true",
            "protocolSupportEnumeration": PROTOCOL,
        },
    )
    certificate = base64.b64encode(own.certificate.public_bytes(Encoding.DER)).decode()
    for use in ("signing", "encryption"):
        key = etree.SubElement(site, f"{{{METADATA}}}KeyDescriptor", {"use": use})
        info = etree.SubElement(etree.SubElement(key, f"{{{DSIG}}}KeyInfo"), f"{{{DSIG}}}X509Data")
        etree.SubElement(info, f"{{{DSIG}}}X509Certificate").text = certificate
        for method in ENCRYPTION if use == "encryption" else ():
            etree.SubElement(key, f"{{{METADATA}}}EncryptionMethod", {"Algorithm": method})
    etree.SubElement(
        site,
        f"{{{METADATA}}}AssertionConsumerService",
        {"Binding": POST, "Location": recipient, "index": "0", "isDefault": "true"},
    )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
