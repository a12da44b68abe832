"""The daily mail: numbers and a link, never anything about a person, and never twice a day."""

from datetime import date, datetime, time
from typing import NamedTuple

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videre.web.access.casework import is_leader_of
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.followup.models import Subscription
from videre.web.followup.queries import ListCount, Scope, ask, count_lists
from videre.web.installation import current_home
from videre.web.languages import DANISH


class Digest(NamedTuple):
    """What one user is told on one day. body is empty when there is nothing to tell."""

    subject: str
    body: str


def make_digest(user: User, day: date) -> Digest:
    """Return what a user is told: for leaders first how many have nobody, then what is overdue and open of theirs."""
    now = datetime.combine(day, time(6), tzinfo=timezone.get_current_timezone())
    lines: list[str] = []
    with translation.override(DANISH):
        if is_leader_of(user, day):
            nobody = counted(user, Scope.NOBODY, now)
            n = sum(each.n_nobody for each in nobody)
            if n:
                said = ngettext(
                    "%(n)s place on a list has no named person.", "%(n)s places on lists have no named person.", n
                )
                lines.append(said % {"n": n})
        mine = [each for each in counted(user, Scope.MINE, now) if each.definition.is_work and each.n_entries]
        overdue = sum(each.n_overdue for each in mine)
        if overdue:
            lines.append(
                ngettext("%(n)s of yours is overdue.", "%(n)s of yours are overdue.", overdue) % {"n": overdue}
            )
        if mine:
            n = sum(each.n_entries for each in mine)
            lines.append(ngettext("%(n)s is open with you.", "%(n)s are open with you.", n) % {"n": n})
        if not lines:
            return Digest("", "")
        site = current_home().settings.site_address
        lines += ["", site + reverse("followup:board")]
        lines += ["", _("Change or end this mail: %(address)s") % {"address": site + reverse("subscriptions:mine")}]
        return Digest(_("Follow-up today"), "\n".join(lines))


def counted(user: User, scope: Scope, now: datetime) -> list[ListCount]:
    """Return a user's lists with their counts; none for a role that opens nobody."""
    asked = ask(user, scope, now)
    return [] if asked is None else count_lists(asked)


def tell_by_mail(*, day: date, by: str) -> int:
    """Tell everybody who wishes it, and has something to be told, once a day; return how many were told.

    Each is noted as told before the mail goes: a mail that is lost is no flood, and one sent twice is.
    """
    settings = current_home().settings
    if settings.smtp_host is None and not settings.is_demo:
        return 0
    n_told = 0
    connection = get_connection()
    for wish in Subscription.objects.filter(user__is_active=True).exclude(told_on=day).select_related("user"):
        digest = make_digest(wish.user, day)
        if not digest.body:
            continue
        with transaction.atomic():
            is_first = Subscription.objects.filter(pk=wish.pk).exclude(told_on=day).update(told_on=day)
            if is_first:
                audit.write(event="told_by_mail", about=wish.user.user_name, by=by)
        if is_first:
            EmailMessage(digest.subject, digest.body, settings.mail_from, [wish.address], connection=connection).send()
            n_told += 1
    return n_told


@transaction.atomic
def wish_mail(*, user: User, address: str, by: str) -> None:
    """Tell a user by mail at an address from now on; at none, when it is empty."""
    if address:
        Subscription.objects.update_or_create(user=user, defaults={"address": address})
    else:
        Subscription.objects.filter(user=user).delete()
    audit.write(event="mail_wished" if address else "mail_ended", about=user.user_name, by=by)
