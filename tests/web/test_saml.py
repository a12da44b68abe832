"""SAML and OIO BPP: what is signed and understood wholly gives something, and everything else nothing."""

import base64
import copy
from collections.abc import Callable
from datetime import timedelta

import pytest
from lxml import etree
from tests.web.saml_answers import (
    AUTHORITY,
    COUNSELLOR,
    FOREIGN,
    HEAD,
    KLE,
    NOW,
    ORG,
    ROLES,
    UNIT,
    answer,
    assertion,
    expected,
    group,
    keys,
    limit,
    privileges,
    sealed,
    signed,
)

from videre.web.accounts.hardened_xml import MOST_BYTES, MOST_ELEMENTS, BadXml, read_xml
from videre.web.accounts.privileges import Granted, NotUnderstood, covers, read_privileges
from videre.web.accounts.saml import LEVEL, PRIVILEGES, SAML, NotVouchedFor, read_answer
from videre.web.accounts.saml_sealed import NotOpened


def refused(data: bytes) -> bool:
    """Return whether an answer vouches for nobody."""
    try:
        read_answer(data, expected(), NOW)
    except (NotVouchedFor, NotOpened, BadXml):
        return True
    return False


def test_a_right_answer_vouches_for_somebody() -> None:
    vouched = read_answer(answer(signed(assertion())), expected(), NOW)
    assert (vouched.name_id, vouched.assertion) == ("vera", "a1")
    assert vouched.attributes[LEVEL] == ("Substantial",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://evil.example.dk"}, {"audience": "https://other.example.dk"}, {"asked": "q2"},
        {"recipient": "https://other.example.dk/saml"}, {"level": "Low"}, {"level": "substantial"}, {"level": ""},
        {"name": ""}, {"ends": (NOW - timedelta(minutes=2)).isoformat()},
        {"begins": (NOW + timedelta(minutes=2)).isoformat()},
        {"ends": "never"}, {"ends": "2099-01-01T00:00:00"},
        {"more": f'<saml:Attribute Name="{LEVEL}"><saml:AttributeValue>High</saml:AttributeValue></saml:Attribute>'},
    ],
)  # fmt: skip
def test_an_assertion_for_another_time_place_or_level_is_refused(wrong: dict[str, str]) -> None:
    assert refused(answer(signed(assertion(**wrong))))


@pytest.mark.parametrize(
    "envelope", [{"status": "Requester"}, {"asked": "q2"}, {"to": "https://other.example.dk/saml"}, {"asked": ""}]
)
def test_an_envelope_that_answers_something_else_is_refused(envelope: dict[str, str]) -> None:
    assert refused(answer(signed(assertion()), **envelope))


def test_what_the_provider_has_not_signed_is_refused() -> None:
    assert refused(answer(etree.fromstring(assertion())))
    assert refused(answer(signed(assertion(), number=1)))  # by a key of somebody else, whose certificate lies beside


@pytest.mark.parametrize(
    "place", [f"{SAML}Subject/{SAML}NameID", f"{SAML}Conditions/*/{SAML}Audience", f".//{SAML}AttributeValue"]
)
def test_what_was_changed_after_signing_is_refused(place: str) -> None:
    changed = signed(assertion())
    found = changed.find(place)
    assert found is not None
    found.text = str(found.text) + " "
    assert refused(answer(changed))


# ---- encrypted


def test_an_encrypted_assertion_is_opened_and_then_checked_like_any() -> None:
    vouched = read_answer(answer(etree.fromstring(sealed(signed(assertion())))), expected(), NOW)
    assert (vouched.name_id, vouched.assertion) == ("vera", "a1")


@pytest.mark.parametrize(
    "inside",
    [
        lambda: etree.fromstring(assertion()),  # whoever can encrypt to us is nobody: the certificate is public
        lambda: signed(assertion(), number=1),
        lambda: signed(assertion(asked="q2")),
        lambda: etree.fromstring("<other/>"),
        lambda: etree.fromstring(answer(signed(assertion()))),
        lambda: etree.fromstring(sealed(signed(assertion()))),
    ],
    ids=["unsigned", "by another", "another question", "another thing", "a whole answer", "sealed twice"],
)
def test_what_is_encrypted_is_trusted_no_more_for_it(inside: Callable[[], etree._Element]) -> None:
    assert refused(answer(etree.fromstring(sealed(inside()))))


@pytest.mark.parametrize(
    "ways",
    [
        {"data": "http://www.w3.org/2001/04/xmlenc#aes256-cbc"}, {"data": "http://www.w3.org/2001/04/xmlenc#tripledes-cbc"},
        {"data": "http://www.w3.org/2009/xmlenc11#aes128-gcm"}, {"data": ""},
        {"key": "http://www.w3.org/2001/04/xmlenc#rsa-1_5"}, {"key": "http://www.w3.org/2009/xmlenc11#rsa-other"},
    ],
)  # fmt: skip
def test_ways_to_encrypt_that_betray_or_are_not_known_are_refused(ways: dict[str, str]) -> None:
    assert refused(answer(etree.fromstring(sealed(signed(assertion()), **ways))))


def test_what_is_encrypted_to_another_or_changed_on_the_way_is_refused() -> None:
    assert refused(answer(etree.fromstring(sealed(signed(assertion()), to=keys(1)[0]))))
    changed = etree.fromstring(sealed(signed(assertion())))
    values = changed.findall(".//{http://www.w3.org/2001/04/xmlenc#}CipherValue")
    data = bytearray(base64.b64decode(values[1].text or ""))
    data[40] ^= 1
    values[1].text = base64.b64encode(data).decode()
    assert refused(answer(changed))


def test_a_site_without_a_key_reads_nothing_encrypted() -> None:
    with pytest.raises(NotVouchedFor):
        read_answer(answer(etree.fromstring(sealed(signed(assertion())))), expected()._replace(key=None), NOW)


def test_both_of_two_keys_count_while_the_provider_changes_its_own() -> None:
    both = expected()._replace(certificate=keys(2)[1] + keys(0)[1])
    assert read_answer(answer(signed(assertion())), both, NOW).name_id == "vera"
    with pytest.raises(NotVouchedFor):
        read_answer(answer(signed(assertion())), both._replace(certificate=keys(2)[1] + keys(1)[1]), NOW)


# ---- wrapped


EVIL = {"name": "mallory"}
Wrap = Callable[[etree._Element, etree._Element], bytes]


def beside(real: etree._Element, evil: etree._Element) -> bytes:
    return answer(evil, real)


def behind(real: etree._Element, evil: etree._Element) -> bytes:
    return answer(real, evil)


def inside_evil(real: etree._Element, evil: etree._Element) -> bytes:
    evil.append(real)
    return answer(evil)


def inside_object_of_signature(real: etree._Element, evil: etree._Element) -> bytes:
    signature = real.find("{http://www.w3.org/2000/09/xmldsig#}Signature")
    real.remove(signature)
    holder = etree.SubElement(signature, "{http://www.w3.org/2000/09/xmldsig#}Object")
    holder.append(real)
    evil.insert(1, signature)
    return answer(evil)


def with_the_signature_of_another(real: etree._Element, evil: etree._Element) -> bytes:
    evil.insert(1, copy.deepcopy(real.find("{http://www.w3.org/2000/09/xmldsig#}Signature")))
    return answer(evil)


def in_an_extension(real: etree._Element, evil: etree._Element) -> bytes:
    root = etree.fromstring(answer(evil))
    etree.SubElement(root, "{urn:oasis:names:tc:SAML:2.0:protocol}Extensions").append(real)
    return etree.tostring(root)


def inside_attribute_value(real: etree._Element, evil: etree._Element) -> bytes:
    evil.find(f".//{SAML}AttributeValue").append(real)
    return answer(evil)


def real_around_evil(real: etree._Element, evil: etree._Element) -> bytes:
    real.append(evil)
    return answer(real)


WRAPS = [
    beside, behind, inside_evil, inside_object_of_signature, with_the_signature_of_another, in_an_extension,
    inside_attribute_value, real_around_evil,
]  # fmt: skip


@pytest.mark.parametrize("same_id", [True, False])
@pytest.mark.parametrize("wrap", WRAPS, ids=lambda wrap: wrap.__name__)
def test_a_signed_assertion_wrapped_around_another_is_refused(wrap: Wrap, same_id: bool) -> None:
    evil = etree.fromstring(assertion(**EVIL, id="a1" if same_id else "a2"))
    assert refused(wrap(signed(assertion()), evil))


def test_a_comment_does_not_shorten_a_name() -> None:
    data = answer(signed(assertion(name="vera@example.dk.evil.dk"))).replace(
        b"vera@example.dk.", b"vera@example.dk<!-- -->."
    )
    assert refused(data)


LAUGHS = "".join("<!ENTITY b{} '{}'>".format(i, f"&b{i - 1};" * 10) for i in range(1, 10)).encode()
HOSTILE = {
    "external entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "external document type": b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
    "parameter entity": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><a/>',
    "billion laughs": b'<!DOCTYPE a [<!ENTITY b0 "ha">' + LAUGHS + b"]><a>&b9;</a>",
    "quadratic": b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 50_000 + b'">]><a>' + b"&b;" * 2_000 + b"</a>",
    "empty document type": b"<!DOCTYPE a><a/>",
    "instruction": b"<?xml-stylesheet href='x'?><a><?x y?></a>",
    "comment": b"<a>b<!-- c -->d</a>",
    "too large": b"<a>" + b"x" * MOST_BYTES + b"</a>",
    "too many": b"<a>" + b"<b/>" * (MOST_ELEMENTS + 1) + b"</a>",
    "too deep": b"<a>" * 10_000,
    "cut": b"<a><b></a>",
    "nothing": b"",
    "utf-7": b"<?xml version='1.0' encoding='utf-7'?><a>+ADw-</a>",
    "undeclared entity": b"<a>&nbsp;</a>",
    "null": b"<a>\x00</a>",
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_xml_is_refused(data: bytes) -> None:
    with pytest.raises(BadXml):
        read_xml(data)
    assert refused(data)


# ---- privileges


def read(encoded: str) -> list[Granted]:
    return read_privileges(encoded, authority=AUTHORITY, roles=ROLES)


def test_roles_come_with_the_limits_of_their_own_group() -> None:
    encoded = privileges(
        group(COUNSELLOR, limit(KLE, "17.20.*, 15.20"), limit(ORG, f"{UNIT.upper()}")), group(HEAD, FOREIGN)
    )
    assert read(encoded) == [
        Granted("guidance_counsellor", frozenset({"17.20.*", "15.20"}), frozenset({UNIT})),
        Granted("school_head", frozenset(), frozenset()),
    ]


def test_both_names_of_the_profile_and_of_the_limits_are_known() -> None:
    older = privileges(
        group(COUNSELLOR, limit("urn:dk:kombit:KLE", "17.*"), limit("urn:dk:kombit:orgUnit", f"urn:uuid:{UNIT}")),
        namespace="http://itst.dk/oiosaml/basic_privilege_profile",
    )
    assert read(older) == [Granted("guidance_counsellor", frozenset({"17.*"}), frozenset({UNIT}))]


def test_roles_of_other_systems_alone_give_nothing() -> None:
    assert read(privileges(group(FOREIGN))) == []
    assert read(privileges()) == []


@pytest.mark.parametrize(
    "encoded",
    [
        "not base64!", base64.b64encode(b"not xml").decode(), base64.b64encode(HOSTILE["external entity"]).decode(),
        base64.b64encode(HOSTILE["billion laughs"]).decode(), base64.b64encode(b"<PrivilegeList/>").decode(),
        privileges(group(COUNSELLOR), namespace="http://evil.example.dk"),
        privileges(group(COUNSELLOR, scope="urn:dk:gov:saml:cvrNumberIdentifier:12345678")),
        privileges(group(COUNSELLOR, scope=f"urn:dk:gov:saml:productionUnitIdentifier:{AUTHORITY}")),
        privileges(group(COUNSELLOR, scope="")), privileges(f"<PrivilegeGroup>{COUNSELLOR}</PrivilegeGroup>"),
        privileges(group()), privileges(group(limit(KLE, "17.*"))), privileges(group("<Privilege/>")),
        privileges(group(COUNSELLOR, limit("http://sts.kombit.dk/constraints/foelsomhed/1", "3"))),
        privileges(group(COUNSELLOR, limit("", "17.*"))), privileges(group(COUNSELLOR, limit(KLE, ""))),
        privileges(group(COUNSELLOR, limit(KLE, "17.*"), limit(KLE, "*"))),
        privileges(group(COUNSELLOR, limit(KLE, "17.*"), limit("urn:dk:kombit:KLE", "*"))),
        privileges(group(COUNSELLOR, limit(KLE, "17.2"))), privileges(group(COUNSELLOR, limit(KLE, "17.*;drop"))),
        privileges(group(COUNSELLOR, limit(ORG, "Herstedlund"))), privileges(group(COUNSELLOR, limit(ORG, f"{UNIT},"))),
        privileges(group(COUNSELLOR, "<Delegation/>")), privileges(COUNSELLOR), privileges("<Other/>"),
        privileges(group("<Privilege>http://videre.example.dk/<b/>roles/vejleder/1</Privilege>")),
        privileges(group(f'<Privilege x="1">{next(iter(ROLES))}</Privilege>')),
    ],
)  # fmt: skip
def test_what_is_not_understood_wholly_gives_nothing(encoded: str) -> None:
    with pytest.raises((NotUnderstood, BadXml)):
        read(encoded)


@pytest.mark.parametrize(
    ("limits", "subject", "is_covered"),
    [
        (set(), "17.20.02", True), ({"*"}, "17.20.02", True), ({"17.*"}, "17.20.02", True),
        ({"17.20.*"}, "17.20.02", True),
        ({"17.20.02"}, "17.20.02", True), ({"17.20.03"}, "17.20.02", False), ({"1.*"}, "17.20.02", False),
        ({"17.2.*"}, "17.20.02", False), ({"15.*", "17.20.*"}, "17.20.02", True), ({"17"}, "17.20.02", False),
    ],
)  # fmt: skip
def test_a_limit_by_subject_covers_what_stands_under_it(limits: set[str], subject: str, is_covered: bool) -> None:
    assert covers(frozenset(limits), subject) is is_covered


def test_the_attribute_of_an_answer_is_read_to_the_end() -> None:
    value = privileges(group(COUNSELLOR, limit(ORG, UNIT)))
    more = f'<saml:Attribute Name="{PRIVILEGES[0]}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
    vouched = read_answer(answer(signed(assertion(more=more))), expected(), NOW)
    assert read(vouched.attributes[PRIVILEGES[0]][0]) == [
        Granted("guidance_counsellor", frozenset(), frozenset({UNIT}))
    ]
