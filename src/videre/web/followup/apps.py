"""Follow-up as an app."""

from django.apps import AppConfig


class FollowUp(AppConfig):
    """Follow-up lists."""

    name = "videre.web.followup"
