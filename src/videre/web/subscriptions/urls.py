"""The address of one's subscription."""

from django.urls import path

from videre.web.subscriptions import views

app_name = "subscriptions"

urlpatterns = [path("abonnement", views.mine, name="mine")]
