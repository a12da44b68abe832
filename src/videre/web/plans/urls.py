"""The addresses of the shared document. A person is named by a public id, a question by its name in the form."""

from django.urls import path

from videre.web.plans import handing_over, meetings, printing, views, writing

app_name = "plans"

urlpatterns = [
    path("planer", handing_over.desk, name="desk"),
    path("plan/<uuid:person_id>", views.plan, name="plan"),
    path("plan/<uuid:person_id>/laest", views.read, name="read"),
    path("plan/<uuid:person_id>/udgiv", writing.publish_plan, name="publish"),
    path("plan/<uuid:person_id>/aftale", writing.new_agreement, name="agree"),
    path("plan/<uuid:person_id>/aftale/<int:agreement_id>", writing.close_agreement, name="close"),
    path("plan/<uuid:person_id>/kontaktperson", writing.hand_over, name="hand_over"),
    path("plan/<uuid:person_id>/overgang", handing_over.new, name="new_hand_over"),
    path("plan/<uuid:person_id>/overgang/<int:hand_over_id>", handing_over.hand_over, name="one_hand_over"),
    path("plan/<uuid:person_id>/overgang/<int:hand_over_id>/svar", handing_over.answer, name="answer_hand_over"),
    path("plan/<uuid:person_id>/udskrift", printing.print_out, name="print_out"),
    path("plan/<uuid:person_id>/moede", meetings.new, name="new_meeting"),
    path("plan/<uuid:person_id>/moede/<int:meeting_id>", meetings.meeting, name="meeting"),
    path("plan/<uuid:person_id>/moede/<int:meeting_id>/indkald", meetings.send_invitation, name="invite"),
    path(
        "plan/<uuid:person_id>/moede/<int:meeting_id>/indkald/<int:invited_id>",
        meetings.take_back_invitation,
        name="uninvite",
    ),
    path("plan/<uuid:person_id>/moede/<int:meeting_id>/punkt", meetings.add_item, name="add_item"),
    path("plan/<uuid:person_id>/moede/<int:meeting_id>/referat", meetings.minutes, name="minutes"),
    path("plan/<uuid:person_id>/moede/<int:meeting_id>/aftale", meetings.new_agreement, name="agree_at_meeting"),
    path("plan/<uuid:person_id>/trin/<slug:transition>/<int:step>", writing.tick_step, name="tick"),
    path("plan/<uuid:person_id>/fejl", writing.tell_wrong, name="wrong"),
    path("plan/<uuid:person_id>/skriv/<slug:section>/<slug:question>", writing.write, name="write"),
    path("plan/<uuid:person_id>/historik/<slug:section>/<slug:question>", views.history, name="history"),
]
