"""What is written about who may see whom: who is involved, what is shared, and emergency access."""

from videre.web.access.actions.asking import answer_consent, ask_consent
from videre.web.access.actions.disclosing import disclose, end_by_rule, end_disclosure
from videre.web.access.actions.emergencies import break_glass, check_glass, mark_seen, review_glass
from videre.web.access.actions.granting import end_part, give_part
from videre.web.access.actions.involving import end_involvement, follow_registers, involve, join_unit, leave_unit
from videre.web.access.actions.passing_on import pass_on
from videre.web.access.actions.sharing import give_consent, withdraw_consent

__all__ = [
    "answer_consent",
    "ask_consent",
    "break_glass",
    "check_glass",
    "disclose",
    "end_by_rule",
    "end_disclosure",
    "end_involvement",
    "end_part",
    "follow_registers",
    "give_consent",
    "give_part",
    "involve",
    "join_unit",
    "leave_unit",
    "mark_seen",
    "pass_on",
    "review_glass",
    "withdraw_consent",
]
