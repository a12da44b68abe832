"""The addresses of people. A person is named by a public id, never by a number or a name."""

from django.urls import path

from videre.web.access import views

app_name = "access"

urlpatterns = [
    path("unge", views.my_people, name="my_people"),
    path("unge/<uuid:person_id>", views.person, name="person"),
    path("unge/<uuid:person_id>/opslag", views.looks, name="looks"),
    path("noedadgang", views.emergency, name="emergency"),
    path("noedadgang/efterproevning", views.reviews, name="reviews"),
]
