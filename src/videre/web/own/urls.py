"""The addresses of the door, and of the objections that come in by it. A person is named by a public id."""

from django.urls import path

from videre.web.own import answering, log_in, views, writing

app_name = "own"

urlpatterns = [
    path("min-plan", views.index, name="index"),
    path("min-plan/log-ind", log_in.door, name="door"),
    path("min-plan/log-ind/<slug:who>", log_in.begin, name="begin"),
    path("min-plan/svar", log_in.finish, name="finish"),
    path("min-plan/<uuid:person_id>", views.plan, name="plan"),
    path("min-plan/<uuid:person_id>/laest", writing.read, name="read"),
    path("min-plan/<uuid:person_id>/udgiv", writing.publish_words, name="publish"),
    path("min-plan/<uuid:person_id>/skriv/<slug:section>/<slug:question>", writing.write, name="write"),
    path("min-plan/<uuid:person_id>/aftale/<int:agreement_id>", writing.answer, name="answer"),
    path("min-plan/<uuid:person_id>/opslag", views.looks, name="looks"),
    path("min-plan/<uuid:person_id>/deling", views.sharing, name="sharing"),
    path("min-plan/<uuid:person_id>/deling/<uuid:consent_id>", writing.withdraw, name="withdraw"),
    path("min-plan/<uuid:person_id>/sig-fra", writing.objections, name="objections"),
    path("indsigelser", answering.inbox, name="inbox"),
    path("indsigelser/<int:objection_id>", answering.objection, name="objection"),
]
