"""What a demonstration's steering group has done so far: made up, and dated against the demonstration's own day."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from videre.web.audit import actions as audit
from videre.web.steering.actions.initiatives import add_milestone, set_effect, set_status
from videre.web.steering.actions.meetings import (
    close_meeting,
    decide,
    delegate,
    plan_meeting,
    set_member,
    write_minutes,
)
from videre.web.steering.codes import ItemKind, Status
from videre.web.steering.models import Body, Initiative, Meeting
from videre.web.steering.queries import current_name, find_steering_group, list_members

# Days before the demonstration's day, the status, and a sentence. Over a quarter ago it is stale.
SAID: Final[dict[str, tuple[tuple[int, Status, str], ...]]] = {
    "5.1a": (
        (200, Status.ON_TRACK, ""),
        (40, Status.ON_TRACK, "Alle skoler har holdt forældremøde om valget i 8. klasse."),
    ),
    "5.1b": ((160, Status.DELAYED, "Aftalen med erhvervsskolerne mangler underskrift."), (35, Status.ON_TRACK, "")),
    "5.1c": ((150, Status.ON_TRACK, "Arbejdet med den nye daginstitutionsstrategi er begyndt."),),
    "5.1d": ((30, Status.DELAYED, "To stillinger i rusmiddelteamet er ubesatte."),),
    "5.1e": ((60, Status.ON_TRACK, ""),),
    "5.1f": ((75, Status.ON_TRACK, "17 virksomheder har haft besøg af en klasse."),),
    "5.2a": ((300, Status.ON_TRACK, ""), (20, Status.DONE, "UU-Vestegnen sidder med i styregruppen.")),
    "5.2b": ((120, Status.NOT_STARTED, ""),),
    "5.2c": ((85, Status.DELAYED, "Formen er ikke aftalt på tværs."),),
    "5.2d": ((25, Status.ON_TRACK, "Målepunkterne opgøres nu hver måned."),),
    "5.3a": ((45, Status.ON_TRACK, "Sommercamp holdt for 14 elever."),),
    "5.3b": ((180, Status.ON_TRACK, ""), (50, Status.ON_TRACK, "")),
    "5.3c": ((130, Status.ON_TRACK, "Otte nye elevpladser i kommunen."),),
    "5.3d": ((15, Status.ON_TRACK, ""),),
    "5.3f": ((28, Status.DELAYED, "Venteliste til forberedende forløb."),),
}
OWNERS: Final = {
    "5.1a": "Skolechefen",
    "5.1b": "Skolechefen",
    "5.1d": "Leder af rusmiddelteamet",
    "5.2a": "Styregruppens formand",
    "5.2d": "Projektlederen",
    "5.3a": "Leder af Ungecenter",
    "5.3b": "Leder af Ungeenheden",
    "5.3d": "Leder af UU-Vestegnen",
    "5.3f": "Leder af Ungecenter",
}
EXPECTED: Final = {
    "5.1b": (5, "Flere vælger en erhvervsuddannelse end året før", -20),
    "5.3b": (2, "20 % færre unge på uddannelses- og kontanthjælp end i december 2013", 365),
    "5.3a": (4, "Halvt så mange uden afgangsprøve som året før", 180),
    "5.3f": (3, "Alle 15-17-årige uden for har en plan inden for fem hverdage", 120),
}
# Title, and days from the demonstration's day; under zero it should have been reached already.
MILESTONES: Final = {
    "5.2c": ("Udkast til fælles dokument er drøftet i ungenetværket", -21),
    "5.1b": ("Samarbejdsaftale med to erhvervsskoler", 60),
    "5.3c": ("Måltal for elevpladser i alle afdelinger", 90),
}


@transaction.atomic
def make_demo_steering(*, day: date, by: str) -> None:
    """Make up statuses, owners, milestones, a closed meeting and a planned one, for a demonstration.

    Args:
        day: the demonstration's today. by: the command's name.
    """
    rows = {row.number: row for row in Initiative.objects.filter(strategy=current_name())}
    for number, row in rows.items():
        row.owner = OWNERS.get(number, "")
        row.save(update_fields=["owner"])
        for days_ago, status, sentence in SAID.get(number, ()):
            set_status(initiative=row, status=status, sentence=sentence, day=day - timedelta(days=days_ago), by=by)
        if number in EXPECTED:
            point, expected, days = EXPECTED[number]
            due = day + timedelta(days=days)
            set_effect(initiative=row, point=point, expected=expected, due=due, day=day - timedelta(days=100), by=by)
        if number in MILESTONES:
            title, days = MILESTONES[number]
            made = day - timedelta(days=100)
            add_milestone(initiative=row, title=title, due=day + timedelta(days=days), day=made, by=by)
    group = find_steering_group()
    if group is not None:
        hold_a_meeting(group, day - timedelta(days=84), by)
        plan_meeting(body=group, day=day + timedelta(days=9), place="Kl. 10-12, mødelokale 2", by=by)
    fill_forums(day, by)
    audit.write(event="demonstration_steering_made", by=by)


def hold_a_meeting(group: Body, day: date, by: str) -> Meeting:
    """Hold a meeting in the past: one item of each kind is decided, and two tasks are given."""
    meeting = Meeting.objects.create(body=group, day=day, place="Kl. 10-12, mødelokale 2")
    training = meeting.items.create(
        kind=ItemKind.OWN, key="own:1", title="Flere elevpladser i kommunens egne afdelinger"
    )
    summer = meeting.items.create(kind=ItemKind.OWN, key="own:2", title="Sommercamp 2016")
    decide(item=training, decision="Hver afdeling melder sit antal pladser ind.", by=by)
    decide(item=summer, decision="Sommercamp holdes igen, for op til 20 elever.", by=by)
    due = day + timedelta(days=70)
    delegate(
        body=group,
        item=training,
        title="Saml afdelingernes tal for elevpladser",
        owner="Projektlederen",
        due=due,
        by=by,
    )
    delegate(
        body=group, item=summer, title="Find ramme og lærere til sommercamp", owner="Leder af Ungecenter",
        due=day + timedelta(days=150), by=by,
    )  # fmt: skip
    write_minutes(meeting=meeting, present=list_members(group, day), minutes="Næste møde afholdes i februar.", by=by)
    close_meeting(meeting=meeting, day=day + timedelta(days=14), by=by)
    return meeting


def fill_forums(day: date, by: str) -> None:
    """Give the forums members and a meeting that has been held."""
    seats = (("Vejleder", "uu_vestegnen"), ("Skoleleder", "folkeskoler"), ("Afdelingsleder", "ungeenheden"))
    for body in Body.objects.filter(strategy=current_name(), kind="forum"):
        for role, unit in seats:
            set_member(body=body, member=None, name="", role=role, unit=unit, day=day - timedelta(days=300), by=by)
        plan_meeting(body=body, day=day - timedelta(days=30), place="", by=by)
