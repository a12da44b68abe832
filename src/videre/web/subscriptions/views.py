"""One's own subscription."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.languages import current_language
from videre.web.subscriptions import actions
from videre.web.subscriptions.forms import SubscriptionForm
from videre.web.subscriptions.queries import find_subscription


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_FIGURES)
def mine(request: HttpRequest) -> HttpResponse:
    """Show what one is told of by mail, and change it."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "POST":
        form = SubscriptionForm(request.POST)
        if form.is_valid():
            actions.subscribe(user=user, **form.cleaned_data, by=user.user_name)
            return redirect(reverse("subscriptions:mine") + "?gemt=ja")
    else:
        found = find_subscription(user)
        kept = {"language": current_language()}
        if found is not None:
            kept = {"events": found.events, "address": found.address, "language": found.language}
        form = SubscriptionForm(initial=kept)
    context = {
        "form": form,
        "is_saved": request.GET.get("gemt") == "ja",
        "has_one": find_subscription(user) is not None,
    }
    return render(request, "subscriptions/mine.html", context)
