"""All registers by name, in the order in which a home is best filled: what others refer to comes first."""

from videre.domain.refusals import Refused
from videre.registers.absence.schema import REGISTER as ABSENCE
from videre.registers.activities.schema import REGISTER as ACTIVITIES
from videre.registers.applications.schema import REGISTER as APPLICATIONS
from videre.registers.benefits.schema import REGISTER as BENEFITS
from videre.registers.contacts.schema import REGISTER as CONTACTS
from videre.registers.cpr_changes.schema import REGISTER as CPR_CHANGES
from videre.registers.employment.schema import REGISTER as EMPLOYMENT
from videre.registers.enrolments.schema import REGISTER as ENROLMENTS
from videre.registers.exams.schema import REGISTER as EXAMS
from videre.registers.institutions.schema import REGISTER as INSTITUTIONS
from videre.registers.notifications.schema import REGISTER as NOTIFICATIONS
from videre.registers.official_figures.schema import REGISTER as OFFICIAL_FIGURES
from videre.registers.persons.schema import REGISTER as PERSONS
from videre.registers.programmes.schema import REGISTER as PROGRAMMES
from videre.registers.readiness.schema import REGISTER as READINESS
from videre.registers.residence.schema import REGISTER as RESIDENCE
from videre.registers.schema import Register
from videre.registers.wellbeing.schema import REGISTER as WELLBEING

REGISTERS: dict[str, Register] = {
    register.name: register
    for register in (
        INSTITUTIONS,
        PROGRAMMES,
        PERSONS,
        RESIDENCE,
        ENROLMENTS,
        EXAMS,
        ABSENCE,
        WELLBEING,
        READINESS,
        BENEFITS,
        EMPLOYMENT,
        APPLICATIONS,
        CONTACTS,
        OFFICIAL_FIGURES,
        ACTIVITIES,
        NOTIFICATIONS,
        CPR_CHANGES,
    )
}


class UnknownRegister(Refused):
    """A register was named that is none of the seventeen."""


def get_register(name: str) -> Register:
    """Return a register by name; raises UnknownRegister with the names that there are."""
    if name not in REGISTERS:
        raise UnknownRegister(f"There is no register {name!r}. Registers are: {', '.join(sorted(REGISTERS))}.")
    return REGISTERS[name]
