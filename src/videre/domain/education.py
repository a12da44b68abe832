"""The kinds of education a young person can be in, and how a course can end."""

from enum import IntEnum


class EducationKind(IntEnum):
    """Kinds of education, as the registers tell them apart.

    Which kinds count as a youth education, from when to when, how long they last and what replaced them stands as data
    in `definitions/programmes/`; here are only the names that the folds know.
    """

    UNKNOWN = 0
    PRIMARY_SCHOOL = 1  # grades 0 to 8
    NINTH_GRADE = 2
    TENTH_GRADE = 3
    PRODUKTIONSSKOLE = 10
    EGU = 11
    KUU = 12
    FGU = 13
    SINGLE_SUBJECTS = 14  # avu and hf-enkeltfag at a VUC
    STX = 20
    HF = 21
    HHX = 22
    HTX = 23
    EUX = 24
    EUD_GF1 = 25
    EUD_GF2 = 26
    EUD_MAIN = 27
    STU = 28
    EPX = 29
    HIGHER_SHORT = 40
    HIGHER_MEDIUM = 41
    HIGHER_BACHELOR = 42
    HIGHER_LONG = 43


N_EDUCATION_KINDS = 44  # tables indexed by kind have this many places


class Outcome(IntEnum):
    """How a stay in a programme ended, as the institution reported it."""

    NONE = 0
    ONGOING = 1
    COMPLETED = 2
    INTERRUPTED = 3
    TRANSFERRED = 4


class Event(IntEnum):
    """What an institution must tell the municipality of residence (guidance law, section 12 c)."""

    NONE = 0
    ADMITTED = 1
    AT_RISK = 2
    INTERRUPTED = 3
    COMPLETED = 4


class ActivityKind(IntEnum):
    """A municipal activity by plan, or an exemption from the duty of the 15-17-year-olds."""

    NONE = 0
    BRIDGE_BUILDING = 1
    COMPANY_PLACEMENT = 2
    PREPARATORY_COURSE = 3
    VOLUNTARY_WORK = 4
    EXEMPTION = 9
