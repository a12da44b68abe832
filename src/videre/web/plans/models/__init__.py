"""The tables of the shared document, a class a file."""

from videre.web.plans.models.hand_over import HandOver, HandOverState
from videre.web.plans.models.look import Look
from videre.web.plans.models.plan import Plan
from videre.web.plans.models.revision import Revision
from videre.web.plans.models.version import Version

__all__ = ["HandOver", "HandOverState", "Look", "Plan", "Revision", "Version"]
