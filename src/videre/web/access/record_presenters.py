"""What the pages about consent, sharing and involvement show."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videre.definitions.access import Category, Recipient
from videre.web.access.deciding import ADULT_YEARS
from videre.web.access.granting import Grants, may_end
from videre.web.access.history import ASK_WITHIN_DAYS
from videre.web.access.knowing import birthday_of, is_standing
from videre.web.access.models import Answer, AskedConsent, Consent, Disclosure, GivenBy, Involvement
from videre.web.access.presenters import involved_shown
from videre.web.access.purposes import Purpose
from videre.web.access.queries import list_involved
from videre.web.access.records import (
    agreed_before,
    list_asked,
    list_consents,
    list_disclosures,
    list_may_share,
    list_open_parts,
    list_recipients_to_ask,
)
from videre.web.access.seen import Seen
from videre.web.access.units import title_of
from videre.web.accounts.models import User
from videre.web.installation import current_definitions
from videre.web.languages import told

GIVEN_BY = {
    GivenBy.YOUNG_PERSON: gettext_lazy("the young person"),
    GivenBy.GUARDIAN: gettext_lazy("a holder of custody"),
}
PURPOSES = {
    Purpose.GUIDANCE: gettext_lazy("guidance"),
    Purpose.SCHOOL: gettext_lazy("schooling"),
    Purpose.EMPLOYMENT: gettext_lazy("employment effort"),
    Purpose.SOCIAL: gettext_lazy("social support"),
    Purpose.HEALTH: gettext_lazy("health care"),
    Purpose.EDUCATION_PROVIDER: gettext_lazy("the institution's education"),
}
ENDED = {
    "ended_by_hand": gettext_lazy("stopped by an employee"),
    "consent_withdrawn": gettext_lazy("the consent was withdrawn"),
    "consent_ended": gettext_lazy("the consent ended"),
    "moved_out": gettext_lazy("moved out"),
    "too_old": gettext_lazy("too old for the basis"),
    "invitation_taken_back": gettext_lazy("the invitation was taken back"),
    "purpose_over": gettext_lazy("the unit has no part any more"),
}


class ConsentShown(NamedTuple):
    """A consent in words. state: how it stands; is_open: whether it stands. warning: what must be done in time."""

    key: str
    recipient: str
    categories: str
    said: str
    state: str
    is_open: bool
    warning: str


class AskedShown(NamedTuple):
    """A question in words. is_waiting: whether it can be answered."""

    key: int
    recipient: str
    categories: str
    said: str
    is_waiting: bool


class SharedShown(NamedTuple):
    """A sharing in words."""

    key: int
    unit: str
    categories: str
    basis: str
    purpose: str
    details: list[str]
    state: str
    is_open: bool


class Choice(NamedTuple):
    """A thing that can be chosen: its code, what it is called, and whether it is from the start."""

    value: str
    title: str
    is_chosen: bool = False


class FormShown(NamedTuple):
    """A form of one recipient to ask for, or of one basis to share by."""

    value: str
    title: str
    text: str
    citation: str
    is_verified: bool
    units: list[Choice]
    categories: list[Choice]
    is_at_meeting: bool


class SharingPage(NamedTuple):
    """The page of consents and sharings. words: what a yes says yes to, in today's version.

    may_change: whether the reader may change anything, and does not see the person in passing.
    """

    consents: list[ConsentShown]
    asked: list[AskedShown]
    shared: list[SharedShown]
    ask_forms: list[FormShown]
    share_forms: list[FormShown]
    words: str
    version: int
    answers: str
    may_change: bool


def day_text(day: date) -> str:
    """Return a day in words."""
    return str(date_format(day, "j. F Y"))


def titles(categories: list[str]) -> str:
    """Return what categories are called."""
    law = current_definitions().access_law()
    return ", ".join(told(law.categories[each].title) for each in Category if each in categories)


def recipient_title(recipient: str) -> str:
    """Return what a recipient is called."""
    return told(current_definitions().access_law().recipients[Recipient(recipient)].title)


def make_sharing_page(seen: Seen, user: User, day: date) -> SharingPage:
    """Return the page of an opened person's consents and sharings."""
    law = current_definitions().access_law()
    ask_forms = [ask_form(seen, user, each, categories, day) for each, categories in list_recipients_to_ask(seen)]
    share_forms = [
        FormShown(
            each.name,
            told(each.basis.title),
            told(each.basis.text),
            each.basis.citation,
            each.basis.is_verified,
            [Choice(unit, title_of(unit)) for unit in each.units],
            [Choice(c, titles([c])) for c in each.categories],
            each.basis.most_meetings is not None,
        )
        for each in list_may_share(seen, user, day)
    ]
    return SharingPage(
        consents=[consent_shown(each, day) for each in list_consents(seen, user)],
        asked=[asked_shown(each) for each in list_asked(seen, user)],
        shared=[shared_shown(each, day) for each in list_disclosures(seen, user, day)],
        ask_forms=ask_forms,
        share_forms=share_forms,
        words=told(law.consent_text),
        version=law.consent_version,
        answers=str(GIVEN_BY[GivenBy.YOUNG_PERSON if seen.age_years >= 15 else GivenBy.GUARDIAN]),
        may_change=not seen.is_passing,
    )


def ask_form(seen: Seen, user: User, recipient: Recipient, categories: list[Category], day: date) -> FormShown:
    """Return the form to ask about a recipient: what was agreed to is chosen, since a new yes replaces the old."""
    before = agreed_before(seen, user, recipient, day)
    choices = [Choice(each, titles([each]), each in before) for each in categories]
    return FormShown(recipient, recipient_title(recipient), "", "", True, [], choices, is_at_meeting=False)


def consent_shown(each: Consent, day: date) -> ConsentShown:
    """Return a consent in words."""
    given = {"by": GIVEN_BY[GivenBy(each.given_by)], "on": day_text(each.given_on), "version": each.version}
    is_open = is_standing(each, each.person, day)
    return ConsentShown(
        str(each.pk),
        recipient_title(each.recipient),
        titles(each.categories),
        _("%(by)s, %(on)s, version %(version)s") % given,
        state_of(each, day),
        is_open,
        warning_of(each, day) if is_open else "",
    )


def state_of(each: Consent, day: date) -> str:
    """Return how a consent stands."""
    if each.withdrawn_at is not None:
        return _("withdrawn %(on)s") % {"on": day_text(each.withdrawn_at.date())}
    if each.until is not None and each.until <= day:
        return _("ended %(on)s") % {"on": day_text(each.until)}
    if each.version != current_definitions().access_law().consent_version:
        return _("counts no more: the words are new, ask again")
    if not is_standing(each, each.person, day):
        return _("counts no more")
    return _("stands until %(on)s") % {"on": day_text(each.until)} if each.until else _("stands until it is withdrawn")


def warning_of(each: Consent, day: date) -> str:
    """Return what must be done in time: a guardian's yes ends at 18, and the young person is to be asked before."""
    adult_on = birthday_of(each.person, ADULT_YEARS)
    if each.given_by != GivenBy.GUARDIAN or adult_on > day + timedelta(days=ASK_WITHIN_DAYS):
        return ""
    return _("Turns 18 on %(on)s: ask the young person before that day.") % {"on": day_text(adult_on)}


def asked_shown(each: AskedConsent) -> AskedShown:
    """Return a question in words."""
    said = {"of": GIVEN_BY[GivenBy(each.asked_of)], "on": day_text(each.asked_on), "version": each.version}
    text = _("asked %(of)s on %(on)s, version %(version)s") % said
    if each.answer == Answer.REFUSED and each.answered_on:
        text = _("%(said)s: no on %(on)s") % {"said": text, "on": day_text(each.answered_on)}
    return AskedShown(each.pk, recipient_title(each.recipient), titles(each.categories), text, not each.answer)


def shared_shown(each: Disclosure, day: date) -> SharedShown:
    """Return a sharing in words."""
    basis = current_definitions().access_law().bases.get(each.basis)
    details = [_("decided by %(who)s on %(on)s") % {"who": each.decided_by, "on": day_text(each.since)}]
    if each.meeting is not None:
        matter = {"matter": each.matter, "on": day_text(each.meeting)}
        details.append(_("matter %(matter)s, meeting on %(on)s") % matter)
    if each.consent is not None:
        details.append(_("by the consent of %(on)s") % {"on": day_text(each.consent.given_on)})
    is_open = day < each.until
    state = _("until %(on)s") if is_open else _("ended %(on)s")
    because = ENDED.get(each.ended_because, each.ended_because)
    return SharedShown(
        each.pk,
        title_of(each.recipient_unit),
        titles(each.categories),
        told(basis.title) if basis is not None else each.basis,
        str(PURPOSES.get(Purpose(each.purpose), "")),
        details,
        state % {"on": day_text(each.until)} + (f": {because}" if because else ""),
        is_open,
    )


class PartShown(NamedTuple):
    """Somebody's part in words. key: of the part, where the user may end it; 0 elsewhere."""

    name: str
    how: str
    since: str
    until: str
    key: int


def list_parts(seen: Seen, grants: Grants, day: date) -> list[PartShown]:
    """Return who is involved with an opened person, as far as the user may know, and which parts the user may end."""
    mine = [each for each in list_open_parts(seen, day) if may_end(grants, each)]
    known = [involved_shown(each) for each in list_involved(seen, day)]
    own = [part_shown(each) for each in mine]
    shown = {(each.name, each.since, each.how) for each in own}
    others = [PartShown(e["name"], e["how"], e["since"], e["until"], 0) for e in known]
    return own + [each for each in others if (each.name, each.since, each.how) not in shown]


def part_shown(each: Involvement) -> PartShown:
    """Return a part that can be ended, in words."""
    assert each.user is not None, "only people's parts are given by hand"
    kinds = {
        "class": _("class %(title)s"),
        "case": _("case %(title)s"),
        "responsibility": _("responsible"),
        "invitation": _("invited"),
    }
    how = kinds.get(each.kind, "") % {"title": each.title}
    return PartShown(
        each.user.display_name, how, day_text(each.since), day_text(each.until) if each.until else "", each.pk
    )


def why_granting(grants: Grants) -> str:
    """Return why a user may involve others, as it follows on “You may, because”."""
    if grants.is_responsible:
        return _("you are responsible for the young person")
    return _("you lead %(units)s") % {"units": ", ".join(title_of(each) for each in sorted(grants.leads))}
