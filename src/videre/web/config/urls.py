"""The addresses of the site: Danish words, the same in both languages. One line an app."""

from django.urls import include, path
from django.views.i18n import set_language

from videre.web.accounts.permissions import Permission, needs
from videre.web.config import views

urlpatterns = [
    path("", include("videre.web.insight.urls")),
    path("", include("videre.web.reporting.urls")),
    path("", include("videre.web.givenback.urls")),
    path("", include("videre.web.figures.urls")),
    path("", include("videre.web.opendata.urls")),
    path("", include("videre.web.access.urls")),
    path("", include("videre.web.subscriptions.urls")),
    path("", include("videre.web.steering.urls")),
    path("", include("videre.web.deliveries.urls")),
    path("", include("videre.web.accounts.urls")),
    path("", include("videre.web.own.urls")),
    path("", include("videre.web.plans.urls")),
    path("", include("videre.web.followup.urls")),
    path("", include("videre.web.control.urls")),
    path("", include("videre.web.retention.urls")),
    path("sprog", needs(Permission.PUBLIC)(set_language), name="language"),
    path("sundhed", views.health, name="health"),
]

handler403 = "videre.web.config.views.refused"
handler404 = "videre.web.config.views.not_found"
