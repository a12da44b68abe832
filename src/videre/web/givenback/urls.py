"""The addresses of what is given back."""

from django.urls import path

from videre.web.givenback import views

app_name = "givenback"

urlpatterns = [
    path("givet-tilbage", views.senders, name="senders"),
    path("givet-tilbage/<slug:word>/<slug:code>", views.sender, name="sender"),
    path("givet-tilbage/<slug:word>/<slug:code>/konklusion", views.conclude, name="conclude"),
]
