"""The catalogue of data sets by DCAT-AP-DK, the Danish profile of DCAT: JSON-LD, and the same as Turtle.

The profile asks of a catalogue for title, description and publisher; of a data set for title, description, publisher, a
contact, a theme and access rights; of a distribution for address, form and licence.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.urls import reverse
from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf

from videre.home.settings import Settings
from videre.reports.exports.described import Described
from videre.reports.exports.forms import OPEN_DATA, Form

LICENCE: Final = "http://creativecommons.org/licenses/by/4.0/"
THEMES: Final = (
    "http://publications.europa.eu/resource/authority/data-theme/EDUC",
    "http://publications.europa.eu/resource/authority/data-theme/SOCI",
)
PUBLIC_ACCESS: Final = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
FILE_TYPES: Final = {"json": "JSON", "csv": "CSV", "jsonstat": "JSON"}
FILE_TYPE: Final = "http://publications.europa.eu/resource/authority/file-type/"
MEDIA_TYPE: Final = "http://www.iana.org/assignments/media-types/"
LANGUAGES: Final = {
    "da": "http://publications.europa.eu/resource/authority/language/DAN",
    "en": "http://publications.europa.eu/resource/authority/language/ENG",
}
OFTEN: Final = "http://publications.europa.eu/resource/authority/frequency/MONTHLY"
ONE_GRAPH: Final = "SimpleMemory"  # rdflib reads JSON-LD into its other stores by classes that go away
CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Content = dict[str, Any]


def catalogue_of(tables: Sequence[Described], settings: Settings, address: str) -> Content:
    """Return the catalogue as JSON-LD.

    Args:
        tables: every public table.
        settings: whose catalogue it is.
        address: of the site, without a slash at its end.
    """
    page = address + reverse("opendata:tables")
    publisher = {
        "@id": f"{page}#udgiver",
        "@type": "foaf:Agent",
        "foaf:name": {"@value": f"{settings.municipality_name} Kommune", "@language": "da"},
    }
    service = {
        "@id": f"{address}/api/v1",
        "@type": "dcat:DataService",
        "dct:title": both("Videre: åbne data", "Videre: open data"),
        "dcat:endpointURL": {"@id": f"{address}/api/v1/tables"},
        "dcat:endpointDescription": {"@id": address + reverse("opendata:openapi")},
        "dct:license": {"@id": LICENCE},
        "dcat:servesDataset": [{"@id": address_of(each, address)} for each in tables],
    }
    return {
        "@context": CONTEXT,
        "@id": page,
        "@type": "dcat:Catalog",
        "dct:title": both(
            f"Åbne data om unges uddannelse i {settings.municipality_name} Kommune",
            f"Open data on young people's education in {settings.municipality_name} Municipality",
        ),
        "dct:description": both(
            "Frigivne tabeller fra kommunens ungestrategi. Personer er beskyttet, før en tabel frigives.",
            "Released tables of the municipality's youth strategy. Persons are protected before a table is released.",
        ),
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": page},
        "dct:license": {"@id": LICENCE},
        "dct:language": [{"@id": each} for each in LANGUAGES.values()],
        "dcat:service": service,
        "dcat:dataset": [dataset_of(each, address, publisher["@id"]) for each in tables],
    }


def dataset_of(described: Described, address: str, publisher: object) -> Content:
    """Return one table as a data set with a distribution for each of its forms."""
    table = described.table
    facts = (described.facts("da"), described.facts("en"))
    return {
        "@id": address_of(described, address),
        "@type": "dcat:Dataset",
        "dct:identifier": table.name,
        "dct:title": both(described.title("da"), described.title("en")),
        "dct:description": both(*(" ".join(f"{fact.name}: {fact.text}" for fact in each) for each in facts)),
        "dct:publisher": {"@id": publisher},
        "dcat:contactPoint": {
            "@id": f"{address}{reverse('opendata:tables')}#kontakt",
            "@type": "vcard:Organization",
            "vcard:fn": f"{described.municipality_name} Kommune",
            "vcard:hasURL": {"@id": address + reverse("opendata:tables")},
        },
        "dcat:theme": [{"@id": theme} for theme in THEMES],
        "dct:accessRights": {"@id": PUBLIC_ACCESS},
        "dct:accrualPeriodicity": {"@id": OFTEN},
        "dct:modified": {"@value": table.as_known_at, "@type": "xsd:date"},
        "dcat:landingPage": {"@id": address_of(described, address)},
        "dcat:distribution": [distribution_of(described, form, address) for form in OPEN_DATA.values()],
    }


def distribution_of(described: Described, form: Form, address: str) -> Content:
    """Return one form of a table."""
    file = address + reverse("opendata:api_table", args=[described.table.name, form.ending])
    return {
        "@id": file,
        "@type": "dcat:Distribution",
        "dct:title": both(f"{described.title('da')} ({form.ending})", f"{described.title('en')} ({form.ending})"),
        "dcat:accessURL": {"@id": address_of(described, address)},
        "dcat:downloadURL": {"@id": file},
        "dct:format": {"@id": FILE_TYPE + FILE_TYPES[form.ending]},
        "dcat:mediaType": {"@id": MEDIA_TYPE + form.media_type.partition(";")[0]},
        "dct:license": {"@id": LICENCE},
    }


def address_of(described: Described, address: str) -> str:
    """Return the whole address of a table's page."""
    return address + reverse("opendata:table", args=[described.table.name])


def both(danish: str, english: str) -> list[Content]:
    """Return a text in both languages."""
    return [{"@value": danish, "@language": "da"}, {"@value": english, "@language": "en"}]


def write_json_ld(content: Content) -> bytes:
    """Return the catalogue as JSON-LD."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def write_turtle(content: Content) -> bytes:
    """Return the catalogue as Turtle: the same statements, read from the JSON-LD."""
    graph = Graph(store=ONE_GRAPH)
    to_rdf(content, graph)
    return graph.serialize(format="turtle").encode()


class CatalogueForm(NamedTuple):
    """A form of the catalogue."""

    media_type: str
    write: Callable[[Content], bytes]


CATALOGUE_FORMS: Final[Mapping[str, CatalogueForm]] = {
    "jsonld": CatalogueForm("application/ld+json", write_json_ld),
    "ttl": CatalogueForm("text/turtle; charset=utf-8", write_turtle),
}
