"""The addresses of the half-year report."""

from django.urls import path

from videre.web.reporting import views

app_name = "reporting"

urlpatterns = [
    path("rapporter", views.reports, name="reports"),
    path("rapporter/ny", views.draft, name="draft"),
    path("rapporter/<slug:half>/<int:version>", views.report, name="report"),
    path("rapporter/<slug:half>/<int:version>/laes", views.read, name="read"),
    path("rapporter/<slug:half>/<int:version>/hent/<slug:form>", views.download, name="download"),
    path("rapporter/<slug:half>/<int:version>/kommentar", views.comment, name="comment"),
    path("rapporter/<slug:half>/<int:version>/godkend", views.approve, name="approve"),
]
