"""The shared document as an app."""

from django.apps import AppConfig


class Plans(AppConfig):
    """Plans, their words, and what has been published of them."""

    name = "videre.web.plans"
