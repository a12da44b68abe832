"""The tables of agreements, a class a file."""

from videre.web.agreements.models.act import Act, ActKind
from videre.web.agreements.models.agreement import Agreement, Party
from videre.web.agreements.models.answer import Answer, Said
from videre.web.agreements.models.contact_person import ContactPerson
from videre.web.agreements.models.correction import Correction, CorrectionState
from videre.web.agreements.models.referral import Referral, ReferralState

__all__ = [
    "Act",
    "ActKind",
    "Agreement",
    "Answer",
    "ContactPerson",
    "Correction",
    "CorrectionState",
    "Party",
    "Referral",
    "ReferralState",
    "Said",
]
