"""Reading XML that strangers send: no document type, no entities, no network, no instructions, and not too much."""

from typing import Final

from django.utils.translation import gettext as _
from lxml import etree

from videre.domain.refusals import Refused

MOST_BYTES: Final = 256 * 1024
MOST_ELEMENTS: Final = 5_000


class BadXml(Refused):
    """What was sent is no XML that is read here."""


def read_xml(data: bytes) -> etree._Element:
    """Return the root of a document; raises BadXml for whatever could make a parser do more than read."""
    if len(data) > MOST_BYTES:
        raise BadXml(_("The answer is too large."))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=False,
        remove_pis=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadXml(_("The answer is not XML.")) from None
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise BadXml(_("The answer has a document type."))
    for n_elements, node in enumerate(root.iter(), start=1):
        # A comment within a text splits it, and a reader of the first half would read another name (CVE-2017-11427).
        if not isinstance(node.tag, str) or n_elements > MOST_ELEMENTS:
            raise BadXml(_("The answer holds what is not read here."))
    return root
