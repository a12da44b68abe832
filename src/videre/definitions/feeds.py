"""How often each register is expected from each sender, and from when a missing delivery is late."""

from datetime import date, timedelta
from typing import Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict


class RhythmOfFeed(Strict):
    """What a rhythm means: the longest time between two deliveries, and how much later one may come."""

    days: int = Field(ge=1)
    grace_days: int = Field(ge=0)


class SenderRhythm(Strict):
    """A sender who delivers a register in another rhythm than the register's own."""

    register_name: str = Field(alias="register")
    sender: str
    rhythm: str


class Feeds(Strict):
    """All of rhythms.yaml."""

    rhythms: dict[str, RhythmOfFeed]
    senders: tuple[SenderRhythm, ...] = ()
    ends: dict[str, date] = Field(default_factory=dict)

    @model_validator(mode="after")
    def names_rhythms(self) -> Self:
        """Refuse a sender with a rhythm that is not described."""
        for sender in self.senders:
            if sender.rhythm not in self.rhythms:
                raise ValueError(f"senders: {sender.sender}: no rhythm {sender.rhythm}; {', '.join(self.rhythms)}")
        return self

    def rhythm_of(self, register: str, sender: str | None, usual: str) -> str:
        """Return the name of the rhythm of a feed: the sender's own, else the usual one of the register."""
        own = (each.rhythm for each in self.senders if (each.register_name, each.sender) == (register, sender))
        return next(own, usual)

    def late_from(self, rhythm: str, last: date) -> date:
        """Return the first day on which the delivery after one of the day `last` is late."""
        said = self.rhythms[rhythm]
        return last + timedelta(days=said.days + said.grace_days + 1)

    def has_ended(self, register: str, day: date) -> bool:
        """Return whether nothing more is expected of a register on a day."""
        return register in self.ends and self.ends[register] <= day
