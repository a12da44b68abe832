"""The half-year report as an app."""

from django.apps import AppConfig


class Reporting(AppConfig):
    """Drafts, comments and approved reports."""

    name = "videre.web.reporting"
