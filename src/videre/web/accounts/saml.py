"""Who a signed SAML assertion says somebody is (SAML 2.0 core; OIOSAML 3): checked in full before it is read.

Only what the signature covers is read: `signxml` returns the element that was signed, and this one is asked, never the
document around it, so that a signed assertion wrapped into another document says nothing else than it did.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from videre.domain.refusals import Refused
from videre.web.accounts.hardened_xml import read_xml

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
    """What an answer must be about: the provider and its certificate (PEM), this site, and what was asked."""

    issuer: str
    certificate: str
    audience: str
    recipient: str
    asked: str
    least_level: str = "Substantial"


class Vouched(NamedTuple):
    """Who was vouched for: name at the provider, id of the assertion (good for once), and attributes by name."""

    name_id: str
    assertion: str
    attributes: dict[str, tuple[str, ...]]


def read_answer(data: bytes, expected: Expected, now: datetime) -> Vouched:
    """Return who an answer vouches for; raises NotVouchedFor or BadXml."""
    root = read_xml(data)
    check_envelope(root, expected)
    assertion = signed_assertion(root, expected)
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
    n_assertions = sum(etree.QName(each).localname in {"Assertion", "EncryptedAssertion"} for each in everywhere)
    if n_assertions != 1 or len(root.findall(f"{SAML}Assertion")) != 1 or len(ids) != len(set(ids)):
        raise NotVouchedFor(_("The answer does not hold just one assertion."))


def signed_assertion(root: etree._Element, expected: Expected) -> etree._Element:
    """Return the assertion that the provider's own certificate has signed, as it was signed; raises NotVouchedFor."""
    assertion = root.find(f"{SAML}Assertion")
    assert assertion is not None, "check_envelope has found it"
    signature = assertion.find(f"{DSIG}Signature")
    reference = None if signature is None else signature.find(f"{DSIG}SignedInfo/{DSIG}Reference")
    if reference is None or reference.get("URI") != f"#{assertion.get('ID')}":
        raise NotVouchedFor(_("The assertion is not signed."))
    alone = etree.fromstring(etree.tostring(assertion, with_tail=False))
    try:
        verified = XMLVerifier().verify(
            alone, x509_cert=expected.certificate, expect_config=CONFIGURATION, id_attribute="ID"
        )
    except (SignXMLException, ValueError, TypeError, etree.LxmlError):
        raise NotVouchedFor(_("The assertion is not signed by the provider.")) from None
    signed = verified.signed_xml if not isinstance(verified, list) else None
    if signed is None or signed.tag != f"{SAML}Assertion" or signed.get("ID") != assertion.get("ID"):
        raise NotVouchedFor(_("The assertion is not signed by the provider."))
    return signed


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
