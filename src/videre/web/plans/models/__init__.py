"""The tables of the shared document, a class a file."""

from videre.web.plans.models.agenda_item import AgendaItem
from videre.web.plans.models.hand_over import HandOver, HandOverState
from videre.web.plans.models.invited import Invited
from videre.web.plans.models.look import Look
from videre.web.plans.models.meeting import Meeting
from videre.web.plans.models.minutes import Minutes
from videre.web.plans.models.plan import Plan
from videre.web.plans.models.revision import Revision
from videre.web.plans.models.tick import Tick
from videre.web.plans.models.version import Version

__all__ = [
    "AgendaItem",
    "HandOver",
    "HandOverState",
    "Invited",
    "Look",
    "Meeting",
    "Minutes",
    "Plan",
    "Revision",
    "Tick",
    "Version",
]
