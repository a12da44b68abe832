import pytest
from pydantic import ValidationError

from videre.domain.education import EducationKind
from videre.domain.work import BenefitKind
from videre.registers.catalogue import get_register
from videre.synth.chain.parameters import NOTHING, read_lives
from videre.synth.courses.places import read_places
from videre.synth.daily.parameters import read_daily
from videre.synth.daily.situation import GROUP_OF_COURSE, GROUPS
from videre.synth.people.parameters import read_people
from videre.synth.school.exams import SUBJECTS
from videre.synth.school.parameters import read_pupils
from videre.synth.told.reporting import ReportsParameters, read_reports
from videre.synth.told.suppliers import Delivery, read_deliveries, read_mapping


def test_every_course_is_a_kind_of_education_has_a_place_to_be_taken_and_a_group_of_work() -> None:
    for name, course in read_lives().courses.items():
        assert course.education_kind in EducationKind
        assert read_places().programmes_of(name), name
        assert name == "tenth_grade" or read_places().providers_of(name), name
        assert GROUP_OF_COURSE[name] in GROUPS
        assert name in read_lives().slopes
    assert NOTHING in read_lives().slopes


@pytest.mark.parametrize("name", ["born_here", "moved_in_young", "moved_in_grown_up"])
def test_shares_of_people_sum_to_one(name: str) -> None:
    assert sum(read_people().origin[name].values()) == pytest.approx(1)
    assert sum(place.share for place in read_people().elsewhere) == pytest.approx(1)
    for shares in read_people().parents_education.values():
        assert sum(shares.values()) == pytest.approx(1)


def test_a_mixture_of_delays_that_does_not_sum_to_one_is_refused() -> None:
    wrong = read_reports().model_dump()
    wrong["delays"]["course_end"][0]["share"] = 0.5
    with pytest.raises(ValidationError, match="course_end"):
        ReportsParameters.model_validate(wrong)


def test_every_code_that_is_told_stands_in_the_registers_code_list() -> None:
    benefits = {"kontanthjaelp", "uddannelseshjaelp", *read_daily().other_benefits}
    assert benefits <= {kind.name.lower() for kind in BenefitKind}
    assert set(SUBJECTS) == set(read_pupils().exams.tests)
    assert set(SUBJECTS) == set(get_register("exams").column("discipline").codes)


@pytest.mark.parametrize("delivery", [one for one in read_deliveries() if one.mapping], ids=lambda one: one.file)
def test_a_suppliers_mapping_and_habits_fit_each_other(delivery: Delivery) -> None:
    assert delivery.mapping is not None
    mapping = read_mapping(delivery.mapping)
    assert mapping.reported is not None
    columns = {source.from_ for source in mapping.columns.values()} | {mapping.reported.from_}
    assert set(delivery.unused) == set(mapping.ignore)
    assert set(delivery.width) <= columns
    assert len(delivery.heading) == mapping.file.heading_lines
    assert {column.name for column in get_register(mapping.register_name).columns} >= set(mapping.columns)
    for name, source in mapping.columns.items():
        column = get_register(mapping.register_name).column(name)
        if source.codes is not None and column.codes:
            assert set(source.codes.values()) - {""} <= set(map(str, column.codes)), name


def test_institutions_and_programmes_have_numbers_that_are_nobodys() -> None:
    places = read_places()
    for one in (*places.schools, *places.schools_elsewhere, *places.providers):
        assert one.institution.startswith("99")
        assert len(one.institution) == 6
    codes = [programme.programme for programme in places.programmes]
    assert all(code.startswith("09") and len(code) == 4 for code in codes)
    assert len(set(codes)) == len(codes)
