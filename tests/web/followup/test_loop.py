"""The loop: flagged, seen, acted on, well after 3 and 12 months, never flagged; told only as a released table."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from tests.measures.asking import PROVENANCE
from tests.web.access.people import TODAY, make_person, make_user
from tests.web.followup.casework import broke_off, hold

from videre.domain.asked import Asked
from videre.domain.standing import YouthClass
from videre.home.home import Home
from videre.web.followup.loop import Flagged, count_loop, release_loop

ASKED = Asked("follow_up_loop", 165, 0, 0, ("list", "step"), PROVENANCE)
MET = (YouthClass.EDUCATION, YouthClass.ORDINARY_EMPLOYMENT)
WELL, OFF, UNKNOWN = YouthClass.EDUCATION, YouthClass.OFF_PLAN, YouthClass.UNKNOWN


def counted(
    *flagged: Flagged, breaks: tuple[tuple[date, bool], ...] = ()
) -> dict[tuple[str, str, str], tuple[float, ...]]:
    figures = count_loop(flagged, breaks, TODAY, MET, ASKED)
    return {
        (each.period, each.breakdown["list"], each.breakdown["step"]): (each.numerator, each.denominator, each.unknown)
        for each in figures
    }


def test_each_step_counts_everybody_flagged_and_says_of_whom_it_is_not_known_yet() -> None:
    opened = date(2016, 1, 10)
    told = counted(
        Flagged("off_plan", opened, date(2016, 1, 17), date(2016, 1, 24), WELL, WELL),
        Flagged("off_plan", opened, date(2016, 1, 18), date(2016, 1, 25), OFF, 0),
        Flagged("off_plan", opened, None, None, UNKNOWN, 0),
        Flagged("off_plan", date(2016, 2, 28), None, None, 0, 0),
    )
    assert told == {
        ("2016", "off_plan", "flagged"): (4, 4, 0),
        ("2016", "off_plan", "seen"): (1, 4, 1),
        ("2016", "off_plan", "acted"): (1, 4, 1),
        ("2016", "off_plan", "after_3"): (1, 4, 2),
        ("2016", "off_plan", "after_12"): (1, 4, 3),
    }


def test_breaks_that_no_early_sign_came_before_are_a_share_of_all_breaks_of_the_year() -> None:
    told = counted(breaks=((date(2015, 3, 1), True), (date(2015, 5, 1), False), (date(2016, 1, 1), False)))
    assert told == {("2015", "breaks", "never_flagged"): (1, 2, 0), ("2016", "breaks", "never_flagged"): (1, 1, 0)}


@pytest.mark.django_db
def test_few_young_people_are_hidden_in_the_released_table_and_on_the_page(client: Client, home: Home) -> None:
    for n in range(3):
        hold(make_person(f"Barn{n}"), broke_off())
    call_command("make_lists")
    table = release_loop(TODAY)
    assert table is not None
    assert all(row.is_hidden for row in table.rows if row.numerator is None)
    flagged = [row for row in table.rows if row.breakdown["step"] == "flagged"]
    assert flagged
    assert all(row.is_hidden for row in flagged)
    client.force_login(make_user("steering_group", "leader"))
    text = client.get("/opfoelgning/virkning").text
    assert "Afbrød og er ikke begyndt på noget" in text
    assert "Barn" not in text.split("<main")[1]
    assert ">3<" not in text


@pytest.mark.django_db
def test_with_enough_young_people_the_page_tells_how_many_were_seen(client: Client, home: Home) -> None:
    for n in range(12):
        hold(make_person(f"Barn{n}"), broke_off())
    call_command("make_lists")
    client.force_login(make_user("analyst", "anna"))
    assert ">12<" in client.get("/opfoelgning/virkning").text
