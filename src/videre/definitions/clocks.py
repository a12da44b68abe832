"""The clocks as data: how long contact and an offer may take, and on which days the municipality is closed."""

from pydantic import Field, field_validator

from videre.definitions.files import Strict, Text
from videre.definitions.measure import Law
from videre.domain.clocks import ClockRules


class YouthClocks(Strict):
    """All of clocks/youth.yaml.

    closed: days of every year on which the municipality is closed beside the holidays, as MM-DD.
    """

    name: str
    title: Text
    contact_working_days: int = Field(gt=0)
    activity_calendar_days: int = Field(gt=0)
    closed: tuple[str, ...] = ()
    caveats: tuple[Text, ...] = ()
    law: tuple[Law, ...]

    @field_validator("closed")
    @classmethod
    def are_days_of_a_year(cls, closed: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse what is no day of a year."""
        for day in closed:
            month, _, of_month = day.partition("-")
            if not (month.isdigit() and of_month.isdigit() and 1 <= int(month) <= 12 and 1 <= int(of_month) <= 31):
                raise ValueError(f"{day!r} is no day: write MM-DD, in quotation marks")
        return closed

    def rules(self) -> ClockRules:
        """Return the rules as the domain takes them."""
        closed = tuple(int(day[:2]) * 100 + int(day[3:]) for day in self.closed)
        return ClockRules(self.contact_working_days, self.activity_calendar_days, closed)
