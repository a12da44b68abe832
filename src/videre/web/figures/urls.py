"""The addresses of downloads: a released table by its name in the catalogue, and the form as its ending."""

from django.urls import path

from videre.web.figures import views

app_name = "figures"

urlpatterns = [
    path("tabel/<slug:name>.<slug:form>", views.download, name="download"),
]
