"""What the statistics know of a person, as codes."""

from enum import IntEnum


class Sex(IntEnum):
    """As the CPR number's last digit says: odd is M, even is K."""

    UNKNOWN = 0
    M = 1
    K = 2


class Origin(IntEnum):
    """Statistics Denmark's three groups of origin."""

    UNKNOWN = 0
    DANISH = 1
    IMMIGRANT = 2
    DESCENDANT = 3


class ParentsEducation(IntEnum):
    """The longest education of either parent."""

    UNKNOWN = 0
    PRIMARY_SCHOOL = 1
    YOUTH_EDUCATION = 2
    SHORT_OR_MEDIUM_HIGHER = 3
    LONG_HIGHER = 4
