"""One function opens a person and one lists them: by involvement and law, logged, and denied by default."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from tests.web.access.people import NOW, PURPOSE_OF, agree, make_person, make_user, tie

from videre.home.home import Home
from videre.web.access.purposes import Purpose
from videre.web.access.queries import NotSeen, get_person, list_people
from videre.web.audit.actions import LogNotWritten
from videre.web.audit.models import Entry

pytestmark = pytest.mark.django_db
Category = str
IN_THE_LAW_FOR_A_TEACHER = {
    "identity",
    "address",
    "school",
    "absence",
    "exams",
    "readiness",
    "applications",
    "contact_person",
}


def test_a_class_teacher_sees_a_pupil_of_the_class_and_is_told_why(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    tie(asta, teacher, "class", title="9.b")
    seen = get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)
    assert (seen.display_name, seen.age_years, seen.reason) == ("Asta Holm", 16, "klasselærer i 9.b")
    assert seen.categories == IN_THE_LAW_FOR_A_TEACHER
    assert seen.address == "Skovvej 1, 2620"


def test_the_look_is_in_the_log_with_its_reason(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    tie(asta, teacher, "class", title="9.b")
    get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)
    (line,) = Entry.objects.filter(event="person_opened")
    assert (line.by, line.person, line.purpose) == ("class-teacher", str(asta.pk), "school")
    assert (line.reason, line.is_refusal) == ("klasselærer i 9.b", False)


def test_nobody_is_seen_by_whoever_has_no_part_in_their_life(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    with pytest.raises(NotSeen):
        get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)
    assert list_people(teacher, Purpose.SCHOOL, now=NOW).people == []


def test_a_refusal_is_in_the_log_and_says_the_same_of_a_person_who_is_not_there(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    said = []
    for person_id in (asta.pk, uuid4()):
        with pytest.raises(NotSeen) as refused:
            get_person(teacher, person_id, Purpose.SCHOOL, now=NOW)
        said.append(str(refused.value))
    assert said[0] == said[1]
    lines = Entry.objects.filter(event="person_refused", is_refusal=True)
    assert [line.about for line in lines] == ["not_involved", "no_such_person"]


def test_where_the_log_cannot_be_written_nothing_is_shown(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    tie(asta, teacher, "class", title="9.b")
    table = Entry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO taken_away")
    try:
        with pytest.raises(LogNotWritten):
            get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)
        with pytest.raises(LogNotWritten):
            list_people(teacher, Purpose.SCHOOL, now=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE taken_away RENAME TO {table}")


@pytest.mark.parametrize("role", sorted(PURPOSE_OF))
def test_a_role_opens_nobody_for_a_purpose_of_others(home: Home, role: str) -> None:
    asta, user = make_person(), make_user(role)
    tie(asta, user, "case", title="1")
    for purpose in Purpose:
        if purpose != PURPOSE_OF[role]:
            with pytest.raises(NotSeen):
                get_person(user, asta.pk, purpose, now=NOW)
            assert list_people(user, purpose, now=NOW).n_people == 0


@pytest.mark.parametrize("role", ["analyst", "steering_group", "data_manager", "administrator", "council_reader"])
def test_a_role_without_a_part_in_the_work_sees_nobody_whatever_it_is_tied_to(home: Home, role: str) -> None:
    asta, user = make_person(), make_user(role, unit="uu")
    tie(asta, user, "case", title="1")
    tie(asta, "uu")
    for purpose in Purpose:
        with pytest.raises(NotSeen):
            get_person(user, asta.pk, purpose, now=NOW)


def test_a_part_ends_on_its_last_day(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    part = tie(asta, teacher, "class", title="9.b", until=date(2016, 3, 2))
    get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)
    part.until = date(2016, 3, 1)
    part.save()
    with pytest.raises(NotSeen):
        get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)


def test_a_part_that_begins_tomorrow_opens_nothing_today(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    tie(asta, teacher, "class", since=date(2016, 3, 2))
    with pytest.raises(NotSeen):
        get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)


def test_the_units_young_people_are_seen_by_those_who_work_there_and_by_no_other_role(home: Home) -> None:
    asta = make_person()
    tie(asta, "job_centre")
    adviser = make_user("job_centre_adviser", unit="job_centre")
    counsellor = make_user("guidance_counsellor", unit="job_centre")  # on the other side of the wall, wherever placed
    assert get_person(adviser, asta.pk, Purpose.EMPLOYMENT, now=NOW).reason == "jobkonsulent ved Jobcentret"
    with pytest.raises(NotSeen):
        get_person(counsellor, asta.pk, Purpose.GUIDANCE, now=NOW)


def test_a_class_teacher_sees_the_own_class_and_not_the_whole_school(home: Home) -> None:
    mine, other = make_person("Asta"), make_person("Bo")
    teacher = make_user("class_teacher", unit="school:101001")
    head = make_user("school_head", unit="school:101001")
    for person in (mine, other):
        tie(person, "school:101001")
    tie(mine, teacher, "class", title="9.b")
    assert [seen.person_id for seen in list_people(teacher, Purpose.SCHOOL, now=NOW).people] == [mine.pk]
    assert list_people(head, Purpose.SCHOOL, now=NOW).n_people == 2


def test_whoever_moves_out_is_followed_by_guidance_no_more_and_by_their_school_still(home: Home) -> None:
    asta = make_person(here_until=date(2016, 3, 1))
    teacher, counsellor = make_user("class_teacher"), make_user("guidance_counsellor")
    tie(asta, teacher, "class", title="9.b")
    tie(asta, counsellor, "responsibility")
    assert get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)
    with pytest.raises(NotSeen):
        get_person(counsellor, asta.pk, Purpose.GUIDANCE, now=NOW)


def test_a_counsellor_sees_somebody_until_the_25th_birthday_and_the_job_centre_until_the_30th(home: Home) -> None:
    counsellor, adviser = make_user("guidance_counsellor"), make_user("job_centre_adviser")
    ages = {24: date(1991, 3, 2), 25: date(1991, 3, 1), 29: date(1986, 3, 2), 30: date(1986, 3, 1)}
    persons = {age: make_person(f"A{age}", born) for age, born in ages.items()}
    for person in persons.values():
        tie(person, counsellor, "responsibility")
        tie(person, adviser, "case")
    listed = list_people(counsellor, Purpose.GUIDANCE, now=NOW).people
    assert [seen.age_years for seen in listed] == [24]
    listed = list_people(adviser, Purpose.EMPLOYMENT, now=NOW).people
    assert [seen.age_years for seen in listed] == [24, 25, 29]
    assert "dropout_risk" in listed[0].categories
    assert "dropout_risk" not in listed[1].categories
    assert {"education_status", "education_order", "highest_education", "plan"} <= listed[1].categories


def test_a_mentor_sees_nothing_before_a_yes_and_only_what_was_agreed_after(home: Home) -> None:
    asta, mentor = make_person(), make_user("mentor")
    tie(asta, mentor, "invitation")
    with pytest.raises(NotSeen):
        get_person(mentor, asta.pk, Purpose.GUIDANCE, now=NOW)
    agree(asta, "private", "identity", "plan", "exams")
    assert get_person(mentor, asta.pk, Purpose.GUIDANCE, now=NOW).categories == {"identity", "plan"}


def test_a_protected_address_is_shown_to_nobody_and_a_protected_name_not_to_a_private_person(home: Home) -> None:
    asta = make_person(protected_until=date(2016, 3, 2))
    teacher, mentor = make_user("class_teacher"), make_user("mentor")
    tie(asta, teacher, "class", title="9.b")
    tie(asta, mentor, "invitation")
    agree(asta, "private", "identity")
    seen = get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)
    assert (seen.display_name, seen.address, seen.is_protected) == ("Asta Holm", "", True)
    assert "address" not in seen.categories
    assert get_person(mentor, asta.pk, Purpose.GUIDANCE, now=NOW).display_name == "Beskyttet navn"
    assert list_people(mentor, Purpose.GUIDANCE, now=NOW, search="asta").n_people == 0
    asta.protected_until = date(2016, 3, 1)
    asta.save()
    assert get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW).address == "Skovvej 1, 2620"
    assert get_person(mentor, asta.pk, Purpose.GUIDANCE, now=NOW).display_name == "Asta Holm"


def test_a_search_finds_by_part_of_a_name_among_those_one_may_see_and_logs_each_hit(home: Home) -> None:
    teacher = make_user("class_teacher")
    mine, other = make_person("Asta"), make_person("Astrid")
    tie(mine, teacher, "class", title="9.b")
    found = list_people(teacher, Purpose.SCHOOL, now=NOW, search=" AST ")
    assert [seen.person_id for seen in found.people] == [mine.pk]
    assert found.n_people == 1
    assert list(Entry.objects.filter(event="search_hit").values_list("person", flat=True)) == [str(mine.pk)]
    assert not Entry.objects.filter(person=str(other.pk)).exists()


def test_a_list_has_pages_that_count_only_those_one_may_see(home: Home) -> None:
    teacher = make_user("class_teacher")
    for number in range(27):
        tie(make_person(f"Barn {number:02}"), teacher, "class", title="9.b")
    make_person("En anden")
    first, last = (list_people(teacher, Purpose.SCHOOL, now=NOW, page=page) for page in (1, 9))
    assert (len(first.people), first.n_people, first.n_pages) == (25, 27, 2)
    assert [seen.display_name for seen in last.people] == ["Barn 25 Holm", "Barn 26 Holm"]
    assert Entry.objects.filter(event="person_listed").count() == 27


def test_a_user_who_was_closed_or_whose_role_is_gone_sees_nobody(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    tie(asta, teacher, "class", title="9.b")
    for change in ({"is_active": False}, {"role": "no_such_role"}):
        for name, value in change.items():
            setattr(teacher, name, value)
        with pytest.raises(NotSeen):
            get_person(teacher, asta.pk, Purpose.SCHOOL, now=NOW)
        teacher.refresh_from_db()
