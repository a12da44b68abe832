"""Reading subscriptions."""

from videre.web.accounts.models import User
from videre.web.subscriptions.models import Subscription


def find_subscription(user: User) -> Subscription | None:
    """Return a user's subscription, or None."""
    return Subscription.objects.filter(user=user).first()


def list_subscriptions() -> list[Subscription]:
    """Return the subscriptions of users who can log in, in order."""
    return list(Subscription.objects.filter(user__is_active=True).select_related("user").order_by("pk"))
