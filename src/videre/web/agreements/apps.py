"""Agreements as an app."""

from django.apps import AppConfig


class Agreements(AppConfig):
    """Contact persons, acts, referrals and agreements."""

    name = "videre.web.agreements"
