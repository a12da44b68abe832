"""A person's history: facts in order of time, as records of integers.

Facts of one person stand together, sorted by start (and then by every other field, so that the order in which a
register delivered them changes nothing). A fold is given all facts and the two places between which one person's lie,
so that nothing is copied. `Facts` is a list of `Fact` in plain Python and a numpy record array in a compiled fold: one
object to pass, which is why it is records and not an array a field (trial: passing nine arrays through each call made
the fold five times slower, since Numba counts references to each).
"""

from enum import IntEnum
from typing import NamedTuple, Protocol


class FactKind(IntEnum):
    """What a fact is about, and what its fields mean.

    | kind         | code            | value              | place          | detail      |
    |--------------|-----------------|--------------------|----------------|-------------|
    | RESIDENCE    | 0               | 0                  | municipality   | 0           |
    | ENROLMENT    | EducationKind   | Outcome            | institution    | programme   |
    | BENEFIT      | BenefitKind     | 0                  | 0              | 0           |
    | EMPLOYMENT   | EmploymentKind  | hours a month x100 | 0              | 0           |
    | ACTIVITY     | ActivityKind    | 0                  | 0              | 0           |
    | NOTIFICATION | Event           | EducationKind      | institution    | programme   |
    | APPLICATION  | EducationKind   | ApplicationOutcome | institution    | priority    |
    | EXAM         | Discipline      | mark x10           | ExamStatus     | grade       |
    | CONTACT      | unit            | 0                  | 0              | 0           |

    A unit is a number: the place, from 1, of its name among the history's units.
    """

    RESIDENCE = 1
    ENROLMENT = 2
    BENEFIT = 3
    EMPLOYMENT = 4
    ACTIVITY = 5
    NOTIFICATION = 6
    APPLICATION = 7
    EXAM = 8
    CONTACT = 9


class ApplicationOutcome(IntEnum):
    """What became of a choice of education."""

    NONE = 0
    PENDING = 1
    ADMITTED = 2
    REJECTED = 3
    WITHDRAWN = 4


class Fact(NamedTuple):
    """One fact.

    It is true from `start` (a day) to `stop` (the first day on which it is not). It is *believed* until `review`: the
    same day as `stop` when the register said how it ended; earlier than `stop` when an open fact must be confirmed by
    then and has not been; later than `stop` for a fact delivered month by month whose next month is not due yet.
    `reported` is the day on which the register said so.
    """

    kind: int
    code: int
    start: int
    stop: int
    value: int
    place: int
    reported: int
    review: int
    detail: int


class Facts(Protocol):
    """A list of `Fact`, or a numpy record array with its fields."""

    def __getitem__(self, index: int, /) -> Fact: ...
    def __len__(self) -> int: ...


class Person(NamedTuple):
    """What does not change about a person, and where their facts lie: from `first` up to, not including, `last`."""

    first: int
    last: int
    birth_day: int
    sex: int
    origin: int
    parents_education: int


class Persons(Protocol):
    """A list of `Person`, or a numpy record array with its fields."""

    def __getitem__(self, index: int, /) -> Person: ...
    def __len__(self) -> int: ...


class WritableInts(Protocol):
    """A list of integers, or a numpy array of them, to be written into."""

    def __getitem__(self, index: int, /) -> int: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    def __len__(self) -> int: ...


def believed_on(fact: Fact, day: int) -> bool:
    """Return whether a fact holds on a day: it has begun and nobody has reason to doubt it yet."""
    return fact.start <= day < fact.review
