"""Words for what the control shows."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videre.web.accounts.queries import list_roles
from videre.web.audit.sampling import Rule
from videre.web.control.models import Verdict
from videre.web.control.queries import Shown
from videre.web.languages import told

RULES: dict[str, Promise] = {
    Rule.OWN_FAMILY_NAME: gettext_lazy("Same family name"),
    Rule.OWN_ADDRESS: gettext_lazy("Same address"),
    Rule.COLLEAGUE: gettext_lazy("A colleague"),
    Rule.NO_OPEN_CASE: gettext_lazy("No open case"),
    Rule.AT_NIGHT: gettext_lazy("At night"),
    Rule.MASS_LOOK_UP: gettext_lazy("Very many in an hour"),
    Rule.BY_LOT: gettext_lazy("Drawn by lot"),
}


class Row(NamedTuple):
    """One drawn look as the page shows it. The young person is a short code here, and no name."""

    line: int
    when: str
    who: str
    role: str
    person: str
    why: str
    rules: list[str]
    verdict: str
    note: str
    is_open: bool


def row_of(shown: Shown, roles: dict[str, str]) -> Row:
    """Return a drawn look as a row."""
    line, entry = shown
    rules = [str(RULES[rule]) for rule in line.rules.split() if rule in RULES]
    is_open = line.verdict == Verdict.OPEN
    if entry is None:
        gone = _("The log has let this line go")
        return Row(line.pk, gone, "", "", "", "", rules, line.verdict, line.note, is_open)
    role = " · ".join(filter(None, [roles.get(entry.role, entry.role), entry.unit]))
    when = date_format(timezone.localtime(entry.at), "j. N Y, H.i")
    why = entry.reason or entry.purpose
    return Row(line.pk, when, entry.by, role, entry.person[:8], why, rules, line.verdict, line.note, is_open)


def role_titles() -> dict[str, str]:
    """Return what roles are called, by name."""
    return {role.name: told(role.title) for role in list_roles()}
