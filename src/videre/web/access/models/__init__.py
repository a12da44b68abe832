"""The tables of access, a class a file."""

from videre.web.access.models.asked_consent import Answer, AskedConsent
from videre.web.access.models.broken_glass import BrokenGlass, Verdict
from videre.web.access.models.consent import Consent, GivenBy
from videre.web.access.models.disclosure import Disclosure
from videre.web.access.models.door import Door, DoorKind
from videre.web.access.models.involvement import Involvement, Kind
from videre.web.access.models.membership import Membership
from videre.web.access.models.notice import Notice

__all__ = [
    "Answer",
    "AskedConsent",
    "BrokenGlass",
    "Consent",
    "Disclosure",
    "Door",
    "DoorKind",
    "GivenBy",
    "Involvement",
    "Kind",
    "Membership",
    "Notice",
    "Verdict",
]
