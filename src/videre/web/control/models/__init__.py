"""The tables of the control, a class a file."""

from videre.web.control.models.control import Control
from videre.web.control.models.drawn_line import DrawnLine, Verdict

__all__ = ["Control", "DrawnLine", "Verdict"]
