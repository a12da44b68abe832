"""The tables of follow-up, a class a file."""

from videre.web.followup.models.course_break import CourseBreak
from videre.web.followup.models.entry import Entry
from videre.web.followup.models.refresh import Refresh
from videre.web.followup.models.subscription import Subscription

__all__ = ["CourseBreak", "Entry", "Refresh", "Subscription"]
