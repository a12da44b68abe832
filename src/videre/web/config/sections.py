"""The sections of the site beside the measurement points: a line each, shown to those who may open it."""

from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from videre.web.accounts.permissions import Permission


class Section(NamedTuple):
    """A line of the menu. begins: the addresses that belong to it."""

    text: object
    name: str
    needs: Permission
    begins: tuple[str, ...]


SECTIONS: Final = (
    Section(_("My plan"), "own:index", Permission.OWN_PLAN, ("/min-plan",)),
    Section(_("Follow-up"), "followup:board", Permission.WORK_LISTS, ("/opfoelgning",)),
    Section(_("My young people"), "access:my_people", Permission.SEE_PEOPLE, ("/unge",)),
    Section(_("Hand-overs"), "plans:desk", Permission.WRITE_PLANS, ("/plan",)),
    Section(_("Objections"), "own:inbox", Permission.WRITE_PLANS, ("/indsigelser",)),
    Section(_("Given back"), "givenback:senders", Permission.SEE_FIGURES, ("/givet-tilbage",)),
    Section(_("Reports"), "reporting:reports", Permission.SEE_FIGURES, ("/rapport",)),
    Section(_("Initiatives"), "steering:initiatives", Permission.SEE_FIGURES, ("/indsats", "/milepael")),
    Section(_("Steering group"), "steering:bodies", Permission.STEER, ("/forum", "/moede", "/medlem", "/opgave")),
    Section(_("Emergency accesses"), "access:reviews", Permission.CONTROL_LOG, ("/noedadgang",)),
    Section(_("Control of the log"), "control:controls", Permission.CONTROL_LOG, ("/log",)),
    Section(_("Legal holds"), "retention:holds", Permission.HOLD_RECORDS, ("/tilbageholdelser",)),
    Section(_("Data"), "deliveries:health", Permission.DELIVER_DATA, ("/data",)),
)


class SectionLink(NamedTuple):
    """A line of the menu as the page writes it."""

    text: str
    href: str
    is_current: bool


def list_sections(permissions: frozenset[Permission], path: str) -> list[SectionLink]:
    """Return the sections that somebody with these permissions may open, the one at `path` marked."""
    return [
        SectionLink(str(section.text), reverse(section.name), path.startswith(section.begins))
        for section in SECTIONS
        if section.needs in permissions
    ]
