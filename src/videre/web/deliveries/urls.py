"""The addresses of the health of the data."""

from django.urls import path

from videre.web.deliveries import correcting, views

app_name = "deliveries"

urlpatterns = [
    path("data", views.health, name="health"),
    path("data/rettelser", correcting.corrections, name="corrections"),
    path("data/rettelser/hent", correcting.take_out, name="take_out"),
    path("data/rettelser/<int:correction_id>", correcting.answer, name="answer_correction"),
    path("data/<slug:slug>", views.sender, name="sender"),
]
