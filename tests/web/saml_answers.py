"""What a SAML provider of tests answers: assertions, signed and encrypted, and the privileges of OIO BPP in them."""

import base64
import os
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml.algorithms import CanonicalizationMethod
from signxml.signer import XMLSigner

from videre.web.accounts.saml import Expected

NOW = datetime.now(UTC)  # noqa: TID251 - a certificate is checked against the clock
AUTHORITY = "66137112"
ROLES = {
    "http://videre.example.dk/roles/vejleder/1": "guidance_counsellor",
    "http://videre.example.dk/roles/leder/1": "school_head",
}
UNIT = "0235dc7b-11c4-4ee5-b685-9f638f5cd032"
OTHER_SYSTEM = "http://other.example.dk/roles/x/1"


@cache
def keys(_number: int) -> tuple[rsa.RSAPrivateKey, str]:
    """Return a key and its certificate, PEM."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Context Handler of tests")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(NOW - timedelta(days=1)).not_valid_after(NOW + timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    return key, made.public_bytes(serialization.Encoding.PEM).decode()


def own_key() -> tuple[rsa.RSAPrivateKey, str]:
    """Return the site's key and certificate."""
    return keys(9)


def expected() -> Expected:
    return Expected(
        "https://idp.example.dk",
        keys(0)[1],
        "https://videre.example.dk",
        "https://videre.example.dk/saml",
        "q1",
        key=own_key()[0],
    )


def assertion(**changes: str) -> str:
    told = {
        "id": "a1", "issuer": "https://idp.example.dk", "audience": "https://videre.example.dk", "name": "vera",
        "recipient": "https://videre.example.dk/saml", "asked": "q1", "level": "Substantial", "more": "",
        "begins": (NOW - timedelta(minutes=2)).isoformat(), "ends": (NOW + timedelta(minutes=5)).isoformat(), **changes,
    }  # fmt: skip
    return """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0">
<saml:Issuer>{issuer}</saml:Issuer>
<saml:Subject><saml:NameID>{name}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData Recipient="{recipient}" InResponseTo="{asked}" NotOnOrAfter="{ends}"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{begins}" NotOnOrAfter="{ends}">
<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AttributeStatement><saml:Attribute Name="https://data.gov.dk/concept/core/nsis/loa">
<saml:AttributeValue>{level}</saml:AttributeValue></saml:Attribute>{more}</saml:AttributeStatement>
</saml:Assertion>""".format(**told)


def signed(text: str, number: int = 0) -> etree._Element:
    key, certificate = keys(number)
    signer = XMLSigner(c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0)
    root = etree.fromstring(text)
    return signer.sign(root, key=key, cert=certificate, reference_uri="#" + root.get("ID"), id_attribute="ID")


def answer(
    *inside: etree._Element, status: str = "Success", asked: str = "q1", to: str = "https://videre.example.dk/saml"
) -> bytes:
    response = etree.fromstring(
        f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="r1"
InResponseTo="{asked}" Destination="{to}"><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{status}"/></samlp:Status></samlp:Response>"""
    )
    response.extend(inside)
    return etree.tostring(response)


GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm"
OAEP = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"


def sealed(inside: etree._Element, *, data: str = GCM, key: str = OAEP, to: rsa.RSAPrivateKey | None = None) -> str:
    """Return an EncryptedAssertion around an element, which may name other algorithms than it is encrypted by."""
    secret, nonce = os.urandom(32), os.urandom(12)
    digest = hashes.SHA1()  # noqa: S303 - the default of RSA-OAEP
    public = (to or own_key()[0]).public_key()
    wrapped = public.encrypt(secret, padding.OAEP(padding.MGF1(digest), digest, label=None))
    text = nonce + AESGCM(secret).encrypt(nonce, etree.tostring(inside, with_tail=False), None)
    said = [base64.b64encode(each).decode() for each in (wrapped, text)]
    return f"""<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">
<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">
<xenc:EncryptionMethod Algorithm="{data}"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="{key}"/>
<xenc:CipherData><xenc:CipherValue>{said[0]}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>
<xenc:CipherData><xenc:CipherValue>{said[1]}</xenc:CipherValue></xenc:CipherData>
</xenc:EncryptedData></saml:EncryptedAssertion>"""


def privileges(*groups: str, namespace: str = "http://digst.dk/oiosaml/basic_privilege_profile") -> str:
    text = f'<bpp:PrivilegeList xmlns:bpp="{namespace}">{"".join(groups)}</bpp:PrivilegeList>'
    return base64.b64encode(text.encode()).decode()


def group(*parts: str, scope: str = f"urn:dk:gov:saml:cvrNumberIdentifier:{AUTHORITY}") -> str:
    return f'<PrivilegeGroup Scope="{scope}">{"".join(parts)}</PrivilegeGroup>'


def limit(name: str, value: str) -> str:
    return f'<Constraint Name="{name}">{value}</Constraint>'


COUNSELLOR = "<Privilege>http://videre.example.dk/roles/vejleder/1</Privilege>"
HEAD = "<Privilege>http://videre.example.dk/roles/leder/1</Privilege>"
FOREIGN = f"<Privilege>{OTHER_SYSTEM}</Privilege>"
KLE, ORG = "http://sts.kombit.dk/constraints/KLE/1", "http://sts.kombit.dk/constraints/orgenhed/1"
