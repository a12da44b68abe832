"""Open data: public pages and files, the API as described, the catalogue, and that nothing else is public."""

import json
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from openapi_spec_validator import OpenAPIV31SpecValidator
from rdflib import DCTERMS, RDF, Graph, Namespace, URIRef
from rdflib.compare import to_isomorphic
from rdflib.plugins.parsers.jsonld import to_rdf
from tests.architecture.test_urls import walk
from tests.web.site import write_tables

from videre.definitions.catalogue import Definitions
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.released import Released
from videre.home.home import Home
from videre.pipeline.freezing import EDITIONS
from videre.reports.exports.forms import OPEN_DATA

DCAT = Namespace("http://www.w3.org/ns/dcat#")
HOST = "http://testserver"


@pytest.fixture
def visitor(client: Client, db: None, tables: list[Released]) -> Client:
    """Return a browser in which nobody is logged in, at a site with tables."""
    return client


def public_names() -> set[str]:
    """Return the names that the shipped catalogue releases for the public, and that of others' figures."""
    catalogue = Definitions().definition("disclosure", "catalogue", ReleaseCatalogue)
    return {table.name for table in catalogue.tables if table.audience == "public"} | {"official_figures"}


def api_addresses() -> Iterator[str]:
    """Yield the addresses of the API as its description writes them."""
    for path, pattern in walk(get_resolver()):
        assert isinstance(pattern, URLPattern)
        if path.startswith("api/"):
            yield "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", path)


def test_the_description_is_openapi_3_1_and_has_the_addresses_that_there_are(visitor: Client) -> None:
    description = json.loads(visitor.get("/api/v1/openapi.json").content)
    OpenAPIV31SpecValidator(description).validate()
    assert set(description["paths"]) == set(api_addresses())


def test_each_answer_has_the_keys_that_the_description_promises(visitor: Client) -> None:
    schemas = json.loads(visitor.get("/api/v1/openapi.json").content)["components"]["schemas"]
    for form in json.loads(visitor.get("/api/v1/tables").content)["tables"]:
        table = json.loads(visitor.get(form["forms"]["json"].removeprefix(HOST)).content)
        assert set(table) == set(schemas["Table"]["properties"])
        row = schemas["Table"]["properties"]["rows"]["items"]["properties"]
        assert all(set(each) == set(row) for each in table["rows"])


def test_every_form_of_every_table_is_where_the_list_says(visitor: Client, tables: list[Released]) -> None:
    listed = json.loads(visitor.get("/api/v1/tables").content)["tables"]
    assert {each["name"] for each in listed} == {table.name for table in tables} & public_names()
    for each in listed:
        assert set(each["forms"]) == set(OPEN_DATA)
        for form, address in each["forms"].items():
            answer = visitor.get(address.removeprefix(HOST))
            assert answer.status_code == 200
            assert answer["Content-Type"] == OPEN_DATA[form].media_type


@pytest.mark.parametrize("path", ["/aabne-data", "/aabne-data/youth_15_17_by_sex", "/aabne-data/katalog.ttl"])
def test_a_public_page_is_shown_to_whoever_is_not_logged_in(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 200


def test_a_table_for_another_audience_is_nowhere(visitor: Client, home: Home, tables: list[Released]) -> None:
    shipped = Definitions().path("disclosure", "catalogue").read_text("utf-8")
    hidden = shipped.replace(
        "name: exam_by_school, measure: exam,", "name: exam_by_school, audience: school, measure: exam,"
    )
    assert hidden != shipped
    (home.paths.definitions / "disclosure").mkdir(parents=True)
    (home.paths.definitions / "disclosure" / "catalogue.yaml").write_text(hidden, "utf-8")
    edition = home.paths.released / EDITIONS / "2016-02-29"
    edition.mkdir(parents=True)
    for table in tables:
        (edition / f"{table.name}.json").write_text(table.as_json(), "utf-8")
    for path in (
        "/aabne-data/exam_by_school",
        "/api/v1/tables/exam_by_school.json",
        "/api/v1/editions/2016-02-29/tables/exam_by_school.json",
    ):
        assert visitor.get(path).status_code == 404
    for path in ("/aabne-data", "/api/v1/tables", "/api/v1/editions", "/aabne-data/katalog.jsonld"):
        answer = visitor.get(path).content.decode()
        assert "exam_by_group" in answer
        assert "exam_by_school" not in answer


def test_an_older_edition_keeps_its_address_and_its_numbers(
    visitor: Client, home: Home, tables: list[Released]
) -> None:
    edition = home.paths.released / EDITIONS / "2016-02-29"
    edition.mkdir(parents=True)
    exam = next(table for table in tables if table.name == "exam")
    (edition / "exam.json").write_text(exam.as_json(), "utf-8")
    write_tables(home, [exam.part(lambda row: row.period == "2012")])  # a later release of the same table
    now = json.loads(visitor.get("/api/v1/tables/exam.json").content)
    then = json.loads(visitor.get("/api/v1/editions/2016-02-29/tables/exam.json").content)
    assert [row["figure_id"] for row in then["rows"]] == [row.figure_id for row in exam.rows]
    assert {row["period"] for row in now["rows"]} == {"2012"}
    assert json.loads(visitor.get("/api/v1/editions").content)["editions"][0]["edition"] == "2016-02-29"
    assert visitor.get("/api/v1/editions/2015-01-01/tables/exam.json").status_code == 404


def test_what_the_reader_has_is_not_sent_again_until_the_table_is_another(
    visitor: Client, home: Home, tables: list[Released]
) -> None:
    path = "/api/v1/tables/exam.jsonstat"
    first = visitor.get(path)
    assert first["Cache-Control"] == "public, no-cache"
    seen = {"If-None-Match": first["ETag"]}
    again = visitor.get(path, headers=seen)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    exam = next(table for table in tables if table.name == "exam")
    write_tables(home, [exam.part(lambda row: row.period == "2012")])
    assert visitor.get(path, headers=seen).status_code == 200


def test_pages_of_other_sites_may_read_and_do_nothing_else(visitor: Client) -> None:
    assert visitor.get("/api/v1/tables")["Access-Control-Allow-Origin"] == "*"
    asked = visitor.options("/api/v1/tables/exam.json")
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in asked
    assert visitor.post("/api/v1/tables").status_code == 405


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/api/v1/tables/nothing.json", 404, "See /api/v1/tables"),
        ("/api/v1/tables/exam.xml", 404, "json, csv, jsonstat"),
        ("/api/v1/tables/exam.json?lang=kl", 400, "lang=da"),
    ],
)
def test_a_wrong_question_is_told_what_to_ask(visitor: Client, path: str, status: int, says: str) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert says in json.loads(answer.content)["detail"]


def test_the_catalogue_says_the_same_in_both_forms_and_all_that_the_profile_asks_for(
    visitor: Client, tables: list[Released]
) -> None:
    graph = Graph().parse(data=visitor.get("/aabne-data/katalog.ttl").content, format="turtle")
    same = Graph(store="SimpleMemory")
    to_rdf(json.loads(visitor.get("/aabne-data/katalog.jsonld").content), same)
    assert to_isomorphic(graph) == to_isomorphic(same)
    assert len(graph) > 1000
    catalogue = next(graph.subjects(RDF.type, DCAT.Catalog))
    for asked in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher):
        assert graph.value(catalogue, asked)
    datasets = list(graph.objects(catalogue, DCAT.dataset))
    assert len(datasets) == len({table.name for table in tables} & public_names())
    for dataset in datasets:
        for asked in (
            DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.theme, DCTERMS.accessRights,
        ):  # fmt: skip
            assert (dataset, asked, None) in graph
        assert {text.language for text in graph.objects(dataset, DCTERMS.title)} == {"da", "en"}
        for distribution in graph.objects(dataset, DCAT.distribution):
            assert graph.value(distribution, DCTERMS.license) == URIRef("http://creativecommons.org/licenses/by/4.0/")
            assert visitor.get(str(graph.value(distribution, DCAT.accessURL)).removeprefix(HOST)).status_code == 200
            assert visitor.get(str(graph.value(distribution, DCAT.downloadURL)).removeprefix(HOST)).status_code == 200


def test_the_page_of_a_table_shows_a_period_with_hidden_numbers_as_the_sign(visitor: Client) -> None:
    page = visitor.get("/aabne-data/exam_by_group?periode=2014").content.decode()
    assert '<option value="2014" selected>' in page
    assert '<span class="sr-only">skjult</span>' in page
    assert visitor.get("/aabne-data/exam_by_group?periode=1850").status_code == 404


def test_every_public_table_of_the_catalogue_of_releases_has_a_measure() -> None:
    catalogue = Definitions().definition("disclosure", "catalogue", ReleaseCatalogue)
    assert {table.measure for table in catalogue.tables} <= set(Definitions().names("measures"))
