"""Why somebody stands on a list, and what clock runs, in the reader's words."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from videre.definitions.access import Category
from videre.definitions.followup import FollowUpList
from videre.domain.clocks import ClockKind
from videre.domain.days import date_of_day
from videre.domain.education import EducationKind
from videre.domain.exam import Discipline
from videre.domain.standing import StandingReason, YouthClass
from videre.web.access.seen import Seen
from videre.web.access.standing import TELLS_OF
from videre.web.access.units import title_of
from videre.web.access.words import TESTS
from videre.web.followup.models import Entry
from videre.web.installation import current_definitions
from videre.web.languages import DANISH, current_language, told

REASONS: Final = {
    StandingReason.ENROLLED: gettext_lazy("Enrolled."),
    StandingReason.SUMMER_BEFORE_NEXT_COURSE: gettext_lazy("Has a place after the summer."),
    StandingReason.WORKS_ENOUGH: gettext_lazy("Works enough hours."),
    StandingReason.ACTIVITY_BY_PLAN: gettext_lazy("In an activity by plan."),
    StandingReason.EXEMPTION: gettext_lazy("Exempted for a time."),
    StandingReason.NOTICE_OF_INTERRUPTION: gettext_lazy("A break was told, and nothing has begun since."),
    StandingReason.ON_BENEFIT: gettext_lazy("On a benefit, and in nothing else."),
    StandingReason.NOT_CONFIRMED_IN_TIME: gettext_lazy("The last we knew was not confirmed in time."),
    StandingReason.COURSE_ENDED: gettext_lazy("The last course ended, and we know of nothing since."),
    StandingReason.WORKS_TOO_LITTLE: gettext_lazy("Works, but too few hours to count."),
    StandingReason.NEVER_HEARD_OF: gettext_lazy("No source has said anything."),
}
OUTSIDE_WITHOUT_SAYING_WHY: Final = gettext_lazy("Outside by what is registered.")
# Reasons of standing outside that give away more than the class; those of other classes say what the class says.
OF_OUTSIDE: Final = {StandingReason.ON_BENEFIT, StandingReason.NOTICE_OF_INTERRUPTION, StandingReason.WORKS_TOO_LITTLE}
CLASSES: Final = {
    YouthClass.PRIMARY_SCHOOL: gettext_lazy("in primary school"),
    YouthClass.EDUCATION: gettext_lazy("in education"),
    YouthClass.ORDINARY_EMPLOYMENT: gettext_lazy("in ordinary work"),
    YouthClass.OTHER_EMPLOYMENT: gettext_lazy("in other work"),
    YouthClass.PREPARATORY: gettext_lazy("in a preparatory activity"),
    YouthClass.EXEMPTED: gettext_lazy("exempted"),
    YouthClass.OFF_PLAN: gettext_lazy("off plan"),
    YouthClass.UNKNOWN: gettext_lazy("unknown"),
}
CLOCKS: Final = {
    ClockKind.CONTACT: gettext_lazy("Contact by"),
    ClockKind.ACTIVITY: gettext_lazy("Offer by"),
    ClockKind.REVIEW: gettext_lazy("Confirm by"),
    ClockKind.TASK: gettext_lazy("Act by"),
}
Why = dict[str, Any]


def day_text(day: date) -> str:
    """Return a day as people write it in a table: 9 Mar 2016."""
    return date_format(day, "j. b Y" if current_language() == DANISH else "j M Y")


def day_of_number(day: int) -> str:
    """Return a day number as people write it."""
    return day_text(date_of_day(day))


def share_text(percent_x100: int) -> str:
    """Return hundredths of a percent as people write a share, one decimal cut off and never rounded up."""
    return _("%(share)s %%") % {"share": number_format(percent_x100 // 10 / 10, 1)}


def why_text(entry: Entry, definition: FollowUpList, seen: Seen) -> str:
    """Return why an entry is on its list, as far as the reader may know."""
    return WHY[definition.rule.kind](entry.why, seen)


def why_class(why: Why, seen: Seen) -> str:
    """Return the reason of a class; what tells of a benefit, a break or work, only to whoever may know of that."""
    reason = StandingReason(why["reason"])
    if reason in OF_OUTSIDE and not seen.may_see(TELLS_OF[reason]):
        return str(OUTSIDE_WITHOUT_SAYING_WHY)
    return str(REASONS[reason])


def why_exam(why: Why, _seen: Seen) -> str:
    """Return what a leaver lacks, and the next day on which it can be taken."""
    parts = [_("Left %(school)s in %(year)s.") % {"school": title_of(f"school:{why['school']}"), "year": why["year"]}]
    missing = [str(TESTS[Discipline(each)]) for each in why["missing"]]
    if missing and len(missing) < len(TESTS) - 2:
        parts.append(_("Lacks: %(tests)s.") % {"tests": "; ".join(missing)})
    if "way" in why:
        way = current_definitions().exam_ways().ways[why["way"]]
        said = {"way": told(way.title), "begins": day_of_number(why["begins"])}
        parts.append(_("Next: %(way)s, begins %(begins)s.") % said)
    return " ".join(parts)


def course_text(why: Why) -> dict[str, str]:
    """Return the education and the institution that an entry names."""
    kind = current_definitions().programme_kinds().get(EducationKind(why["education"]))
    return {"education": told(kind.name), "institution": title_of(f"institution:{why['institution']}")}


def why_break(why: Why, _seen: Seen) -> str:
    """Return what was broken off, and where."""
    return _("Broke off %(education)s at %(institution)s.") % course_text(why)


def why_risk(why: Why, _seen: Seen) -> str:
    """Return who says that there is a risk."""
    return _("%(institution)s tells of a risk of dropping out of %(education)s.") % course_text(why)


def why_unanswered(why: Why, seen: Seen) -> str:
    """Return who said so, and that nobody has acted."""
    return why_risk(why, seen) + " " + _("Nobody has noted an act since.")


def why_benefit(_why: Why, _seen: Seen) -> str:
    """Return that there is a benefit and no plan."""
    return _("On a benefit, and in no activity or course.")


def why_rising(why: Why, _seen: Seen) -> str:
    """Return recent absence beside the own past and the class."""
    said = [_("%(share)s absence lately") % {"share": share_text(why["recent"])}]
    if why["own_past"] >= 0:
        said.append(_("%(share)s in the ten months before") % {"share": share_text(why["own_past"])})
    if why["of_class"] >= 0:
        said.append(_("%(share)s in the class") % {"share": share_text(why["of_class"])})
    return "; ".join(said) + "."


def why_unlawful(why: Why, _seen: Seen) -> str:
    """Return unlawful absence in a quarter."""
    said = {"share": share_text(why["share"]), "quarter": why["quarter"] % 4 + 1, "year": why["quarter"] // 4}
    if why["is_whole"]:
        return _("%(share)s unlawful absence in quarter %(quarter)s of %(year)s.") % said
    return _("%(share)s unlawful absence so far in quarter %(quarter)s of %(year)s.") % said


def is_told(why: Why, seen: Seen) -> bool:
    """Return whether a class may be told: that somebody is exempted, only to whoever may know of exemptions."""
    return YouthClass(why["class"]) is not YouthClass.EXEMPTED or seen.may_see(Category.EXEMPTION)


def why_lapse(why: Why, seen: Seen) -> str:
    """Return what lapses, or nothing where it may not be told."""
    if not is_told(why, seen):
        return ""
    return _("Is %(status)s; that lapses unless somebody confirms it.") % {"status": CLASSES[YouthClass(why["class"])]}


def why_turning(why: Why, seen: Seen) -> str:
    """Return where somebody stands who turns 18, or nothing where it may not be told."""
    if not is_told(why, seen):
        return ""
    return _("Is %(status)s now.") % {"status": CLASSES[YouthClass(why["class"])]}


def why_moved(why: Why, seen: Seen) -> str:
    """Return where a newcomer stands, as far as the reader may know."""
    if not seen.may_see(Category.STANDING) or not is_told(why, seen):
        return _("Moved here.")
    return _("Moved here; is %(status)s.") % {"status": CLASSES[YouthClass(why["class"])]}


WHY: Final[dict[str, Callable[[Why, Seen], str]]] = {
    "class": why_class,
    "exam": why_exam,
    "broke_off": why_break,
    "at_risk": why_risk,
    "risk_unanswered": why_unanswered,
    "benefit_without_plan": why_benefit,
    "absence_rising": why_rising,
    "absence_unlawful": why_unlawful,
    "about_to_lapse": why_lapse,
    "turning_18": why_turning,
    "moved_in": why_moved,
}


def overdue_text(due: date, today: date) -> str:
    """Return how late something is, or how long there is; nothing when it is far ahead."""
    days = (today - due).days
    if days > 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", days) % {"days": days}
    if days == 0:
        return _("today")
    return ngettext("in %(days)s day", "in %(days)s days", -days) % {"days": -days}
