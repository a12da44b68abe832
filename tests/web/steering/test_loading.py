"""A strategy's file is taken in once: its initiatives, steering group and forums are there from the start."""

from datetime import date

import pytest
from django.core.management import call_command
from pytest_django import Settings
from tests.web.site import TODAY, make_served_home

from videre.home.home import Home
from videre.web.installation import current_strategy
from videre.web.steering.actions.loading import last_day_of, load_strategy
from videre.web.steering.models import AgendaItem, Body, Initiative, Meeting, Member, StatusReport, Task
from videre.web.steering.queries import list_initiatives
from videre.web.steering.slugs import slug_of


def test_the_18_initiatives_are_there_with_whom_what_and_where_to(loaded: None) -> None:
    defined = current_strategy().list_initiatives()
    rows = {row.number: row for row in Initiative.objects.all()}
    assert len(rows) == len(defined) == 18
    for each in defined:
        row = rows[each.number]
        assert [row.unit, *row.partners] == [*(each.actors or [""]), *each.partners]
        assert row.principles == [service.principle for service in each.serves]
        assert {(e.point, e.basis) for e in row.effects.all()} == {(e.point, e.basis) for e in each.moves}
    strategy_for_day_care = rows["5.1c"].milestones.get()
    assert strategy_for_day_care.due == date(2015, 12, 31)


def test_the_steering_group_has_the_strategys_seats_and_the_forums_are_set_up(loaded: None) -> None:
    seats = Member.objects.filter(body__kind="steering_group")
    assert [(seat.role, seat.unit, seat.chairs) for seat in seats] == [
        ("Afdelingschef", "arbejdsmarked_erhverv_ydelse", True),
        ("Afdelingschef", "skole_uddannelse", False),
        ("Afdelingschef", "social_familie", False),
        ("Leder", "uu_vestegnen", False),
    ]
    assert set(Body.objects.values_list("slug", flat=True)) == {
        "styregruppen",
        "dialogfora-og-samarbejder-paa-tvaers",
        "ungenetvaerket",
    }


def test_loaded_again_nothing_changes_and_what_people_made_stays(loaded: None) -> None:
    Initiative.objects.filter(number="5.1a").update(owner="Skolechefen", unit="")
    assert load_strategy(strategy=current_strategy(), by="test") == 0
    assert Initiative.objects.get(number="5.1a").owner == "Skolechefen"
    assert Initiative.objects.get(number="5.1a").unit == ""
    assert Initiative.objects.count() == 18


def test_an_initiative_that_the_file_gets_later_is_taken_in_alone(loaded: None) -> None:
    Initiative.objects.filter(number="5.2d").delete()
    assert load_strategy(strategy=current_strategy(), by="test") == 1
    assert [each.row.number for each in list_initiatives()] == [
        each.number for each in current_strategy().list_initiatives()
    ]


def test_a_demonstration_has_a_life_dated_against_its_own_day(db: None, home: Home) -> None:
    call_command("load_strategy", verbosity=0)
    days = list(StatusReport.objects.values_list("said_on", flat=True))
    assert len(days) > 15
    assert max(days) < TODAY
    stale = [each.row.number for each in list_initiatives() if each.is_stale(TODAY)]
    assert 2 <= len(stale) <= 6
    assert Meeting.objects.filter(day__gt=TODAY).get().items.count() > 5
    assert Meeting.objects.filter(closed_on__isnull=False).count() == 1
    assert Task.objects.filter(due__lt=TODAY, done_on__isnull=True).count() == 1
    n_items = AgendaItem.objects.count()
    call_command("load_strategy", verbosity=0)
    assert (AgendaItem.objects.count(), StatusReport.objects.count()) == (n_items, len(days))


def test_a_real_home_gets_no_made_up_statuses(db: None, home: Home, settings: Settings) -> None:
    settings.VIDERE_HOME = make_served_home(home.paths.root.parent / "real", is_demo=False)
    call_command("load_strategy", verbosity=0)
    assert Initiative.objects.count() == 18
    assert not StatusReport.objects.exists()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("due", "day"),
    [("2015", date(2015, 12, 31)), ("2016-02", date(2016, 2, 29)), ("2015-03-04", date(2015, 3, 4))],
)
def test_a_milestone_is_due_on_the_last_day_of_what_the_strategy_says(due: str, day: date) -> None:
    assert last_day_of(due) == day


@pytest.mark.parametrize(
    ("name", "slug"), [("Ungenetværket", "ungenetvaerket"), ("Åben Skole & Øst", "aaben-skole-oest")]
)
def test_a_danish_name_becomes_an_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug
