"""Who a signed SAML assertion says somebody is (SAML 2.0 core; OIOSAML 3): checked in full before it is read.

Only what the signature covers is read: `signxml` returns the element that was signed, and this one is asked, never the
document around it, so that a signed assertion wrapped into another document says nothing else than it did.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.utils.translation import gettext as _
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from videre.domain.refusals import Refused
from videre.web.accounts.hardened_xml import read_xml
from videre.web.accounts.saml_sealed import open_sealed

SAML: Final = "{urn:oasis:names:tc:SAML:2.0:assertion}"
PROTOCOL: Final = "{urn:oasis:names:tc:SAML:2.0:protocol}"
DSIG: Final = "{http://www.w3.org/2000/09/xmldsig#}"
SUCCESS: Final = "urn:oasis:names:tc:SAML:2.0:status:Success"
BEARER: Final = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
CLOCKS_DIFFER: Final = timedelta(minutes=1)
LEVEL: Final = "https://data.gov.dk/concept/core/nsis/loa"
PRIVILEGES: Final = (
    "https://data.gov.dk/model/core/eid/privilegesIntermediate",
    "dk:gov:saml:attribute:Privileges_intermediate",
)
LEVELS: Final = ("Low", "Substantial", "High")  # NSIS
CONFIGURATION: Final = SignatureConfiguration(
    require_x509=True,
    location="./",
    expect_references=1,
    signature_methods=frozenset({SignatureMethod.RSA_SHA256, SignatureMethod.RSA_SHA512, SignatureMethod.ECDSA_SHA256}),
    digest_algorithms=frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA512}),
    default_reference_c14n_method=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
)


class NotVouchedFor(Refused):
    """An answer does not vouch for anybody here: it is unsigned, another's, late, or holds more than one assertion."""


class Expected(NamedTuple):
    """What an answer must be about: the provider and its certificate (PEM), this site, and what was asked.

    certificate: one, or several while the provider changes its key. key: opens what is encrypted to this site; without
    it only an assertion in the open is read.
    """

    issuer: str
    certificate: str
    audience: str
    recipient: str
    asked: str
    least_level: str = "Substantial"
    key: RSAPrivateKey | None = None


class Vouched(NamedTuple):
    """Who was vouched for: name at the provider, id of the assertion (good for once), and attributes by name."""

    name_id: str
    assertion: str
    attributes: dict[str, tuple[str, ...]]

    def only(self, *names: str) -> str:
        """Return the value of the first of some attributes that is told, empty where none is; raises NotVouchedFor."""
        values = next((self.attributes[name] for name in names if name in self.attributes), ("",))
        if len(values) != 1:
            raise NotVouchedFor(_("The assertion tells something twice."))
        return values[0]


def read_answer(data: bytes, expected: Expected, now: datetime) -> Vouched:
    """Return who an answer vouches for; raises NotVouchedFor, NotOpened or BadXml."""
    root = read_xml(data)
    check_envelope(root, expected)
    assertion = signed_assertion(assertion_in(root, expected), expected)
    check_conditions(assertion, expected, now)
    vouched = Vouched(
        text_of(assertion, f"{SAML}Subject/{SAML}NameID"), assertion.get("ID", ""), attributes_of(assertion)
    )
    levels = vouched.attributes.get(LEVEL, ())
    if len(levels) != 1 or levels[0] not in LEVELS[LEVELS.index(expected.least_level) :]:
        raise NotVouchedFor(_("The log-in was not at the level that is asked for."))
    return vouched


def check_envelope(root: etree._Element, expected: Expected) -> None:
    """Raise NotVouchedFor for an answer that is no success, answers another question, or holds two assertions."""
    status = root.find(f"{PROTOCOL}Status/{PROTOCOL}StatusCode")
    is_ours = root.get("Destination") == expected.recipient and root.get("InResponseTo") == expected.asked
    if root.tag != f"{PROTOCOL}Response" or status is None or status.get("Value") != SUCCESS or not is_ours:
        raise NotVouchedFor(_("The provider did not let you in."))
    everywhere = [each for each in root.iter() if isinstance(each.tag, str)]
    ids = [each.get("ID") for each in everywhere if each.get("ID") is not None]
    on_top = len(root.findall(f"{SAML}Assertion")) + len(root.findall(f"{SAML}EncryptedAssertion"))
    if n_assertions_in(root) != 1 or on_top != 1 or len(ids) != len(set(ids)):
        raise NotVouchedFor(_("The answer does not hold just one assertion."))


def n_assertions_in(root: etree._Element) -> int:
    """Return how many assertions stand in a tree, whatever they are called by and wherever they hide."""
    kinds = {"Assertion", "EncryptedAssertion"}
    return sum(isinstance(each.tag, str) and etree.QName(each).localname in kinds for each in root.iter())


def assertion_in(root: etree._Element, expected: Expected) -> etree._Element:
    """Return the assertion of an answer, opened where it is encrypted; raises NotVouchedFor or NotOpened."""
    sealed = root.find(f"{SAML}EncryptedAssertion")
    if sealed is None:
        assertion = root.find(f"{SAML}Assertion")
        assert assertion is not None, "check_envelope has found it"
        return assertion
    if expected.key is None:
        raise NotVouchedFor(_("The assertion is encrypted, and this site has no key."))
    assertion = open_sealed(sealed, expected.key)
    if assertion.tag != f"{SAML}Assertion" or n_assertions_in(assertion) != 1:
        raise NotVouchedFor(_("The answer does not hold just one assertion."))
    return assertion


def signed_assertion(assertion: etree._Element, expected: Expected) -> etree._Element:
    """Return an assertion as the provider's own certificate has signed it; raises NotVouchedFor."""
    signature = assertion.find(f"{DSIG}Signature")
    reference = None if signature is None else signature.find(f"{DSIG}SignedInfo/{DSIG}Reference")
    if reference is None or reference.get("URI") != f"#{assertion.get('ID')}":
        raise NotVouchedFor(_("The assertion is not signed."))
    alone = etree.tostring(assertion, with_tail=False)
    for certificate in certificates_in(expected.certificate):
        signed = signed_by(certificate, alone)
        if signed is not None and signed.tag == f"{SAML}Assertion" and signed.get("ID") == assertion.get("ID"):
            return signed
    raise NotVouchedFor(_("The assertion is not signed by the provider."))


def signed_by(certificate: str, alone: bytes) -> etree._Element | None:
    """Return what the holder of a certificate has signed in a document, or None."""
    try:
        verified = XMLVerifier().verify(
            etree.fromstring(alone), x509_cert=certificate, expect_config=CONFIGURATION, id_attribute="ID"
        )
    except (SignXMLException, ValueError, TypeError, etree.LxmlError):
        return None
    return None if isinstance(verified, list) else verified.signed_xml


def certificates_in(text: str) -> list[str]:
    """Return the certificates of a text, each in PEM."""
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    return [begin + part.partition(end)[0] + end + "\n" for part in text.split(begin)[1:]]


def check_conditions(assertion: etree._Element, expected: Expected, now: datetime) -> None:
    """Raise NotVouchedFor for an assertion of another provider, for another site, or for another time."""
    conditions = assertion.find(f"{SAML}Conditions")
    data = assertion.find(f"{SAML}Subject/{SAML}SubjectConfirmation/{SAML}SubjectConfirmationData")
    confirmation = assertion.find(f"{SAML}Subject/{SAML}SubjectConfirmation")
    if conditions is None or data is None or confirmation is None:
        raise NotVouchedFor(_("The assertion does not say for whom and for how long it holds."))
    audiences = [each.text for each in conditions.findall(f"{SAML}AudienceRestriction/{SAML}Audience")]
    is_ours = (
        text_of(assertion, f"{SAML}Issuer") == expected.issuer
        and audiences == [expected.audience]
        and confirmation.get("Method") == BEARER
        and data.get("Recipient") == expected.recipient
        and data.get("InResponseTo") == expected.asked
    )
    ends = [conditions.get("NotOnOrAfter"), data.get("NotOnOrAfter")]
    begins = [conditions.get("NotBefore")]
    if not is_ours or not is_in_time(begins, ends, now):
        raise NotVouchedFor(_("The assertion is for another site, another question or another time."))


def is_in_time(begins: Sequence[str | None], ends: Sequence[str | None], now: datetime) -> bool:
    """Return whether an instant lies within every time that is told; an end must be told."""
    try:
        first = [datetime.fromisoformat(each) for each in begins if each is not None]
        last = [datetime.fromisoformat(each) for each in ends if each is not None]
        return (
            len(last) == len(ends)
            and all(each - CLOCKS_DIFFER <= now for each in first)
            and all(now < each + CLOCKS_DIFFER for each in last)
        )
    except (ValueError, TypeError):  # no instant, or one without its zone
        return False


def attributes_of(assertion: etree._Element) -> dict[str, tuple[str, ...]]:
    """Return the attributes by name; raises NotVouchedFor for one that stands there twice."""
    found: dict[str, tuple[str, ...]] = {}
    for attribute in assertion.iterfind(f"{SAML}AttributeStatement/{SAML}Attribute"):
        name = attribute.get("Name", "")
        if not name or name in found:
            raise NotVouchedFor(_("The assertion tells something twice."))
        found[name] = tuple((value.text or "").strip() for value in attribute.iterfind(f"{SAML}AttributeValue"))
    return found


def text_of(element: etree._Element, path: str) -> str:
    """Return the text at a path, which must be there once and hold nothing but text; raises NotVouchedFor."""
    found = element.findall(path)
    if len(found) != 1 or len(found[0]) or not (found[0].text or "").strip():
        raise NotVouchedFor(_("The assertion does not say who it is about."))
    return str(found[0].text).strip()
