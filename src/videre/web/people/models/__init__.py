"""The tables of people, a class a file."""

from videre.web.people.models.absence_row import AbsenceRow
from videre.web.people.models.activity_row import ActivityRow
from videre.web.people.models.address import Address
from videre.web.people.models.application_row import ApplicationRow
from videre.web.people.models.benefit_row import BenefitRow
from videre.web.people.models.case_absence import CaseAbsence
from videre.web.people.models.case_fact import CaseFact
from videre.web.people.models.case_readiness import CaseReadiness
from videre.web.people.models.contact_row import ContactRow
from videre.web.people.models.contact_unit import ContactUnit
from videre.web.people.models.cpr_number import CprNumber
from videre.web.people.models.employment_row import EmploymentRow
from videre.web.people.models.enrolment_row import EnrolmentRow
from videre.web.people.models.exam_row import ExamRow
from videre.web.people.models.guardian import Guardian
from videre.web.people.models.notification_row import NotificationRow
from videre.web.people.models.person import Person
from videre.web.people.models.protected_address import ProtectedAddress
from videre.web.people.models.readiness_row import ReadinessRow
from videre.web.people.models.register_row import RegisterRow
from videre.web.people.models.residence_row import ResidenceRow
from videre.web.people.models.taken_delivery import TakenDelivery

ROWS: dict[str, type[RegisterRow]] = {
    model.register: model
    for model in (
        ResidenceRow,
        EnrolmentRow,
        ExamRow,
        BenefitRow,
        EmploymentRow,
        ApplicationRow,
        ContactRow,
        ActivityRow,
        NotificationRow,
        AbsenceRow,
        ReadinessRow,
    )
}

__all__ = [
    "ROWS",
    "AbsenceRow",
    "ActivityRow",
    "Address",
    "ApplicationRow",
    "BenefitRow",
    "CaseAbsence",
    "CaseFact",
    "CaseReadiness",
    "ContactRow",
    "ContactUnit",
    "CprNumber",
    "EmploymentRow",
    "EnrolmentRow",
    "ExamRow",
    "Guardian",
    "NotificationRow",
    "Person",
    "ProtectedAddress",
    "ReadinessRow",
    "RegisterRow",
    "ResidenceRow",
    "TakenDelivery",
]
