"""The lists as they are kept: made by the rules alone, twice the same, and never without somebody who answers."""

from datetime import date

import pytest
from tests.builders import benefit, notice, open_enrolment
from tests.web.access.people import TODAY, make_person, make_user
from tests.web.followup.casework import broke_off, give, hold, lists_of, make_counsellor, make_lists

from videre.domain.education import EducationKind, Event
from videre.domain.standing import YouthClass
from videre.domain.work import BenefitKind
from videre.home.home import Home
from videre.web.access.models import Involvement, Kind, Membership
from videre.web.agreements.models import ActKind
from videre.web.audit.models import Entry as LogEntry
from videre.web.followup.actions import act, hand_over, months_before, refresh_lists
from videre.web.followup.models import CourseBreak, Entry
from videre.web.people.models import CaseFact

pytestmark = pytest.mark.django_db


def entry_of(list_name: str) -> Entry:
    return Entry.objects.get(list_name=list_name, closed__isnull=True)


def test_a_young_person_stands_where_the_rules_say_and_the_making_is_logged(home: Home) -> None:
    asta = hold(make_person(), broke_off())
    done = make_lists()
    assert lists_of(asta) == {"off_plan_15_17", "broke_off"}
    assert (done.n_open, done.n_new, done.n_closed) == (2, 2, 0)
    off = entry_of("off_plan_15_17")
    assert (off.since, off.known, off.due) == (date(2016, 2, 20), date(2016, 2, 22), date(2016, 2, 29))
    assert (off.unit, off.class_then) == ("uu", YouthClass.OFF_PLAN)
    assert LogEntry.objects.filter(event="lists_made", by="nightly").count() == 1


def test_making_the_lists_twice_changes_nothing_the_second_time(home: Home) -> None:
    hold(make_person(), broke_off())
    make_lists()
    before = list(Entry.objects.values())
    again = make_lists()
    assert (again.n_new, again.n_closed) == (0, 0)
    assert list(Entry.objects.values()) == before
    assert Involvement.objects.filter(kind=Kind.RESPONSIBILITY).count() == 1


def test_whoever_is_well_again_leaves_the_list_and_the_unit_no_longer_sees_them(home: Home) -> None:
    asta = hold(make_person(), broke_off())
    make_lists()
    assert Involvement.objects.get(unit="uu").until is None
    back = open_enrolment(EducationKind.HF, "2016-02-25", "2018-08-01")

    CaseFact.objects.create(person=asta, **back._asdict())
    done = make_lists()
    assert done.n_closed == 2
    assert lists_of(asta) == {"education_15_17"}
    assert Involvement.objects.get(unit="uu").until == TODAY


def test_an_entry_without_a_named_person_is_nobodys_and_with_a_contact_person_it_is_theirs(home: Home) -> None:
    asta, bo = hold(make_person(), broke_off()), hold(make_person("Bo"), broke_off())
    carl, _dorte = make_counsellor("carl"), make_counsellor("dorte")
    give(asta, carl)
    make_lists()
    assert {entry.responsible for entry in Entry.objects.filter(person=asta)} == {carl}
    assert {entry.responsible for entry in Entry.objects.filter(person=bo)} == {None}


def test_the_only_one_who_works_in_a_unit_is_the_one_who_is_named(home: Home) -> None:
    hold(make_person(), broke_off())
    carl = make_counsellor("carl")
    make_lists()
    assert {entry.responsible for entry in Entry.objects.all()} == {carl}


def test_a_pupil_is_the_schools_own_and_whoever_is_on_a_benefit_the_job_centres(home: Home) -> None:
    hold(make_person("Asta"), [open_enrolment(EducationKind.NINTH_GRADE, "2015-08-10", "2016-07-31", 101001)])
    hold(make_person("Bo", born=date(1994, 1, 1)), [benefit(BenefitKind.UDDANNELSESHJAELP, "2016-01-01", "")])
    head = make_user("school_head", "head", "school:101001")
    make_lists()
    pupil = entry_of("primary_school_15_17")
    assert (pupil.unit, pupil.responsible) == ("school:101001", head)
    assert entry_of("benefit_without_plan").unit == "job_centre"


def test_what_was_handed_to_a_colleague_stays_there_until_they_leave_the_unit(home: Home) -> None:
    hold(make_person(), broke_off())
    carl, dorte = make_counsellor("carl"), make_counsellor("dorte")
    make_lists()
    hand_over(entries=list(Entry.objects.all()), users=[dorte], by="carl")
    make_lists()
    assert {entry.responsible for entry in Entry.objects.all()} == {dorte}

    Membership.objects.filter(user=dorte).update(until=TODAY)
    make_lists()
    assert {entry.responsible for entry in Entry.objects.all()} == {carl}


def test_entries_are_split_evenly_and_all_of_one_young_person_go_to_one_colleague(home: Home) -> None:
    people = [hold(make_person(f"Barn{n}"), broke_off()) for n in range(7)]
    users = [make_counsellor(name) for name in ("carl", "dorte", "emil")]
    make_lists()
    hand_over(entries=list(Entry.objects.all()), users=users, by="carl")
    of = {person.pk: {each.responsible_id for each in Entry.objects.filter(person=person)} for person in people}
    assert all(len(each) == 1 for each in of.values())
    loads = sorted(sum(each == {user.pk} for each in of.values()) for user in users)
    assert loads == [2, 2, 3]


def test_a_call_stops_the_clock_for_contact_and_starts_that_for_an_offer(home: Home) -> None:
    hold(make_person(), broke_off())
    make_lists()
    act(entry=entry_of("off_plan_15_17"), kind=ActKind.CALLED, on=TODAY, by="carl")
    off, broke = entry_of("off_plan_15_17"), entry_of("broke_off")
    assert off.due == date(2016, 3, 31)  # 30 calendar days
    assert broke.due is None
    assert off.acted_on == off.seen_on == broke.acted_on == TODAY
    make_lists()
    assert entry_of("off_plan_15_17").due == date(2016, 3, 31)
    assert entry_of("broke_off").due is None


def test_an_exemption_noted_by_hand_puts_the_clock_in_abeyance_until_it_ends(home: Home) -> None:
    hold(make_person(), broke_off())
    make_lists()
    act(entry=entry_of("off_plan_15_17"), kind=ActKind.EXEMPTED, on=TODAY, until=date(2016, 4, 1), by="carl")
    for _ in range(2):
        off = entry_of("off_plan_15_17")
        assert (off.due, off.paused_until) == (None, date(2016, 4, 1))
        make_lists()
    refresh_lists(day=date(2016, 4, 1), by="nightly")
    off = entry_of("off_plan_15_17")
    assert (off.due, off.paused_until) == (date(2016, 4, 8), None)


def test_where_a_young_person_stands_after_three_months_is_noted_once(home: Home) -> None:
    asta = hold(make_person(), broke_off())
    make_lists()

    CaseFact.objects.create(person=asta, **open_enrolment(EducationKind.HF, "2016-05-01", "2018-08-01")._asdict())
    refresh_lists(day=date(2016, 5, 31), by="nightly")
    assert set(Entry.objects.filter(opened=TODAY).values_list("class_after_3", flat=True)) == {0}
    refresh_lists(day=date(2016, 6, 1), by="nightly")
    assert set(Entry.objects.filter(opened=TODAY).values_list("class_after_3", flat=True)) == {YouthClass.EDUCATION}


def test_a_break_is_counted_once_with_whether_an_early_sign_came_before_it(home: Home) -> None:
    asta = hold(make_person(), broke_off())
    warned = notice(Event.AT_RISK, "2016-02-01", EducationKind.STX)
    bo = hold(make_person("Bo"), [*broke_off(), warned])
    refresh_lists(day=date(2016, 2, 10), by="nightly")
    assert lists_of(bo) >= {"at_risk"}
    for _ in range(2):
        make_lists()
    told = {each.person_id: (each.on, each.was_flagged) for each in CourseBreak.objects.all()}
    assert told == {asta.pk: (date(2016, 2, 20), False), bo.pk: (date(2016, 2, 20), True)}


def test_of_a_break_from_before_the_lists_nobody_can_say_whether_it_was_foreseen(home: Home) -> None:
    hold(make_person(), broke_off())
    for _ in range(2):
        make_lists()
    assert not CourseBreak.objects.exists()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2016, 3, 1), 3, date(2015, 12, 1)),
        (date(2016, 5, 31), 3, date(2016, 2, 29)),
        (date(2015, 5, 31), 3, date(2015, 2, 28)),
        (date(2016, 2, 29), 12, date(2015, 2, 28)),
    ],
)
def test_months_before_a_day_are_the_calendars(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected
