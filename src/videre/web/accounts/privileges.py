"""Roles and their limits as Fælleskommunal Adgangsstyring tells them: OIO Basic Privilege Profile 1.2.

A municipality gives its users *user-system roles*, limited by subject (KLE) and by organisation. Whatever is not
understood wholly is refused and never passed over: a limit that is not known is one that would not be kept.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from lxml import etree

from videre.domain.refusals import Refused
from videre.web.accounts.hardened_xml import read_xml

NAMESPACES: Final = frozenset(
    {"http://digst.dk/oiosaml/basic_privilege_profile", "http://itst.dk/oiosaml/basic_privilege_profile"}
)
GROUP: Final = "PrivilegeGroup"
PRIVILEGE: Final = "Privilege"
CONSTRAINT: Final = "Constraint"
SCOPE: Final = "urn:dk:gov:saml:cvrNumberIdentifier:"  # a company's or an authority's number; others are refused
KLE_NAMES: Final = frozenset({"urn:dk:kombit:KLE", "http://sts.kombit.dk/constraints/KLE/1"})
UNIT_NAMES: Final = frozenset({"urn:dk:kombit:orgUnit", "http://sts.kombit.dk/constraints/orgenhed/1"})
KLE: Final = re.compile(r"\d{2}(\.\d{2}(\.\d{2})?)?(\.\*)?|\*")
UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NotUnderstood(Refused):
    """What is told of a user's privileges is not understood wholly, so it gives nothing."""


class Granted(NamedTuple):
    """One role as it was given: ours, the subjects it is limited to and the units. Empty means: not limited by it."""

    role: str
    subjects: frozenset[str]
    units: frozenset[str]


def read_privileges(encoded: str, *, authority: str, roles: Mapping[str, str]) -> list[Granted]:
    """Return what the value of the privileges attribute gives.

    Args:
        encoded: the value, base64 of XML.
        authority: the authority's own number (CVR, eight digits); a group of another's is refused.
        roles: what a user-system role is called here. Roles of other systems have other names and are passed over.

    Raises:
        NotUnderstood, BadXml.
    """
    try:
        data = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        raise NotUnderstood(_("The privileges are not in the form of OIO BPP.")) from None
    root = read_xml(data)
    if parts_of(root.tag) not in {(namespace, "PrivilegeList") for namespace in NAMESPACES}:
        raise NotUnderstood(_("The privileges are not in the form of OIO BPP."))
    granted = []
    for group in root:
        if parts_of(group.tag)[1] != GROUP or set(group.attrib) != {"Scope"}:
            raise NotUnderstood(_("The privileges hold something that is not known here."))
        if group.attrib["Scope"] != SCOPE + authority:
            raise NotUnderstood(_("The privileges belong to another authority."))
        granted += read_group(group, roles)
    return granted


def read_group(group: etree._Element, roles: Mapping[str, str]) -> list[Granted]:
    """Return the roles of one group, each with the limits of the group; raises NotUnderstood."""
    names: list[str] = []
    limits: dict[str, frozenset[str]] = {}
    for part in group:
        kind = parts_of(part.tag)[1]
        value = (part.text or "").strip()
        if kind == PRIVILEGE and not part.attrib and len(part) == 0 and value:
            names.append(value)
        elif kind == CONSTRAINT and set(part.attrib) == {"Name"} and len(part) == 0:
            limit = limit_named(part.attrib["Name"])
            if limit in limits:
                raise NotUnderstood(_("The privileges have a limit twice."))
            limits[limit] = values_of(limit, value)
        else:
            raise NotUnderstood(_("The privileges hold something that is not known here."))
    if not names:
        raise NotUnderstood(_("The privileges have a group without a role."))
    subjects, units = limits.get("subjects", frozenset()), limits.get("units", frozenset())
    return [Granted(roles[name], subjects, units) for name in dict.fromkeys(names) if name in roles]


def limit_named(name: str) -> str:
    """Return which limit a name stands for; raises NotUnderstood for one that is not known."""
    if name in KLE_NAMES:
        return "subjects"
    if name in UNIT_NAMES:
        return "units"
    raise NotUnderstood(_("The privileges have a limit that is not known here, and would not be kept."))


def values_of(limit: str, value: str) -> frozenset[str]:
    """Return the values of a limit; raises NotUnderstood for one that is not in its form, and for none at all."""
    form = KLE if limit == "subjects" else UUID
    values = [each.strip() for each in value.split(",")]
    if limit == "units":
        values = [each.lower().removeprefix("urn:uuid:") for each in values]
    if not all(form.fullmatch(each) for each in values):
        raise NotUnderstood(_("The privileges have a limit whose value is not understood."))
    return frozenset(values)


def parts_of(tag: str) -> tuple[str, str]:
    """Return the namespace and the name of an element."""
    namespace, _brace, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name


def covers(subjects: frozenset[str], subject: str) -> bool:
    """Return whether limits by subject let a KLE number through; none at all let everything through.

    >>> covers(frozenset({"17.*"}), "17.20.02"), covers(frozenset({"17.20.02"}), "17.20.03")
    (True, False)
    """
    return not subjects or any(
        each == "*" or each == subject or (each.endswith(".*") and subject.startswith(each[:-1])) for each in subjects
    )
