"""The tables of subscriptions, a class a file."""

from videre.web.subscriptions.models.subscription import Subscription
from videre.web.subscriptions.models.told import Told

__all__ = ["Subscription", "Told"]
