"""What is written in and around a plan: words and versions, hand-overs, meetings, and steps of a transition."""

from videre.web.plans.actions.handing_over import answer_hand_over, send_hand_over, take_back_hand_over
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
    "MOST_LETTERS",
    "MayNotWrite",
    "NothingNew",
    "TooLong",
    "answer_hand_over",
    "leave_theirs",
    "mark_read",
    "publish",
    "send_hand_over",
    "take_back_hand_over",
    "write_words",
]
