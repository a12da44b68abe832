"""The tables of steering, a class a file."""

from videre.web.steering.models.agenda_item import AgendaItem
from videre.web.steering.models.body import Body
from videre.web.steering.models.change import Change
from videre.web.steering.models.effect import Effect
from videre.web.steering.models.initiative import Initiative
from videre.web.steering.models.meeting import Meeting
from videre.web.steering.models.member import Member
from videre.web.steering.models.milestone import Milestone
from videre.web.steering.models.status_report import StatusReport
from videre.web.steering.models.task import Task

__all__ = [
    "AgendaItem",
    "Body",
    "Change",
    "Effect",
    "Initiative",
    "Meeting",
    "Member",
    "Milestone",
    "StatusReport",
    "Task",
]
