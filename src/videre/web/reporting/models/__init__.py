"""The tables of the half-year report, a class a file."""

from videre.web.reporting.models.comment import Comment
from videre.web.reporting.models.half_year_report import HalfYearReport

__all__ = ["Comment", "HalfYearReport"]
