"""Reading holds and what keeps a person: asked by the nightly work, the commands, and casework when a basis ends."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from videre.definitions.retention import RetentionRule, StandsIn
from videre.web.accounts.queries import find_users
from videre.web.installation import current_day, current_definitions
from videre.web.people.ending import Spared
from videre.web.people.models import Person
from videre.web.plans.models import Plan
from videre.web.retention.due import kinds
from videre.web.retention.models import ArchivePackage, LegalHold

MOST_ASKED = 500
NOT_HERE = {StandsIn.KEEP_FILES_MONTHS, StandsIn.SESSIONS}


class Held(NamedTuple):
    """What is held on a day. everybody: rules of which nothing is erased. persons: by rule; `` stands for all rules."""

    everybody: frozenset[str]
    persons: dict[str, frozenset[UUID]]

    def of(self, rule: str) -> frozenset[UUID]:
        """Return of whom nothing of a rule is erased."""
        return self.persons.get("", frozenset()) | self.persons.get(rule, frozenset())

    def anybody(self) -> frozenset[UUID]:
        """Return of whom anything is held: they stay as persons, too."""
        return frozenset[UUID]().union(*self.persons.values())


def rules_that_hold() -> dict[str, RetentionRule]:
    """Return the rules whose records can be held: delivered files and sessions stand elsewhere."""
    rules = current_definitions().retention().rules
    return {name: rule for name, rule in rules.items() if rule.stands_in not in NOT_HERE}


def past_holds(day: date) -> QuerySet[LegalHold]:
    """Return the holds that have ended or were lifted by a day, the last to end first: as long as they are kept."""
    ended = LegalHold.objects.filter(Q(until__lte=day) | Q(lifted_on__lte=day))
    return ended.order_by(Least(Coalesce("lifted_on", "until"), "until").desc(), "-id")


def open_holds(day: date) -> QuerySet[LegalHold]:
    """Return the holds of a day."""
    return LegalHold.objects.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=day), since__lte=day, until__gt=day)


def held_on(day: date) -> Held:
    """Return what is held on a day."""
    everybody, persons = set(), dict[str, frozenset[UUID]]()
    for hold in open_holds(day):
        if hold.person_id is None:
            everybody.add(hold.rule)
        else:
            persons[hold.rule] = persons.get(hold.rule, frozenset()) | {hold.person_id}
    return Held(frozenset(everybody), persons)


def spared(ids: Collection[UUID], day: date | None = None) -> Spared:
    """Return which of some persons, whose basis has ended, are held, and of whom something is kept for a while yet.

    Of nobody in particular (an empty collection): everybody who is held as a whole.
    """
    held, asked = held_on(day or current_day()), list(ids)
    whole = held.of("register_facts") | held.of("identity")
    if held.everybody & {"identity", "register_facts"}:
        whole |= frozenset(asked or Person.objects.values_list("pk", flat=True))
    kept = set(held.anybody()) & set(asked)
    for place in range(0, len(asked), MOST_ASKED):
        piece = asked[place : place + MOST_ASKED]
        for way, model in keeping_tables(held):
            kept.update(model._default_manager.filter(**{f"{way}__in": piece}).values_list(way, flat=True))
    return Spared(held=whole, kept=frozenset(kept))


def keeping_tables(held: Held) -> list[tuple[str, type[Model]]]:
    """Return the tables for whose rows the identity of a person is kept, each with the way to the person."""
    found = [
        (kind.to_person, kind.model)
        for kind in kinds()
        if kind.to_person and (kind.name in held.everybody or not kind.rule.goes_with_the_person)
    ]
    return [*found, ("person", Plan)]


def waiting_packages() -> QuerySet[ArchivePackage]:
    """Return the packages that the archive has not acknowledged."""
    return ArchivePackage.objects.filter(receipted_on__isnull=True, removed_on__isnull=True)


def names_of(user_names: Collection[str]) -> dict[str, str]:
    """Return what some users are called, by user name; whoever was named at the command line need not be one."""
    return {name: user.display_name for name, user in find_users(user_names).items()}
