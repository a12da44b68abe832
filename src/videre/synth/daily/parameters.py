"""The parameters of work, benefits, activities, contacts and applications: `parameters/daily_life.yaml`."""

from functools import cache

from videre.definitions.files import Strict, read_definition
from videre.synth.parameter_files import ALWAYS, FOLDER, NEVER, Month


class Work(Strict):
    """Work of one group; daily_life.yaml says what each field means."""

    working: float
    slope: float
    renewed: float
    hours: float
    apart: float
    subsidised: float


class Months(Strict):
    """From one month up to, not including, another."""

    from_month: Month = ALWAYS
    until_month: Month = NEVER


class Kontanthjaelp(Strict):
    """How kontanthjælp and uddannelseshjælp begin and stop, and at which level they are set."""

    begins: dict[str, float]
    begins_slope: float
    stops: dict[str, float]
    set_in: Month
    persons: int
    trend: float


class OtherBenefit(Months):
    """Another benefit, begun by some without work."""

    levels: tuple[str, ...]
    begins: float
    stops: float
    newcomers_only: bool = False


class Activities(Strict):
    """Activities by plan, and exemptions."""

    begins: dict[str, float]
    months: tuple[int, int]
    kinds: dict[str, float]
    review_days: int
    looked_at: float
    exempted: float
    exemption_months: tuple[int, int]


class Contact(Strict):
    """A unit's contact with people."""

    role: str = ""
    share: float = 0.0
    slope: float = 0.0
    months: tuple[int, int] = (1, 2)


class Applications(Strict):
    """Choices of education."""

    applied: str
    decided: str
    second_choice: float
    more_choices: float
    in_vain: float


class Notifications(Strict):
    """What institutions tell."""

    at_risk: float
    at_risk_in_vain: float


class DailyParameters(Strict):
    """All of daily_life.yaml."""

    work: dict[str, Work]
    young_work: float
    longest_hours: float
    kontanthjaelp: Kontanthjaelp
    uddannelseshjaelp: Months
    other_benefits: dict[str, OtherBenefit]
    activities: Activities
    contacts: dict[str, Contact]
    contacts_from: Month
    applications: Applications
    notifications: Notifications


@cache
def read_daily() -> DailyParameters:
    """Return the shipped parameters of daily life."""
    return read_definition(FOLDER / "daily_life.yaml", DailyParameters)
