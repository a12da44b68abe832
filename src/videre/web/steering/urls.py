"""The addresses of steering."""

from django.urls import path

from videre.web.steering.views import bodies, initiatives, meetings

app_name = "steering"

urlpatterns = [
    path("indsatser", initiatives.initiatives, name="initiatives"),
    path("indsatser/ny", initiatives.add, name="add"),
    path("indsats/<str:number>", initiatives.initiative, name="initiative"),
    path("indsats/<str:number>/ret", initiatives.change, name="change"),
    path("indsats/<str:number>/status", initiatives.status, name="status"),
    path("indsats/<str:number>/virkning", initiatives.effect, name="effect"),
    path("indsats/<str:number>/milepael", initiatives.milestone, name="milestone"),
    path("virkning/<int:key>/fjern", initiatives.no_effect, name="no-effect"),
    path("milepael/<int:key>", initiatives.reached, name="reached"),
    path("forum", bodies.bodies, name="bodies"),
    path("forum/nyt", bodies.add_forum, name="add-forum"),
    path("forum/<slug:slug>", bodies.body, name="body"),
    path("forum/<slug:slug>/medlem", bodies.new_member, name="new-member"),
    path("forum/<slug:slug>/moede", bodies.plan, name="plan"),
    path("forum/<slug:slug>/opgave", bodies.delegate, name="delegate"),
    path("medlem/<int:key>", bodies.member, name="member"),
    path("opgaver", bodies.tasks, name="tasks"),
    path("opgave/<int:key>", bodies.task_done, name="task"),
    path("moede/<int:key>", meetings.meeting, name="meeting"),
    path("moede/<int:key>/dagsorden", meetings.agenda, name="agenda"),
    path("moede/<int:key>/dagsorden/ny", meetings.remake, name="remake"),
    path("moede/<int:key>/aflys", meetings.call_off, name="call-off"),
    path("moede/<int:key>/punkt", meetings.add_item, name="add-item"),
    path("moede/<int:key>/punkt/<int:item_key>", meetings.item, name="item"),
    path("moede/<int:key>/referat", meetings.minutes, name="minutes"),
]
