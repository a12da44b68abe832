"""The addresses of open data. They are kept: a new form of the API comes as another version beside the first."""

from django.urls import path

from videre.web.opendata import api, views

app_name = "opendata"

urlpatterns = [
    path("aabne-data", views.tables, name="tables"),
    path("aabne-data/katalog.<slug:form>", views.catalogue, name="catalogue"),
    path("aabne-data/<slug:name>", views.table, name="table"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/tables", api.tables, name="api_tables"),
    path("api/v1/tables/<slug:name>.<slug:form>", api.table, name="api_table"),
    path("api/v1/editions", api.editions, name="api_editions"),
    path("api/v1/editions/<slug:day>/tables/<slug:name>.<slug:form>", api.edition, name="api_edition"),
]
