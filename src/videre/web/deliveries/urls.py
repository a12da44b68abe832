"""The addresses of the health of the data."""

from django.urls import path

from videre.web.deliveries import views

app_name = "deliveries"

urlpatterns = [
    path("data", views.health, name="health"),
    path("data/<slug:slug>", views.sender, name="sender"),
]
