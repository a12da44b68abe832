"""For which purposes somebody may open a young person."""

from enum import StrEnum


class Purpose(StrEnum):
    """What a look is for. A role names its purposes (`definitions/roles/`); each is a wall inside the municipality."""

    GUIDANCE = "guidance"
    SCHOOL = "school"
    EMPLOYMENT = "employment"
    SOCIAL = "social"
    HEALTH = "health"
    EDUCATION_PROVIDER = "education_provider"
    OWN = "own"
    GUARDIAN = "guardian"
    CONTROL = "control"
    DATA = "data"
