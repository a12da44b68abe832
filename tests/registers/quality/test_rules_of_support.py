"""Rules asked of benefits, employment, contacts and activities."""

from tests.quality import GLOSTRUP, found


def test_a_benefit_while_resident_elsewhere() -> None:
    stays = [{"stop": "2014-01-01"}, {"municipality": GLOSTRUP, "start": "2014-01-01"}]
    open_one = {"start": "2013-06-01"}
    assert found("benefit_while_elsewhere", residence=stays, benefits=[open_one]) == [("benefits", 0)]
    assert found("benefit_while_elsewhere", residence=stays, benefits=[open_one | {"stop": "2014-02-02"}]) == [
        ("benefits", 0)
    ]
    assert found("benefit_while_elsewhere", residence=stays, benefits=[open_one | {"stop": "2014-02-01"}]) == []
    assert found("benefit_while_elsewhere", residence=stays, benefits=[open_one | {"benefit": "sygedagpenge"}]) == []


def test_a_benefit_that_overlaps_itself() -> None:
    first, second = {"stop": "2014-02-01"}, {"start": "2014-01-01"}
    assert found("overlapping_benefit", benefits=[first, second]) == [("benefits", 0)]
    assert found("overlapping_benefit", benefits=[first | {"stop": "2014-01-01"}, second]) == []


def test_two_benefits_of_which_one_can_have_one() -> None:
    first, second = {"stop": "2014-02-03"}, {"benefit": "uddannelseshjaelp", "start": "2014-01-01"}
    assert found("two_benefits_at_once", benefits=[first, second]) == [("benefits", 0)]
    assert found("two_benefits_at_once", benefits=[first | {"stop": "2014-02-01"}, second]) == []
    assert found("two_benefits_at_once", benefits=[first, second | {"benefit": "sygedagpenge"}]) == []


def test_a_benefit_at_an_age_at_which_it_cannot_be_had() -> None:
    assert found("benefit_at_wrong_age", benefits=[{"start": "2017-03-13"}]) == [("benefits", 0)]
    assert found("benefit_at_wrong_age", benefits=[{"start": "2017-03-14"}]) == []
    older = [{"birth_date": "1985-12-01"}]
    help_for_young = {"benefit": "uddannelseshjaelp", "start": "2014-01-01"}
    assert found("benefit_at_wrong_age", persons=older, benefits=[help_for_young]) == [("benefits", 0)]
    assert found("benefit_at_wrong_age", persons=older, benefits=[help_for_young | {"stop": "2015-12-31"}]) == []
    assert found("benefit_at_wrong_age", persons=older, benefits=[{}]) == []


def test_a_benefit_before_it_existed() -> None:
    early = {"benefit": "uddannelseshjaelp", "start": "2013-12-31"}
    assert found("benefit_not_in_force", benefits=[early]) == [("benefits", 0)]
    assert found("benefit_not_in_force", benefits=[early | {"start": "2014-01-01"}]) == []


def test_hours_that_nobody_works() -> None:
    jobs = [{"hours": 200.0, "employer": 1}, {"hours": 151.0, "employer": 2}]
    assert found("too_many_hours_together", employment=jobs) == [("employment", 0), ("employment", 1)]
    assert found("too_many_hours_together", employment=[jobs[0], jobs[1] | {"hours": 150.0}]) == []


def test_paid_work_of_a_child() -> None:
    assert found("too_young_for_work", employment=[{"month": "2012-02-01"}]) == [("employment", 0)]
    assert found("too_young_for_work", employment=[{"month": "2012-03-01"}]) == []


def test_a_month_in_which_hardly_anybody_worked() -> None:
    def month(name: str, n_persons: int) -> list[dict[str, object]]:
        return [{"person": person, "month": name} for person in range(1, n_persons + 1)]

    before, after = month("2015-02-01", 20), month("2015-04-01", 20)
    rows = [*before, *month("2015-03-01", 9), *after]
    assert found("employment_month_missing", employment=rows) == [("employment", "month 2015-03")]
    assert found("employment_month_missing", employment=[*before, *after]) == [("employment", "month 2015-03")]
    assert found("employment_month_missing", employment=[*before, *month("2015-03-01", 10), *after]) == []


def test_a_contact_that_overlaps_itself() -> None:
    first, second = {"stop": "2015-05-03"}, {"start": "2015-04-01"}
    assert found("overlapping_contact", contacts=[first, second]) == [("contacts", 0)]
    assert found("overlapping_contact", contacts=[first | {"stop": "2015-05-02"}, second]) == []
    assert found("overlapping_contact", contacts=[first, second | {"role": "caseworker"}]) == []


def test_work_with_somebody_who_is_young_no_more() -> None:
    older = [{"birth_date": "1985-07-01"}]
    assert found("contact_after_30", persons=older, contacts=[{}]) == [("contacts", 0)]
    assert found("contact_after_30", persons=older, contacts=[{"stop": "2015-12-31"}]) == []
    assert found("contact_after_30", contacts=[{}]) == []


def test_a_status_past_its_review_date() -> None:
    assert found("status_past_review", activities=[{"review": "2016-02-01"}]) == [("activities", 0)]
    assert found("status_past_review", activities=[{"review": "2016-02-02"}]) == []
    assert found("status_past_review", activities=[{"review": "2016-01-01", "stop": "2016-02-01"}]) == []


def test_a_review_date_beyond_the_end_of_the_course() -> None:
    assert found("review_beyond_end", activities=[{"stop": "2016-01-01", "review": "2016-01-02"}]) == [
        ("activities", 0)
    ]
    assert found("review_beyond_end", activities=[{"stop": "2016-01-01", "review": "2016-01-01"}, {}]) == []


def test_a_status_that_nobody_is_to_look_at_again() -> None:
    assert found("review_missing", activities=[{}]) == [("activities", 0)]
    assert found("review_missing", activities=[{"review": "2016-03-01"}, {"stop": "2016-03-01"}]) == []


def test_an_exemption_of_somebody_whom_the_duty_does_not_concern() -> None:
    rule = "exemption_at_wrong_age"
    grown_up = [{"birth_date": "1997-12-31"}]
    assert found(rule, persons=grown_up, activities=[{}]) == [("activities", 0)]
    assert found(rule, persons=grown_up, activities=[{"stop": "2016-01-31"}]) == []
    assert found(rule, persons=grown_up, activities=[{"activity": "bridge_building"}]) == []
    assert found(rule, persons=[{"birth_date": "2002-01-01"}], activities=[{}]) == [("activities", 0)]
    assert found(rule, activities=[{}]) == []


def test_an_activity_that_overlaps_itself() -> None:
    first, second = {"stop": "2015-12-01"}, {"start": "2015-11-01"}
    assert found("overlapping_activity", activities=[first, second]) == [("activities", 0)]
    assert found("overlapping_activity", activities=[first | {"stop": "2015-11-01"}, second]) == []
