"""The addresses of the overview and the measurement points. A name is that of a file in definitions/measures/."""

from django.urls import path

from videre.web.insight import views

app_name = "insight"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("maalepunkt/<slug:name>", views.measure, name="measure"),
    path("maalepunkt/<slug:name>/fordelt/<slug:dimension>", views.measure, name="breakdown"),
]
