"""Where an opened person stands today, by the very fold of measurement point 3, as far as it may be told."""

from typing import NamedTuple

from videre.definitions.access import Category
from videre.domain.days import birthday
from videre.domain.facts import Fact
from videre.domain.standing import StandingReason, StandingSpells, YouthClass, walk_standings
from videre.web.access.seen import Seen
from videre.web.installation import current_definitions
from videre.web.people import queries as people

TEST = "18_hours_a_week"  # the named test of measurement point 3
FOLLOWED_FROM_YEARS = 15

# A reason that tells of something gives that something away: it is told only to whoever may see it.
TELLS_OF = {
    StandingReason.WORKS_ENOUGH: Category.EMPLOYMENT,
    StandingReason.WORKS_TOO_LITTLE: Category.EMPLOYMENT,
    StandingReason.ACTIVITY_BY_PLAN: Category.ACTIVITIES,
    StandingReason.EXEMPTION: Category.EXEMPTION,
    StandingReason.NOTICE_OF_INTERRUPTION: Category.DROPOUT_RISK,
    StandingReason.ON_BENEFIT: Category.BENEFITS,
}


class StandingNow(NamedTuple):
    """Where somebody stands: the class, why (NONE: it may not be told), and since which day."""

    youth_class: YouthClass
    reason: StandingReason
    since: int


def find_standing(seen: Seen, day: int) -> StandingNow | None:
    """Return where an opened person stands on a day.

    None: it may not be told, or the person is under 15, of whom the measurement point says nothing. An exemption is
    told only to whoever may see exemptions.
    """
    if not seen.may_see(Category.STANDING) or seen.age_years < FOLLOWED_FROM_YEARS:
        return None
    standing = fold(people.facts_of(seen.person_id), day, birthday(birth_day(seen), FOLLOWED_FROM_YEARS))
    told_of = TELLS_OF.get(standing.reason)
    if told_of is None or seen.may_see(told_of):
        return standing
    if standing.youth_class == YouthClass.EXEMPTED:
        return None
    return standing._replace(reason=StandingReason.NONE)


def birth_day(seen: Seen) -> int:
    """Return the day number of a birthday."""
    return (seen.birth_date - type(seen.birth_date)(1970, 1, 1)).days


def fold(facts: list[Fact], day: int, begin: int) -> StandingNow:
    """Return the last spell of the fold up to a day."""
    room = 3 * len(facts) + 2
    spells = StandingSpells(*([0] * room for _ in StandingSpells._fields))
    rules = current_definitions().standing_rules(TEST)
    n = walk_standings(facts, 0, len(facts), rules, begin, day + 1, spells, 0, [0] * len(facts))
    return StandingNow(YouthClass(spells.youth_class[n - 1]), StandingReason(spells.reason[n - 1]), spells.since[n - 1])
