"""Who carries a strategy: actors, steering group, project lead, reporting, and the plans around it."""

from typing import Literal

from videre.definitions.files import Strict, Text


class Actor(Strict):
    """A unit, body or group that a strategy names.

    kind: `department` and `administration` are the municipality's own; `authority` is another one; `group` is people
        who are no unit (parents, volunteers).
    part_of: the actor it belongs to.
    """

    name: Text
    kind: Literal["administration", "department", "unit", "school", "authority", "business", "group", "body", "council"]
    part_of: str | None = None


class Plan(Strict):
    """A plan, programme or reform that a strategy relates to.

    relation: `under` the strategy's umbrella; `beside` it; `builds_on`: a goal that it carries on; `national`: a reform
        it must be seen together with.
    """

    title: Text
    relation: Literal["under", "beside", "builds_on", "national"]
    note: Text | None = None


class Umbrella(Strict):
    """What belongs under a strategy: the test that an initiative or activity must pass."""

    text: Text
    test: Text


class Member(Strict):
    """A seat in the steering group: the head of an actor.

    chairs: whether this seat chairs.
    since_this_strategy: whether the seat came with this strategy.
    """

    role: Text
    actor: str
    chairs: bool = False
    since_this_strategy: bool = False


class Forum(Strict):
    """A forum or network that a strategy sets up, and for whom."""

    name: Text
    members: Text
    set_up_by: str


class Organisation(Strict):
    """Who leads a strategy.

    may_be_joined_by: who sits in when needed.
    responsibility: who stays responsible for what is delegated.
    """

    steering_group: tuple[Member, ...]
    may_be_joined_by: Text
    tasks: tuple[Text, ...]
    responsibility: Text
    project_lead: tuple[str, ...]
    forums: tuple[Forum, ...] = ()
    took_part: Text

    def list_actors(self) -> tuple[str, ...]:
        """Return every actor that has a seat or a part in the lead."""
        return (*(member.actor for member in self.steering_group), *self.project_lead)


class Reporting(Strict):
    """How often, and to whom, the strategy's progress is reported."""

    times_a_year: int
    to: tuple[str, ...]
    text: Text
