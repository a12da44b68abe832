"""Rules asked of every register, of persons, residence and what others refer to: one row that breaks each, one not."""

from datetime import date

from tests.quality import COLLEGE, GLOSTRUP, OTHER_SCHOOL, PRIMARY, SCHOOL, STX, found


def test_something_that_happened_before_birth() -> None:
    work = [{"month": "1999-02-01"}, {"month": "1999-03-01"}]
    assert found("before_birth", employment=work) == [("employment", 0)]
    assert found("before_birth", benefits=[{"start": "1999-03-13"}]) == [("benefits", 0)]
    assert found("before_birth", benefits=[{"start": "1999-03-14"}]) == []


def test_a_date_so_far_ahead_that_it_is_a_slip_of_the_pen() -> None:
    assert found("too_far_ahead", enrolments=[{"start": "2016-09-02"}]) == [("enrolments", 0)]
    assert found("too_far_ahead", enrolments=[{"start": "2016-09-01"}]) == []
    assert found("too_far_ahead", activities=[{"review": "2017-09-02"}]) == [("activities", 0)]
    assert found("too_far_ahead", activities=[{"review": "2017-09-01"}]) == []


def test_somebody_whom_the_register_of_persons_does_not_know() -> None:
    stay = {"person": 2, "reported": "2016-01-01"}
    late = {"person": 2, "reported": "2016-01-02"}  # the register of persons may be on its way
    assert found("unknown_person", persons=[{}], residence=[], enrolments=[stay]) == [("enrolments", 0)]
    assert found("unknown_person", persons=[{}, {"person": 2}], enrolments=[stay]) == []
    assert found("unknown_person", persons=[{}], residence=[], enrolments=[late]) == []


def test_without_a_register_of_persons_nobody_is_unknown() -> None:
    assert found("unknown_person", persons=[], enrolments=[{"reported": "2015-01-01"}]) == []


def test_a_number_used_long_after_it_was_changed() -> None:
    old = {"old_since": "2015-06-30"}
    assert found("old_number_used", benefits=[old | {"reported": "2015-09-01"}]) == [("benefits", 0)]
    assert found("old_number_used", benefits=[old | {"reported": "2015-08-31"}]) == []
    assert found("old_number_used", benefits=[{}]) == []


def test_an_institution_used_when_it_was_not_open() -> None:
    schools = [{"institution": SCHOOL, "valid_from": "2010-08-01", "valid_to": "2015-08-01"}]
    there = {"institution": SCHOOL, "programme": PRIMARY, "start": "2014-08-10"}

    def with_dates(**dates: str) -> list[tuple[str, object]]:
        return found("institution_not_open", institutions=schools, enrolments=[there | dates])

    assert with_dates() == [("enrolments", 0)]  # goes on after the school has closed
    assert with_dates(stop="2015-09-01") == [("enrolments", 0)]
    assert with_dates(stop="2015-07-01") == []
    assert with_dates(start="2010-07-01", stop="2011-07-01") == [("enrolments", 0)]
    assert with_dates(start="2005-08-01", stop="2006-07-01") == []  # too long ago to matter


def test_somebody_who_has_never_lived_anywhere() -> None:
    people = [{}, {"person": 2}]
    assert found("person_without_residence", persons=people, residence=[{}]) == [("persons", 1)]
    assert found("person_without_residence", persons=people, residence=[{}, {"person": 2}]) == []


def test_a_birth_in_the_wrong_century() -> None:
    people = [{"birth_date": "1905-01-31"}, {"person": 2, "birth_date": "1905-02-02"}]
    assert found("born_too_long_ago", persons=people) == [("persons", 0)]
    assert found("born_too_long_ago", persons=people[1:]) == []


def marks(person: int, *given: int) -> list[dict[str, object]]:
    disciplines = ("danish_oral", "danish_reading", "danish_spelling", "danish_written", "english_oral")
    return [{"person": person, "discipline": name, "mark": mark} for name, mark in zip(disciplines, given, strict=True)]


def test_two_numbers_with_the_same_birthday_and_the_same_marks_are_suspected_and_both_are_shown() -> None:
    twins = [{}, {"person": 2}, {"person": 3, "birth_date": "1999-03-15"}]
    alike = [*marks(1, 7, 4, 10, 2, 7), *marks(2, 7, 4, 10, 2, 7), *marks(3, 7, 4, 10, 2, 7)]
    assert found("suspected_same_person", persons=twins, exams=alike) == [("persons", 0), ("persons", 1)]
    unlike = [*marks(1, 7, 4, 10, 2, 7), *marks(2, 7, 4, 10, 2, 4)]
    assert found("suspected_same_person", persons=twins, exams=unlike) == []


def test_a_child_who_comes_on_the_day_an_equal_one_leaves_is_suspected() -> None:
    left = {"institution": SCHOOL, "programme": PRIMARY, "grade": 7, "start": "2012-08-10", "stop": "2013-02-01"}
    came = {"person": 2, "institution": SCHOOL, "programme": PRIMARY, "grade": 7, "start": "2013-02-01"}
    assert found("suspected_new_number", enrolments=[left, came]) == [("persons", 0), ("persons", 1)]
    assert found("suspected_new_number", enrolments=[left, came | {"start": "2013-02-04"}]) == []
    went_on = {"institution": OTHER_SCHOOL, "programme": PRIMARY, "grade": 7, "start": "2013-02-01"}
    assert found("suspected_new_number", enrolments=[left, came, went_on]) == []


def test_somebody_who_lives_in_two_places_at_once() -> None:
    first = {"municipality": GLOSTRUP, "start": "2000-01-01", "stop": "2010-02-02"}
    second = {"start": "2010-02-01"}
    assert found("overlapping_residence", residence=[first, second]) == [("residence", 0)]
    assert found("overlapping_residence", residence=[first | {"stop": "2010-02-01"}, second]) == []


def test_an_end_that_may_be_on_its_way_is_waited_for() -> None:
    moved = [{"stop": None}, {"municipality": GLOSTRUP, "start": "2016-01-10"}]
    assert found("overlapping_residence", residence=moved) == []
    assert found("overlapping_residence", date(2016, 3, 1), residence=moved) == [("residence", 0)]


def test_somebody_who_lived_nowhere_for_a_while() -> None:
    first = {"start": "2000-01-01", "stop": "2010-02-01"}
    assert found("gap_in_residence", residence=[first, {"start": "2010-03-01"}]) == [("residence", 0)]
    assert found("gap_in_residence", residence=[first, {"start": "2010-02-01"}]) == []
    assert found("gap_in_residence", residence=[first, {"start": "2011-02-01"}]) == []  # may have lived abroad


def test_a_new_number_that_nobody_has() -> None:
    change = [{"old_person": 8, "new_person": 9}]
    assert found("new_number_unknown", persons=[{}], cpr_changes=change) == [("cpr_changes", 0)]
    assert found("new_number_unknown", persons=[{"person": 9}], cpr_changes=change) == []


def test_a_number_changed_into_another_and_back() -> None:
    change = {"old_person": 1, "new_person": 2}
    back = {"old_person": 2, "new_person": 1}
    assert found("number_changed_back", cpr_changes=[change, back]) == [("cpr_changes", 0), ("cpr_changes", 1)]
    assert found("number_changed_back", cpr_changes=[change, back | {"new_person": 3}]) == []


def test_a_programme_used_when_it_was_not_valid() -> None:
    programmes = [{"programme": STX, "kind": "stx", "valid_from": "2014-08-01", "valid_to": "2015-08-01"}]

    def begun(start: str) -> list[tuple[str, object]]:
        return found("programme_not_valid", programmes=programmes, enrolments=[{"start": start}])

    assert begun("2013-08-10") == [("enrolments", 0)]
    assert begun("2015-08-10") == [("enrolments", 0)]
    assert begun("2014-08-10") == []


def test_an_institution_that_is_part_of_none() -> None:
    college = {"institution": COLLEGE, "name": "Skolen"}
    assert found("unknown_parent", institutions=[college | {"parent": 1}]) == [("institutions", 0)]
    assert found("unknown_parent", institutions=[college | {"parent": COLLEGE}]) == [("institutions", 0)]
    assert found("unknown_parent", institutions=[college | {"parent": 1}, {"institution": 1, "name": "Hoved"}]) == []


def test_one_school_under_two_numbers() -> None:
    one = {"institution": 1, "name": "Skolen", "municipality": 165}
    other = one | {"institution": 2}
    assert found("institution_twice", institutions=[one, other]) == [("institutions", 0), ("institutions", 1)]
    assert found("institution_twice", institutions=[one, other | {"valid_to": "2015-01-01"}]) == []
    assert found("institution_twice", institutions=[one, other | {"name": "Den anden"}]) == []


def test_a_programme_whose_level_is_another_than_its_kind_has() -> None:
    stx = {"programme": STX, "kind": "stx"}
    assert found("level_contradicts_kind", programmes=[stx | {"level": "H30"}]) == [("programmes", 0)]
    assert found("level_contradicts_kind", programmes=[stx | {"level": "H20"}]) == []


def test_a_programme_that_says_it_is_a_youth_education_and_is_of_a_kind_that_is_none() -> None:
    gf1 = {"programme": 930, "kind": "eud_gf1", "counts_as_youth_education": True}
    assert found("youth_education_contradicts_kind", programmes=[gf1]) == [("programmes", 0)]
    assert found("youth_education_contradicts_kind", programmes=[gf1 | {"kind": "stx"}]) == []
    assert found("youth_education_contradicts_kind", programmes=[gf1 | {"counts_as_youth_education": None}]) == []


def test_a_programme_replaced_by_one_that_there_is_not() -> None:
    egu = {"programme": 961, "kind": "egu", "replaced_by": 963, "valid_to": "2015-08-01"}
    assert found("unknown_successor", programmes=[egu]) == [("programmes", 0)]
    assert found("unknown_successor", programmes=[egu, {"programme": 963, "kind": "fgu"}]) == []
    assert found("unknown_successor", programmes=[egu | {"valid_to": "2019-08-01"}]) == []  # not yet


def test_an_official_figure_published_before_its_year() -> None:
    assert found("published_too_early", official_figures=[{"cohort": "2015"}]) == [("official_figures", 0)]
    assert found("published_too_early", official_figures=[{"cohort": "2013-12"}]) == []


def test_a_share_in_per_cent_among_shares() -> None:
    shares = [{"value": 0.9}, {"value": 0.88, "cohort": "2011"}, {"value": 93.0, "cohort": "2013"}]
    assert found("share_outside_0_to_1", official_figures=shares) == [("official_figures", 2)]
    counts = [{"indicator": "young_on_benefits", "value": 426.0}]
    assert found("share_outside_0_to_1", official_figures=counts) == []
