"""The addresses of follow-up. A list's name is that of a file in definitions/followup/."""

from django.urls import path

from videre.web.followup import views

app_name = "followup"

urlpatterns = [
    path("opfoelgning", views.board, name="board"),
    path("opfoelgning/liste/<slug:name>", views.follow_up_list, name="list"),
    path("opfoelgning/liste/<slug:name>/udskrift", views.print_out, name="print_out"),
    path("opfoelgning/liste/<slug:name>/fordel", views.split, name="split"),
    path("opfoelgning/post/<int:entry_id>", views.entry, name="entry"),
    path("opfoelgning/post/<int:entry_id>/noter", views.note, name="note"),
    path("opfoelgning/post/<int:entry_id>/henvis", views.refer, name="refer"),
    path("opfoelgning/post/<int:entry_id>/overtag", views.take_over, name="take_over"),
    path("opfoelgning/henvisninger", views.referrals, name="referrals"),
    path("opfoelgning/henvisninger/<int:referral_id>", views.answer, name="answer"),
    path("opfoelgning/ansvar", views.responsibility, name="responsibility"),
    path("opfoelgning/virkning", views.loop, name="loop"),
    path("opfoelgning/besked", views.mail, name="mail"),
]
