"""One's own subscription."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission, needs
from videre.web.accounts.queries import list_permissions
from videre.web.followup.queries import find_mail_address
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
    works_lists = Permission.WORK_LISTS in list_permissions(user)
    found, daily = find_subscription(user), find_mail_address(user) if works_lists else ""
    if request.method == "POST":
        form = SubscriptionForm(request.POST, works_lists=works_lists)
        if form.is_valid():
            wished = {"follow_up": None, **form.cleaned_data}
            actions.wish(user=user, **wished, by=user.user_name)
            return redirect(reverse("subscriptions:mine") + "?gemt=ja")
    else:
        kept = {"language": current_language(), "address": daily, "follow_up": bool(daily)}
        if found is not None:
            kept |= {"events": found.events, "address": found.address, "language": found.language}
        form = SubscriptionForm(initial=kept, works_lists=works_lists)
    context = {
        "form": form,
        "is_saved": request.GET.get("gemt") == "ja",
        "has_one": found is not None or bool(daily),
        "apart": daily if found is not None and daily not in ("", found.address) else "",
    }
    return render(request, "subscriptions/mine.html", context)
