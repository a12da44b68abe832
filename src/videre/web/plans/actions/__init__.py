"""What is written in and around a plan: words and versions, hand-overs, meetings, and steps of a transition."""

from videre.web.plans.actions.handing_over import answer_hand_over, send_hand_over, take_back_hand_over
from videre.web.plans.actions.meeting import (
    add_to_agenda,
    agree_at_meeting,
    call_meeting,
    close_meeting,
    invite,
    uninvite,
)
from videre.web.plans.actions.minutes import MOST_CAME, MOST_MINUTES, Typed, write_minutes
from videre.web.plans.actions.ticking import tick
from videre.web.plans.actions.writing import (
    MOST_LETTERS,
    MayNotWrite,
    NothingNew,
    TooLong,
    leave_theirs,
    mark_read,
    publish,
    write_words,
)

__all__ = [
    "MOST_CAME",
    "MOST_LETTERS",
    "MOST_MINUTES",
    "MayNotWrite",
    "NothingNew",
    "TooLong",
    "Typed",
    "add_to_agenda",
    "agree_at_meeting",
    "answer_hand_over",
    "call_meeting",
    "close_meeting",
    "invite",
    "leave_theirs",
    "mark_read",
    "publish",
    "send_hand_over",
    "take_back_hand_over",
    "tick",
    "uninvite",
    "write_minutes",
    "write_words",
]
