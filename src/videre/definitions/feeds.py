"""How often each register is expected from each sender, and from when a missing delivery is late."""

from datetime import date, timedelta
from typing import Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict


class RhythmOfFeed(Strict):
    """What a rhythm means: the longest time between two deliveries, and how much later one may come."""

    days: int = Field(ge=1)
    grace_days: int = Field(ge=0)


class AgreedFeed(Strict):
    """What is agreed with one sender of a register, where it differs from the register's own.

    rhythm: how often the sender delivers; None: as the register.
    until: the day from which nothing more is expected of the sender: another has taken over.
    """

    register_name: str = Field(alias="register")
    sender: str
    rhythm: str | None = None
    until: date | None = None


class Feeds(Strict):
    """All of rhythms.yaml."""

    rhythms: dict[str, RhythmOfFeed]
    senders: tuple[AgreedFeed, ...] = ()
    ends: dict[str, date] = Field(default_factory=dict)

    @model_validator(mode="after")
    def names_rhythms(self) -> Self:
        """Refuse a sender with a rhythm that is not described."""
        for sender in self.senders:
            if sender.rhythm is not None and sender.rhythm not in self.rhythms:
                raise ValueError(f"senders: {sender.sender}: no rhythm {sender.rhythm}; {', '.join(self.rhythms)}")
        return self

    def rhythm_of(self, register: str, sender: str | None, usual: str) -> str:
        """Return the name of the rhythm of a feed: the sender's own, else the usual one of the register."""
        agreed = self.agreed_with(register, sender)
        return agreed.rhythm if agreed is not None and agreed.rhythm is not None else usual

    def agreed_with(self, register: str, sender: str | None) -> AgreedFeed | None:
        """Return what is agreed with a sender of a register, or None."""
        return next((each for each in self.senders if (each.register_name, each.sender) == (register, sender)), None)

    def late_from(self, rhythm: str, last: date) -> date:
        """Return the first day on which the delivery after one of the day `last` is late."""
        said = self.rhythms[rhythm]
        return last + timedelta(days=said.days + said.grace_days + 1)

    def has_ended(self, register: str, sender: str, day: date) -> bool:
        """Return whether nothing more is expected of a register, or of its sender, on a day."""
        agreed = self.agreed_with(register, sender)
        ends = (self.ends.get(register), agreed.until if agreed is not None else None)
        return any(end is not None and end <= day for end in ends)
