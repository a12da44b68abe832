"""The timeline folds what goes on without a break, loses no part of it, and shows absence to whoever may see it."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import SCHOOL, benefit, day, enrolment, work
from tests.web.access.people import make_person, make_user, tie
from tests.web.access.test_pages import logged_in

from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import Fact, FactKind
from videre.domain.work import BenefitKind
from videre.home.home import Home
from videre.web.access.timeline import fold
from videre.web.people.models import CaseAbsence, CaseFact, CaseReadiness, Person

pytestmark = pytest.mark.django_db
FACTS = st.lists(
    st.builds(
        lambda kind, code, start, length, place: Fact(start, kind, code, start + length, 0, place, 0, start, start),
        st.sampled_from([FactKind.EMPLOYMENT, FactKind.BENEFIT, FactKind.ENROLMENT, FactKind.EXAM]),
        st.sampled_from([1, 2]),
        st.integers(0, 200),
        st.sampled_from([1, 30, 60]),
        st.sampled_from([0, 101001]),
    ),
    max_size=12,
)


@given(FACTS)
def test_no_fact_is_lost_and_no_two_that_belong_apart_are_one_row(facts: list[Fact]) -> None:
    groups = fold(facts)
    assert sorted(fact for group in groups for fact in group) == sorted(facts)
    for group in groups:
        assert len({(fact.kind, fact.code) for fact in group}) == 1
        assert len(group) == 1 or group[0].kind != FactKind.EXAM
        gap = 62 if group[0].kind == FactKind.ENROLMENT else 0
        for place, fact in enumerate(group[1:], start=1):
            assert fact.start - max(each.stop for each in group[:place]) <= gap
    works = [group for group in groups if group[0].kind == FactKind.EMPLOYMENT and group[0].code == 1]
    for earlier, later in pairwise(works):
        assert later[0].start > max(each.stop for each in earlier), "neighbours that touch are one row"


def hold(person: Person, *facts: Fact) -> None:
    CaseFact.objects.bulk_create(CaseFact(person=person, **fact._asdict()) for fact in facts)


def rows_of(page: str) -> list[str]:
    table = page.partition("table timeline")[2].partition("</table>")[0].partition("<tbody>")[2]
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in table.split("</tr>")[:-1]]


def test_months_of_work_are_one_row_that_opens_to_show_each(home: Home) -> None:
    bo, adviser = make_person("Bo", date(1995, 1, 1)), make_user("job_centre_adviser")
    tie(bo, adviser, "case", title="1")
    months = [("2015-09-01", "2015-10-01", 40), ("2015-10-01", "2015-11-01", 62), ("2015-11-01", "2015-12-01", 51)]
    hold(bo, *(work(start, stop, hours) for start, stop, hours in months))
    hold(bo, work("2016-01-01", "2016-02-01", 80), benefit(BenefitKind.KONTANTHJAELP, "2015-12-01", "2016-01-01"))
    rows = rows_of(logged_in(adviser).get(f"/unge/{bo.pk}").content.decode())
    assert [row[: row.index("20") + 4] for row in rows] == ["1. januar 2016", "1. december 2015", "1. september 2015"]
    assert "30. november 2015 Ordinært arbejde 40-62 timer om måneden Vis alle 3 dele" in rows[2]
    assert all(f"{hours} timer om måneden" in rows[2] for hours in (51, 62, 40))
    assert "Vis alle" not in rows[0]


def test_school_is_one_row_over_the_summers_and_another_school_is_another(home: Home) -> None:
    asta, teacher = make_person(), make_user("class_teacher")
    tie(asta, teacher, "class", title="9.b")
    for start, stop, place in (
        ("2012-08-10", "2013-06-27", SCHOOL),
        ("2013-08-10", "2014-06-27", SCHOOL),
        ("2014-08-10", "2015-06-27", SCHOOL + 1),
    ):
        hold(asta, enrolment(EducationKind.PRIMARY_SCHOOL, start, stop, Outcome.COMPLETED)._replace(place=place))
    rows = rows_of(logged_in(teacher).get(f"/unge/{asta.pk}").content.decode())
    assert len(rows) == 2
    assert "10. august 2012 – 26. juni 2014" in rows[1]


@pytest.mark.parametrize("address", ["/unge/{}", "/plan/{}"])
def test_absence_is_a_row_a_quarter_with_its_months_for_whoever_may_see_it(home: Home, address: str) -> None:
    asta, teacher, counsellor = make_person(), make_user("class_teacher"), make_user("guidance_counsellor")
    tie(asta, teacher, "class", title="9.b")
    tie(asta, counsellor, "responsibility")
    for month, unpermitted in ((11, 0), (12, 350)):
        CaseAbsence.objects.create(
            person=asta,
            month=2015 * 12 + month - 1,
            place=SCHOOL,
            grade=9,
            possible_x100=2000,
            ill_x100=150,
            permitted_x100=100,
            unpermitted_x100=unpermitted,
            reported=day("2016-01-08"),
        )
    CaseReadiness.objects.create(
        person=asta, assessed=day("2015-12-10"), programme_group="hf", result="not_ready", reported=day("2015-12-12")
    )
    rows = rows_of(logged_in(teacher).get(address.format(asta.pk)).content.decode())
    assert "Fravær i 4. kvartal 2015 21,2 % fravær, heraf 8,7 % ulovligt Vis alle 2 dele" in rows[0]
    assert "20 skoledage: syg 1,5, med lov 1, ulovligt 3,5" in rows[0]
    assert "Uddannelsesparathed: hf ikke parat endnu" in rows[1]
    hidden = logged_in(counsellor).get(address.format(asta.pk)).content.decode()
    assert "kvartal" not in hidden
    assert "Uddannelsesparathed: hf" in hidden
