"""The addresses of people. A person is named by a public id, never by a number or a name."""

from django.urls import path

from videre.web.access import record_views, views

app_name = "access"

urlpatterns = [
    path("unge", views.my_people, name="my_people"),
    path("unge/<uuid:person_id>", views.person, name="person"),
    path("unge/<uuid:person_id>/opslag", views.looks, name="looks"),
    path("unge/<uuid:person_id>/deling", record_views.sharing, name="sharing"),
    path("unge/<uuid:person_id>/deling/del", record_views.share, name="share"),
    path("unge/<uuid:person_id>/deling/<int:disclosure_id>/stop", record_views.stop_sharing, name="stop_sharing"),
    path("unge/<uuid:person_id>/samtykke", record_views.ask, name="ask"),
    path("unge/<uuid:person_id>/samtykke/<int:asked_id>", record_views.answer, name="answer"),
    path("unge/<uuid:person_id>/samtykke/<uuid:consent_id>/tilbage", record_views.withdraw, name="withdraw"),
    path("unge/<uuid:person_id>/med", record_views.parts, name="parts"),
    path("unge/<uuid:person_id>/med/giv", record_views.give, name="give"),
    path("unge/<uuid:person_id>/med/<int:part_id>/slut", record_views.end, name="end"),
    path("unge-at-spoerge", record_views.reminders, name="reminders"),
    path("noedadgang", views.emergency, name="emergency"),
    path("noedadgang/efterproevning", views.reviews, name="reviews"),
]
