"""The health of each feed: what one sender delivers to one register, how lately, and who hangs on it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import polars as pl

from videre.definitions.feeds import Feeds
from videre.registers.catalogue import REGISTERS
from videre.registers.quality.known import Known, is_in_parts
from videre.registers.schema import Delivery, Register
from videre.store.deliveries import Delivery as Delivered


class FeedState(StrEnum):
    """How a feed stands.

    ON_TIME: the next delivery is not late. LATE: it is. ENDED: nothing more is expected. NEVER: nobody has delivered
    the register.
    """

    ON_TIME = "on_time"
    LATE = "late"
    ENDED = "ended"
    NEVER = "never"


class Feed(NamedTuple):
    """One feed.

    sender: None for a register that nobody has delivered.
    last_reported: the newest day on which its rows were reported, up to the day that was asked about.
    last_imported: the day of its last import.
    rhythm: how often it is expected.
    late_since: the first day on which the next delivery was late; None while it is not. Of a snapshot the import
        counts, since a row may say when it was last changed; of the others what is in the file, so that last year's
        file imported today is late.
    deliveries, rows, set_aside: of all its deliveries together.
    n_persons: of how many persons it is the source of something that counts; None for a register about no persons.
    """

    register: str
    sender: str | None
    state: FeedState
    last_reported: date | None
    last_imported: date | None
    rhythm: str
    late_since: date | None
    deliveries: int
    rows: int
    set_aside: int
    n_persons: int | None

    def as_dict(self) -> dict[str, object]:
        """Return the feed with its dates as text: the documented JSON."""
        return {
            name: str(value) if isinstance(value, date | FeedState) else value for name, value in self._asdict().items()
        }


class Told(NamedTuple):
    """What the home knows of its feeds up to a day.

    deliveries: the deliveries of rows that were reported by then.
    last_reported: for register and sender the newest day, up to the day, of which anything was told.
    n_persons: for register and sender of how many persons it is the source of something that counts; a register about
        no persons is left out.
    """

    deliveries: Sequence[Delivered]
    last_reported: Mapping[tuple[str, str], date]
    n_persons: Mapping[tuple[str, str], int]


def list_feeds(told: Told, expected: Feeds, day: date) -> list[Feed]:
    """Return each feed as it stood on a day, in the order of the registers, then of the senders' names.

    Args:
        told: what the home knows.
        expected: how often what is expected.
        day: the day.
    """
    by_feed: dict[tuple[str, str], list[Delivered]] = {}
    for delivery in told.deliveries:
        by_feed.setdefault((delivery.register, delivery.sender), []).append(delivery)
    feeds = []
    for register in REGISTERS.values():
        senders = sorted(sender for name, sender in by_feed if name == register.name)
        feeds += [feed_of(register, sender, by_feed[register.name, sender], told, expected, day) for sender in senders]
        if not senders:
            rhythm = expected.rhythm_of(register.name, None, usual_rhythm(register))
            feeds.append(Feed(register.name, None, FeedState.NEVER, None, None, rhythm, None, 0, 0, 0, None))
    return feeds


def feed_of(
    register: Register, sender: str, deliveries: Sequence[Delivered], told: Told, expected: Feeds, day: date
) -> Feed:
    """Return one feed."""
    last = told.last_reported.get((register.name, sender))
    last_imported = max(delivery.imported_on for delivery in deliveries)
    rhythm = expected.rhythm_of(register.name, sender, usual_rhythm(register))
    heard_of = max(last or date.min, last_imported) if register.delivery is Delivery.SNAPSHOT else last or last_imported
    late_from = expected.late_from(rhythm, min(heard_of, day))
    has_ended = expected.has_ended(register.name, sender, day)
    is_late = late_from <= day and not has_ended
    return Feed(
        register=register.name,
        sender=sender,
        state=FeedState.ENDED if has_ended else FeedState.LATE if is_late else FeedState.ON_TIME,
        last_reported=last,
        last_imported=last_imported,
        rhythm=rhythm,
        late_since=late_from if is_late else None,
        deliveries=len(deliveries),
        rows=sum(delivery.rows_in for delivery in deliveries),
        set_aside=sum(delivery.set_aside for delivery in deliveries),
        n_persons=told.n_persons.get((register.name, sender)),
    )


def usual_rhythm(register: Register) -> str:
    """Return the name of a register's rhythm as definitions/feeds/rhythms.yaml writes it."""
    return register.rhythm.name.lower()


def count_persons(known: Known, senders: Mapping[int, str]) -> Counter[tuple[str, str]]:
    """Return for register and sender how many persons of a part have a row of theirs that counts.

    Args:
        known: the part; counts of parts add up, since they have nobody in common.
        senders: the sender of each delivery, by its sequence.
    """
    persons: Counter[tuple[str, str]] = Counter()
    for register in REGISTERS:
        if is_in_parts(register):
            sender = pl.col("sequence").replace_strict(senders, default=None, return_dtype=pl.String)
            of_senders = known.rows(register).group_by(sender.alias("sender")).agg(n=pl.col("person").n_unique())
            persons.update({(register, name): n for name, n in of_senders.select("sender", "n").iter_rows()})
    return persons
