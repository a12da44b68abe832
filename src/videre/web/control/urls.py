"""The addresses of the control of the log."""

from django.urls import path

from videre.web.control import views

app_name = "control"

urlpatterns = [
    path("log/kontrol", views.controls, name="controls"),
    path("log/kontrol/<int:number>", views.control, name="control"),
]
