"""How the data of a home stand, as it is kept for pages: which feeds are late, and what each sender can mend.

What is kept names file, row, column and rule. No value of a row stands in it, nor anything that tells whose row it is.
"""

import json
from datetime import date
from typing import Any, Final, NamedTuple

from videre.registers.quality.feeds import Feed, FeedState


class ToMend(NamedTuple):
    """A row that its sender can mend, as it stands in the delivered file; row is None where it is not known."""

    register: str
    file: str
    row: int | None
    column: str
    rule: str
    da: str
    en: str


class RuleCount(NamedTuple):
    """A rule that rows of a register break: how many, and how to mend them."""

    register: str
    rule: str
    n: int
    da: str
    en: str


class SenderHealth(NamedTuple):
    """What one sender can mend.

    slug: the sender's name as an address. n_set_aside: rows that could not be used.
    n_doubtful: rows that were taken and break a rule of quality. set_aside, doubtful: the first MOST_ROWS of each.
    set_aside_rules, doubtful_rules: the rules that all of them break, the most broken first.
    """

    name: str
    slug: str
    n_set_aside: int
    n_doubtful: int
    set_aside: tuple[ToMend, ...]
    doubtful: tuple[ToMend, ...]
    set_aside_rules: tuple[RuleCount, ...]
    doubtful_rules: tuple[RuleCount, ...]


class DataHealth(NamedTuple):
    """How the data of a home stand, as known at a day and at a version of its store."""

    known_at: date
    store_version: int
    n_rows: int
    feeds: tuple[Feed, ...]
    senders: tuple[SenderHealth, ...]

    def as_json(self) -> str:
        """Return it as JSON text, the form in which a home keeps it."""
        fields = {
            **self._asdict(),
            "known_at": self.known_at.isoformat(),
            "feeds": [feed.as_dict() for feed in self.feeds],
            "senders": [
                {**each._asdict(), **{side: [row._asdict() for row in getattr(each, side)] for side in SIDES}}
                for each in self.senders
            ],
        }
        return json.dumps(fields, ensure_ascii=False)


SIDES: Final = {
    "set_aside": ToMend,
    "doubtful": ToMend,
    "set_aside_rules": RuleCount,
    "doubtful_rules": RuleCount,
}


def read_data_health(text: str) -> DataHealth:
    """Return the health that a home keeps."""
    fields: dict[str, Any] = json.loads(text)
    days = ("last_reported", "last_imported", "late_since")
    feeds = [
        Feed(
            **{
                **feed,
                **{name: date.fromisoformat(feed[name]) if feed[name] else None for name in days},
                "state": FeedState(feed["state"]),
            }
        )
        for feed in fields["feeds"]
    ]
    senders = [
        SenderHealth(**{**each, **{side: tuple(kind(**row) for row in each[side]) for side, kind in SIDES.items()}})
        for each in fields["senders"]
    ]
    known_at = date.fromisoformat(fields["known_at"])
    return DataHealth(known_at, fields["store_version"], fields["n_rows"], tuple(feeds), tuple(senders))
