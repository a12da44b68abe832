"""Why somebody sees a person, in words: computed from the tie, never typed."""

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videre.definitions.roles import Role
from videre.web.access.deciding import Glass, Tie, TieKind
from videre.web.access.units import title_of
from videre.web.installation import current_definitions
from videre.web.languages import DANISH, told


def role_title(name: str) -> str:
    """Return what a role is called, in small letters as in the middle of a sentence."""
    definitions = current_definitions()
    if name not in definitions.names("roles"):
        return name
    title = told(definitions.definition("roles", name, Role).title)
    return title if title.isupper() else title[:1].lower() + title[1:]


def reason_of(tie: Tie, role: str, glass: Glass | None = None) -> str:
    """Return the reason as it follows on “because you are”: `class teacher of 9.b`."""
    values = {"role": role_title(role), "title": tie.title, "unit": title_of(tie.unit) if tie.unit else ""}
    match tie.kind:
        case TieKind.CLASS:
            return _("%(role)s of %(title)s") % values
        case TieKind.CASE:
            return _("%(role)s in the case %(title)s") % values
        case TieKind.RESPONSIBILITY:
            return _("the %(role)s who is responsible") % values
        case TieKind.INVITATION:
            return _("%(role)s, invited by the young person") % values
        case TieKind.OWN:
            return _("the one whom the plan is about")
        case TieKind.GUARDIAN:
            return _("a holder of custody")
        case TieKind.MEETING:
            return _("%(role)s, at a meeting on %(day)s") % {**values, "day": date_format(tie.since, "j. F Y")}
        case TieKind.EMERGENCY:
            return _("%(role)s with emergency access until %(time)s") % {**values, "time": clock(glass)}
    return _("%(role)s at %(unit)s") % values


def clock(glass: Glass | None) -> str:
    """Return until what time an emergency access is open."""
    return f"{timezone.localtime(glass.until):%H:%M}" if glass is not None else ""


def reason_for_log(tie: Tie, role: str, glass: Glass | None = None) -> str:
    """Return the reason as the log keeps it: in Danish, whoever looked, since the young person reads it."""
    with translation.override(DANISH):
        return reason_of(tie, role, glass)
