"""Taking in a strategy's file: its initiatives, steering group and forums. Loaded again it changes nothing."""

from datetime import date

from django.db import transaction

from videre.definitions.strategy import Initiative as Defined
from videre.definitions.strategy import Strategy
from videre.domain.days import date_of_day, last_day, month_number
from videre.web.audit import actions as audit
from videre.web.steering.codes import BodyKind
from videre.web.steering.models import Body, Effect, Initiative, Member, Milestone
from videre.web.steering.slugs import slug_of

STEERING_GROUP = ("styregruppen", "Styregruppen", "The steering group")


@transaction.atomic
def load_strategy(*, strategy: Strategy, by: str) -> int:
    """Take in what a strategy's file has and the site lacks; return how many initiatives and bodies were new.

    What is there already stays as people have made it.
    """
    n_new = load_initiatives(strategy) + load_bodies(strategy)
    if n_new:
        audit.write(event="strategy_loaded", about=strategy.name, by=by)
    return n_new


def load_initiatives(strategy: Strategy) -> int:
    """Take in the initiatives that are not there; return how many."""
    known = set(Initiative.objects.filter(strategy=strategy.name).values_list("number", flat=True))
    new = [
        (area.number, each) for area in strategy.focus_areas for each in area.initiatives if each.number not in known
    ]
    for focus_area, defined in new:
        load_initiative(strategy.name, focus_area, defined)
    return len(new)


def load_initiative(strategy: str, focus_area: int, defined: Defined) -> None:
    """Take in one initiative, with what it should move and by when."""
    row = Initiative.objects.create(
        strategy=strategy,
        number=defined.number,
        focus_area=focus_area,
        unit=defined.actors[0] if defined.actors else "",
        partners=[*defined.actors[1:], *defined.partners],
        principles=[service.principle for service in defined.serves],
    )
    Effect.objects.bulk_create(Effect(initiative=row, point=each.point, basis=each.basis) for each in defined.moves)
    Milestone.objects.bulk_create(
        Milestone(initiative=row, title=each.title.da, due=last_day_of(each.due)) for each in defined.milestones
    )


def load_bodies(strategy: Strategy) -> int:
    """Take in the steering group with its seats, and the forums; return how many were new."""
    organisation = strategy.organisation
    if organisation is None:
        return 0
    known = set(Body.objects.filter(strategy=strategy.name).values_list("slug", flat=True))
    slug, name, name_en = STEERING_GROUP
    n_new = 0
    if slug not in known:
        group = Body.objects.create(
            strategy=strategy.name, kind=BodyKind.STEERING_GROUP, slug=slug, name=name, name_en=name_en
        )
        Member.objects.bulk_create(
            Member(body=group, role=seat.role.da, role_en=seat.role.en, unit=seat.actor, chairs=seat.chairs)
            for seat in organisation.steering_group
        )
        n_new += 1
    for forum in organisation.forums:
        if slug_of(forum.name.da) not in known:
            Body.objects.create(
                strategy=strategy.name,
                kind=BodyKind.FORUM,
                slug=slug_of(forum.name.da),
                name=forum.name.da,
                name_en=forum.name.en,
                about=forum.members.da,
                about_en=forum.members.en,
            )
            n_new += 1
    return n_new


def last_day_of(due: str) -> date:
    """Return the last day of a year, a month or a day, as a strategy writes it.

    >>> last_day_of("2015"), last_day_of("2015-02")
    (datetime.date(2015, 12, 31), datetime.date(2015, 2, 28))
    """
    parts = [int(part) for part in due.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12
    return date_of_day(last_day(month_number(parts[0], month)))
