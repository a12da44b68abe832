"""What is there on a day, by the rules of retention: slow, a night at a time, with sets and a calendar of its own.

Written from the rules as people say them, without the program's definitions: periods stand here once more.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

YEARS = {
    "agreements.Agreement": 5, "agreements.Act": 5, "agreements.Referral": 5, "agreements.ContactPerson": 5,
    "followup.Entry": 2, "followup.CourseBreak": 2, "access.Disclosure": 5, "access.Consent": 5,
    "access.BrokenGlass": 5, "access.Involvement": 2, "retention.LegalHold": 5,
}  # fmt: skip
RULE_OF = {
    "agreements.Agreement": "agreements", "agreements.Act": "acts", "agreements.Referral": "referrals",
    "agreements.ContactPerson": "contact_persons", "followup.Entry": "follow_up", "followup.CourseBreak": "breaks",
    "access.Disclosure": "disclosures", "access.Consent": "consents", "access.BrokenGlass": "emergencies",
    "access.Involvement": "involvements", "retention.LegalHold": "holds",
}  # fmt: skip
TO_THE_ARCHIVE = {
    "agreements.Agreement", "agreements.Act", "agreements.Referral", "agreements.ContactPerson", "access.Disclosure",
}  # fmt: skip
GO_WITH_THE_PERSON = {"followup.Entry", "followup.CourseBreak", "access.Involvement", "retention.LegalHold"}
SECTIONS = {"own_words": 5, "school": 5, "day_care": 3}
OLDEST, EXAMS_UNTIL, MONTHS_AWAY, ARCHIVE_AHEAD_DAYS = 30, 25, 12, 90


@dataclass
class Record:
    """A row. begun: its day. ended: the event from which its period runs; None: not yet. names: a consent's key."""

    key: int
    table: str
    begun: date
    ended: date | None = None
    without_end_the_basis: bool = False
    names: int | None = None


@dataclass
class Hold:
    """What is held. person: whose; None: everybody's. rule: empty for everything."""

    person: int | None
    rule: str
    since: date
    until: date


@dataclass
class Life:
    """A young person. stays: when they lived here. records: what is written about them. plan: when it was begun."""

    key: int
    born: date
    stays: list[tuple[date, date | None]]
    records: list[Record] = field(default_factory=list)
    plan: date | None = None


@dataclass
class There:
    """What is there of a person. begun: the keys of what has been written once; -1 is the plan."""

    facts: bool = True
    exam: bool = True
    person: bool = True
    records: set[int] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    begun: set[int] = field(default_factory=set)


def years_later(day: date, years: int) -> date:
    """Return the day so many years later; from 29 February, 1 March where there is none."""
    return date(day.year + years, day.month, 1) + timedelta(days=day.day - 1)


def last_day_here(life: Life, day: date) -> date | None:
    """Return when the newest stay that has begun ended; None while it has not, as the registers know on the day."""
    begun = [until for since, until in life.stays if since <= day]
    return None if not begun or begun[-1] is None or begun[-1] > day else begun[-1]


def is_away_for_long(life: Life, day: date) -> bool:
    """Return whether the person left before the month so many months ago began."""
    left = last_day_here(life, day)
    months = day.year * 12 + day.month - 1 - MONTHS_AWAY
    return left is not None and left < date(months // 12, months % 12 + 1, 1)


Content = tuple[str, int, date | None]  # a row as it is: with its end once that is known


class Archive:
    """What the town's archive has: written to it, and acknowledged by it."""

    def __init__(self) -> None:
        self.written: set[Content] = set()
        self.acknowledged: set[Content] = set()

    def acknowledge(self) -> None:
        """Acknowledge all that was written."""
        self.acknowledged |= self.written


def end_known(each: Record, day: date) -> date | None:
    """Return the end of a row as it is written down on a day: a sharing's when it is made, others' on the day."""
    is_said = each.table in {"access.Consent", "access.Disclosure", "retention.LegalHold"}
    return each.ended if is_said or (each.ended is not None and each.ended <= day) else None


def content(each: Record, day: date) -> Content:
    """Return a row as it is on a day."""
    return each.table, each.key, end_known(each, day)


class World:
    """Lives, holds, the archive, and what is there of each; `night` is the only thing that takes anything away."""

    def __init__(self, lives: list[Life], holds: list[Hold]) -> None:
        self.lives, self.holds, self.archive = lives, holds, Archive()
        self.there = {life.key: There() for life in lives}

    def begin(self, day: date) -> None:
        """Let what begins by a day be there: of persons who still are."""
        for life in self.lives:
            there = self.there[life.key]
            if not there.person or life.born > day:
                continue
            for each in life.records:
                if each.begun <= day and each.key not in there.begun:
                    there.begun.add(each.key)
                    there.records.add(each.key)
            if life.plan is not None and life.plan <= day and -1 not in there.begun:
                there.begun.add(-1)
                there.sections = set(SECTIONS)

    def holds_on(self, day: date, person: int, rules: set[str]) -> bool:
        """Return whether one of some rules is held for a person on a day."""
        return any(
            hold.since <= day < hold.until and hold.person in (None, person) and hold.rule in rules
            for hold in self.holds
        )

    def is_due(self, life: Life, each: Record, today: date, by: date) -> bool:
        """Return whether the period of a row has passed by a day, as all is known today."""
        event = end_known(each, today)
        if event is None and each.table == "agreements.Referral":
            event = each.begun  # it was sent, and nobody has answered
        if event is None and each.without_end_the_basis:
            event = self.basis_ended(life, today, by)
        return event is not None and years_later(event, YEARS[each.table]) <= by

    def basis_ended(self, life: Life, today: date, by: date) -> date | None:
        """Return when the basis of the casework has ended by a day: of moves, only what is known today."""
        ends = [last_day_here(life, today), years_later(life.born, OLDEST)]
        return min((end for end in ends if end is not None and end <= by), default=None)

    def write(self, day: date) -> None:
        """Write to the archive what goes within a quarter."""
        ahead = day + timedelta(days=ARCHIVE_AHEAD_DAYS)
        for life in self.lives:
            there = self.there[life.key]
            for each in life.records:
                if each.key in there.records and each.table in TO_THE_ARCHIVE and self.is_due(life, each, day, ahead):
                    self.archive.written.add(content(each, day))
            ended = self.basis_ended(life, day, ahead)
            if there.sections and ended is not None and years_later(ended, min(SECTIONS.values())) <= ahead:
                self.archive.written.add(("plan", life.key, None))

    def night(self, day: date) -> None:
        """Take away what the rules take away on a day."""
        for life in self.lives:
            there = self.there[life.key]
            if not there.person or life.born > day:
                continue
            for each in sorted(life.records, key=lambda record: record.table == "access.Consent"):
                if each.key in there.records and self.may_go(life, each, day):
                    there.records.discard(each.key)
            self.night_of_plan(life, there, day)
            self.night_of_person(life, there, day)

    def may_go(self, life: Life, each: Record, day: date) -> bool:
        """Return whether a row is due, not held, archived where it must be, and named by nothing that stays."""
        there = self.there[life.key]
        named = any(other.names == each.key and other.key in there.records for other in life.records)
        archived = each.table not in TO_THE_ARCHIVE or content(each, day) in self.archive.acknowledged
        held = self.holds_on(day, life.key, {"", RULE_OF[each.table]})
        return self.is_due(life, each, day, day) and not named and not held and archived

    def night_of_plan(self, life: Life, there: There, day: date) -> None:
        """Take away the sections of a closed plan whose years have passed."""
        ended = self.basis_ended(life, day, day)
        if ended is None or not there.sections or self.holds_on(day, life.key, {"", "plans"}):
            return
        if ("plan", life.key, None) not in self.archive.acknowledged:
            return
        there.sections = {name for name in there.sections if years_later(ended, SECTIONS[name]) > day}

    def night_of_person(self, life: Life, there: There, day: date) -> None:
        """Take away register facts, and the person when nothing is kept about them."""
        if self.holds_on(day, life.key, {"", "register_facts", "identity"}):
            return
        if years_later(life.born, EXAMS_UNTIL) <= day:
            there.exam = False
        if years_later(life.born, OLDEST) > day and not is_away_for_long(life, day):
            return
        there.facts = there.exam = False
        tables = {each.table for each in life.records if each.key in there.records}
        everybody = {hold.rule for hold in self.holds if hold.person is None and hold.since <= day < hold.until}
        keeps = {table for table in tables if table not in GO_WITH_THE_PERSON or RULE_OF[table] in everybody}
        own_hold = any(hold.person == life.key and hold.since <= day < hold.until for hold in self.holds)
        if not keeps and not there.sections and not own_hold:
            there.person = False
            there.records.clear()
