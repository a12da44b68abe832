"""The addresses of legal holds."""

from django.urls import path

from videre.web.retention import views

app_name = "retention"

urlpatterns = [
    path("tilbageholdelser", views.holds, name="holds"),
    path("tilbageholdelser/<int:hold_id>/ophaev", views.lift, name="lift"),
]
