"""What is written about who may see whom: who is involved, what is shared, and emergency access."""

from videre.web.access.actions.emergencies import break_glass, check_glass, mark_seen, review_glass
from videre.web.access.actions.involving import end_involvement, follow_registers, involve, join_unit, leave_unit
from videre.web.access.actions.sharing import disclose, end_by_rule, give_consent, withdraw_consent

__all__ = [
    "break_glass",
    "check_glass",
    "disclose",
    "end_by_rule",
    "end_involvement",
    "follow_registers",
    "give_consent",
    "involve",
    "join_unit",
    "leave_unit",
    "mark_seen",
    "review_glass",
    "withdraw_consent",
]
