"""What the pages about people show."""

from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videre.definitions.access import Category
from videre.domain.days import OPEN_ENDED, day_of_date
from videre.domain.facts import Fact
from videre.domain.standing import YouthClass
from videre.web.access.categories import category_of
from videre.web.access.history import Look
from videre.web.access.queries import Involved, Seen, list_involved
from videre.web.access.reasons import role_title
from videre.web.access.standing import find_standing
from videre.web.access.words import CLASSES, REASONS, detail_of_fact, period_of, title_of_fact, words_of
from videre.web.installation import current_definitions
from videre.web.languages import told

OLD_AFTER_DAYS = 92  # a quarter: a source that has said nothing for so long is marked

NEEDS_ATTENTION = {YouthClass.OFF_PLAN, YouthClass.UNKNOWN}


class StatusShown(NamedTuple):
    """Where a person stands, in words."""

    title: str
    why: str
    since: str
    is_attention: bool


class FactShown(NamedTuple):
    """A row of the timeline. age: how old what the source said is; is_old: older than a quarter, and still open."""

    period: str
    title: str
    detail: str
    category: str
    reported: str
    is_old: bool
    is_open: bool


class MayShown(NamedTuple):
    """What may be seen by one basis. is_verified: whether the paragraph has been read at its source."""

    basis: str
    text: str
    citation: str
    is_verified: bool
    categories: list[str]


class PersonPage(NamedTuple):
    """Everything on the page of one person."""

    seen: Seen
    who: str
    status: StatusShown | None
    involved: list[dict[str, str]]
    may_see: list[MayShown]
    closed: list[str]


def make_person_page(seen: Seen, day: date) -> PersonPage:
    """Return the page of an opened person."""
    law = current_definitions().access_law()
    closed = [each for each in Category if each not in seen.categories]
    return PersonPage(
        seen=seen,
        who=_("%(age)s years, born %(born)s") % {"age": seen.age_years, "born": date_format(seen.birth_date, "j. F Y")},
        status=status_shown(seen, day),
        involved=[involved_shown(each) for each in list_involved(seen, day)],
        may_see=by_basis(seen),
        closed=[told(law.categories[each].title) for each in closed],
    )


def by_basis(seen: Seen) -> list[MayShown]:
    """Return what may be seen of a person, one row a legal basis, in the order of the table of the law."""
    law = current_definitions().access_law()
    return [
        MayShown(
            told(basis.title),
            told(basis.text),
            basis.citation,
            basis.is_verified,
            [told(law.categories[each].title) for each in Category if seen.bases.get(each) == name],
        )
        for name, basis in law.bases.items()
        if name in seen.bases.values()
    ]


def newest_first(fact: Fact) -> tuple[int, int]:
    """Return what facts are sorted by: what goes on, then what ended last."""
    return (min(fact.stop, OPEN_ENDED), fact.start)


def status_shown(seen: Seen, day: date) -> StatusShown | None:
    """Return where a person stands today, or None where that may not be told."""
    standing = find_standing(seen, day_of_date(day))
    if standing is None:
        return None
    why = REASONS.get(standing.reason)
    return StatusShown(
        str(CLASSES[standing.youth_class]),
        str(why) if why is not None else "",
        words_of(standing.since),
        standing.youth_class in NEEDS_ATTENTION,
    )


def fact_shown(fact: Fact, units: tuple[str, ...], day: date) -> FactShown:
    """Return a fact as a row of the timeline."""
    law = current_definitions().access_law()
    today = day_of_date(day)
    is_open = fact.start <= today < fact.stop
    return FactShown(
        period_of(fact),
        title_of_fact(fact, units),
        detail_of_fact(fact),
        told(law.categories[category_of(fact, units)].title),
        age_of_word(today - fact.reported),
        is_open and today - fact.reported > OLD_AFTER_DAYS,
        is_open,
    )


def age_of_word(days: int) -> str:
    """Return how long ago something was said."""
    if days < 1:
        return _("today")
    if days < 60:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    months = days // 30
    if months < 24:
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    return ngettext("%(n)s year ago", "%(n)s years ago", days // 365) % {"n": days // 365}


def involved_shown(each: Involved) -> dict[str, str]:
    """Return somebody who is involved, in words."""
    kinds = {
        "class": _("class %(title)s"),
        "case": _("case %(title)s"),
        "responsibility": _("responsible"),
        "invitation": _("invited"),
        "unit": "",
    }
    return {
        "name": each.name,
        "how": kinds[each.kind] % {"title": each.title},
        "since": date_format(each.since, "j. F Y"),
        "until": date_format(each.until, "j. F Y") if each.until else "",
    }


def look_shown(look: Look) -> dict[str, str | bool]:
    """Return a line of the log, in words: role and unit, when, and why; never a name."""
    events = {
        "person_opened": _("Opened"),
        "person_listed": _("Shown in a list"),
        "search_hit": _("Found by a search"),
        "person_refused": _("Asked for and refused"),
        "glass_broken": _("Emergency access"),
        "glass_reviewed": _("Emergency access reviewed"),
        "consent_given": _("Consent given"),
        "consent_withdrawn": _("Consent withdrawn"),
        "consent_asked": _("Asked for consent"),
        "consent_refused": _("Consent refused"),
        "disclosed": _("Shared"),
        "disclosure_ended": _("Sharing ended"),
        "involvement_made": _("Became involved"),
        "involvement_ended": _("No longer involved"),
        "looks_shown": _("Asked who has looked"),
        "hold_placed": _("Held back from erasure"),
        "hold_lifted": _("Held back no more"),
        "door_opened": _("Let in by MitID"),
        "door_closed": _("Let in by MitID no more"),
        "plan_begun": _("Began the plan"),
        "plan_written": _("Wrote in the plan"),
        "plan_words_set_aside": _("Wrote in the plan at the same time as somebody else"),
        "plan_words_left": _("Let another text stand"),
        "plan_published": _("Published the plan"),
        "plan_read": _("Read the plan"),
        "agreement_made": _("Wrote down an agreement"),
        "agreement_kept": _("An agreement was kept"),
        "agreement_dropped": _("An agreement was dropped"),
        "agreement_answered": _("Answered an agreement"),
        "contact_person_named": _("Named the contact person"),
        "objection_made": _("Objected"),
        "objection_answered": _("Answered an objection"),
        "number_looked_up": _("Looked up by number"),
        "act_called": _("Noted a call"),
        "act_met": _("Noted a meeting"),
        "act_offered": _("Noted an offer"),
        "act_referred": _("Referred to another unit"),
        "act_accepted": _("Accepted a referral"),
        "act_rejected": _("Rejected a referral"),
        "act_done": _("Finished a referral"),
        "act_wrong": _("Noted what is wrong in a register"),
    }
    role = role_title(look.role)
    return {
        "when": date_format(look.at, "j. F Y H:i"),
        "what": events.get(look.event, look.event.replace("_", " ")),
        "who": ", ".join(part for part in (role[:1].upper() + role[1:], look.unit) if part),
        "why": look.reason,
        "is_refusal": look.is_refusal,
    }
