"""Subscribing, and mailing what is new."""

from collections.abc import Iterable
from datetime import date
from smtplib import SMTPException
from typing import NamedTuple

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videre.web.accounts.models import User
from videre.web.accounts.queries import list_permissions
from videre.web.audit import actions as audit
from videre.web.followup.queries import find_mail_address
from videre.web.followup.telling import wish_mail
from videre.web.installation import current_home
from videre.web.subscriptions.events import Event
from videre.web.subscriptions.models import Subscription, Told
from videre.web.subscriptions.news import News, list_news
from videre.web.subscriptions.queries import find_subscription, list_subscriptions


class Mailed(NamedTuple):
    """How many mails were sent, and how many could not be; those are tried again the next night."""

    sent: int
    failed: int


@transaction.atomic
def subscribe(*, user: User, address: str, language: str, events: Iterable[Event], by: str) -> Subscription | None:
    """Subscribe a user to some events in place of those before; to none ends it. Returns the subscription."""
    wanted = sorted(set(events))
    if not wanted:
        Subscription.objects.filter(user=user).delete()
        audit.write(event="subscription_ended", about=user.user_name, by=by)
        return None
    values = {"address": address, "language": language, "events": wanted}
    made, _is_new = Subscription.objects.update_or_create(user=user, defaults=values)
    audit.write(event="subscribed", about=user.user_name, by=by)
    return made


@transaction.atomic
def wish(*, user: User, address: str, language: str, events: Iterable[Event], follow_up: bool | None, by: str) -> None:
    """Let a user be told by all the mails that are asked for, and no other, at one address.

    follow_up: the daily mail of the follow-up lists; None for somebody who works none, whose wish stays as it is.
    """
    wanted = list(events)
    if wanted or find_subscription(user) is not None:
        subscribe(user=user, address=address, language=language, events=wanted, by=by)
    if follow_up is not None and find_mail_address(user) != (address if follow_up else ""):
        wish_mail(user=user, address=address if follow_up else "", by=by)


def mail_news(*, day: date, by: str) -> Mailed:
    """Mail every subscriber what is new and has not been told: one mail each, nothing where nothing is new.

    Each mail is made with the receiver's own rights as they are now. A mail that the server does not take is not
    counted as told.
    """
    sent = failed = 0
    for subscription in list_subscriptions():
        try:
            sent += mail_one(subscription=subscription, day=day, by=by)
        except (OSError, SMTPException):
            failed += 1
    return Mailed(sent, failed)


@transaction.atomic
def mail_one(*, subscription: Subscription, day: date, by: str) -> bool:
    """Mail one subscriber what is new; return whether there was anything. A mail that fails leaves nothing as told."""
    permissions = list_permissions(subscription.user)
    with translation.override(subscription.language):
        news = list_news(permissions, frozenset(map(Event, subscription.events)), day)
        known = set(subscription.told.values_list("event", "key"))
        new = [each for each in news if (each.event.value, each.key) not in known]
        if not new:
            return False
        message = make_message(subscription, new)
    Told.objects.bulk_create(Told(subscription=subscription, event=each.event, key=each.key, on=day) for each in new)
    audit.write(event="news_mailed", about=subscription.user.user_name, by=by)
    message.send()
    return True


def make_message(subscription: Subscription, news: list[News]) -> EmailMessage:
    """Return the mail, in the language that is set."""
    settings = current_home().settings
    site = f"https://{settings.site_hosts[0]}" if settings.site_hosts else ""
    subject = ngettext("%(n)s piece of news", "%(n)s pieces of news", len(news)) % {"n": len(news)}
    lines = [f"{each.text}\n{site}{each.path}" for each in news]
    end = _("You get this mail because you asked for it. Change it or end it here: %(address)s")
    body = "\n\n".join([*lines, end % {"address": f"{site}/abonnement"}])
    return EmailMessage(
        subject=f"Videre, {settings.municipality_name}: {subject}",
        body=f"{body}\n",
        from_email=settings.mail_from,
        to=[subscription.address],
    )
