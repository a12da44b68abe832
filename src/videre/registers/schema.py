"""What a register is: its columns, its natural key, how it is delivered and how a row is corrected.

One folder a register declares one `Register`. Reading, checking, the store and the manual follow from it; nothing else
knows a column by name.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from videre.definitions.files import Text


class ValueType(StrEnum):
    """How a value is written in the canonical form, and what it is kept as.

    | type        | written                           | kept in the store as                         |
    |-------------|-----------------------------------|----------------------------------------------|
    | CPR         | ten digits, hyphen allowed        | keyed hash; `cpr` is then called `person`    |
    | CPR_LIST    | CPR numbers with a space between  | never kept                                   |
    | COMPANY     | CVR number, eight digits          | keyed hash                                   |
    | OPAQUE      | the sender's own number           | keyed hash, since nobody knows what is in it |
    | TEXT        | anything                          | text                                         |
    | CODE        | one of the code list              | text                                         |
    | DATE        | 2014-01-31                        | date                                         |
    | MONTH       | 2014-01                           | date: the month's first day                  |
    | SCHOOL_YEAR | 2013/14                           | number: the year in which it began           |
    | INTEGER     | 7                                 | number                                       |
    | IDENTIFIER  | a public number, zeros in front   | number                                       |
    | DECIMAL     | 37.5                              | number                                       |
    | BOOLEAN     | true, false                       | true or false                                |
    """

    CPR = "cpr"
    CPR_LIST = "cpr_list"
    COMPANY = "company"
    OPAQUE = "opaque"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    MONTH = "month"
    SCHOOL_YEAR = "school_year"
    INTEGER = "integer"
    IDENTIFIER = "identifier"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"


class Delivery(StrEnum):
    """What a file is of all that its sender knows.

    SNAPSHOT: everything; a key of the sender's that is missing is withdrawn.
    INCREMENT: what is new or changed, or what is confirmed; a missing key says nothing.
    EVENT: what happened; it may come more than once and counts once.
    """

    SNAPSHOT = "snapshot"
    INCREMENT = "increment"
    EVENT = "event"


class Rhythm(IntEnum):
    """How often a sender delivers: the longest time between two deliveries, in days."""

    DAILY = 1
    WEEKLY = 7
    MONTHLY = 31
    QUARTERLY = 92
    YEARLY = 366


class Privacy(StrEnum):
    """What a value may give away about a person.

    NONE: it is about no person. ORDINARY: about a person. IDENTIFYING: who the person is.
    SENSITIVE: health or ethnic origin, so article 9 of the data protection regulation holds.
    """

    NONE = "none"
    ORDINARY = "ordinary"
    IDENTIFYING = "identifying"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Column:
    """One canonical column.

    title: what it says, for people.
    required: a row without it is set aside.
    is_key: part of the natural key.
    codes: the code list of a CODE, or the numbers that an INTEGER may be; empty: any.
    minimum: the smallest number that is possible.
    unit: what a number counts.
    refers_to: the register that must know the value, where a home has that register at all.
    has_happened: a day that cannot lie after the day on which it was reported.
    is_kept: whether the store keeps it; data minimisation (regulation article 5) wants a reason for each yes.
    source, legal_basis, privacy: where they differ from the register's.
    """

    name: str
    type: ValueType
    title: Text
    required: bool = False
    is_key: bool = False
    codes: tuple[str | int, ...] = ()
    minimum: int | None = None
    unit: str | None = None
    refers_to: str | None = None
    has_happened: bool = False
    is_kept: bool = True
    source: str | None = None
    legal_basis: str | None = None
    privacy: Privacy | None = None


@dataclass(frozen=True)
class Register:
    """One register.

    row_is: what one row is.
    columns: in canonical order; those with `is_key` are the natural key.
    delivery: the usual way; a supplier's mapping may say another.
    correction: how a row is corrected or taken back, for people.
    period: the names of the columns between which a row is true, half-open; None where a row has no period.
    source: who knows it first. legal_basis: why the municipality may hold it.
    privacy: of each column that says nothing else.
    """

    name: str
    title: Text
    row_is: Text
    columns: tuple[Column, ...]
    delivery: Delivery
    correction: Text
    rhythm: Rhythm
    source: str
    legal_basis: str
    privacy: Privacy
    period: tuple[str, str] | None = None

    @property
    def key(self) -> tuple[Column, ...]:
        """The columns of the natural key."""
        return tuple(column for column in self.columns if column.is_key)

    @property
    def kept(self) -> tuple[Column, ...]:
        """The columns that the store keeps."""
        return tuple(column for column in self.columns if column.is_kept)

    def column(self, name: str) -> Column:
        """Return a column by name; raises KeyError."""
        return next(column for column in self.columns if column.name == name)


def say(da: str, en: str) -> Text:
    """Return a text for people, in Danish and English."""
    return Text(da=da, en=en)


def code_list(codes: type[IntEnum]) -> tuple[str, ...]:
    """Return the canonical text codes of a list of the domain: its names in lower case, without NONE."""
    return tuple(code.name.lower() for code in codes if code.name != "NONE")


CORRECTED_BY_KEY = say(
    "En række rettes ved at sende den igen med samme nøgle og en senere meldedag. En række tages tilbage ved at melde "
    "nøglen som tilbagetaget.",
    "A row is corrected by sending it again with the same key and a later reported day. A row is taken back by "
    "reporting its key as withdrawn.",
)
CORRECTED_BY_SNAPSHOT = say(
    "Filen er alt, hvad afsenderen ved. Det, der ikke længere står i den, er taget tilbage.",
    "The file is all that the sender knows. What no longer stands in it is taken back.",
)
EVENT_STANDS = say(
    "En hændelse kan komme flere gange og tæller én gang. Den rettes ved at sende samme nøgle med en senere meldedag.",
    "An event may come several times and counts once. It is corrected by the same key with a later reported day.",
)
