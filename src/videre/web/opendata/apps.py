"""Open data as an app."""

from django.apps import AppConfig


class OpenData(AppConfig):
    """Public pages, the API and the catalogue of data sets."""

    name = "videre.web.opendata"
